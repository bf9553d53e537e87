//! One page of a list that is read by key, not by number.

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

/// One page of a list, with the keys of its neighbours for `?after=` and `?before=`.
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
    /// The key the next page starts after, if there is one.
    pub next: Option<String>,
    /// The key the previous page ends before, if there is one.
    pub previous: Option<String>,
    /// How many rows the whole list has.
    pub count: Count,
}

impl<T> Page<T> {
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
