//! Sentences as data: which words of the language files, and what they name. A rule says what has changed; a page, a
//! feed or a test puts it into a language.

use crate::{Day, Fen, Instant};

/// A sentence of the language files before it is put into a language.
///
/// ```
/// use record::{Sentence, Word};
/// let moved = Sentence::new("history-later").with("n", 6);
/// assert_eq!(moved.get("n"), Some(&Word::Number(6)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// The key of its words.
    pub key: &'static str,
    /// What the words name.
    pub args: Vec<(&'static str, Word)>,
}

/// Something a sentence names. How a day or a sum is written depends on the reader's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Word {
    /// Data, shown as they stand.
    Text(String),
    /// A whole number.
    Number(i64),
    /// A day.
    Day(Day),
    /// A point in time, shown to the minute.
    Moment(Instant),
    /// A sum of money, in fen.
    Money(Fen),
    /// A word of the language files, or the text where nobody wrote one: the codes of open lists.
    Key(String, String),
    /// A sentence within the sentence.
    Said(Box<Sentence>),
}

impl Sentence {
    /// A sentence that names nothing yet.
    pub const fn new(key: &'static str) -> Sentence {
        Sentence { key, args: Vec::new() }
    }

    /// The same sentence with a word named.
    #[must_use]
    pub fn with(mut self, name: &'static str, word: impl Into<Word>) -> Sentence {
        self.args.push((name, word.into()));
        self
    }

    /// What stands under a name.
    pub fn get(&self, name: &str) -> Option<&Word> {
        self.args.iter().find(|(known, _)| *known == name).map(|(_, word)| word)
    }

    /// What became of one field: a day that moved says by how many days, a number or a sum says by how much per cent,
    /// everything else says from what to what. `None` where nothing changed.
    ///
    /// ```
    /// use record::{Day, Sentence, Word};
    /// let day = |text| Day::parse(text).map(Word::Day);
    /// let moved = Sentence::of_field("Deadline".into(), day("2026-06-24"), day("2026-06-30")).unwrap();
    /// assert_eq!((moved.key, moved.get("n")), ("history-later", Some(&Word::Number(6))));
    /// ```
    pub fn of_field(field: Word, before: Option<Word>, after: Option<Word>) -> Option<Sentence> {
        let (before, after) = match (before, after) {
            (None, None) => return None,
            (None, Some(after)) => {
                return Some(Sentence::new("history-entered").with("field", field).with("to", after));
            }
            (Some(before), None) => {
                return Some(Sentence::new("history-removed").with("field", field).with("from", before));
            }
            (Some(before), Some(after)) if before == after => return None,
            (Some(before), Some(after)) => (before, after),
        };
        let (key, named) = match (&before, &after) {
            (Word::Day(before), Word::Day(after)) => moved(after.days_since(*before)),
            (Word::Money(before), Word::Money(after)) => match share(before.fen(), after.fen()) {
                Some(share) if after > before => ("history-raised", Some(("share", percent(share).into()))),
                Some(share) => ("history-lowered", Some(("share", percent(share).into()))),
                None => ("history-changed", None),
            },
            _ => ("history-changed", None),
        };
        let mut sentence = Sentence::new(key).with("field", field).with("from", before).with("to", after);
        sentence.args.extend(named);
        Some(sentence)
    }
}

type Named = Option<(&'static str, Word)>;

fn moved(days: i64) -> (&'static str, Named) {
    match days {
        0 => ("history-changed", None),
        1.. => ("history-later", Some(("n", days.into()))),
        _ => ("history-earlier", Some(("n", days.saturating_neg().into()))),
    }
}

/// By how much a sum rose, in tenths of a per cent of what it was, halves away from zero; negative where it fell.
/// `None` where there is nothing to compare with: before it was nothing, or less than nothing.
///
/// ```
/// assert_eq!(record::sentence::share(10_000, 12_800), Some(280));
/// assert_eq!(record::sentence::share(3, 2), Some(-333));
/// assert_eq!(record::sentence::share(0, 5), None);
/// ```
pub fn share(before: i64, after: i64) -> Option<i64> {
    if before <= 0 {
        return None;
    }
    let (part, whole) = ((i128::from(after) - i128::from(before)) * 2_000, i128::from(before));
    let doubled = part / whole;
    i64::try_from((doubled + doubled.signum()) / 2).ok()
}

/// A share without its sign: `28`, `2.5`, `<0.1` where it rounds to nothing.
///
/// ```
/// use record::sentence::percent;
/// assert_eq!([percent(280), percent(-25), percent(0)], ["28", "2.5", "<0.1"]);
/// ```
pub fn percent(per_mille: i64) -> String {
    let share = per_mille.unsigned_abs();
    match (share / 10, share % 10) {
        (0, 0) => "<0.1".to_owned(),
        (whole, 0) => whole.to_string(),
        (whole, tenth) => format!("{whole}.{tenth}"),
    }
}

macro_rules! word_from {
    ($($from:ty => $make:expr),* $(,)?) => { $(
        impl From<$from> for Word {
            fn from(value: $from) -> Word {
                $make(value)
            }
        }
    )* };
}
word_from! {
    String => Word::Text,
    &str => |text: &str| Word::Text(text.to_owned()),
    &String => |text: &String| Word::Text(text.clone()),
    i64 => Word::Number,
    i32 => |number: i32| Word::Number(number.into()),
    u32 => |number: u32| Word::Number(number.into()),
    Day => Word::Day,
    Instant => Word::Moment,
    Fen => Word::Money,
    Sentence => |sentence: Sentence| Word::Said(Box::new(sentence)),
}

/// What a version of a record says that the one before it did not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// What a reader should know first, in the register's own words.
    pub told: Vec<Sentence>,
    /// Every other field that changed: nothing is left out.
    pub others: Vec<Sentence>,
}

impl Difference {
    /// Whether nothing that is shown has changed.
    pub fn is_empty(&self) -> bool {
        self.told.is_empty() && self.others.is_empty()
    }

    /// All sentences, the important ones first.
    pub fn all(&self) -> impl Iterator<Item = &Sentence> {
        self.told.iter().chain(&self.others)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(before: Option<Word>, after: Option<Word>) -> Option<(&'static str, Option<Word>)> {
        let sentence = Sentence::of_field("field".into(), before, after)?;
        let by = sentence.get("n").or(sentence.get("share")).cloned();
        Some((sentence.key, by))
    }

    #[test]
    fn a_day_says_by_how_many_days_it_moved() {
        let day = |text: &str| Day::parse(text).map(Word::Day);
        let first = || day("2026-06-24");
        assert_eq!(told(first(), first()), None);
        assert_eq!(told(first(), day("2026-06-25")), Some(("history-later", Some(1.into()))));
        assert_eq!(told(first(), day("2026-06-30")), Some(("history-later", Some(6.into()))));
        assert_eq!(told(first(), day("2026-06-23")), Some(("history-earlier", Some(1.into()))));
        assert_eq!(told(day("2024-02-28"), day("2024-03-01")), Some(("history-later", Some(2.into()))));
        assert_eq!(told(None, first()), Some(("history-entered", None)));
        assert_eq!(told(first(), None), Some(("history-removed", None)));
        assert_eq!(told(None, None), None);
    }

    #[test]
    fn a_sum_says_by_how_much_it_rose() {
        let fen = |fen: i64| Some(Word::Money(Fen(fen)));
        for (before, after, key, share) in [
            (10_000, 12_800, "history-raised", "28"),
            (10_000, 12_834, "history-raised", "28.3"),
            // Half of a tenth goes away from zero, and what rounds to nothing still rose or fell.
            (10_000, 10_005, "history-raised", "0.1"),
            (10_000, 10_004, "history-raised", "<0.1"),
            (10_000, 9_996, "history-lowered", "<0.1"),
            (10_000, 9_995, "history-lowered", "0.1"),
            (10_000, 0, "history-lowered", "100"),
            (1, 3, "history-raised", "200"),
        ] {
            assert_eq!(told(fen(before), fen(after)), Some((key, Some(share.into()))), "{before} to {after}");
        }
        // No share says how a sum grew out of nothing, or beyond all measure.
        assert_eq!(told(fen(1), fen(i64::MAX)), Some(("history-changed", None)));
        assert_eq!(told(fen(0), fen(5)), Some(("history-changed", None)));
        assert_eq!(told(fen(-5), fen(5)), Some(("history-changed", None)));
        assert_eq!(told(fen(5), fen(5)), None);
    }

    #[test]
    fn what_is_no_day_and_no_sum_says_from_what_to_what() {
        assert_eq!(told(Some("a".into()), Some("b".into())), Some(("history-changed", None)));
        assert_eq!(told(Some(1_i64.into()), Some(Word::Day(Day::FIRST))), Some(("history-changed", None)));
    }
}
