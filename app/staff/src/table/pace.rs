//! Wrong tries, counted.

use record::Instant;
use store::{Result, Write, sql};

use super::moment;
use crate::rules::pace::Tries;

/// What is known of a source.
pub(crate) async fn tries(write: &mut Write, source: &str) -> Result<Option<Tries>> {
    let row = sql("SELECT wrong, last FROM staff_pace WHERE source = $1").bind(source).one_in(write).await?;
    row.map(|row| Ok(Tries { wrong: row.int(0), last: moment(&row, 1, "staff_pace")? })).transpose()
}

/// One more wrong try. What is older than a day goes, so that a stranger's guesses do not fill the table.
pub(crate) async fn add(write: &mut Write, source: &str, now: Instant) -> Result<()> {
    sql("DELETE FROM staff_pace WHERE last < $1").bind(now.plus_seconds(-86_400)).run(write).await?;
    sql("
        INSERT INTO staff_pace (source, wrong, last)
        VALUES ($1, 1, $2)
        ON CONFLICT (source) DO UPDATE SET wrong = staff_pace.wrong + 1, last = $2")
    .bind(source)
    .bind(now)
    .run(write)
    .await?;
    Ok(())
}

/// A right try: the ones before it are forgotten.
pub(crate) async fn clear(write: &mut Write, source: &str) -> Result<()> {
    sql("DELETE FROM staff_pace WHERE source = $1").bind(source).run(write).await?;
    Ok(())
}
