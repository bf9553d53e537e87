//! Messages, and the way to who a reporter is.

use cases::case::Kind;
use cases::event::Deed;
use cases::rules::opening::{Reason, Refusal};
use cases::rules::recusal::Ground;
use cases::table::{self, Letter, OpeningStep, Sender};

use super::given::{Hall, now};

#[tokio::test]
async fn an_identity_takes_two_units_and_every_step_is_kept() {
    for database in tests::databases() {
        let mut hall = Hall::on(database).await;
        let id = hall.case(Kind::Report, "cdi").await;
        let mut write = hall.store.write().await.unwrap();
        let outside = table::ask(&mut write, &id, "o1", "cdi", Reason::Verify, now()).await.unwrap();
        assert_eq!(outside, Err(Refusal::Team));
        drop(write);
        hall.does(&id, "a", &["b"], Deed::Assigned { account: "o1".to_owned() }).await.unwrap();
        let mut write = hall.store.write().await.unwrap();
        assert_eq!(table::ask(&mut write, &id, "o1", "cdi", Reason::Verify, now()).await.unwrap(), Ok(1));
        let share = || Some(vec![7; 40]);
        let own = table::decide(&mut write, &id, 1, "o1", "cdi", share(), now()).await.unwrap();
        assert_eq!(own, Err(Refusal::Hands));
        let same_unit = table::decide(&mut write, &id, 1, "o2", "cdi", share(), now()).await.unwrap();
        assert_eq!(same_unit, Err(Refusal::Hands));
        let early = table::mark_opened(&mut write, &id, 1, "o1", "cdi", now()).await.unwrap();
        assert_eq!(early, Err(Refusal::State));
        assert_eq!(
            table::decide(&mut write, &id, 1, "k1", "inspection", share(), now()).await.unwrap(),
            Ok(2)
        );
        let again = table::decide(&mut write, &id, 1, "k2", "inspection", None, now()).await.unwrap();
        assert_eq!(again, Err(Refusal::State));
        assert_eq!(table::mark_opened(&mut write, &id, 1, "o1", "cdi", now()).await.unwrap(), Ok(3));
        write.commit_unseen().await.unwrap();
        assert_eq!(table::granted_share(&hall.store, &id, 1, "o1").await.unwrap(), share());
        assert_eq!(table::granted_share(&hall.store, &id, 1, "o2").await.unwrap(), None);
        let steps: Vec<_> =
            table::openings(&hall.store, &id).await.unwrap().iter().map(|it| (it.step, it.request)).collect();
        assert_eq!(steps, [(OpeningStep::Asked, 1), (OpeningStep::Granted, 1), (OpeningStep::Opened, 1)]);
        // Whoever is excluded later cannot fetch it any more.
        let mut write = hall.store.write().await.unwrap();
        table::exclude(&mut write, &id, "o1", Ground::Interest, ("a", "b"), hall.today).await.unwrap();
        write.commit_unseen().await.unwrap();
        assert_eq!(table::granted_share(&hall.store, &id, 1, "o1").await.unwrap(), None);
    }
}

#[tokio::test]
async fn a_request_can_be_declined_and_then_nothing_is_granted() {
    for database in tests::databases() {
        let mut hall = Hall::on(database).await;
        let id = hall.case(Kind::Report, "cdi").await;
        hall.does(&id, "a", &["b"], Deed::Assigned { account: "o1".to_owned() }).await.unwrap();
        let mut write = hall.store.write().await.unwrap();
        table::ask(&mut write, &id, "o1", "cdi", Reason::Contact, now()).await.unwrap().unwrap();
        table::decide(&mut write, &id, 1, "k1", "inspection", None, now()).await.unwrap().unwrap();
        let opened = table::mark_opened(&mut write, &id, 1, "o1", "cdi", now()).await.unwrap();
        assert_eq!(opened, Err(Refusal::State));
        assert_eq!(
            table::decide(&mut write, &id, 9, "k1", "inspection", None, now()).await.unwrap(),
            Err(Refusal::State)
        );
        write.commit_unseen().await.unwrap();
        assert_eq!(table::granted_share(&hall.store, &id, 1, "o1").await.unwrap(), None);
    }
}

#[tokio::test]
async fn a_letter_has_one_place_and_a_note_is_not_for_the_reporter() {
    for database in tests::databases() {
        let mut hall = Hall::on(database).await;
        let id = hall.case(Kind::Report, "cdi").await;
        let letter = |sender: Sender| Letter {
            sender,
            account: (sender != Sender::Reporter).then(|| "o1".to_owned()),
            epoch: 1,
            role: if sender == Sender::Reporter { "reporter" } else { "staff" }.to_owned(),
            to_team: vec![1, 2, 3],
            to_reporter: (sender != Sender::Note).then(|| vec![4, 5, 6]),
            signature: (sender == Sender::Reporter).then(|| "ab".to_owned()),
        };
        let mut write = hall.store.write().await.unwrap();
        for (sender, place, expected) in [
            (Sender::Staff, 1, Some(1)),
            (Sender::Note, 2, Some(2)),
            (Sender::Reporter, 2, None),
            (Sender::Reporter, 4, None),
            (Sender::Reporter, 3, Some(3)),
        ] {
            assert_eq!(
                table::say(&mut write, &id, &letter(sender), place, hall.today).await.unwrap(),
                expected
            );
        }
        write.commit_unseen().await.unwrap();
        let of = async |for_reporter| {
            let messages = table::messages(&hall.store, &id, for_reporter).await.unwrap();
            messages.into_iter().map(|it| (it.seq, it.letter.sender)).collect::<Vec<_>>()
        };
        assert_eq!(of(false).await, [(1, Sender::Staff), (2, Sender::Note), (3, Sender::Reporter)]);
        assert_eq!(of(true).await, [(1, Sender::Staff), (3, Sender::Reporter)]);
        let first = table::messages(&hall.store, &id, true).await.unwrap().remove(0);
        assert_eq!(first.letter, letter(Sender::Staff));
    }
}
