//! What the three lists share: a page at a time by cursor, and the words a filter offers.

use record::{Day, Page};
use store::{Build, Result, Row, Store};

/// Where a page begins, as its address says it: after or before the row with this place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cursor {
    /// At the top.
    #[default]
    Start,
    /// Below this row.
    After(i64),
    /// Above this row.
    Before(i64),
}

impl Cursor {
    /// From the `after` and `before` of an address; anything unreadable is the top of the list.
    pub fn parse(after: Option<&str>, before: Option<&str>) -> Cursor {
        match (after.and_then(|text| text.parse().ok()), before.and_then(|text| text.parse().ok())) {
            (Some(sort), _) => Cursor::After(sort),
            (None, Some(sort)) => Cursor::Before(sort),
            (None, None) => Cursor::Start,
        }
    }
}

/// A row that knows its place in the list.
pub(super) trait Placed {
    fn place(&self) -> i64;
}

/// One page of a list ordered by its own place. `filtered` is the statement with every filter and no order,
/// `counted` the same filters over `SELECT 1`.
pub(super) async fn page<T: Placed>(
    store: &Store,
    mut filtered: Build,
    counted: Build,
    newest_first: bool,
    cursor: Cursor,
    limit: i64,
    read: impl Fn(&Row) -> T,
) -> Result<Page<T>> {
    let forward = !matches!(cursor, Cursor::Before(_));
    match cursor {
        Cursor::Start => {}
        Cursor::After(sort) | Cursor::Before(sort) => {
            // Upwards in one order is downwards in the other.
            if newest_first == forward {
                filtered.older_than(sort)
            } else {
                filtered.newer_than(sort)
            };
        }
    }
    if newest_first == forward {
        filtered.newest_first(limit + 1)
    } else {
        filtered.oldest_first(limit + 1)
    };
    let rows = filtered.all(store).await?.iter().map(read).collect();
    Ok(turned(rows, cursor, limit, store.count(counted).await?))
}

/// Rows read one more than asked, in reading order of the query, as a page in reading order of the list.
pub(super) fn turned<T: Placed>(
    mut rows: Vec<T>,
    cursor: Cursor,
    limit: i64,
    count: record::Count,
) -> Page<T> {
    let more = rows.len() as i64 > limit;
    rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let forward = !matches!(cursor, Cursor::Before(_));
    if !forward {
        rows.reverse();
    }
    let has_previous = if forward { cursor != Cursor::Start } else { more };
    let has_next = if forward { more } else { true };
    let previous = rows.first().filter(|_| has_previous).map(|row| row.place().to_string());
    let next = rows.last().filter(|_| has_next).map(|row| row.place().to_string());
    Page { rows, next, previous, count }
}

/// Narrows a list over credit records or penalties to what is public on a day.
pub(super) fn public_on(query: &mut Build, from: &'static str, until: &'static str, today: Day) {
    query.and(from).push(" <= ").arg(today).and(until).push(" >= ").arg(today);
}

/// Pushes `($n, $n, …)`.
pub(super) fn one_of<'a>(query: &mut Build, values: impl IntoIterator<Item = &'a str>) {
    query.push("(");
    for (index, value) in values.into_iter().enumerate() {
        if index > 0 {
            query.push(", ");
        }
        query.arg(value);
    }
    query.push(")");
}

/// The words a filter offers for a field, in the order of their text.
pub async fn words(store: &Store, field: &'static str) -> Result<Vec<String>> {
    let rows = store::sql(
        "
        SELECT word
        FROM credit_words
        WHERE field = $1
        ORDER BY word",
    )
    .bind(field)
    .all(store)
    .await?;
    Ok(rows.iter().map(|row| row.text(0).to_owned()).collect())
}
