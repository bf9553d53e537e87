//! What the parts of sealing do together: from the words of a citizen to the eyes of those who may read them, and no others.
#![expect(clippy::unwrap_used, reason = "helpers of tests stand outside the tests themselves")]

mod all {
    mod age;
    mod chain;
    mod files;
    mod given;
    mod manifest;
    mod messages;
    mod opening;
    mod pieces;
    mod slots;
    mod submission;
}
