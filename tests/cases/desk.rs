//! The desk: one case from intake to its end, by the hands that may; and everyone else, who may not.

use seal::demonstration;
use staff::Role;
use tests::{Database, databases};

use super::given::{House, hidden, manifest};

/// The number of the next event, as the page of the case says it.
pub(super) async fn seq(house: &House, cookie: &str, number: &str) -> String {
    let page = house.get(&format!("/staff/cases/{number}"), cookie).await;
    assert_eq!(page.status, 200, "{}", page.text());
    let page = page.text();
    page.split("name=\"seq\" value=\"")
        .nth(1)
        .map_or_else(String::new, |rest| rest.split('"').next().unwrap().to_owned())
}

pub(super) async fn act(house: &House, cookie: &str, number: &str, act: &str, more: &[(&str, &str)]) -> u16 {
    let seq = seq(house, cookie, number).await;
    let mut fields = vec![("act", act), ("seq", seq.as_str()), ("happened", "2026-11-23")];
    fields.extend_from_slice(more);
    house.post(&format!("/staff/cases/{number}/act"), cookie, &fields).await.status.as_u16()
}

/// Agrees to the one proposal that waits.
pub(super) async fn agree(house: &House, cookie: &str, number: &str) -> u16 {
    let page = house.get(&format!("/staff/cases/{number}"), cookie).await.text();
    let proposal = hidden(&page).value("proposal").to_owned();
    let fields = [("proposal", proposal.as_str()), ("do", "agree")];
    house.post(&format!("/staff/cases/{number}/consent"), cookie, &fields).await.status.as_u16()
}

#[tokio::test]
async fn a_case_lives_through_its_stages_by_several_hands() {
    for database in databases() {
        let house = House::open(database).await;
        let unit = "cdi-haigang";
        let one = house.staff("intake-a", Role::IntakeOfficer, unit).await;
        let two = house.staff("intake-b", Role::IntakeOfficer, unit).await;
        let officer = house.staff("officer-a", Role::CaseOfficer, unit).await;
        let reviewer = house.staff("reviewer-a", Role::Reviewer, "cdi").await;
        let other = house.staff("reviewer-b", Role::Reviewer, "cdi").await;
        let custodian = house.staff("custodian-a", Role::Custodian, "inspection").await;
        let recused = house.staff("officer-b", Role::CaseOfficer, unit).await;
        let administrator = house.staff("admin-a", Role::Administrator, "office").await;
        house.recipients(unit, &manifest(unit, &[&one.account, &two.account], &custodian.account)).await;
        let receipt = house.reported("发生的事").await;
        let (id, number) = house.case(&receipt).await;
        let path = format!("/staff/cases/{number}");

        // Who may not, may not; who is to be excluded finds nothing once two have said so.
        assert_eq!(house.get(&path, &administrator.cookie).await.status, 403);
        assert_eq!(house.get(&path, &officer.cookie).await.status, 403, "nobody assigned it yet");
        assert_eq!(house.get(&path, "").await.status, 303, "to the door");
        let exclude = [("account", recused.account.as_str()), ("ground", "interest")];
        assert_eq!(house.post(&format!("{path}/exclude"), &one.cookie, &exclude).await.status, 303);
        assert_eq!(agree(&house, &one.cookie, &number).await, 403, "the author is no second hand");
        assert_eq!(agree(&house, &two.cookie, &number).await, 303);
        assert_eq!(house.get(&path, &recused.cookie).await.status, 404);
        let page = house.post("/case", "", &[("receipt", &receipt)]).await.text();
        assert!(page.contains("已有 1 人回避"), "the reporter reads the number");
        assert!(!page.contains("officer-b"), "and no name");

        // Taken by one, assigned by two.
        assert_eq!(act(&house, &one.cookie, &number, "accept", &[]).await, 303);
        let seq_now = seq(&house, &one.cookie, &number).await;
        let assign = [("account", officer.account.as_str()), ("seq", seq_now.as_str())];
        assert_eq!(house.post(&format!("{path}/assign"), &one.cookie, &assign).await.status, 303);
        assert_eq!(agree(&house, &two.cookie, &number).await, 303);
        assert_eq!(house.get(&path, &officer.cookie).await.status, 200);
        assert!(house.get("/staff/cases", &officer.cookie).await.text().contains(&number));
        assert!(!house.get("/staff/cases", &recused.cookie).await.text().contains(&number));
        assert!(
            house.get("/staff", &officer.cookie).await.text().contains(&number),
            "it is the officer's work"
        );

        // What they write to each other.
        let say = [("do", "staff"), ("message", "1"), ("text", "请补充时间")];
        assert_eq!(house.post(&format!("{path}/say"), &officer.cookie, &say).await.status, 303);
        assert_eq!(house.post(&format!("{path}/say"), &officer.cookie, &say).await.status, 409, "sent twice");
        let note = [("do", "note"), ("message", "2"), ("text", "内部的话")];
        assert_eq!(house.post(&format!("{path}/say"), &officer.cookie, &note).await.status, 303);
        let page = house.post("/case", "", &[("receipt", &receipt)]).await.text();
        assert!(page.contains("请补充时间") && !page.contains("内部的话"));

        // The identity: asked for by one, released by another, read about by the reporter.
        let reason = [("reason", "verify")];
        assert_eq!(house.post(&format!("{path}/identity"), &officer.cookie, &reason).await.status, 303);
        let waiting = house.get("/staff/openings", &custodian.cookie).await.text();
        assert!(waiting.contains(&format!("/staff/openings/{id}/1/release")), "{waiting}");
        assert_eq!(house.get("/staff/openings", &officer.cookie).await.status, 403);
        let decline = house.post(&format!("/staff/openings/{id}/1/release"), &custodian.cookie, &[]).await;
        assert_eq!(decline.status, 303);
        let page = house.post("/case", "", &[("receipt", &receipt)]).await.text();
        assert!(page.contains("要求打开：核实真名") && page.contains("的保管人不同意"), "{page}");

        // On to the end, each step by as many as it needs.
        assert_eq!(act(&house, &officer.cookie, &number, "pass_on", &[]).await, 303);
        assert_eq!(act(&house, &officer.cookie, &number, "assess", &[("word", "settle")]).await, 303);
        assert_eq!(agree(&house, &reviewer.cookie, &number).await, 303);
        let page = house.post("/case", "", &[("receipt", &receipt)]).await.text();
        assert!(page.contains("已受理，正在办理"), "one more must agree");
        assert_eq!(agree(&house, &other.cookie, &number).await, 303);
        assert_eq!(act(&house, &officer.cookie, &number, "feed_back", &[]).await, 303);
        let page = house.post("/case", "", &[("receipt", &receipt)]).await.text();
        assert!(page.contains("办理已结束") && page.contains("结果已告诉您"), "{page}");
        assert!(!page.contains("线索"), "what was done with the clue is not told");

        // Closed is not solved: the citizen says.
        let form = hidden(&page);
        let solved = [("receipt", receipt.as_str()), ("seq", form.value("seq")), ("do", "not-solved")];
        let page = house.post("/case", "", &solved).await.text();
        assert!(page.contains("已记下：没有解决"), "{page}");
    }
}

#[tokio::test]
async fn a_letter_is_taken_in_with_a_receipt_of_its_own() {
    let house = House::open(Database::sqlite()).await;
    let clerk = house.staff("clerk-a", Role::WindowClerk, "cdi").await;
    let officer = house.staff("officer-a", Role::CaseOfficer, "cdi").await;
    assert_eq!(house.get("/staff/cases/intake", &officer.cookie).await.status, 403);
    let page = house.get("/staff/cases/intake", &clerk.cookie).await;
    assert_eq!((page.status.as_u16(), page.header("cache-control")), (200, "no-store"));
    let form = hidden(&page.text())
        .with("kept", "1")
        .with("kind", "report")
        .with("channel", "letter")
        .with("came", "2026-11-20")
        .with("division", "130302")
        .with("unit", "某局")
        .with("what", "信里写的");
    let future = house
        .upload("/staff/cases/intake/send", &clerk.cookie, &form.clone().with("came", "2026-11-24"))
        .await;
    assert_eq!(future.status, 422);
    assert!(future.text().contains("不能在今天以后") && future.text().contains("信里写的"));
    let answer = house.upload("/staff/cases/intake/send", &clerk.cookie, &form).await;
    assert!(answer.header("location").starts_with("/staff/cases/intake?done=20261120-"), "{}", answer.text());
    let (id, _) = house.case(form.value("receipt")).await;
    let case = cases::table::case(&house.store, &id).await.unwrap().unwrap();
    assert_eq!((case.head().channel.as_str(), case.head().sealed_by.as_str()), ("letter", "staff"));
    let key = demonstration::key("cdi-haigang-intake-1");
    let report = house.read(&id, seal::Role::Staff, "cdi-haigang-intake-1", &key).await;
    assert_eq!(report.what, "信里写的");
    let page = house.post("/case", "", &[("receipt", form.value("receipt"))]).await;
    assert_eq!(page.status, 200);
}

#[tokio::test]
async fn several_are_accepted_at_once_and_one_that_cannot_be_stops_no_other() {
    let house = House::open(Database::sqlite()).await;
    let intake = house.staff("intake-a", Role::IntakeOfficer, "cdi-haigang").await;
    let mut chosen = Vec::new();
    for what in ["一", "二"] {
        let (_, number) = house.case(&house.reported(what).await).await;
        chosen.push(format!("{number}:2"));
    }
    let fields = [
        ("act", "accept"),
        ("case", chosen[0].as_str()),
        ("case", chosen[1].as_str()),
        ("case", "20260101-00000000:2"),
    ];
    let answer = house.post("/staff/cases/bulk", &intake.cookie, &fields).await;
    assert_eq!(answer.header("location"), "/staff/cases?did=2&not=1", "{}", answer.text());
    let list = house.get("/staff/cases?did=2&not=1", &intake.cookie).await.text();
    assert!(list.contains("办了 2 件，没办成 1 件") && list.contains("办理反馈"));
}
