//! What citizens write and let others read: from the form over the moderators' desk to the public page, and back off it.

use staff::Role;
use staff::given::SignedIn;
use store::sql;
use tests::databases;

use super::given::{House, hidden};

const SAID: &str = "窗口的王某说话难听 <script>";

/// A complaint about the hotline that others may read.
async fn complained(house: &House) {
    let first = [("division", "130300"), ("receiver", "hotline"), ("kind", "complaint")];
    let form = house.form("/complain", &first).await.with("unit", "12345").with("what", SAID);
    let answer = house.upload("/complain/send", "", &form.with("public", "1")).await;
    assert_eq!(answer.header("location"), "/complain/sent", "{}", answer.text());
}

async fn item(house: &House) -> String {
    let row = sql("SELECT id FROM moderated").one(&house.store).await.unwrap().unwrap();
    format!("/staff/words/{}", row.text(0))
}

async fn moved(house: &House, who: &SignedIn, item: &str, fields: &[(&str, &str)]) -> u16 {
    let page = house.get(item, &who.cookie).await.text();
    let seq = hidden(&page).value("seq").to_owned();
    let mut fields = fields.to_vec();
    fields.push(("seq", &seq));
    house.post(item, &who.cookie, &fields).await.status.as_u16()
}

#[tokio::test]
async fn words_are_public_once_moderated_and_gone_by_two_with_a_reason() {
    for database in databases() {
        let house = House::open(database).await;
        let moderator = house.staff("moderator-a", Role::Moderator, "office").await;
        let reviewer = house.staff("reviewer-a", Role::Reviewer, "office").await;
        let own = house.staff("moderator-own", Role::Moderator, "hotline").await;
        complained(&house).await;
        let public = async || house.get("/cases/words", "").await.text();
        assert!(!public().await.contains("王某"), "nothing is public before somebody looked");
        let item = item(&house).await;

        // The unit it is about neither sees it nor moderates it.
        assert!(!house.get("/staff/words", &own.cookie).await.text().contains("王某"));
        assert_eq!(house.get(&item, &own.cookie).await.status, 403);
        assert_eq!(house.post(&item, &own.cookie, &[("move", "show"), ("seq", "1")]).await.status, 403);

        let queue = house.get("/staff/words", &moderator.cookie).await;
        assert!(queue.text().contains("王某") && !queue.text().contains("<script>"), "{}", queue.text());
        let redact = [("move", "redact"), ("reason", "personal"), ("text", "窗口的某人说话难听")];
        assert_eq!(moved(&house, &moderator, &item, &redact).await, 303);
        let page = public().await;
        assert!(page.contains("某人说话难听") && !page.contains("王某"), "{page}");
        let page = house.get(&item, &moderator.cookie).await.text();
        assert!(page.contains("王某"), "what was written is kept for who decides again");

        // Taking words away is no one person's act.
        assert_eq!(moved(&house, &moderator, &item, &[("move", "hide"), ("reason", "insult")]).await, 303);
        assert!(public().await.contains("某人说话难听"), "one alone hides nothing");
        let page = house.get(&item, &reviewer.cookie).await.text();
        let form = hidden(&page);
        let agree = [("proposal", form.value("proposal")), ("do", "agree")];
        let alone = house.post(&format!("{item}/consent"), &moderator.cookie, &agree).await;
        assert_eq!(alone.status, 403, "nor the same one twice");
        assert_eq!(house.post(&format!("{item}/consent"), &reviewer.cookie, &agree).await.status, 303);
        let page = public().await;
        assert!(!page.contains("某人说话难听") && page.contains("申诉"), "a tombstone says so: {page}");
    }
}

#[tokio::test]
async fn a_move_without_a_reason_or_of_an_earlier_state_changes_nothing() {
    for database in databases() {
        let house = House::open(database).await;
        let moderator = house.staff("moderator-a", Role::Moderator, "office").await;
        complained(&house).await;
        let item = item(&house).await;
        for (fields, status) in [
            (&[("move", "hide"), ("reason", "nonsense")][..], 422),
            (&[("move", "nonsense")], 422),
            (&[("move", "restore")], 303),
        ] {
            assert_eq!(moved(&house, &moderator, &item, fields).await, status, "{fields:?}");
        }
        let late = [("move", "show"), ("seq", "99")];
        assert_eq!(house.post(&item, &moderator.cookie, &late).await.status, 409);
        assert!(!house.get("/cases/words", "").await.text().contains("王某"));
    }
}
