//! Which passwords are taken. NIST SP 800-63B-4, section 3.1.1.2: length counts, composition is not asked for, what is tried
//! first is refused, nothing is cut off. ASVS 5.0, 6.2.1 to 6.2.12.

use unicode_normalization::UnicodeNormalization;

/// The fewest characters.
pub const LEAST: usize = 12;
/// The most; long enough for a sentence, short enough to hash.
pub const MOST: usize = 128;
/// Characters that must be left when everything a guesser tries first was taken out.
const OWN: usize = 6;

const WORDS: &str = include_str!("../../cases/common-words.txt");

/// Why a password is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Fewer than [`LEAST`] characters.
    Short,
    /// More than [`MOST`] characters.
    Long,
    /// Made of what is tried first: common words, rows of keys, years, the account's own name.
    Common,
}

impl Fault {
    /// The key of the sentence that says what to do.
    pub const fn key(self) -> &'static str {
        match self {
            Fault::Short => "staff-password-short",
            Fault::Long => "staff-password-long",
            Fault::Common => "staff-password-common",
        }
    }
}

/// The password in the form in which it is hashed: two keyboards that write one letter differently make one password.
pub fn normal(typed: &str) -> String {
    typed.nfkc().collect()
}

/// What is wrong with a password that somebody chose; `own` are words that belong to the account or the city.
///
/// ```
/// use staff::rules::password::{Fault, fault};
/// assert_eq!(fault("Passw0rd2026!", &[]), Some(Fault::Common));
/// assert_eq!(fault("intake-1 intake-1", &["intake-1"]), Some(Fault::Common));
/// assert_eq!(fault("七只灰鸽子在旧船坞上唱歌", &[]), None);
/// assert_eq!(fault("violet kettle umbrella", &[]), None);
/// ```
pub fn fault(typed: &str, own: &[&str]) -> Option<Fault> {
    let password = normal(typed);
    match password.chars().count() {
        length if length < LEAST => return Some(Fault::Short),
        length if length > MOST => return Some(Fault::Long),
        _ => {}
    }
    // Read twice: as it was typed, and with digits and signs as the letters they stand for.
    let left = [plain, folded].map(|read| surprises(&without_words(&password, own, read)));
    left.iter().any(|left| *left < OWN).then_some(Fault::Common)
}

/// What is left of a password when every word that is tried first was taken out.
fn without_words(password: &str, own: &[&str], read: fn(&str) -> String) -> String {
    let own = own.iter().map(|word| read(word)).filter(|word| word.chars().count() >= 3);
    let listed = WORDS.lines().filter(|line| !line.starts_with('#')).map(read);
    // A mark in a word's place, so that what stood to both sides does not become a word.
    own.chain(listed).fold(read(password), |rest, word| rest.replace(&word, "\u{1}"))
}

/// Small letters and digits alone.
fn plain(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).filter(|letter| letter.is_alphanumeric()).collect()
}

/// The same, digits and signs that stand for letters as those letters.
fn folded(text: &str) -> String {
    let letters = text.chars().map(|letter| match letter {
        '0' => 'o',
        '1' | '!' => 'l',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        letter => letter,
    });
    plain(&letters.collect::<String>())
}

/// Characters that do not follow from the one before: no repetition, no row of keys, no counting up or down. Digits, which
/// are mostly years and birthdays, count a third.
fn surprises(rest: &str) -> usize {
    let letters: Vec<char> = rest.chars().collect();
    let mut thirds = 0;
    for (at, letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| letters[at]);
        let seen = letters[..at].iter().filter(|before| *before == letter).count();
        let follows = before.is_some_and(|before| (before as i64 - *letter as i64).abs() <= 1);
        thirds += match letter {
            '\u{1}' => 0,
            // A letter that came twice already is part of a pattern.
            _ if follows || seen > 2 => 0,
            letter if letter.is_ascii_digit() => 1,
            _ => 3,
        };
    }
    thirds / 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_tried_first_is_refused() {
        for password in [
            "password1234",
            "P@ssw0rd!2026",
            "qwertyuiop123",
            "aaaaaaaaaaaaaaaa",
            "abcdefghijklmnop",
            "123456789012345",
            "Qinhuangdao2026!",
            "woaini1314woaini",
            "zhongguo20261123",
            "AdminAdminAdmin1",
            "1qaz2wsx3edc4rfv",
            "correct horse battery staple",
            "yangguangdating8",
            "198412151984",
            "13812345678138",
        ] {
            assert_eq!(fault(password, &[]), Some(Fault::Common), "{password}");
        }
        assert_eq!(fault("clerk-harbour-9 2026", &["clerk-harbour-9"]), Some(Fault::Common));
    }

    #[test]
    fn length_is_counted_in_characters_and_nothing_is_asked_for_beyond_it() {
        assert_eq!(fault("violetkettl", &[]), Some(Fault::Short));
        assert_eq!(fault("violetkettle", &[]), None);
        assert_eq!(fault("灰鸽子旧船坞上唱歌的人们", &[]), None);
        let long = "violet kettle umbrella ".repeat(6);
        assert_eq!(fault(&long[..128], &[]), None);
        assert_eq!(fault(&long[..129], &[]), Some(Fault::Long));
        assert_eq!(fault("ＶＩＯＬＥＴｋｅｔｔｌｅ", &[]), None);
        assert_eq!(normal("Ｖ１"), "V1");
    }
}
