//! Amounts as people and spreadsheets write them.

use super::{Fen, Inexact, decimal};
use crate::code::{self, Code};
use crate::text::narrow;

/// A fine above a hundred million yuan is rather a column filled in yuan than in 万元.
const SUSPECT_WAN: Fen = Fen(10_000 * 1_000_000);
/// A fine is set in whole yuan, the fourth decimal of 万元.
const YUAN: i64 = 100;

impl Fen {
    /// Reads an amount in 万元 as imports find it: commas, 万 or 万元 behind it and full-width digits are put right.
    ///
    /// `Ok` carries the warnings `AMOUNT_NORMALIZED`, `AMOUNT_PRECISION` (finer than a yuan) and `AMOUNT_SUSPECT_UNIT` (above 10,000 万元,
    /// perhaps given in yuan; meant for fines, so a column of capital may pass over it). `Err` is `AMOUNT_MISSING`,
    /// `AMOUNT_NEGATIVE`, `AMOUNT_PRECISION` (finer than a fen, so not exact) or `AMOUNT_FORMAT`. Whether nothing or zero may stand in a cell
    /// (`AMOUNT_ZERO`) is for the rules of the column.
    ///
    /// ```
    /// use record::{Fen, code};
    /// let (amount, warnings) = Fen::read_wan("12.5万元").unwrap();
    /// assert_eq!((amount.grouped().as_str(), warnings), ("125,000.00", vec![code::AMOUNT_NORMALIZED]));
    /// assert_eq!(Fen::read_wan("壹拾万元整"), Err(code::AMOUNT_FORMAT));
    /// ```
    pub fn read_wan(text: &str) -> Result<(Fen, Vec<Code>), Code> {
        let (amount, mut warnings) = read(text, &["万元", "万"], 6)?;
        if amount.fen() % YUAN != 0 {
            warnings.push(code::AMOUNT_PRECISION);
        }
        if amount > SUSPECT_WAN {
            warnings.push(code::AMOUNT_SUSPECT_UNIT);
        }
        Ok((amount, warnings))
    }

    /// Reads an amount in yuan as imports find it; warnings and faults as in [`Fen::read_wan`], without a guess at the unit.
    ///
    /// ```
    /// # use record::{Fen, code};
    /// assert_eq!(Fen::read_yuan("¥1,234.50"), Ok((Fen(123_450), vec![code::AMOUNT_NORMALIZED])));
    /// assert_eq!(Fen::read_yuan("12.5万元"), Err(code::AMOUNT_FORMAT));
    /// ```
    pub fn read_yuan(text: &str) -> Result<(Fen, Vec<Code>), Code> {
        read(text, &["元整", "元"], 2)
    }
}

fn read(text: &str, units: &[&str], power: i32) -> Result<(Fen, Vec<Code>), Code> {
    let kept = |c: &char| !c.is_whitespace();
    let narrowed: String = text.chars().map(narrow).filter(kept).collect();
    if narrowed.is_empty() {
        return Err(code::AMOUNT_MISSING);
    }
    let bare = narrowed.strip_prefix(['¥', '￥']).unwrap_or(&narrowed);
    let bare = units.iter().find_map(|unit| bare.strip_suffix(unit)).unwrap_or(bare);
    let digits = without_commas(bare).ok_or(code::AMOUNT_FORMAT)?;
    let fen = decimal(&digits, power).map_err(|why| match why {
        Inexact::Fine => code::AMOUNT_PRECISION,
        Inexact::Form | Inexact::Large => code::AMOUNT_FORMAT,
    })?;
    if fen < 0 {
        return Err(code::AMOUNT_NEGATIVE);
    }
    let warnings = if digits == text { Vec::new() } else { vec![code::AMOUNT_NORMALIZED] };
    Ok((Fen(fen), warnings))
}

/// The digits without the commas between thousands; `None` where a comma stands elsewhere and may mean a decimal point.
fn without_commas(text: &str) -> Option<String> {
    let (whole, fraction) =
        text.split_once('.').map_or((text, None), |(whole, fraction)| (whole, Some(fraction)));
    if fraction.is_some_and(|fraction| fraction.contains(',')) {
        return None;
    }
    let mut groups = whole.split(',');
    let first = groups.next()?.trim_start_matches('-');
    if whole.contains(',') && (first.is_empty() || first.len() > 3 || groups.any(|group| group.len() != 3)) {
        return None;
    }
    Some(text.replace(',', ""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::*;

    fn check(text: &str, expected: Result<(&str, &[Code]), Code>) {
        let read = Fen::read_wan(text).map(|(amount, codes)| (amount.wan(), codes));
        assert_eq!(read, expected.map(|(amount, codes)| (amount.to_owned(), codes.to_vec())), "{text:?}");
    }

    #[test]
    fn amounts_are_put_right_or_refused_by_name() {
        check("12.5", Ok(("12.5", &[])));
        check("0", Ok(("0", &[])));
        check("1,234.50", Ok(("1234.5", &[AMOUNT_NORMALIZED])));
        check("12.5万元", Ok(("12.5", &[AMOUNT_NORMALIZED])));
        check("12.5 万", Ok(("12.5", &[AMOUNT_NORMALIZED])));
        check("１２．５", Ok(("12.5", &[AMOUNT_NORMALIZED])));
        check("10000", Ok(("10000", &[])));
        check("50000", Ok(("50000", &[AMOUNT_SUSPECT_UNIT])));
        check("0.00001", Ok(("0.00001", &[AMOUNT_PRECISION])));
        check("0.0001", Ok(("0.0001", &[])));
        check("0.0000001", Err(AMOUNT_PRECISION));
        check("-5", Err(AMOUNT_NEGATIVE));
        check("", Err(AMOUNT_MISSING));
        for text in [
            "壹拾万元整",
            "NaN",
            "inf",
            "1e309",
            "1,23",
            "1234,567",
            "1,234,56",
            ",5",
            "1.2,3",
            "12.5元",
            "约5",
            "+5",
            "-",
            "99999999999999999999",
            "5-10",
            "0x10",
        ] {
            check(text, Err(AMOUNT_FORMAT));
        }
    }
}
