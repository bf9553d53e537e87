//! New keys and their doors.

use seal::slot::Door;
use seal::{Public, SealFault, Slot, StaffKey};
use serde::{Deserialize, Serialize};

/// What a browser hands over: public keys, and the doors to the private ones.
///
/// ```
/// use keyring::Keys;
///
/// let board = seal::Secret::from_bytes([1; 32]).public();
/// let keys = Keys::make("hall.example", "officer", "words that nobody would put together", &board, &[2; 80]).unwrap();
/// assert_eq!(keys.slots.len(), 2);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Keys {
    /// What is sealed for them is sealed to this.
    pub public: Public,
    /// By this their signatures are checked: hexadecimal digits.
    pub verify: String,
    /// The doors.
    pub slots: Vec<NamedSlot>,
}

/// One door with its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamedSlot {
    /// What its owner calls it.
    pub name: String,
    /// The door and what lies behind it.
    pub slot: Slot,
}

impl Keys {
    /// New keys behind two doors: a passphrase, and the recovery board. The first 64 bytes of chance become the keys, the rest the
    /// passphrase's salt.
    ///
    /// # Errors
    /// [`SealFault::NotForThisKey`] where the passphrase is too short.
    pub fn make(
        portal: &str,
        account: &str,
        passphrase: &str,
        board: &Public,
        entropy: &[u8; 80],
    ) -> Result<Self, SealFault> {
        let (keys, salt) = entropy.split_first_chunk::<64>().ok_or(SealFault::Broken)?;
        let salt: &[u8; 16] = salt.try_into().map_err(|_| SealFault::Broken)?;
        let key = StaffKey::from_entropy(keys);
        let named = |name: &str, slot: Slot| NamedSlot { name: name.to_owned(), slot };
        let slots = vec![
            named("passphrase", Slot::passphrase(portal, account, &key, passphrase, salt)?),
            named("recovery", Slot::recovery(portal, account, &key, board)?),
        ];
        Ok(Self { public: key.public(), verify: key.verify(), slots })
    }

    /// Whether a passkey opens them.
    pub fn has_passkey(&self) -> bool {
        self.slots.iter().any(|named| matches!(named.slot.door, Door::Passkey { .. }))
    }

    /// What two people compare of it by telephone.
    pub fn fingerprint(&self) -> String {
        fingerprint(&self.public)
    }
}

/// The first and last letters of a public key: two people compare them by telephone.
pub fn fingerprint(key: &Public) -> String {
    let text = key.as_str();
    // A key is an ASCII text of 62 letters.
    format!("{} … {}", &text[4..12], &text[text.len() - 8..])
}

#[cfg(test)]
mod tests {
    use super::*;

    const PASSPHRASE: &str = "words that nobody would put together";

    #[test]
    fn either_door_leads_to_the_keys_whose_public_halves_are_handed_over() {
        let board = seal::Secret::from_bytes([1; 32]);
        let keys = Keys::make("hall.example", "officer", PASSPHRASE, &board.public(), &[2; 80]).unwrap();
        let by_words =
            keys.slots[0].slot.open_with_passphrase("hall.example", "officer", PASSPHRASE).unwrap();
        let by_board = keys.slots[1].slot.open("hall.example", "officer", &board).unwrap();
        for opened in [by_words, by_board] {
            assert_eq!((opened.public(), opened.verify()), (keys.public.clone(), keys.verify.clone()));
        }
        assert_eq!(serde_json::from_str::<Keys>(&serde_json::to_string(&keys).unwrap()).unwrap(), keys);
        assert!(keys.public.as_str().contains(&keys.fingerprint()[..8]));
    }

    #[test]
    fn no_keys_are_made_behind_a_short_passphrase() {
        let board = seal::Secret::from_bytes([1; 32]).public();
        assert!(Keys::make("hall.example", "officer", "short", &board, &[2; 80]).is_err());
    }
}
