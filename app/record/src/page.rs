//! One page of a list that is read by key, not by number.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How many rows a list has: exact up to the limit of counting, above it at least so many.
///
/// ```
/// use record::Count;
/// assert_eq!(Count::up_to(10_000, 9_999), Count::Exact(9_999));
/// assert_eq!(Count::up_to(10_000, 10_001), Count::AtLeast(10_000));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Count {
    /// So many and no more.
    Exact(u64),
    /// So many or more; shown as "10,000+".
    AtLeast(u64),
}

impl Count {
    /// The count of a list of which at most one row above `limit` was counted.
    pub const fn up_to(limit: u64, counted: u64) -> Count {
        if counted > limit { Count::AtLeast(limit) } else { Count::Exact(counted) }
    }

    /// The number, whether exact or the least.
    pub const fn number(self) -> u64 {
        match self {
            Count::Exact(number) | Count::AtLeast(number) => number,
        }
    }

    /// Whether there is nothing to show.
    pub const fn is_zero(self) -> bool {
        matches!(self, Count::Exact(0))
    }
}

/// A line of a list, wherever it stands now: its place in the list's own order and, in an order by a number, that number.
///
/// ```
/// use record::Cursor;
/// let cursor = Cursor { sort: 8830, number: Some(12) };
/// assert_eq!(cursor.to_string(), "8830.12");
/// assert_eq!(Cursor::parse("8830.12"), Some(cursor));
/// assert_eq!(Cursor::parse("8830"), Some(Cursor { number: None, ..cursor }));
/// assert_eq!(Cursor::parse("8830."), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The place in the list's own order.
    pub sort: i64,
    /// The number that goes before the place, where the list is ordered by one.
    pub number: Option<i64>,
}

impl Cursor {
    /// Reads the text of an address.
    pub fn parse(text: &str) -> Option<Cursor> {
        let (sort, number) = match text.split_once('.') {
            Some((sort, number)) => (sort, Some(number.parse().ok()?)),
            None => (text, None),
        };
        Some(Cursor { sort: sort.parse().ok()?, number })
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.number {
            Some(number) => write!(formatter, "{}.{number}", self.sort),
            None => write!(formatter, "{}", self.sort),
        }
    }
}

/// Where a page begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Start {
    /// At the top of the list.
    #[default]
    Top,
    /// Behind this line.
    After(Cursor),
    /// So that it ends before this line.
    Before(Cursor),
}

impl Start {
    /// From the `after` and `before` of an address; what cannot be read is the top of the list.
    ///
    /// ```
    /// use record::{Cursor, Start};
    /// assert_eq!(Start::asked(Some("x"), Some("5")), Start::Before(Cursor { sort: 5, number: None }));
    /// assert_eq!(Start::asked(Some("x"), None), Start::Top);
    /// ```
    pub fn asked(after: Option<&str>, before: Option<&str>) -> Start {
        match (after.and_then(Cursor::parse), before.and_then(Cursor::parse)) {
            (Some(cursor), _) => Start::After(cursor),
            (None, Some(cursor)) => Start::Before(cursor),
            (None, None) => Start::Top,
        }
    }
}

/// One page of a list, with the cursors of its neighbours for `?after=` and `?before=`.
///
/// ```
/// use record::{Count, Page};
/// let page = Page { rows: vec!["a", "b"], next: Some("b".into()), previous: None, count: Count::Exact(3) };
/// assert_eq!(page.map(str::len).rows, [1, 1]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<T> {
    /// The rows of this page, in the order of the list.
    pub rows: Vec<T>,
    /// The cursor the next page starts after, if there is one.
    pub next: Option<String>,
    /// The cursor the previous page ends before, if there is one.
    pub previous: Option<String>,
    /// How many rows the whole list has.
    pub count: Count,
}

impl<T> Page<T> {
    /// A page of a list without rows.
    pub const fn empty() -> Page<T> {
        Page { rows: Vec::new(), next: None, previous: None, count: Count::Exact(0) }
    }

    /// The page of `limit` rows that begins at `start`, out of one row more where the list goes on. `rows` stand in the
    /// order of the list.
    ///
    /// ```
    /// use record::{Count, Cursor, Page, Start};
    /// let row = |sort| (Cursor { sort, number: None }, sort);
    /// let page = Page::cut(vec![row(9), row(8), row(7)], Start::Top, 2, Count::Exact(5));
    /// assert_eq!((page.rows, page.previous, page.next.as_deref()), (vec![9, 8], None, Some("8")));
    /// ```
    pub fn cut(mut rows: Vec<(Cursor, T)>, start: Start, limit: usize, count: Count) -> Page<T> {
        let more = rows.len() > limit;
        let backwards = matches!(start, Start::Before(_));
        if backwards && more {
            // Read from the reader's line upwards: what is too many stands at the top.
            rows.remove(0);
        }
        rows.truncate(limit);
        let has_previous = if backwards { more } else { start != Start::Top };
        let text = |line: Option<&(Cursor, T)>| line.map(|(cursor, _)| cursor.to_string());
        Page {
            previous: text(rows.first().filter(|_| has_previous)),
            next: text(rows.last().filter(|_| backwards || more)),
            rows: rows.into_iter().map(|(_, row)| row).collect(),
            count,
        }
    }

    /// The same page with every row changed.
    pub fn map<U>(self, change: impl FnMut(T) -> U) -> Page<U> {
        Page {
            rows: self.rows.into_iter().map(change).collect(),
            next: self.next,
            previous: self.previous,
            count: self.count,
        }
    }
}
