//! Who holds the key of a case: a colleague is let in by one who can read, and a new key comes when one who could read is excluded. Both
//! happen in the browser of a colleague; here only what is sealed arrives.

use std::collections::BTreeSet;

use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use keyring::parcel::{Colleague, LetIn, NewEpoch};
use seal::{Holder, HolderRole, Manifest};
use staff::{Action, keys};

use super::parcel::{answer, waiting, with_key};
use super::seat::{Answered, Found, Halt, Seat};
use crate::event::Deed;
use crate::table::{self, Wrapped};

/// `POST /staff/cases/{case}/wraps`: lets a colleague of the team in. Once all of the team can read, the intake no longer can.
pub(crate) async fn let_in(seat: Seat, Path(named): Path<String>, Json(let_in): Json<LetIn>) -> Answered {
    let found = seat.find(&named).await?;
    let is_of_team = found.case.team().contains(&seat.actor.account);
    let action = if is_of_team { Action::CaseEvent } else { Action::CaseAssign };
    seat.permit(action, &found.object).await?;
    let id = &found.case.head().id;
    if table::is_overdue(&seat.store, id).await? {
        return Ok(answer(StatusCode::CONFLICT));
    }
    let epoch = newest(&seat, &found).await?;
    if table::wrap_for(&seat.store, id, epoch, &seat.actor.account).await?.is_none() {
        return Ok(answer(StatusCode::CONFLICT));
    }
    let wrap = Wrapped { holder: let_in.account, bytes: let_in.wrap.0 };
    let mut write = seat.store.write().await?;
    if !table::wrap_to(&mut write, id, epoch, &wrap).await? {
        return Ok(answer(StatusCode::CONFLICT));
    }
    seat.audit(&mut write, action, &found.object).await?;
    write.commit_unseen().await?;
    if waiting(&seat, &found, epoch).await?.is_empty() && was_assigned(&found) {
        let mut keep = found.case.team().to_vec();
        keep.extend(boards(&seat, &found).await?.into_iter().map(|board| board.id));
        let mut write = seat.store.write().await?;
        table::keep_wraps_of(&mut write, id, &keep).await?;
        write.commit_unseen().await?;
    }
    Ok(answer(StatusCode::CREATED))
}

async fn newest(seat: &Seat, found: &Found) -> Result<u32, Halt> {
    let chain = table::key_chain(&seat.store, &found.case.head().id).await?;
    Ok(chain.keys.last().ok_or("a case has a key")?.epoch)
}

fn was_assigned(found: &Found) -> bool {
    found.case.events().iter().any(|event| matches!(event.deed, Deed::Assigned { .. }))
}

/// `POST /staff/cases/{case}/epochs`: a new key, where somebody who was given the last one is excluded. It is sealed to everyone who
/// stays and to nobody else, and the key before vouches for it: the reporter's page takes no other.
pub(crate) async fn renew(seat: Seat, Path(named): Path<String>, Json(new): Json<NewEpoch>) -> Answered {
    let found = seat.find(&named).await?;
    seat.permit(Action::CaseExclude, &found.object).await?;
    let (store, id) = (&seat.store, &found.case.head().id);
    let chain = table::key_chain(store, id).await?;
    let before = chain.keys.last().ok_or("a case has a key")?;
    let holds_it = table::wrap_for(store, id, before.epoch, &seat.actor.account).await?.is_some();
    if !holds_it || !table::is_overdue(store, id).await? {
        return Ok(answer(StatusCode::CONFLICT));
    }
    let portal = keys::portal(&seat.visit.site().base_url);
    let is_next = new.key.epoch == before.epoch + 1 && new.key.is_vouched_by(&before.verify, portal, id);
    let heirs: BTreeSet<String> = heirs(&seat, &found).await?.into_iter().map(|heir| heir.account).collect();
    let given: BTreeSet<String> = new.wraps.iter().map(|wrap| wrap.account.clone()).collect();
    if !is_next || heirs != given || given.len() != new.wraps.len() {
        return Ok(answer(StatusCode::UNPROCESSABLE_ENTITY));
    }
    let wraps: Vec<Wrapped> =
        new.wraps.into_iter().map(|it| Wrapped { holder: it.account, bytes: it.wrap.0 }).collect();
    let mut write = store.write().await?;
    if !table::new_epoch(&mut write, id, &new.key, &wraps, new.previous.0).await? {
        return Ok(answer(StatusCode::CONFLICT));
    }
    seat.audit(&mut write, Action::CaseExclude, &found.object).await?;
    write.commit_unseen().await?;
    Ok(answer(StatusCode::CREATED))
}

/// To whom a new key is sealed: who holds the last one and is not excluded. An account that was closed gets none.
pub(crate) async fn heirs(seat: &Seat, found: &Found) -> Result<Vec<Colleague>, Halt> {
    let known = staff::colleagues(&seat.store, seat.visit.today()).await?;
    let boards = boards(seat, found).await?;
    let mut heirs = Vec::new();
    for holder in table::heirs(&seat.store, &found.case.head().id).await? {
        let colleague = known.iter().find(|it| it.account == holder).and_then(with_key);
        heirs.extend(colleague.or_else(|| {
            let board = boards.iter().find(|board| board.id == holder)?;
            Some(Colleague { account: board.id.clone(), name: board.id.clone(), key: board.key.clone() })
        }));
    }
    Ok(heirs)
}

/// The boards that keep a way back to the words of a case, which no assignment takes from them: those of the list it was sealed by, and
/// of the lists of its units today.
async fn boards(seat: &Seat, found: &Found) -> Result<Vec<Holder>, Halt> {
    let mut lists: Vec<Manifest> = Vec::new();
    for unit in found.case.units() {
        let Some(offered) = keys::offered(&seat.visit, &seat.store, unit).await? else { continue };
        lists.push(serde_json::from_str(&offered.list.manifest)?);
    }
    if let Some(hash) = table::manifest_of(&seat.store, &found.case.head().id).await? {
        lists.extend(keys::listed(&seat.store, &hash).await.map_err(Halt::Failure)?);
    }
    let of_content =
        |list: Manifest| list.holders.into_iter().filter(|it| it.role == HolderRole::RecoveryContent);
    Ok(lists.into_iter().flat_map(of_content).collect())
}
