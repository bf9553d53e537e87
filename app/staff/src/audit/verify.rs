//! The audit checked against the roots that were made public.

use ledger::fsck::Finding;
use ledger::tree::{Frontier, leaf_hash};
use store::{Result, Store};

use super::entry_bytes;
use crate::table::audit::{self as table, Rooted};

/// Rows read at once.
const BATCH: i64 = 1_000;

/// What a check has seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// Rows that were read.
    pub rows: u64,
    /// Rows that no root covers yet: what was done since the last full hour.
    pub uncovered: u64,
    /// What was found.
    pub findings: u64,
}

/// Hashes every row anew and holds the tree against every root, and each root against its leaf in the public log. A row that
/// was changed, taken away, put in between or moved is told with the first hour whose root it breaks.
///
/// # Errors
/// Only where the database does not answer.
pub async fn verify(store: &Store, tell: &mut (dyn FnMut(Finding) + Send)) -> Result<Verified> {
    let mut seen = Verified::default();
    let mut found = |table, key: String, what: String| {
        tell(Finding { table, key, what });
    };
    let roots = table::roots(store).await?;
    let mut waiting = roots.iter().peekable();
    let mut tree = Frontier::default();
    let mut last = 0;
    loop {
        let rows = table::after(store, last, BATCH).await?;
        for row in &rows {
            if row.seq != last + 1 {
                seen.findings += 1;
                found(
                    "staff_audit",
                    row.seq.to_string(),
                    format!("rows {} to {} are missing", last + 1, row.seq - 1),
                );
            }
            last = row.seq;
            tree.push(leaf_hash(&entry_bytes(row)));
            while let Some(rooted) = waiting.next_if(|rooted| rooted.size <= last) {
                for what in wrong(store, rooted, &tree).await? {
                    seen.findings += 1;
                    found("staff_audit_root", rooted.size.to_string(), what);
                }
            }
        }
        seen.rows += rows.len() as u64;
        if (rows.len() as i64) < BATCH {
            break;
        }
    }
    for rooted in waiting {
        seen.findings += 1;
        found("staff_audit", rooted.size.to_string(), "it is missing, and a root covers it".to_owned());
    }
    let covered = roots.last().map_or(0, |rooted| u64::try_from(rooted.size).unwrap_or_default());
    seen.uncovered = seen.rows.saturating_sub(covered);
    Ok(seen)
}

/// What is wrong with a root, given the tree of the rows it covers.
async fn wrong(store: &Store, rooted: &Rooted, tree: &Frontier) -> Result<Vec<String>> {
    let mut wrong = Vec::new();
    let is_whole = i64::try_from(tree.size()).is_ok_and(|size| size == rooted.size);
    if !is_whole || tree.root().to_string() != rooted.root {
        wrong.push("the rows it covers are not those it was made of".to_owned());
    }
    let leaf = table::leaf(store, rooted.position).await?;
    let public = leaf.filter(|(kind, _)| kind == "audit-root").and_then(|(_, note)| {
        let note: serde_json::Value = serde_json::from_str(&note).ok()?;
        note.pointer("/note/root")?.as_str().map(str::to_owned)
    });
    if public.as_deref() != Some(rooted.root.as_str()) {
        wrong.push(format!("leaf {} of the public log says another root", rooted.position));
    }
    Ok(wrong)
}
