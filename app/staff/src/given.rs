//! Staff for tests: an office whose clock the test moves and whose chance is counted, accounts that have come in already, and
//! the cookie their requests carry. Nothing here is reached by a running server.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use record::{Day, Instant};
use sha2::{Digest, Sha256};
use store::Store;
use ui::Failure;

use crate::door::{self, Opening};
use crate::office::{Hashing, Office, Passkeys, Vault};
use crate::rules::totp;
use crate::table::sessions::Stage;
use crate::table::{accounts, grants};
use crate::{Account, Grant, Role, State};

/// An office, and the hand on its clock.
#[derive(Clone, Debug)]
pub struct GivenOffice {
    /// The office.
    pub office: Office,
    micros: Arc<AtomicI64>,
}

/// An office that opens at this moment over plain HTTP, with passkeys of `https://sunhall.example`. Its hashes are as weak as they can
/// be, and its chance is a counter.
pub fn office(now: Instant) -> GivenOffice {
    let micros = Arc::new(AtomicI64::new(now.unix_micros()));
    let clock = Arc::clone(&micros);
    let drawn = AtomicU64::new(0);
    let entropy = move || {
        let number = drawn.fetch_add(1, Ordering::Relaxed);
        Ok(Sha256::digest(number.to_be_bytes()).into())
    };
    let office = Office::new(
        Arc::new(move || Instant::from_unix_micros(clock.load(Ordering::Relaxed))),
        Arc::new(entropy),
        Some(Vault::new(&[7; 32])),
        Hashing::for_tests(),
        Passkeys::of("https://sunhall.example", "Sunhall"),
        false,
    );
    GivenOffice { office, micros }
}

impl GivenOffice {
    /// Lets time pass.
    pub fn pass(&self, seconds: i64) {
        self.micros.fetch_add(seconds * 1_000_000, Ordering::Relaxed);
    }

    /// The code an app with this secret shows now.
    pub fn code(&self, secret: &[u8; totp::SECRET_BYTES]) -> String {
        totp::digits(secret, totp::step(self.office.now()))
    }
}

/// Somebody who has come in.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The account's id.
    pub account: String,
    /// The line `cookie` of their requests.
    pub cookie: String,
    /// What their app knows.
    pub secret: [u8; totp::SECRET_BYTES],
}

/// An active account with one role, and a session that was opened just now.
///
/// # Errors
/// Where the database does not take it.
pub async fn signed_in(
    store: &Store,
    office: &Office,
    name: &str,
    role: (Role, &str),
    today: Day,
) -> Result<SignedIn, Failure> {
    let (role, unit) = role;
    let secret: [u8; totp::SECRET_BYTES] = office.draw()?;
    let id = office.id()?;
    let account = Account {
        id: id.clone(),
        name: name.to_owned(),
        title: name.to_owned(),
        unit: unit.to_owned(),
        state: State::Invited,
        created: office.now(),
    };
    let vault = office.vault().ok_or("the office has no vault")?;
    let sealed = vault.seal(&format!("totp {id}"), &secret, office.draw()?);
    let password = office.hashing().hash(PASSWORD, office.draw()?).await?;
    let mut write = store.write().await?;
    accounts::insert(&mut write, &account).await?;
    accounts::activate(&mut write, id.as_str(), &password, sealed, 0).await?;
    let grant = Grant { role, unit: unit.to_owned(), from: today, until: None };
    grants::insert(&mut write, office.id()?.as_str(), id.as_str(), &grant).await?;
    let line = door::open(&mut write, office, Opening::now(id.as_str(), Stage::Full, office.now())).await?;
    write.commit_unseen().await?;
    let cookie = line.to_str().unwrap_or_default().split(';').next().unwrap_or_default().to_owned();
    Ok(SignedIn { account: id.to_string(), cookie, secret })
}

/// The password of every account that [`signed_in`] makes.
pub const PASSWORD: &str = "violet kettle umbrella";
