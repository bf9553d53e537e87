//! The log's core against the specifications it follows: their vectors, other implementations of them, and enemies.
#![expect(clippy::unwrap_used, reason = "helpers of tests stand outside the tests themselves")]

mod specifications {
    mod given;
    mod hostile;
    mod notes;
    mod policies;
    mod proofs;
    mod second;
    mod tiles;
    mod trees;
    mod vectors;
    mod witnesses;
}
