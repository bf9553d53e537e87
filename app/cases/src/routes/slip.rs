//! What the first step of a form hands to the second: the number of the submission and the receipt, which the server makes,
//! shows, and forgets. They come back with the form, under a seal that ends after some hours, so that nobody can bring a receipt
//! that was not made here, or an old one.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use record::{Id, Instant};
use seal::Receipt;
use sha2::Sha256;
use staff::Office;
use zeroize::Zeroizing;

use crate::case::Kind;

/// Long enough to look for papers and to be called to dinner.
const LIVES_SECONDS: i64 = 6 * 60 * 60;
/// What stands before the text where it is sealed.
const LABEL: &str = "sunhall form v1";

/// The key that slips are sealed with; servers of one portal share it.
#[derive(Clone)]
pub(crate) struct FormKey(Zeroizing<[u8; 32]>);

impl FormKey {
    /// The portal's.
    ///
    /// # Errors
    /// Where the system gives no chance.
    pub(crate) fn of(office: &Office) -> std::io::Result<Self> {
        Ok(Self(Zeroizing::new(office.derived("forms of reporters")?)))
    }

    fn mac(&self, kind: Kind, slip: &Slip) -> Hmac<Sha256> {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(self.0.as_slice()).expect("HMAC takes a key of any length");
        let receipt = Zeroizing::new(slip.receipt.to_string());
        for part in [LABEL, kind.as_str(), slip.id.as_str(), &receipt, &slip.expires.to_string()] {
            mac.update(part.as_bytes());
            mac.update(b"\n");
        }
        mac
    }
}

impl std::fmt::Debug for FormKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FormKey(…)")
    }
}

/// The number of a submission and its receipt, until when they may be used.
#[derive(Clone, Debug)]
pub(crate) struct Slip {
    /// The number of the submission, which becomes that of the case: 128 bits of chance.
    pub(crate) id: Id,
    /// The receipt.
    pub(crate) receipt: Receipt,
    /// After this it is refused.
    pub(crate) expires: Instant,
}

impl Slip {
    /// Draws a new one.
    ///
    /// # Errors
    /// Where the system gives no chance: then nothing can be reported this way.
    pub(crate) fn draw(office: &Office) -> std::io::Result<Self> {
        let (one, two) = (Zeroizing::new(office.entropy()?), office.entropy()?);
        let chance = Zeroizing::new(std::array::from_fn::<u8, 17, _>(|byte| one[byte]));
        Ok(Self {
            id: random_id(&two),
            receipt: Receipt::from_entropy(&chance),
            expires: office.now().plus_seconds(LIVES_SECONDS),
        })
    }

    /// The seal over it, for a form of this kind.
    pub(crate) fn token(&self, key: &FormKey, kind: Kind) -> String {
        URL_SAFE_NO_PAD.encode(key.mac(kind, self).finalize().into_bytes())
    }

    /// The slip that came back with a form, if it is one of ours and its time is not over.
    pub(crate) fn check(key: &FormKey, kind: Kind, sent: &SentSlip<'_>, now: Instant) -> Option<Self> {
        let expires = Instant::parse(sent.expires).filter(|expires| now <= *expires)?;
        let slip = Self { id: Id::parse(sent.id)?, receipt: Receipt::parse(sent.receipt).ok()?, expires };
        let token = URL_SAFE_NO_PAD.decode(sent.token).ok()?;
        key.mac(kind, &slip).verify_slice(&token).is_ok().then_some(slip)
    }
}

/// The hidden fields of a form, as they came.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct SentSlip<'a> {
    /// The number of the submission.
    pub(crate) id: &'a str,
    /// The receipt.
    pub(crate) receipt: &'a str,
    /// Until when.
    pub(crate) expires: &'a str,
    /// The seal.
    pub(crate) token: &'a str,
}

/// An id of chance alone: one that sorted by time would say when somebody reported.
pub(crate) fn random_id(chance: &[u8; 32]) -> Id {
    let mut bytes: [u8; 16] = std::array::from_fn(|byte| chance[byte]);
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let digits = hex::encode(bytes);
    let parts = [&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]];
    Id::parse(&parts.join("-")).expect("it has the 36 characters of a UUID")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slip() -> (FormKey, Slip) {
        let expires = Instant::parse("2026-11-23T06:00:00Z").unwrap();
        let slip = Slip { id: random_id(&[9; 32]), receipt: Receipt::from_entropy(&[7; 17]), expires };
        (FormKey(Zeroizing::new([1; 32])), slip)
    }

    fn check(key: &FormKey, kind: Kind, slip: &Slip, token: &str, now: &str) -> bool {
        let (receipt, expires) = (slip.receipt.to_string(), slip.expires.to_string());
        let sent = SentSlip { id: slip.id.as_str(), receipt: &receipt, expires: &expires, token };
        Slip::check(key, kind, &sent, Instant::parse(now).unwrap()).is_some()
    }

    #[test]
    fn a_slip_comes_back_until_its_hour() {
        let (key, slip) = slip();
        let token = slip.token(&key, Kind::Report);
        assert!(check(&key, Kind::Report, &slip, &token, "2026-11-23T06:00:00Z"));
        assert!(!check(&key, Kind::Report, &slip, &token, "2026-11-23T06:00:01Z"));
    }

    #[test]
    fn nothing_of_a_slip_can_be_exchanged() {
        let (key, slip) = slip();
        let (token, now) = (slip.token(&key, Kind::Report), "2026-11-23T01:00:00Z");
        assert!(!check(&FormKey(Zeroizing::new([2; 32])), Kind::Report, &slip, &token, now));
        assert!(!check(&key, Kind::Complaint, &slip, &token, now));
        let other = Slip { receipt: Receipt::from_entropy(&[8; 17]), ..slip.clone() };
        assert!(!check(&key, Kind::Report, &other, &token, now));
        let other = Slip { id: random_id(&[8; 32]), ..slip.clone() };
        assert!(!check(&key, Kind::Report, &other, &token, now));
        let later = Slip { expires: slip.expires.plus_seconds(1), ..slip.clone() };
        assert!(!check(&key, Kind::Report, &later, &token, now));
        assert!(!check(&key, Kind::Report, &slip, "", now));
    }

    #[test]
    fn an_id_says_nothing_of_the_time() {
        assert_eq!(random_id(&[0xff; 32]).as_str(), "ffffffff-ffff-4fff-bfff-ffffffffffff");
    }
}
