//! Lists, figures and who may see what.

use approvals::rules::card::Card;
use approvals::table::{self, CaseResult, Filter, Listed, Order};
use record::{Count, Cursor, Start};

use super::given::{Hall, day, rows};

async fn hall(database: tests::Database) -> Hall {
    let mut hall = Hall::on(database, "2026-11-23").await;
    for file in ["items.csv", "approvals.csv", "in_progress.csv"] {
        hall.take(&format!("approvals/{file}")).await;
    }
    hall
}

async fn walk(hall: &Hall, filter: &Filter, order: Order) -> Vec<Listed> {
    let mut found = Vec::new();
    let mut start = Start::Top;
    loop {
        let page = table::page(&hall.store, filter, order, start, 97).await.expect("the page is read");
        if let Start::After(_) = start {
            let back = page.previous.as_deref().and_then(Cursor::parse).expect("there is a way back");
            let before = table::page(&hall.store, filter, order, Start::Before(back), 97).await.unwrap();
            assert_eq!(before.rows, found[found.len() - 97..], "the way back shows the page before");
        }
        found.extend(page.rows);
        match page.next.as_deref().and_then(Cursor::parse) {
            Some(next) => start = Start::After(next),
            None => return found,
        }
    }
}

#[tokio::test]
async fn a_walk_through_the_pages_meets_every_case_once() {
    for database in tests::databases() {
        let hall = hall(database).await;
        let all = Filter::default();
        let newest = walk(&hall, &all, Order::Newest).await;
        assert_eq!(newest.len(), 5_078);
        let mut oldest = walk(&hall, &all, Order::Oldest).await;
        oldest.reverse();
        assert_eq!(newest, oldest);
        let longest = walk(&hall, &all, Order::Longest).await;
        assert!(longest.is_sorted_by(|a, b| (a.days_used, a.sort) > (b.days_used, b.sort)));
        let open = Filter { result: Some(CaseResult::Open), ..Filter::default() };
        assert_eq!(walk(&hall, &open, Order::Newest).await.len(), 78);
    }
}

#[tokio::test]
async fn filters_narrow_the_list_and_its_count() {
    for database in tests::databases() {
        let hall = hall(database).await;
        let all = walk(&hall, &Filter::default(), Order::Newest).await;
        let check = async |filter: Filter, wanted: &dyn Fn(&Listed) -> bool| {
            let expected = all.iter().filter(|listed| wanted(listed)).count() as u64;
            let page = table::page(&hall.store, &filter, Order::Newest, Start::Top, 20).await.unwrap();
            assert_eq!(page.count, Count::Exact(expected), "{filter:?}");
            assert!(page.rows.iter().all(wanted), "{filter:?}");
            assert!(expected > 0, "{filter:?} finds something");
        };
        let none = Filter::default;
        check(Filter { district: Some("130302".into()), ..none() }, &|it| {
            it.district.as_deref() == Some("130302")
        })
        .await;
        check(Filter { card: Some(Card::None), ..none() }, &|it| it.card == Card::None).await;
        check(Filter { result: Some(CaseResult::Withdrawn), ..none() }, &|it| {
            it.result == CaseResult::Withdrawn
        })
        .await;
        let units = table::units(&hall.store, "农业农村局", 50).await.unwrap();
        let codes: Vec<String> = units.iter().map(|unit| unit.code.clone()).collect();
        assert!(codes.len() > 3);
        check(Filter { units: Some(codes.clone()), ..none() }, &|it| {
            codes.contains(it.unit.as_ref().unwrap())
        })
        .await;
        let (from, to) = (day("2025-03-01"), day("2025-03-31"));
        check(Filter { from: Some(from), to: Some(to), ..none() }, &|it| {
            it.decided.is_some_and(|on| (from..=to).contains(&on))
        })
        .await;
        check(Filter { words: Some("农药经营".into()), ..none() }, &|it| it.title.contains("农药经营")).await;
        let both = Filter { words: Some("食品".into()), district: Some("130322".into()), ..none() };
        check(both, &|it| {
            it.district.as_deref() == Some("130322")
                && [&it.title, &it.applicant, &it.unit_name].iter().any(|text| text.contains("食品"))
        })
        .await;
        let nothing = Filter { units: Some(vec![]), ..none() };
        assert!(
            table::page(&hall.store, &nothing, Order::Newest, Start::Top, 20).await.unwrap().rows.is_empty()
        );
    }
}

#[tokio::test]
async fn the_figures_agree_with_the_list() {
    for database in tests::databases() {
        let mut hall = hall(database).await;
        for file in ["approval_steps.csv", "approval_extensions.csv"] {
            hall.take(&format!("approvals/{file}")).await;
        }
        let all = walk(&hall, &Filter::default(), Order::Newest).await;
        let item = "130300-21-123";
        let mut lengths: Vec<u64> = all
            .iter()
            .filter(|it| it.item.as_deref() == Some(item) && it.decided.is_some())
            .map(|it| it.days_used.unwrap().unsigned_abs())
            .collect();
        lengths.sort_unstable();
        let figures = table::figures(&hall.store, item).await.unwrap();
        assert_eq!(figures.decided, lengths.len() as u64);
        assert_eq!(figures.median_days, Some(lengths[(lengths.len() - 1) / 2]));
        let week = table::week(&hall.store, day("2026-06-30")).await.unwrap();
        let decided = |from: &str| {
            let days = day(from)..=day("2026-06-30");
            all.iter().filter(move |it| it.decided.is_some_and(|on| days.contains(&on)))
        };
        assert_eq!(week.decided, decided("2026-06-24").count() as u64);
        assert_eq!(
            week.weeks.iter().map(|(_, cases)| cases).sum::<u64>(),
            decided("2026-04-08").count() as u64
        );
        assert_eq!(week.yellow, decided("2026-06-24").filter(|it| it.card == Card::Yellow).count() as u64);
    }
}

#[tokio::test]
async fn no_natural_person_is_named_anywhere_in_the_database() {
    for database in tests::databases() {
        let hall = hall(database).await;
        let restricted = rows("approvals/natural_persons_restricted.csv");
        let mut texts = String::new();
        for row in store::sql("SELECT facts FROM version").all(&hall.store).await.unwrap() {
            texts.push_str(row.text(0));
        }
        for row in store::sql("SELECT title || detail FROM search_doc").all(&hall.store).await.unwrap() {
            texts.push_str(row.text(0));
        }
        for row in restricted {
            for column in ["证件号码", "手机号码", "住址"] {
                assert!(!texts.contains(&row[column]), "{}: {column}", row["业务编号"]);
            }
        }
    }
}
