//! The house as a whole: its shape, its tables on both databases, and its pages over the real router.

mod city;
mod contract;
mod given;
mod journeys;
mod store;
mod tidy;
