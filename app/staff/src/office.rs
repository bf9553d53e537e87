//! What the staff's part of the house needs of the world outside it: the time, chance, one key, and room to hash. The server
//! makes it once and puts it into each request's extensions; tests make their own with a clock they move.

mod hashing;
mod passkeys;
mod vault;

use std::fmt;
use std::io;
use std::sync::{Arc, OnceLock};

use record::{Id, Instant};

pub use hashing::Hashing;
pub use passkeys::Passkeys;
pub(crate) use passkeys::{Question, Refused, Shown};
pub use vault::Vault;

/// Where time comes from.
pub type Clock = Arc<dyn Fn() -> Instant + Send + Sync>;
/// Where chance comes from: 32 bytes nobody can guess, new with every call.
pub type Entropy = Arc<dyn Fn() -> io::Result<[u8; 32]> + Send + Sync>;

/// The staff's view of the world.
///
/// The time is always the machine's, even where `--today` holds the day of the records still: a session must end.
#[derive(Clone)]
pub struct Office(Arc<Inner>);

struct Inner {
    clock: Clock,
    entropy: Entropy,
    vault: Option<Vault>,
    hashing: Hashing,
    passkeys: Option<Passkeys>,
    is_https: bool,
    drawn: OnceLock<[u8; 32]>,
}

impl fmt::Debug for Office {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Office").field("is_open", &self.is_open()).finish_non_exhaustive()
    }
}

impl Office {
    /// Puts it together. Without a vault nobody can come in, and the door says so; without passkeys the door offers none.
    pub fn new(
        clock: Clock,
        entropy: Entropy,
        vault: Option<Vault>,
        hashing: Hashing,
        passkeys: Option<Passkeys>,
        is_https: bool,
    ) -> Office {
        Office(Arc::new(Inner { clock, entropy, vault, hashing, passkeys, is_https, drawn: OnceLock::new() }))
    }

    /// The moment, by the machine's clock.
    pub fn now(&self) -> Instant {
        (self.0.clock)()
    }

    /// 32 bytes nobody can guess, new with every call.
    ///
    /// # Errors
    /// Where the system gives none, nothing secret may be made.
    pub fn entropy(&self) -> io::Result<[u8; 32]> {
        (self.0.entropy)()
    }

    /// A key for this purpose: the same on all servers of a portal that share the vault's key, and drawn once by one that has none.
    ///
    /// # Errors
    /// Where the system gives no chance.
    pub fn derived(&self, purpose: &str) -> io::Result<[u8; 32]> {
        match (&self.0.vault, self.0.drawn.get()) {
            (Some(vault), _) => Ok(vault.derived(purpose)),
            (None, Some(drawn)) => Ok(Vault::new(drawn).derived(purpose)),
            (None, None) => {
                let drawn = self.entropy()?;
                // Of two who draw at once, one is kept.
                Ok(Vault::new(self.0.drawn.get_or_init(|| drawn)).derived(purpose))
            }
        }
    }

    /// The first bytes of such a draw.
    pub(crate) fn draw<const N: usize>(&self) -> io::Result<[u8; N]> {
        const { assert!(N <= 32, "one draw has 32 bytes") };
        let bytes = self.entropy()?;
        Ok(std::array::from_fn(|at| bytes[at]))
    }

    /// A new id: a UUID of version 7, so that ids sort by the time they were made (RFC 9562, section 5.7).
    ///
    /// # Errors
    /// Where the system gives no chance.
    pub fn id(&self) -> io::Result<Id> {
        let mut bytes: [u8; 16] = self.draw()?;
        let millis = u64::try_from(self.now().unix_micros() / 1_000).unwrap_or_default();
        bytes[..6].copy_from_slice(&millis.to_be_bytes()[2..]);
        bytes[6] = bytes[6] & 0x0f | 0x70;
        bytes[8] = bytes[8] & 0x3f | 0x80;
        let digits = hex::encode(bytes);
        let parts = [&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]];
        Ok(Id::parse(&parts.join("-")).expect("it has the 36 characters of a UUID"))
    }

    /// Whether anybody can come in: there is a key for what must not lie open.
    pub fn is_open(&self) -> bool {
        self.0.vault.is_some()
    }

    pub(crate) fn vault(&self) -> Option<&Vault> {
        self.0.vault.as_ref()
    }

    pub(crate) fn hashing(&self) -> &Hashing {
        &self.0.hashing
    }

    /// The passkeys of this portal, where anybody can come in and its address lets browsers make some.
    pub(crate) fn passkeys(&self) -> Option<&Passkeys> {
        self.0.passkeys.as_ref().filter(|_| self.is_open())
    }

    /// Whether readers come by HTTPS, which decides what cookies may say.
    pub(crate) fn is_https(&self) -> bool {
        self.0.is_https
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_says_when_and_that_it_is_one_of_ours() {
        let now = Instant::parse("2026-11-23T01:00:00Z").unwrap();
        let office = Office::new(
            Arc::new(move || now),
            Arc::new(|| Ok([0xff; 32])),
            None,
            Hashing::for_tests(),
            None,
            false,
        );
        assert_eq!(office.id().unwrap().as_str(), "01a205ea-be80-7fff-bfff-ffffffffffff");
        assert!(!office.is_open());
    }
}
