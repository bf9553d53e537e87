//! How a portal has its checkpoints seen: after each new one every witness of the policy is asked, each in a task of its
//! own, so that one that is slow or gone holds up neither the others nor the log.

use super::post::{Address, post};
use crate::clock::Clock;
use ledger::cosignature::valid;
use ledger::key::VerifierKey;
use ledger::note::Note;
use ledger::policy::{Policy, Witness};
use ledger::sequencer::Heard;
use ledger::table::read::{self, Head};
use ledger::table::witness as table;
use ledger::witness::{Answer, Request};
use std::fmt;
use std::time::Duration;
use store::Store;
use tracing::{error, info, warn};

/// How often it is looked whether there is a new checkpoint.
const LOOK: Duration = Duration::from_secs(1);
/// A witness that cannot be reached is asked again after this, and then ever more seldom.
const FIRST_PAUSE: Duration = Duration::from_secs(2);
/// Never more seldom than this.
const LONGEST_PAUSE: Duration = Duration::from_secs(300);

/// A policy that names a witness that cannot be asked.
#[derive(Debug)]
pub struct Unaskable(String);

impl fmt::Display for Unaskable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "The witness {} has an address that is not http://. One elsewhere is reached through a TLS proxy on this machine",
            self.0
        )
    }
}

impl std::error::Error for Unaskable {}

/// One witness, and what is needed to ask it.
pub struct Asking {
    store: Store,
    witness: Witness,
    address: Address,
    heard: Heard,
    clock: Clock,
}

/// What came of asking once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    /// It has signed the newest checkpoint.
    Signed,
    /// It saw another size last than we thought.
    Again(u64),
    /// It could not or would not sign.
    Later,
}

impl Asking {
    /// An [`Asking`] for every witness of the policy that has an address.
    ///
    /// # Errors
    /// [`Unaskable`] where an address is not plain HTTP.
    pub fn all(
        store: &Store,
        policy: &Policy,
        heard: &Heard,
        clock: Clock,
    ) -> Result<Vec<Asking>, Unaskable> {
        let witnesses =
            policy.witnesses().iter().filter_map(|witness| Some((witness, witness.url.as_deref()?)));
        witnesses
            .map(|(witness, url)| {
                let address = Address::parse(url).ok_or_else(|| Unaskable(witness.name.clone()))?;
                let (store, heard) = (store.clone(), heard.clone());
                Ok(Asking { store, witness: witness.clone(), address, heard, clock })
            })
            .collect()
    }

    /// Asks for as long as the server runs.
    pub async fn run(self) {
        let mut pause = FIRST_PAUSE;
        loop {
            match self.newest().await {
                Ok(true) => {
                    pause = FIRST_PAUSE;
                    tokio::time::sleep(LOOK).await;
                }
                Ok(false) => {
                    tokio::time::sleep(pause).await;
                    pause = (pause * 2).min(LONGEST_PAUSE);
                }
                Err(failed) => {
                    warn!(witness = self.witness.name, error = failed, "The witness could not be asked");
                    tokio::time::sleep(pause).await;
                    pause = (pause * 2).min(LONGEST_PAUSE);
                }
            }
        }
    }

    /// Has the newest checkpoint signed, if it is not. Whether all is done.
    pub(super) async fn newest(&self) -> Result<bool, String> {
        let said = |error: store::Error| crate::edge::mentionable(&error.to_string()).to_string();
        let Some(head) = read::head(&self.store).await.map_err(said)? else { return Ok(true) };
        let seen = read::seen(&self.store).await.map_err(said)?;
        let seen = seen.iter().find(|seen| seen.witness == self.witness.name).map_or(0, |seen| seen.size);
        if seen >= head.size {
            return Ok(true);
        }
        match self.ask(&head, seen).await? {
            Asked::Again(size) => Ok(self.ask(&head, size).await? == Asked::Signed),
            asked => Ok(asked == Asked::Signed),
        }
    }

    async fn ask(&self, head: &Head, old: u64) -> Result<Asked, String> {
        let note = Note::parse(&head.checkpoint).map_err(|rejected| rejected.to_string())?;
        let proof = table::consistency(&self.store, old, head).await.map_err(|failed| failed.to_string())?;
        let request = Request::new(old, proof, note.clone()).map_err(|refusal| refusal.to_string())?;
        let (status, body) = post(&self.address, "/add-checkpoint", request.to_string()).await?;
        match Answer::parse(status, &body).map_err(|rejected| rejected.to_string())? {
            Answer::Cosigned(lines) => self.keep(head, &note, &lines).await,
            Answer::Conflict(size) if size <= head.size => Ok(Asked::Again(size)),
            // It has seen more of the log than there is: either it lies, or this database is an old copy. Somebody has to look.
            Answer::Conflict(size) => {
                error!(witness = self.witness.name, size, "A witness has seen more leaves than the log has");
                self.heard.witnessed(size);
                Ok(Asked::Later)
            }
            // It has seen another tree of a size that we had: to go on would make the fork longer.
            Answer::Refused(422) => {
                error!(witness = self.witness.name, "A witness has seen another log under our name");
                self.heard.witnessed(head.size + 1);
                Ok(Asked::Later)
            }
            Answer::Refused(status) => {
                warn!(witness = self.witness.name, status, "The witness did not sign");
                Ok(Asked::Later)
            }
        }
    }

    /// Keeps the line of a witness, if it is its own.
    async fn keep(
        &self,
        head: &Head,
        note: &Note,
        lines: &[ledger::note::Signature],
    ) -> Result<Asked, String> {
        let keys: [VerifierKey; 1] = [self.witness.key.clone()];
        let Some(cosigned) = valid(note.text(), lines, &keys).into_iter().next() else {
            return Err("its signature is not its own".to_owned());
        };
        let (name, line) = (&self.witness.name, cosigned.signature.to_string());
        table::cosign(&self.store, head, name, &line, self.clock.now(0))
            .await
            .map_err(|error| crate::edge::mentionable(&error.to_string()).to_string())?;
        self.heard.witnessed(head.size);
        info!(witness = name, size = head.size, "A witness has seen the log");
        Ok(Asked::Signed)
    }
}
