//! Bringing the list, the search and the figures up to date with new versions, few statements for many approvals.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use record::{Day, Kind};
use store::search::Doc;
use store::{Value, Write, sql};

use super::decide::{fingerprint, says};
use super::items;
use super::projection::{COLUMNS, CaseResult, Listed, Surroundings};
use super::refresh::forget_refresh;
use super::tally::Tally;
use crate::approval::Approval;
use crate::item::Limits;

/// An approval to be listed.
pub(super) struct Fresh {
    /// What stands of it.
    pub(super) approval: Approval,
    /// The number of its version.
    pub(super) seq: i64,
    /// It was never published before, so nothing of it needs to be looked for.
    pub(super) is_new: bool,
}

/// Brings everything up to date with approvals that have a new version.
pub(super) async fn publish_approvals(
    write: &mut Write,
    approvals: Vec<Fresh>,
    around: Surroundings,
) -> store::Result<()> {
    let codes: BTreeSet<&String> =
        approvals.iter().filter_map(|fresh| fresh.approval.case.as_ref()?.item.as_ref()).collect();
    let limits = items::limits(write, codes.into_iter().cloned().collect()).await?;
    publish_with_limits(write, approvals, &limits, around).await
}

/// The same, where the limits of the items are at hand.
pub(super) async fn publish_with_limits(
    write: &mut Write,
    approvals: Vec<Fresh>,
    limits: &HashMap<String, Limits>,
    around: Surroundings,
) -> store::Result<()> {
    take_over(write, &approvals).await?;
    let known = approvals.iter().filter(|fresh| !fresh.is_new);
    let known: Vec<String> = known.map(|fresh| fresh.approval.number.clone()).collect();
    let mut tally = Tally::standing(write, &known).await?;
    let mut rows = Vec::with_capacity(approvals.len() * COLUMNS);
    let mut docs = Vec::new();
    let mut hidden = Vec::new();
    let mut units = BTreeMap::new();
    let mut any_open = false;
    for Fresh { approval, seq, .. } in approvals {
        if !approval.is_public() {
            hidden.push(approval.number);
            continue;
        }
        let day = approval.day().unwrap_or(Day::EARLIEST_RECORD);
        let sort = tally.place(&approval.number, day, seq);
        let case = approval.case.as_ref();
        let limits = case.and_then(|case| limits.get(case.item.as_deref()?)).copied();
        let Some(listed) = Listed::of(&approval, limits, sort, around) else { continue };
        let text = listed.words();
        let words = fingerprint(&text);
        if tally.words(&listed.number) != Some((sort, words)) {
            docs.push(Doc {
                id: sort,
                kind: Kind::Approval,
                key: listed.number.clone(),
                title: listed.title.clone(),
                detail: listed.detail(),
                words: text,
            });
        }
        if let Some(code) = &listed.unit
            && !units.contains_key(code)
        {
            units.insert(code.clone(), (listed.unit_name.clone(), listed.district.clone()));
        }
        any_open |= listed.result == CaseResult::Open;
        tally.replace(&listed);
        rows.extend(listed.values(words));
    }
    items::meet_units(write, units).await?;
    write.insert_rows(INSERT, COLUMNS, rows, UPSERT).await?;
    write.index(&docs).await?;
    tally.save(write).await?;
    if any_open {
        forget_refresh(write).await?;
    }
    remove(write, &hidden).await
}

/// Notes whose the decision documents are. A case that was entered under its document number alone, and comes now
/// with its own number, leaves the lists: it is the same case.
async fn take_over(write: &mut Write, approvals: &[Fresh]) -> store::Result<()> {
    let mut claims: BTreeMap<&str, (&str, i64)> = BTreeMap::new();
    for Fresh { approval, .. } in approvals {
        if let (Some(decision), Some(says)) = (approval.decision(), says(approval)) {
            claims.entry(&decision.document).or_insert((&approval.number, says));
        }
    }
    let numbered = claims.iter().filter(|(document, (number, _))| *document != number);
    let numbered: Vec<String> = numbered.map(|(document, _)| (*document).to_owned()).collect();
    let nameless = write
        .select_in(
            "SELECT document FROM approval_documents WHERE number = document AND document IN ",
            None,
            &numbered,
        )
        .await?;
    let nameless: Vec<String> = nameless.iter().map(|row| row.text(0).to_owned()).collect();
    remove(write, &nameless).await?;
    let rows = claims
        .into_iter()
        .flat_map(|(document, (number, says))| [document.into(), number.into(), Value::Int(says)])
        .collect();
    write
        .insert_rows(
            "INSERT INTO approval_documents (document, number, says)",
            3,
            rows,
            " ON CONFLICT (document) DO UPDATE SET number = excluded.number, says = excluded.says
              WHERE approval_documents.number = excluded.number",
        )
        .await
}

/// Takes approvals out of the list, the search and the figures. Their versions stay.
pub(super) async fn remove(write: &mut Write, numbers: &[String]) -> store::Result<()> {
    let mut tally = Tally::standing(write, numbers).await?;
    let listed = tally.take_all();
    if listed.is_empty() {
        return Ok(());
    }
    tally.save(write).await?;
    let numbers: Vec<String> = listed.iter().map(|(number, _)| number.clone()).collect();
    write.unindex(Kind::Approval, &numbers).await?;
    for (number, document) in listed {
        sql("DELETE FROM approval_documents WHERE document = $1 AND number = $2")
            .bind(document)
            .bind(&number)
            .run(write)
            .await?;
        sql("DELETE FROM approvals WHERE number = $1").bind(number).run(write).await?;
    }
    Ok(())
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
