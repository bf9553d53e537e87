//! The slice on a database of its own: receiving, acting, seeing and not seeing, the trees of the intake.
#![expect(clippy::unwrap_used, reason = "helpers of tests stand outside the tests themselves")]

mod all {
    mod acts;
    mod epochs;
    mod given;
    mod identities;
    mod intakes;
    mod lists;
    mod receiving;
    mod trees;
    mod uploads;
    mod words;
}
