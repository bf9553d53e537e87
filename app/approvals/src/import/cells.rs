//! What the cells of several tables hold alike, beyond what `sheet` reads by itself.

use record::{Day, Instant, Problem, code};
use sheet::Reading;

use crate::approval::Unit;

/// The city and the day a file is read in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Here {
    /// Nothing that has happened can have happened later.
    pub(super) today: Day,
    /// What a time without an offset means.
    pub(super) utc_offset_minutes: i32,
}

/// No limit of any law is longer.
pub(super) const DAYS: std::ops::RangeInclusive<i64> = 0..=3_650;

/// A text that may be missing.
pub(super) fn text(reading: &mut Reading, name: &str) -> Option<String> {
    Some(reading.text(name)).filter(|text| !text.is_empty())
}

/// A text in which people write sentences. One that gives away a person's numbers holds the row back.
pub(super) fn free_text(reading: &mut Reading, name: &str) -> Option<String> {
    Some(reading.free_text(name)).filter(|text| !text.is_empty())
}

/// A small number of days, or the place of a step.
pub(super) fn number(reading: &mut Reading, name: &str) -> Option<u32> {
    reading.number(name, DAYS).and_then(|number| u32::try_from(number).ok())
}

/// The same, where it must be there.
pub(super) fn required_number(reading: &mut Reading, name: &str) -> Option<u32> {
    reading.required_number(name, DAYS).and_then(|number| u32::try_from(number).ok())
}

/// The number of a case or the code of an item: it becomes an address, so it is short and plain.
pub(super) fn key(reading: &mut Reading, name: &str) -> Option<String> {
    let key = text(reading, name)?;
    let plain = key.chars().count() <= 100
        && !key.contains(char::is_whitespace)
        && !key.contains(['?', '#', '\\'])
        && !key.ends_with(".json")
        && !matches!(key.as_str(), "items" | "progress" | "." | "..");
    if !plain {
        reading.note(
            name,
            Problem::error(code::VALUE_FORMAT).with("value", key.chars().take(40).collect::<String>()),
        );
    }
    plain.then_some(key)
}

/// The same, where it must be there.
pub(super) fn required_key(reading: &mut Reading, name: &str) -> Option<String> {
    if reading.cell(name).text.is_empty() {
        reading.note(name, Problem::error(code::VALUE_MISSING));
        return None;
    }
    key(reading, name)
}

/// A division code of 6 to 12 digits.
pub(super) fn district(reading: &mut Reading, name: &str) -> Option<String> {
    let district = text(reading, name)?;
    let right = (6..=12).contains(&district.len()) && district.bytes().all(|byte| byte.is_ascii_digit());
    if !right {
        reading.note(name, Problem::error(code::VALUE_FORMAT).with("value", "…"));
    }
    right.then_some(district)
}

/// A public body: its name and, where the file has it, its code.
pub(super) fn unit(reading: &mut Reading, name: &str, code: &str) -> Option<Unit> {
    let name = text(reading, name);
    let code = reading.uscc(code).map(|uscc| uscc.as_str().to_owned());
    Some(Unit { name: name?, code })
}

/// A moment: RFC 3339, or date and time without an offset, which then is the city's.
pub(super) fn moment(reading: &mut Reading, name: &str, here: Here) -> Option<Instant> {
    let written = reading.cell(name).text;
    if written.is_empty() {
        return None;
    }
    let moment = Instant::parse(written).or_else(|| local_moment(written, here.utc_offset_minutes));
    match moment {
        None => {
            let value: String = written.chars().take(40).collect();
            reading.note(name, Problem::error(code::VALUE_FORMAT).with("value", value));
        }
        Some(moment) if moment.day(here.utc_offset_minutes) > here.today => {
            reading.note(
                name,
                Problem::error(code::DATE_FUTURE)
                    .with("value", moment.day(here.utc_offset_minutes).to_string()),
            );
        }
        Some(_) => return moment,
    }
    None
}

fn local_moment(written: &str, utc_offset_minutes: i32) -> Option<Instant> {
    let (day, time) = written.split_once([' ', 'T'])?;
    let day = Day::read(day).ok()?.0;
    let mut parts = time.split(':').map(|part| part.parse::<i64>().ok().filter(|_| part.len() <= 2));
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = parts.next().unwrap_or(Some(0))?;
    if parts.next().is_some() || hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let midnight = Instant::start_of(day, utc_offset_minutes);
    Some(midnight.plus_seconds((hour * 60 + minute) * 60 + second))
}

/// Two days that must not stand the wrong way round; the column of the later one carries the problem.
pub(super) fn in_order(reading: &mut Reading, earlier: Option<Day>, later: Option<Day>, later_name: &str) {
    if let (Some(earlier), Some(later)) = (earlier, later)
        && later < earlier
    {
        let problem = Problem::error(code::DATE_ORDER).with("from", earlier.to_string());
        reading.note(later_name, problem.with("to", later.to_string()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_without_an_offset_is_the_citys() {
        let check = |written, expected: Option<&str>| {
            assert_eq!(
                local_moment(written, 480).map(|moment| moment.to_string()).as_deref(),
                expected,
                "{written}"
            );
        };
        check("2024-02-05 15:03:23", Some("2024-02-05T07:03:23.000000Z"));
        check("2024/2/5 8:03", Some("2024-02-05T00:03:00.000000Z"));
        check("2024-02-05T00:00:00", Some("2024-02-04T16:00:00.000000Z"));
        for written in ["2024-02-05", "2024-02-05 24:00", "2024-02-05 1:2:3:4", "2024-02-30 10:00", "x 10:00"]
        {
            check(written, None);
        }
    }
}
