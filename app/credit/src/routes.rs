//! The addresses of the register. Each GET loads what is public today and renders it; nothing here decides.

mod feed;

use std::collections::HashMap;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use proof::Proofs;
use record::reference::escaped;
use record::{Calendar, Day, Kind, Ref, Start, Uscc};
use sheet::{Format, object};
use store::Store;
use ui::{Failure, Visit};

use crate::data::Placed;
use crate::enterprise::Standing;
use crate::pages::{self, About, Choices, Dates, Histories};
use crate::penalty::{Entry, Party};
use crate::rules::code::{Reading, normalized, reading, sentence};
use crate::rules::publication::{Publication, Severity, of_penalty};
use crate::table::{self, EnterpriseFilter, Has, Order, PenaltyFilter, RecordFilter};

/// The addresses without their language.
pub fn routes() -> Router<Store> {
    Router::new()
        .route("/credit", get(enterprises))
        .route("/credit.csv", get(enterprise_data))
        .route("/credit.json", get(enterprise_data))
        .route("/credit/records", get(records))
        .route("/credit/records.csv", get(record_data))
        .route("/credit/records.json", get(record_data))
        .route("/credit/penalties", get(penalties))
        .route("/credit/penalties.csv", get(penalty_data))
        .route("/credit/penalties.json", get(penalty_data))
        .route("/credit/penalties/{key}", get(penalty))
        .route("/credit/{uscc}", get(enterprise))
        // A reader follows what changes.
        .route("/credit.atom", get(feed::register))
        .route("/credit/penalties/{key}/changes.atom", get(feed::penalty))
        .route("/credit/{uscc}/changes.atom", get(feed::enterprise))
}

/// Rows on a page.
const ROWS: usize = 20;
/// Nobody types more into a filter; more is a program that tries something.
const LONGEST_ANSWER: usize = 200;

type Answers = Query<HashMap<String, String>>;

/// What the reader typed or chose under a name; nothing where it is blank.
fn answer(answers: &Answers, name: &str) -> Option<String> {
    let text = answers.get(name)?.trim();
    (!text.is_empty()).then(|| text.chars().take(LONGEST_ANSWER).collect())
}

fn start(answers: &Answers) -> Start {
    let cursor = |name| answers.get(name).map(String::as_str);
    Start::asked(cursor("after"), cursor("before"))
}

fn format(visit: &Visit) -> Format {
    Format::asked(visit.path(), visit.query())
}

fn enterprise_filter(answers: &Answers) -> EnterpriseFilter {
    let has = answer(answers, "has");
    let order = answer(answers, "order");
    EnterpriseFilter {
        words: answer(answers, "q"),
        kind: answer(answers, "kind"),
        industry: answer(answers, "industry"),
        district: answer(answers, "district"),
        standing: answer(answers, "standing").as_deref().and_then(Standing::parse),
        has: Has::ALL.into_iter().find(|word| Some(word.as_str()) == has.as_deref()),
        order: Order::ALL
            .into_iter()
            .find(|word| Some(word.as_str()) == order.as_deref())
            .unwrap_or_default(),
    }
}

fn record_filter(answers: &Answers) -> RecordFilter {
    RecordFilter {
        words: answer(answers, "q"),
        good: match answer(answers, "good").as_deref() {
            Some("1") => Some(true),
            Some("0") => Some(false),
            _ => None,
        },
        category: answer(answers, "category"),
        severity: answer(answers, "severity").as_deref().and_then(Severity::parse),
    }
}

fn penalty_filter(answers: &Answers) -> (PenaltyFilter, Dates) {
    let mut errors = Vec::new();
    let mut day = |name| {
        let typed = answer(answers, name).unwrap_or_default();
        let day = Day::parse(&typed);
        if day.is_none() && !typed.is_empty() {
            errors.push((name, "credit-day-bad"));
        }
        (typed, day)
    };
    let (from, first) = day("from");
    let (to, last) = day("to");
    let filter = PenaltyFilter {
        words: answer(answers, "q"),
        authority: answer(answers, "authority"),
        severity: answer(answers, "severity").as_deref().and_then(Severity::parse),
        from: first,
        to: last,
        oldest_first: answer(answers, "order").as_deref() == Some("oldest"),
    };
    (filter, Dates { from, to, errors })
}

async fn enterprises(
    visit: Visit,
    State(store): State<Store>,
    answers: Answers,
) -> Result<Response, Failure> {
    let today = visit.today();
    let mut refused = None;
    if let Some(typed) = answers.get("code") {
        match reading(typed) {
            Reading::Whole(uscc) => return Ok(see(&visit, &format!("/credit/{uscc}"))),
            Reading::Empty => refused = Some((String::new(), visit.t("credit-code-empty").to_owned())),
            Reading::ResidentId => return Ok(see(&visit, PERSON)),
            found => refused = Some((shown(typed), sentence(&found, &pages::words(&visit)))),
        }
    } else if answers.contains_key("person") {
        refused = Some((String::new(), visit.t("credit-code-resident-id").to_owned()));
    }
    let filter = enterprise_filter(&answers);
    // A number from a document or from another page leads to what it names.
    if let Some(words) = &filter.words
        && let Some(path) = numbered(&store, words, today).await?
    {
        return Ok(see(&visit, &path));
    }
    let choices = Choices {
        kinds: table::words(&store, "kind").await?,
        industries: table::words(&store, "industry").await?,
        districts: table::words(&store, "district").await?,
    };
    let found = table::enterprises(&store, &filter, today, start(&answers), ROWS).await?;
    let totals = table::totals(&store, today).await?;
    let status = if refused.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(visit.page_status(status, || {
        let refused = refused.as_ref().map(|(typed, why)| (typed.as_str(), why.as_str()));
        pages::enterprises(&visit, &filter, &choices, found, totals, refused)
    }))
}

/// Where a person's number leads: away from an address that holds it, to the sentence that says so.
const PERSON: &str = "/credit?person=1";

/// What was typed, as the field shows it again.
fn shown(typed: &str) -> String {
    typed.chars().take(40).collect()
}

/// The page of a penalty or record with exactly this number.
async fn numbered(store: &Store, words: &str, today: Day) -> store::Result<Option<String>> {
    if let Some(uscc) = table::record_owner(store, words, today).await? {
        return Ok(Some(format!("/credit/{uscc}")));
    }
    Ok(table::penalty(store, words).await?.map(|entry| format!("/credit/penalties/{}", escaped(entry.key()))))
}

fn see(visit: &Visit, path: &str) -> Response {
    Redirect::to(&visit.href(path)).into_response()
}

async fn enterprise_data(
    visit: Visit,
    State(store): State<Store>,
    answers: Answers,
) -> Result<Response, Failure> {
    let (filter, today) = (Arc::new(enterprise_filter(&answers)), visit.today());
    let site = visit.site().clone();
    let page = move |start, rows| {
        let (store, filter, site) = (store.clone(), Arc::clone(&filter), site.clone());
        async move {
            let page = table::enterprises(&store, &filter, today, start, rows).await?;
            store::Result::Ok(page.map(|row| Placed::of(row, &site.city)))
        }
    };
    Ok(sheet::download(format(&visit), "credit", page).await?)
}

async fn records(visit: Visit, State(store): State<Store>, answers: Answers) -> Result<Response, Failure> {
    let filter = record_filter(&answers);
    let categories = table::words(&store, "category").await?;
    let found = table::records(&store, &filter, visit.today(), start(&answers), ROWS).await?;
    Ok(visit.page(pages::records(&visit, &filter, &categories, found)))
}

async fn record_data(
    visit: Visit,
    State(store): State<Store>,
    answers: Answers,
) -> Result<Response, Failure> {
    let (filter, today) = (Arc::new(record_filter(&answers)), visit.today());
    let page = move |start, rows| {
        let (store, filter) = (store.clone(), Arc::clone(&filter));
        async move { table::records(&store, &filter, today, start, rows).await }
    };
    Ok(sheet::download(format(&visit), "credit-records", page).await?)
}

async fn penalties(visit: Visit, State(store): State<Store>, answers: Answers) -> Result<Response, Failure> {
    let (filter, dates) = penalty_filter(&answers);
    let authorities = table::words(&store, "authority").await?;
    let found = table::penalties(&store, &filter, visit.today(), start(&answers), ROWS).await?;
    let status = if dates.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(visit.page_status(status, pages::penalties(&visit, &filter, &dates, &authorities, found)))
}

async fn penalty_data(
    visit: Visit,
    State(store): State<Store>,
    answers: Answers,
) -> Result<Response, Failure> {
    let (filter, dates) = penalty_filter(&answers);
    if !dates.errors.is_empty() {
        return Ok(visit.unread(&dates.errors));
    }
    let (filter, today) = (Arc::new(filter), visit.today());
    let page = move |start, rows| {
        let (store, filter) = (store.clone(), Arc::clone(&filter));
        async move { table::penalties(&store, &filter, today, start, rows).await }
    };
    Ok(sheet::download(format(&visit), "credit-penalties", page).await?)
}

async fn penalty(
    visit: Visit,
    State(store): State<Store>,
    Path(key): Path<String>,
) -> Result<Response, Failure> {
    let Some(entry) = table::penalty(&store, &key).await? else { return Ok(visit.not_found()) };
    let publication = of_penalty(&entry, Calendar::china(), visit.today());
    Ok(match (&entry, publication) {
        (Entry::Withdrawn(stone), Publication::Withdrawn { withdraw_by, provisional, .. }) => {
            let versions = store.versions(Kind::Penalty, &key).await?;
            let proofs = Proofs::of_one(&store, Kind::Penalty, &key).await?;
            visit.page(|| pages::tombstone(&visit, stone, withdraw_by, provisional, &versions, &proofs))
        }
        (Entry::Standing(penalty), Publication::Public { .. }) => {
            // A natural person has no page; the list shows the one line there is.
            if matches!(penalty.party, Party::Person { .. }) {
                return Ok(see(&visit, &format!("/credit/penalties?q={}", escaped(&key))));
            }
            let versions = store.versions(Kind::Penalty, &key).await?;
            let proofs = Proofs::of_one(&store, Kind::Penalty, &key).await?;
            visit.page(|| pages::penalty(&visit, penalty, &versions, &proofs))
        }
        (_, Publication::Ended { on }) => visit.page_status(StatusCode::GONE, pages::gone(&visit, Some(on))),
        _ => visit.page_status(StatusCode::NOT_FOUND, pages::gone(&visit, None)),
    })
}

async fn enterprise(
    visit: Visit,
    State(store): State<Store>,
    Path(typed): Path<String>,
) -> Result<Response, Failure> {
    let (typed, is_data) = match typed.strip_suffix(".json") {
        Some(code) => (code.to_owned(), true),
        None => (typed, false),
    };
    let found = reading(&typed);
    let uscc = match found {
        Reading::Whole(uscc) => uscc,
        Reading::ResidentId => return Ok(see(&visit, PERSON)),
        _ => {
            let why = sentence(&found, &pages::words(&visit));
            let typed = shown(&normalized(&typed));
            return Ok(visit.page_status(StatusCode::NOT_FOUND, || pages::no_code(&visit, &typed, why)));
        }
    };
    if typed != uscc.as_str() {
        let end = if is_data { ".json" } else { "" };
        return Ok(Redirect::permanent(&visit.href(&format!("/credit/{uscc}{end}"))).into_response());
    }
    let about = about(&store, uscc, visit.today()).await?;
    if !about.is_known() {
        return Ok(visit.page_status(StatusCode::NOT_FOUND, || pages::unknown(&visit, &uscc)));
    }
    if is_data {
        return Ok(enterprise_json(&visit, &about));
    }
    let histories = histories(&store, &about).await?;
    Ok(visit.page(|| pages::enterprise(&visit, &about, &histories)))
}

async fn about(store: &Store, uscc: Uscc, today: Day) -> store::Result<About> {
    let records = table::records_of(store, &uscc, today).await?;
    let penalties = table::penalties_of(store, &uscc, today).await?;
    let own = Ref::new(Kind::Enterprise, uscc.as_str());
    let of_records = records.iter().map(|record| Ref::new(Kind::CreditRecord, record.key.as_str()));
    let of_penalties = penalties.iter().map(|entry| Ref::new(Kind::Penalty, entry.key()));
    let proven: Vec<Ref> = std::iter::once(own).chain(of_records).chain(of_penalties).collect();
    Ok(About {
        uscc,
        row: table::enterprise(store, &uscc, today).await?,
        records,
        penalties,
        proofs: Proofs::of(store, &proven).await?,
        approvals: table::approvals(store, &uscc).await?,
        awards: table::awards(store, &uscc).await?,
        version: store.version(Kind::Enterprise, uscc.as_str()).await?,
    })
}

/// The versions of what the page shows: most enterprises were entered once, and have no record.
async fn histories(store: &Store, about: &About) -> store::Result<Histories> {
    let enterprise = match &about.version {
        None => Vec::new(),
        Some(version) if version.revision == 1 => vec![version.clone()],
        Some(version) => store.versions(Kind::Enterprise, &version.key).await?,
    };
    let keys: Vec<String> = about.records.iter().map(|record| record.key.clone()).collect();
    Ok(Histories { enterprise, records: store.histories(Kind::CreditRecord, &keys).await? })
}

/// One enterprise as data: the same rows as the page, under the names of the lists.
fn enterprise_json(visit: &Visit, about: &About) -> Response {
    let enterprise = about.row.clone().map(|row| object(&Placed::of(row, visit.city())));
    let body = serde_json::json!({
        "uscc": about.uscc,
        "day": visit.today(),
        "enterprise": enterprise,
        "records": about.records.iter().map(object).collect::<Vec<_>>(),
        "penalties": about.penalties.iter().map(object).collect::<Vec<_>>(),
    });
    let mut response = ([(header::CONTENT_TYPE, "application/json")], format!("{body}\n")).into_response();
    if about.is_sole_trader() {
        let name = header::HeaderName::from_static("x-robots-tag");
        response.headers_mut().insert(name, header::HeaderValue::from_static("noindex"));
    }
    response
}

#[cfg(test)]
mod tests;
