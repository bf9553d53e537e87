//! Both ends of witnessing: [`desk`] is what another body runs, `sunhall witness`; [`asking`] is how a portal has its
//! checkpoints seen; [`post`] carries the one to the other. <https://c2sp.org/tlog-witness>

pub mod asking;
pub mod desk;
mod post;
pub mod secret;
#[cfg(test)]
mod tests;

pub use asking::{Asking, Unaskable};
pub use desk::{Desk, routes};
