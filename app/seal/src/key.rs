//! The two halves of an age key pair, as the texts that every age program reads and writes (<https://c2sp.org/age>).

use std::fmt;
use std::str::FromStr;

use age::secrecy::ExposeSecret;
use age::x25519;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use zeroize::{Zeroize, Zeroizing};

/// The half that opens: `AGE-SECRET-KEY-1…`. Forgotten when it goes out of scope, and not shown by `Debug`.
///
/// ```
/// use seal::Secret;
///
/// let secret = Secret::from_bytes([1; 32]);
/// assert_eq!(secret.public().as_str(), "age15nsf9y4k28p83wth93tf7hafhvfajp45d2mge80ems45gz0c5gys3me64l");
/// assert!(Secret::parse(secret.reveal()).is_some());
/// assert!(Secret::parse("AGE-SECRET-KEY-1").is_none());
/// ```
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

/// The half that seals: `age1…`. It may be known to anyone.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Public(String);

impl Secret {
    /// The key of these bytes, which must come from a source of chance or from a key derivation.
    pub fn from_bytes(mut bytes: [u8; 32]) -> Self {
        let text = Zeroizing::new(bech32("age-secret-key-", &bytes).to_uppercase());
        bytes.zeroize();
        Self(text)
    }

    /// Reads what [`Secret::reveal`] gave.
    pub fn parse(text: &str) -> Option<Self> {
        x25519::Identity::from_str(text).ok().map(|_| Self(Zeroizing::new(text.to_owned())))
    }

    /// The text. Only for sealing it to somebody, and for a paper in a safe.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// The other half.
    pub fn public(&self) -> Public {
        Public(self.identity().to_public().to_string())
    }

    pub(crate) fn identity(&self) -> x25519::Identity {
        x25519::Identity::from_str(&self.0).expect("the text was read when the key was made")
    }
}

impl From<x25519::Identity> for Secret {
    fn from(identity: x25519::Identity) -> Self {
        Self(Zeroizing::new(identity.to_string().expose_secret().to_owned()))
    }
}

impl Public {
    /// Reads a recipient's text. Only keys of X25519 are known here.
    pub fn parse(text: &str) -> Option<Self> {
        // A text has one way to be written: the reader of age would take capitals too.
        let key = x25519::Recipient::from_str(text).ok()?;
        (key.to_string() == text).then(|| Self(text.to_owned()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) fn recipient(&self) -> x25519::Recipient {
        x25519::Recipient::from_str(&self.0).expect("the text was read when the key was made")
    }
}

impl fmt::Display for Public {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Public {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Serialize for Public {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Public {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("not a key of the form age1…"))
    }
}

/// Bech32 (BIP 173), which `age` only writes of keys it has drawn itself.
fn bech32(name: &str, bytes: &[u8; 32]) -> String {
    const LETTERS: &[u8; 32] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    // Five bits a letter; the last of the 52 letters has four bits of zeros.
    let five = |letter: usize| {
        let bit = letter * 5;
        let two = u16::from(bytes[bit / 8]) << 8 | u16::from(*bytes.get(bit / 8 + 1).unwrap_or(&0));
        (two >> (11 - bit % 8) & 31) as u8
    };
    let mut letters: Vec<u8> = (0..52).map(five).collect();
    let spread = name.bytes().map(|byte| byte >> 5).chain([0]).chain(name.bytes().map(|byte| byte & 31));
    let sum = checksum(spread.chain(letters.iter().copied()).chain([0; 6])) ^ 1;
    letters.extend((0..6).rev().map(|place| (sum >> (place * 5) & 31) as u8));
    let text = letters.iter().map(|letter| char::from(LETTERS[usize::from(*letter)])).collect::<String>();
    letters.zeroize();
    format!("{name}1{}", Zeroizing::new(text).as_str())
}

fn checksum(values: impl Iterator<Item = u8>) -> u32 {
    const GENERATOR: [u32; 5] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3];
    values.fold(1, |sum, value| {
        let moved = (sum & 0x1ff_ffff) << 5 ^ u32::from(value);
        (0..5).filter(|bit| sum >> 25 >> bit & 1 == 1).fold(moved, |sum, bit| sum ^ GENERATOR[bit])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Computed by a second program.
    #[test]
    fn bytes_become_the_text_that_every_age_program_reads() {
        let secret = Secret::from_bytes([1; 32]);
        assert_eq!(
            secret.reveal(),
            "AGE-SECRET-KEY-1QYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQSZ9K4CN"
        );
    }

    #[test]
    fn whatever_the_bytes_the_text_reads_back_the_same() {
        let mut dice = fastrand::Rng::with_seed(2);
        for _ in 0..200 {
            let secret = Secret::from_bytes(std::array::from_fn(|_| dice.u8(..)));
            assert_eq!(Secret::from(secret.identity()).reveal(), secret.reveal());
            assert_eq!(Public::parse(secret.public().as_str()), Some(secret.public()));
        }
    }

    #[test]
    fn what_is_no_key_is_refused() {
        let public = Secret::from_bytes([1; 32]).public().to_string();
        let mut wrong = public.clone();
        wrong.replace_range(10..11, if &public[10..11] == "q" { "p" } else { "q" });
        for text in ["", "age1", &public.to_uppercase(), &wrong, &public[1..], &format!("{public} ")] {
            assert_eq!(Public::parse(text), None, "{text}");
        }
        assert!(Secret::parse(&public).is_none());
    }

    #[test]
    fn a_secret_is_not_shown_by_accident() {
        assert_eq!(format!("{:?}", Secret::from_bytes([1; 32])), "Secret(…)");
    }
}
