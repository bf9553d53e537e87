//! Credit records as the lists and an enterprise's page read them.

use record::{Cursor, Day, Kind, Page, Start, Uscc};
use store::{Build, Order, Result, Row, Store};

use super::lists::public_on;
use crate::credit_record::{CreditRecord, Finding};
use crate::rules::publication::Severity;

/// What the reader asked the list for.
#[derive(Clone, Debug, Default)]
pub struct RecordFilter {
    /// Words of the name, the enterprise, the authority or a number.
    pub words: Option<String>,
    /// Only honours, or only negative records.
    pub good: Option<bool>,
    /// Class of the source.
    pub category: Option<String>,
    /// Severity of a negative record.
    pub severity: Option<Severity>,
}

const COLUMNS: &str = "
    SELECT r.sort, r.key, r.uscc, r.enterprise, r.category, r.name, r.authority, r.decided_on, r.document, r.good,
           r.valid_until, r.severity, r.publish_min, r.publish_until, r.repaired_on";

/// The list with its filters; nothing where the words can match nothing.
fn filtered(store: &Store, filter: &RecordFilter, today: Day) -> Option<Build> {
    let search = filter.words.as_deref().map(|words| (Kind::CreditRecord, words));
    let mut query = Build::list(store, COLUMNS, "credit_records r", "r.sort", search)?;
    public_on(&mut query, "r.public_from", "r.public_until", today);
    if let Some(good) = filter.good {
        query.and("r.good = ").arg(good);
    }
    if let Some(category) = &filter.category {
        query.and("r.category = ").arg(category);
    }
    if let Some(severity) = filter.severity {
        query.and("r.severity = ").arg(severity.as_str());
    }
    Some(query)
}

/// A page of what is public on the day, newest decision first.
pub async fn records(
    store: &Store,
    filter: &RecordFilter,
    today: Day,
    start: Start,
    limit: usize,
) -> Result<Page<CreditRecord>> {
    let Some(list) = filtered(store, filter, today) else { return Ok(Page::empty()) };
    list.page(store, Order::Newest, start, limit, line).await
}

/// All that is public of one enterprise on the day, newest decision first.
pub async fn records_of(store: &Store, uscc: &Uscc, today: Day) -> Result<Vec<CreditRecord>> {
    let mut query = Build::new(COLUMNS);
    query.push(" FROM credit_records r WHERE r.uscc = ").arg(uscc.as_str());
    public_on(&mut query, "r.public_from", "r.public_until", today);
    query.push(" ORDER BY r.sort DESC LIMIT ").arg(SHOWN_OF_ONE);
    Ok(query.all(store).await?.iter().map(row).collect())
}

/// Records of one enterprise on its page. No real one has so many; a broken source must not fill the memory.
pub(super) const SHOWN_OF_ONE: i64 = 500;

/// The enterprise a record number belongs to, if the record is public on the day.
pub async fn record_owner(store: &Store, key: &str, today: Day) -> Result<Option<String>> {
    let mut query = Build::new("SELECT r.uscc FROM credit_records r WHERE r.key = ");
    query.arg(key);
    public_on(&mut query, "r.public_from", "r.public_until", today);
    Ok(query.one(store).await?.map(|row| row.text(0).to_owned()))
}

fn line(found: &Row) -> (Cursor, CreditRecord) {
    (Cursor { sort: found.int(0), number: None }, row(found))
}

fn row(row: &Row) -> CreditRecord {
    let finding = match row.opt_text(11).and_then(Severity::parse) {
        Some(severity) => Finding::Negative {
            severity,
            publish_min: day(row, 12),
            publish_until: day(row, 13),
            repaired_on: row.opt_day(14),
        },
        None => Finding::Honour { valid_until: row.opt_day(10) },
    };
    CreditRecord {
        key: row.text(1).to_owned(),
        uscc: Uscc::parse(row.text(2)).expect("only codes that hold are written"),
        enterprise: row.text(3).to_owned(),
        category: row.text(4).to_owned(),
        name: row.text(5).to_owned(),
        authority: row.text(6).to_owned(),
        decided_on: day(row, 7),
        document: row.opt_text(8).map(str::to_owned),
        finding,
    }
}

/// A day that is always there.
pub(super) fn day(row: &Row, column: usize) -> Day {
    row.opt_day(column).expect("a day of the table was written by this slice")
}
