//! The figures of the home page and of an item: read from sums that each import keeps up to date.

use record::Day;
use store::{Store, sql};

use crate::rules::card::Card;

/// What the city decided in the seven days up to a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeekFigures {
    /// First of the seven days.
    pub from: Day,
    /// Last of the seven days.
    pub to: Day,
    /// Cases decided.
    pub decided: u64,
    /// Of those whose clock is known, the share decided within the promised limit, in tenths of a per cent.
    pub on_time_per_mille: Option<u64>,
    /// Yellow cards.
    pub yellow: u64,
    /// Red cards, those over the statutory limit among them.
    pub red: u64,
    /// The last day of each of twelve weeks and the cases decided in it, oldest first; the last is this week.
    pub weeks: Vec<(Day, u64)>,
}

const WEEKS: i64 = 12;

/// The figures of the home page.
pub async fn week(store: &Store, today: Day) -> store::Result<WeekFigures> {
    let from = today.plus(-6);
    let rows = sql("
        SELECT day, card, cases
        FROM approvals_by_day
        WHERE day >= $1 AND day <= $2")
    .bind(today.plus(1 - 7 * WEEKS))
    .bind(today)
    .all(store)
    .await?;
    let mut weeks: Vec<(Day, u64)> =
        (0..WEEKS).map(|week| (today.plus(-7 * (WEEKS - 1 - week)), 0)).collect();
    let mut cards = Cards::default();
    for row in &rows {
        let Some(day) = Day::parse(row.text(0)) else { continue };
        let cases = u64::try_from(row.int(2)).unwrap_or(0);
        if let Some(week) = weeks.iter_mut().find(|(last, _)| day <= *last) {
            week.1 += cases;
        }
        if day >= from {
            cards.add(row.text(1), cases);
        }
    }
    Ok(WeekFigures {
        from,
        to: today,
        decided: cards.all,
        on_time_per_mille: cards.on_time_per_mille(),
        yellow: cards.yellow,
        red: cards.red,
        weeks,
    })
}

/// What the decided cases of one item say about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemFigures {
    /// Cases decided.
    pub decided: u64,
    /// Of those whose clock is known, the share decided within the promised limit, in tenths of a per cent.
    pub on_time_per_mille: Option<u64>,
    /// The working days that half of the cases did not exceed.
    pub median_days: Option<u64>,
}

/// The figures of one item.
pub async fn figures(store: &Store, item: &str) -> store::Result<ItemFigures> {
    let rows = sql("
        SELECT days_used, card, cases
        FROM approvals_by_item_and_length
        WHERE item_code = $1 AND cases > 0
        ORDER BY days_used")
    .bind(item)
    .all(store)
    .await?;
    let mut cards = Cards::default();
    let mut lengths = Vec::new();
    for row in &rows {
        let cases = u64::try_from(row.int(2)).unwrap_or(0);
        cards.add(row.text(1), cases);
        if let Ok(days) = u64::try_from(row.int(0)) {
            lengths.push((days, cases));
        }
    }
    Ok(ItemFigures {
        decided: cards.all,
        on_time_per_mille: cards.on_time_per_mille(),
        median_days: median(&lengths),
    })
}

/// The lower median of values that come sorted, each with how often it occurs.
fn median(lengths: &[(u64, u64)]) -> Option<u64> {
    let all: u64 = lengths.iter().map(|(_, cases)| cases).sum();
    let mut seen = 0;
    lengths
        .iter()
        .find(|(_, cases)| {
            seen += cases;
            seen * 2 >= all
        })
        .map(|(days, _)| *days)
}

/// Cases by colour.
#[derive(Default)]
struct Cards {
    all: u64,
    unknown: u64,
    yellow: u64,
    red: u64,
}

impl Cards {
    fn add(&mut self, card: &str, cases: u64) {
        self.all += cases;
        match Card::parse(card) {
            Some(Card::Yellow) => self.yellow += cases,
            Some(Card::Red | Card::RedStatutory) => self.red += cases,
            Some(Card::Unknown) | None => self.unknown += cases,
            Some(Card::None | Card::Notice) => {}
        }
    }

    fn on_time_per_mille(&self) -> Option<u64> {
        let known = self.all - self.unknown;
        // Rounded down: 99.96 % on time is not 100 %.
        (known > 0).then(|| (known - self.red) * 1000 / known)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_day_half_of_the_cases_did_not_exceed() {
        let check = |lengths: &[(u64, u64)], expected| assert_eq!(median(lengths), expected, "{lengths:?}");
        check(&[], None);
        check(&[(7, 1)], Some(7));
        check(&[(2, 1), (9, 1)], Some(2));
        check(&[(2, 1), (5, 1), (9, 1)], Some(5));
        check(&[(1, 10), (30, 9)], Some(1));
    }
}
