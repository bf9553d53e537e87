//! The search through all registers: newest decision first, narrowed to one kind of record, with a count
//! for each kind.

use super::from_home;
use axum::extract::{Query, State};
use axum::response::Response;
use leptos::prelude::*;
use record::reference::escaped;
use record::{Count, Kind};
use store::Store;
use store::search::{Hit, count, find};
use ui::{Failure, Line, Page, Pager, Robots, SearchBox, Tone, Visit};

/// Records on one page.
const ROWS: i64 = 20;
/// Longer questions are cut: nobody remembers more words of a record than these.
const LONGEST: usize = 100;
/// The kinds a reader may narrow to, in the order they are offered.
const KINDS: [Kind; 7] = [
    Kind::Approval,
    Kind::Process,
    Kind::Enterprise,
    Kind::CreditRecord,
    Kind::Penalty,
    Kind::Item,
    Kind::Agency,
];
/// Records of the credit register leave it by the calendar, but the index only when they are imported
/// again. Where a search finds so few that their number could tell of one enterprise, those that no longer
/// stand are taken off; among many they tell nothing.
const LOOKED_THROUGH: u64 = 100;

/// What is asked for.
struct Question {
    words: String,
    kind: Option<Kind>,
    before: Option<i64>,
}

impl Question {
    fn of(fields: &[(String, String)]) -> Self {
        let field = |wanted: &str| fields.iter().find(|(name, _)| name == wanted).map(|(_, v)| v.as_str());
        Self {
            words: field("q").unwrap_or_default().trim().chars().take(LONGEST).collect(),
            kind: field("kind").and_then(Kind::parse),
            before: field("after").and_then(|cursor| cursor.parse().ok()),
        }
    }
}

/// `/search`.
pub(crate) async fn show(
    visit: Visit,
    State(store): State<Store>,
    Query(fields): Query<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let question = Question::of(&fields);
    if question.words.is_empty() {
        return Ok(visit.page(|| page(&visit, &question, hints(&visit))));
    }
    let found = find(&store, &question.words, question.kind, question.before, ROWS).await?;
    let next = found.next.map(|next| next.to_string());
    let rows = standing(&store, &visit, found.rows).await?;
    let kinds = kinds(&store, &visit, &question).await?;
    let all = sum(kinds.iter().map(|(_, count)| *count));
    let total = match question.kind {
        Some(kind) => kinds.iter().find(|(of, _)| *of == kind).map_or(Count::Exact(0), |(_, count)| *count),
        None => all,
    };
    Ok(visit.page(|| {
        let results = if rows.is_empty() {
            nothing(&visit, &question)
        } else {
            let lines = rows.into_iter().map(|hit| line(&visit, hit)).collect();
            view! {
                <ui::RecordList lines=lines />
                <Pager visit=&visit count=total next=next />
            }
            .into_any()
        };
        let found = view! {
            {narrow(&visit, &question, &kinds, all)}
            <section aria-label=visit.t("pages-search-results")>{results}</section>
        };
        page(&visit, &question, found.into_any())
    }))
}

/// Those of the found records that may be shown today.
async fn standing(store: &Store, visit: &Visit, hits: Vec<Hit>) -> store::Result<Vec<Hit>> {
    let records: Vec<_> = hits.iter().map(|hit| hit.record.clone()).collect();
    let shown = credit::table::shown(store, visit.today(), &records).await?;
    Ok(hits.into_iter().filter(|hit| shown.contains(&hit.record)).collect())
}

/// How many records of each kind answer the question; kinds without any are left out.
async fn kinds(store: &Store, visit: &Visit, question: &Question) -> store::Result<Vec<(Kind, Count)>> {
    let mut counts = Vec::new();
    for kind in KINDS {
        let mut number = count(store, &question.words, Some(kind)).await?;
        // The number of records that have left the register must not tell that there were any.
        if matches!(kind, Kind::CreditRecord | Kind::Penalty)
            && let Count::Exact(1..=LOOKED_THROUGH) = number
        {
            let limit = LOOKED_THROUGH.cast_signed();
            let found = find(store, &question.words, Some(kind), None, limit).await?;
            number = Count::Exact(standing(store, visit, found.rows).await?.len() as u64);
        }
        if number != Count::Exact(0) {
            counts.push((kind, number));
        }
    }
    Ok(counts)
}

fn sum(counts: impl Iterator<Item = Count>) -> Count {
    counts.fold(Count::Exact(0), |sum, count| match (sum, count) {
        (Count::Exact(a), Count::Exact(b)) => Count::Exact(a + b),
        (Count::Exact(a) | Count::AtLeast(a), Count::Exact(b) | Count::AtLeast(b)) => {
            Count::AtLeast(a.max(b))
        }
    })
}

fn page(visit: &Visit, question: &Question, below: AnyView) -> Page {
    let title = if question.words.is_empty() {
        visit.t("pages-search-title").to_owned()
    } else {
        visit.tn("pages-search-title-of", &[("words", question.words.as_str().into())])
    };
    let body = view! {
        <h1>{title.clone()}</h1>
        <SearchBox visit=visit large=true value=question.words.clone() />
        {below}
    };
    Page {
        title,
        crumbs: from_home(visit),
        robots: Robots::NoIndex,
        body: body.into_any(),
        ..Page::default()
    }
}

/// The kinds with their counts, each a link to itself alone.
fn narrow(
    visit: &Visit,
    question: &Question,
    kinds: &[(Kind, Count)],
    all: Count,
) -> Option<impl IntoView + use<>> {
    if kinds.is_empty() {
        return None;
    }
    let words = escaped(&question.words);
    let link = |name: &'static str, count: Count, kind: Option<Kind>| {
        let narrowed = kind.map_or_else(String::new, |kind| format!("kind={kind}&"));
        view! {
            <li>
                <a
                    class="narrow__link"
                    href=visit.href(&format!("/search?{narrowed}q={words}"))
                    aria-current=(kind == question.kind).then_some("true")
                >
                    {name}
                    " "
                    <span class="narrow__count">{number(visit, count)}</span>
                </a>
            </li>
        }
    };
    let kinds = kinds
        .iter()
        .map(|(kind, count)| link(kind_name(visit, *kind), *count, Some(*kind)))
        .collect::<Vec<_>>();
    Some(view! {
        <nav class="narrow" aria-label=visit.t("pages-search-narrow")>
            <ul class="narrow__list">
                {link(visit.t("pages-search-all"), all, None)} {kinds}
            </ul>
        </nav>
    })
}

fn number(visit: &Visit, count: Count) -> String {
    match count {
        Count::Exact(number) => visit.number(number),
        Count::AtLeast(number) => format!("{}+", visit.number(number)),
    }
}

/// What a kind of record is called.
pub(super) fn kind_name(visit: &Visit, kind: Kind) -> &'static str {
    match kind {
        Kind::Approval => visit.t("pages-kind-approval"),
        Kind::Item => visit.t("pages-kind-item"),
        Kind::Agency => visit.t("pages-kind-agency"),
        Kind::Process => visit.t("pages-kind-process"),
        Kind::Enterprise => visit.t("pages-kind-enterprise"),
        Kind::CreditRecord => visit.t("pages-kind-credit-record"),
        Kind::Penalty => visit.t("pages-kind-penalty"),
    }
}

fn line(visit: &Visit, hit: Hit) -> Line {
    Line {
        href: visit.href(&hit.record.path()),
        title: hit.title.into(),
        state: Some((Tone::Plain, kind_name(visit, hit.record.kind).into())),
        detail: hit.detail.into(),
    }
}

/// Before anything is asked: what can be found, and how.
fn hints(visit: &Visit) -> AnyView {
    let examples = [
        ("pages-search-hint-number", "pages-search-hint-number-what"),
        ("pages-search-hint-name", "pages-search-hint-name-what"),
        ("pages-search-hint-code", "pages-search-hint-code-what"),
        ("pages-search-hint-words", "pages-search-hint-words-what"),
    ];
    let facts = examples
        .into_iter()
        .map(|(name, what)| (ui::Text::from(visit.t(name)), visit.t(what).into_any()))
        .collect();
    view! {
        <section class="section">
            <h2>{visit.t("pages-search-hints")}</h2>
            <ui::SummaryList facts=facts />
        </section>
    }
    .into_any()
}

/// Nothing was found: what to try next.
fn nothing(visit: &Visit, question: &Question) -> AnyView {
    let widen = question.kind.map(|kind| {
        let all = visit.href(&format!("/search?q={}", escaped(&question.words)));
        view! {
            <li>
                <a href=all>
                    {visit.tn("pages-search-widen", &[("kind", kind_name(visit, kind).into())])}
                </a>
            </li>
        }
    });
    view! {
        <h2>{visit.t("pages-search-nothing")}</h2>
        <ul>
            {widen}
            <li>{visit.t("pages-search-try-fewer")}</li>
            <li>{visit.t("pages-search-try-code")}</li>
            <li>{visit.t("pages-search-try-person")}</li>
            <li>
                <a href=visit.href("/data")>{visit.t("pages-search-try-data")}</a>
            </li>
        </ul>
    }
    .into_any()
}
