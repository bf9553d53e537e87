//! The keys of a member of staff, made in that person's own browser: what opens a case and what signs. The server gets the public halves,
//! and the private ones behind doors that it cannot open.

mod made;

pub mod island;

pub use made::{Keys, NamedSlot};
