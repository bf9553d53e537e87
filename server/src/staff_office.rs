//! Where time, chance and the staff's key enter the staff's part of the house.

use crate::clock::Clock;
use crate::config::Config;
use staff::{Hashing, Office, Vault};
use std::sync::Arc;

/// The office of this server. Its clock is always the machine's: a day that is held still is about the records, and a session
/// must end.
pub(crate) fn office(config: &Config, vault: Option<Vault>) -> Office {
    // Each password that is hashed takes 19 MiB and a core for some hundredths of a second.
    let cores = std::thread::available_parallelism().map_or(2, |cores| cores.get());
    Office::new(
        Arc::new(|| Clock::System.now(0)),
        Arc::new(crate::secret),
        vault,
        Hashing::new(cores),
        config.is_https(),
    )
}
