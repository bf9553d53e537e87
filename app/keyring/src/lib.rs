//! The keys of a member of staff, in that person's own browser: they are made there, and there they open a case. The server gets the public
//! halves, the private ones behind doors that it cannot open, and what was sealed again.
//!
//! It is a crate of its own, so that the bundle of staff holds nothing else, and the bundle of who reports nothing of it.

mod field;
mod made;
pub mod parcel;

pub mod island;
pub mod prf;
pub mod room;

pub use made::{Keys, NamedSlot, fingerprint};
