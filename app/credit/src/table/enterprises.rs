//! Enterprises as the list reads them, and one of them with the version that stands.

use std::collections::HashMap;

use record::{Cursor, Day, Kind, Page, Start, Uscc};
use store::{Build, Result, Row, Store};

use super::lists::{one_of, public_on};
use crate::enterprise::{Enterprise, Standing};

/// How the list is ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Youngest enterprise first.
    #[default]
    Newest,
    /// Oldest enterprise first.
    Oldest,
    /// Largest capital first.
    Capital,
}

impl Order {
    /// Every order, as the page offers them.
    pub const ALL: [Order; 3] = [Order::Newest, Order::Oldest, Order::Capital];

    /// The word in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Order::Newest => "newest",
            Order::Oldest => "oldest",
            Order::Capital => "capital",
        }
    }

    fn of_store(self) -> store::Order {
        match self {
            Order::Newest => store::Order::Newest,
            Order::Oldest => store::Order::Oldest,
            Order::Capital => store::Order::Largest("COALESCE(e.capital, -1)"),
        }
    }
}

/// What an enterprise must have on the day to stay in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Has {
    /// An honour.
    Honour,
    /// A negative record.
    Negative,
    /// A penalty that stands.
    Penalty,
}

impl Has {
    /// Every choice, as the page offers them.
    pub const ALL: [Has; 3] = [Has::Honour, Has::Negative, Has::Penalty];

    /// The word in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Has::Honour => "honour",
            Has::Negative => "negative",
            Has::Penalty => "penalty",
        }
    }
}

/// What the reader asked the list for.
#[derive(Clone, Debug, Default)]
pub struct EnterpriseFilter {
    /// Words of the name, the former name or the code.
    pub words: Option<String>,
    /// Legal form.
    pub kind: Option<String>,
    /// Industry.
    pub industry: Option<String>,
    /// Division code of the district.
    pub district: Option<String>,
    /// Whether it still exists.
    pub standing: Option<Standing>,
    /// What it must have.
    pub has: Option<Has>,
    /// In which order.
    pub order: Order,
}

/// What is public about an enterprise on the day, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Honours.
    pub honours: u64,
    /// Negative records.
    pub negatives: u64,
    /// Penalties that stand.
    pub penalties: u64,
}

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnterpriseRow {
    /// The enterprise.
    pub enterprise: Enterprise,
    /// What is public about it.
    pub counts: Counts,
}

const COLUMNS: &str = "
    SELECT e.sort, e.uscc, e.register_number, e.name, e.former_name, e.kind, e.industry, e.district, e.town,
           e.standing, e.founded_on, e.legal_representative, e.capital, e.address";

/// The list with its filters; nothing where the words can match nothing.
fn filtered(store: &Store, filter: &EnterpriseFilter, today: Day) -> Option<Build> {
    let search = filter.words.as_deref().map(|words| (Kind::Enterprise, words));
    let mut query = Build::list(store, COLUMNS, "enterprises e", "e.sort", search)?;
    if let Some(kind) = &filter.kind {
        query.and("e.kind = ").arg(kind);
    }
    if let Some(industry) = &filter.industry {
        query.and("e.industry = ").arg(industry);
    }
    if let Some(district) = &filter.district {
        query.and("e.district = ").arg(district);
    }
    if let Some(standing) = filter.standing {
        query.and("e.standing = ").arg(standing.as_str());
    }
    match filter.has {
        Some(has @ (Has::Honour | Has::Negative)) => {
            query.and("EXISTS (SELECT 1 FROM credit_records r WHERE r.uscc = e.uscc AND r.good = ");
            query.arg(has == Has::Honour);
            public_on(&mut query, "r.public_from", "r.public_until", today);
            query.push(")");
        }
        Some(Has::Penalty) => {
            query.and("EXISTS (SELECT 1 FROM penalties p WHERE p.uscc = e.uscc AND p.withdrawal IS NULL");
            public_on(&mut query, "p.public_from", "p.public_until", today);
            query.push(")");
        }
        None => {}
    }
    Some(query)
}

/// A page of the list.
pub async fn enterprises(
    store: &Store,
    filter: &EnterpriseFilter,
    today: Day,
    start: Start,
    limit: usize,
) -> Result<Page<EnterpriseRow>> {
    let Some(list) = filtered(store, filter, today) else { return Ok(Page::empty()) };
    let mut found = list
        .page(store, filter.order.of_store(), start, limit, |found| {
            let row = row(found);
            // What the order goes by: a capital nobody stated is less than none.
            let capital = row.enterprise.capital.map_or(-1, record::Fen::fen);
            (Cursor { sort: found.int(0), number: Some(capital) }, row)
        })
        .await?;
    count_all(store, &mut found.rows, today).await?;
    Ok(found)
}

fn row(row: &Row) -> EnterpriseRow {
    let text = |column| row.opt_text(column).map(str::to_owned);
    EnterpriseRow {
        enterprise: Enterprise {
            uscc: Uscc::parse(row.text(1)).expect("only codes that hold are written"),
            register_number: text(2),
            name: row.text(3).to_owned(),
            former_name: text(4),
            kind: row.text(5).to_owned(),
            industry: text(6),
            district: text(7),
            town: text(8),
            standing: Standing::parse(row.text(9)).expect("a CHECK lists the standings"),
            founded_on: row.opt_day(10),
            legal_representative: text(11),
            capital: row.opt_int(12).map(record::Fen),
            address: text(13),
        },
        counts: Counts::default(),
    }
}

/// What is public about each enterprise on the day.
async fn count_all(store: &Store, rows: &mut [EnterpriseRow], today: Day) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let usccs: Vec<Uscc> = rows.iter().map(|row| row.enterprise.uscc).collect();
    let mut query = Build::new("SELECT r.uscc, r.good, COUNT(*) FROM credit_records r WHERE r.uscc IN ");
    one_of(&mut query, usccs.iter().map(Uscc::as_str));
    public_on(&mut query, "r.public_from", "r.public_until", today);
    query.push(" GROUP BY r.uscc, r.good");
    let mut counts: HashMap<String, Counts> = HashMap::new();
    for row in query.all(store).await? {
        let count = counts.entry(row.text(0).to_owned()).or_default();
        let number = row.int(2).unsigned_abs();
        if row.int(1) == 1 { count.honours = number } else { count.negatives = number }
    }
    let mut query =
        Build::new("SELECT p.uscc, COUNT(*) FROM penalties p WHERE p.withdrawal IS NULL AND p.uscc IN ");
    one_of(&mut query, usccs.iter().map(Uscc::as_str));
    public_on(&mut query, "p.public_from", "p.public_until", today);
    query.push(" GROUP BY p.uscc");
    for row in query.all(store).await? {
        counts.entry(row.text(0).to_owned()).or_default().penalties = row.int(1).unsigned_abs();
    }
    for row in rows {
        row.counts = counts.get(row.enterprise.uscc.as_str()).copied().unwrap_or_default();
    }
    Ok(())
}

/// One enterprise, if the register has it.
pub async fn enterprise(store: &Store, uscc: &Uscc, today: Day) -> Result<Option<EnterpriseRow>> {
    let mut query = Build::new(COLUMNS);
    query.push(" FROM enterprises e WHERE e.uscc = ").arg(uscc.as_str());
    let mut rows: Vec<EnterpriseRow> = query.all(store).await?.iter().map(row).collect();
    count_all(store, &mut rows, today).await?;
    Ok(rows.pop())
}
