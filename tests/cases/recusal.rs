//! Who may not touch a case: what colleagues declared keeps it from them, and excluding many moves it up instead of stopping it.

use staff::Role;
use staff::given::SignedIn;
use tests::databases;

use super::given::{House, hidden, manifest};

/// A complaint about the hotline: the office above it reads it. Its receipt.
async fn complained(house: &House) -> String {
    let first = [("division", "130300"), ("receiver", "hotline"), ("kind", "complaint")];
    let form = house.form("/complain", &first).await.with("unit", "12345").with("what", "没有人接电话");
    let answer = house.upload("/complain/send", "", &form).await;
    assert_eq!(answer.header("location"), "/complain/sent", "{}", answer.text());
    form.value("receipt").to_owned()
}

pub(super) async fn declare(house: &House, who: &SignedIn, sort: &str, words: &str) {
    let fields = [("do", "declare"), ("sort", sort), ("words", words)];
    assert_eq!(house.post("/staff/interests", &who.cookie, &fields).await.status, 303);
}

async fn give(house: &House, from: &SignedIn, number: &str, to: &SignedIn) -> u16 {
    let page = house.get(&format!("/staff/cases/{number}"), &from.cookie).await.text();
    let form = hidden(&page);
    let fields = [("account", to.account.as_str()), ("seq", form.value("seq")), ("do", "assign")];
    house.post(&format!("/staff/cases/{number}/assign"), &from.cookie, &fields).await.status.as_u16()
}

/// One proposes that another be excluded, a third agrees. The address that the agreement leads to.
async fn exclude(house: &House, number: &str, whom: &SignedIn, by: (&SignedIn, &SignedIn)) -> String {
    let path = format!("/staff/cases/{number}");
    let fields = [("account", whom.account.as_str()), ("ground", "named")];
    assert_eq!(house.post(&format!("{path}/exclude"), &by.0.cookie, &fields).await.status, 303);
    let page = house.get(&path, &by.1.cookie).await.text();
    let form = hidden(&page);
    let fields = [("proposal", form.value("proposal")), ("do", "agree")];
    let answer = house.post(&format!("{path}/consent"), &by.1.cookie, &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.header("location").to_owned()
}

#[tokio::test]
async fn who_declared_a_tie_to_the_unit_complained_of_is_not_offered_and_cannot_be_given_the_case() {
    for database in databases() {
        let house = House::open(database).await;
        let intake = house.staff("intake-a", Role::IntakeOfficer, "office").await;
        let tied = house.staff("officer-tied", Role::CaseOfficer, "office").await;
        let free = house.staff("officer-free", Role::CaseOfficer, "office").await;
        declare(&house, &tied, "unit", "12345 Government Hotline Centre").await;
        declare(&house, &free, "unit", "A unit nobody complained of").await;
        let (_, number) = house.case(&complained(&house).await).await;
        let page = house.get(&format!("/staff/cases/{number}"), &intake.cookie).await.text();
        let offered = page.split("/assign\"").nth(1).unwrap().split("</form>").next().unwrap();
        assert!(offered.contains("officer-free") && !offered.contains("officer-tied"), "{offered}");
        assert!(!page.contains("Hotline Centre"), "nobody reads what was declared");
        assert!(offered.contains("可能有没报的：officer-free"), "who has not confirmed it is named");
        let confirmed = house.post("/staff/interests", &free.cookie, &[("do", "complete")]).await;
        assert_eq!(confirmed.status, 303);
        let page = house.get(&format!("/staff/cases/{number}"), &intake.cookie).await.text();
        assert!(page.contains("/assign\"") && !page.contains("可能有没报的"));
        assert_eq!(give(&house, &intake, &number, &tied).await, 422, "as one who is no officer there");
        let several = [("act", "assign"), ("account", tied.account.as_str()), ("case", number.as_str())];
        let bulk = house.post("/staff/cases/bulk", &intake.cookie, &several).await;
        assert_eq!(bulk.header("location"), "/staff/cases?did=0&not=1", "nor with several at once");
        assert_eq!(give(&house, &intake, &number, &free).await, 303);
        // Declared between the first hand and the second.
        declare(&house, &free, "unit", "12345 政务服务便民热线中心").await;
        let second = house.staff("intake-b", Role::IntakeOfficer, "office").await;
        let path = format!("/staff/cases/{number}");
        let page = house.get(&path, &second.cookie).await.text();
        let form = hidden(&page);
        let agree = [("proposal", form.value("proposal")), ("do", "agree")];
        assert_eq!(house.post(&format!("{path}/consent"), &second.cookie, &agree).await.status, 409);
        assert_eq!(house.get(&path, &free.cookie).await.status, 403, "the case was not given");
    }
}

#[tokio::test]
async fn naming_everyone_moves_a_report_up_and_stops_nothing() {
    for database in databases() {
        let house = House::open(database).await;
        let unit = "cdi-haigang";
        let one = house.staff("intake-a", Role::IntakeOfficer, unit).await;
        let two = house.staff("intake-b", Role::IntakeOfficer, unit).await;
        let officers = [
            house.staff("officer-a", Role::CaseOfficer, unit).await,
            house.staff("officer-b", Role::CaseOfficer, unit).await,
            house.staff("officer-c", Role::CaseOfficer, unit).await,
        ];
        let above = house.staff("intake-above", Role::IntakeOfficer, "cdi").await;
        let other = house.staff("intake-beside", Role::IntakeOfficer, "cdi").await;
        let custodian = house.staff("custodian-a", Role::Custodian, "inspection").await;
        let team = [one.account.as_str(), two.account.as_str()];
        house.recipients(unit, &manifest(unit, &team, &custodian.account)).await;
        let receipt = house.reported("发生的事").await;
        let (_, number) = house.case(&receipt).await;
        let path = format!("/staff/cases/{number}");
        let by = (&one, &two);
        // Two of five: enough are left, and it stays.
        for whom in &officers[..2] {
            assert_eq!(exclude(&house, &number, whom, by).await, format!("{path}?done=entered"));
        }
        assert_eq!(house.get(&path, &above.cookie).await.status, 403, "it is not theirs yet");
        // Three of five are more than half.
        assert_eq!(exclude(&house, &number, &officers[2], by).await, format!("{path}?done=moved"));
        for whom in &officers {
            assert_eq!(house.get(&path, &whom.cookie).await.status, 404);
            assert!(!house.get("/staff/cases", &whom.cookie).await.text().contains(&number));
        }
        assert_eq!(house.get(&path, &above.cookie).await.status, 200);
        assert!(house.get("/staff/cases", &other.cookie).await.text().contains(&number));
        let page = house.post("/case", "", &[("receipt", &receipt)]).await.text();
        assert!(page.contains("已有 3 人回避"), "the reporter reads how many");
        assert!(page.contains("市纪委监委信访室"), "and who has it now: {page}");
    }
}

#[tokio::test]
async fn where_nobody_in_the_city_may_touch_it_the_level_above_the_city_has_it() {
    for database in databases() {
        let house = House::open(database).await;
        let one = house.staff("intake-a", Role::IntakeOfficer, "office").await;
        let two = house.staff("intake-b", Role::IntakeOfficer, "office").await;
        let officer = house.staff("officer-a", Role::CaseOfficer, "office").await;
        let receipt = complained(&house).await;
        let (_, number) = house.case(&receipt).await;
        assert!(exclude(&house, &number, &officer, (&one, &two)).await.ends_with("done=entered"));
        // Two of three: nobody stands above the office in this city.
        let reviewer = house.staff("reviewer-a", Role::Reviewer, "office").await;
        assert!(exclude(&house, &number, &two, (&one, &reviewer)).await.ends_with("done=moved"));
        let page = house.post("/case", "", &[("receipt", &receipt)]).await.text();
        assert!(page.contains("上一级受理机关"), "the sender reads where it went: {page}");
    }
}
