//! What was done stays as it was written, and who changes it is found out.

use record::Instant;
use staff::audit::{Entry, Hourly, append, enter_root, verify};
use staff::{ObjectKind, Role};
use store::sql;

use crate::house::{Browser, House, houses};

async fn fill(house: &House, rows: usize) {
    let mut write = house.store.write().await.unwrap();
    for row in 0..rows {
        let key = format!("case {row}");
        let entry = Entry {
            at: house.given.office.now(),
            actor: "somebody",
            action: "case-read",
            kind: ObjectKind::Case,
            key: &key,
            decision: "done",
            request: "r",
        };
        append(&mut write, entry).await.unwrap();
    }
    write.commit_unseen().await.unwrap();
}

async fn hour(house: &House) -> Hourly {
    house.given.pass(3_600);
    enter_root(&house.store, house.given.office.now()).await.unwrap()
}

async fn findings(house: &House) -> Vec<String> {
    let mut found = Vec::new();
    let verified = verify(&house.store, &mut |finding| found.push(finding.to_string())).await.unwrap();
    assert_eq!(verified.findings, found.len() as u64);
    found
}

/// Does what the owner of the database can: takes the triggers away and writes.
async fn forced(house: &House, statement: &'static str) {
    let mut write = house.store.write().await.unwrap();
    let doors: &[&str] = if house.is_postgres {
        &["ALTER TABLE staff_audit DISABLE TRIGGER ALL"]
    } else {
        &["DROP TRIGGER staff_audit_is_not_updated", "DROP TRIGGER staff_audit_is_not_deleted"]
    };
    for door in doors {
        sql(door).run(&mut write).await.unwrap();
    }
    assert!(sql(statement).run(&mut write).await.unwrap() > 0, "{statement}");
    write.commit_unseen().await.unwrap();
}

#[tokio::test]
async fn each_hour_has_one_root_whoever_asks() {
    for house in houses().await {
        assert_eq!(hour(&house).await, Hourly::NoStaff);
        house.staffed("auditor-1", Role::Auditor, "audit").await;
        fill(&house, 5).await;
        assert!(matches!(hour(&house).await, Hourly::Entered { size: 6, position: 0 }));
        assert_eq!(enter_root(&house.store, house.given.office.now()).await.unwrap(), Hourly::Done);
        // Nobody does anything: the root changes all the same, so that nobody outside sees a quiet hour.
        assert!(matches!(hour(&house).await, Hourly::Entered { size: 7, position: 1 }));
        fill(&house, 1_100).await;
        assert!(matches!(hour(&house).await, Hourly::Entered { size: 1_108, position: 2 }));
        fill(&house, 3).await;
        let mut found = Vec::new();
        let verified = verify(&house.store, &mut |finding| found.push(finding)).await.unwrap();
        assert_eq!((verified.rows, verified.uncovered, found.len()), (1_111, 3, 0));
    }
}

#[tokio::test]
async fn the_leaf_says_the_root_and_nothing_of_how_much_was_done() {
    for house in houses().await {
        house.staffed("auditor-1", Role::Auditor, "audit").await;
        fill(&house, 5).await;
        hour(&house).await;
        let row = sql("SELECT note FROM leaf WHERE position = 0").one(&house.store).await.unwrap().unwrap();
        let note: serde_json::Value = serde_json::from_str(row.text(0)).unwrap();
        let note = note["note"].as_object().unwrap();
        assert_eq!(note.keys().collect::<Vec<_>>(), ["hour", "root"]);
        assert_eq!(note["hour"], "2026-11-23T02");
    }
}

#[tokio::test]
async fn the_table_refuses_who_would_change_or_delete() {
    for house in houses().await {
        fill(&house, 2).await;
        for statement in [
            "UPDATE staff_audit SET actor = 'nobody' WHERE seq = 1",
            "DELETE FROM staff_audit WHERE seq = 2",
            "DELETE FROM staff_audit",
        ] {
            let mut write = house.store.write().await.unwrap();
            let refused = sql(statement).run(&mut write).await.unwrap_err().to_string();
            assert!(refused.contains("are appended"), "{refused}");
        }
    }
}

#[tokio::test]
async fn who_owns_the_database_is_found_out_by_the_next_check() {
    for statement in [
        "UPDATE staff_audit SET actor = 'nobody' WHERE seq = 3",
        "UPDATE staff_audit SET decision = 'excluded' WHERE seq = 3",
        "UPDATE staff_audit SET at = '2026-11-23T01:00:00.000001Z' WHERE seq = 2",
        "DELETE FROM staff_audit WHERE seq = 2",
        "DELETE FROM staff_audit WHERE seq >= 3",
        "UPDATE staff_audit SET seq = 99 WHERE seq = 2",
        "UPDATE staff_audit SET object_hash = 'b' WHERE seq = 1",
        "UPDATE staff_audit SET request = 's' WHERE seq = 1",
    ] {
        for house in houses().await {
            house.staffed("auditor-1", Role::Auditor, "audit").await;
            fill(&house, 5).await;
            hour(&house).await;
            fill(&house, 2).await;
            hour(&house).await;
            assert_eq!(findings(&house).await, Vec::<String>::new());
            forced(&house, statement).await;
            assert!(!findings(&house).await.is_empty(), "{statement}");
        }
    }
}

#[tokio::test]
async fn rows_without_a_gap_follow_from_requests() {
    for house in houses().await {
        let auditor = house.staffed("auditor-1", Role::Auditor, "audit").await;
        let mut desk = Browser::of(&auditor);
        // A denial, a look at the audit, a wrong step.
        desk.get(&house, "/staff/templates").await;
        desk.get(&house, "/staff/audit").await;
        desk.post(&house, "/staff/step-up", &[("code", "000000")]).await;
        let page = desk.get(&house, "/staff/audit").await;
        for line in ["See templates", "Read the audit", "Show the second factor", "Not allowed", "Wrong code"]
        {
            assert!(page.body.contains(line), "{line}: {}", page.body);
        }
        let rows =
            sql("SELECT seq, at, actor FROM staff_audit ORDER BY seq").all(&house.store).await.unwrap();
        for (number, row) in (1..).zip(&rows) {
            assert_eq!(row.int(0), number);
            assert!(Instant::parse(row.text(1)).is_some());
            assert_eq!(row.text(2), auditor.account);
        }
        assert_eq!(rows.len(), 4);
    }
}
