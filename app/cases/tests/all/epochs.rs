//! The epochs of a case's key: who was given one and is excluded ends it, and the next one is for those who stay.

use cases::case::Kind;
use cases::event::Deed;
use cases::rules::recusal::Ground;
use cases::table::{self, Wrapped};
use record::Id;
use tests::databases;

use super::given::{Hall, case_secret, next_key, secret};

fn wrap(holder: &str) -> Wrapped {
    Wrapped { holder: holder.to_owned(), bytes: vec![9; 8] }
}

async fn exclude(hall: &Hall, id: &Id, account: &str) {
    let mut write = hall.store.write().await.unwrap();
    table::exclude(&mut write, id, account, Ground::Interest, ("a", "b"), hall.today).await.unwrap();
    write.commit_unseen().await.unwrap();
}

#[tokio::test]
async fn a_key_ends_with_the_exclusion_of_somebody_who_was_given_it() {
    for database in databases() {
        let mut hall = Hall::on(database).await;
        let id = hall.case(Kind::Report, "cdi").await;
        let is_overdue = async |id: &Id| table::is_overdue(&hall.store, id).await.unwrap();
        assert!(!is_overdue(&id).await);
        exclude(&hall, &id, "stranger").await;
        assert!(!is_overdue(&id).await, "who never had the key knows nothing of it");
        // The intake's wrap is taken away by the assignment; what its holder knows is not.
        let mut write = hall.store.write().await.unwrap();
        table::keep_wraps_of(&mut write, &id, &["o2".to_owned()]).await.unwrap();
        write.commit_unseen().await.unwrap();
        assert!(!is_overdue(&id).await);
        exclude(&hall, &id, "o1").await;
        assert!(is_overdue(&id).await);
        assert_eq!(table::heirs(&hall.store, &id).await.unwrap(), ["o2"]);
    }
}

#[tokio::test]
async fn a_new_key_is_for_those_who_stay_and_each_key_vouches_for_the_next() {
    for database in databases() {
        let mut hall = Hall::on(database).await;
        let id = hall.case(Kind::Report, "cdi").await;
        hall.does(&id, "a", &["b"], Deed::Assigned { account: "o3".to_owned() }).await.unwrap();
        let mut write = hall.store.write().await.unwrap();
        assert!(table::wrap_to(&mut write, &id, 1, &wrap("o3")).await.unwrap());
        assert!(!table::wrap_to(&mut write, &id, 1, &wrap("o4")).await.unwrap(), "o4 is in no team");
        assert!(!table::wrap_to(&mut write, &id, 2, &wrap("o3")).await.unwrap(), "there is no second key");
        write.commit_unseen().await.unwrap();
        exclude(&hall, &id, "o1").await;
        let heirs = ["o2", "o3", "recovery-content"];
        assert_eq!(table::heirs(&hall.store, &id).await.unwrap(), heirs);

        let second = next_key(&id, 1, &case_secret(&id), &secret(21));
        let third = next_key(&id, 2, &secret(21), &secret(22));
        let mut write = hall.store.write().await.unwrap();
        for outside in ["o1", "o4", "k1"] {
            let wraps = [wrap("o2"), wrap(outside)];
            assert!(!table::new_epoch(&mut write, &id, &second, &wraps, vec![8]).await.unwrap(), "{outside}");
        }
        assert!(
            !table::new_epoch(&mut write, &id, &second, &[], vec![8]).await.unwrap(),
            "nobody could read"
        );
        assert!(!table::new_epoch(&mut write, &id, &third, &[wrap("o2")], vec![8]).await.unwrap());
        drop(write);
        let mut write = hall.store.write().await.unwrap();
        let wraps = heirs.map(wrap);
        assert!(table::new_epoch(&mut write, &id, &second, &wraps, vec![8]).await.unwrap());
        assert!(!table::new_epoch(&mut write, &id, &second, &wraps, vec![8]).await.unwrap(), "once");
        write.commit_unseen().await.unwrap();

        assert!(!table::is_overdue(&hall.store, &id).await.unwrap(), "who is excluded never had this one");
        assert_eq!(table::wrap_for(&hall.store, &id, 2, "o3").await.unwrap(), Some(vec![9; 8]));
        assert_eq!(table::wrap_for(&hall.store, &id, 2, "o1").await.unwrap(), None);
        assert_eq!(table::blob(&hall.store, &id, "previous-key-2").await.unwrap(), Some(vec![8]));
        let chain = table::key_chain(&hall.store, &id).await.unwrap();
        let keys = table::keys_for_reporter(&hall.store, &id).await.unwrap().unwrap();
        assert_eq!(chain.newest("hall.example", &id, &keys.1), Ok(&second), "the reporter believes it");
        exclude(&hall, &id, "o3").await;
        assert!(table::is_overdue(&hall.store, &id).await.unwrap());
    }
}

#[tokio::test]
async fn of_many_new_keys_at_once_one_is_the_next() {
    for database in databases() {
        let mut hall = Hall::on(database).await;
        let id = hall.case(Kind::Report, "cdi").await;
        exclude(&hall, &id, "o1").await;
        let tries = (0..8_u8).map(|n| {
            let (store, id) = (hall.store.clone(), id.clone());
            tokio::spawn(async move {
                let key = next_key(&id, 1, &case_secret(&id), &secret(100 + n));
                let mut write = store.write().await.unwrap();
                let won = table::new_epoch(&mut write, &id, &key, &[wrap("o2")], vec![n]).await.unwrap();
                if won {
                    write.commit_unseen().await.unwrap();
                }
                won
            })
        });
        let mut winners = 0;
        for one in tries.collect::<Vec<_>>() {
            winners += u32::from(one.await.unwrap());
        }
        assert_eq!(winners, 1);
        assert_eq!(table::key_chain(&hall.store, &id).await.unwrap().keys.len(), 2);
    }
}
