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

#[cfg(doctest)]
#[doc = include_str!("../../../docs/rules/cases-stages.md")]
#[doc = include_str!("../../../docs/rules/cases-hands.md")]
#[doc = include_str!("../../../docs/rules/cases-clocks.md")]
#[doc = include_str!("../../../docs/rules/cases-routing.md")]
#[doc = include_str!("../../../docs/rules/cases-recusal.md")]
#[doc = include_str!("../../../docs/rules/cases-receive.md")]
#[doc = include_str!("../../../docs/rules/cases-intake.md")]
#[doc = include_str!("../../../docs/rules/cases-solved.md")]
#[doc = include_str!("../../../docs/rules/cases-funnel.md")]
#[doc = include_str!("../../../docs/rules/cases-moderation.md")]
struct TheirPagesRun;
