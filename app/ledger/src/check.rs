//! Whether a page says what the log holds: one pure function over what a page claims and what was fetched. The reader's
//! browser calls it ([`crate::island`]), the command line calls it, and the tests hold it against an attacker.
//!
//! First [`Asked::plan`] says what is needed, then [`Asked::judge`] decides. Nothing is believed because the portal says
//! so: the key must be the one seen the last time, the checkpoint must be signed by it and hold the one seen the last
//! time, the leaves must be in its tree, the openings must open the leaves, and the page must show what was opened.

mod evidence;
mod fault;
mod fetched;
mod memory;
mod shown;

use record::reference::escaped;
use serde::{Deserialize, Serialize};

use crate::checkpoint::Checkpoint;
use crate::key::VerifierKey;
use crate::note::{self, Note};
use crate::policy::Policy;
use crate::tile::bundle::Bundle;
use crate::tile::{Tile, edge, for_consistency, for_inclusion};
use crate::tree::consistency;

pub use evidence::{Evidence, Taken};
pub use fault::{Fault, What};
pub use fetched::Fetched;
use fetched::Log;
pub use memory::Memory;
pub use shown::{Form, Shown, agrees, plain};

/// What a page shows in the place of a text that was taken away.
pub const REMOVED: &str = "（依法删除）";

/// Where the files stand that prove a version of a record, named as `kind/key`; the ending is left to the caller.
///
/// ```
/// assert_eq!(ledger::check::record_path("approval/海水 9/1", 2), "/log/records/approval/%E6%B5%B7%E6%B0%B4%209%2F1/2");
/// ```
pub fn record_path(record: &str, revision: u64) -> String {
    let (kind, key) = record.split_once('/').unwrap_or((record, ""));
    format!("/log/records/{kind}/{}/{revision}", escaped(key))
}

/// What a page claims about one record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// The record, as `kind/key`.
    pub record: String,
    /// Which version of it.
    pub revision: u64,
    /// The index of its leaf.
    pub index: u64,
}

/// What is to be checked.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The log's verifier key, as the page names it.
    pub key: &'a str,
    /// The policy of its witnesses, as the page names it; empty where none is asked.
    pub policy: &'a str,
    /// The records of the page.
    pub claims: &'a [Claim],
    /// The values on the page.
    pub shown: &'a [Shown],
    /// The city's offset in minutes east of UTC, for the moments among them.
    pub offset_minutes: i32,
    /// What was seen the last time, if anything was kept.
    pub memory: Option<&'a Memory>,
}

/// How a check ended, without its reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    /// All is proven, and as many witnesses signed as the policy demands.
    Witnessed,
    /// All is proven by the log's own signature.
    Proven,
    /// Nothing contradicts the page, but no checkpoint covers a leaf of it yet.
    Pending,
    /// Something does not agree.
    Broken,
}

/// How a check ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// In one word.
    pub verdict: Verdict,
    /// How many leaves the checkpoint covers; 0 where there is none to be trusted.
    pub size: u64,
    /// What does not agree; empty unless the verdict is [`Verdict::Broken`].
    pub faults: Vec<Fault>,
    /// Every field that was proven, as record, field and JSON value.
    pub fields: Vec<(String, String, String)>,
    /// The witnesses whose signatures hold.
    pub witnesses: Vec<String>,
    /// What to demand the next time; nothing where the log itself cannot be trusted.
    pub memory: Option<Memory>,
}

/// What has to be fetched before a check can end, besides the checkpoint and the evidence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Hashes, each tile once.
    pub tiles: Vec<Tile>,
    /// Entries, each bundle once.
    pub bundles: Vec<Bundle>,
}

impl Asked<'_> {
    /// The tiles that prove the records of the page and that the log still holds what was seen.
    ///
    /// # Errors
    /// The fault that ends the check at once: a key or checkpoint that cannot be trusted, or a log that got shorter.
    pub fn plan(&self, checkpoint: &str, evidence: &[Evidence]) -> Result<Plan, Fault> {
        let tree = self.open(checkpoint)?.tree;
        // The tiles at the edge of the tree are what its root follows from, whatever else is asked.
        let mut plan = Plan { tiles: edge(tree.size), bundles: Vec::new() };
        for (claim, evidence) in self.claims.iter().zip(evidence) {
            for index in evidence.indices(claim).filter(|index| *index < tree.size) {
                add(&mut plan.tiles, for_inclusion(index, tree.size).unwrap_or_default());
                add(&mut plan.bundles, Bundle::of(index, tree.size));
            }
        }
        if let Some(seen) = self.memory.and_then(Memory::seen) {
            add(&mut plan.tiles, for_consistency(seen.size, tree.size).unwrap_or_default());
        }
        Ok(plan)
    }

    /// Decides. `evidence` stands in the order of the claims, `fetched` holds what [`Asked::plan`] asked for.
    pub fn judge(&self, checkpoint: &str, evidence: &[Evidence], fetched: &Fetched) -> Report {
        let mut report = Report {
            verdict: Verdict::Broken,
            size: 0,
            faults: Vec::new(),
            fields: Vec::new(),
            witnesses: Vec::new(),
            memory: None,
        };
        let opened = match self.open(checkpoint) {
            Ok(opened) => opened,
            Err(fault) => {
                report.faults.push(fault);
                return report;
            }
        };
        report.size = opened.tree.size;
        let log = match Log::open(&opened.tree, fetched) {
            Ok(log) => log,
            Err(fault) => {
                report.faults.push(fault);
                return report;
            }
        };
        report.faults.extend(self.still_holds(&log).err());
        let mut pending = evidence.len() != self.claims.len();
        for (claim, evidence) in self.claims.iter().zip(evidence) {
            match evidence.is_logged(claim, &log) {
                Ok(is_logged) => pending |= !is_logged,
                Err(fault) => {
                    report.faults.push(fault);
                    continue;
                }
            }
            report.faults.extend(evidence.against(claim, self.shown, self.offset_minutes));
            let fields = evidence.values().map(|(field, value)| (claim.record.clone(), field, value));
            report.fields.extend(fields);
        }
        let is_claimed = |shown: &&Shown| self.claims.iter().any(|claim| claim.record == shown.record);
        let strangers = self.shown.iter().filter(|shown| !is_claimed(shown));
        report.faults.extend(strangers.map(|shown| Fault::about(What::Included, &shown.record)));
        let is_witnessed = self.is_witnessed(&opened.note, &mut report);
        report.verdict = match (report.faults.is_empty(), pending, is_witnessed) {
            (false, _, _) => Verdict::Broken,
            (true, true, _) => Verdict::Pending,
            (true, false, true) => Verdict::Witnessed,
            (true, false, false) => Verdict::Proven,
        };
        // What contradicts an older checkpoint must not take its place: the older one is the evidence.
        if !report.faults.iter().any(|fault| fault.what.is_about_the_log()) {
            report.memory = Some(Memory::new(&opened.key, checkpoint));
        }
        report
    }

    /// The key and the checkpoint it signed, if both can be trusted.
    fn open(&self, checkpoint: &str) -> Result<Opened, Fault> {
        let key: VerifierKey = self.key.trim().parse().map_err(|_| Fault::of(What::Unreadable))?;
        if let Some(memory) = self.memory.filter(|memory| memory.key != key.to_string()) {
            return Err(Fault::between(What::Key, key.to_string(), memory.key.clone()));
        }
        let note = Note::parse(checkpoint).map_err(|_| Fault::of(What::Signature))?;
        let tree = Checkpoint::of(&note, std::slice::from_ref(&key));
        let tree = tree.map_err(|_| Fault::of(What::Signature))?;
        if let Some(seen) = self.memory.and_then(Memory::seen).filter(|seen| seen.size > tree.size) {
            return Err(Fault::between(What::Shrunk, tree.size.to_string(), seen.size.to_string()));
        }
        Ok(Opened { key, note, tree })
    }

    /// Whether the log holds all that was seen the last time.
    fn still_holds(&self, log: &Log) -> Result<(), Fault> {
        let Some(seen) = self.memory.and_then(Memory::seen) else { return Ok(()) };
        let proof = consistency::prove(seen.size, log.tree.size, &log.tiles);
        let proof = proof.map_err(|_| Fault::of(What::Tile))?;
        consistency::verify(seen.size, &seen.root, log.tree.size, &log.tree.root, &proof)
            .map_err(|_| Fault::between(What::Forked, log.tree.text(), seen.text()))
    }

    /// Writes down the witnesses that signed, and tells whether they are enough.
    fn is_witnessed(&self, note: &Note, report: &mut Report) -> bool {
        let Ok(policy) = Policy::parse(self.policy) else { return false };
        for witness in policy.witnesses() {
            match note.verify(std::slice::from_ref(&witness.key)) {
                Ok(_) => report.witnesses.push(witness.name.clone()),
                // A line that names a witness and is not its own was changed on its way here.
                Err(note::Rejected::Forged(_)) => report.faults.push(Fault::of(What::Signature)),
                Err(_) => {}
            }
        }
        let names: Vec<&str> = report.witnesses.iter().map(String::as_str).collect();
        policy.quorum().is_some() && policy.satisfied(&names)
    }
}

/// Adds what is not there yet. The lists are short, and a phone downloads no tree of either kind for them.
fn add<T: PartialEq>(list: &mut Vec<T>, more: impl IntoIterator<Item = T>) {
    for one in more {
        if !list.contains(&one) {
            list.push(one);
        }
    }
}

/// A checkpoint that its log has signed.
struct Opened {
    key: VerifierKey,
    note: Note,
    tree: Checkpoint,
}
