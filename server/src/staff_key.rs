//! The key that the secrets of second factors are sealed with, and where it lies: in a file, so that who has the database alone
//! has no second factor.

use crate::config::Config;
use crate::log_key::{beside, create};
use staff::Vault;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use store::Store;

/// What the file begins with, so that no other key is taken for it.
const PREFIX: &str = "SUNHALL-STAFF-KEY-1 ";

/// Why there is no key, and what to do.
#[derive(Debug)]
pub(crate) struct NoKey(String);

impl fmt::Display for NoKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for NoKey {}

/// Where the key lies: as told, else beside the SQLite file, else in the working folder.
fn place(config: &Config) -> PathBuf {
    config.staff_key.clone().unwrap_or_else(|| beside(config, "staff-key"))
}

/// The vault with the key. A house without accounts is given a new one; one with accounts needs its own.
///
/// # Errors
/// [`NoKey`] says in one sentence what to do. Citizens' pages do without it.
pub(crate) async fn find(config: &Config, store: &Store) -> Result<Vault, NoKey> {
    let place = place(config);
    match fs::read_to_string(&place) {
        Ok(text) => return read(&text, &place),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(NoKey(format!("{} cannot be read: {error}", place.display()))),
    }
    let has_staff = staff::has_accounts(store)
        .await
        .map_err(|error| NoKey(format!("Whether there are accounts cannot be told: {error}")))?;
    if has_staff {
        return Err(NoKey(format!(
            "There are accounts, and the key of their second factors is not at {}. Give it with --staff-key",
            place.display()
        )));
    }
    let cannot = |error: io::Error| NoKey(format!("{} cannot be written: {error}", place.display()));
    let key = crate::secret().map_err(cannot)?;
    create(&place, &format!("{PREFIX}{}\n", hex::encode(key))).map_err(cannot)?;
    Ok(Vault::new(&key))
}

fn read(text: &str, place: &Path) -> Result<Vault, NoKey> {
    let key = text.trim().strip_prefix(PREFIX).and_then(|digits| hex::decode(digits).ok()?.try_into().ok());
    key.map(|key: [u8; 32]| Vault::new(&key))
        .ok_or_else(|| NoKey(format!("{} holds no key of staff", place.display())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::migrations;
    use std::os::unix::fs::PermissionsExt as _;

    #[tokio::test]
    async fn a_house_without_accounts_gets_a_key_that_only_its_owner_reads() {
        let folder = tempfile::tempdir().unwrap();
        let mut config = Config::new(None).unwrap();
        config.database = format!("sqlite:{}", folder.path().join("hall.db").display());
        let store = Store::open(&config.database, migrations()).await.unwrap();
        let vault = find(&config, &store).await.unwrap();
        let place = folder.path().join("hall.db.staff-key");
        assert_eq!(fs::metadata(&place).unwrap().permissions().mode() & 0o777, 0o600);
        let again = find(&config, &store).await.unwrap();
        let sealed = vault.seal("a", b"secret", [1; 24]);
        assert_eq!(again.open("a", &sealed).as_deref(), Some(&b"secret"[..]), "the second start finds it");
        fs::write(&place, "PRIVATE+KEY+a+b+c").unwrap();
        assert!(
            find(&config, &store)
                .await
                .is_err_and(|error| error.to_string().contains("holds no key of staff"))
        );
    }

    #[tokio::test]
    async fn a_house_with_accounts_is_given_no_other_key() {
        let folder = tempfile::tempdir().unwrap();
        let mut config = Config::new(None).unwrap();
        config.database = format!("sqlite:{}", folder.path().join("hall.db").display());
        let store = Store::open(&config.database, migrations()).await.unwrap();
        let now = record::Instant::parse("2026-11-23T01:00:00Z").unwrap();
        let office = staff::given::office(now).office;
        let role = (staff::Role::Supervisor, "cdi");
        staff::given::signed_in(&store, &office, "supervisor-1", role, now.day(480)).await.unwrap();
        let refused = find(&config, &store).await.err().unwrap().to_string();
        assert!(refused.contains("Give it with --staff-key"), "{refused}");
        assert!(!folder.path().join("hall.db.staff-key").exists());
    }
}
