//! The write path of the log, on both databases: what is appended, what is refused, what survives a kill.

// The helpers of tests fail as tests do: by stopping at the first thing that is not as given.
#![allow(clippy::unwrap_used)]

mod changes;
mod given;
mod kills;
mod races;
mod redactions;
mod refusals;
mod rounds;
