//! What a person has typed into the code field: nothing yet, the beginning of a code, a code, or something that
//! cannot become one. The page and the form ask this rule; a phone asks the same rule while the person types.
//!
//! GB 32100-2015; [`record::Uscc`] decides whether a whole code holds. See docs/rules/credit-publication.md.

use record::{ResidentId, Uscc};
use serde::{Deserialize, Serialize};

/// Letters and digits a code is made of.
const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
/// Characters in a code.
const LENGTH: usize = 18;
/// Places of the region, which are digits: the third to the eighth.
const REGION: std::ops::Range<usize> = 2..8;

/// What the typed text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Nothing typed.
    Empty,
    /// Right so far, not yet eighteen.
    Unfinished {
        /// Characters so far.
        typed: usize,
    },
    /// A code that holds.
    Whole(Uscc),
    /// More than eighteen.
    TooLong {
        /// Characters so far.
        typed: usize,
    },
    /// A character no code contains.
    Stranger {
        /// What it is.
        character: char,
        /// Where it stands, counted from 1.
        place: usize,
        /// The character it is often confused with.
        meant: Option<char>,
    },
    /// A letter among the six digits of the region.
    LetterInRegion {
        /// What it is.
        character: char,
        /// Where it stands, counted from 1.
        place: usize,
    },
    /// Eighteen good characters whose check digit does not fit: one of them is wrong.
    WrongCheck,
    /// A resident ID: it belongs to a person and must not be searched for.
    ResidentId,
}

impl Reading {
    /// Whether this can still become, or is, a code.
    pub fn is_problem(&self) -> bool {
        !matches!(self, Reading::Empty | Reading::Unfinished { .. } | Reading::Whole(_))
    }
}

/// Reads what was typed. Spaces, dashes, full-width forms and small letters are the typist's business, not a fault.
///
/// ```
/// use credit::rules::code::{Reading, reading};
/// assert!(matches!(reading("９１130302 te5t000082"), Reading::Whole(_)));
/// assert_eq!(reading("911"), Reading::Unfinished { typed: 3 });
/// ```
pub fn reading(text: &str) -> Reading {
    let code = normalized(text);
    let typed = code.chars().count();
    if typed == 0 {
        return Reading::Empty;
    }
    // A person's number passes for a code until its last characters, so it is looked for first.
    if typed == LENGTH && ResidentId::parse(&code).is_ok() {
        return Reading::ResidentId;
    }
    for (index, character) in code.chars().enumerate().take(LENGTH) {
        if !ALPHABET.contains(character) {
            let meant = meant(character).filter(|meant| meant.is_ascii_digit() || !REGION.contains(&index));
            return Reading::Stranger { character, place: index + 1, meant };
        }
        if REGION.contains(&index) && !character.is_ascii_digit() {
            return Reading::LetterInRegion { character, place: index + 1 };
        }
    }
    match typed {
        LENGTH => Uscc::parse(&code).map_or(Reading::WrongCheck, Reading::Whole),
        _ if typed < LENGTH => Reading::Unfinished { typed },
        _ => Reading::TooLong { typed },
    }
}

/// The typed text as the register would write it.
pub fn normalized(text: &str) -> String {
    text.chars()
        .filter(|character| !character.is_whitespace() && !matches!(character, '-' | '－' | '\u{200b}'))
        .map(|character| match character {
            '\u{ff01}'..='\u{ff5e}' => {
                // The full-width forms stand at a fixed distance from ASCII.
                char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character)
            }
            _ => character,
        })
        .map(|character| character.to_ascii_uppercase())
        .collect()
}

fn meant(character: char) -> Option<char> {
    match character {
        'I' => Some('1'),
        'O' => Some('0'),
        'Z' => Some('2'),
        'S' => Some('5'),
        'V' => Some('U'),
        _ => None,
    }
}

/// The sentences of the code field in the reader's language, with `{typed}`, `{place}`, `{character}` and
/// `{meant}` where a value goes. The server finds the words; the phone only fills them in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// A code that holds.
    pub whole: String,
    /// A sole trader's code that holds.
    pub sole_trader: String,
    /// Right so far: `{typed}`.
    pub unfinished: String,
    /// Too long: `{typed}`.
    pub too_long: String,
    /// A strange character: `{place}`, `{character}`.
    pub stranger: String,
    /// A strange character that is often confused: `{place}`, `{character}`, `{meant}`.
    pub stranger_meant: String,
    /// A letter in the region: `{place}`, `{character}`.
    pub letter_in_region: String,
    /// The check digit does not fit.
    pub wrong_check: String,
    /// A resident ID.
    pub resident_id: String,
}

/// What to tell the reader about a reading; nothing for an empty field.
pub fn sentence(reading: &Reading, words: &Words) -> String {
    match reading {
        Reading::Empty => String::new(),
        Reading::Unfinished { typed } => words.unfinished.replace("{typed}", &typed.to_string()),
        Reading::Whole(uscc) if uscc.is_sole_trader() => words.sole_trader.clone(),
        Reading::Whole(_) => words.whole.clone(),
        Reading::TooLong { typed } => words.too_long.replace("{typed}", &typed.to_string()),
        Reading::Stranger { character, place, meant } => {
            let words = if meant.is_some() { &words.stranger_meant } else { &words.stranger };
            words
                .replace("{place}", &place.to_string())
                .replace("{meant}", &meant.map(String::from).unwrap_or_default())
                .replace("{character}", &character.to_string())
        }
        Reading::LetterInRegion { character, place } => words
            .letter_in_region
            .replace("{place}", &place.to_string())
            .replace("{character}", &character.to_string()),
        Reading::WrongCheck => words.wrong_check.clone(),
        Reading::ResidentId => words.resident_id.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_keystroke_of_a_code_is_good_and_the_last_one_is_a_code() {
        let code = "91130302TE5T000082";
        for typed in 1..18 {
            assert_eq!(reading(&code[..typed]), Reading::Unfinished { typed });
        }
        assert_eq!(reading(code), Reading::Whole(Uscc::parse(code).unwrap()));
        assert_eq!(reading("91130302 te5t-0000 82"), reading(code));
        assert_eq!(reading("  "), Reading::Empty);
    }

    #[test]
    fn what_cannot_become_a_code_says_why_and_where() {
        let stranger = |character, place, meant| Reading::Stranger { character, place, meant };
        assert_eq!(reading("9113O"), stranger('O', 5, Some('0')));
        assert_eq!(reading("9113V"), stranger('V', 5, None));
        assert_eq!(reading("91130302I"), stranger('I', 9, Some('1')));
        assert_eq!(reading("9!"), stranger('!', 2, None));
        assert_eq!(reading("911A"), Reading::LetterInRegion { character: 'A', place: 4 });
        assert_eq!(reading("91130302TE5T000083"), Reading::WrongCheck);
        assert_eq!(reading("91130302TE5T0000821"), Reading::TooLong { typed: 19 });
        assert_eq!(reading("11010519491231002x"), Reading::ResidentId);
    }

    #[test]
    fn a_sentence_has_its_values() {
        let word = |text: &str| text.to_owned();
        let words = Words {
            whole: word("ok"),
            sole_trader: word("trader"),
            unfinished: word("{typed} of 18"),
            too_long: word("{typed}"),
            stranger: word("{place} {character}"),
            stranger_meant: word("{place} {character} {meant}"),
            letter_in_region: word("{place} {character}"),
            wrong_check: word("check"),
            resident_id: word("id"),
        };
        let check = |text: &str, expected: &str| assert_eq!(sentence(&reading(text), &words), expected);
        check("", "");
        check("911", "3 of 18");
        check("91130302S", "9 S 5");
        check("91130302TE5T000082", "ok");
        check("92130302TE5T00083P", "trader");
    }
}
