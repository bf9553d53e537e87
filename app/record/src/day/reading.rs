//! Days as people and spreadsheets write them.

use super::Day;
use crate::code::{self, Code};
use crate::text::narrow;

impl Day {
    /// Reads a day as imports find it: dashes, slashes, dots, `年月日`, eight digits, a time behind it, full-width digits.
    ///
    /// `Ok` carries the warnings: `DATE_NORMALIZED` where the form was put right, `DATE_LONGTERM` where 长期 or `9999-12-31` became
    /// [`Day::LONG_TERM`]. `Err` is `DATE_MISSING`, `DATE_IMPOSSIBLE`, `DATE_FORMAT` (Chinese numerals among others), `DATE_EXCEL_SERIAL`,
    /// `DATE_AMBIGUOUS` (`01/03/2025`) or `DATE_RANGE` (before 1949-10-01 or after 2099-12-31).
    ///
    /// ```
    /// use record::{Day, code};
    /// let (day, warnings) = Day::read("2025年3月1日").unwrap();
    /// assert_eq!((day.to_string().as_str(), warnings), ("2025-03-01", vec![code::DATE_NORMALIZED]));
    /// assert_eq!(Day::read("01/03/2025"), Err(code::DATE_AMBIGUOUS));
    /// ```
    pub fn read(text: &str) -> Result<(Day, Vec<Code>), Code> {
        if let Some(day) = Day::parse(text) {
            return ranged(day);
        }
        let text: String = text.trim().chars().map(narrow).collect();
        let text = text.trim();
        if text.is_empty() {
            return Err(code::DATE_MISSING);
        }
        if matches!(text, "长期" | "长期有效" | "永久" | "无固定期限") {
            return Ok((Day::LONG_TERM, vec![code::DATE_LONGTERM]));
        }
        let (day, warnings) = ranged(day_of(date_part(text))?)?;
        let normalized = warnings.is_empty().then_some(code::DATE_NORMALIZED);
        Ok((day, warnings.into_iter().chain(normalized).collect()))
    }

    /// Like [`Day::read`] for a day that must already have come: `DATE_FUTURE` after `today`, `DATE_FORMAT` for 长期.
    ///
    /// ```
    /// use record::{Day, code};
    /// let today = Day::new(2026, 6, 30).unwrap();
    /// assert_eq!(Day::read_past("2099-12-31", today), Err(code::DATE_FUTURE));
    /// ```
    pub fn read_past(text: &str, today: Day) -> Result<(Day, Vec<Code>), Code> {
        let (day, warnings) = Day::read(text)?;
        if day <= today {
            Ok((day, warnings))
        } else if warnings.contains(&code::DATE_LONGTERM) && !text.contains("9999") {
            Err(code::DATE_FORMAT)
        } else {
            Err(code::DATE_FUTURE)
        }
    }

    /// The day a spreadsheet means by this number (1 is 1900-01-01, and 60 the 29 February 1900 that never was);
    /// `None` outside 1949-10-01 to 2099-12-31.
    ///
    /// ```
    /// # use record::Day;
    /// assert_eq!(Day::from_excel_serial(45717), Day::new(2025, 3, 1));
    /// ```
    pub fn from_excel_serial(serial: i64) -> Option<Day> {
        let day = Day::new(1899, 12, 30)?.plus(serial);
        (Day::EARLIEST_RECORD..=Day::LONG_TERM).contains(&day).then_some(day)
    }
}

/// The day with its warning, or the fault of a day no record can bear.
fn ranged(day: Day) -> Result<(Day, Vec<Code>), Code> {
    if day == Day::LAST {
        Ok((Day::LONG_TERM, vec![code::DATE_LONGTERM]))
    } else if day < Day::EARLIEST_RECORD || day > Day::LONG_TERM {
        Err(code::DATE_RANGE)
    } else {
        Ok((day, Vec::new()))
    }
}

/// What stands before a time of day such as ` 00:00:00` or `T08:00:00+08:00`.
fn date_part(text: &str) -> &str {
    let Some((date, time)) = text.split_once([' ', 'T']) else { return text };
    let time = time.trim();
    let is_time = time.starts_with(|c: char| c.is_ascii_digit())
        && time.contains(':')
        && time.chars().all(|c| c.is_ascii_digit() || ":.+-Z".contains(c));
    if is_time { date } else { text }
}

/// The day of a text that holds only a date.
fn day_of(text: &str) -> Result<Day, Code> {
    let compact: String = text.chars().filter(|c| *c != ' ').collect();
    let compact = compact.strip_suffix(['日', '号']).unwrap_or(&compact);
    let parts: Vec<&str> = compact.split(['-', '/', '.', '年', '月']).collect();
    if parts.iter().any(|part| part.is_empty() || !part.bytes().all(|byte| byte.is_ascii_digit())) {
        return Err(code::DATE_FORMAT);
    }
    match parts[..] {
        [digits] if digits.len() == 8 => exact(&digits[..4], &digits[4..6], &digits[6..]),
        [digits] => Err(digits
            .parse()
            .ok()
            .and_then(Day::from_excel_serial)
            .map_or(code::DATE_FORMAT, |_| code::DATE_EXCEL_SERIAL)),
        [year, month, day] if year.len() == 4 && month.len() <= 2 && day.len() <= 2 => {
            exact(year, month, day)
        }
        // Day and month of 01/03/2025 are in no known order, and 13/03/2025 is not worth a guess either.
        [first, second, year] if year.len() == 4 && first.len() <= 2 && second.len() <= 2 => {
            Err(code::DATE_AMBIGUOUS)
        }
        [first, second, third] if first.len() <= 2 && second.len() <= 2 && third.len() <= 2 => {
            Err(code::DATE_AMBIGUOUS)
        }
        _ => Err(code::DATE_FORMAT),
    }
}

fn exact(year: &str, month: &str, day: &str) -> Result<Day, Code> {
    let day = |year: &str| Day::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    day(year).ok_or(code::DATE_IMPOSSIBLE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::*;

    fn check(text: &str, expected: Result<(&str, &[Code]), Code>) {
        let read = Day::read(text).map(|(day, codes)| (day.to_string(), codes));
        assert_eq!(read, expected.map(|(day, codes)| (day.to_owned(), codes.to_vec())), "{text:?}");
    }

    #[test]
    fn every_known_way_to_write_a_day_is_read_or_refused() {
        check("2025-03-01", Ok(("2025-03-01", &[])));
        for text in [
            "2025/3/1",
            "2025/03/01",
            "20250301",
            "2025年3月1日",
            "2025年03月01日",
            "2025.3.1",
            "2025-3-1",
            "2025-03-01 00:00:00",
            "2025-03-01T08:30:00+08:00",
            "2025/3/1 8:30",
            " 2025-03-01 ",
            "\u{3000}2025-03-01",
            "２０２５－０３－０１",
            "2025 年 3 月 1 日",
        ] {
            check(text, Ok(("2025-03-01", &[DATE_NORMALIZED])));
        }
        for text in ["2025-02-30", "2025-13-01", "2023-02-29", "2025-00-10", "20250230", "2025年2月30日"] {
            check(text, Err(DATE_IMPOSSIBLE));
        }
        for text in [
            "二〇二五年三月一日",
            "昨天",
            "2025-03",
            "202503",
            "2025-03-01至2026-03-01",
            "-",
            "1/2",
            "1e5",
            "45717.5",
        ] {
            check(text, Err(DATE_FORMAT));
        }
        for text in ["01/03/2025", "13-03-2025", "3/1/25", "25.3.1"] {
            check(text, Err(DATE_AMBIGUOUS));
        }
        check("45717", Err(DATE_EXCEL_SERIAL));
        check("", Err(DATE_MISSING));
        check("　 ", Err(DATE_MISSING));
        for text in ["1899-12-30", "1949-09-30", "2100-01-01", "0001-01-01", "9998-12-31"] {
            check(text, Err(DATE_RANGE));
        }
        check("1949-10-01", Ok(("1949-10-01", &[])));
        check("2099-12-31", Ok(("2099-12-31", &[])));
        for text in ["9999-12-31", "长期", "长期有效", "9999/12/31"] {
            check(text, Ok(("2099-12-31", &[DATE_LONGTERM])));
        }
    }

    #[test]
    fn a_day_that_must_have_come_is_never_in_the_future() {
        let today = Day::new(2026, 6, 30).unwrap();
        let check = |text, expected| {
            assert_eq!(Day::read_past(text, today).map(|(day, _)| day.to_string()), expected, "{text}")
        };
        check("2026-06-30", Ok("2026-06-30".to_owned()));
        check("2026/6/30", Ok("2026-06-30".to_owned()));
        check("2026-07-01", Err(DATE_FUTURE));
        check("2099-12-31", Err(DATE_FUTURE));
        check("9999-12-31", Err(DATE_FUTURE));
        check("长期", Err(DATE_FORMAT));
        check("1899-12-30", Err(DATE_RANGE));
    }
}
