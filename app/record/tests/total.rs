//! Whatever stands in a cell, reading it never panics, and what is masked stays masked.

use record::{Day, Fen, Id, Instant, Phone, RegistrationNumber, ResidentId, Uscc, mask, personal, text};

/// Pieces that the readers treat in special ways, so that random sentences of them reach every branch.
const PIECES: &[&str] = &[
    "1",
    "3",
    "8",
    "0",
    "9",
    "86",
    "+86",
    "0086",
    "2025",
    "130302",
    "19900101",
    "0016",
    "13812345678",
    "6222020000000000000",
    "91130300TE5T00LCX4",
    "11010519491231002X",
    "x",
    "X",
    "E+17",
    "e309",
    ".",
    ",",
    "-",
    "/",
    " ",
    "\u{3000}",
    "\u{200b}",
    "\u{202e}",
    "\0",
    "\u{fffd}",
    "年",
    "月",
    "日",
    "T",
    ":",
    "Z",
    "+08:00",
    "万元",
    "元",
    "￥",
    "路",
    "街道",
    "镇",
    "区",
    "市",
    "小区",
    "号",
    "*",
    "***",
    "@",
    "=",
    "欧阳",
    "张",
    "·",
    "𠮷",
    "１",
    "＋",
    "１３８",
    "长期",
    "'",
    "(",
    "é",
];

/// A sequence that looks random and is the same in every run (Knuth's linear congruence).
fn numbers(seed: u64) -> impl Iterator<Item = usize> {
    let next = |last: &u64| {
        Some(last.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407))
    };
    std::iter::successors(Some(seed), next).skip(1).map(|number| (number >> 33) as usize)
}

#[test]
fn no_cell_makes_a_reader_panic() {
    let mut numbers = numbers(20_261_123);
    let mut next = || numbers.next().unwrap();
    for _ in 0..20_000 {
        let cell: String = (0..next() % 9).map(|_| PIECES[next() % PIECES.len()]).collect();
        let _ = (Day::read(&cell), Day::parse(&cell), Instant::parse(&cell), Id::parse(&cell));
        let _ = (Fen::read_wan(&cell), Fen::read_yuan(&cell), Fen::parse_json_yuan(&cell));
        let _ = (Uscc::read(&cell), ResidentId::parse(&cell), RegistrationNumber::parse(&cell));
        let _ = text::clean(&cell);
        if let Ok(phone) = Phone::parse(&cell) {
            assert_eq!(Phone::parse(phone.as_str()), Ok(phone), "{cell:?}");
        }
        let masked = personal::masked(&cell);
        let left: Vec<&str> =
            personal::found_in(&masked).into_iter().map(|found| &masked[found.range]).collect();
        assert!(left.is_empty(), "{cell:?} became {masked:?}, where {left:?} is left");
        for mask in [mask::name, mask::resident_id, mask::phone, mask::email, mask::bank_card, mask::address]
        {
            let once = mask(&cell);
            assert_eq!(mask(&once), once, "{cell:?}");
        }
    }
}

#[test]
fn every_day_is_the_one_after_the_day_before() {
    let first = Day::new(1899, 12, 31).unwrap();
    let mut before = first;
    for number in first.number() + 1..first.number() + 80_000 {
        let day = Day::from_number(number);
        assert_eq!((day.number(), day.days_since(before), before.plus(1)), (number, 1, day));
        assert_eq!(Day::parse(&day.to_string()), Some(day));
        assert_eq!(day.weekday(), before.weekday() % 7 + 1);
        before = day;
    }
    assert_eq!(Day::LAST.plus(1), Day::LAST);
    assert_eq!(Day::FIRST.plus(i64::MIN), Day::FIRST);
    assert_eq!(Day::LAST.plus_months(i32::MAX), Day::LAST);
    assert_eq!(Day::FIRST.plus_months(i32::MIN), Day::FIRST);
    assert_eq!(Day::new(2024, 2, 29).unwrap().plus_months(12), Day::new(2025, 2, 28).unwrap());
    assert_eq!(Day::new(2026, 3, 31).unwrap().plus_months(-1), Day::new(2026, 2, 28).unwrap());
    assert_eq!(Day::new(2026, 11, 30).unwrap().plus_months(3), Day::new(2027, 2, 28).unwrap());
}
