//! By how much: days between days, tenths of a per cent between amounts. Whole numbers all the way, never a float.

use record::{Day, Instant};
use serde_json::Value;

/// A number of more digits is no amount anybody pays, and would not fit the exact division below.
const DIGITS_AT_MOST: usize = 37;

/// By how many days a day moved: positive if it is later now. Each side is a day (`2026-06-24`) or an instant of RFC 3339,
/// which counts as the day it is where the offset is so many minutes east of UTC. `None` if one is neither.
///
/// ```
/// use ledger::change::days;
/// assert_eq!(days("2026-06-24", "2026-06-30", 480), Some(6));
/// // 16:30 UTC on the 24th is the 25th already in China.
/// assert_eq!(days("2026-06-24T16:30:00Z", "2026-06-24", 480), Some(-1));
/// assert_eq!(days("2026-06-24", "soon", 480), None);
/// ```
pub fn days(before: &str, after: &str, offset_minutes: i32) -> Option<i64> {
    let day = |text| Day::parse(text).or_else(|| Some(Instant::parse(text)?.day(offset_minutes)));
    Some(day(after)?.days_since(day(before)?))
}

/// The days of the calendar from one instant to another where the offset is so many minutes east of UTC; negative if the
/// second is the earlier one. One minute before midnight and one minute after it are a day apart, as they are to a reader.
///
/// ```
/// # use record::Instant;
/// let award = Instant::parse("2026-06-01T23:59:00+08:00").unwrap();
/// let raised = Instant::parse("2026-06-15T00:01:00+08:00").unwrap();
/// assert_eq!(ledger::change::days_between(award, raised, 480), 14);
/// ```
pub fn days_between(earlier: Instant, later: Instant, offset_minutes: i32) -> i64 {
    later.day(offset_minutes).days_since(earlier.day(offset_minutes))
}

/// By how much an amount rose, in tenths of a per cent of what it was: 280 is 28 %. Halves go away from zero; negative
/// where it fell. The texts are those of JSON numbers, or of sums in fen.
///
/// `None` where there is nothing to compare with (it was zero or less), where a text is no number as JSON writes it, and
/// where the two have more than 37 digits between the first of the larger and the last of the finer.
///
/// ```
/// use ledger::change::share;
/// assert_eq!(share("1000000", "1280000.00"), Some(280));
/// assert_eq!(share("3", "2"), Some(-333));
/// assert_eq!(share("0.0000", "5"), None);
/// ```
pub fn share(before: &str, after: &str) -> Option<i64> {
    let (before, after) = (Decimal::parse(before)?, Decimal::parse(after)?);
    if before.is_negative || before.digits.is_empty() {
        return None;
    }
    // A zero has no finest digit of its own.
    let power = if after.digits.is_empty() { before.power } else { before.power.min(after.power) };
    let (was, is) = (before.at(power)?, after.at(power)?);
    let (rose, by) = if after.is_negative { (false, was + is) } else { (is >= was, was.abs_diff(is)) };
    let mut tenths = by / was;
    let mut rest = by % was;
    for _ in 0..3 {
        rest *= 10;
        tenths = tenths.checked_mul(10)?.checked_add(rest / was)?;
        rest %= was;
    }
    let tenths = i64::try_from(tenths + u128::from(rest * 2 >= was)).ok()?;
    Some(if rose { tenths } else { -tenths })
}

/// Whether two values are the same: numbers by what they are worth, members in any order.
pub(super) fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            let (one, other) = (one.to_string(), other.to_string());
            // A number beyond all measure is the same only if its text is.
            one == other || Decimal::parse(&one).is_some_and(|one| Decimal::parse(&other) == Some(one))
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(name, one)| other.get(name).is_some_and(|other| same(one, other)))
        }
        (one, other) => one == other,
    }
}

/// A decimal number: digits without zeros at either end, times ten to a power. Zero has no digits.
#[derive(PartialEq, Eq)]
struct Decimal {
    is_negative: bool,
    digits: String,
    power: i64,
}

impl Decimal {
    /// Reads a number as JSON writes it (RFC 8259, section 6).
    fn parse(text: &str) -> Option<Decimal> {
        let (is_negative, rest) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (mantissa, power) = match rest.split_once(['e', 'E']) {
            Some((mantissa, power)) => (mantissa, power.parse::<i32>().ok()?),
            None => (rest, 0),
        };
        let (whole, fraction) =
            mantissa.split_once('.').map_or((mantissa, None), |(whole, fraction)| (whole, Some(fraction)));
        let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let has_idle_zero = whole.len() > 1 && whole.starts_with('0');
        if !are_digits(whole) || has_idle_zero || fraction.is_some_and(|fraction| !are_digits(fraction)) {
            return None;
        }
        let fraction = fraction.unwrap_or_default();
        let all = format!("{whole}{fraction}");
        let digits = all.trim_end_matches('0');
        let zeros = i64::try_from(all.len() - digits.len()).ok()?;
        let digits = digits.trim_start_matches('0').to_owned();
        if digits.is_empty() {
            return Some(Decimal { is_negative: false, digits, power: 0 });
        }
        Some(Decimal {
            is_negative,
            digits,
            power: i64::from(power) - i64::try_from(fraction.len()).ok()? + zeros,
        })
    }

    /// The number without its sign, counted in units of ten to this power.
    fn at(&self, power: i64) -> Option<u128> {
        if self.digits.is_empty() {
            return Some(0);
        }
        let zeros = usize::try_from(self.power.checked_sub(power)?).ok()?;
        if self.digits.len().checked_add(zeros)? > DIGITS_AT_MOST {
            return None;
        }
        let digits: u128 = self.digits.parse().ok()?;
        digits.checked_mul(10_u128.checked_pow(u32::try_from(zeros).ok()?)?)
    }
}
