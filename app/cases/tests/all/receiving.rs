//! One submission is one case, however often and however simultaneously it is sent.

use cases::arrival::Arrival;
use cases::case::{Kind, SealedBy};
use cases::stage::{Stage, State};
use cases::table::{self, Received};

use super::given::{Hall, PLAINTEXT, now};

#[tokio::test]
async fn the_same_submission_twice_is_one_case_with_the_same_answer() {
    for database in tests::databases() {
        let mut hall = Hall::on(database).await;
        let arrival = hall.arrival(Kind::Report, "cdi");
        let Received::New(head) = hall.receive(&arrival).await else { panic!("it is new") };
        assert_eq!((head.kind, head.sealed_by), (Kind::Report, SealedBy::Browser));
        assert_eq!(hall.receive(&arrival).await, Received::Again(head.clone()));
        let case = hall.read(&head.id).await;
        assert_eq!(case.state(), &State::At(Stage::Intake));
        assert_eq!(case.events().len(), 1);
        let found = table::by_lookup(&hall.store, &arrival.submission.lookup).await.unwrap();
        assert_eq!(found, Some(head.id.clone()));
        for name in ["report", "identity", "share_a"] {
            assert!(table::blob(&hall.store, &head.id, name).await.unwrap().is_some(), "{name}");
        }
        let wrap = table::wrap_for(&hall.store, &head.id, 1, "o1").await.unwrap();
        assert_eq!(wrap, Some(arrival.submission.wraps[0].bytes.0.clone()));
        assert_eq!(table::wrap_for(&hall.store, &head.id, 1, "k1").await.unwrap(), None);
        assert!(table::share_for(&hall.store, &head.id, "k1").await.unwrap().is_some());
        assert_eq!(table::share_for(&hall.store, &head.id, "o1").await.unwrap(), None);
    }
}

#[tokio::test]
async fn a_receipt_or_an_id_belongs_to_one_submission() {
    for database in tests::databases() {
        let mut hall = Hall::on(database).await;
        let first = hall.arrival(Kind::Report, "cdi");
        hall.take(&first).await;
        let mut other_id = hall.arrival(Kind::Report, "cdi");
        other_id.submission.lookup.clone_from(&first.submission.lookup);
        assert_eq!(hall.receive(&other_id).await, Received::Contradicts);
        let mut other_receipt = hall.arrival(Kind::Report, "cdi");
        other_receipt.submission.id = first.submission.id.clone();
        assert_eq!(hall.receive(&other_receipt).await, Received::Contradicts);
        assert_eq!(table::case(&hall.store, &other_id.submission.id).await.unwrap(), None);
    }
}

#[tokio::test]
async fn sixteen_at_once_with_one_id_make_one_case() {
    for database in tests::databases() {
        let mut hall = Hall::on(database).await;
        let arrival = hall.arrival(Kind::Complaint, "hotline");
        let tries = (0..16).map(|_| {
            let (store, arrival, moment) = (hall.store.clone(), arrival.clone(), hall.moment());
            tokio::spawn(async move {
                table::receive(&store, &arrival, cases::event::Actor::Reporter, now(), moment).await
            })
        });
        let (mut new, mut again) = (0, 0);
        for answer in tries.collect::<Vec<_>>() {
            match answer.await.unwrap().unwrap() {
                Received::New(_) => new += 1,
                Received::Again(_) => again += 1,
                other => panic!("{other:?}"),
            }
        }
        assert_eq!((new, again), (1, 15));
    }
}

#[tokio::test]
async fn the_words_of_a_report_are_in_no_column_and_no_hour_is() {
    for database in tests::databases() {
        let mut hall = Hall::on(database).await;
        let report = hall.arrival(Kind::Report, "cdi");
        // A caller who passes words of a report by mistake does not make them readable.
        let report = Arrival { words: Some(PLAINTEXT.to_owned()), ..report };
        let id = hall.take(&report).await;
        let rows = store::sql("SELECT text FROM case_words").all(&hall.store).await.unwrap();
        assert!(rows.is_empty());
        let event = hall.read(&id).await.events()[0].clone();
        assert_eq!(event.entered.to_string(), "2026-11-23T00:00:00.000000Z");
        let number = hall.read(&id).await.head().number.clone();
        assert!(number.starts_with("20261123-") && number.len() == 17, "{number}");
        if hall.is_sqlite {
            let file = store::sql("PRAGMA database_list").one(&hall.store).await.unwrap().unwrap();
            let path = file.text(2).to_owned();
            for file in [path.clone(), format!("{path}-wal")] {
                let bytes = std::fs::read(&file).unwrap_or_default();
                let holds = |what: &str| bytes.windows(what.len()).any(|window| window == what.as_bytes());
                assert!(!holds(PLAINTEXT) && !holds("03:14:15"), "{file}");
            }
        }
    }
}
