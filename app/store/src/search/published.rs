//! Every published record by the day of its decision: what a map of the site lists.

use record::{Count, Day, Kind, Ref};

use crate::{Build, Error, Result, Store, sort_id, sql};

/// The first and the last day that records stand under; none while nothing is published.
pub async fn published_days(store: &Store) -> Result<Option<(Day, Day)>> {
    let row = sql("SELECT MIN(id), MAX(id) FROM search_doc").one(store).await?;
    Ok(row.and_then(|row| Some((sort_day(row.opt_int(0)?), sort_day(row.opt_int(1)?)))))
}

/// The records of the days from `from` to the one before `to`, oldest first.
pub async fn published(store: &Store, from: Day, to: Day, limit: i64) -> Result<Vec<Ref>> {
    let rows = sql("
        SELECT kind, key
        FROM search_doc
        WHERE id >= $1 AND id < $2
        ORDER BY id
        LIMIT $3")
    .bind(sort_id(from, 0))
    .bind(sort_id(to, 0))
    .bind(limit)
    .all(store)
    .await?;
    rows.iter()
        .map(|row| {
            let kind = Kind::parse(row.text(0)).ok_or_else(|| Error::Corrupt {
                table: "search_doc",
                key: row.text(1).to_owned(),
                what: format!("kind {} is not known", row.text(0)),
            })?;
            Ok(Ref::new(kind, row.text(1)))
        })
        .collect()
}

/// How many records stand under these days, exact to 10,000.
pub async fn published_count(store: &Store, from: Day, to: Day) -> Result<Count> {
    let mut query = Build::new("SELECT 1 FROM search_doc d WHERE d.id >= ");
    query.arg(sort_id(from, 0)).push(" AND d.id < ").arg(sort_id(to, 0));
    store.count(query).await
}

/// The day of a [`sort_id`].
fn sort_day(sort: i64) -> Day {
    let zero = sort_id(Day::from_number(0), 0) >> 40;
    Day::from_number((sort >> 40) - zero)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_of_a_place_is_read_back() {
        for text in ["1900-01-31", "1970-01-01", "2026-11-23"] {
            let day = Day::parse(text).unwrap();
            assert_eq!(sort_day(sort_id(day, 41)), day);
        }
    }
}
