//! Every decision about cases, pure: the caller passes the day, the calendar and the facts, so that anyone can recompute
//! it, on the server as in the browser of whoever asks.

pub mod acts;
pub mod clock;
pub mod funnel;
pub mod hands;
pub mod intake;
pub mod moderation;
pub mod opening;
pub mod receive;
pub mod recusal;
pub mod routing;
pub mod solved;
pub mod stage;
