//! Chance from the browser's own source.

use record::Id;
use zeroize::Zeroizing;

/// So many random bytes; nothing where the browser gives none, and then nothing may be sealed.
pub fn chance<const N: usize>() -> Option<Zeroizing<[u8; N]>> {
    let mut bytes = Zeroizing::new([0; N]);
    web_sys::window()?.crypto().ok()?.get_random_values_with_u8_array(bytes.as_mut_slice()).ok()?;
    // A source that answers with zeros is broken: by chance that happens once in 2^128 times and more.
    (N < 16 || bytes.iter().any(|byte| *byte != 0)).then_some(bytes)
}

/// An id of 128 random bits. It tells nothing of the moment it was made, as one of version 7 would.
pub fn id() -> Option<Id> {
    let bytes = chance::<16>()?;
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let parts = [&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]];
    Id::parse(&parts.join("-"))
}
