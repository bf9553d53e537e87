//! One page of a list: read from a cursor on, never by its number, so that it costs the same anywhere in the list and
//! skips nothing when new records come in.

use record::{Count, Cursor, Page, Start};

use crate::{Build, Result, Row, Store};

/// The order of a list.
///
/// *When to use*: with [`Build::page`] and [`Build::lines`]. A slice has an order of its own for the words of its
/// addresses, and says which of these it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The list's own order, newest first.
    Newest,
    /// The list's own order, oldest first.
    Oldest,
    /// By a number, largest first, and the newest first among equals. Holds the SQL of the number, which is never null
    /// in the rows of the list.
    Largest(&'static str),
}

impl Build {
    /// The page of `limit` rows that begins at `start`, with the count of the list and the cursors of its neighbours.
    /// `read` makes a row with its [`Cursor`]; the number in it counts only where the list is ordered by one.
    pub async fn page<T>(
        self,
        store: &Store,
        order: Order,
        start: Start,
        limit: usize,
        read: impl Fn(&Row) -> (Cursor, T),
    ) -> Result<Page<T>> {
        let count = self.count(store).await?;
        let rows = self.lines(store, order, start, limit.saturating_add(1), read).await?;
        Ok(Page::cut(rows, start, limit, count))
    }

    /// How many rows the list has, exact to 10,000; remembered until the records change.
    pub async fn count(&self, store: &Store) -> Result<Count> {
        store.count(self.counted()).await
    }

    /// The `limit` rows next to `start`, in the order of the list, each with its cursor.
    pub async fn lines<T>(
        mut self,
        store: &Store,
        order: Order,
        start: Start,
        limit: usize,
        read: impl Fn(&Row) -> (Cursor, T),
    ) -> Result<Vec<(Cursor, T)>> {
        let backwards = matches!(start, Start::Before(_));
        // Upwards in one order is downwards in the other.
        let descends = (order == Order::Oldest) == backwards;
        if let Start::After(cursor) | Start::Before(cursor) = start {
            self.beyond(order, cursor, descends);
        }
        match order {
            Order::Largest(number) => {
                let direction = if descends { " DESC" } else { "" };
                self.push(" ORDER BY ").push(number).push(direction).push(", ");
                let sort = self.sort();
                self.push(sort).push(direction);
            }
            Order::Newest | Order::Oldest => {
                self.ordered(descends);
            }
        }
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.push(" LIMIT ").arg(limit);
        let rows = self.all(store).await?;
        let mut lines: Vec<(Cursor, T)> = rows
            .iter()
            .map(read)
            .map(|(cursor, row)| match order {
                Order::Largest(_) => (cursor, row),
                Order::Newest | Order::Oldest => (Cursor { number: None, ..cursor }, row),
            })
            .collect();
        if backwards {
            lines.reverse();
        }
        Ok(lines)
    }

    /// Only what lies below the cursor, or above it.
    fn beyond(&mut self, order: Order, cursor: Cursor, below: bool) {
        match (order, below) {
            (Order::Largest(number), _) => {
                let sort = self.sort();
                self.and("(").push(number).push(", ").push(sort);
                self.push(if below { ") < (" } else { ") > (" });
                self.arg(cursor.number.unwrap_or(0)).push(", ").arg(cursor.sort).push(")");
            }
            (_, true) => {
                self.older_than(cursor.sort);
            }
            (_, false) => {
                self.newer_than(cursor.sort);
            }
        }
    }
}
