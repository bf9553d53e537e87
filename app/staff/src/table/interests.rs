//! What staff declared, as it stands in the tables: sealed.

use record::{Day, Instant};
use store::{Result, Row, Store, Write, sql};

use super::{corrupt, moment};

/// One declared thing that still holds.
pub(crate) struct Line {
    pub(crate) account: String,
    pub(crate) seq: i64,
    pub(crate) sealed: Vec<u8>,
    pub(crate) declared: Instant,
}

fn read(row: &Row) -> Result<Line> {
    Ok(Line {
        account: row.text(0).to_owned(),
        seq: row.int(1),
        sealed: row.bytes(2).to_vec(),
        declared: moment(row, 3, "staff_interest")?,
    })
}

/// What holds of everybody, or of one account.
pub(crate) async fn standing(store: &Store, account: Option<&str>) -> Result<Vec<Line>> {
    let mut query = store::Build::new(
        "SELECT i.account, i.seq, i.sealed, i.declared FROM staff_interest i WHERE i.ended IS NULL",
    );
    if let Some(account) = account {
        query.and("i.account = ").arg(account);
    }
    query.push(" ORDER BY i.account, i.seq");
    query.all(store).await?.iter().map(read).collect()
}

/// The number the next line of an account gets. Two who declare at once for one account stand in line.
pub(crate) async fn next(write: &mut Write, account: &str) -> Result<i64> {
    write.queue().await?;
    let row = sql("SELECT COALESCE(MAX(seq), 0) FROM staff_interest WHERE account = $1")
        .bind(account)
        .one_in(write)
        .await?;
    Ok(row.map_or(0, |row| row.int(0)) + 1)
}

/// Enters a line.
pub(crate) async fn put(write: &mut Write, line: &Line) -> Result<()> {
    sql("INSERT INTO staff_interest (account, seq, sealed, declared) VALUES ($1, $2, $3, $4)")
        .bind(&line.account)
        .bind(line.seq)
        .bind(line.sealed.clone())
        .bind(line.declared)
        .run(write)
        .await?;
    Ok(())
}

/// Ends a line of one's own. Whether there was one.
pub(crate) async fn end(write: &mut Write, account: &str, seq: i64, now: Instant) -> Result<bool> {
    let rows = sql("UPDATE staff_interest SET ended = $3 WHERE account = $1 AND seq = $2 AND ended IS NULL")
        .bind(account)
        .bind(seq)
        .bind(now)
        .run(write)
        .await?;
    Ok(rows == 1)
}

/// Somebody says that this is all. Saying it twice on a day changes nothing.
pub(crate) async fn complete(write: &mut Write, account: &str, day: Day) -> Result<()> {
    sql("INSERT INTO staff_declaration (account, day) VALUES ($1, $2) ON CONFLICT DO NOTHING")
        .bind(account)
        .bind(day)
        .run(write)
        .await?;
    Ok(())
}

/// The last day on which each account said so; of one account, if it is named.
pub(crate) async fn completed(store: &Store, account: Option<&str>) -> Result<Vec<(String, Day)>> {
    let mut query = store::Build::new("SELECT d.account, MAX(d.day) FROM staff_declaration d WHERE 1 = 1");
    if let Some(account) = account {
        query.and("d.account = ").arg(account);
    }
    query.push(" GROUP BY d.account");
    let rows = query.all(store).await?;
    rows.iter()
        .map(|row| {
            let day = Day::parse(row.text(1))
                .ok_or_else(|| corrupt("staff_declaration", row.text(0), "is not a day"))?;
            Ok((row.text(0).to_owned(), day))
        })
        .collect()
}
