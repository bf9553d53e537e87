//! The addresses of the register. Each GET loads what is public and renders it; nothing here decides.

mod feed;

use std::collections::HashMap;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use proof::Proofs;
use record::{Day, Instant, Kind as RecordKind, Ref, Start};
use sheet::Format;
use store::Store;
use ui::{Failure, Visit};

use crate::data;
use crate::pages::{self, About, Answers, Asked};
use crate::process::{Kind, Method, Process, State as ProcessState};
use crate::rules::facts::Facts;
use crate::table::{self, Filter, Order};

/// The addresses without their language.
pub fn routes() -> Router<Store> {
    Router::new()
        .route("/trading", get(list))
        .route("/trading.csv", get(download))
        .route("/trading.json", get(download))
        .route("/trading/releases.json", get(releases))
        .route("/trading.atom", get(feed::register))
        .route("/trading/{ocid}", get(process))
        .route("/trading/{ocid}/changes.atom", get(feed::one))
        .route("/trading/{ocid}/releases/{file}", get(release))
}

/// Lines on a page.
const LINES: usize = 20;
/// Nobody types more into a filter; more is a program that tries something.
const LONGEST_ANSWER: usize = 200;

type Typed = Query<HashMap<String, String>>;

/// What the reader typed or chose under a name; nothing where it is blank.
fn answer(typed: &Typed, name: &str) -> Option<String> {
    let text = typed.get(name)?.trim();
    (!text.is_empty()).then(|| text.chars().take(LONGEST_ANSWER).collect())
}

fn asked(typed: &Typed) -> Asked {
    let mut errors = Vec::new();
    let mut day = |name| {
        let text = answer(typed, name).unwrap_or_default();
        let day = Day::parse(&text);
        if day.is_none() && !text.is_empty() {
            errors.push((name, "trading-day-error"));
        }
        (day, text)
    };
    let (first, from) = day("from");
    let (last, to) = day("to");
    let filter = Filter {
        words: answer(typed, "q"),
        kind: answer(typed, "kind").as_deref().and_then(Kind::parse),
        state: answer(typed, "state").as_deref().and_then(ProcessState::parse),
        method: answer(typed, "method")
            .as_deref()
            .and_then(Method::parse)
            .map(|method| method.as_str().to_owned()),
        buyer: answer(typed, "buyer"),
        district: answer(typed, "district"),
        currency: answer(typed, "currency"),
        from: first,
        to: last,
    };
    let order = answer(typed, "sort").as_deref().and_then(Order::parse).unwrap_or_default();
    Asked { filter, order, from, to, errors }
}

fn start(typed: &Typed) -> Start {
    let cursor = |name| typed.get(name).map(String::as_str);
    Start::asked(cursor("after"), cursor("before"))
}

async fn list(visit: Visit, State(store): State<Store>, typed: Typed) -> Result<Response, Failure> {
    let asked = asked(&typed);
    // A number from a notice leads to what it names.
    if let Some(words) = asked.filter.words.as_deref().filter(|_| typed.len() == 1)
        && let Some(ocid) = table::named(&store, words).await?
    {
        let path = Ref::new(RecordKind::Process, ocid).path();
        return Ok(Redirect::to(&visit.href(&path)).into_response());
    }
    let mut kinds = Vec::new();
    for kind in Kind::ALL {
        let of_kind = Filter { kind: Some(kind), ..Filter::default() };
        kinds.push((kind, table::count(&store, &of_kind).await?));
    }
    let answers = Answers { currencies: table::currencies(&store).await?, kinds };
    let found = table::page(&store, &asked.filter, asked.order, start(&typed), LINES).await?;
    let status = if asked.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(visit.page_status(status, pages::list(&visit, &asked, &answers, found)))
}

async fn download(visit: Visit, State(store): State<Store>, typed: Typed) -> Result<Response, Failure> {
    let Asked { filter, order, errors, .. } = asked(&typed);
    if !errors.is_empty() {
        return Ok(visit.unread(&errors));
    }
    let filter = Arc::new(filter);
    let page = move |start, rows| {
        let (store, filter) = (store.clone(), Arc::clone(&filter));
        async move { table::page(&store, &filter, order, start, rows).await }
    };
    Ok(sheet::download(Format::asked(visit.path(), visit.query()), "trading", page).await?)
}

async fn releases(visit: Visit, State(store): State<Store>, typed: Typed) -> Result<Response, Failure> {
    let asked = asked(&typed);
    if !asked.errors.is_empty() {
        return Ok(visit.unread(&asked.errors));
    }
    let query = if visit.query().is_empty() { String::new() } else { format!("?{}", visit.query()) };
    let uri = format!("{}/trading/releases.json{query}", visit.site().base_url);
    // The day, not the moment: the same list on the same day is the same bytes.
    let published = Instant::start_of(visit.today(), visit.city().utc_offset_minutes).to_string();
    let publisher = visit.city().publisher(visit.lang()).to_owned();
    Ok(data::releases(store, asked.filter, asked.order, uri, published, publisher).await?)
}

async fn process(
    visit: Visit,
    State(store): State<Store>,
    Path(typed): Path<String>,
) -> Result<Response, Failure> {
    let (ocid, is_data) = match typed.strip_suffix(".json") {
        Some(ocid) => (ocid, true),
        None => (typed.as_str(), false),
    };
    let version = store.version(RecordKind::Process, ocid).await?.filter(|version| !version.withdrawn);
    let Some(version) = version else { return Ok(visit.not_found()) };
    let facts: Facts = serde_json::from_str(&version.facts)?;
    let process = Process::read(ocid, &facts.compiled);
    if is_data {
        let (base_url, published) = (&visit.site().base_url, version.entered.to_string());
        return Ok(data::record_package(&store, &process, &facts, base_url, &published).await?);
    }
    let releases = table::releases(&store, ocid).await?;
    let versions = match version.revision {
        1 => vec![version.clone()],
        _ => store.versions(RecordKind::Process, ocid).await?,
    };
    let proofs = Proofs::of_one(&store, RecordKind::Process, ocid).await?;
    let about = About { process, facts, releases, version, versions, proofs };
    Ok(visit.page(|| pages::process(&visit, &about)))
}

async fn release(
    visit: Visit,
    State(store): State<Store>,
    Path((ocid, file)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let number = file.strip_suffix(".json").and_then(|number| number.parse::<i64>().ok());
    let Some(number) = number else { return Ok(visit.not_found()) };
    match table::text_of(&store, &ocid, number).await? {
        Some(text) => Ok(data::release(text)),
        None => Ok(visit.not_found()),
    }
}
