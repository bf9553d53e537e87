//! Personal information that has slipped into free text.

use crate::code::{self, Code};
use crate::text::{is_invisible, narrow};
use crate::{Day, ResidentId, Uscc, mask};
use std::ops::Range;

/// What sort of personal information was found, the surest first.
///
/// ```
/// use record::{code, personal::Datum};
/// assert_eq!(Datum::BankCard.code(), code::PII_BANKCARD);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Datum {
    /// A resident identity number with a right check digit.
    ResidentId,
    /// A bank card number with a right check digit.
    BankCard,
    /// A mobile telephone number.
    Phone,
}

impl Datum {
    /// The finding an import reports.
    pub const fn code(self) -> Code {
        match self {
            Datum::ResidentId => code::PII_ID,
            Datum::Phone => code::PII_PHONE,
            Datum::BankCard => code::PII_BANKCARD,
        }
    }

    fn masked(self, digits: &str) -> String {
        match self {
            Datum::ResidentId => mask::resident_id(digits),
            Datum::Phone => mask::phone(digits),
            Datum::BankCard => mask::bank_card(digits),
        }
    }
}

/// One piece of personal information in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What it is.
    pub kind: Datum,
    /// Where it stands, in bytes of the text, with the spaces and dashes inside it.
    pub range: Range<usize>,
}

/// Digits that stand together.
struct Group {
    digits: String,
    range: Range<usize>,
    /// Whether only a space, dash or the like parts it from the group before.
    follows: bool,
    /// Whether it is part of a credit code, or counts money.
    is_other: bool,
}

/// Every identity number, mobile number and bank card number in the text, in order and not overlapping.
///
/// Full-width digits, and numbers cut up by spaces and dashes, are found too. A landline is an office's and is not; nor is
/// a credit code, a document number of another length, or an amount of money.
///
/// ```
/// use record::personal::{Datum, found_in};
/// let found = found_in("电话154-5996-2889");
/// assert_eq!((found[0].kind, &found[0].range), (Datum::Phone, &(6..19)));
/// assert!(found_in("咨询电话0335-3912345").is_empty());
/// ```
pub fn found_in(text: &str) -> Vec<Found> {
    let groups = groups(text);
    let mut found = Vec::new();
    let mut start = 0;
    while start < groups.len() {
        match surest(&groups[start..]) {
            Some((kind, length)) => {
                let begin = groups[start].range.start;
                // The plus of +86 goes with its number.
                let plus =
                    text[..begin].chars().next_back().filter(|c| kind == Datum::Phone && narrow(*c) == '+');
                let begin = begin - plus.map_or(0, char::len_utf8);
                let range = begin..groups[start + length - 1].range.end;
                found.push(Found { kind, range });
                start += length;
            }
            None => start += 1,
        }
    }
    found
}

/// The text with each piece of personal information in its public form.
///
/// ```
/// assert_eq!(record::personal::masked("电话：154-5996-2889"), "电话：154****2889");
/// ```
pub fn masked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for Found { kind, range } in found_in(text) {
        let characters = text[range.clone()].chars().map(|c| narrow(c).to_ascii_uppercase());
        let plain: String = characters.filter(char::is_ascii_alphanumeric).collect();
        out.push_str(&text[done..range.start]);
        if text[range.clone()].starts_with(['+', '＋']) {
            out.push_str("+86 ");
        }
        out.push_str(&kind.masked(&plain));
        done = range.end;
    }
    out.push_str(&text[done..]);
    out
}

/// The surest thing the first groups are when they are taken together, and how many of them belong to it.
fn surest(groups: &[Group]) -> Option<(Datum, usize)> {
    let mut digits = String::new();
    let mut best = None;
    for (index, group) in groups.iter().enumerate() {
        if group.is_other || (index > 0 && !group.follows) || digits.len() + group.digits.len() > 19 {
            break;
        }
        digits.push_str(&group.digits);
        let kind = if ResidentId::parse(&digits).is_ok() {
            Some(Datum::ResidentId)
        } else if is_bank_card(&digits) {
            Some(Datum::BankCard)
        } else if is_mobile(&groups[..=index]) {
            Some(Datum::Phone)
        } else {
            None
        };
        if let Some(kind) = kind
            && best.is_none_or(|(other, _)| kind < other)
        {
            best = Some((kind, index + 1));
        }
    }
    best
}

/// Whether the groups are a mobile number in one of the ways it is written; other cuts are dates, articles and the like.
fn is_mobile(groups: &[Group]) -> bool {
    let parts: Vec<&str> = groups.iter().map(|group| group.digits.as_str()).collect();
    let parts = match parts[..] {
        ["86" | "0086", ref rest @ ..] => rest,
        ref all => all,
    };
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    let digits = parts.concat();
    let national =
        digits.strip_prefix("0086").or_else(|| digits.strip_prefix("86")).filter(|_| digits.len() > 11);
    let national = national.unwrap_or(&digits).as_bytes();
    let cut = matches!(
        lengths[..],
        [11 | 13 | 15] | [3, 4, 4] | [3, 8] | [7, 4] | [3, 3, 5] | [5, 4, 4] | [7, 4, 4]
    );
    // A number and a day behind it, as in 158 20250301, looks the same.
    let is_dated = lengths == [3, 8] && is_date(parts[1]);
    cut && !is_dated && national.len() == 11 && national[0] == b'1' && matches!(national[1], b'3'..=b'9')
}

fn is_date(digits: &str) -> bool {
    Day::read(digits).is_ok()
}

/// Whether the digits are a card: a length and beginning that banks issue, and a right check digit (ISO/IEC 7812-1, Luhn).
fn is_bank_card(digits: &str) -> bool {
    let issued = match digits.len() {
        16 => ["62", "60", "4", "51", "52", "53", "54", "55", "35"]
            .iter()
            .any(|start| digits.starts_with(start)),
        17..=19 => ["62", "60", "95", "4"].iter().any(|start| digits.starts_with(start)),
        _ => false,
    };
    issued && luhn(digits)
}

fn luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, byte)| {
            let digit = u32::from(byte.wrapping_sub(b'0'));
            let weighed = if place % 2 == 1 { digit * 2 } else { digit };
            if weighed > 9 { weighed - 9 } else { weighed }
        })
        .sum();
    digits.bytes().all(|byte| byte.is_ascii_digit()) && sum.is_multiple_of(10)
}

/// One visible character of the text in its narrow form, and where it stands.
struct Seen {
    c: char,
    range: Range<usize>,
}

/// The groups of digits in a text, each with what stands around it. Invisible characters hide nothing.
fn groups(text: &str) -> Vec<Group> {
    let seen =
        |(at, c): (usize, char)| Seen { c: narrow(c).to_ascii_uppercase(), range: at..at + c.len_utf8() };
    let chars: Vec<Seen> = text.char_indices().filter(|(_, c)| !is_invisible(*c)).map(seen).collect();
    let mut groups: Vec<Group> = Vec::new();
    let mut previous_end = None;
    let mut place = 0;
    while place < chars.len() {
        // Letters and digits that touch are one word: a credit code is left out as a whole.
        let word = run(&chars[place..], |c| c.is_ascii_alphanumeric());
        if word.is_empty() {
            place += 1;
            continue;
        }
        let is_code = ResidentId::parse(&word).is_err() && Uscc::parse(&word).is_ok();
        let end = place + word.len();
        while place < end {
            let mut digits = run(&chars[place..end], |c| c.is_ascii_digit());
            if digits.is_empty() {
                place += 1;
                continue;
            }
            // The last character of an identity number may be an X, also of one that is cut up.
            let next = place + digits.len();
            let is_last = digits.len() == 17 || next + 1 == end;
            if is_last && next < end && chars[next].c == 'X' {
                digits.push('X');
            }
            let to = place + digits.len();
            let range = chars[place].range.start..chars[to - 1].range.end;
            let follows = previous_end.is_some_and(|end| is_gap(&chars[end..place]));
            groups.push(Group { digits, range, follows, is_other: is_code || is_money(&chars[to..]) });
            previous_end = Some(to);
            place = to;
        }
    }
    groups
}

/// The first characters for as long as they are of a kind; those kept are ASCII, so bytes count characters.
fn run(chars: &[Seen], is_kept: impl Fn(char) -> bool) -> String {
    chars.iter().map(|seen| seen.c).take_while(|c| is_kept(*c)).collect()
}

/// Whether nothing but one to three spaces, dashes or dots stand between two groups.
fn is_gap(between: &[Seen]) -> bool {
    let joins = |c: char| matches!(c, ' ' | '\t' | '-' | '_' | '.' | '·' | '‐'..='―');
    (1..=3).contains(&between.len()) && between.iter().all(|seen| joins(seen.c))
}

/// Whether what follows makes the digits an amount: a unit of money, or a decimal point and at most two digits.
fn is_money(rest: &[Seen]) -> bool {
    let next = |place: usize| rest.get(place).map(|seen| seen.c);
    let digit = |place: usize| next(place).is_some_and(|c| c.is_ascii_digit());
    match next(0) {
        Some('元' | '万' | '亿' | '千' | '角') => true,
        Some('.') => digit(1) && (!digit(2) || !digit(3)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::Datum::*;
    use super::*;

    fn check(text: &str, kinds: &[Datum], public: &str) {
        let found: Vec<Datum> = found_in(text).into_iter().map(|found| found.kind).collect();
        assert_eq!(found, kinds, "{text}");
        assert_eq!(masked(text), public, "{text}");
        assert!(found_in(public).is_empty(), "{public}");
    }

    #[test]
    fn personal_numbers_are_found_however_they_are_cut_up() {
        check("经办人身份证号130399197310110862", &[ResidentId], "经办人身份证号130***********0862");
        check("联系电话：15459962889", &[Phone], "联系电话：154****2889");
        check(
            "身份证 130399 19731011 0862，电话154-5996-2889",
            &[ResidentId, Phone],
            "身份证 130***********0862，电话154****2889",
        );
        check("银行卡6222020000000000000", &[BankCard], "银行卡****0000");
        check("卡号6222 0200 0000 0000 000。", &[BankCard], "卡号****0000。");
        check("11010519491231002x", &[ResidentId], "110***********002X");
        check("110105-19491231-002X", &[ResidentId], "110***********002X");
        check("１３８１２３４５６７８", &[Phone], "138****5678");
        check("13\u{200b}8 1234 5678", &[Phone], "138****5678");
        check("138\u{200b}1234\u{200b}5678", &[Phone], "138****5678");
        check("电话+86 138 1234 5678", &[Phone], "电话+86 138****5678");
        check("8613812345678", &[Phone], "138****5678");
        check("a13812345678b", &[Phone], "a138****5678b");
        check("138.1234.5678", &[Phone], "138****5678");
        check("13812345678/13912345678", &[Phone, Phone], "138****5678/139****5678");
        check("13812345678 13912345678", &[Phone, Phone], "138****5678 139****5678");
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for text in [
            "",
            "咨询电话0335-3912345（机关公开电话）",
            "热线12345",
            "秦市监罚决〔2026〕900号",
            "许可编号13030014074202500011",
            "QHD2024101600001",
            "统一社会信用代码9144030071526726XG",
            "914403001922038216",
            "合同金额15000000000元",
            "15459962889.50",
            "2025-03-01至2026-03-01",
            "130399197310110863",
            "13812345678901234",
            "6222020000000000001",
            "1 3 8 1 2 3",
            "第13条 2025 1234",
            "批件158 20250301",
            "项目代码2406-130302-89-01-123456",
        ] {
            check(text, &[], text);
        }
    }
}
