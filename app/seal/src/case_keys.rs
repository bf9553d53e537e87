//! The keys that one report is sealed with, made where it is written and forgotten when it was sent.

use zeroize::Zeroizing;

use crate::{Secret, share};

/// The key of a case and the two halves of its identity's key.
///
/// ```
/// use seal::CaseKeys;
///
/// let keys = CaseKeys::from_entropy(&[5; 96]);
/// assert_ne!(keys.case.public(), keys.identity().public());
/// ```
#[derive(Clone)]
pub struct CaseKeys {
    /// Opens the report, the messages and the team's copies of files.
    pub case: Secret,
    pub(crate) a: Zeroizing<[u8; 32]>,
    pub(crate) b: Zeroizing<[u8; 32]>,
}

impl CaseKeys {
    /// Keys from 96 bytes of chance.
    pub fn from_entropy(entropy: &[u8; 96]) -> Self {
        let third = |place: usize| -> [u8; 32] { std::array::from_fn(|byte| entropy[place * 32 + byte]) };
        Self { case: Secret::from_bytes(third(0)), a: Zeroizing::new(third(1)), b: Zeroizing::new(third(2)) }
    }

    /// The key of the identity, which exists only where both halves are.
    pub fn identity(&self) -> Secret {
        share::join(&self.a, &self.b)
    }
}
