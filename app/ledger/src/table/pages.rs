//! Tiles and bundles.

use store::{Result, Store, Write, sql};

use super::{count, int};
use crate::tile::Tile;
use crate::tile::bundle::Bundle;

/// The bytes of a tile of exactly this width.
pub(crate) async fn tile(store: &Store, tile: Tile) -> Result<Option<Vec<u8>>> {
    let row = sql("SELECT bytes FROM log_tile WHERE level = $1 AND number = $2 AND width = $3")
        .bind(i64::from(tile.level))
        .bind(int(tile.number))
        .bind(i64::from(tile.width))
        .one(store)
        .await?;
    Ok(row.map(|row| row.bytes(0).to_vec()))
}

/// The bytes of these tiles, each as it is or, where that is no longer kept, as the full one. Those that are there.
pub(crate) async fn tiles(store: &Store, wanted: &[Tile]) -> Result<Vec<(Tile, Vec<u8>)>> {
    let mut found = Vec::with_capacity(wanted.len());
    for &wanted in wanted {
        for wanted in [wanted, wanted.full()] {
            if let Some(bytes) = tile(store, wanted).await? {
                found.push((wanted, bytes));
                break;
            }
        }
    }
    Ok(found)
}

/// The bytes of a bundle of exactly this width.
pub(crate) async fn bundle(store: &Store, bundle: Bundle) -> Result<Option<Vec<u8>>> {
    let row = sql("SELECT bytes FROM log_bundle WHERE number = $1 AND width = $2")
        .bind(int(bundle.number))
        .bind(i64::from(bundle.width))
        .one(store)
        .await?;
    Ok(row.map(|row| row.bytes(0).to_vec()))
}

/// Every width that is kept of one place, with its bytes; the widest last. A bundle's place is that of `None`.
pub(crate) async fn widths(store: &Store, level: Option<u8>, number: u64) -> Result<Vec<(i64, Vec<u8>)>> {
    let rows = match level {
        Some(level) => {
            sql("SELECT width, bytes FROM log_tile WHERE level = $1 AND number = $2 ORDER BY width")
                .bind(i64::from(level))
                .bind(int(number))
        }
        None => sql("SELECT width, bytes FROM log_bundle WHERE number = $1 ORDER BY width").bind(int(number)),
    };
    let rows = rows.all(store).await?;
    Ok(rows.iter().map(|row| (row.int(0), row.bytes(1).to_vec())).collect())
}

/// Rows that lie outside a tree of `size` leaves: a name for each, at most a hundred of each table.
pub(crate) async fn beyond(store: &Store, size: u64) -> Result<Vec<(&'static str, String)>> {
    let mut found = Vec::new();
    let rows = sql("SELECT level, number, width FROM log_tile ORDER BY level DESC, number DESC LIMIT 100");
    let mut rows = rows.all(store).await?;
    for level in 0..8 {
        let newest = sql("
            SELECT level, number, width
            FROM log_tile
            WHERE level = $1
            ORDER BY number DESC, width DESC
            LIMIT 100")
        .bind(level);
        rows.extend(newest.all(store).await?);
    }
    for row in rows {
        let (level, number, width) = (row.int(0), row.int(1), row.int(2));
        let place = u8::try_from(level).ok().and_then(|level| Tile::at(level, count(number), size));
        if number < 0 || place.is_none_or(|tile| i64::from(tile.width) < width) {
            found.push(("log_tile", format!("{level} {number} {width}")));
        }
    }
    let rows = sql("SELECT number, width FROM log_bundle ORDER BY number DESC, width DESC LIMIT 100");
    for row in rows.all(store).await? {
        let (number, width) = (row.int(0), row.int(1));
        let place = Tile::at(0, count(number), size);
        if number < 0 || place.is_none_or(|tile| i64::from(tile.width) < width) {
            found.push(("log_bundle", format!("{number} {width}")));
        }
    }
    found.sort();
    found.dedup();
    Ok(found)
}

/// Writes a tile, or a bundle where `level` is none. `false`: the place was taken by other bytes, and still is.
///
/// A full one makes the partial ones before it superfluous.
pub(crate) async fn put(
    write: &mut Write,
    level: Option<u8>,
    number: u64,
    width: u16,
    bytes: &[u8],
) -> Result<bool> {
    let (insert, select, clear) = match level {
        Some(_) => (
            "INSERT INTO log_tile (number, width, bytes, level) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
            "SELECT bytes FROM log_tile WHERE number = $1 AND width = $2 AND level = $3",
            "DELETE FROM log_tile WHERE number = $1 AND width < 256 AND level = $2",
        ),
        None => (
            "INSERT INTO log_bundle (number, width, bytes) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            "SELECT bytes FROM log_bundle WHERE number = $1 AND width = $2",
            "DELETE FROM log_bundle WHERE number = $1 AND width < 256",
        ),
    };
    let of_level = |statement: store::Sql| match level {
        Some(level) => statement.bind(i64::from(level)),
        None => statement,
    };
    let written = sql(insert).bind(int(number)).bind(i64::from(width)).bind(bytes.to_vec());
    if of_level(written).run(write).await? == 0 {
        let there = of_level(sql(select).bind(int(number)).bind(i64::from(width))).one_in(write).await?;
        return Ok(there.is_some_and(|row| row.bytes(0) == bytes));
    }
    if width == crate::tile::FULL {
        of_level(sql(clear).bind(int(number))).run(write).await?;
    }
    Ok(true)
}
