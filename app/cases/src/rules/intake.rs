//! The intake tree of a day: every report of the day and dummies, so that its size says nothing and none can be dropped.
//!
//! A leaf is a commitment that only the receipt can open. The tree is built when the day is over, over all leaves in the
//! order of their bytes, which says nothing about the order in which they came. Its root goes into the public log.

use record::Day;
use serde::{Deserialize, Serialize};

/// The size of a day's tree is a multiple of this: "one report today" would warn whom it is about.
pub const PADDED_TO: usize = 64;

/// One leaf.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IntakeLeaf {
    /// The commitment.
    pub commitment: [u8; 32],
    /// What opens a dummy; none of a report.
    pub dummy: Option<[u8; 32]>,
}

/// How many dummies a day with so many reports needs. A day without any has a tree of dummies alone.
///
/// ```
/// use cases::rules::intake::dummies;
/// assert_eq!((dummies(0), dummies(1), dummies(64), dummies(65)), (64, 63, 64, 63));
/// ```
pub const fn dummies(reports: usize) -> usize {
    // At least one: a tree of reports alone would say how many there are to who knows that it is one.
    PADDED_TO - reports % PADDED_TO
}

/// The leaves of a day in the order of the tree.
pub fn ordered(mut leaves: Vec<IntakeLeaf>) -> Vec<IntakeLeaf> {
    leaves.sort_by_key(|leaf| leaf.commitment);
    leaves
}

/// A month's dummies are opened when the month is over and a whole one has passed, so that the numbers of single days come
/// too late to warn anybody.
///
/// ```
/// use cases::rules::intake::may_open;
/// let day = |text| record::Day::parse(text).unwrap();
/// assert!(!may_open(day("2026-10-02"), day("2026-11-30")));
/// assert!(may_open(day("2026-10-31"), day("2026-12-01")));
/// ```
pub fn may_open(day: Day, today: Day) -> bool {
    today > day.end_of_month().plus(1).end_of_month()
}

/// What the database says about a receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// The case is there, and its leaf.
    There,
    /// The leaf is there and the case is gone: it was accepted and then dropped.
    Dropped,
    /// The case is there and has no leaf: somebody took the leaf away.
    Unproven,
    /// Neither is there: no such receipt.
    Unknown,
}

/// What follows from what is there.
pub const fn standing(case: bool, leaf: bool) -> Standing {
    match (case, leaf) {
        (true, true) => Standing::There,
        (false, true) => Standing::Dropped,
        (true, false) => Standing::Unproven,
        (false, false) => Standing::Unknown,
    }
}
