//! A door to a member of staff's keys. Everyone has at least two, because a forgotten passphrase or a lost passkey must not be the
//! end of every case they hold (the pattern of LUKS). Each is an age file, sealed to a key that the door alone gives.

use argon2::{Algorithm, Argon2, Params, Version};
use hkdf::Hkdf;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::{Context, Object, Public, Role, SealFault, Sealed, Secret, StaffKey, open, seal};

/// 64 MiB and three passes: about a second in a browser, and RFC 9106's second recommended choice.
const MEMORY_KIB: u32 = 64 * 1_024;
const PASSES: u32 = 3;
/// A slot that asks for more would only stop a browser.
const MOST_MEMORY_KIB: u32 = 256 * 1_024;
/// Shorter is not a passphrase (ASVS 5.0, 6.2.1 recommends 15 characters). A Chinese character counts as two: there are a hundred
/// times as many of them as of letters.
pub const SHORTEST_PASSPHRASE: usize = 15;

/// How a door is opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase", deny_unknown_fields)]
pub enum Door {
    /// By a passphrase: Argon2id (RFC 9106), one lane.
    Passphrase {
        /// 16 bytes of chance, in hexadecimal digits.
        salt: String,
        /// Memory in KiB.
        memory_kib: u32,
        /// Passes over it.
        passes: u32,
    },
    /// By 32 bytes that an authenticator gives: WebAuthn's PRF.
    Passkey {
        /// Which one, as the authenticator's list calls it.
        credential: String,
        /// What was asked of it, in hexadecimal digits.
        salt: String,
    },
    /// By the recovery board.
    Recovery {
        /// The board's key.
        key: Public,
    },
}

/// A door and what lies behind it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slot {
    /// How it is opened.
    pub door: Door,
    /// The keys, sealed.
    pub sealed: Sealed,
}

impl Slot {
    /// A slot behind a passphrase. `salt` is chance.
    ///
    /// # Errors
    /// [`SealFault::NotForThisKey`] where the passphrase is too short.
    pub fn passphrase(
        portal: &str,
        account: &str,
        key: &StaffKey,
        passphrase: &str,
        salt: &[u8; 16],
    ) -> Result<Self, SealFault> {
        let length: usize = passphrase.chars().map(|letter| if letter.is_ascii() { 1 } else { 2 }).sum();
        if length < SHORTEST_PASSPHRASE {
            return Err(SealFault::NotForThisKey);
        }
        let door = stretch(passphrase, salt, MEMORY_KIB, PASSES)?;
        let kind = Door::Passphrase { salt: hex::encode(salt), memory_kib: MEMORY_KIB, passes: PASSES };
        Self::behind(kind, portal, account, key, &door.public())
    }

    /// A slot behind a passkey's 32 bytes. `salt` is what the passkey was asked.
    ///
    /// # Errors
    /// [`SealFault`].
    pub fn passkey(
        portal: &str,
        account: &str,
        key: &StaffKey,
        credential: &str,
        salt: &[u8; 32],
        given: &[u8; 32],
    ) -> Result<Self, SealFault> {
        let kind = Door::Passkey { credential: credential.to_owned(), salt: hex::encode(salt) };
        Self::behind(kind, portal, account, key, &from_passkey(given).public())
    }

    /// A slot for the recovery board.
    ///
    /// # Errors
    /// [`SealFault`].
    pub fn recovery(portal: &str, account: &str, key: &StaffKey, board: &Public) -> Result<Self, SealFault> {
        Self::behind(Door::Recovery { key: board.clone() }, portal, account, key, board)
    }

    fn behind(
        door: Door,
        portal: &str,
        account: &str,
        key: &StaffKey,
        to: &Public,
    ) -> Result<Self, SealFault> {
        let sealed = seal(&place(portal, account), key.text().as_bytes(), std::slice::from_ref(to))?;
        Ok(Self { door, sealed })
    }

    /// Opens it with the passphrase. Takes about a second.
    ///
    /// # Errors
    /// [`SealFault::NotForThisKey`] for another passphrase and for another sort of slot.
    pub fn open_with_passphrase(
        &self,
        portal: &str,
        account: &str,
        passphrase: &str,
    ) -> Result<StaffKey, SealFault> {
        let Door::Passphrase { salt, memory_kib, passes } = &self.door else {
            return Err(SealFault::NotForThisKey);
        };
        let salt: [u8; 16] = crate::verified::bytes(salt).ok_or(SealFault::Broken)?;
        self.open(portal, account, &stretch(passphrase, &salt, *memory_kib, *passes)?)
    }

    /// Opens it with a passkey's 32 bytes.
    ///
    /// # Errors
    /// [`SealFault::NotForThisKey`] for those of another passkey.
    pub fn open_with_passkey(
        &self,
        portal: &str,
        account: &str,
        given: &[u8; 32],
    ) -> Result<StaffKey, SealFault> {
        self.open(portal, account, &from_passkey(given))
    }

    /// Opens it with the key that it is sealed to: the recovery board's.
    ///
    /// # Errors
    /// [`SealFault`].
    pub fn open(&self, portal: &str, account: &str, key: &Secret) -> Result<StaffKey, SealFault> {
        let text = open(&place(portal, account), self.sealed.bytes(), key)?;
        std::str::from_utf8(&text).ok().and_then(StaffKey::parse).ok_or(SealFault::Broken)
    }
}

/// The keys behind the first of these slots that the passphrase opens.
///
/// # Errors
/// [`SealFault::NotForThisKey`] where it opens none.
pub fn unlock(slots: &[Slot], portal: &str, account: &str, passphrase: &str) -> Result<StaffKey, SealFault> {
    let by_words = slots.iter().filter(|slot| matches!(slot.door, Door::Passphrase { .. }));
    let mut opened = by_words.map(|slot| slot.open_with_passphrase(portal, account, passphrase));
    opened.find(Result::is_ok).unwrap_or(Err(SealFault::NotForThisKey))
}

fn place(portal: &str, account: &str) -> Context {
    Context::of_case(portal, account, 1, Object::Slot, Role::Staff)
}

fn stretch(passphrase: &str, salt: &[u8; 16], memory_kib: u32, passes: u32) -> Result<Secret, SealFault> {
    // What a database says is not believed: more than this would stop the browser, less would not be worth guessing at.
    if !(MEMORY_KIB..=MOST_MEMORY_KIB).contains(&memory_kib) || !(PASSES..=10).contains(&passes) {
        return Err(SealFault::Broken);
    }
    let params = Params::new(memory_kib, passes, 1, Some(32)).map_err(|_| SealFault::Broken)?;
    let mut key = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.as_bytes(), salt, key.as_mut_slice())
        .map_err(|_| SealFault::Broken)?;
    Ok(Secret::from_bytes(*key))
}

/// What an authenticator gives may be used for other things too, so the key is derived from it.
fn from_passkey(given: &[u8; 32]) -> Secret {
    let mut key = Zeroizing::new([0; 32]);
    Hkdf::<Sha256>::new(Some(b"sunhall/slot/v1"), given)
        .expand(b"passkey", key.as_mut_slice())
        .expect("32 bytes are fewer than HKDF can give");
    Secret::from_bytes(*key)
}
