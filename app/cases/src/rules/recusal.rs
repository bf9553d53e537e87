//! Who may not touch a case, and where it goes if too many may not.
//!
//! The matching runs where the words are open, on the device of an intake officer: the server must not learn whom a report
//! is about. What reaches the server is who is excluded, and by which kind of ground.

mod grounds;
mod settle;

pub use grounds::{Confirmation, Ground, Interest, Matter, Naming, Officer, Subject, grounds};
pub use settle::{Passed, Seat, Settled, settle};
