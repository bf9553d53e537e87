//! Every sum of `data/workday_vectors.csv` and of the published examples.

use super::*;

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

#[test]
fn every_published_vector_comes_out_equal() {
    let china = Calendar::china();
    let mut counted = 0;
    for row in include_str!("../../data/workday_vectors.csv").lines().skip(1) {
        let cells: Vec<&str> = row.split(',').collect();
        let start = day(cells[1]);
        match cells[0] {
            "add_workdays" if cells[3] == "ERROR" => {
                assert!(china.add_working_days(start, cells[2].parse().unwrap()).provisional, "{row}");
            }
            "add_workdays" => {
                let deadline = china.add_working_days(start, cells[2].parse().unwrap());
                assert_eq!(deadline, Deadline { day: day(cells[3]), provisional: false }, "{row}");
            }
            "add_calendar_days" => {
                let days: u32 = cells[2].parse().unwrap();
                assert_eq!(start.plus(i64::from(days)), day(cells[3]), "{row}");
                assert_eq!(china.add_calendar_days(start, days).day, day(cells[4]), "{row}");
            }
            "workdays_between" => {
                let counted = china.working_days_between(start, day(cells[4]));
                assert_eq!(counted, Counted { days: cells[3].parse().unwrap(), provisional: false }, "{row}");
            }
            other => panic!("{other} is not a sum"),
        }
        counted += 1;
    }
    assert_eq!(counted, 418);
}

#[test]
fn the_sums_of_the_licensing_law_come_out_equal() {
    let check = |start, n, end| {
        assert_eq!(Calendar::china().add_working_days(day(start), n).day, day(end), "{start}+{n}")
    };
    check("2026-02-09", 20, "2026-03-13");
    check("2026-02-13", 5, "2026-02-27");
    check("2026-09-18", 5, "2026-09-24");
    check("2026-09-24", 10, "2026-10-15");
    check("2026-04-30", 1, "2026-05-06");
    check("2025-01-24", 7, "2025-02-10");
    check("2025-09-30", 3, "2025-10-11");
    check("2026-01-01", 1, "2026-01-04");
    check("2026-09-30", 20, "2026-11-03");
    check("2026-09-30", 0, "2026-09-30");
}

#[test]
fn a_period_of_calendar_days_ends_on_a_working_day() {
    let check = |start, days, raw, rolled| {
        assert_eq!(day(start).plus(i64::from(days)), day(raw));
        assert_eq!(
            Calendar::china().add_calendar_days(day(start), days),
            Deadline { day: day(rolled), provisional: false }
        );
    };
    check("2026-01-16", 30, "2026-02-15", "2026-02-24");
    check("2026-09-25", 10, "2026-10-05", "2026-10-08");
    check("2026-03-01", 20, "2026-03-21", "2026-03-23");
    check("2026-02-05", 15, "2026-02-20", "2026-02-24");
}

#[test]
fn the_years_2025_and_2026_have_248_working_days_each() {
    let check =
        |after, until| assert_eq!(Calendar::china().working_days_between(day(after), day(until)).days, 248);
    check("2024-12-31", "2025-12-31");
    check("2025-12-31", "2026-12-31");
    assert_eq!(Calendar::china().first(), day("2007-01-01"));
    assert_eq!(Calendar::china().last(), day("2026-12-31"));
}

#[test]
fn beyond_the_data_every_answer_is_provisional_and_follows_the_week() {
    let china = Calendar::china();
    assert_eq!(china.is_working_day(day("2027-01-01")), None);
    assert_eq!(china.is_working_day(day("2006-12-31")), None);
    assert_eq!(china.is_working_day(Day::FIRST), None);
    let check = |start, n, end| {
        assert_eq!(
            china.add_working_days(day(start), n),
            Deadline { day: day(end), provisional: true },
            "{start}"
        );
    };
    check("2026-12-31", 1, "2027-01-01");
    check("2027-01-01", 5, "2027-01-08");
    check("2006-12-20", 3, "2006-12-25");
    check("2006-12-29", 1, "2007-01-04");
    let between = |after, until| china.working_days_between(day(after), day(until));
    assert_eq!(between("2026-12-30", "2027-01-04"), Counted { days: 3, provisional: true });
    assert_eq!(between("2027-01-01", "2027-01-08"), Counted { days: 5, provisional: true });
    assert_eq!(between("2006-12-22", "2006-12-29"), Counted { days: 5, provisional: true });
    assert_eq!(between("2006-12-31", "2007-01-04"), Counted { days: 1, provisional: false });
    assert_eq!(between("2026-03-01", "2026-02-01"), Counted { days: 0, provisional: false });
    assert_eq!(china.roll_forward(day("2027-01-02")), Deadline { day: day("2027-01-04"), provisional: true });
    assert_eq!(china.roll_forward(day("2006-12-30")), Deadline { day: day("2007-01-04"), provisional: true });
    assert_eq!(
        china.roll_forward(day("2026-10-01")),
        Deadline { day: day("2026-10-08"), provisional: false }
    );
}

#[test]
fn sums_agree_with_walking_day_by_day() {
    let china = Calendar::china();
    for start in (0..7_400).step_by(13).map(|n| day("2006-11-20").plus(n)) {
        let mut walked = 0;
        for end in (1..60).map(|n| start.plus(n)) {
            let is_worked = china.is_working_day(end).unwrap_or(end.weekday() <= 5);
            walked += i64::from(is_worked);
            assert_eq!(china.working_days_between(start, end).days, walked, "{start} to {end}");
            if is_worked {
                let n = u32::try_from(walked).unwrap();
                assert_eq!(china.add_working_days(start, n).day, end, "{start} and {n}");
            }
        }
    }
}

#[test]
fn a_handed_out_stretch_answers_like_the_whole_table() {
    let china = Calendar::china();
    let (first, last) = (day("2026-01-20"), day("2026-03-20"));
    let leave = china.leave(first, last);
    assert!(leave.off.contains(&day("2026-02-17")) && leave.worked.contains(&day("2026-02-28")));
    assert_eq!(leave.off.len() + leave.worked.len(), 8);
    let short = Calendar::from(&leave);
    assert_eq!((short.first(), short.last()), (first, last));
    for n in 0..40 {
        let deadline = short.add_working_days(first, n);
        assert_eq!(deadline.day, china.add_working_days(first, n).day);
        assert_eq!(deadline.provisional, deadline.day > last);
    }
    assert_eq!(china.off_days(day("2026-02-14"), day("2026-02-24")).len(), 9);
    assert_eq!(china.leave(day("2026-12-31"), day("2027-02-01")).last, day("2026-12-31"));
}

#[test]
fn a_calendar_that_knows_nothing_follows_the_week() {
    let empty = Calendar::from(&Leave {
        first: day("2026-01-02"),
        last: day("2026-01-01"),
        off: vec![],
        worked: vec![],
    });
    assert_eq!(empty.is_working_day(day("2026-01-02")), None);
    assert_eq!(
        empty.add_working_days(day("2026-01-02"), 1),
        Deadline { day: day("2026-01-05"), provisional: true }
    );
    assert_eq!(
        empty.working_days_between(day("2026-01-02"), day("2026-01-09")),
        Counted { days: 5, provisional: true }
    );
}
