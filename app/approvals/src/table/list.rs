//! The list of approvals: filters, three orders, pages that begin behind a key, and counts.

use record::{Cursor, Day, Kind, Page, Start};
use store::{Build, Row, Store, sort_id, sql};

use super::projection::{CaseResult, Listed};
use crate::rules::card::Card;

/// What a reader asked for. Empty means everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words that must stand in the approval.
    pub words: Option<String>,
    /// Codes of units, one of which decides. Nothing is listed if the words of the reader named no unit.
    pub units: Option<Vec<String>>,
    /// Codes of items, likewise.
    pub items: Option<Vec<String>>,
    /// Division code.
    pub district: Option<String>,
    /// How it ended.
    pub result: Option<CaseResult>,
    /// Its colour.
    pub card: Option<Card>,
    /// First day, by the day the list sorts by.
    pub from: Option<Day>,
    /// Last day.
    pub to: Option<Day>,
}

/// The order of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Newest decision first.
    #[default]
    Newest,
    /// Oldest decision first.
    Oldest,
    /// Most working days first. Cases whose clock is unknown are not in it.
    Longest,
}

impl Order {
    /// All orders, in the order the page offers them.
    pub const ALL: [Order; 3] = [Order::Newest, Order::Oldest, Order::Longest];

    /// The word used in addresses and fluent keys.
    pub fn as_str(self) -> &'static str {
        match self {
            Order::Newest => "newest",
            Order::Oldest => "oldest",
            Order::Longest => "longest",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Order> {
        Order::ALL.into_iter().find(|order| order.as_str() == word)
    }

    fn of_store(self) -> store::Order {
        match self {
            Order::Newest => store::Order::Newest,
            Order::Oldest => store::Order::Oldest,
            Order::Longest => store::Order::Largest("a.days_used"),
        }
    }
}

/// One page of the list with its count and its neighbours.
pub async fn page(
    store: &Store,
    filter: &Filter,
    order: Order,
    start: Start,
    limit: usize,
) -> store::Result<Page<Listed>> {
    match narrowed(store, filter, order) {
        Some(list) => list.page(store, order.of_store(), start, limit, line).await,
        None => Ok(Page::empty()),
    }
}

/// The first `limit` lines, uncounted.
pub async fn first(store: &Store, filter: &Filter, order: Order, limit: usize) -> store::Result<Vec<Listed>> {
    let Some(list) = narrowed(store, filter, order) else { return Ok(Vec::new()) };
    let lines = list.lines(store, order.of_store(), Start::Top, limit, line).await?;
    Ok(lines.into_iter().map(|(_, listed)| listed).collect())
}

fn line(row: &Row) -> (Cursor, Listed) {
    let listed = Listed::row(row);
    (Cursor { sort: listed.sort, number: listed.days_used }, listed)
}

/// The list with its filters; nothing where no approval can match.
fn narrowed(store: &Store, filter: &Filter, order: Order) -> Option<Build> {
    let words = filter.words.as_deref().map(|words| (Kind::Approval, words));
    let mut list = Build::list(store, Listed::SELECT, "approvals a", "a.sort", words)?;
    one_of(&mut list, "a.unit_code IN (", filter.units.as_deref())?;
    one_of(&mut list, "a.item_code IN (", filter.items.as_deref())?;
    if let Some(district) = &filter.district {
        list.and("a.district = ").arg(district);
    }
    if let Some(result) = filter.result {
        list.and("a.result = ").arg(result.as_str());
    }
    if let Some(card) = filter.card {
        list.and("a.card = ").arg(card.as_str());
    }
    if let Some(from) = filter.from {
        list.newer_than(sort_id(from, 0) - 1);
    }
    if let Some(to) = filter.to {
        list.older_than(sort_id(to.plus(1), 0));
    }
    if order == Order::Longest {
        list.and("a.days_used >= 0");
    }
    Some(list)
}

fn one_of(list: &mut Build, column: &'static str, codes: Option<&[String]>) -> Option<()> {
    let Some(codes) = codes else { return Some(()) };
    let (first, rest) = codes.split_first()?;
    list.and(column).arg(first);
    for code in rest {
        list.push(", ").arg(code);
    }
    list.push(")");
    Some(())
}

/// The newest approvals of an item, or of the whole city.
pub async fn newest(store: &Store, item: Option<&str>, limit: usize) -> store::Result<Vec<Listed>> {
    let filter = Filter { items: item.map(|item| vec![item.to_owned()]), ..Filter::default() };
    first(store, &filter, Order::Newest, limit).await
}

/// The number of the case that took over from one entered under its document number alone.
pub async fn moved_to(store: &Store, document: &str) -> store::Result<Option<String>> {
    let row = sql("SELECT number FROM approval_documents WHERE document = $1 AND number <> $1")
        .bind(document)
        .one(store)
        .await?;
    Ok(row.map(|row| row.text(0).to_owned()))
}

/// Whether this code opens this case. Compared are hashes, so the database never sees the code.
pub async fn code_opens(store: &Store, number: &str, code_hash: &str) -> store::Result<bool> {
    let row = sql("SELECT 1 FROM approval_codes WHERE number = $1 AND code_hash = $2")
        .bind(number)
        .bind(code_hash)
        .one(store)
        .await?;
    Ok(row.is_some())
}
