//! Money in files from anywhere: an exact decimal and the currency it stands in. An amount is read from the digits of
//! the file, summed as a whole number and shown again; no step passes through a float.

use serde_json::Value;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;

/// Digits beyond this are no amount of money that a city pays, and would not fit the exact sums below.
const DIGITS_AT_MOST: usize = 20;
/// Publishers who compute with floats write up to this many: 72349.20000000001.
const DECIMALS_AT_MOST: u32 = 17;

/// An exact decimal number: `digits` times ten to the power of minus `decimals`, without idle zeros behind the point.
///
/// ```
/// use trading::rules::money::Decimal;
/// let price = Decimal::parse("20167497.50").unwrap();
/// assert_eq!(price.to_string(), "20167497.5");
/// assert_eq!(Decimal::parse("1E+3"), Decimal::parse("1000"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Decimal {
    digits: i128,
    decimals: u32,
}

impl Decimal {
    /// Zero.
    pub const ZERO: Decimal = Decimal { digits: 0, decimals: 0 };

    /// A whole number.
    pub fn whole(number: i64) -> Decimal {
        Decimal { digits: number.into(), decimals: 0 }
    }

    /// Reads a JSON number as it stands in the file. `None` for what is no number or has more digits than money has.
    pub fn parse(text: &str) -> Option<Decimal> {
        let (sign, rest) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text),
        };
        let (mantissa, exponent) = match rest.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
            None => (rest, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        if whole.is_empty() || !(whole.bytes().chain(fraction.bytes())).all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let fraction = fraction.trim_end_matches('0');
        let digits: String = format!("{whole}{fraction}").trim_start_matches('0').to_owned();
        if digits.is_empty() {
            return Some(Decimal::ZERO);
        }
        let decimals = i32::try_from(fraction.len()).ok()?.checked_sub(exponent)?;
        let zeros = usize::try_from(-decimals.min(0)).ok()?;
        if digits.len().checked_add(zeros)? > DIGITS_AT_MOST {
            return None;
        }
        let number: i128 = digits.parse().ok()?;
        let number = number.checked_mul(10_i128.checked_pow(u32::try_from(zeros).ok()?)?)?;
        Decimal { digits: sign * number, decimals: u32::try_from(decimals.max(0)).ok()? }.checked()
    }

    fn checked(mut self) -> Option<Decimal> {
        while self.decimals > 0 && self.digits % 10 == 0 {
            self.digits /= 10;
            self.decimals -= 1;
        }
        (self.decimals <= DECIMALS_AT_MOST).then_some(self)
    }

    /// Exact sum; `None` only beyond what any register holds.
    pub fn plus(self, other: Decimal) -> Option<Decimal> {
        let decimals = self.decimals.max(other.decimals);
        let digits = self.at(decimals)?.checked_add(other.at(decimals)?)?;
        Decimal { digits, decimals }.checked()
    }

    /// Exact difference.
    pub fn minus(self, other: Decimal) -> Option<Decimal> {
        self.plus(Decimal { digits: -other.digits, ..other })
    }

    fn at(self, decimals: u32) -> Option<i128> {
        self.digits.checked_mul(10_i128.checked_pow(decimals.checked_sub(self.decimals)?)?)
    }

    /// Hundredths, if the number has no smaller part: fen of a sum in yuan.
    pub fn hundredths(self) -> Option<i64> {
        if self.decimals > 2 { None } else { i64::try_from(self.at(2)?).ok() }
    }

    /// Hundredths rounded down: where a list may sort, never what a page shows.
    pub fn hundredths_floor(self) -> i64 {
        let hundredths = if self.decimals > 2 {
            self.digits.div_euclid(10_i128.pow(self.decimals - 2))
        } else {
            self.digits * 10_i128.pow(2 - self.decimals)
        };
        i64::try_from(hundredths).unwrap_or(if hundredths < 0 { i64::MIN } else { i64::MAX })
    }

    /// The number in units of ten to the power of `power`, exact: 23,954,729 yuan are 2395.4729 of 万.
    pub fn shifted(self, power: u32) -> Decimal {
        let mut shifted = Decimal { digits: self.digits, decimals: self.decimals + power };
        while shifted.decimals > 0 && shifted.digits % 10 == 0 {
            shifted.digits /= 10;
            shifted.decimals -= 1;
        }
        shifted
    }

    /// Whether the number is below zero.
    pub fn is_negative(self) -> bool {
        self.digits < 0
    }

    /// Whether the number is zero.
    pub fn is_zero(self) -> bool {
        self.digits == 0
    }

    /// What a hundred times this, divided by `whole`, is in tenths of a percent; halves go away from zero.
    pub fn per_mille_of(self, whole: Decimal) -> Option<i64> {
        let decimals = self.decimals.max(whole.decimals);
        let (part, whole) = (self.at(decimals)?.checked_mul(2_000)?, whole.at(decimals)?);
        if whole == 0 {
            return None;
        }
        let doubled = part / whole;
        i64::try_from((doubled + doubled.signum()) / 2).ok()
    }

    /// With its thousands grouped and at least `decimals` digits behind the point: `20,167,497.50`.
    pub fn grouped(self, decimals: usize) -> String {
        let plain = self.to_string();
        let unsigned = plain.trim_start_matches('-');
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let mut grouped = String::with_capacity(plain.len() * 2);
        if self.is_negative() {
            grouped.push('-');
        }
        for (index, digit) in whole.char_indices() {
            if index > 0 && (whole.len() - index) % 3 == 0 {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        if decimals > 0 || !fraction.is_empty() {
            grouped.push('.');
            grouped.push_str(fraction);
            grouped.extend(std::iter::repeat_n('0', decimals.saturating_sub(fraction.len())));
        }
        grouped
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.digits.unsigned_abs().to_string();
        let decimals = self.decimals as usize;
        if self.digits < 0 {
            f.write_str("-")?;
        }
        if decimals == 0 {
            return f.write_str(&digits);
        }
        let padded = format!("{digits:0>width$}", width = decimals + 1);
        let (whole, fraction) = padded.split_at(padded.len() - decimals);
        write!(f, "{whole}.{fraction}")
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let decimals = self.decimals.max(other.decimals);
        // Parsing bounds digits and decimals so that the scaled numbers always fit.
        self.at(decimals).cmp(&other.at(decimals))
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// A sum of money: an OCDS value. A value without a currency is shown without one, never in yuan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    /// How much.
    pub number: Decimal,
    /// ISO 4217 as the publisher wrote it, upper-cased; empty where the publisher gave none.
    pub currency: String,
}

impl Amount {
    /// Reads `{"amount": …, "currency": …}`. A number written as text is read too: the finding stays with the release.
    ///
    /// ```
    /// use trading::rules::money::Amount;
    /// let value = serde_json::json!({"amount": 15295060.10, "currency": "CNY"});
    /// assert_eq!(Amount::read(&value).unwrap().fen(), Some(1_529_506_010));
    /// ```
    pub fn read(value: &Value) -> Option<Amount> {
        let number = match value.get("amount")? {
            Value::Number(number) => Decimal::parse(&number.to_string())?,
            Value::String(text) => Decimal::parse(text.trim())?,
            _ => return None,
        };
        let currency =
            value.get("currency").and_then(Value::as_str).unwrap_or("").trim().to_ascii_uppercase();
        Some(Amount { number, currency })
    }

    /// Fen, where the sum is in yuan and has no part smaller than a fen.
    pub fn fen(&self) -> Option<i64> {
        if self.currency == "CNY" { self.number.hundredths() } else { None }
    }
}

/// Sums by currency: amounts in different currencies are never added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums(BTreeMap<String, Decimal>);

impl Sums {
    /// Adds one amount, exactly. An overflow keeps the sum before it; no register comes near.
    pub fn add(&mut self, amount: &Amount) {
        let sum = self.0.entry(amount.currency.clone()).or_insert(Decimal::ZERO);
        *sum = sum.plus(amount.number).unwrap_or(*sum);
    }

    /// The sums, by currency.
    pub fn amounts(&self) -> impl Iterator<Item = Amount> + '_ {
        self.0.iter().map(|(currency, number)| Amount { number: *number, currency: currency.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).expect("a decimal")
    }

    #[test]
    fn numbers_keep_every_digit_of_the_file() {
        for (text, shown) in [
            ("0", "0"),
            ("-0.0", "0"),
            ("20167497.0", "20167497"),
            ("1130268.49", "1130268.49"),
            ("0.1", "0.1"),
            ("-7188156.5", "-7188156.5"),
            ("72349.20000000001", "72349.20000000001"),
            ("99999999999999999999", "99999999999999999999"),
            ("1e3", "1000"),
            ("1.25E+2", "125"),
            ("12e-2", "0.12"),
            ("1E-8", "0.00000001"),
        ] {
            assert_eq!(decimal(text).to_string(), shown, "{text}");
        }
        for text in [
            "",
            "-",
            ".5",
            "1,000",
            "NaN",
            "1e",
            "1e99",
            "1e999999999999",
            "９",
            "1".repeat(21).as_str(),
            "0.000000000000000001",
        ] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
    }

    #[test]
    fn sums_are_exact_where_a_float_would_drift() {
        let mut sums = Sums::default();
        for _ in 0..10 {
            sums.add(&Amount { number: decimal("0.1"), currency: "CNY".into() });
            sums.add(&Amount { number: decimal("123456789012.35"), currency: "PYG".into() });
        }
        let shown: Vec<_> = sums.amounts().map(|sum| format!("{} {}", sum.currency, sum.number)).collect();
        assert_eq!(shown, ["CNY 1", "PYG 1234567890123.5"]);
    }

    #[test]
    fn fen_are_only_for_yuan_without_a_smaller_part() {
        let fen = |amount: Value| Amount::read(&amount).and_then(|amount| amount.fen());
        assert_eq!(fen(json!({"amount": 12540000, "currency": "CNY"})), Some(1_254_000_000));
        assert_eq!(fen(json!({"amount": 0.25, "currency": "cny"})), Some(25));
        assert_eq!(fen(json!({"amount": 0.255, "currency": "CNY"})), None);
        assert_eq!(fen(json!({"amount": 3, "currency": "PYG"})), None);
        assert_eq!(fen(json!({"amount": 3})), None);
        assert_eq!(Amount::read(&json!({"amount": null, "currency": "CNY"})), None);
        assert_eq!(Amount::read(&json!({"amount": "", "currency": ""})), None);
    }

    #[test]
    fn shown_amounts_are_grouped_and_shares_are_rounded_once() {
        assert_eq!(decimal("20167497.5").grouped(2), "20,167,497.50");
        assert_eq!(decimal("-999.125").grouped(2), "-999.125");
        assert_eq!(decimal("1000").grouped(0), "1,000");
        assert_eq!(decimal("23954729").shifted(4).to_string(), "2395.4729");
        assert_eq!(decimal("50000").shifted(4).to_string(), "5");
        assert_eq!(decimal("23954729").per_mille_of(decimal("27870000")), Some(860));
        assert_eq!(decimal("-1").per_mille_of(decimal("3")), Some(-333));
        assert_eq!(decimal("1").per_mille_of(Decimal::ZERO), None);
        assert!(decimal("2.10") > decimal("2.09999") && decimal("-3") < decimal("0.5"));
        assert_eq!(decimal("2.019").hundredths_floor(), 201);
        assert_eq!(decimal("-2.019").hundredths_floor(), -202);
    }
}
