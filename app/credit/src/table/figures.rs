//! Figures of the home page and of the overview.

use std::collections::HashSet;

use record::{Count, Day, Kind, Ref};
use store::{Build, Result, Store, sort_id, sql};

use super::lists::{one_of, public_on};

/// What changed in the register in the seven days that end with `today`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Week {
    /// Enterprises of which a record or penalty was published, repaired, ended or was withdrawn.
    pub changed: u64,
    /// Records repaired.
    pub repaired: u64,
    /// Negative records and penalties whose publication ran out.
    pub expired: u64,
    /// Negative records and penalties newly decided.
    pub negative: u64,
    /// Last day of each of the last twelve weeks, and the negative records and penalties decided in it.
    pub weeks: Vec<(Day, u64)>,
    /// The newest that is public.
    pub newest: Vec<Change>,
}

/// One piece of news.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Whose.
    pub uscc: String,
    /// The enterprise's name.
    pub enterprise: String,
    /// What was found or awarded, or the offence.
    pub what: String,
    /// Who decided.
    pub authority: String,
    /// When.
    pub decided_on: Day,
    /// Whether it speaks for the enterprise.
    pub good: bool,
}

const WEEKS: i64 = 12;
const NEWEST: i64 = 5;

/// The week's figures.
pub async fn week(store: &Store, today: Day) -> Result<Week> {
    let from = today.plus(-6);
    let numbers = sql("
        SELECT (SELECT COUNT(*) FROM (
                    SELECT uscc FROM credit_records WHERE sort >= $5 AND sort < $6
                    UNION SELECT uscc FROM credit_records WHERE repaired_on BETWEEN $1 AND $2
                    UNION SELECT uscc FROM credit_records WHERE public_until BETWEEN $3 AND $4
                    UNION SELECT uscc FROM penalties WHERE uscc IS NOT NULL AND public_from BETWEEN $1 AND $2
                    UNION SELECT uscc FROM penalties WHERE uscc IS NOT NULL AND withdrawn_on BETWEEN $1 AND $2
                    UNION SELECT uscc FROM penalties WHERE uscc IS NOT NULL AND public_until BETWEEN $3 AND $4
                ) changed),
               (SELECT COUNT(*) FROM credit_records WHERE repaired_on BETWEEN $1 AND $2),
               (SELECT COUNT(*) FROM credit_records
                WHERE good = 0 AND repaired_on IS NULL AND public_until BETWEEN $3 AND $4)
               + (SELECT COUNT(*) FROM penalties WHERE withdrawal IS NULL AND public_until BETWEEN $3 AND $4)")
    .bind(from)
    .bind(today)
    // A record whose last day was yesterday ends today.
    .bind(from.plus(-1))
    .bind(today.plus(-1))
    // The place in the list begins with the day of the decision, and the list has an index.
    .bind(sort_id(from, 0))
    .bind(sort_id(today.plus(1), 0))
    .one(store)
    .await?;
    let weeks = weeks(store, today).await?;
    let (changed, repaired, expired) = numbers.map_or((0, 0, 0), |row| (row.int(0), row.int(1), row.int(2)));
    Ok(Week {
        changed: changed.unsigned_abs(),
        repaired: repaired.unsigned_abs(),
        expired: expired.unsigned_abs(),
        negative: weeks.last().map_or(0, |(_, number)| *number),
        weeks,
        newest: newest(store, today).await?,
    })
}

async fn weeks(store: &Store, today: Day) -> Result<Vec<(Day, u64)>> {
    let first = today.plus(1 - WEEKS * 7);
    let rows = sql("
        SELECT decided_on, COUNT(*)
        FROM (
            SELECT decided_on FROM credit_records WHERE good = 0 AND sort >= $1 AND sort < $2
            UNION ALL SELECT decided_on FROM penalties WHERE withdrawal IS NULL AND sort >= $1 AND sort < $2
        ) decided
        GROUP BY decided_on")
    .bind(sort_id(first, 0))
    .bind(sort_id(today.plus(1), 0))
    .all(store)
    .await?;
    let mut weeks: Vec<(Day, u64)> = (0..WEEKS).map(|week| (first.plus(week * 7 + 6), 0)).collect();
    for row in rows {
        let Some(day) = row.opt_day(0) else { continue };
        let at = usize::try_from(day.days_since(first) / 7).unwrap_or(0);
        if let Some((_, number)) = weeks.get_mut(at) {
            *number += row.int(1).unsigned_abs();
        }
    }
    Ok(weeks)
}

/// The newest few that are public and belong to an enterprise: natural persons are not news.
async fn newest(store: &Store, today: Day) -> Result<Vec<Change>> {
    let rows = sql("
        SELECT uscc, enterprise, what, authority, decided_on, good
        FROM (
            SELECT r.sort, r.uscc, r.enterprise, r.name AS what, r.authority, r.decided_on, r.good
            FROM (SELECT sort, uscc, enterprise, name, authority, decided_on, good
                  FROM credit_records
                  WHERE public_from <= $1 AND public_until >= $1
                  ORDER BY sort DESC
                  LIMIT $2) r
            UNION ALL
            SELECT p.sort, p.uscc, p.party, p.what, p.authority, p.decided_on, 0
            FROM (SELECT sort, uscc, party, COALESCE(offence, document) AS what, authority, decided_on
                  FROM penalties
                  WHERE party_kind = 'organisation' AND withdrawal IS NULL
                    AND public_from <= $1 AND public_until >= $1
                  ORDER BY sort DESC
                  LIMIT $2) p
        ) news
        ORDER BY sort DESC
        LIMIT $2")
    .bind(today)
    .bind(NEWEST)
    .all(store)
    .await?;
    Ok(rows
        .iter()
        .map(|row| Change {
            uscc: row.text(0).to_owned(),
            enterprise: row.text(1).to_owned(),
            what: row.text(2).to_owned(),
            authority: row.text(3).to_owned(),
            decided_on: super::records::day(row, 4),
            good: row.int(5) == 1,
        })
        .collect())
}

/// Enterprises, honours, negative records and penalties public on the day: the numbers of the register's front page.
pub async fn totals(store: &Store, today: Day) -> Result<[Count; 4]> {
    let records = |good: bool| {
        let mut query = Build::new("SELECT 1 FROM credit_records WHERE good = ");
        query.arg(good);
        public_on(&mut query, "public_from", "public_until", today);
        query
    };
    let mut penalties = Build::new("SELECT 1 FROM penalties WHERE withdrawal IS NULL");
    public_on(&mut penalties, "public_from", "public_until", today);
    Ok([
        store.count(Build::new("SELECT 1 FROM enterprises")).await?,
        store.count(records(true)).await?,
        store.count(records(false)).await?,
        store.count(penalties).await?,
    ])
}

/// Which of the found records may be shown on the day. The search index holds every record until it is imported
/// again; whoever shows what it found asks here first.
pub async fn shown(store: &Store, today: Day, found: &[Ref]) -> Result<HashSet<Ref>> {
    let mut shown: HashSet<Ref> = found
        .iter()
        .filter(|record| !matches!(record.kind, Kind::CreditRecord | Kind::Penalty))
        .cloned()
        .collect();
    for (kind, select) in [
        (Kind::CreditRecord, "SELECT key FROM credit_records WHERE key IN "),
        (Kind::Penalty, "SELECT key FROM penalties WHERE key IN "),
    ] {
        let keys: Vec<&str> =
            found.iter().filter(|record| record.kind == kind).map(|record| record.key.as_str()).collect();
        if keys.is_empty() {
            continue;
        }
        let mut query = Build::new(select);
        one_of(&mut query, keys);
        public_on(&mut query, "public_from", "public_until", today);
        shown.extend(query.all(store).await?.iter().map(|row| Ref::new(kind, row.text(0))));
    }
    Ok(shown)
}
