//! Of all who decide at once exactly one wins, and an approval never outlives an edit.

use staff::rules::two_hands::NotApproved;
use staff::two_hands::{Draft, approve, decline, find, open, propose};
use staff::{Action, ObjectKind};

use crate::coming_in::together;
use crate::house::{House, houses};

async fn proposed(house: &House, number: usize) -> String {
    let id = house.given.office.id().unwrap().to_string();
    let mut write = house.store.write().await.unwrap();
    let draft = Draft {
        id: &id,
        action: Action::RoleGrant,
        kind: ObjectKind::Account,
        key: "somebody",
        unit: None,
        facts: serde_json::json!({ "number": number, "b": 1, "a": 2 }),
        stands: "as it stood",
        author: "author",
    };
    propose(&mut write, draft, house.given.office.now()).await.unwrap();
    write.commit_unseen().await.unwrap();
    id
}

async fn decided(house: &House, id: &str, by: &str, approves: bool) -> Result<(), NotApproved> {
    let now = house.given.office.now();
    let mut write = house.store.write().await.unwrap();
    let done = if approves {
        approve(&mut write, id, by, "as it stood", now).await
    } else {
        decline(&mut write, id, by, now).await
    };
    match done.unwrap() {
        Ok(_) => {
            write.commit_unseen().await.unwrap();
            Ok(())
        }
        Err(why) => Err(why),
    }
}

#[tokio::test]
async fn of_many_who_decide_at_once_one_wins() {
    for house in houses().await {
        for round in 0..25 {
            let id = proposed(&house, round).await;
            let names: Vec<String> = (0..8).map(|who| format!("approver {who}")).collect();
            let tries =
                names.iter().enumerate().map(|(at, by)| decided(&house, &id, by, at % 4 != 3)).collect();
            let outcomes = together(tries).await;
            assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1, "{outcomes:?}");
            assert!(
                outcomes.iter().all(|outcome| matches!(outcome, Ok(()) | Err(NotApproved::Decided))),
                "{outcomes:?}"
            );
            let decided = find(&house.store, &id).await.unwrap().unwrap().decided.unwrap();
            let winner = outcomes.iter().position(Result::is_ok).unwrap();
            assert_eq!(decided.by, names[winner]);
        }
    }
}

#[tokio::test]
async fn an_author_an_edit_and_72_hours_each_end_it() {
    for house in houses().await {
        let now = house.given.office.now();
        let id = proposed(&house, 0).await;
        assert_eq!(decided(&house, &id, "author", true).await, Err(NotApproved::SameHand));
        let mut write = house.store.write().await.unwrap();
        let edited = approve(&mut write, &id, "another", "as it stands now", now).await.unwrap();
        assert_eq!(edited.unwrap_err(), NotApproved::Changed);
        drop(write);
        assert_eq!(open(&house.store, None, now).await.unwrap().len(), 1);
        house.given.pass(72 * 3_600);
        assert_eq!(decided(&house, &id, "another", true).await, Err(NotApproved::Expired));
        assert_eq!(open(&house.store, None, house.given.office.now()).await.unwrap().len(), 0);
        assert_eq!(decided(&house, "nothing", "another", true).await, Err(NotApproved::Unknown));
        assert_eq!(
            decided(&house, &id, "author", false).await,
            Ok(()),
            "one takes one's own back at any time"
        );
    }
}

#[tokio::test]
async fn the_table_itself_refuses_an_author_as_the_second_hand() {
    for house in houses().await {
        let id = proposed(&house, 0).await;
        let mut write = house.store.write().await.unwrap();
        let forced = store::sql(
            "UPDATE staff_proposal SET state = 'approved', decided_by = author, decided = proposed WHERE id = $1",
        )
        .bind(&id)
        .run(&mut write)
        .await;
        assert!(forced.is_err(), "whoever writes past the program meets the CHECK");
    }
}
