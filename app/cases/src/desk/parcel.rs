//! What the islands of a case fetch. All of it is sealed, or public keys; the policy decides about it as about a page.

use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use keyring::parcel::{Colleague, Half, Lacks, Lock, Parcel, Posted, SealedFile, Sender as From};
use record::Id;
use recusal::Watch;
use seal::{Object as Sort, Public, Role, Sealed};
use serde_json::json;
use staff::{Action, Colleague as Known, Denied, keys};

use super::identity::identity;
use super::keys::heirs;
use super::recusal::Recusal;
use super::seat::{Answered, Found, Halt, Seat};
use crate::case::SealedBy;
use crate::routes::{private, role};
use crate::table::{self, Message, OpeningStep, Sender};

/// An empty answer, for a script.
pub(crate) fn answer(status: StatusCode) -> Response {
    private((status, Json(json!({}))).into_response())
}

/// Who sealed a case's submission.
pub(crate) fn sealer(by: SealedBy) -> Role {
    match by {
        SealedBy::Browser => Role::Reporter,
        SealedBy::Server => Role::Server,
        SealedBy::Staff => Role::Staff,
    }
}

/// The doors to this actor's own keys, and where a case belongs.
pub(crate) async fn lock(
    seat: &Seat,
    case: &Id,
    sealed_by: SealedBy,
    epoch: u32,
) -> Result<Option<Lock>, Halt> {
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

/// `GET /staff/cases/{case}/parcel`
pub(crate) async fn parcel(seat: Seat, Path(named): Path<String>) -> Answered {
    let found = seat.find(&named).await?;
    seat.permit(Action::CaseRead, &found.object).await?;
    let half = half(&seat, &found).await?;
    let parcel = match packed(&seat, &found, half.as_ref()).await? {
        Ok(parcel) => parcel,
        Err(lacks) => {
            let body = Json(json!({ "lacks": lacks }));
            return Ok(private((StatusCode::NOT_FOUND, body).into_response()));
        }
    };
    let mut write = seat.store.write().await?;
    seat.audit(&mut write, Action::CaseRead, &found.object).await?;
    if let Some((request, Half::Released(_))) = half {
        // Whoever fetches the half that was released can open the identity from now on: the reporter reads that they did.
        let (id, account, unit) = (&found.case.head().id, &seat.actor.account, &seat.actor.unit);
        let openings = table::openings(&seat.store, id).await?;
        let is_known = openings.iter().any(|it| it.request == request && it.step == OpeningStep::Opened);
        if !is_known {
            let done = table::mark_opened(&mut write, id, request, account, unit, seat.office.now()).await?;
            if done.is_err() {
                return Ok(answer(StatusCode::CONFLICT));
            }
            seat.audit(&mut write, Action::IdentityOpen, &identity(found.object.clone())).await?;
        }
    }
    write.commit_unseen().await?;
    Ok(private(Json(parcel).into_response()))
}

async fn packed(
    seat: &Seat,
    found: &Found,
    half: Option<&(u32, Half)>,
) -> Result<Result<Parcel, Lacks>, Halt> {
    let head = found.case.head();
    let (store, id) = (&seat.store, &head.id);
    let chain = table::key_chain(store, id).await?;
    let epoch = chain.keys.last().ok_or("a case has a key")?.epoch;
    let Some(lock) = lock(seat, id, head.sealed_by, epoch).await? else { return Ok(Err(Lacks::Keys)) };
    let Some(wrap) = table::wrap_for(store, id, epoch, &seat.actor.account).await? else {
        return Ok(Err(Lacks::Wrap));
    };
    let blob = async |name: &str| -> Result<Sealed, Halt> {
        Ok(Sealed(table::blob(store, id, name).await?.ok_or("a case holds what was sealed")?))
    };
    let mut previous = Vec::new();
    for number in (2..=epoch).rev() {
        previous.push(blob(&table::previous_key(number)).await?);
    }
    let reply = table::keys_for_reporter(store, id).await?.ok_or("a case has a receipt's key")?;
    let messages = table::messages(store, id, false).await?;
    let files = table::attachments(store, id).await?.into_iter().map(|file| SealedFile {
        upload: file.upload,
        object: if file.object == Sort::Original.as_str() { Sort::Original } else { Sort::Attachment },
        number: file.number,
        bytes: file.bytes,
    });
    Ok(Ok(Parcel {
        lock,
        wrap: Sealed(wrap),
        previous,
        report: blob("report").await?,
        identity: blob("identity").await?,
        share_a: blob("share_a").await?,
        half: half.map_or(Half::Kept, |(_, half)| half.clone()),
        messages: messages.into_iter().map(|message| posted(seat, message)).collect(),
        files: files.collect(),
        reply_key: Public::parse(&reply.0).ok_or("the key of a receipt can be read")?,
        waiting: waiting(seat, found, epoch).await?,
        watch: watch(seat, found).await?,
        heirs: match table::is_overdue(store, id).await? {
            true => Some(heirs(seat, found).await?),
            false => None,
        },
    }))
}

/// What an officer's device matches whom the case is about against; only for who may propose an exclusion, as long as there is a choice.
async fn watch(seat: &Seat, found: &Found) -> Result<Option<Watch>, Halt> {
    if !seat.may(Action::CaseExclude, &found.object) || !found.case.state().is_open() {
        return Ok(None);
    }
    let colleagues = staff::colleagues(&seat.store, seat.visit.today()).await?;
    let salt = hex::encode(&seat.office.entropy()?[..16]);
    Ok(Some(Recusal::of(seat, found, &colleagues).await?.watch(seat, found, &colleagues, salt)))
}

fn posted(seat: &Seat, message: Message) -> Posted {
    Posted {
        number: message.seq,
        sender: match message.letter.sender {
            Sender::Reporter => From::Reporter,
            Sender::Staff => From::Team,
            Sender::Note => From::Note,
        },
        role: role(&message.letter.role),
        epoch: message.letter.epoch,
        day: seat.visit.day(message.day),
        to_team: Sealed(message.letter.to_team),
    }
}

/// The half that was released to this actor, with the number of its request; only to who may open it now.
async fn half(seat: &Seat, found: &Found) -> Result<Option<(u32, Half)>, Halt> {
    let object = identity(found.object.clone());
    let stale = match staff::authorize(&seat.actor, Action::IdentityOpen, &object) {
        Ok(()) => false,
        Err(Denied::StepUp) => true,
        Err(_) => return Ok(None),
    };
    let id = &found.case.head().id;
    for opening in table::openings(&seat.store, id).await?.iter().rev() {
        let is_own = opening.step == OpeningStep::Asked && opening.account == seat.actor.account;
        if is_own
            && let Some(share) =
                table::granted_share(&seat.store, id, opening.request, &opening.account).await?
        {
            let half = if stale { Half::StepUp } else { Half::Released(Sealed(share)) };
            return Ok(Some((opening.request, half)));
        }
    }
    Ok(None)
}

/// Colleagues of the team who cannot read yet.
pub(crate) async fn waiting(seat: &Seat, found: &Found, epoch: u32) -> Result<Vec<Colleague>, Halt> {
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

/// A colleague as an island knows one; nobody who has made no keys.
pub(crate) fn with_key(known: &Known) -> Option<Colleague> {
    Some(Colleague { account: known.account.clone(), name: known.title.clone(), key: known.key.clone()? })
}
