//! The list: filters, orders, pages by key, and the same rows for a download.

use record::{Count, Cursor, Day, Kind as RecordKind, Page, Start};
use store::{Build, Row, Store, sort_id, sql};

use crate::listed::Listed;
use crate::process::{Kind, State};
use crate::rules::money::{Amount, Decimal};

/// What a reader asked for. Empty means everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words that must stand in the process.
    pub words: Option<String>,
    /// Which of the kinds.
    pub kind: Option<Kind>,
    /// How far it has come.
    pub state: Option<State>,
    /// The standard's code of the method.
    pub method: Option<String>,
    /// The buyer: its credit code or identifier, or its whole name.
    pub buyer: Option<String>,
    /// Division code of the buyer.
    pub district: Option<String>,
    /// Currency of the award, or of the estimate where nothing was awarded.
    pub currency: Option<String>,
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
    /// Largest sum first, within one currency. Processes without any sum are not in it.
    Largest,
}

impl Order {
    /// All orders, in the order the page offers them.
    pub const ALL: [Order; 3] = [Order::Newest, Order::Oldest, Order::Largest];

    /// The word used in addresses and fluent keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Order::Newest => "newest",
            Order::Oldest => "oldest",
            Order::Largest => "largest",
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
            Order::Largest => store::Order::Largest("t.size"),
        }
    }
}

const SELECT: &str = "
    SELECT t.sort, t.ocid, t.number, t.title, t.kind, t.method, t.method_details, t.buyer, t.buyer_code, t.district,
           t.state, t.notice_day, t.tender_deadline, t.estimate, t.estimate_currency, t.bidders, t.winner,
           t.winner_code, t.award_value, t.award_currency, t.award_day, t.contract_day, t.conforms, t.size";

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

/// How many processes a filter leaves.
pub async fn count(store: &Store, filter: &Filter) -> store::Result<Count> {
    match narrowed(store, filter, Order::Newest) {
        Some(list) => list.count(store).await,
        None => Ok(Count::Exact(0)),
    }
}

/// The first `limit` lines, uncounted.
pub async fn first(store: &Store, filter: &Filter, order: Order, limit: usize) -> store::Result<Vec<Listed>> {
    let Some(list) = narrowed(store, filter, order) else { return Ok(Vec::new()) };
    let lines = list.lines(store, order.of_store(), Start::Top, limit, line).await?;
    Ok(lines.into_iter().map(|(_, listed)| listed).collect())
}

/// The process of exactly this number or ocid, where there is one alone.
pub async fn named(store: &Store, words: &str) -> store::Result<Option<String>> {
    let rows =
        sql("SELECT ocid FROM trading WHERE ocid = $1 OR number = $1 LIMIT 2").bind(words).all(store).await?;
    Ok(match rows.as_slice() {
        [row] => Some(row.text(0).to_owned()),
        _ => None,
    })
}

/// The currencies of the register, for its filter.
pub async fn currencies(store: &Store) -> store::Result<Vec<String>> {
    // A step along the index a currency, instead of a walk over every process.
    let mut found: Vec<String> = Vec::new();
    loop {
        let last = found.last().map_or("", String::as_str);
        let next = sql("SELECT MIN(size_currency) FROM trading WHERE size_currency > $1")
            .bind(last)
            .one(store)
            .await?;
        match next.and_then(|row| row.opt_text(0).map(str::to_owned)) {
            Some(currency) if found.len() < 100 => found.push(currency),
            _ => return Ok(found),
        }
    }
}

/// The list with its filters; nothing where no process can match.
fn narrowed(store: &Store, filter: &Filter, order: Order) -> Option<Build> {
    let words = filter.words.as_deref().map(|words| (RecordKind::Process, words));
    let mut list = Build::list(store, SELECT, "trading t", "t.sort", words)?;
    if let Some(kind) = filter.kind {
        list.and("t.kind = ").arg(kind.as_str());
    }
    if let Some(state) = filter.state {
        list.and("t.state = ").arg(state.as_str());
    }
    if let Some(method) = &filter.method {
        list.and("t.method = ").arg(method);
    }
    if let Some(buyer) = &filter.buyer {
        // Codes are letters and digits; a name is anything else. Each has its index.
        let is_code = buyer.is_ascii() && !buyer.contains(' ');
        list.and(if is_code { "t.buyer_code = " } else { "t.buyer = " }).arg(buyer);
    }
    if let Some(district) = &filter.district {
        list.and("t.district = ").arg(district);
    }
    match &filter.currency {
        Some(currency) => {
            list.and("t.size_currency = ").arg(currency);
        }
        // Sums in different currencies have no order.
        None if order == Order::Largest => {
            list.and("t.size_currency = ").arg("CNY");
        }
        None => {}
    }
    if let Some(from) = filter.from {
        list.newer_than(sort_id(from, 0) - 1);
    }
    if let Some(to) = filter.to {
        list.older_than(sort_id(to.plus(1), 0));
    }
    Some(list)
}

fn line(row: &Row) -> (Cursor, Listed) {
    let text = |column| row.text(column).to_owned();
    let opt_text = |column| row.opt_text(column).map(str::to_owned);
    let amount = |number: usize, currency: usize| {
        let number = Decimal::parse(row.opt_text(number)?)?;
        Some(Amount { number, currency: row.opt_text(currency).unwrap_or_default().to_owned() })
    };
    let cursor = Cursor { sort: row.int(0), number: row.opt_int(23) };
    let listed = Listed {
        ocid: text(1),
        number: text(2),
        title: text(3),
        kind: Kind::parse(row.text(4)).expect("a CHECK lists the kinds"),
        method: opt_text(5),
        method_details: text(6),
        buyer: text(7),
        buyer_code: text(8),
        district: opt_text(9),
        state: State::parse(row.text(10)).expect("a CHECK lists the states"),
        notice_day: row.opt_day(11),
        tender_deadline: opt_text(12),
        estimate: amount(13, 14),
        bidders: row.opt_int(15),
        winner: opt_text(16),
        winner_code: opt_text(17),
        award_value: amount(18, 19),
        award_day: row.opt_day(20),
        contract_day: row.opt_day(21),
        conforms: row.int(22) == 1,
    };
    (cursor, listed)
}
