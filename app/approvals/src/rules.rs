//! Every decision about approvals, pure: the caller passes the day, the calendar and the facts, so that
//! anyone can recompute it, on the server as on a phone.

pub mod card;
pub mod clock;
pub mod entry;
pub mod masking;
pub mod progress;
pub mod publication;

#[cfg(doctest)]
#[doc = include_str!("../../../docs/rules/approval-clock.md")]
#[doc = include_str!("../../../docs/rules/masking-of-applicants.md")]
struct TheirPagesRun;
