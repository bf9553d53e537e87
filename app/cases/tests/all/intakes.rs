//! From events to the public counts.

use cases::arrival::Arrival;
use cases::case::Kind;
use cases::event::{Actor, Deed};
use cases::rules::funnel::Figure;
use cases::rules::routing::{Organisation, Receiver};
use cases::stage::{Ending, Witness};
use cases::table::{self, Moment};
use record::Calendar;

use super::given::{Hall, day, now, viewer};

#[tokio::test]
async fn steps_are_counted_once_by_the_day_they_were_entered() {
    for database in tests::databases() {
        let mut hall = Hall::on(database).await;
        hall.today = day("2026-02-02");
        let mut ids = Vec::new();
        for n in 0..6 {
            let arrival = hall.arrival(Kind::Complaint, "hotline");
            // A letter that came in December and was entered in February counts in February.
            let received = if n == 0 { day("2025-12-30") } else { hall.today };
            ids.push(hall.take(&Arrival { received, ..arrival }).await);
        }
        hall.today = day("2026-02-09");
        for id in &ids[..5] {
            hall.does(id, "a", &[], Deed::Accepted).await.unwrap();
            hall.does(id, "a", &["b"], Deed::Answered { ending: Ending::Explained }).await.unwrap();
        }
        let receivers = vec![Receiver {
            code: "hotline".to_owned(),
            division: "130300".to_owned(),
            up: None,
            takes: vec![Kind::Complaint],
        }];
        let organisation = Organisation { receivers, divisions: Vec::new() };
        let early = table::funnels(&hall.store, &organisation, day("2026-04-30")).await.unwrap();
        assert!(early.is_empty());
        let funnels = table::funnels(&hall.store, &organisation, day("2026-05-01")).await.unwrap();
        let [funnel] = &funnels[..] else { panic!("{funnels:?}") };
        let (five, six, none) = (Figure::Is(5), Figure::Is(6), Figure::Is(0));
        assert_eq!(funnel.city.steps, [six, five, none, none, five]);
        assert_eq!(
            (funnel.city.districts.as_slice(), funnel.city.median_days),
            (["130300".to_owned()].as_slice(), Some(7))
        );
    }
}

#[tokio::test]
async fn limits_that_were_provisional_are_read_anew() {
    for database in tests::databases() {
        let mut hall = Hall::on(database).await;
        hall.today = day("2026-12-21");
        let id = {
            let arrival = hall.arrival(Kind::Report, "cdi");
            let moment = Moment { today: hall.today, calendar: Calendar::china() };
            table::receive(&hall.store, &arrival, Actor::Reporter, now(), moment).await.unwrap();
            arrival.submission.id
        };
        let row = async || {
            let row = store::sql("SELECT due_day, due_provisional FROM case_state WHERE case_id = $1");
            let row = row.bind(id.as_str()).one(&hall.store).await.unwrap().unwrap();
            (row.text(0).to_owned(), row.int(1))
        };
        // Fifteen weekdays, because nobody knows the days off of 2027 yet.
        assert_eq!(row().await, ("2027-01-11".to_owned(), 1));
        let leave = record::Leave {
            first: day("2026-01-01"),
            last: day("2027-12-31"),
            off: vec![day("2027-01-01")],
            worked: Vec::new(),
        };
        let calendar = Calendar::from(&leave);
        let moment = Moment { today: hall.today, calendar: &calendar };
        assert_eq!(table::refresh_open(&hall.store, moment).await.unwrap(), 1);
        assert_eq!(row().await, ("2027-01-12".to_owned(), 0));
        assert_eq!(table::refresh_open(&hall.store, moment).await.unwrap(), 0);
    }
}

#[tokio::test]
async fn a_sample_of_closed_cases_waits_for_another_unit() {
    for database in tests::databases() {
        let mut hall = Hall::on(database).await;
        let mut ids = Vec::new();
        for _ in 0..120 {
            let id = hall.case(Kind::Complaint, "hotline").await;
            hall.does(&id, "a", &[], Deed::Accepted).await.unwrap();
            hall.does(&id, "a", &["b"], Deed::Answered { ending: Ending::Explained }).await.unwrap();
            ids.push(id);
        }
        let waiting =
            async |unit: &str| table::rechecks(&hall.store, &viewer("o1", unit), 200).await.unwrap();
        assert!(waiting("office").await.is_empty(), "nothing was drawn yet");
        assert_eq!(table::draw_samples(&hall.store, &[7; 32], hall.today).await.unwrap(), 120);
        assert_eq!(table::draw_samples(&hall.store, &[8; 32], hall.today).await.unwrap(), 0);
        let sampled = waiting("office").await;
        assert!((1..=20).contains(&sampled.len()), "{}", sampled.len());
        assert!(waiting("hotline").await.is_empty(), "the unit that closed them does not look again");
        let id = sampled[0].id.clone();
        hall.does(&id, "c", &[], Deed::SolvedSaid { by: Witness::Recheck, solved: true }).await.unwrap();
        assert_eq!(waiting("office").await.len(), sampled.len() - 1);
        let [(unit, rate)] = &table::rates(&hall.store).await.unwrap()[..] else { panic!("one unit") };
        assert_eq!((unit.as_str(), rate.closed, rate.solved, rate.unsolved), ("hotline", 120, 1, 0));
    }
}
