//! The identity's key in two halves. Each half alone is chance: whoever holds one, however much time they have, knows nothing of
//! the key (Shannon 1949, perfect secrecy of the one-time pad).

use zeroize::Zeroizing;

use crate::Secret;

/// The other half of `key`, where `half` is 32 bytes of chance.
///
/// ```
/// use seal::share;
///
/// let (key, half) = ([7; 32], [9; 32]);
/// let other = share::split(&key, &half);
/// assert_eq!(share::join(&half, &other).reveal(), seal::Secret::from_bytes(key).reveal());
/// ```
pub fn split(key: &[u8; 32], half: &[u8; 32]) -> [u8; 32] {
    std::array::from_fn(|place| key[place] ^ half[place])
}

/// The key of two halves.
pub fn join(half: &[u8; 32], other: &[u8; 32]) -> Secret {
    Secret::from_bytes(*Zeroizing::new(split(half, other)))
}
