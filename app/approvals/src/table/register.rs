//! What an import does to this slice: rows are folded into facts, and the lists follow the new versions.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use record::{City, Day, Kind, Problem, code};
use serde::de::DeserializeOwned;
use store::import::{Decision, Group, Published, Staged};
use store::search::Doc;
use store::{Value, Write};

use super::items;
use super::projection::{COLUMNS, CaseResult, Listed, Surroundings};
use super::refresh::forget_refresh;
use super::tally::Tally;
use crate::agency::Agency;
use crate::approval::{Approval, State};
use crate::import::{DECISION, EXTENSION, ITEM, Licence, STEP};
use crate::item::{Item, Limits};

/// The approvals' side of an import. Made once a run, with the day it runs on.
#[derive(Clone, Copy, Debug)]
pub struct Register {
    around: Surroundings,
}

impl Register {
    /// A register that reads the clocks of a city's open cases on `today`.
    pub fn new(city: &City, today: Day) -> Register {
        Register { around: Surroundings::of(city, today) }
    }
}

impl store::import::Register for Register {
    async fn decide(&self, write: &mut Write, groups: &[Group]) -> store::Result<Vec<Decision>> {
        match groups.first().map(|group| group.kind) {
            Some(Kind::Approval) => decide_approvals(write, groups).await,
            Some(Kind::Item) => Ok(groups.iter().map(decide_item).collect()),
            _ => Ok(groups.iter().map(decide_agency).collect()),
        }
    }

    async fn publish(&self, write: &mut Write, published: &[Published]) -> store::Result<()> {
        match published.first().map(|one| one.kind) {
            Some(Kind::Approval) => {
                let (gone, standing): (Vec<_>, Vec<_>) = published.iter().partition(|one| one.withdrawn);
                let gone = gone.into_iter().map(|one| one.key.clone()).collect::<Vec<_>>();
                remove(write, &gone).await?;
                let approvals: Vec<(Approval, i64)> =
                    standing.into_iter().filter_map(|one| Some((facts(&one.facts)?, one.seq))).collect();
                publish_approvals(write, approvals, self.around).await
            }
            Some(Kind::Item) => {
                let items: Vec<(Item, i64)> =
                    published.iter().filter_map(|one| Some((facts(&one.facts)?, one.seq))).collect();
                items::publish(write, &items).await?;
                super::refresh::clocks_of_items(write, &items, self.around).await
            }
            Some(Kind::Agency) => {
                items::publish_agencies(write, published.iter().filter_map(|one| facts(&one.facts))).await
            }
            _ => Ok(()),
        }
    }

    fn key_column(&self, row: &Staged) -> Option<&'static str> {
        match row.kind {
            Kind::Agency => Some("统一社会信用代码"),
            Kind::Item => Some("事项编码"),
            // A file without case numbers names its cases by their documents.
            _ if row.part == DECISION => {
                let licence: Option<Licence> = facts(&row.payload);
                let named_by_document = licence.is_some_and(|licence| match licence.case.state {
                    State::Decided(decision) => decision.document == row.key,
                    State::Open { .. } => false,
                });
                Some(if named_by_document { DOCUMENT_COLUMN } else { "业务编号" })
            }
            _ => Some("业务编号"),
        }
    }
}

const DOCUMENT_COLUMN: &str = "行政许可决定文书号";

/// Facts and payloads are written by us; what does not parse was damaged on the disk and is left out of the
/// lists rather than stopping everything else. The version itself stays as it is.
pub(super) fn facts<T: DeserializeOwned>(json: &str) -> Option<T> {
    match serde_json::from_str(json) {
        Ok(facts) => Some(facts),
        Err(error) => {
            tracing::error!(%error, "A version or a staged row cannot be read and is passed over");
            None
        }
    }
}

fn json(facts: &impl serde::Serialize) -> Option<String> {
    serde_json::to_string(facts).ok()
}

fn decide_agency(group: &Group) -> Decision {
    let agency = group.rows.last().and_then(|row| facts::<Agency>(&row.payload));
    Decision { facts: agency.as_ref().and_then(json), ..Decision::default() }
}

fn decide_item(group: &Group) -> Decision {
    let mut item = group
        .current
        .as_ref()
        .and_then(|version| facts::<Item>(&version.facts))
        .unwrap_or_else(|| Item { code: group.key.clone(), about: None, steps: Vec::new() });
    for row in &group.rows {
        if row.part == ITEM {
            item.about = facts(&row.payload).or(item.about);
        } else if let Some(step) = facts::<crate::item::ItemStep>(&row.payload) {
            item.steps.retain(|other| other.number != step.number);
            item.steps.push(step);
        }
    }
    item.steps.sort_by_key(|step| step.number);
    Decision { facts: json(&item), ..Decision::default() }
}

async fn decide_approvals(write: &mut Write, groups: &[Group]) -> store::Result<Vec<Decision>> {
    let mut decisions = Vec::with_capacity(groups.len());
    let mut approvals = Vec::with_capacity(groups.len());
    let mut code_hashes = Vec::with_capacity(groups.len());
    for group in groups {
        let (approval, code_hash, decision) = fold(group);
        approvals.push(approval);
        code_hashes.push(code_hash);
        decisions.push(decision);
    }
    let taken = documents(write, groups, &approvals).await?;
    let mut in_file: BTreeMap<String, String> = BTreeMap::new();
    let mut codes = Vec::new();
    for (((group, approval), decision), code_hash) in
        groups.iter().zip(&approvals).zip(&mut decisions).zip(code_hashes)
    {
        let line = group.rows.iter().find(|row| row.part == DECISION).map(|row| row.line);
        if let (Some(line), Some(document)) = (line, approval.decision().map(|decision| &decision.document)) {
            let other = in_file.get(document).or_else(|| taken.get(document).map(|(number, _)| number));
            if let Some(other) = other.filter(|other| **other != group.key) {
                let repeats = group.key == *document
                    && taken.get(document).is_some_and(|(_, standing)| says_the_same(standing, approval));
                if !repeats {
                    decision.problems.push((line, same_document(document, other)));
                    // Nothing of the case is taken: its steps would belong to nobody that is shown.
                    decision.facts = None;
                    continue;
                }
                let problem = Problem::warning(code::DUPLICATE_IDENTICAL).with("value", document.clone());
                decision.problems.push((line, problem.with("number", other.clone())));
                decision.facts = None;
                continue;
            }
            in_file.insert(document.clone(), group.key.clone());
        }
        decision.facts = json(approval);
        codes.extend(code_hash.map(|hash| [Value::from(&group.key), Value::from(hash)]));
    }
    // Stands beside the version and not in it: the facts of a version are made to be published, this never is.
    write
        .insert_rows(
            "INSERT INTO approval_codes (number, code_hash)",
            2,
            codes.into_iter().flatten().collect(),
            " ON CONFLICT (number) DO UPDATE SET code_hash = excluded.code_hash",
        )
        .await?;
    Ok(decisions)
}

/// The rows of one case, laid over what stands of it.
fn fold(group: &Group) -> (Approval, Option<String>, Decision) {
    let mut decision = Decision::default();
    let mut code_hash = None;
    let mut approval = group
        .current
        .as_ref()
        .and_then(|version| facts::<Approval>(&version.facts))
        .unwrap_or_else(|| Approval::named(&group.key));
    for row in &group.rows {
        if row.part == DECISION {
            let Some(Licence { case, code_hash: hash }) = facts(&row.payload) else { continue };
            code_hash = hash;
            if approval.decision().is_some() && matches!(case.state, State::Open { .. }) {
                // A list of open cases that was drawn up before the decision does not reopen the case.
                decision.problems.push((row.line, Problem::warning(code::FILE_OLDER)));
                continue;
            }
            approval.case = Some(case);
        } else if row.part.starts_with(STEP) {
            let Some(step) = facts::<crate::step::Step>(&row.payload) else { continue };
            approval.steps.retain(|other| other.number != step.number);
            approval.steps.push(step);
        } else if row.part.starts_with(EXTENSION) {
            let Some(extension) = facts::<crate::step::Extension>(&row.payload) else { continue };
            approval.extensions.retain(|other| other.number != extension.number);
            approval.extensions.push(extension);
        }
    }
    approval.steps.sort_by_key(|step| step.number);
    approval.extensions.sort_by_key(|extension| extension.number);
    (approval, code_hash, decision)
}

/// Whose decision documents these are already: the number of the case and its facts.
async fn documents(
    write: &mut Write,
    groups: &[Group],
    approvals: &[Approval],
) -> store::Result<HashMap<String, (String, Approval)>> {
    let wanted: BTreeSet<String> = groups
        .iter()
        .zip(approvals)
        .filter(|(group, _)| group.rows.iter().any(|row| row.part == DECISION))
        .filter_map(|(_, approval)| approval.decision().map(|decision| decision.document.clone()))
        .collect();
    let wanted: Vec<String> = wanted.into_iter().collect();
    let rows =
        write.select_in("SELECT number, document FROM approvals WHERE document IN ", None, &wanted).await?;
    // A case entered under its document number alone gives way to the case number that a later file brings.
    let others: Vec<String> =
        rows.iter().filter(|row| row.text(0) != row.text(1)).map(|row| row.text(0).to_owned()).collect();
    let versions = write.current(Kind::Approval, &others).await?;
    Ok(versions
        .into_iter()
        .filter_map(|version| {
            let approval: Approval = facts(&version.facts)?;
            let document = approval.decision()?.document.clone();
            Some((document, (version.key, approval)))
        })
        .collect())
}

/// Whether a licence file without case numbers repeats a case that is known by its number.
fn says_the_same(standing: &Approval, plain: &Approval) -> bool {
    let (Some(a), Some(b)) = (&standing.case, &plain.case) else { return false };
    let same = |a: &Approval, b: &Approval| match (a.decision(), b.decision()) {
        (Some(a), Some(b)) => {
            (a.outcome, a.on, &a.document, &a.licence, &a.content, a.valid_from, a.valid_until, a.withdrawn)
                == (
                    b.outcome,
                    b.on,
                    &b.document,
                    &b.licence,
                    &b.content,
                    b.valid_from,
                    b.valid_until,
                    b.withdrawn,
                )
        }
        _ => false,
    };
    a.applicant == b.applicant && a.unit == b.unit && same(standing, plain)
}

fn same_document(document: &str, other: &str) -> Problem {
    Problem::error(code::DUPLICATE_CONFLICT)
        .in_column(DOCUMENT_COLUMN)
        .with("value", document)
        .with("number", other)
}

/// Brings the list, the search and the figures up to date with approvals that have a new version.
pub(super) async fn publish_approvals(
    write: &mut Write,
    approvals: Vec<(Approval, i64)>,
    around: Surroundings,
) -> store::Result<()> {
    let codes: BTreeSet<String> =
        approvals.iter().filter_map(|(approval, _)| approval.case.as_ref()?.item.clone()).collect();
    let limits = items::limits(write, codes.into_iter().collect()).await?;
    publish_with_limits(write, approvals, &limits, around).await
}

/// The same, where the limits of the items are at hand.
pub(super) async fn publish_with_limits(
    write: &mut Write,
    approvals: Vec<(Approval, i64)>,
    limits: &HashMap<String, Limits>,
    around: Surroundings,
) -> store::Result<()> {
    let superseded: Vec<String> = approvals
        .iter()
        .filter_map(|(approval, _)| {
            Some(approval.decision()?.document.clone()).filter(|d| *d != approval.number)
        })
        .collect();
    remove(write, &superseded).await?;
    let numbers: Vec<String> = approvals.iter().map(|(approval, _)| approval.number.clone()).collect();
    let mut before = Tally::standing(write, &numbers).await?;
    let mut rows = Vec::with_capacity(approvals.len() * COLUMNS);
    let mut docs = Vec::new();
    let mut hidden = Vec::new();
    let mut units = BTreeMap::new();
    let mut any_open = false;
    for (approval, seq) in approvals {
        if !approval.is_public() {
            hidden.push(approval.number);
            continue;
        }
        let day = approval.day().unwrap_or(Day::EARLIEST_RECORD);
        let sort = before.place(&approval.number, day, seq);
        let case = approval.case.as_ref();
        let limits = case.and_then(|case| limits.get(case.item.as_deref()?)).copied();
        let Some(listed) = Listed::of(&approval, limits, sort, around) else { continue };
        let text = listed.words();
        let words = fingerprint(&text);
        if before.words(&listed.number) != Some((sort, words)) {
            docs.push(Doc {
                id: sort,
                kind: Kind::Approval,
                key: listed.number.clone(),
                title: listed.title.clone(),
                detail: listed.detail(),
                words: text,
            });
        }
        if let Some(code) = &listed.unit {
            units.insert(code.clone(), (listed.unit_name.clone(), listed.district.clone()));
        }
        any_open |= listed.result == CaseResult::Open;
        before.replace(&listed);
        rows.extend(listed.values(words));
    }
    items::meet_units(write, units).await?;
    write.insert_rows(INSERT, COLUMNS, rows, UPSERT).await?;
    write.index(&docs).await?;
    before.save(write).await?;
    if any_open {
        forget_refresh(write).await?;
    }
    remove(write, &hidden).await
}

/// Takes approvals out of the list, the search and the figures. Their versions stay.
async fn remove(write: &mut Write, numbers: &[String]) -> store::Result<()> {
    let mut tally = Tally::standing(write, numbers).await?;
    let listed = tally.take_all();
    if listed.is_empty() {
        return Ok(());
    }
    tally.save(write).await?;
    write.unindex(Kind::Approval, &listed).await?;
    for number in listed {
        store::sql("DELETE FROM approvals WHERE number = $1").bind(number).run(write).await?;
    }
    Ok(())
}

/// Tells changed words from unchanged ones (FNV-1a); nothing depends on it but whether the index is written again.
fn fingerprint(text: &str) -> i64 {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    hash.cast_signed()
}

const INSERT: &str = "INSERT INTO approvals (
    sort, number, title, item_code, unit_code, unit_name, district, applicant, applicant_kind, uscc,
    licence_kind, result, standing_still, document, licence, applied_on, accepted_on, decided_on, published_on,
    valid_from, valid_until, days_used, pause_days, extension_days, promised_days, statutory_days, card,
    steps_over, steps_late, steps_early, publication_days, words)";

const UPSERT: &str = " ON CONFLICT (number) DO UPDATE SET
    sort = excluded.sort, title = excluded.title, item_code = excluded.item_code,
    unit_code = excluded.unit_code, unit_name = excluded.unit_name, district = excluded.district,
    applicant = excluded.applicant, applicant_kind = excluded.applicant_kind, uscc = excluded.uscc,
    licence_kind = excluded.licence_kind, result = excluded.result, standing_still = excluded.standing_still,
    document = excluded.document, licence = excluded.licence, applied_on = excluded.applied_on,
    accepted_on = excluded.accepted_on, decided_on = excluded.decided_on, published_on = excluded.published_on,
    valid_from = excluded.valid_from, valid_until = excluded.valid_until, days_used = excluded.days_used,
    pause_days = excluded.pause_days, extension_days = excluded.extension_days,
    promised_days = excluded.promised_days, statutory_days = excluded.statutory_days, card = excluded.card,
    steps_over = excluded.steps_over, steps_late = excluded.steps_late, steps_early = excluded.steps_early,
    publication_days = excluded.publication_days, words = excluded.words";
