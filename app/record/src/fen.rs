//! Money in fen, the hundredth of a yuan: a whole number, never a float.

mod reading;

use serde::{Deserialize, Serialize};

/// An amount of money in fen 分 (1 yuan = 100 fen), exact, between ±92 million million yuan.
///
/// Text and JSON numbers are turned into it digit by digit; a floating-point number never stands between. In JSON it is the
/// whole number of fen.
///
/// ```
/// use record::Fen;
/// let amount = Fen::parse_yuan("1234.5").unwrap();
/// assert_eq!((amount.fen(), amount.to_string().as_str()), (123_450, "1234.50"));
/// assert_eq!(amount.grouped(), "1,234.50");
/// assert_eq!(Fen::parse_wan("12.5").unwrap().to_string(), "125000.00");
/// assert_eq!(Fen::parse_yuan("0.005"), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fen(pub i64);

impl Fen {
    /// No money.
    pub const ZERO: Fen = Fen(0);

    /// The whole number of fen.
    pub const fn fen(self) -> i64 {
        self.0
    }

    /// Reads yuan in plain digits, such as `12.34` or `-5`; `None` if it is no number, too large, or finer than a fen.
    pub fn parse_yuan(text: &str) -> Option<Fen> {
        decimal(text, 2).ok().map(Fen)
    }

    /// Reads 万元 (ten thousand yuan) in plain digits; `None` if it is no number, too large, or finer than a fen.
    pub fn parse_wan(text: &str) -> Option<Fen> {
        decimal(text, 6).ok().map(Fen)
    }

    /// Reads the text of a JSON number in yuan, where `1.5e6` is allowed; `None` if it is not exact.
    ///
    /// ```
    /// # use record::Fen;
    /// assert_eq!(Fen::parse_json_yuan("1.5e6"), Fen::parse_yuan("1500000"));
    /// ```
    pub fn parse_json_yuan(text: &str) -> Option<Fen> {
        let (digits, power) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let power: i32 = power.strip_prefix('+').unwrap_or(power).parse().ok()?;
        decimal(digits, 2i32.checked_add(power)?).ok().map(Fen)
    }

    /// The sum; `None` if it cannot be held.
    pub const fn checked_add(self, other: Fen) -> Option<Fen> {
        match self.0.checked_add(other.0) {
            Some(fen) => Some(Fen(fen)),
            None => None,
        }
    }

    /// The difference; `None` if it cannot be held.
    pub const fn checked_sub(self, other: Fen) -> Option<Fen> {
        match self.0.checked_sub(other.0) {
            Some(fen) => Some(Fen(fen)),
            None => None,
        }
    }

    /// The sum of many; `None` if it cannot be held.
    pub fn sum(amounts: impl IntoIterator<Item = Fen>) -> Option<Fen> {
        amounts.into_iter().try_fold(Fen::ZERO, Fen::checked_add)
    }

    /// Yuan with two decimals and commas between thousands.
    pub fn grouped(self) -> String {
        let plain = self.to_string();
        let digits = plain.len() - 3 - usize::from(self.0 < 0);
        let mut out = String::with_capacity(plain.len() + digits / 3);
        for (place, c) in plain.chars().enumerate() {
            let left = (plain.len() - 3).saturating_sub(place);
            if c.is_ascii_digit() && left > 0 && left < digits && left % 3 == 0 {
                out.push(',');
            }
            out.push(c);
        }
        out
    }

    /// 万元 with as many decimals as there are, such as `12.5`: the unit of the double-publicity (双公示) fields.
    ///
    /// ```
    /// # use record::Fen;
    /// assert_eq!(Fen::parse_yuan("125000").unwrap().wan(), "12.5");
    /// ```
    pub fn wan(self) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        let fen = self.0.unsigned_abs();
        let text = format!("{sign}{}.{:06}", fen / 1_000_000, fen % 1_000_000);
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }
}

impl std::fmt::Display for Fen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let fen = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", fen / 100, fen % 100)
    }
}

/// Why digits are not a whole number of fen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inexact {
    /// They are no plain decimal number.
    Form,
    /// They are finer than a fen.
    Fine,
    /// They are more than can be held.
    Large,
}

/// The number times ten to `power`, which must come out whole.
fn decimal(text: &str, power: i32) -> Result<i64, Inexact> {
    let (is_negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits(whole) || !all_digits(fraction) {
        return Err(Inexact::Form);
    }
    let places = i32::try_from(fraction.len()).map_err(|_| Inexact::Fine)?;
    let mut sum = 0i64;
    let mut left = power.saturating_sub(places);
    let all = whole.bytes().chain(fraction.bytes()).map(|byte| i64::from(byte - b'0'));
    let mut digits: Vec<i64> = all.collect();
    while left < 0 && !digits.is_empty() {
        if digits.pop() != Some(0) {
            return Err(Inexact::Fine);
        }
        left += 1;
    }
    if digits.iter().all(|digit| *digit == 0) {
        return Ok(0);
    }
    // Built up below zero, where there is room for the least number too.
    let zeros = usize::try_from(left.max(0)).map_err(|_| Inexact::Large)?;
    for digit in digits.into_iter().chain(std::iter::repeat_n(0, zeros)) {
        sum = sum.checked_mul(10).and_then(|sum| sum.checked_sub(digit)).ok_or(Inexact::Large)?;
    }
    if is_negative { Ok(sum) } else { sum.checked_neg().ok_or(Inexact::Large) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yuan_are_read_digit_by_digit() {
        let check = |text, fen: Option<i64>| assert_eq!(Fen::parse_yuan(text), fen.map(Fen), "{text:?}");
        check("12.34", Some(1_234));
        check("12.3", Some(1_230));
        check("12.3400", Some(1_234));
        check("0", Some(0));
        check("-0.01", Some(-1));
        check("0.29", Some(29));
        check("92233720368547758.07", Some(i64::MAX));
        check("-92233720368547758.08", Some(i64::MIN));
        check("92233720368547758.08", None);
        check("00012", Some(1_200));
        check("000000000000000000000000000000.0000000000000000", Some(0));
        for text in ["", ".", ".5", "5.", "1,234", "+5", "1e3", "NaN", "0.001", "--5", "１２", "1.2.3", " 1"]
        {
            check(text, None);
        }
    }

    #[test]
    fn ten_thousands_and_json_numbers_are_exact() {
        assert_eq!(Fen::parse_wan("0.000001"), Some(Fen(1)));
        assert_eq!(Fen::parse_wan("0.0000001"), None);
        assert_eq!(Fen::parse_wan("71.8306"), Some(Fen(71_830_600)));
        let check = |text, fen: Option<i64>| assert_eq!(Fen::parse_json_yuan(text), fen.map(Fen), "{text:?}");
        check("1E+3", Some(100_000));
        check("125e-2", Some(125));
        check("1250e-3", Some(125));
        check("1e-3", None);
        check("1e309", None);
        check("0e309", Some(0));
        check("1e99999999999", None);
        check("1e2147483647", None);
        check("1e-2147483648", None);
    }

    #[test]
    fn amounts_are_written_with_two_decimals_and_grouped() {
        let check = |fen, plain: &str, grouped: &str, wan: &str| {
            assert_eq!((Fen(fen).to_string().as_str(), Fen(fen).grouped().as_str()), (plain, grouped));
            assert_eq!(Fen(fen).wan(), wan);
            assert_eq!(Fen::parse_yuan(plain), Some(Fen(fen)));
            assert_eq!(Fen::parse_wan(wan), Some(Fen(fen)));
        };
        check(0, "0.00", "0.00", "0");
        check(-1, "-0.01", "-0.01", "-0.000001");
        check(99_999, "999.99", "999.99", "0.099999");
        check(123_450, "1234.50", "1,234.50", "0.12345");
        check(-12_345_600, "-123456.00", "-123,456.00", "-12.3456");
        check(100_000_000, "1000000.00", "1,000,000.00", "100");
        check(i64::MIN, "-92233720368547758.08", "-92,233,720,368,547,758.08", "-9223372036854.775808");
    }

    #[test]
    fn a_sum_that_cannot_be_held_is_none() {
        assert_eq!(Fen::sum([Fen(1), Fen(2)]), Some(Fen(3)));
        assert_eq!(Fen::sum([Fen(i64::MAX), Fen(1)]), None);
        assert_eq!(Fen(i64::MIN).checked_sub(Fen(1)), None);
    }
}
