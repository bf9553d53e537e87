//! What an import does to the register: one row is one record, and the lists and the search index follow.

use std::collections::{BTreeMap, HashMap};

use record::{Kind, Problem, code};
use serde::de::DeserializeOwned;
use store::import::{Decision, Group, Published};
use store::{Result, Write};

use super::publish::{publish_enterprises, publish_records};
use super::publish_penalties::publish_penalties;
use crate::credit_record::CreditRecord;
use crate::enterprise::Enterprise;
use crate::penalty::Entry;

/// The credit register's side of an import.
#[derive(Clone, Copy, Debug, Default)]
pub struct Register;

impl store::import::Register for Register {
    async fn decide(&self, write: &mut Write, groups: &[Group]) -> Result<Vec<Decision>> {
        let mut decisions: Vec<Decision> = groups.iter().map(decision).collect();
        match groups.first().map(|group| group.kind) {
            Some(Kind::CreditRecord) => other_names(write, groups, &mut decisions).await?,
            Some(Kind::Penalty) => {
                other_names(write, groups, &mut decisions).await?;
                same_documents(write, groups, &mut decisions).await?;
            }
            _ => {}
        }
        Ok(decisions)
    }

    fn reads(&self, kind: Kind, facts: &str) -> bool {
        match kind {
            Kind::Enterprise => serde_json::from_str::<Enterprise>(facts).is_ok(),
            Kind::CreditRecord => serde_json::from_str::<CreditRecord>(facts).is_ok(),
            _ => serde_json::from_str::<Entry>(facts).is_ok(),
        }
    }

    async fn publish(&self, write: &mut Write, published: &[Published]) -> Result<()> {
        match published.first().map(|one| one.kind) {
            Some(Kind::Enterprise) => publish_enterprises(write, &read(published)).await,
            Some(Kind::CreditRecord) => publish_records(write, &read(published)).await,
            Some(Kind::Penalty) => publish_penalties(write, &read(published)).await,
            _ => Ok(()),
        }
    }
}

/// Facts and payloads are written by us; what does not parse was damaged on the disk and is left out of the
/// lists rather than stopping everything else. The version itself stays as it is.
fn facts<T: DeserializeOwned>(json: &str) -> Option<T> {
    match serde_json::from_str(json) {
        Ok(facts) => Some(facts),
        Err(error) => {
            tracing::error!(%error, "A version or a staged row cannot be read and is passed over");
            None
        }
    }
}

fn read<T: DeserializeOwned>(published: &[Published]) -> Vec<(T, i64)> {
    published.iter().filter_map(|one| Some((facts(&one.facts)?, one.seq))).collect()
}

/// The row says all there is to say of its record.
fn decision(group: &Group) -> Decision {
    let payload = group.rows.last().map(|row| row.payload.clone());
    let withdrawn = group.kind == Kind::Penalty
        && payload.as_deref().and_then(facts::<Entry>).is_some_and(|entry| entry.is_withdrawn());
    Decision { facts: payload, withdrawn, ..Decision::default() }
}

/// Whom a row names, by code and name.
fn named(group: &Group) -> Option<(String, String)> {
    let payload = &group.rows.last()?.payload;
    if group.kind == Kind::CreditRecord {
        let record: CreditRecord = facts(payload)?;
        return Some((record.uscc.to_string(), record.enterprise));
    }
    match facts(payload)? {
        Entry::Standing(penalty) => {
            Some((penalty.party.uscc()?.to_string(), penalty.party.name().to_owned()))
        }
        Entry::Withdrawn(_) => None,
    }
}

/// A row whose code belongs to an enterprise of another name is taken with a warning: names change, and the code decides.
async fn other_names(write: &mut Write, groups: &[Group], decisions: &mut [Decision]) -> Result<()> {
    let parties: Vec<Option<(String, String)>> = groups.iter().map(named).collect();
    let mut usccs: Vec<String> = parties.iter().flatten().map(|(uscc, _)| uscc.clone()).collect();
    usccs.sort();
    usccs.dedup();
    let rows = write
        .select_in(
            "SELECT uscc, name, COALESCE(former_name, '') FROM enterprises WHERE uscc IN ",
            None,
            &usccs,
        )
        .await?;
    let known: HashMap<&str, (&str, &str)> =
        rows.iter().map(|row| (row.text(0), (row.text(1), row.text(2)))).collect();
    for ((group, party), decision) in groups.iter().zip(&parties).zip(decisions) {
        let Some((uscc, name)) = party else { continue };
        let is_other = known.get(uscc.as_str()).is_some_and(|(now, before)| name != now && name != before);
        if is_other && let Some(row) = group.rows.last() {
            let problem = Problem::warning(code::USCC_NAME).with("value", uscc.clone());
            decision.problems.push((row.line, problem));
        }
    }
    Ok(())
}

/// A decision document cannot be two penalties. A file without penalty numbers takes the document's number as
/// the key, and meets the same penalty under its number from a fuller file.
async fn same_documents(write: &mut Write, groups: &[Group], decisions: &mut [Decision]) -> Result<()> {
    let documents: Vec<Option<String>> = groups
        .iter()
        .map(|group| match facts::<Entry>(&group.rows.last()?.payload)? {
            Entry::Standing(penalty) => Some(penalty.document),
            Entry::Withdrawn(tombstone) => Some(tombstone.document),
        })
        .collect();
    let wanted: Vec<String> = documents.iter().flatten().cloned().collect();
    let rows =
        write.select_in("SELECT document, key FROM penalties WHERE document IN ", None, &wanted).await?;
    let mut taken: BTreeMap<String, String> =
        rows.iter().map(|row| (row.text(0).to_owned(), row.text(1).to_owned())).collect();
    for ((group, document), decision) in groups.iter().zip(documents).zip(decisions) {
        let (Some(document), Some(row)) = (document, group.rows.last()) else { continue };
        match taken.get(&document) {
            Some(other) if *other != group.key => {
                let problem = Problem::error(code::DUPLICATE_CONFLICT).in_column("行政处罚决定书文号");
                decision
                    .problems
                    .push((row.line, problem.with("value", document).with("number", other.clone())));
                decision.facts = None;
            }
            _ => {
                taken.insert(document, group.key.clone());
            }
        }
    }
    Ok(())
}
