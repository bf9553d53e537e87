//! What arrives: one sealed submission, and the little that is said about it in the open.

use record::{Day, Id};
use seal::{Role, Submission};

use crate::case::{Channel, Head, Kind, SealedBy};

/// Letters that cannot be taken for one another (Crockford's base 32).
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// One submission, checked and ready to be received.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// Everything that is sealed.
    pub submission: Submission,
    /// What it is.
    pub kind: Kind,
    /// How it came.
    pub channel: Channel,
    /// The unit it is about; of a report only where that is no secret, which is where it was not sealed.
    pub concerned_unit: Option<String>,
    /// The day it came in: today, or what staff read on the envelope.
    pub received: Day,
    /// The words of a complaint or suggestion. A report has none outside its seal.
    pub words: Option<String>,
}

impl Arrival {
    /// What is known of the case from now on.
    pub fn head(&self) -> Head {
        Head {
            id: self.submission.id.clone(),
            number: number(self.received, &self.submission.id),
            kind: self.kind,
            channel: self.channel,
            sealed_by: sealed_by(self.submission.sealed_by),
            unit: self.submission.unit.clone(),
            concerned_unit: self.concerned_unit.clone(),
            received: self.received,
        }
    }
}

fn sealed_by(role: Role) -> SealedBy {
    match role {
        Role::Reporter => SealedBy::Browser,
        Role::Server => SealedBy::Server,
        Role::Staff => SealedBy::Staff,
    }
}

/// What staff call a case by: the day and eight letters out of its id. It says neither how many came that day nor in which
/// order.
///
/// ```
/// use record::{Day, Id};
/// let id = Id::parse("ffffffff-ff00-4000-8000-000000000000").unwrap();
/// let day = Day::parse("2026-11-23").unwrap();
/// assert_eq!(cases::arrival::number(day, &id), "20261123-ZZZZZZZZ");
/// ```
pub fn number(received: Day, id: &Id) -> String {
    let bits = bits(id) >> 88;
    let letters = (0..8).rev().map(|place| char::from(LETTERS[(bits >> (place * 5)) as usize & 31]));
    format!("{}-{}", received.to_string().replace('-', ""), letters.collect::<String>())
}

/// Its place in lists: by day, and within the day by chance, so that the order in which things arrived is nowhere kept.
pub(crate) fn sort(received: Day, id: &Id) -> i64 {
    let chance = bits(id) & ((1 << 40) - 1);
    (received.number() << 40) | i64::try_from(chance).expect("forty bits fit")
}

/// The 128 bits of an id.
fn bits(id: &Id) -> u128 {
    let digits: String = id.as_str().chars().filter(|letter| *letter != '-').collect();
    u128::from_str_radix(&digits, 16).expect("an id is 32 hexadecimal digits")
}
