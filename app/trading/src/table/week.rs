//! The figures of the home page.

use record::Day;
use store::{Store, sql};

use super::list::{Filter, Order, first};
use crate::listed::Listed;

const WEEKS: i64 = 12;

/// What was awarded in the seven days up to a day. Sums are in yuan: awards in other currencies are counted, not summed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Week {
    /// First of the seven days.
    pub from: Day,
    /// Last of the seven days.
    pub to: Day,
    /// Processes awarded.
    pub deals: u64,
    /// What they come to, in fen.
    pub sum_fen: i128,
    /// How many bid for each on average, in tenths, rounded; none where nobody published how many bid.
    pub bidders_tenths: Option<u64>,
    /// The last day of each of twelve weeks and what was awarded in it in fen, oldest first; the last is this week.
    pub weeks: Vec<(Day, i128)>,
    /// The five newest processes.
    pub newest: Vec<Listed>,
}

/// The figures of the seven days up to `today`.
pub async fn week(store: &Store, today: Day) -> store::Result<Week> {
    let from = today.plus(-6);
    let rows = sql("
        SELECT award_day, COUNT(*), CAST(COALESCE(SUM(award_fen), 0) AS BIGINT),
               CAST(COALESCE(SUM(bidders), 0) AS BIGINT), COUNT(bidders)
        FROM trading
        WHERE award_day >= $1 AND award_day <= $2
        GROUP BY award_day")
    .bind(today.plus(1 - 7 * WEEKS))
    .bind(today)
    .all(store)
    .await?;
    let mut weeks: Vec<(Day, i128)> =
        (0..WEEKS).map(|week| (today.plus(-7 * (WEEKS - 1 - week)), 0)).collect();
    let (mut deals, mut sum_fen, mut bidders, mut counted) = (0, 0, 0, 0);
    for row in &rows {
        let Some(day) = row.opt_day(0) else { continue };
        let fen = i128::from(row.int(2));
        if let Some(week) = weeks.iter_mut().find(|(last, _)| day <= *last) {
            week.1 += fen;
        }
        if day >= from {
            deals += row.int(1).unsigned_abs();
            sum_fen += fen;
            bidders += row.int(3).unsigned_abs();
            counted += row.int(4).unsigned_abs();
        }
    }
    let newest = first(store, &Filter::default(), Order::Newest, 5).await?;
    let bidders_tenths = (bidders * 20 + counted).checked_div(counted * 2);
    Ok(Week { from, to: today, deals, sum_fen, bidders_tenths, weeks, newest })
}
