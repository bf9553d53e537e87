//! What was sealed in a browser: a report, of which the server reads nothing, and a complaint, whose words it reads. The server checks what
//! can be checked, and stores it.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use record::{Calendar, Instant};
use seal::{Role, Submission, SubmissionFault};
use serde_json::json;
use staff::Office;
use store::Store;
use ui::{Failure, Visit};

use super::ask::{Routed, checked, reader};
use super::send::readable;
use super::{Words, keys, private, public_words};
use crate::arrival::Arrival;
use crate::case::{Channel, Kind};
use crate::complaint::SealedComplaint;
use crate::event::Actor;
use crate::rules::receive::Draft;
use crate::table::{Moment, Received, receive};

/// `POST /report/sealed`: 201 when it cannot be lost any more, also for the same again.
pub(crate) async fn report(
    visit: Visit,
    State(store): State<Store>,
    body: Bytes,
) -> Result<Response, Failure> {
    let Ok(submission) = serde_json::from_slice::<Submission>(&body) else {
        return Ok(refused("seal-submission-form"));
    };
    let takes_reports = visit
        .city()
        .receiver(&submission.unit)
        .is_some_and(|receiver| receiver.takes.iter().any(|word| word == Kind::Report.as_str()));
    if !takes_reports {
        return Ok(refused("seal-submission-form"));
    }
    Ok(arrived(&visit, &store, submission, Kind::Report, None).await?.1)
}

/// `POST /complain/sealed`: the same of a complaint or suggestion. Its words are judged and routed here as well: they are readable, and what
/// the browser says of them is only said.
pub(crate) async fn complaint(
    visit: Visit,
    State(store): State<Store>,
    office: Office,
    body: Bytes,
) -> Result<Response, Failure> {
    let Ok(sent) = serde_json::from_slice::<SealedComplaint>(&body) else {
        return Ok(refused("seal-submission-form"));
    };
    let SealedComplaint { submission, kind, public, words } = sent;
    let words = Words::from(Draft::from(words));
    let Ok(plain) = checked(&visit, kind, Channel::Web, &words) else {
        return Ok(refused("seal-submission-form"));
    };
    let unit = match reader(&visit, kind, &plain.about, plain.choice) {
        Routed::To(reader) => reader.unit,
        Routed::Outside => return Ok(refused("seal-submission-form")),
    };
    if kind == Kind::Report || unit != submission.unit {
        return Ok(refused("seal-submission-form"));
    }
    let open = Open { text: readable(&visit, &words), concerned_unit: plain.about.receiver };
    let (arrival, answer) = arrived(&visit, &store, submission, kind, Some(open)).await?;
    if let (true, Some(arrival)) = (public, arrival) {
        public_words::offer(&store, &office, &arrival).await?;
    }
    Ok(answer)
}

/// What is readable of a complaint.
struct Open {
    text: String,
    concerned_unit: Option<String>,
}

/// Checks what is sealed and stores it. The arrival where it is stored now or was before, and the answer.
async fn arrived(
    visit: &Visit,
    store: &Store,
    submission: Submission,
    kind: Kind,
    open: Option<Open>,
) -> Result<(Option<Arrival>, Response), Failure> {
    let no = |response| Ok((None, response));
    if submission.sealed_by != Role::Reporter {
        return no(refused("seal-submission-form"));
    }
    let Ok(verified) = keys::verified(visit, store, &submission.unit).await? else {
        return no(answer(StatusCode::CONFLICT, "seal-submission-manifest"));
    };
    match submission.check(&verified) {
        Ok(()) => {}
        // The sender fetches the manifest anew and seals again.
        Err(fault @ SubmissionFault::Manifest) => return no(answer(StatusCode::CONFLICT, fault.key())),
        Err(fault) => return no(refused(fault.key())),
    }
    let (words, concerned_unit) = open.map_or((None, None), |open| (Some(open.text), open.concerned_unit));
    let received = visit.today();
    let arrival = Arrival { submission, kind, channel: Channel::Web, concerned_unit, received, words };
    let moment = Moment { today: visit.today(), calendar: Calendar::china() };
    let start = Instant::start_of(visit.today(), visit.city().utc_offset_minutes);
    match receive(store, &arrival, Actor::Reporter, start, moment).await? {
        Received::New(_) | Received::Again(_) => {
            let taken = private((StatusCode::CREATED, Json(json!({}))).into_response());
            Ok((Some(arrival), taken))
        }
        Received::Contradicts => no(refused("seal-submission-form")),
        Received::Incomplete(uploads) => {
            let uploads: Vec<String> = uploads.iter().map(ToString::to_string).collect();
            let body = Json(json!({ "fault": "seal-submission-form", "incomplete": uploads }));
            no(private((StatusCode::UNPROCESSABLE_ENTITY, body).into_response()))
        }
    }
}

fn refused(fault: &'static str) -> Response {
    answer(StatusCode::UNPROCESSABLE_ENTITY, fault)
}

fn answer(status: StatusCode, fault: &'static str) -> Response {
    private((status, Json(json!({ "fault": fault }))).into_response())
}
