//! Files in, rows out: each row judged on its own, all its problems at once, before anything of it is stored.
//! A bad row never stops the good ones behind it, and what may not be published never leaves this module.

mod agency;
mod cells;
mod extension;
mod item;
mod licence;
mod read;
mod step;
mod tables;

pub use read::{Reader, read, read_stream};
pub use tables::TABLES;

pub(crate) use licence::Licence;

use sha2::{Digest as _, Sha256};

/// The part of an approval that its licence row is.
pub(crate) const DECISION: &str = "decision";
/// How the part of a step begins; its number follows.
pub(crate) const STEP: &str = "step:";
/// How the part of an extension begins; its number follows.
pub(crate) const EXTENSION: &str = "extension:";
/// The part of an item that its own row is.
pub(crate) const ITEM: &str = "item";

/// What is kept of a query code: enough to recognise it, not enough to read it. `code` is as
/// [`query_code`](crate::rules::progress::query_code) gives it. docs/rules/masking-of-applicants.md says how a
/// department computes it.
///
/// ```
/// let hash = approvals::import::code_hash("QHD2026062600003", "01144X");
/// assert_eq!(hash.len(), 64);
/// ```
pub fn code_hash(number: &str, code: &str) -> String {
    hex::encode(Sha256::digest(format!("{number}:{code}")))
}
