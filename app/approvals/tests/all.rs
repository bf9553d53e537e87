//! The slice from files to lists, on a database of its own.
#![expect(clippy::unwrap_used, reason = "helpers of tests stand outside the tests themselves")]

mod all {
    mod clocks;
    mod dirty;
    mod given;
    mod lists;
    mod pages;
    mod register;
}
