//! The list of approvals: filters, three orders, pages that begin behind a key, and counts.

use record::{Count, Day, Kind, Page};
use store::{Build, Store, sort_id, sql};

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
}

/// Where a page begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Start {
    /// At the top of the list.
    #[default]
    Top,
    /// Behind this line.
    After(Key),
    /// So that it ends before this line.
    Before(Key),
}

/// A line of the list, wherever it stands now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    days_used: i64,
    sort: i64,
}

impl Key {
    fn of(listed: &Listed) -> Key {
        Key { days_used: listed.days_used.unwrap_or(0), sort: listed.sort }
    }

    /// Reads the text of an address.
    pub fn parse(text: &str) -> Option<Key> {
        let (sort, days_used) = text.split_once('.').unwrap_or((text, "0"));
        Some(Key { days_used: days_used.parse().ok()?, sort: sort.parse().ok()? })
    }

    fn text(self, order: Order) -> String {
        match order {
            Order::Longest => format!("{}.{}", self.sort, self.days_used),
            Order::Newest | Order::Oldest => self.sort.to_string(),
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
    let (Some(list), Some(count)) =
        (narrowed(store, Listed::SELECT, filter, order), narrowed(store, "SELECT 1", filter, order))
    else {
        return Ok(Page { rows: Vec::new(), next: None, previous: None, count: Count::Exact(0) });
    };
    let count = store.count(count).await?;
    let mut rows = read(store, list, order, start, limit + 1).await?;
    let more = rows.len() > limit;
    let backwards = matches!(start, Start::Before(_));
    if backwards {
        // Read from the reader's line upwards: what is too many stands at the top.
        if more {
            rows.remove(0);
        }
    } else {
        rows.truncate(limit);
    }
    let key = |listed: Option<&Listed>| listed.map(|listed| Key::of(listed).text(order));
    let has_previous = if backwards { more } else { matches!(start, Start::After(_)) };
    let has_next = if backwards { true } else { more };
    Ok(Page {
        previous: key(rows.first().filter(|_| has_previous)),
        next: key(rows.last().filter(|_| has_next)),
        rows,
        count,
    })
}

/// The next `limit` lines of a download.
pub async fn chunk(
    store: &Store,
    filter: &Filter,
    order: Order,
    after: Option<&Listed>,
    limit: usize,
) -> store::Result<Vec<Listed>> {
    let start = after.map_or(Start::Top, |listed| Start::After(Key::of(listed)));
    match narrowed(store, Listed::SELECT, filter, order) {
        Some(list) => read(store, list, order, start, limit).await,
        None => Ok(Vec::new()),
    }
}

/// The lines from `start` on, in the order of the list.
async fn read(
    store: &Store,
    mut list: Build,
    order: Order,
    start: Start,
    limit: usize,
) -> store::Result<Vec<Listed>> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let backwards = matches!(start, Start::Before(_));
    match (order, start) {
        (Order::Newest, Start::After(key)) | (Order::Oldest, Start::Before(key)) => {
            list.older_than(key.sort);
        }
        (Order::Newest, Start::Before(key)) | (Order::Oldest, Start::After(key)) => {
            list.newer_than(key.sort);
        }
        (Order::Longest, Start::After(key)) => {
            list.and("(a.days_used, a.sort) < (").arg(key.days_used).push(", ").arg(key.sort).push(")");
        }
        (Order::Longest, Start::Before(key)) => {
            list.and("(a.days_used, a.sort) > (").arg(key.days_used).push(", ").arg(key.sort).push(")");
        }
        (_, Start::Top) => {}
    }
    match (order, backwards) {
        (Order::Newest, false) | (Order::Oldest, true) => list.newest_first(limit),
        (Order::Newest, true) | (Order::Oldest, false) => list.oldest_first(limit),
        (Order::Longest, false) => list.push(" ORDER BY a.days_used DESC, a.sort DESC LIMIT ").arg(limit),
        (Order::Longest, true) => list.push(" ORDER BY a.days_used, a.sort LIMIT ").arg(limit),
    };
    let mut rows: Vec<Listed> = list.all(store).await?.iter().map(Listed::row).collect();
    if backwards {
        rows.reverse();
    }
    Ok(rows)
}

/// The list with its filters; nothing where no approval can match.
fn narrowed(store: &Store, select: &'static str, filter: &Filter, order: Order) -> Option<Build> {
    let words = filter.words.as_deref().map(|words| (Kind::Approval, words));
    let mut list = Build::list(store, select, "approvals a", "a.sort", words)?;
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
    chunk(store, &filter, Order::Newest, None, limit).await
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
