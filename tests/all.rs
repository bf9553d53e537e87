//! The house as a whole: its shape, its tables on both databases, and its pages over the real router.

// The helpers of tests fail as tests do: by stopping at the first thing that is not as given.
#![allow(clippy::unwrap_used)]

mod cases;
mod city;
mod contract;
mod given;
mod journeys;
mod ledger;
mod store;
mod tidy;
