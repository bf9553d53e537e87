//! The addresses of the slice: a GET loads and renders, the one POST answers 200, 303 or 422.

mod asked;
mod feed;

pub use asked::Asked;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Form, Path, Query, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use proof::Proofs;
use record::{Kind, Ref};
use serde::Deserialize;
use sheet::Format;
use store::{Store, Version};
use ui::{Failure, Visit};

use crate::approval::Approval;
use crate::data;
use crate::import::code_hash;
use crate::item::{Item, Limits};
use crate::pages::{self, ItemPage, ListPage, ProgressForm, RecordPage};
use crate::rules::progress::query_code;
use crate::table::{self, Listed, Surroundings};

/// Lines of a page.
const PAGE: usize = 20;
/// Newest cases on the page of an item.
const NEWEST: usize = 10;

type Pairs = Query<Vec<(String, String)>>;

/// The addresses, without the language's prefix.
pub fn routes() -> Router<Store> {
    Router::new()
        // A citizen looks for a case.
        .route("/approvals", get(list))
        .route("/approvals/{number}", get(one))
        // A citizen wants to know what can be applied for.
        .route("/approvals/items", get(catalogue))
        .route("/approvals/items/{code}", get(item))
        // An applicant asks about a case that is not public.
        .route("/approvals/progress", get(progress_form).post(progress))
        // A program takes the list away.
        .route("/approvals.csv", get(download))
        .route("/approvals.json", get(download))
        // A reader follows what changes.
        .route("/approvals.atom", get(feed::register))
        .route("/approvals/{number}/changes.atom", get(feed::one))
}

async fn list(visit: Visit, State(store): State<Store>, Query(pairs): Pairs) -> Result<Response, Failure> {
    let mut asked = Asked::read(pairs, visit.city());
    let found = asked.filter(&store).await?;
    let status = if found.is_some() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let (rows, units) = match found {
        Some((filter, units)) => {
            (Some(table::page(&store, &filter, asked.order(), asked.start, PAGE).await?), units)
        }
        None => (None, Vec::new()),
    };
    Ok(visit.page_status(status, || pages::list(&visit, ListPage { asked: &asked, rows, units })))
}

async fn download(
    visit: Visit,
    State(store): State<Store>,
    Query(pairs): Pairs,
) -> Result<Response, Failure> {
    let format = Format::asked(visit.path(), visit.query());
    let mut asked = Asked::read(pairs, visit.city());
    match asked.filter(&store).await? {
        Some((filter, _)) => {
            let (filter, order) = (Arc::new(filter), asked.order());
            let page = move |start, rows| {
                let (store, filter) = (store.clone(), Arc::clone(&filter));
                async move { table::page(&store, &filter, order, start, rows).await }
            };
            Ok(sheet::download(format, "approvals", page).await?)
        }
        None => Ok(visit.unread(&asked.errors)),
    }
}

async fn one(
    visit: Visit,
    State(store): State<Store>,
    Path(number): Path<String>,
) -> Result<Response, Failure> {
    if let Some(number) = number.strip_suffix(".json").or_else(|| number.strip_suffix(".csv")) {
        return one_as_data(&visit, &store, number).await;
    }
    let Some(version) = store.version(Kind::Approval, &number).await? else {
        return Ok(visit.not_found());
    };
    if version.withdrawn {
        return Ok(visit.page_status(StatusCode::GONE, || pages::tombstone(&visit, &version)));
    }
    let approval: Approval = serde_json::from_str(&version.facts)?;
    if !approval.is_public() {
        return Ok(visit.not_found());
    }
    if approval.decision().is_some_and(|decision| decision.document == number)
        && let Some(number) = table::moved_to(&store, &number).await?
    {
        let to = visit.href(&Ref::new(Kind::Approval, number).path());
        return Ok(Redirect::permanent(&to).into_response());
    }
    show(&visit, &store, &version, &approval, false).await
}

/// The page of an approval whose reader may see it.
async fn show(
    visit: &Visit,
    store: &Store,
    version: &Version,
    approval: &Approval,
    private: bool,
) -> Result<Response, Failure> {
    let Some(case) = &approval.case else { return Ok(visit.not_found()) };
    let item = item_of(store, approval).await?;
    let history = match version.revision {
        1 => Vec::new(),
        _ => store.versions(Kind::Approval, &version.key).await?,
    };
    // A case shown to one person is proven to nobody yet.
    let proofs = match private {
        true => Proofs::default(),
        false => Proofs::of_one(store, Kind::Approval, &version.key).await?,
    };
    let page = RecordPage {
        approval,
        item: item.as_ref(),
        around: Surroundings::of(visit.city(), visit.today()),
        version,
        history: &history,
        proofs: &proofs,
        private,
    };
    Ok(visit.page(|| pages::record(visit, &page, case)))
}

async fn item_of(store: &Store, approval: &Approval) -> Result<Option<Item>, Failure> {
    let Some(code) = approval.case.as_ref().and_then(|case| case.item.as_deref()) else { return Ok(None) };
    Ok(match store.version(Kind::Item, code).await? {
        Some(version) if !version.withdrawn => Some(serde_json::from_str(&version.facts)?),
        _ => None,
    })
}

fn limits_of(item: Option<&Item>) -> Option<Limits> {
    item.and_then(|item| item.about.as_ref()).map(|about| about.limits)
}

/// One record as CSV, in one row under the columns of the list, or as JSON, with all there is.
async fn one_as_data(visit: &Visit, store: &Store, number: &str) -> Result<Response, Failure> {
    let version = store.version(Kind::Approval, number).await?.filter(|version| !version.withdrawn);
    let Some(version) = version else { return Ok(visit.not_found()) };
    let approval: Approval = serde_json::from_str(&version.facts)?;
    let limits = limits_of(item_of(store, &approval).await?.as_ref());
    let around = Surroundings::of(visit.city(), visit.today());
    let listed = Listed::of(&approval, limits, 0, around).filter(|_| approval.is_public());
    let Some(listed) = listed else { return Ok(visit.not_found()) };
    let format = Format::asked(visit.path(), visit.query());
    let body = match format {
        Format::Csv(_) => sheet::download::file(format, &[listed]),
        Format::Json => serde_json::to_vec(&data::json_of(&approval, limits, around, &version))?,
    };
    Ok(([(CONTENT_TYPE, format.content_type())], body).into_response())
}

async fn catalogue(
    visit: Visit,
    State(store): State<Store>,
    Query(pairs): Pairs,
) -> Result<Response, Failure> {
    let items = table::items(&store).await?;
    let given = |name: &str| pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim());
    Ok(visit.page(|| pages::catalogue(&visit, &items, given("q"), given("department"))))
}

async fn item(
    visit: Visit,
    State(store): State<Store>,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    let Some(version) = store.version(Kind::Item, &code).await? else { return Ok(visit.not_found()) };
    if version.withdrawn {
        return Ok(visit.page_status(StatusCode::GONE, || pages::tombstone(&visit, &version)));
    }
    let item: Item = serde_json::from_str(&version.facts)?;
    let Some(about) = &item.about else { return Ok(visit.not_found()) };
    let figures = table::figures(&store, &code).await?;
    let newest = table::newest(&store, Some(&code), NEWEST).await?;
    let proofs = Proofs::of_one(&store, Kind::Item, &code).await?;
    Ok(visit.page(|| pages::item(&visit, ItemPage { item: &item, about, figures, newest, proofs })))
}

async fn progress_form(visit: Visit) -> Response {
    visit.page(|| pages::progress(&visit, &ProgressForm::default()))
}

/// What the form of the progress page sends.
#[derive(Deserialize)]
struct Typed {
    #[serde(default)]
    number: String,
    #[serde(default)]
    code: String,
}

/// Shows an open case to who knows its number and code. Nothing of either stands in an address, and the answer is
/// kept by nobody. A wrong number and a wrong code are told alike, so that numbers cannot be tried.
async fn progress(
    visit: Visit,
    State(store): State<Store>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let answer = look_up(&visit, &store, &typed).await?;
    let mut response = match answer {
        Ok(response) => response,
        Err(errors) => {
            let number = typed.number.trim().chars().take(100).collect();
            let form = ProgressForm { number, errors };
            visit.page_status(StatusCode::UNPROCESSABLE_ENTITY, || pages::progress(&visit, &form))
        }
    };
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

type FieldErrors = Vec<(&'static str, &'static str)>;

async fn look_up(
    visit: &Visit,
    store: &Store,
    typed: &Typed,
) -> Result<Result<Response, FieldErrors>, Failure> {
    let number = typed.number.trim();
    let code = query_code(&typed.code);
    let mut errors = Vec::new();
    if number.is_empty() {
        errors.push(("number", "approvals-progress-number-missing"));
    }
    let version = match errors.is_empty() && number.chars().count() <= 100 {
        true => store.version(Kind::Approval, number).await?.filter(|version| !version.withdrawn),
        false => None,
    };
    let approval: Option<Approval> =
        version.as_ref().map(|version| serde_json::from_str(&version.facts)).transpose()?;
    if let Some(approval) = approval.as_ref().filter(|approval| approval.is_public()) {
        let to = visit.href(&Ref::new(Kind::Approval, approval.number.as_str()).path());
        return Ok(Ok(Redirect::to(&to).into_response()));
    }
    let Some(code) = code else {
        errors.push(("code", "approvals-progress-code-missing"));
        return Ok(Err(errors));
    };
    if !errors.is_empty() {
        return Ok(Err(errors));
    }
    let opened = table::code_opens(store, number, &code_hash(number, &code)).await?;
    match (version, approval) {
        (Some(version), Some(approval)) if opened => {
            Ok(Ok(show(visit, store, &version, &approval, true).await?))
        }
        _ => Ok(Err(vec![("number", "approvals-progress-wrong")])),
    }
}
