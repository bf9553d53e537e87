//! The calendar of China, 2007 to 2026, from the tables in `data/`.

use super::{Calendar, Leave};
use crate::Day;
use std::sync::LazyLock;

const HOLIDAYS: &str = include_str!("../../data/holidays.csv");
const PAPERS: &str = include_str!("../../data/papers.csv");

static CHINA: LazyLock<Calendar> = LazyLock::new(|| Calendar::from(&leave()));

/// A notice of the State Council that a year of the calendar rests on.
///
/// ```
/// use record::Calendar;
/// assert!(Calendar::papers().any(|paper| paper.year == 2026 && paper.address.contains("gov.cn")));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paper {
    /// The year.
    pub year: i16,
    /// Where the notice is published.
    pub address: &'static str,
}

impl Calendar {
    /// The calendar of China for all years with an official announcement, 2007 to 2026. Its table is parsed once.
    pub fn china() -> &'static Calendar {
        &CHINA
    }

    /// The notices the calendar of China rests on, oldest first; a year may have several.
    pub fn papers() -> impl Iterator<Item = Paper> {
        rows(PAPERS).map(|row| {
            let (year, address) = row.split_once(',').expect("papers.csv has two columns");
            Paper { year: year.parse().expect("papers.csv has a year in each row"), address }
        })
    }
}

fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().skip(1).map(str::trim_end).filter(|row| !row.is_empty())
}

/// The announced days, over the years that have a notice.
fn leave() -> Leave {
    let years = || Calendar::papers().map(|paper| paper.year);
    let edge = |year: Option<i16>, month, day| {
        Day::new(year.expect("papers.csv has rows"), month, day).expect("a year has a first and a last day")
    };
    let first = edge(years().min(), 1, 1);
    let last = edge(years().max(), 12, 31);
    let mut leave = Leave { first, last, off: Vec::new(), worked: Vec::new() };
    for row in rows(HOLIDAYS) {
        let mut cells = row.split(',');
        let day = cells.next().and_then(Day::parse).expect("holidays.csv has a day in each row");
        let list = if cells.next() == Some("1") { &mut leave.off } else { &mut leave.worked };
        list.push(day);
    }
    leave
}
