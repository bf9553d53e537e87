//! From what a reader typed to a question the index understands.

use record::Kind;

use super::words::{Word, words};
use crate::open::Engine;

/// Words taken from one question; the rest of a pasted page is ignored.
const MOST_WORDS: usize = 48;

/// The question in the index's own language: every part between blanks is a phrase, and all must be found.
///
/// The last word of a phrase may go on: a single character finds the pairs that begin with it, and the
/// beginning of a code finds the code.
pub(crate) fn question(engine: Engine, text: &str, kind: Option<Kind>) -> Option<String> {
    let mut parts = Vec::new();
    let mut left = MOST_WORDS;
    for chunk in text.split_whitespace() {
        let mut phrase = words(chunk);
        // Behind a pair the last character says nothing new, and in the record the run may go on.
        if let [.., Word::Pair(_), Word::Last(_)] = phrase.as_slice() {
            phrase.pop();
        }
        phrase.truncate(left);
        left -= phrase.len();
        if !phrase.is_empty() {
            parts.push(part(engine, &phrase));
        }
    }
    if parts.is_empty() {
        return None;
    }
    if let Some(kind) = kind {
        parts.insert(0, quoted(engine, &kind_word(kind)));
    }
    Some(parts.join(match engine {
        Engine::Sqlite => " AND ",
        Engine::Postgres => " & ",
    }))
}

/// The word every record of a kind carries, so that a search within one register reads only its part.
pub(super) fn kind_word(kind: Kind) -> String {
    format!("kx{}", kind.as_str().replace('_', ""))
}

/// Words hold letters and digits alone, so nothing in them can end the quotes.
fn quoted(engine: Engine, word: &str) -> String {
    match engine {
        Engine::Sqlite => format!("\"{word}\""),
        Engine::Postgres => format!("'{word}'"),
    }
}

fn part(engine: Engine, phrase: &[Word]) -> String {
    let shown: Vec<String> = phrase
        .iter()
        .map(|word| {
            let mut shown = String::new();
            word.write(&mut shown);
            shown
        })
        .collect();
    let goes_on = matches!(phrase.last(), Some(Word::Last(_) | Word::Latin(_)));
    match engine {
        Engine::Sqlite => format!("\"{}\"{}", shown.join(" "), if goes_on { " *" } else { "" }),
        Engine::Postgres => {
            let quoted: Vec<String> = shown.iter().map(|word| format!("'{word}'")).collect();
            format!("({}{})", quoted.join(" <-> "), if goes_on { ":*" } else { "" })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, sqlite: &str, postgres: &str) {
        assert_eq!(question(Engine::Sqlite, typed, None).as_deref(), Some(sqlite));
        assert_eq!(question(Engine::Postgres, typed, None).as_deref(), Some(postgres));
    }

    #[test]
    fn parts_between_blanks_must_all_be_found() {
        check("海港区 学校", "\"海港 港区\" AND \"学校\"", "('海港' <-> '港区') & ('学校')");
    }

    #[test]
    fn a_single_character_and_a_code_may_go_on() {
        check("区", "\"区\" *", "('区':*)");
        check("9113", "\"9113\" *", "('9113':*)");
    }

    #[test]
    fn quotes_and_operators_are_not_passed_on() {
        check("a\" OR b'", "\"a\" * AND \"or\" * AND \"b\" *", "('a':*) & ('or':*) & ('b':*)");
        assert_eq!(question(Engine::Sqlite, " \"'*() ", None), None);
    }

    #[test]
    fn a_kind_is_one_more_word() {
        assert_eq!(
            question(Engine::Sqlite, "学校", Some(Kind::CreditRecord)).as_deref(),
            Some("\"kxcreditrecord\" AND \"学校\"")
        );
    }
}
