//! What the server hands out with a notice, so that [`crate::notice`] believes it.

use store::Store;
use ui::Failure;

use crate::note::Note;
use crate::notice::is_witnessed;
use crate::routes::proof::{prove_under, text};
use crate::routes::{signed, with_witnesses};
use crate::table::read::{self, Head};

/// So many checkpoints are looked through for one that enough witnesses have signed. Each of a few witnesses may have signed ones
/// that the others have not.
const LOOKED_THROUGH: i64 = 64;

/// The newest checkpoint that a reader who goes by the policy believes.
pub struct Believed {
    head: Head,
    note: Note,
}

/// Looks for it: the newest of all, or the newest that enough witnesses have signed. Witnesses come after the log, so that the
/// newest of all is often not theirs yet.
///
/// # Errors
/// Where the database does not answer or holds what is no checkpoint.
pub async fn believed(store: &Store, policy: &str) -> Result<Option<Believed>, Failure> {
    let Some((head, note)) = signed(store).await? else { return Ok(None) };
    if is_witnessed(policy, &note) {
        return Ok(Some(Believed { head, note }));
    }
    for head in read::witnessed(store, LOOKED_THROUGH).await? {
        let note = with_witnesses(store, &head).await?;
        if is_witnessed(policy, &note) {
            return Ok(Some(Believed { head, note }));
        }
    }
    Ok(None)
}

impl Believed {
    /// How many leaves it covers.
    pub fn size(&self) -> u64 {
        self.head.size
    }

    /// A leaf, and the proof file that it is covered; nothing where it is not.
    ///
    /// # Errors
    /// Where the database does not answer, or its tiles do not lead to the root that was signed.
    pub async fn proof(&self, store: &Store, index: u64) -> Result<Option<(String, String)>, Failure> {
        let Some(proof) = prove_under(store, &self.head, self.note.clone(), index).await? else {
            return Ok(None);
        };
        Ok(Some((text(store, index, self.head.size).await?, proof.to_string())))
    }
}
