//! What the desk shows to whom.

use cases::arrival::Arrival;
use cases::case::Kind;
use cases::event::Deed;
use cases::rules::recusal::Ground;
use cases::stage::Stage;
use cases::table::{self, Filter, Viewer};
use record::{Cursor, Start};

use super::given::{Hall, day, viewer};

async fn numbers_of(hall: &Hall, viewer: &Viewer, filter: &Filter) -> Vec<String> {
    let page = table::list(&hall.store, viewer, filter, Start::Top, 50).await.unwrap();
    assert_eq!(page.count.number(), page.rows.len() as u64);
    page.rows.into_iter().map(|row| row.number).collect()
}

#[tokio::test]
async fn who_is_excluded_has_no_row_no_count_and_no_hit() {
    for database in tests::databases() {
        let mut hall = Hall::on(database).await;
        let id = hall.case(Kind::Complaint, "hotline").await;
        let other = hall.case(Kind::Complaint, "hotline").await;
        hall.does(&id, "a", &["b"], Deed::Assigned { account: "o1".to_owned() }).await.unwrap();
        hall.does(&id, "a", &[], Deed::Linked { with: other.clone() }).await.unwrap();
        let number = hall.read(&id).await.head().number.clone();
        let o1 = viewer("o1", "hotline");
        let found = Filter { words: Some("排队".to_owned()), ..Filter::default() };
        let mine = Filter { is_mine: true, ..Filter::default() };
        assert_eq!(numbers_of(&hall, &o1, &found).await.len(), 2);
        assert_eq!(numbers_of(&hall, &o1, &mine).await, std::slice::from_ref(&number));
        assert_eq!(table::by_number(&hall.store, &o1, &number).await.unwrap(), Some(id.clone()));
        assert_eq!(table::linked_to(&hall.store, &o1, &other).await.unwrap(), std::slice::from_ref(&id));
        assert_eq!(table::numbers(&hall.store, &o1, hall.today).await.unwrap().open, 2);

        let mut write = hall.store.write().await.unwrap();
        table::exclude(&mut write, &id, "o1", Ground::Subject, ("a", "b"), hall.today).await.unwrap();
        write.commit_unseen().await.unwrap();
        assert_eq!(numbers_of(&hall, &o1, &Filter::default()).await.len(), 1);
        assert_eq!(numbers_of(&hall, &o1, &found).await.len(), 1);
        assert!(numbers_of(&hall, &o1, &mine).await.is_empty());
        assert_eq!(table::by_number(&hall.store, &o1, &number).await.unwrap(), None);
        assert!(table::linked_to(&hall.store, &o1, &other).await.unwrap().is_empty());
        let numbers = table::numbers(&hall.store, &o1, hall.today).await.unwrap();
        assert_eq!((numbers.open, numbers.at_intake, numbers.mine), (1, 1, 0));
        // Everyone else sees both.
        assert_eq!(numbers_of(&hall, &viewer("o2", "hotline"), &Filter::default()).await.len(), 2);
    }
}

#[tokio::test]
async fn a_unit_sees_its_own_cases_and_none_about_itself() {
    for database in tests::databases() {
        let mut hall = Hall::on(database).await;
        hall.case(Kind::Complaint, "hotline").await;
        let about = hall.arrival(Kind::Complaint, "office");
        let about = Arrival { concerned_unit: Some("hotline".to_owned()), ..about };
        hall.take(&about).await;
        let everything = Filter::default();
        assert_eq!(numbers_of(&hall, &viewer("o1", "hotline"), &everything).await.len(), 1);
        assert_eq!(numbers_of(&hall, &viewer("o3", "office"), &everything).await.len(), 1);
        assert!(numbers_of(&hall, &viewer("o4", "cdi"), &everything).await.is_empty());
        let wide = |unit: &str| Viewer { units: None, ..viewer("o5", unit) };
        assert_eq!(numbers_of(&hall, &wide("audit"), &everything).await.len(), 2);
        assert_eq!(numbers_of(&hall, &wide("hotline"), &everything).await.len(), 1);
        let nowhere = Viewer { units: Some(Vec::new()), ..viewer("o6", "cdi") };
        assert!(numbers_of(&hall, &nowhere, &everything).await.is_empty());
    }
}

#[tokio::test]
async fn what_falls_due_first_stands_first_and_pages_go_on_behind_a_line() {
    for database in tests::databases() {
        let mut hall = Hall::on(database).await;
        // Ten came in on ten days; the oldest is due first.
        let mut ids = Vec::new();
        for n in 0..10 {
            let arrival = hall.arrival(Kind::Report, "cdi");
            let received = day("2026-10-12").plus(n);
            ids.push(hall.take(&Arrival { received, ..arrival }).await);
        }
        let o1 = viewer("o1", "cdi");
        let all = numbers_of(&hall, &o1, &Filter::default()).await;
        let top = table::list(&hall.store, &o1, &Filter::default(), Start::Top, 50).await.unwrap().rows;
        let dues: Vec<_> = top.iter().map(|row| row.due.unwrap().by).collect();
        assert!(dues.is_sorted() && dues[0] < dues[9], "{dues:?}");
        let mut walked = Vec::new();
        let mut start = Start::Top;
        loop {
            let page = table::list(&hall.store, &o1, &Filter::default(), start, 3).await.unwrap();
            walked.extend(page.rows.into_iter().map(|row| row.number));
            let Some(next) = page.next.as_deref().and_then(Cursor::parse) else { break };
            start = Start::After(next);
        }
        assert_eq!(walked, all);
        // Fifteen working days after 12 October 2026, a Monday: 2 November.
        let due = Filter { due_until: Some(day("2026-11-02")), ..Filter::default() };
        assert_eq!(numbers_of(&hall, &o1, &due).await.len(), 1);
        let numbers = table::numbers(&hall.store, &o1, day("2026-11-03")).await.unwrap();
        assert_eq!((numbers.late, numbers.open, numbers.at_intake), (1, 10, 10));
        hall.does(&ids[0], "a", &[], Deed::Accepted).await.unwrap();
        let handling = Filter { stage: Some(Stage::Handling), ..Filter::default() };
        assert_eq!(numbers_of(&hall, &o1, &handling).await.len(), 1);
    }
}

#[tokio::test]
async fn a_search_reaches_words_that_are_not_sealed_and_no_pattern() {
    for database in tests::databases() {
        let mut hall = Hall::on(database).await;
        let complaint = hall.arrival(Kind::Complaint, "hotline");
        let text = "Ａ區 100% 的窗口_都没有开".to_owned();
        hall.take(&Arrival { words: Some(text), ..complaint }).await;
        hall.case(Kind::Report, "hotline").await;
        let o1 = viewer("o1", "hotline");
        let hits = async |words: &str| {
            let filter = Filter { words: Some(words.to_owned()), ..Filter::default() };
            numbers_of(&hall, &o1, &filter).await.len()
        };
        assert_eq!(hits("a区").await, 1);
        assert_eq!(hits("窗口").await, 1);
        assert_eq!(hits("100%").await, 1);
        assert_eq!(hits("口_都").await, 1);
        for nothing in ["%", "_没", "1%0", "明文", "!", "  "] {
            let expected = usize::from(nothing == "%");
            assert_eq!(hits(nothing).await, expected, "{nothing}");
        }
    }
}
