//! Telephone numbers: a person's mobile, an office's landline, a public hotline.

use crate::{mask, text::narrow};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What sort of line a [`Phone`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PhoneKind {
    /// Eleven digits starting with 13 to 19: a person's, so masked in public.
    Mobile,
    /// Area code and number: public where it is an office's.
    Landline,
    /// A short public number, such as 12345, 12315 or 12388, or an emergency number.
    Hotline,
}

/// A Chinese telephone number in its national form: `13812345678`, `0335-3912345` or `12345`.
///
/// ```
/// use record::{Phone, PhoneKind};
/// let phone = Phone::parse("+86 138-1234-5678").unwrap();
/// assert_eq!((phone.as_str(), phone.masked().as_str()), ("13812345678", "138****5678"));
/// let office = Phone::parse("03353912345").unwrap();
/// assert_eq!((office.as_str(), office.kind()), ("0335-3912345", PhoneKind::Landline));
/// assert_eq!(office.link(), "tel:+863353912345");
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phone {
    number: String,
    kind: PhoneKind,
}

/// The text is no telephone number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PhoneFault;

impl std::fmt::Display for PhoneFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("not a mobile, landline or hotline number")
    }
}

impl std::error::Error for PhoneFault {}

impl Phone {
    /// Reads a number with or without +86 or 0086, spaces, dashes and brackets.
    pub fn parse(text: &str) -> Result<Phone, PhoneFault> {
        let kept = |c: &char| !c.is_whitespace() && !matches!(c, '-' | '(' | ')' | '–' | '—');
        let digits: String = text.chars().map(narrow).filter(kept).collect();
        let (digits, is_international) =
            match digits.strip_prefix("+86").or_else(|| digits.strip_prefix("0086")) {
                Some(rest) => (rest, true),
                None => (digits.as_str(), false),
            };
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(PhoneFault);
        }
        // Abroad the zero before the area code is left out.
        let landline = match digits {
            local if is_international && !local.starts_with('0') => format!("0{local}"),
            other => other.to_owned(),
        };
        if digits.len() == 11 && digits.starts_with('1') && matches!(digits.as_bytes()[1], b'3'..=b'9') {
            Ok(Phone { number: digits.to_owned(), kind: PhoneKind::Mobile })
        } else if let Some(number) = with_area_code(&landline) {
            Ok(Phone { number, kind: PhoneKind::Landline })
        } else if is_hotline(digits) && !is_international {
            Ok(Phone { number: digits.to_owned(), kind: PhoneKind::Hotline })
        } else {
            Err(PhoneFault)
        }
    }

    /// The national form, a landline with a dash behind its area code.
    pub fn as_str(&self) -> &str {
        &self.number
    }

    /// What sort of line it is.
    pub fn kind(&self) -> PhoneKind {
        self.kind
    }

    /// The public form: a mobile number shows three and four digits; offices and hotlines are public.
    pub fn masked(&self) -> String {
        match self.kind {
            PhoneKind::Mobile => mask::phone(&self.number),
            PhoneKind::Landline | PhoneKind::Hotline => self.number.clone(),
        }
    }

    /// The address of a `tel:` link (RFC 3966).
    pub fn link(&self) -> String {
        match self.kind {
            PhoneKind::Mobile => format!("tel:+86{}", self.number),
            PhoneKind::Landline => format!("tel:+86{}", self.number.replace('-', "").trim_start_matches('0')),
            PhoneKind::Hotline => format!("tel:{}", self.number),
        }
    }
}

/// The landline with a dash behind its area code: three digits for 010 and 02x, else four.
fn with_area_code(digits: &str) -> Option<String> {
    let area = if digits.starts_with("010") || digits.starts_with("02") { 3 } else { 4 };
    let fits = digits.starts_with('0') && matches!(digits.len().checked_sub(area), Some(7 | 8));
    // Two zeros are the way abroad, and no number begins with 0 or 1.
    let real = fits && !digits.starts_with("00") && !matches!(digits.as_bytes()[area], b'0' | b'1');
    real.then(|| format!("{}-{}", &digits[..area], &digits[area..]))
}

fn is_hotline(digits: &str) -> bool {
    let service = digits.len() == 5 && (digits.starts_with("12") || digits.starts_with("96"));
    service || matches!(digits, "110" | "119" | "120" | "122")
}

impl std::fmt::Debug for Phone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.masked())
    }
}

impl Serialize for Phone {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.number)
    }
}

impl<'de> Deserialize<'de> for Phone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Phone, D::Error> {
        let text = String::deserialize(deserializer)?;
        Phone::parse(&text).map_err(|fault| serde::de::Error::custom(format!("{text:?} is {fault}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sort_of_number_is_read() {
        let check = |text, number: &str, kind| {
            let phone = Phone::parse(text).unwrap_or_else(|_| panic!("{text} is a number"));
            assert_eq!((phone.as_str(), phone.kind()), (number, kind), "{text}");
        };
        check("13812345678", "13812345678", PhoneKind::Mobile);
        check("0086 138 1234 5678", "13812345678", PhoneKind::Mobile);
        check("+8619912345678", "19912345678", PhoneKind::Mobile);
        check("１３８１２３４５６７８", "13812345678", PhoneKind::Mobile);
        check("0335-3912345", "0335-3912345", PhoneKind::Landline);
        check("(0335)3912345", "0335-3912345", PhoneKind::Landline);
        check("010-88886666", "010-88886666", PhoneKind::Landline);
        check("+86 10 88886666", "010-88886666", PhoneKind::Landline);
        check("+86-335-3912345", "0335-3912345", PhoneKind::Landline);
        for hotline in ["12345", "12388", "12315", "110"] {
            check(hotline, hotline, PhoneKind::Hotline);
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "",
            "12812345678",
            "1381234567",
            "138123456789",
            "3912345",
            "0335-391234",
            "10086x",
            "无",
            "00353912345",
            "12",
        ] {
            assert_eq!(Phone::parse(text), Err(PhoneFault), "{text}");
        }
    }

    #[test]
    fn only_a_mobile_number_is_masked() {
        let masked = |text| Phone::parse(text).unwrap().masked();
        assert_eq!(masked("13812345678"), "138****5678");
        assert_eq!(masked("0335-3912345"), "0335-3912345");
        assert_eq!(masked("12345"), "12345");
        assert_eq!(Phone::parse("12345").unwrap().link(), "tel:12345");
        assert_eq!(format!("{:?}", Phone::parse("13812345678").unwrap()), "138****5678");
    }
}
