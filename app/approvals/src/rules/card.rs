//! The colour of a case: what its clock says in one word. A card is a signal, not an accusation.

use record::Thresholds;
use serde::{Deserialize, Serialize};

use crate::item::Limits;

/// The colour of a case, from mildest to gravest. `Unknown` where dates or limits are missing: no colour is guessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Card {
    /// Within the limits.
    None,
    /// An open case has one working day or less left.
    Notice,
    /// Nearly all of the promised time is used (90 % unless the city says otherwise), or a step took longer than its own limit.
    Yellow,
    /// Over the promised limit.
    Red,
    /// Over the statutory limit.
    RedStatutory,
    /// The dates or limits needed are not there.
    Unknown,
}

impl Card {
    /// All cards, in the order the filter shows them.
    pub const ALL: [Card; 6] =
        [Card::None, Card::Notice, Card::Yellow, Card::Red, Card::RedStatutory, Card::Unknown];

    /// The word used in columns, files and fluent keys.
    pub fn as_str(self) -> &'static str {
        match self {
            Card::None => "none",
            Card::Notice => "notice",
            Card::Yellow => "yellow",
            Card::Red => "red",
            Card::RedStatutory => "red_statutory",
            Card::Unknown => "unknown",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Card> {
        Card::ALL.into_iter().find(|card| card.as_str() == word)
    }
}

/// The colour of a case that used `used_days`, with steps over their own limits or without.
///
/// 行政许可法 arts. 42 and 45 set the statutory limit; the thresholds are the city's.
/// See docs/rules/approval-clock.md.
///
/// ```
/// use approvals::{item::Limits, rules::card::{Card, card}};
/// let limits = Limits { statutory_days: 20, promised_days: 10 };
/// let thresholds = record::Thresholds::default();
/// assert_eq!(card(9, limits, false, false, &thresholds), Card::Yellow);
/// assert_eq!(card(11, limits, false, false, &thresholds), Card::Red);
/// ```
pub fn card(
    used_days: u32,
    limits: Limits,
    a_step_is_over: bool,
    open: bool,
    thresholds: &Thresholds,
) -> Card {
    let used_hundredfold = u64::from(used_days) * 100;
    if used_days > limits.statutory_days {
        Card::RedStatutory
    } else if used_days > limits.promised_days {
        Card::Red
    } else if a_step_is_over
        || used_hundredfold >= u64::from(limits.promised_days) * u64::from(thresholds.yellow_percent)
    {
        Card::Yellow
    } else if open && limits.promised_days - used_days <= thresholds.notice_working_days {
        Card::Notice
    } else {
        Card::None
    }
}
