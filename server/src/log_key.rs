//! The key the public log is signed with, and where it lies. Written as Go's `note` package writes its keys, so that other
//! programs can read it too: `PRIVATE+KEY+<name>+<id>+<base64>`.

use crate::config::Config;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ledger::key::Signer;
use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use store::Store;

const PREFIX: &str = "PRIVATE+KEY+";
/// The type of an Ed25519 key of a log (C2SP signed-note).
const ED25519: u8 = 1;

/// Why the log has no key, and what to do.
#[derive(Debug)]
pub(crate) struct NoKey(String);

impl fmt::Display for NoKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for NoKey {}

/// Where the key lies: as told, else beside the SQLite file, else in the working folder.
pub(crate) fn place(config: &Config) -> PathBuf {
    config.log_key.clone().unwrap_or_else(|| beside(config, "log-key"))
}

/// Where the largest checkpoint is remembered.
pub(crate) fn memory_place(config: &Config) -> PathBuf {
    config.log_memory.clone().unwrap_or_else(|| beside(config, "log-memory"))
}

pub(crate) fn beside(config: &Config, ending: &str) -> PathBuf {
    let path = config.database.strip_prefix("sqlite:").map(|path| path.trim_start_matches("//"));
    let path = path.map(|path| path.split_once('?').map_or(path, |(path, _)| path));
    PathBuf::from(format!("{}.{ending}", path.unwrap_or("sunhall")))
}

/// The key of the log. A log that has never signed is given a new one; one that has needs its own.
///
/// # Errors
/// [`NoKey`] says in one sentence what to do.
pub(crate) async fn find(config: &Config, store: &Store) -> Result<Signer, NoKey> {
    let place = place(config);
    match fs::read_to_string(&place) {
        Ok(text) => return read(&text, &config.origin, &place),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(NoKey(format!("{} cannot be read: {error}", place.display()))),
    }
    let has_signed = ledger::table::read::head(store)
        .await
        .map_err(|error| NoKey(format!("Whether the log has signed before cannot be told: {error}")))?
        .is_some();
    if has_signed {
        return Err(NoKey(format!(
            "The log has signed before, and its key is not at {}. Give it with --log-key",
            place.display()
        )));
    }
    let cannot = |error: io::Error| NoKey(format!("{} cannot be written: {error}", place.display()));
    let seed = crate::secret().map_err(cannot)?;
    let signer = signer(&config.origin, &seed)?;
    create(&place, &text(&signer, &seed)).map_err(cannot)?;
    Ok(signer)
}

fn signer(origin: &str, seed: &[u8; 32]) -> Result<Signer, NoKey> {
    Signer::new(origin, seed).map_err(|error| NoKey(format!("origin {origin}: {error}")))
}

fn text(signer: &Signer, seed: &[u8; 32]) -> String {
    let key = [&[ED25519], seed.as_slice()].concat();
    format!("{PREFIX}{}+{:08x}+{}\n", signer.key().name(), signer.key().id(), STANDARD.encode(key))
}

fn read(text: &str, origin: &str, place: &Path) -> Result<Signer, NoKey> {
    let parts = || {
        let mut parts = text.trim().strip_prefix(PREFIX)?.splitn(3, '+');
        let (name, id, key) = (parts.next()?, parts.next()?, parts.next()?);
        let key = STANDARD.decode(key).ok()?;
        let (kind, seed) = key.split_first()?;
        (*kind == ED25519).then_some(())?;
        Some((name, id, <[u8; 32]>::try_from(seed).ok()?))
    };
    let (name, id, seed) =
        parts().ok_or_else(|| NoKey(format!("{} holds no key of a log", place.display())))?;
    if name != origin {
        return Err(NoKey(format!(
            "{} is the key of {name}, and the city's file calls the log {origin}. They must be the same",
            place.display()
        )));
    }
    let signer = signer(name, &seed)?;
    if format!("{:08x}", signer.key().id()) != id {
        return Err(NoKey(format!("{} is damaged: its id does not belong to its key", place.display())));
    }
    Ok(signer)
}

/// Writes a new file that only its owner may read, and returns once it is on the disk.
pub(crate) fn create(place: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(place)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::migrations;
    use std::os::unix::fs::PermissionsExt as _;

    fn config(folder: &Path) -> Config {
        let mut config = Config::new(None).unwrap();
        config.database = format!("sqlite:{}", folder.join("hall.db").display());
        config
    }

    #[tokio::test]
    async fn a_log_that_has_never_signed_gets_a_key_that_only_its_owner_reads() {
        let folder = tempfile::tempdir().unwrap();
        let config = config(folder.path());
        let store = Store::open(&config.database, migrations()).await.unwrap();
        let made = find(&config, &store).await.unwrap();
        let place = folder.path().join("hall.db.log-key");
        assert_eq!(fs::metadata(&place).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(find(&config, &store).await.unwrap().key(), made.key(), "the second start finds it");
        let mut other = config.clone();
        other.origin = "other.example/log".to_owned();
        let refused = find(&other, &store).await.err().unwrap().to_string();
        assert!(refused.contains("is the key of"), "{refused}");
        fs::write(&place, "PRIVATE+KEY+a+b+c").unwrap();
        assert!(find(&config, &store).await.is_err());
    }

    #[test]
    fn a_key_reads_as_other_programs_write_it() {
        // Seed 01 02 … 20, as in the vectors of Go's sumdb: the id is 7f5a52e0.
        let seed: [u8; 32] = std::array::from_fn(|at| at as u8 + 1);
        let signer = signer("portal.example/log", &seed).unwrap();
        let text = text(&signer, &seed);
        assert!(text.starts_with("PRIVATE+KEY+portal.example/log+7f5a52e0+AQEC"), "{text}");
        let again = read(&text, "portal.example/log", Path::new("key")).unwrap();
        assert_eq!(again.key(), signer.key());
    }
}
