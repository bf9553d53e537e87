//! The intake trees: nothing accepted can be dropped unnoticed.

use cases::case::Kind;
use cases::rules::intake::Standing;
use cases::table;
use ledger::tree::{Hash, inclusion, leaf_hash};
use store::sql;

use super::given::{Hall, day, now};

const SECRET: [u8; 32] = [42; 32];

async fn close(hall: &Hall, text: &str) -> bool {
    table::close_day(&hall.store, day(text), &SECRET, now()).await.unwrap()
}

/// As whoever owns the database can.
async fn without_triggers(hall: &Hall, table: &'static str, statement: &'static str, keys: &[String]) {
    let mut write = hall.store.write().await.unwrap();
    let drop = match (hall.is_sqlite, table) {
        (true, "case_file") => "DROP TRIGGER case_file_is_not_deleted",
        (true, _) => "DROP TRIGGER intake_leaf_is_not_deleted",
        (false, "case_file") => "DROP TRIGGER case_file_is_append_only ON case_file",
        (false, _) => "DROP TRIGGER intake_leaf_is_append_only ON intake_leaf",
    };
    sql(drop).run(&mut write).await.unwrap();
    for key in keys {
        assert_eq!(sql(statement).bind(key).run(&mut write).await.unwrap(), 1, "{key}");
    }
    write.commit_unseen().await.unwrap();
}

#[tokio::test]
async fn every_receipt_finds_its_place_in_the_tree_of_its_day() {
    for database in tests::databases() {
        let mut hall = Hall::on(database).await;
        let mut commitments = Vec::new();
        for _ in 0..5 {
            let arrival = hall.arrival(Kind::Report, "cdi");
            commitments.push(arrival.submission.commitment.clone());
            hall.take(&arrival).await;
        }
        assert_eq!(table::proof(&hall.store, &commitments[0]).await.unwrap(), None);
        assert!(table::open_days(&hall.store, day("2026-11-23")).await.unwrap().is_empty());
        assert_eq!(
            table::open_days(&hall.store, day("2026-11-25")).await.unwrap(),
            [day("2026-11-23"), day("2026-11-24")]
        );
        assert!(close(&hall, "2026-11-23").await);
        assert!(!close(&hall, "2026-11-23").await);
        let row = sql("SELECT kind, note FROM leaf").one(&hall.store).await.unwrap().unwrap();
        assert_eq!(row.text(0), "intake-root");
        for commitment in &commitments {
            let proof = table::proof(&hall.store, commitment).await.unwrap().unwrap();
            assert_eq!((proof.day, proof.size), (day("2026-11-23"), 64));
            assert!(row.text(1).contains(&proof.root.to_string()));
            let leaf: Hash = leaf_hash(&hex::decode(commitment).unwrap());
            assert_eq!(inclusion::verify(proof.index, proof.size, &leaf, &proof.path, &proof.root), Ok(()));
        }
        // A dummy proves nothing to anybody.
        let dummy =
            sql("SELECT commitment FROM intake_leaf WHERE dummy IS NOT NULL").one(&hall.store).await.unwrap();
        let dummy = dummy.unwrap().text(0).to_owned();
        assert_eq!(table::proof(&hall.store, &dummy).await.unwrap(), None);
        assert!(table::mismatches(&hall.store).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn what_comes_in_after_a_day_is_closed_stands_in_the_next() {
    for database in tests::databases() {
        let mut hall = Hall::on(database).await;
        assert!(close(&hall, "2026-11-23").await);
        let arrival = hall.arrival(Kind::Report, "cdi");
        hall.take(&arrival).await;
        assert!(close(&hall, "2026-11-24").await);
        let proof = table::proof(&hall.store, &arrival.submission.commitment).await.unwrap().unwrap();
        assert_eq!(proof.day, day("2026-11-24"));
        assert!(table::mismatches(&hall.store).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_day_without_reports_has_a_tree_of_the_same_size() {
    for database in tests::databases() {
        let hall = Hall::on(database).await;
        assert!(close(&hall, "2026-11-22").await);
        let row = sql("SELECT size FROM intake_day").one(&hall.store).await.unwrap().unwrap();
        assert_eq!(row.int(0), 64);
        assert_eq!(table::open_days(&hall.store, hall.today).await.unwrap(), []);
        assert_eq!(
            table::opened_dummies(&hall.store, day("2026-11-22"), day("2026-12-31")).await.unwrap(),
            None
        );
        let opened =
            table::opened_dummies(&hall.store, day("2026-11-22"), day("2027-01-01")).await.unwrap().unwrap();
        assert_eq!((opened.reports, opened.dummies.len(), opened.commitments.len()), (0, 64, 64));
        for (place, opening) in &opened.dummies {
            let opening: [u8; 32] = hex::decode(opening).unwrap().try_into().unwrap();
            let commitment = hex::encode(seal::intake::dummy(&opening));
            assert_eq!(opened.commitments[usize::try_from(*place).unwrap()], commitment);
        }
    }
}

/// A hundred reports are deleted by whoever owns the database: each receipt says so, and so does the count of the day.
#[tokio::test]
async fn a_hundred_dropped_reports_are_noticed() {
    for database in tests::databases() {
        let mut hall = Hall::on(database).await;
        let mut kept = Vec::new();
        for _ in 0..101 {
            let arrival = hall.arrival(Kind::Report, "cdi");
            hall.take(&arrival).await;
            kept.push((
                arrival.submission.lookup,
                arrival.submission.commitment,
                arrival.submission.id.to_string(),
            ));
        }
        assert!(close(&hall, "2026-11-23").await);
        assert!(table::mismatches(&hall.store).await.unwrap().is_empty());
        // The program itself cannot delete one.
        let mut write = hall.store.write().await.unwrap();
        assert!(sql("DELETE FROM case_file WHERE id = $1").bind(&kept[0].2).run(&mut write).await.is_err());
        drop(write);
        let ids: Vec<String> = kept[1..].iter().map(|it| it.2.clone()).collect();
        without_triggers(&hall, "case_file", "DELETE FROM case_file WHERE id = $1", &ids).await;
        let mut noticed = 0;
        for (lookup, commitment, _) in &kept[1..] {
            let said = table::standing(&hall.store, lookup, commitment).await.unwrap();
            assert_eq!((said.standing, said.day), (Standing::Dropped, Some(day("2026-11-23"))));
            noticed += 1;
        }
        assert_eq!(noticed, 100);
        let there = table::standing(&hall.store, &kept[0].0, &kept[0].1).await.unwrap();
        assert_eq!(there.standing, Standing::There);
        let unknown = table::standing(&hall.store, "00", "00").await.unwrap();
        assert_eq!((unknown.standing, unknown.day), (Standing::Unknown, None));
        let found = table::mismatches(&hall.store).await.unwrap();
        assert_eq!((found[0].by_leaves, found[0].by_cases, found[0].root_fits), (101, 1, true));
        // Taking the leaves away as well does not help: the root is public.
        let leaves: Vec<String> = kept[1..].iter().map(|it| it.1.clone()).collect();
        without_triggers(&hall, "intake_leaf", "DELETE FROM intake_leaf WHERE commitment = $1", &leaves)
            .await;
        let found = table::mismatches(&hall.store).await.unwrap();
        assert_eq!((found[0].by_leaves, found[0].by_cases, found[0].root_fits), (1, 1, false));
    }
}
