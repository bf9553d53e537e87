//! What staff declare that could make them partial: who is near to them, where they worked, what they hold. Asked for once a
//! year and whenever something changes (信访工作条例 art. 28 and 监察法 on recusal ask for it in each case; a register makes it
//! possible to ask without telling anybody whom a case is about).
//!
//! The words are about third persons. They lie sealed in the database, are shown to whoever declared them, and are compared by
//! the rules of recusal; no page lists them for others.

use record::{Day, Instant};
use serde::{Deserialize, Serialize};
use store::{Store, Write};
use ui::Failure;

use crate::Office;
use crate::table::interests::{self, Line};

/// How long a declaration holds before it is asked for again, in days.
const YEAR: i64 = 365;

/// What kind of thing was declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// Someone near: kin, or another tie.
    Person,
    /// A unit or enterprise: worked for, held a part of, or where someone near works.
    Unit,
}

impl Sort {
    /// Both.
    pub const ALL: [Sort; 2] = [Sort::Person, Sort::Unit];

    /// The word in forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Sort::Person => "person",
            Sort::Unit => "unit",
        }
    }

    /// The sort of this word.
    pub fn parse(word: &str) -> Option<Sort> {
        Sort::ALL.into_iter().find(|sort| sort.as_str() == word)
    }
}

/// One declared thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interest {
    /// What it is.
    pub sort: Sort,
    /// The name of the person, the unit or the enterprise.
    pub words: String,
}

/// One declared thing, with its place among one's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Held {
    pub(crate) seq: i64,
    pub(crate) interest: Interest,
    pub(crate) declared: Instant,
}

/// What somebody has declared.
pub(crate) async fn own(store: &Store, office: &Office, account: &str) -> Result<Vec<Held>, Failure> {
    let lines = interests::standing(store, Some(account)).await?;
    lines
        .into_iter()
        .map(|line| Ok(Held { interest: open(office, &line)?, seq: line.seq, declared: line.declared }))
        .collect()
}

/// Everything that was declared and holds: account and what. For the rules of recusal alone.
///
/// # Errors
/// Where the database does not answer, or a line does not open with the office's key.
pub async fn standing(store: &Store, office: &Office) -> Result<Vec<(String, Interest)>, Failure> {
    let lines = interests::standing(store, None).await?;
    lines.into_iter().map(|line| Ok((line.account.clone(), open(office, &line)?))).collect()
}

/// Declares one thing more, in the transaction that writes it down.
pub(crate) async fn declare(
    write: &mut Write,
    office: &Office,
    account: &str,
    interest: &Interest,
    now: Instant,
) -> Result<(), Failure> {
    let vault = office.vault().ok_or("who has come in came by a vault")?;
    let seq = interests::next(write, account).await?;
    let sealed = vault.seal(&purpose(account, seq), &serde_json::to_vec(interest)?, office.draw()?);
    interests::put(write, &Line { account: account.to_owned(), seq, sealed, declared: now }).await?;
    Ok(())
}

/// The accounts whose declaration is complete and not older than a year.
///
/// # Errors
/// Where the database does not answer.
pub async fn complete(store: &Store, today: Day) -> store::Result<Vec<String>> {
    let said = interests::completed(store, None).await?;
    Ok(said.into_iter().filter(|(_, day)| holds(*day, today)).map(|(account, _)| account).collect())
}

/// Whether a declaration of this day is not to be made again yet.
pub(crate) fn holds(said: Day, today: Day) -> bool {
    said.plus(YEAR) > today
}

fn open(office: &Office, line: &Line) -> Result<Interest, Failure> {
    let vault = office.vault().ok_or("who has come in came by a vault")?;
    let words = vault.open(&purpose(&line.account, line.seq), &line.sealed);
    let words = words.ok_or("a declared interest opens with the office's key")?;
    Ok(serde_json::from_slice(&words)?)
}

/// What a line is sealed for, so that it cannot be moved to another account or place.
fn purpose(account: &str, seq: i64) -> String {
    format!("interest {account} {seq}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_declaration_is_asked_for_again_after_a_year() {
        let said = Day::parse("2026-11-23").unwrap();
        assert!(holds(said, said));
        assert!(holds(said, Day::parse("2027-11-22").unwrap()));
        assert!(!holds(said, Day::parse("2027-11-23").unwrap()));
    }
}
