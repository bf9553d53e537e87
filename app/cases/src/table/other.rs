//! The other case an act speaks of: a case is joined to one that is worked on, and linked with one that is there.

use store::{Write, sql};

use crate::case::CaseFile;
use crate::event::Deed;
use crate::rules::stage::Refusal;

/// Whether the case a deed names can be the other one. Nothing is joined to a case of another kind or unit, to one that has
/// ended or is itself joined, and no case that others were joined to is joined away from under them.
pub(super) async fn fits(
    write: &mut Write,
    case: &CaseFile,
    deed: &Deed,
) -> store::Result<Result<(), Refusal>> {
    let (other, is_joined) = match deed {
        Deed::Joined { into } => (into, true),
        Deed::Linked { with } => (with, false),
        _ => return Ok(Ok(())),
    };
    let row = sql("SELECT kind, unit, state FROM case_state WHERE case_id = $1")
        .bind(other.as_str())
        .one_in(write)
        .await?;
    let Some(row) = row else { return Ok(Err(Refusal::State)) };
    if !is_joined {
        return Ok(Ok(()));
    }
    let is_alike = row.text(0) == case.head().kind.as_str() && row.text(1) == case.unit();
    let is_open = matches!(row.text(2), "open" | "talking" | "shelved");
    let followers = sql("SELECT 1 FROM case_state WHERE joined_into = $1")
        .bind(case.head().id.as_str())
        .one_in(write)
        .await?;
    Ok(if is_alike && is_open && followers.is_none() { Ok(()) } else { Err(Refusal::State) })
}
