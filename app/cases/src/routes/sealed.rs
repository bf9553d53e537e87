//! A report that was sealed in a browser. The server checks what can be checked of it without reading a word, and stores it.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use record::{Calendar, Instant};
use seal::{Role, Submission, SubmissionFault};
use serde_json::json;
use store::Store;
use ui::{Failure, Visit};

use super::{keys, private};
use crate::arrival::Arrival;
use crate::case::{Channel, Kind};
use crate::event::Actor;
use crate::table::{Moment, Received, receive};

/// `POST /report/sealed`: 201 when it cannot be lost any more, also for the same again.
pub(crate) async fn take(visit: Visit, State(store): State<Store>, body: Bytes) -> Result<Response, Failure> {
    let Ok(submission) = serde_json::from_slice::<Submission>(&body) else {
        return Ok(refused("seal-submission-form"));
    };
    let takes_reports = visit
        .city()
        .receiver(&submission.unit)
        .is_some_and(|receiver| receiver.takes.iter().any(|word| word == Kind::Report.as_str()));
    if !takes_reports || submission.sealed_by != Role::Reporter {
        return Ok(refused("seal-submission-form"));
    }
    let Ok(verified) = keys::verified(&visit, &store, &submission.unit).await? else {
        return Ok(answer(StatusCode::CONFLICT, "seal-submission-manifest"));
    };
    match submission.check(&verified) {
        Ok(()) => {}
        // The sender fetches the manifest anew and seals again.
        Err(fault @ SubmissionFault::Manifest) => return Ok(answer(StatusCode::CONFLICT, fault.key())),
        Err(fault) => return Ok(refused(fault.key())),
    }
    let arrival = Arrival {
        submission,
        kind: Kind::Report,
        channel: Channel::Web,
        concerned_unit: None,
        received: visit.today(),
        words: None,
    };
    let moment = Moment { today: visit.today(), calendar: Calendar::china() };
    let start = Instant::start_of(visit.today(), visit.city().utc_offset_minutes);
    Ok(match receive(&store, &arrival, Actor::Reporter, start, moment).await? {
        Received::New(_) | Received::Again(_) => {
            private((StatusCode::CREATED, Json(json!({}))).into_response())
        }
        Received::Contradicts => refused("seal-submission-form"),
        Received::Incomplete(uploads) => {
            let uploads: Vec<String> = uploads.iter().map(ToString::to_string).collect();
            let body = Json(json!({ "fault": "seal-submission-form", "incomplete": uploads }));
            private((StatusCode::UNPROCESSABLE_ENTITY, body).into_response())
        }
    })
}

fn refused(fault: &'static str) -> Response {
    answer(StatusCode::UNPROCESSABLE_ENTITY, fault)
}

fn answer(status: StatusCode, fault: &'static str) -> Response {
    private((status, Json(json!({ "fault": fault }))).into_response())
}
