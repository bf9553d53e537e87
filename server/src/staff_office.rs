//! Where time, chance and the staff's key enter the staff's part of the house.

use crate::clock::Clock;
use crate::config::Config;
use staff::{Hashing, Office, Passkeys, Vault};
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
        passkeys(config),
        config.is_https(),
    )
}

/// The passkeys of the public address. On one's own machine a page stands at the port that is listened on, whatever the city's file
/// says.
fn passkeys(config: &Config) -> Option<Passkeys> {
    let of = |address: &str| Passkeys::of(address, &config.city.name_zh);
    let named = of(&config.base_url)?;
    if !named.are_local() {
        return Some(named);
    }
    of(&format!("http://{}", config.listen)).filter(Passkeys::are_local).or(Some(named))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passkeys_belong_to_the_public_address_and_on_ones_own_machine_to_the_port_that_listens() {
        let mut config = Config::new(None).unwrap();
        for (address, listen, origin) in [
            ("https://hall.example", "localhost:3000", Some("https://hall.example")),
            ("http://127.0.0.1:3000", "localhost:3000", Some("http://localhost:3000")),
            ("http://127.0.0.1:3000", "127.0.0.1:8080", Some("http://localhost:8080")),
            ("http://127.0.0.1:3000", "0.0.0.0:8080", Some("http://localhost:3000")),
            ("http://hall.example", "localhost:3000", None),
            ("https://192.0.2.1", "localhost:3000", None),
        ] {
            config.base_url = address.to_owned();
            config.listen = listen.to_owned();
            let passkeys = passkeys(&config);
            assert_eq!(passkeys.as_ref().map(Passkeys::origin), origin, "{address} {listen}");
        }
    }
}
