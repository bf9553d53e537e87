//! Where the outside world arrives. From the outside in: [`accept`] takes connections and their time
//! limits; [`front`] answers from what is kept before anything else does work; then [`target`] reads the
//! address, [`address`] and [`limits`] say who pays for the work, the router makes the page, and
//! [`failures`] and [`headers`] see to it that no answer leaves without its page and its headers.

mod accept;
mod address;
mod failures;
mod front;
pub mod headers;
mod limits;
mod panics;
mod place;
mod progress;
mod quiet;
mod squeeze;
mod stream;
pub(crate) mod target;
#[cfg(test)]
mod tests;

pub use accept::{Door, serve};
pub use address::Net;
pub use front::Front;
pub use panics::log_panics;
pub use stream::Patience;

pub(crate) use failures::mentionable;
pub(crate) use limits::Limits;
pub(crate) use panics::panicked;
pub(crate) use progress::Progress;
pub(crate) use quiet::Quiet;
