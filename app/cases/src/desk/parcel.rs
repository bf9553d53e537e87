//! What the islands of a case fetch and send. All of it is sealed, or public keys; the policy decides about each as about a page.

use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use record::Id;
use seal::{HolderRole, Public, Role, Sealed};
use serde_json::json;
use staff::{Action, Colleague as Known, keys};

use super::identity::asked;
use super::seat::{Answered, Found, Halt, Seat};
use crate::case::SealedBy;
use crate::event::Deed;
use crate::routes::{private, role};
use crate::table::{self, Epoch, Letter, OpeningStep, Sender, Wrapped};
use keyring::parcel::{Asking, Colleague, LetIn, Lock, Parcel, Posted, Released, Reply};

fn sealed(bytes: Vec<u8>) -> Sealed {
    Sealed(bytes)
}

fn answer(status: StatusCode) -> Response {
    private((status, Json(json!({}))).into_response())
}

fn sealer(by: SealedBy) -> Role {
    match by {
        SealedBy::Browser => Role::Reporter,
        SealedBy::Server => Role::Server,
        SealedBy::Staff => Role::Staff,
    }
}

/// The doors to this actor's own keys, and where a case belongs.
async fn lock(seat: &Seat, case: &Id, sealed_by: SealedBy, epoch: u32) -> Result<Option<Lock>, Halt> {
    let Some(own) = keys::of(&seat.store, &seat.actor.account).await.map_err(Halt::Failure)? else {
        return Ok(None);
    };
    Ok(Some(Lock {
        portal: keys::portal(&seat.visit.site().base_url).to_owned(),
        account: seat.actor.account.clone(),
        slots: own.slots.into_iter().map(|named| named.slot).collect(),
        case: case.clone(),
        sealed_by: sealer(sealed_by),
        epoch,
    }))
}

async fn newest(seat: &Seat, case: &Id) -> Result<Epoch, Halt> {
    let epochs = table::epochs(&seat.store, case).await?;
    Ok(epochs.into_iter().next_back().ok_or("a case has a key")?)
}

/// `GET /staff/cases/{case}/parcel`
pub(crate) async fn parcel(seat: Seat, Path(named): Path<String>) -> Answered {
    let found = seat.find(&named).await?;
    seat.permit(Action::CaseRead, &found.object).await?;
    let Some(parcel) = packed(&seat, &found).await? else { return Ok(answer(StatusCode::NOT_FOUND)) };
    let mut write = seat.store.write().await?;
    seat.audit(&mut write, Action::CaseRead, &found.object).await?;
    if let Some((request, _)) = granted(&seat, &found).await? {
        // Whoever fetches the half that was released can open the identity from now on: the reporter reads that they did.
        let (id, account, unit) = (&found.case.head().id, &seat.actor.account, &seat.actor.unit);
        let openings = table::openings(&seat.store, id).await?;
        let is_known = openings.iter().any(|it| it.request == request && it.step == OpeningStep::Opened);
        if !is_known {
            let done = table::mark_opened(&mut write, id, request, account, unit, seat.office.now()).await?;
            if done.is_ok() {
                let object = super::identity::identity(found.object.clone());
                seat.audit(&mut write, Action::IdentityOpen, &object).await?;
            }
        }
    }
    write.commit_unseen().await?;
    Ok(private(Json(parcel).into_response()))
}

async fn packed(seat: &Seat, found: &Found) -> Result<Option<Parcel>, Halt> {
    let head = found.case.head();
    let (store, id) = (&seat.store, &head.id);
    let epoch = newest(seat, id).await?;
    let wrap = table::wrap_for(store, id, epoch.epoch, &seat.actor.account).await?;
    let lock = lock(seat, id, head.sealed_by, epoch.epoch).await?;
    let (Some(wrap), Some(lock)) = (wrap, lock) else { return Ok(None) };
    let mut previous = Vec::new();
    for number in (2..=epoch.epoch).rev() {
        let key = table::blob(store, id, &format!("previous-key-{number}")).await?;
        previous.push(sealed(key.ok_or("each epoch holds the key of the one before")?));
    }
    let blob = async |name: &str| -> Result<Sealed, Halt> {
        Ok(sealed(table::blob(store, id, name).await?.ok_or("a case holds what was sealed")?))
    };
    let reply = table::keys_for_reporter(store, id).await?.ok_or("a case has a receipt's key")?;
    let messages = table::messages(store, id, false).await?.into_iter().map(|message| Posted {
        number: message.seq,
        sender: role(&message.letter.role),
        epoch: message.letter.epoch,
        day: seat.visit.day(message.day),
        to_team: sealed(message.letter.to_team),
    });
    Ok(Some(Parcel {
        lock,
        wrap: sealed(wrap),
        previous,
        report: blob("report").await?,
        identity: blob("identity").await?,
        share_a: blob("share_a").await?,
        granted: granted(seat, found).await?.map(|(_, share)| sealed(share)),
        messages: messages.collect(),
        case_key: Public::parse(&epoch.case_key).ok_or("the key of a case can be read")?,
        reply_key: Public::parse(&reply.0).ok_or("the key of a receipt can be read")?,
        waiting: waiting(seat, found, epoch.epoch).await?,
    }))
}

/// The half that was released to this actor, with the number of its request; only to who may open it now.
async fn granted(seat: &Seat, found: &Found) -> Result<Option<(u32, Vec<u8>)>, Halt> {
    let object = super::identity::identity(found.object.clone());
    if staff::authorize(&seat.actor, Action::IdentityOpen, &object).is_err() {
        return Ok(None);
    }
    let id = &found.case.head().id;
    for opening in table::openings(&seat.store, id).await?.iter().rev() {
        let is_own = opening.step == OpeningStep::Asked && opening.account == seat.actor.account;
        if is_own
            && let Some(share) =
                table::granted_share(&seat.store, id, opening.request, &opening.account).await?
        {
            return Ok(Some((opening.request, share)));
        }
    }
    Ok(None)
}

/// Colleagues of the team who cannot read yet.
async fn waiting(seat: &Seat, found: &Found, epoch: u32) -> Result<Vec<Colleague>, Halt> {
    let known = staff::colleagues(&seat.store, seat.visit.today()).await?;
    let mut waiting = Vec::new();
    for account in found.case.team() {
        let has = table::wrap_for(&seat.store, &found.case.head().id, epoch, account).await?.is_some();
        if let (false, Some(colleague)) = (has, known.iter().find(|it| it.account == *account)) {
            waiting.extend(with_key(colleague));
        }
    }
    Ok(waiting)
}

fn with_key(known: &Known) -> Option<Colleague> {
    Some(Colleague { account: known.account.clone(), name: known.title.clone(), key: known.key.clone()? })
}

/// `GET /staff/cases/{case}/files/{upload}/{part}`: a part of a sealed file, as it is.
pub(crate) async fn part(seat: Seat, Path((named, upload, part)): Path<(String, String, u32)>) -> Answered {
    let found = seat.find(&named).await?;
    seat.permit(Action::CaseRead, &found.object).await?;
    let Some(upload) = Id::parse(&upload) else { return Err(seat.nothing()) };
    let bytes = table::part(&seat.store, &found.case.head().id, &upload, part).await?;
    Ok(match bytes {
        Some(bytes) => private(bytes.into_response()),
        None => answer(StatusCode::NOT_FOUND),
    })
}

/// `POST /staff/cases/{case}/messages`: 409 where the number is taken.
pub(crate) async fn message(seat: Seat, Path(named): Path<String>, Json(reply): Json<Reply>) -> Answered {
    let found = seat.find(&named).await?;
    seat.permit(Action::CaseMessage, &found.object).await?;
    let id = &found.case.head().id;
    let epoch = newest(&seat, id).await?;
    let letter = Letter {
        sender: Sender::Staff,
        account: Some(seat.actor.account.clone()),
        epoch: epoch.epoch,
        role: Role::Staff.as_str().to_owned(),
        to_team: reply.letter.to_team.0,
        to_reporter: Some(reply.letter.to_reporter.0),
        signature: None,
    };
    let mut write = seat.store.write().await?;
    if table::say(&mut write, id, &letter, reply.number, seat.visit.today()).await?.is_none() {
        return Ok(answer(StatusCode::CONFLICT));
    }
    seat.audit(&mut write, Action::CaseMessage, &found.object).await?;
    write.commit_unseen().await?;
    Ok(answer(StatusCode::CREATED))
}

/// `POST /staff/cases/{case}/wraps`: lets a colleague of the team in. Once all of the team can read, the intake no longer can.
pub(crate) async fn let_in(seat: Seat, Path(named): Path<String>, Json(let_in): Json<LetIn>) -> Answered {
    let found = seat.find(&named).await?;
    let is_of_team = found.case.team().contains(&seat.actor.account);
    let action = if is_of_team { Action::CaseEvent } else { Action::CaseAssign };
    seat.permit(action, &found.object).await?;
    let id = &found.case.head().id;
    let epoch = newest(&seat, id).await?.epoch;
    let wrap = Wrapped { holder: let_in.account, bytes: let_in.wrap.0 };
    let mut write = seat.store.write().await?;
    if !table::wrap_to(&mut write, id, epoch, &wrap).await? {
        return Ok(answer(StatusCode::CONFLICT));
    }
    seat.audit(&mut write, action, &found.object).await?;
    write.commit_unseen().await?;
    if waiting(&seat, &found, epoch).await?.is_empty() && was_assigned(&found) {
        let mut keep = found.case.team().to_vec();
        keep.extend(recovery(&seat, &found).await?);
        let mut write = seat.store.write().await?;
        table::keep_wraps_of(&mut write, id, &keep).await?;
        write.commit_unseen().await?;
    }
    Ok(answer(StatusCode::CREATED))
}

fn was_assigned(found: &Found) -> bool {
    found.case.events().iter().any(|event| matches!(event.deed, Deed::Assigned { .. }))
}

/// The boards that keep a way back to the words of a case, which no assignment takes from them.
async fn recovery(seat: &Seat, found: &Found) -> Result<Vec<String>, Halt> {
    let mut boards = Vec::new();
    for unit in found.case.units() {
        let Some(offered) = keys::offered(&seat.visit, &seat.store, unit).await? else { continue };
        let manifest: seal::Manifest = serde_json::from_str(&offered.list.manifest)?;
        boards.extend(manifest.holders(HolderRole::RecoveryContent).map(|holder| holder.id.clone()));
    }
    Ok(boards)
}

/// `GET /staff/openings/{case}/{seq}`: a request, for the custodian's own device.
pub(crate) async fn asking(seat: Seat, Path((case, seq)): Path<(String, u32)>) -> Answered {
    let (id, opening, object) = asked(&seat, &case, seq).await?;
    seat.permit(Action::IdentityGrant, &object).await?;
    let found = table::case(&seat.store, &id).await?.ok_or("a request belongs to a case")?;
    let share = table::share_for(&seat.store, &id, &seat.actor.account).await?;
    let lock = lock(&seat, &id, found.head().sealed_by, 1).await?;
    let known = staff::colleagues(&seat.store, seat.visit.today()).await?;
    let officer = known.iter().find(|it| it.account == opening.account).and_then(with_key);
    let (Some(share), Some(lock), Some(officer)) = (share, lock, officer) else {
        return Ok(answer(StatusCode::NOT_FOUND));
    };
    Ok(private(Json(Asking { lock, share: sealed(share), officer }).into_response()))
}

/// `POST /staff/openings/{case}/{seq}`: the half, sealed anew for the officer who asked.
pub(crate) async fn released(
    seat: Seat,
    Path((case, seq)): Path<(String, u32)>,
    Json(released): Json<Released>,
) -> Answered {
    let (id, _, object) = asked(&seat, &case, seq).await?;
    seat.permit(Action::IdentityGrant, &object).await?;
    let (account, unit) = (&seat.actor.account, &seat.actor.unit);
    let share = Some(released.granted.0);
    let mut write = seat.store.write().await?;
    if table::decide(&mut write, &id, seq, account, unit, share, seat.office.now()).await?.is_err() {
        return Ok(answer(StatusCode::CONFLICT));
    }
    seat.audit(&mut write, Action::IdentityGrant, &object).await?;
    write.commit_unseen().await?;
    Ok(answer(StatusCode::CREATED))
}
