//! What an import does to this slice: releases are kept as received, processes are compiled anew from all that was ever
//! received of them, and the lists follow.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Mutex;

use record::{City, Level, Problem, code};
use store::Write;
use store::import::{Decision, Group, Published};

use super::releases::{Received, hash, keep, received};
use crate::import::{Form, Payload};
use crate::rules::facts::{Held, facts};

/// The trading side of an import. Made once a run.
#[derive(Debug, Default)]
pub struct Register {
    /// The divisions of the city: a buyer from elsewhere is listed without a district.
    divisions: BTreeSet<String>,
    /// Releases accepted by `decide` and written by the `publish` that follows it in the same transaction.
    accepted: Mutex<Vec<Received>>,
}

impl Register {
    /// A register of this city.
    pub fn new(city: &City) -> Register {
        let divisions = city.divisions.iter().map(|division| division.code.clone()).collect();
        Register { divisions, accepted: Mutex::default() }
    }
}

impl store::import::Register for Register {
    async fn decide(&self, write: &mut Write, groups: &[Group]) -> store::Result<Vec<Decision>> {
        let ocids: Vec<String> = groups.iter().map(|group| group.key.clone()).collect();
        let mut held: HashMap<String, Vec<(Form, Held)>> = HashMap::new();
        for (ocid, form, release) in received(write, &ocids).await? {
            held.entry(ocid).or_default().push((form, release));
        }
        let mut accepted = Vec::new();
        let decide =
            |group: &Group| decide(group, held.remove(&group.key).unwrap_or_default(), &mut accepted);
        let decisions = groups.iter().map(decide).collect();
        *self.accepted.lock().unwrap_or_else(|poisoned| poisoned.into_inner()) = accepted;
        Ok(decisions)
    }

    async fn publish(&self, write: &mut Write, published: &[Published]) -> store::Result<()> {
        let accepted =
            std::mem::take(&mut *self.accepted.lock().unwrap_or_else(|poisoned| poisoned.into_inner()));
        let entered: BTreeMap<&str, _> =
            published.iter().map(|one| (one.key.as_str(), one.entered)).collect();
        keep(write, accepted, |ocid| entered.get(ocid).copied()).await?;
        super::project::publish(write, published, &self.divisions).await
    }
}

/// Folds the rows of one process into what is held of it.
fn decide(group: &Group, held: Vec<(Form, Held)>, accepted: &mut Vec<Received>) -> Decision {
    let mut decision = Decision::default();
    let mut all = held;
    let mut n = all.iter().map(|(_, held)| held.n).max().unwrap_or(0);
    let mut rows: Vec<_> = group.rows.iter().collect();
    rows.sort_by_key(|row| row.line);
    let mut news = Vec::new();
    for row in rows {
        let payload: Payload = match serde_json::from_str(&row.payload) {
            Ok(payload) => payload,
            Err(error) => {
                tracing::error!(%error, "A staged release cannot be read and is passed over");
                continue;
            }
        };
        if let Some((_, same)) =
            all.iter().find(|(form, held)| *form == payload.form && held.id == payload.id)
        {
            // A published release never changes; a publisher who corrects it gives the correction an id of its own.
            if same.raw != payload.raw.get() {
                let problem =
                    Problem::error(code::OCDS_DUPLICATE_ID).with("value", payload.id).with("field", "id");
                decision.problems.push((row.line, problem));
            }
            continue;
        }
        n += 1;
        let received = Received::of(&group.key, n, payload);
        all.push((received.form, received.held.clone()));
        news.push(received);
    }
    if news.is_empty() {
        decision.facts = group.current.as_ref().map(|current| current.facts.clone());
        return decision;
    }
    accepted.extend(news);
    let facts = facts(&group.key, all.into_iter().map(|(_, held)| held).collect());
    decision.facts = Some(facts.to_json());
    decision
}

impl Received {
    fn of(ocid: &str, n: i64, payload: Payload) -> Received {
        let errors = payload.findings.iter().filter(|finding| finding.level() == Level::Error).count();
        Received {
            ocid: ocid.to_owned(),
            form: payload.form,
            findings: payload.findings,
            held: Held {
                n,
                is_record: payload.form == Form::Record,
                id: payload.id,
                date: payload.date,
                at: payload.at,
                tags: payload.tags,
                errors: errors as i64,
                hash: hash(payload.raw.get()),
                package: payload.package.get().to_owned(),
                raw: payload.raw.get().to_owned(),
            },
        }
    }
}
