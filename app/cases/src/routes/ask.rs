//! The first step of a form, which asks what decides who reads it, and the second, which is made for one person.

use axum::extract::{Form, Query, State};
use axum::http::StatusCode;
use axum::http::header::{HeaderName, HeaderValue};
use axum::response::{IntoResponse, Redirect, Response};
use record::DivisionLevel;
use staff::Office;
use store::Store;
use ui::{Failure, Visit};

use super::{FormKey, Slip, Words, keys, private};
use crate::case::{Channel, Kind};
use crate::pages::{self, AskPage, Errors, FormPage, Way};
use crate::rules::receive::{self, Offered, Plain};
use crate::rules::routing::{Choice, Concerned, Organisation, Route, route};

type Pairs = Vec<(String, String)>;

/// `GET /report`
pub(crate) async fn report(visit: Visit, Query(pairs): Query<Pairs>) -> Response {
    first(&visit, Kind::Report, &pairs)
}

/// `GET /complain`
pub(crate) async fn complain(visit: Visit, Query(pairs): Query<Pairs>) -> Response {
    first(&visit, Kind::Complaint, &pairs)
}

/// The page after a report was taken.
pub(crate) async fn report_sent(visit: Visit) -> Response {
    private(visit.page(|| pages::sent(&visit, Kind::Report)))
}

/// The page after a complaint was taken.
pub(crate) async fn complain_sent(visit: Visit) -> Response {
    private(visit.page(|| pages::sent(&visit, Kind::Complaint)))
}

/// The quick way out: a page that could be anybody's, and nothing of this one left in the browser's stores. Cookies stay, for
/// they hold nothing of a report, and who works here would be signed out.
pub(crate) async fn leave(visit: Visit) -> Response {
    const CLEAR: (HeaderName, HeaderValue) =
        (HeaderName::from_static("clear-site-data"), HeaderValue::from_static("\"cache\", \"storage\""));
    let to = Redirect::to(&visit.href("/approvals/items"));
    private(([CLEAR], to).into_response())
}

fn first(visit: &Visit, kind: Kind, pairs: &[(String, String)]) -> Response {
    let page = AskPage { kind, way: Way::asked(pairs), ..AskPage::default() };
    private(visit.page(|| pages::ask(visit, &page)))
}

/// `POST /report`
pub(crate) async fn report_form(
    visit: Visit,
    State(store): State<Store>,
    office: Office,
    Form(pairs): Form<Pairs>,
) -> Result<Response, Failure> {
    second(&visit, &store, &office, Kind::Report, &pairs).await
}

/// `POST /complain`
pub(crate) async fn complain_form(
    visit: Visit,
    State(store): State<Store>,
    office: Office,
    Form(pairs): Form<Pairs>,
) -> Result<Response, Failure> {
    let kind = match value(&pairs, "kind") {
        "suggestion" => Kind::Suggestion,
        _ => Kind::Complaint,
    };
    second(&visit, &store, &office, kind, &pairs).await
}

fn value<'a>(pairs: &'a [(String, String)], name: &str) -> &'a str {
    pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
}

async fn second(
    visit: &Visit,
    store: &Store,
    office: &Office,
    kind: Kind,
    pairs: &[(String, String)],
) -> Result<Response, Failure> {
    let way = Way::asked(pairs);
    let mut words = Words::default();
    words.division = value(pairs, "division").to_owned();
    words.receiver = value(pairs, "receiver").to_owned();
    words.is_head = value(pairs, "is_head") == "1";
    words.level_above = value(pairs, "level_above") == "1";
    let routed = match routed(visit, kind, &words) {
        Ok(routed) => routed,
        Err(errors) => {
            let page = AskPage { kind, way, words, errors };
            return Ok(private(
                visit.page_status(StatusCode::UNPROCESSABLE_ENTITY, || pages::ask(visit, &page)),
            ));
        }
    };
    let Routed::To(reader) = &routed else {
        return Ok(private(visit.page(|| pages::outside(visit, kind))));
    };
    if keys::verified(visit, store, &reader.unit).await?.is_err() {
        let unavailable = || pages::unavailable(visit, kind, &reader.unit);
        return Ok(private(visit.page_status(StatusCode::SERVICE_UNAVAILABLE, unavailable)));
    }
    let slip = Slip::draw(office)?;
    let token = slip.token(&FormKey::of(office)?, kind);
    let page = FormPage {
        kind,
        way,
        reader,
        words: &words,
        slip: &slip,
        token: &token,
        errors: Vec::new(),
        notice: None,
    };
    Ok(private(visit.page(|| pages::form(visit, &page))))
}

/// Who reads it, or that nobody in this city may.
pub(crate) enum Routed {
    /// This unit.
    To(Reader),
    /// Somebody above the city.
    Outside,
}

/// The unit that reads it, and why.
pub(crate) struct Reader {
    /// Its code.
    pub(crate) unit: String,
    /// Why, as words of the rule.
    pub(crate) why: Vec<&'static str>,
}

/// Checks only what the first step asks, and applies the rule.
fn routed(visit: &Visit, kind: Kind, words: &Words) -> Result<Routed, Errors> {
    let mut errors = Errors::new();
    let divisions = divisions(visit);
    if words.division.is_empty() {
        errors.push(("division".into(), visit.t("case-problem-division-missing").into()));
    } else if !divisions.contains(&words.division.as_str()) {
        errors.push(("division".into(), visit.t("case-problem-division-unknown").into()));
    }
    if !words.receiver.is_empty() && visit.city().receiver(&words.receiver).is_none() {
        errors.push(("receiver".into(), visit.t("case-problem-receiver-unknown").into()));
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let (about, choice) = asked(words);
    Ok(reader(visit, kind, &about, choice))
}

/// What the first step asked, as the rule takes it.
pub(crate) fn asked(words: &Words) -> (Concerned, Choice) {
    let receiver = (!words.receiver.is_empty()).then(|| words.receiver.clone());
    let about = Concerned { division: words.division.clone(), receiver, is_head: words.is_head };
    (about, if words.level_above { Choice::Above } else { Choice::Rule })
}

/// Applies the rule.
pub(crate) fn reader(visit: &Visit, kind: Kind, about: &Concerned, choice: Choice) -> Routed {
    match route(&Organisation::of(visit.city()), kind, about, choice) {
        Route::To { unit, why } => {
            Routed::To(Reader { unit, why: why.into_iter().map(|why| why.as_str()).collect() })
        }
        Route::Outside { .. } => Routed::Outside,
    }
}

/// The divisions that a form offers: the city and its districts and counties. A township is answered for by its district.
pub(crate) fn divisions(visit: &Visit) -> Vec<&str> {
    let is_offered = |level| level != DivisionLevel::Township;
    visit.city().divisions.iter().filter(|it| is_offered(it.level)).map(|it| it.code.as_str()).collect()
}

/// Everything that is wrong with a whole form, or what it asks for.
pub(crate) fn checked(visit: &Visit, kind: Kind, channel: Channel, words: &Words) -> Result<Plain, Errors> {
    let receivers: Vec<&str> = visit.city().receivers.iter().map(|it| it.code.as_str()).collect();
    let divisions = divisions(visit);
    let offered = Offered { divisions: &divisions, receivers: &receivers };
    receive::check(words, kind, channel, offered, visit.today())
        .map_err(|problems| problems.into_iter().map(|problem| pages::error(visit, problem)).collect())
}
