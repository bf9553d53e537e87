//! The front page: what the city decided this week, in three figures; what was published just now; and
//! where to go with what one came for.

use axum::extract::State;
use axum::response::Response;
use leptos::prelude::*;
use record::{Day, Fen};
use store::Store;
use ui::{Card, Chart, Failure, Figure, Line, Nav, Page, Panel, Point, RecordList, SearchBox, Visit};

use super::news;
use approvals::table::{CaseResult, Filter, Order, first};

/// Lines of news on the page.
const NEWS: usize = 8;

/// The week of the three registers.
struct Week {
    approvals: approvals::table::WeekFigures,
    decided: Vec<approvals::table::Listed>,
    trading: trading::table::Week,
    credit: credit::table::Week,
}

/// `/`.
pub(crate) async fn show(visit: Visit, State(store): State<Store>) -> Result<Response, Failure> {
    let today = visit.today();
    let week = Week {
        approvals: approvals::table::week(&store, today).await?,
        decided: decided(&store).await?,
        trading: trading::table::week(&store, today).await?,
        credit: credit::table::week(&store, today).await?,
    };
    Ok(visit.page(|| page(&visit, &week)))
}

/// The newest approvals that were decided; those under way are no news yet.
async fn decided(store: &Store) -> store::Result<Vec<approvals::table::Listed>> {
    let mut decided = Vec::new();
    for result in [CaseResult::Granted, CaseResult::Refused] {
        let filter = Filter { result: Some(result), ..Filter::default() };
        decided.extend(first(store, &filter, Order::Newest, NEWS).await?);
    }
    decided.sort_by_key(|one| std::cmp::Reverse(one.sort));
    decided.truncate(NEWS);
    Ok(decided)
}

fn page(visit: &Visit, week: &Week) -> Page {
    let news = news::newest(
        [
            week.decided.iter().map(|one| news::approval(visit, one)).collect(),
            week.trading.newest.iter().map(|one| news::process(visit, one)).collect(),
            week.credit.newest.iter().map(|one| news::credit(visit, one)).collect(),
        ],
        NEWS,
    );
    let body = view! {
        <div class="hero">
            <h1>{visit.t("pages-home-title")}</h1>
            <p class="lead">{visit.t("pages-home-lead")}</p>
            <SearchBox visit=visit large=true />
        </div>
        <div class="grid">
            {approvals_card(visit, &week.approvals)} {trading_card(visit, &week.trading)}
            {credit_card(visit, &week.credit)}
        </div>
        <div class="two section">
            <section aria-labelledby="news">
                <h2 id="news">{visit.t("pages-home-news")}</h2>
                {if news.is_empty() {
                    view! { <p>{visit.t("pages-home-no-news")}</p> }.into_any()
                } else {
                    view! { <RecordList lines=news /> }.into_any()
                }}
            </section>
            <Panel title=visit.t("pages-home-want")>
                <RecordList lines=errands(visit) />
            </Panel>
        </div>
    };
    Page {
        description: visit.t("pages-home-lead").to_owned(),
        nav: Nav::Home,
        body: body.into_any(),
        ..Page::default()
    }
}

/// What people come for; only what exists.
fn errands(visit: &Visit) -> Vec<Line> {
    let errand = |path: &str, title: &'static str, detail: &'static str| Line {
        href: visit.href(path),
        title: visit.t(title).into(),
        state: None,
        detail: visit.t(detail).into(),
    };
    vec![
        errand("/approvals", "pages-home-want-case", "pages-home-want-case-how"),
        errand("/approvals/items", "pages-home-want-item", "pages-home-want-item-how"),
        errand("/credit", "pages-home-want-firm", "pages-home-want-firm-how"),
        errand("/trading", "pages-home-want-bid", "pages-home-want-bid-how"),
        errand("/data", "pages-home-want-data", "pages-home-want-data-how"),
        errand("/contact", "pages-home-want-error", "pages-home-want-error-how"),
    ]
}

/// A line of twelve weeks for a card.
fn spark(
    visit: &Visit,
    [title, sentence, counted]: [&'static str; 3],
    weeks: Vec<(Day, u64, String)>,
) -> AnyView {
    let points = weeks
        .into_iter()
        .map(|(last, value, shown)| Point {
            label: visit.tn("pages-home-week-to", &[("day", visit.short_day(last).into())]).into(),
            value,
            shown: shown.into(),
        })
        .collect();
    let heads = [visit.t("pages-home-week").into(), visit.t(counted).into()];
    view! {
        <Figure
            visit=visit
            title=visit.t(title)
            sentence=visit.t(sentence)
            chart=Chart::Spark
            heads=heads
            points=points
        />
    }
    .into_any()
}

fn onward(visit: &Visit, path: &str, words: &'static str) -> impl IntoView + use<> {
    view! {
        <p>
            <a href=visit.href(path)>{visit.t(words)}</a>
        </p>
    }
}

fn approvals_card(visit: &Visit, week: &approvals::table::WeekFigures) -> impl IntoView + use<> {
    let on_time = week.on_time_per_mille.map(|share| {
        visit.tn("pages-home-on-time", &[("percent", format!("{}.{}", share / 10, share % 10).into())])
    });
    let line = visit.tn("pages-home-cards", &[("yellow", week.yellow.into()), ("red", week.red.into())]);
    let line = match on_time {
        Some(on_time) => format!("{on_time} · {line}"),
        None => line,
    };
    let weeks = week.weeks.iter().map(|(last, cases)| (*last, *cases, visit.number(*cases))).collect();
    let words = ["pages-home-approvals-chart", "pages-home-approvals-sentence", "pages-home-approvals-head"];
    view! {
        <Card
            title=visit.t("shell-nav-approvals")
            figure=visit.number(week.decided)
            counts=visit.t("pages-home-approvals-counts")
        >
            {spark(visit, words, weeks)}
            <p>{line}</p>
            {onward(visit, "/approvals", "pages-home-approvals-onward")}
        </Card>
    }
}

fn trading_card(visit: &Visit, week: &trading::table::Week) -> impl IntoView + use<> {
    let fen = |sum: i128| Fen(i64::try_from(sum).unwrap_or(i64::MAX));
    let sum = visit.round_money(fen(week.sum_fen));
    // `4.37 亿元`, `CNY 32.86 million`: the number is set large, its unit beside it.
    let plain = sum.strip_prefix("CNY ").unwrap_or(&sum);
    let (figure, unit) = plain.split_once(' ').unwrap_or((plain, ""));
    let (figure, counts) = if week.deals == 0 {
        (visit.number(0), visit.t("pages-home-trading-none").to_owned())
    } else {
        let counts = [("unit", unit.into()), ("n", week.deals.into())];
        (figure.to_owned(), visit.tn("pages-home-trading-counts", &counts))
    };
    let bidders = week.bidders_tenths.map(|tenths| {
        visit.tn("pages-home-bidders", &[("n", format!("{}.{}", tenths / 10, tenths % 10).into())])
    });
    let weeks = week
        .weeks
        .iter()
        .map(|(last, sum)| (*last, u64::try_from(*sum).unwrap_or(0), visit.money(fen(*sum))));
    let weeks = weeks.collect();
    let words = ["pages-home-trading-chart", "pages-home-trading-sentence", "pages-home-trading-head"];
    view! {
        <Card title=visit.t("shell-nav-trading") figure=figure counts=counts>
            {spark(visit, words, weeks)}
            <p>{bidders.unwrap_or_else(|| visit.t("pages-home-no-bidders").to_owned())}</p>
            {onward(visit, "/trading", "pages-home-trading-onward")}
        </Card>
    }
}

fn credit_card(visit: &Visit, week: &credit::table::Week) -> impl IntoView + use<> {
    let weeks = week.weeks.iter().map(|(last, number)| (*last, *number, visit.number(*number))).collect();
    let words = ["pages-home-credit-chart", "pages-home-credit-sentence", "pages-home-credit-head"];
    let line = visit.tn(
        "pages-home-credit-line",
        &[
            ("repaired", week.repaired.into()),
            ("expired", week.expired.into()),
            ("negative", week.negative.into()),
        ],
    );
    view! {
        <Card
            title=visit.t("shell-nav-credit")
            figure=visit.number(week.changed)
            counts=visit.t("pages-home-credit-counts")
        >
            {spark(visit, words, weeks)}
            <p>{line}</p>
            {onward(visit, "/credit", "pages-home-credit-onward")}
        </Card>
    }
}
