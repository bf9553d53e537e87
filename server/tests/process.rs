//! The program itself, as an operator starts it: what stands in the database after it was killed under load, and what of a report
//! is found anywhere once it was answered.

// The helpers of tests fail as tests do: by stopping at the first thing that is not as given.
#![allow(clippy::unwrap_used)]
// What was lost and found is told to whoever runs one of them with `--nocapture`.
#![allow(clippy::print_stdout)]

#[path = "process/canaries.rs"]
mod canaries;
#[path = "process/citizen.rs"]
mod citizen;
#[path = "process/kills.rs"]
mod kills;
#[path = "process/memory.rs"]
mod memory;
#[path = "process/program.rs"]
mod program;
#[path = "process/whole.rs"]
mod whole;
