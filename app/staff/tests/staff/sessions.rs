//! How sessions live and how they end.

use axum::http::StatusCode;
use staff::Role;
use staff::given::PASSWORD;

use crate::house::{Browser, House, between, houses};

async fn is_in(house: &House, browser: &mut Browser) -> bool {
    browser.get(house, "/staff/sessions").await.status == StatusCode::OK
}

#[tokio::test]
async fn a_session_ends_after_a_quarter_of_an_hour_without_a_request() {
    for house in houses().await {
        let mut browser = Browser::of(&house.staffed("officer-1", Role::CaseOfficer, "cdi").await);
        for _ in 0..3 {
            house.given.pass(899);
            assert!(is_in(&house, &mut browser).await, "each request begins the quarter anew");
        }
        house.given.pass(900);
        assert!(!is_in(&house, &mut browser).await);
    }
}

#[tokio::test]
async fn a_session_ends_after_eight_hours_whatever_happened() {
    for house in houses().await {
        let mut browser = Browser::of(&house.staffed("officer-1", Role::CaseOfficer, "cdi").await);
        for _ in 0..47 {
            house.given.pass(600);
            assert!(is_in(&house, &mut browser).await);
        }
        house.given.pass(599);
        assert!(is_in(&house, &mut browser).await);
        house.given.pass(1);
        assert!(!is_in(&house, &mut browser).await);
    }
}

#[tokio::test]
async fn a_planted_token_is_worth_nothing() {
    for house in houses().await {
        let given = house.staffed("officer-1", Role::CaseOfficer, "cdi").await;
        let mut browser = Browser::default();
        browser.plant("sunhall", &"0".repeat(64));
        let fields = [("name", "officer-1"), ("password", PASSWORD)];
        browser.post(&house, "/staff/sign-in", &fields).await;
        assert_ne!(browser.cookie("sunhall").unwrap(), "0".repeat(64));
        let code = house.next_code(&given.secret);
        browser.post(&house, "/staff/sign-in/code", &[("code", code.as_str())]).await;
        assert!(is_in(&house, &mut browser).await);
        let mut planted = Browser::default();
        planted.plant("sunhall", &"0".repeat(64));
        assert!(!is_in(&house, &mut planted).await);
    }
}

#[tokio::test]
async fn one_ends_another_sign_in_of_ones_own_and_nobody_elses() {
    for house in houses().await {
        let given = house.staffed("officer-1", Role::CaseOfficer, "cdi").await;
        let mut first = Browser::of(&given);
        let mut second = Browser::default();
        second.post(&house, "/staff/sign-in", &[("name", "officer-1"), ("password", PASSWORD)]).await;
        let code = house.next_code(&given.secret);
        second.post(&house, "/staff/sign-in/code", &[("code", code.as_str())]).await;
        assert!(is_in(&house, &mut second).await);
        let page = first.get(&house, "/staff/sessions").await;
        assert_eq!(page.body.matches("name=\"session\"").count(), 1, "the one at hand has no button");
        let name = between(&page.body, "name=\"session\" value=\"", "\"").to_owned();
        let mut other = Browser::of(&house.staffed("officer-2", Role::CaseOfficer, "cdi").await);
        other.post(&house, "/staff/sessions", &[("session", name.as_str())]).await;
        assert!(is_in(&house, &mut second).await, "another account has no say");
        first.post(&house, "/staff/sessions", &[("session", name.as_str())]).await;
        assert!(!is_in(&house, &mut second).await);
        assert!(is_in(&house, &mut first).await);
    }
}

#[tokio::test]
async fn who_signs_out_is_out_and_the_browser_forgets() {
    for house in houses().await {
        let given = house.staffed("officer-1", Role::CaseOfficer, "cdi").await;
        let mut browser = Browser::of(&given);
        let mut copy = browser.clone();
        let answer = browser.post(&house, "/staff/sign-out", &[]).await;
        assert_eq!(answer.location, "/en/staff/sign-in?left=1");
        assert_eq!(answer.headers["clear-site-data"], "\"cache\", \"storage\"");
        assert_eq!(browser.cookie("sunhall"), None);
        assert!(!is_in(&house, &mut copy).await, "a copied token is dead too");
        assert_eq!(browser.post(&house, "/staff/sign-out", &[]).await.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn what_matters_asks_for_the_second_factor_again_and_changes_the_token() {
    for house in houses().await {
        let given = house.staffed("supervisor-1", Role::Supervisor, "cdi").await;
        let mut browser = Browser::of(&given);
        let new = [("name", "officer-1"), ("title", "Officer A"), ("role", "case-officer"), ("unit", "cdi")];
        house.given.pass(300);
        let asked = browser.post(&house, "/staff/accounts", &new).await;
        assert_eq!(asked.location, "/en/staff/step-up?next=%2Fstaff%2Faccounts");
        let wrong = browser.post(&house, "/staff/step-up", &[("code", "000000")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let before = browser.clone();
        let code = house.next_code(&given.secret);
        let shown = [("code", code.as_str()), ("next", "/staff/accounts")];
        let answer = browser.post(&house, "/staff/step-up", &shown).await;
        assert_eq!(answer.location, "/en/staff/accounts");
        assert_ne!(browser.cookie("sunhall"), before.cookie("sunhall"));
        assert!(!is_in(&house, &mut before.clone()).await);
        let proposed = browser.post(&house, "/staff/accounts", &new).await;
        assert!(proposed.location.starts_with("/en/staff/proposals/"), "{}", proposed.location);
        // The eight hours count from the sign-in, not from the step.
        for _ in 0..47 {
            house.given.pass(600);
            assert!(is_in(&house, &mut browser).await);
        }
        house.given.pass(300);
        assert!(!is_in(&house, &mut browser).await);
    }
}

#[tokio::test]
async fn five_wrong_codes_at_the_step_end_the_session() {
    for house in houses().await {
        let mut browser = Browser::of(&house.staffed("officer-1", Role::CaseOfficer, "cdi").await);
        for _ in 0..5 {
            browser.post(&house, "/staff/step-up", &[("code", "000000")]).await;
        }
        assert!(!is_in(&house, &mut browser).await);
    }
}
