//! Sealed files, part by part, as they are: they are opened on the device of whoever holds the key.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use record::Id;
use seal::Object as Sort;
use staff::Action;

use super::identity::identity;
use super::parcel::answer;
use super::seat::{Answered, Seat};
use crate::routes::private;
use crate::table;

/// `GET /staff/cases/{case}/files/{upload}/{part}`: a file as it was is for who may open the identity, because it can name its maker. The
/// first part of each is written down.
pub(crate) async fn part(seat: Seat, Path((named, upload, part)): Path<(String, String, u32)>) -> Answered {
    let found = seat.find(&named).await?;
    seat.permit(Action::CaseRead, &found.object).await?;
    let Some(upload) = Id::parse(&upload) else { return Err(seat.nothing()) };
    let (store, id) = (&seat.store, &found.case.head().id);
    let files = table::attachments(store, id).await?;
    let Some(file) = files.iter().find(|file| file.upload == upload) else {
        return Ok(answer(StatusCode::NOT_FOUND));
    };
    let (action, object) = match file.object == Sort::Original.as_str() {
        true => (Action::IdentityOpen, identity(found.object.clone())),
        false => (Action::CaseRead, found.object.clone()),
    };
    seat.permit(action, &object).await?;
    let Some(bytes) = table::part(store, id, &upload, part).await? else {
        return Ok(answer(StatusCode::NOT_FOUND));
    };
    if part == 0 {
        let mut write = store.write().await?;
        seat.audit(&mut write, action, &object).await?;
        write.commit_unseen().await?;
    }
    Ok(private(bytes.into_response()))
}
