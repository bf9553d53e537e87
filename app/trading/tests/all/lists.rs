//! The list: what its filters leave, in which order, page by page, and equally on both databases.

use record::{Count, Cursor, Day, Start};
use trading::process::{Kind, State};
use trading::table::{self, Filter, Order};

use super::given::{Hall, today};

#[tokio::test]
async fn filters_orders_and_pages_are_the_same_on_both_databases() {
    let mut seen: Vec<Vec<String>> = Vec::new();
    for database in tests::databases() {
        let hall = Hall::with_samples(database).await;
        let mut here = Vec::new();
        for filter in [
            Filter { kind: Some(Kind::LandMineral), ..Filter::default() },
            Filter { state: Some(State::Unsuccessful), ..Filter::default() },
            Filter { method: Some("limited".into()), ..Filter::default() },
            Filter { buyer: Some("昌黎县水务局".into()), ..Filter::default() },
            Filter { district: Some("130322".into()), currency: Some("CNY".into()), ..Filter::default() },
            Filter { words: Some("供热管网".into()), ..Filter::default() },
            Filter {
                words: Some("雨污分流 秦皇岛市".into()),
                kind: Some(Kind::Construction),
                ..Filter::default()
            },
            Filter { words: Some("GC-2024-0003".into()), ..Filter::default() },
            Filter { from: Day::parse("2025-01-01"), to: Day::parse("2025-03-31"), ..Filter::default() },
            Filter::default(),
        ] {
            for order in Order::ALL {
                here.push(walk(&hall, &filter, order).await);
            }
        }
        let count = |index: usize| here[index * 3].len();
        assert_eq!((count(0), count(1), count(7), count(9)), (60, 11, 1, 400));
        let counts: Vec<usize> = (0..10).map(count).collect();
        assert!(counts.iter().all(|count| *count > 0), "{counts:?}");
        seen.push(here.concat());
    }
    assert_eq!(seen[0], seen[1]);
}

/// The whole list, walked by pages to the end and back.
async fn walk(hall: &Hall, filter: &Filter, order: Order) -> Vec<String> {
    let page =
        async |start| table::page(&hall.store, filter, order, start, 7).await.expect("the list is read");
    let (mut all, mut pages, mut start) = (Vec::new(), Vec::new(), Start::Top);
    loop {
        let page = page(start).await;
        all.extend(page.rows.iter().map(|listed| listed.ocid.clone()));
        assert!(page.rows.len() <= 7);
        pages.push(page.rows);
        match page.next {
            Some(key) => start = Start::After(Cursor::parse(&key).expect("a cursor reads back")),
            None => break,
        }
    }
    let top = page(Start::Top).await;
    assert_eq!(top.count, Count::Exact(all.len() as u64), "{filter:?} {order:?}");
    assert_eq!(top.previous, None);
    // From the last page back to the first.
    let mut last = page(start).await;
    for expected in pages.iter().rev().skip(1) {
        let key = last.previous.expect("there is a page before");
        last = page(Start::Before(Cursor::parse(&key).expect("a cursor reads back"))).await;
        assert_eq!(last.rows, *expected);
    }
    assert_eq!(last.previous, None);
    let mut sorted = all.clone();
    sorted.sort();
    sorted.dedup();
    assert_eq!(sorted.len(), all.len(), "no line stands twice");
    all
}

#[tokio::test]
async fn the_largest_come_first_and_downloads_go_on_where_they_stood() {
    let hall = Hall::with_samples(tests::Database::sqlite()).await;
    let (mut all, mut start) = (Vec::new(), Start::Top);
    loop {
        let page = table::page(&hall.store, &Filter::default(), Order::Largest, start, 30)
            .await
            .expect("the list is read");
        all.extend(page.rows);
        match page.next.as_deref().and_then(Cursor::parse) {
            Some(next) => start = Start::After(next),
            None => break,
        }
    }
    let sums: Vec<_> = all.iter().map(|listed| listed.size().expect("it has a sum").number).collect();
    assert_eq!(sums.len(), 400);
    assert!(sums.is_sorted_by(|one, other| one >= other));
    assert_eq!(table::currencies(&hall.store).await.expect("they are read"), ["CNY"]);
}

#[tokio::test]
async fn the_week_counts_what_was_awarded_in_its_seven_days() {
    for database in tests::databases() {
        let hall = Hall::with_samples(database).await;
        let list = hall.list(&Filter::default()).await;
        let day = Day::parse("2025-06-30").expect("a day");
        let week = trading::week(&hall.store, day).await.expect("it is read");
        let of = |from: Day, to: Day| {
            list.iter().filter(move |listed| listed.award_day.is_some_and(|day| from <= day && day <= to))
        };
        let fen = |from, to| {
            of(from, to).filter_map(|listed| listed.award_value.as_ref()?.fen()).map(i128::from).sum::<i128>()
        };
        assert_eq!((week.from, week.to), (day.plus(-6), day));
        assert_eq!(week.deals, of(week.from, week.to).count() as u64);
        assert_eq!(week.sum_fen, fen(week.from, week.to));
        assert_eq!(week.weeks.len(), 12);
        assert!(week.weeks.iter().all(|(last, sum)| *sum == fen(last.plus(-6), *last)));
        assert!(
            week.weeks.iter().any(|(_, sum)| *sum > 0) && week.deals > 0 && week.bidders_tenths > Some(10)
        );
        assert_eq!(week.newest, list[..5]);
        let empty = trading::week(&hall.store, today().plus(1_000)).await.expect("it is read");
        assert_eq!((empty.deals, empty.sum_fen, empty.bidders_tenths), (0, 0, None));
    }
}

#[tokio::test]
async fn a_file_taken_twice_changes_nothing_and_a_newer_release_moves_the_line() {
    let hall = Hall::with_samples(tests::Database::sqlite()).await;
    let before = hall.list(&Filter::default()).await;
    let (summary, faults) = hall.import(&super::given::sample("trading/construction.json")).await;
    assert_eq!((summary.taken, summary.unchanged, summary.refused, faults.len()), (0, 524, 0, 0));
    assert_eq!(hall.list(&Filter::default()).await, before);
    let release = r#"[{"ocid": "ocds-qhd000-GC-2024-0049", "id": "later", "date": "2027-01-01T00:00:00+08:00",
        "tag": ["award"], "initiationType": "tender", "awards": [{"id": "A", "status": "active",
        "date": "2026-12-31T00:00:00+08:00", "value": {"amount": 1.25, "currency": "CNY"}}]}]"#;
    let (summary, _) = hall.import_from(std::io::Cursor::new(release), "later.json").await;
    assert_eq!(summary.taken, 1);
    let after = hall.list(&Filter::default()).await;
    assert_eq!((after.len(), after[0].ocid.as_str()), (400, "ocds-qhd000-GC-2024-0049"));
    assert_eq!(after[0].award_value.as_ref().and_then(|value| value.fen()), Some(125));
    let words = Filter { words: Some("ocds-qhd000-GC-2024-0049".into()), ..Filter::default() };
    assert_eq!(hall.list(&words).await.len(), 1, "the search follows the line");
}
