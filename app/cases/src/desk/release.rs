//! The custodian's half of an identity's key, handed on by the custodian's own browser.

use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use keyring::parcel::{Asking, Lacks, Released};
use seal::Sealed;
use serde_json::json;
use staff::Action;

use super::identity::asked;
use super::parcel::{answer, lock, with_key};
use super::seat::{Answered, Seat};
use crate::routes::private;
use crate::table;

/// `GET /staff/openings/{case}/{seq}`: a request, for the custodian's own device.
pub(crate) async fn asking(seat: Seat, Path((case, seq)): Path<(String, u32)>) -> Answered {
    let (id, opening, object) = asked(&seat, &case, seq).await?;
    seat.permit(Action::IdentityGrant, &object).await?;
    let found = table::case(&seat.store, &id).await?.ok_or("a request belongs to a case")?;
    let lacks =
        |lacks: Lacks| Ok(private((StatusCode::NOT_FOUND, Json(json!({ "lacks": lacks }))).into_response()));
    let Some(lock) = lock(&seat, &id, found.head().sealed_by, 1).await? else { return lacks(Lacks::Keys) };
    let Some(share) = table::share_for(&seat.store, &id, &seat.actor.account).await? else {
        return lacks(Lacks::Wrap);
    };
    let known = staff::colleagues(&seat.store, seat.visit.today()).await?;
    let officer = known.iter().find(|it| it.account == opening.account).and_then(with_key);
    // Who has made no keys, or has left, cannot be given anything.
    let Some(officer) = officer else { return Ok(answer(StatusCode::CONFLICT)) };
    Ok(private(Json(Asking { lock, share: Sealed(share), officer }).into_response()))
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
