//! Passwords as they are kept: Argon2id, at most as many at once as there is memory for.

use std::fmt;
use std::sync::Arc;

use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use tokio::sync::Semaphore;

use crate::rules::password::normal;

const SALT_BYTES: usize = 16;
const HASH_BYTES: usize = 32;

/// Why a password could not be looked at: too many wait, or the stored text is no hash of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NotHashed;

impl fmt::Display for NotHashed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a password could not be hashed")
    }
}

impl std::error::Error for NotHashed {}

/// Hashes passwords with Argon2id off the threads that answer requests. OWASP's first choice: 19 MiB, two passes; RFC 9106.
#[derive(Clone, Debug)]
pub struct Hashing {
    seats: Arc<Semaphore>,
    memory_kib: u32,
    passes: u32,
}

impl Hashing {
    /// As many at once as `seats`: each takes 19 MiB for some hundredths of a second.
    pub fn new(seats: usize) -> Hashing {
        Hashing { seats: Arc::new(Semaphore::new(seats)), memory_kib: 19 * 1_024, passes: 2 }
    }

    /// As weak as the parameters allow: for tests, which hash often and protect nothing.
    pub fn for_tests() -> Hashing {
        Hashing { seats: Arc::new(Semaphore::new(4)), memory_kib: 8, passes: 1 }
    }

    /// The text that is kept of a password, as the PHC string format writes it.
    pub(crate) async fn hash(&self, password: &str, salt: [u8; SALT_BYTES]) -> Result<String, NotHashed> {
        let (memory_kib, passes) = (self.memory_kib, self.passes);
        let hash = self.run(password, salt, memory_kib, passes).await?;
        let (salt, hash) = (STANDARD_NO_PAD.encode(salt), STANDARD_NO_PAD.encode(hash));
        Ok(format!("$argon2id$v=19$m={memory_kib},t={passes},p=1${salt}${hash}"))
    }

    /// Whether a password is the one that was kept. Without one it takes as long and says no, so that the time does not tell
    /// whether an account exists.
    pub(crate) async fn verify(&self, password: &str, kept: Option<&str>) -> Result<bool, NotHashed> {
        let Some(kept) = kept else {
            self.run(password, [0; SALT_BYTES], self.memory_kib, self.passes).await?;
            return Ok(false);
        };
        let kept = Kept::parse(kept).ok_or(NotHashed)?;
        let hash = self.run(password, kept.salt, kept.memory_kib, kept.passes).await?;
        // Every byte is compared, wherever the first difference lies.
        Ok(hash.iter().zip(kept.hash).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0)
    }

    async fn run(
        &self,
        password: &str,
        salt: [u8; SALT_BYTES],
        memory_kib: u32,
        passes: u32,
    ) -> Result<[u8; HASH_BYTES], NotHashed> {
        let _seat = self.seats.acquire().await.map_err(|_| NotHashed)?;
        let password = normal(password);
        let work = move || {
            let params = Params::new(memory_kib, passes, 1, Some(HASH_BYTES)).map_err(|_| NotHashed)?;
            let mut hash = [0; HASH_BYTES];
            Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
                .hash_password_into(password.as_bytes(), &salt, &mut hash)
                .map_err(|_| NotHashed)?;
            Ok(hash)
        };
        tokio::task::spawn_blocking(work).await.map_err(|_| NotHashed)?
    }
}

/// The parts of a kept hash.
struct Kept {
    memory_kib: u32,
    passes: u32,
    salt: [u8; SALT_BYTES],
    hash: [u8; HASH_BYTES],
}

impl Kept {
    fn parse(text: &str) -> Option<Kept> {
        let mut parts = text.strip_prefix("$argon2id$v=19$")?.split('$');
        let (costs, salt, hash) = (parts.next()?, parts.next()?, parts.next()?);
        let mut costs = costs.split(',');
        let memory_kib = costs.next()?.strip_prefix("m=")?.parse().ok()?;
        let passes = costs.next()?.strip_prefix("t=")?.parse().ok()?;
        let bytes = |text: &str| STANDARD_NO_PAD.decode(text).ok();
        let is_ours = costs.next()? == "p=1" && parts.next().is_none();
        let kept = Kept {
            memory_kib,
            passes,
            salt: bytes(salt)?.try_into().ok()?,
            hash: bytes(hash)?.try_into().ok()?,
        };
        is_ours.then_some(kept)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_is_known_again_and_no_other_is() {
        let hashing = Hashing::for_tests();
        let kept = hashing.hash("violet kettle umbrella", [3; 16]).await.unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=8,t=1,p=1$AwMDAwMDAwMDAwMDAwMDAw$"), "{kept}");
        assert_eq!(hashing.verify("violet kettle umbrella", Some(&kept)).await, Ok(true));
        assert_eq!(
            hashing.verify("ｖiolet kettle umbrella", Some(&kept)).await,
            Ok(true),
            "another keyboard"
        );
        assert_eq!(hashing.verify("violet kettle umbrellA", Some(&kept)).await, Ok(false));
        assert_eq!(hashing.verify("violet kettle umbrella", None).await, Ok(false));
        assert_eq!(hashing.verify("violet kettle umbrella", Some("$2b$10$abc")).await, Err(NotHashed));
    }

    #[tokio::test]
    async fn a_hash_is_the_one_other_programs_make() {
        // argon2-cffi 25.1: hash_secret(b"password", b"\x03" * 16, 2, 19456, 1, 32, Type.ID)
        let kept = Hashing::new(1).hash("password", [3; 16]).await.unwrap();
        assert_eq!(kept, ELSEWHERE);
    }

    const ELSEWHERE: &str =
        "$argon2id$v=19$m=19456,t=2,p=1$AwMDAwMDAwMDAwMDAwMDAw$8YyfkB4iCla02CFc+sVf8Xqe/v+O0An0UonPmbHeeGo";
}
