//! Looking at a sample of closed cases again, and what is known about how many were solved.

use record::{Day, Id};
use store::{Build, Store, Value, sql};

use super::{Viewer, seen};
use crate::rules::solved::{Rate, SAMPLED_PERCENT, may_recheck};

/// Cases drawn for in one transaction.
const BATCH: i64 = 500;

/// A closed case that waits for somebody to look at it again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sampled {
    /// The case.
    pub id: Id,
    /// What staff call it by.
    pub number: String,
    /// The unit that closed it.
    pub unit: String,
}

/// Draws a number for every closed case that has none. `secret` is drawn anew for each run and kept nowhere, so that nobody can
/// tell before a case is closed whether it will be looked at. How many were drawn.
pub async fn draw_samples(store: &Store, secret: &[u8; 32], today: Day) -> store::Result<u64> {
    let mut drawn = 0_i64;
    loop {
        let mut write = store.write().await?;
        let rows = sql("
            SELECT s.case_id
            FROM case_state s
            WHERE s.state = 'closed' AND NOT EXISTS (SELECT 1 FROM case_draw d WHERE d.case_id = s.case_id)
            LIMIT $1")
        .bind(BATCH)
        .all_in(&mut write)
        .await?;
        if rows.is_empty() {
            return Ok(u64::try_from(drawn).unwrap_or(0));
        }
        let mut values = Vec::new();
        for row in &rows {
            let seed = store::seed(secret, drawn);
            // Seven bytes, so that the number is never negative.
            let draw = seed[..7].iter().fold(0_i64, |number, byte| number << 8 | i64::from(*byte));
            values.extend([Value::from(row.text(0)), Value::Int(draw), Value::from(today)]);
            drawn += 1;
        }
        let insert = "INSERT INTO case_draw (case_id, draw, day)";
        write.insert_rows(insert, 3, values, " ON CONFLICT (case_id) DO NOTHING").await?;
        write.commit_unseen().await?;
    }
}

/// The sampled cases that the viewer's unit may look at and nobody has spoken about, oldest first.
pub async fn rechecks(store: &Store, viewer: &Viewer, limit: usize) -> store::Result<Vec<Sampled>> {
    // Whoever looks again belongs to another unit, so that the units the viewer sees otherwise do not count here.
    let anywhere = Viewer { units: None, ..viewer.clone() };
    let mut query = Build::new(
        "SELECT s.case_id, s.number, s.unit FROM case_state s JOIN case_draw d ON d.case_id = s.case_id",
    );
    query.push(" WHERE s.state = 'closed' AND s.ending <> 'refused' AND s.solved = 'unknown'");
    query.and("d.draw % 100 < ").arg(SAMPLED_PERCENT as i64);
    query.and("s.unit <> ").arg(&viewer.unit);
    seen::only(&mut query, &anywhere);
    query.push(" ORDER BY s.sort");
    let mut found = Vec::new();
    for row in query.all(store).await? {
        let id = super::id("case_state", row.text(0), row.text(0))?;
        let case = super::case(store, &id).await?;
        if case.is_some_and(|case| may_recheck(&case, &viewer.unit)) {
            found.push(Sampled { id, number: row.text(1).to_owned(), unit: row.text(2).to_owned() });
        }
        if found.len() == limit {
            break;
        }
    }
    Ok(found)
}

/// What is known of the closed cases of each unit: by the words of citizens and of re-checks alone.
pub async fn rates(store: &Store) -> store::Result<Vec<(String, Rate)>> {
    let rows = sql("
        SELECT unit, COUNT(*), CAST(SUM(CASE WHEN solved = 'yes' THEN 1 ELSE 0 END) AS BIGINT),
               CAST(SUM(CASE WHEN solved = 'no' THEN 1 ELSE 0 END) AS BIGINT)
        FROM case_state
        WHERE state = 'closed' AND ending <> 'refused'
        GROUP BY unit
        ORDER BY unit")
    .all(store)
    .await?;
    let rate = |row: &store::Row| Rate {
        closed: super::count(row, 1),
        solved: super::count(row, 2),
        unsolved: super::count(row, 3),
    };
    Ok(rows.iter().map(|row| (row.text(0).to_owned(), rate(row))).collect())
}
