//! Who may not touch a case, and why: the rule alone, without a database, a clock or a network. The server asks it about what is not
//! sealed; the device of an intake officer asks it about what is ([`Watch`]), so that the server does not learn whom a report is about.
//!
//! See docs/rules/cases-recusal.md.

mod grounds;
mod watch;

pub use grounds::{Chart, Confirmation, Ground, Interest, Matter, Naming, Officer, Subject, grounds, leads};
pub use watch::{Person, Place, Tied, Watch};
