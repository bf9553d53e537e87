//! From text to the words of the index.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

static SIMPLIFIED: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    include_str!("../../data/traditional.tsv")
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(from, to)| Some((from.chars().next()?, to.chars().next()?)))
        .collect()
});

/// One word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// Two Chinese characters that stand side by side.
    Pair([char; 2]),
    /// The last Chinese character of a run, or one that stands alone.
    Last(char),
    /// A whole Latin word or number.
    Latin(String),
}

impl Word {
    pub(super) fn write(&self, into: &mut String) {
        match self {
            Word::Pair(pair) => into.extend(pair),
            Word::Last(last) => into.push(*last),
            Word::Latin(word) => into.push_str(word),
        }
    }
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3007}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// The letters of a text, each in the one form all its forms have in the index.
fn letters(text: &str) -> impl Iterator<Item = char> {
    text.nfkc().flat_map(char::to_lowercase).map(|c| SIMPLIFIED.get(&c).copied().unwrap_or(c))
}

/// The text in the form in which two that a reader calls the same are the same: full width becomes half, capitals small,
/// traditional characters simplified. For words that must not be in the index all of the public searches.
///
/// ```
/// assert_eq!(store::search::folded("  Ａ區 "), "a区");
/// ```
pub fn folded(text: &str) -> String {
    letters(text.trim()).collect()
}

/// Folds and cuts. Each run of Chinese characters gives its pairs, then its last character alone.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut previous: Option<char> = None;
    let mut latin = String::new();
    for c in letters(text) {
        if is_han(c) {
            if !latin.is_empty() {
                words.push(Word::Latin(std::mem::take(&mut latin)));
            }
            if let Some(first) = previous {
                words.push(Word::Pair([first, c]));
            }
            previous = Some(c);
            continue;
        }
        if let Some(last) = previous.take() {
            words.push(Word::Last(last));
        }
        if c.is_alphanumeric() {
            latin.push(c);
        } else if !latin.is_empty() {
            words.push(Word::Latin(std::mem::take(&mut latin)));
        }
    }
    if let Some(last) = previous {
        words.push(Word::Last(last));
    }
    if !latin.is_empty() {
        words.push(Word::Latin(latin));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut shown = String::new();
        for word in words(text) {
            word.write(&mut shown);
            shown.push(' ');
        }
        assert_eq!(shown.trim_end(), expected, "{text}");
    }

    #[test]
    fn a_run_of_characters_becomes_pairs_and_its_last_one() {
        check("海港区", "海港 港区 区");
        check("区", "区");
    }

    #[test]
    fn a_document_number_is_cut_the_same_whatever_its_brackets() {
        check("秦农许准〔2024〕0001号", "秦农 农许 许准 准 2024 0001 号");
        check("秦农许准(2024)0001号", "秦农 农许 许准 准 2024 0001 号");
    }

    #[test]
    fn width_case_and_traditional_forms_are_folded() {
        check("ＱＨＤ２０２４ 學校", "qhd2024 学校 校");
    }

    #[test]
    fn characters_beyond_the_basic_plane_are_characters() {
        check("𠮷䶮", "𠮷䶮 䶮");
    }

    #[test]
    fn markup_and_operators_leave_only_words() {
        check("\"a\" OR * NEAR(b)", "a or near b");
    }
}
