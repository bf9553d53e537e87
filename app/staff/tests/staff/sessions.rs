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

#[tokio::test]
async fn a_new_password_takes_the_old_one_and_ends_every_other_sign_in() {
    for house in houses().await {
        let given = house.staffed("officer-1", Role::CaseOfficer, "cdi").await;
        let mut first = Browser::of(&given);
        let mut second = Browser::default();
        second.post(&house, "/staff/sign-in", &[("name", "officer-1"), ("password", PASSWORD)]).await;
        let code = house.next_code(&given.secret);
        second.post(&house, "/staff/sign-in/code", &[("code", code.as_str())]).await;
        let new = "seven grey pigeons sing";
        let change = |current: &'static str, password: &'static str, again: &'static str| {
            [("do", "password"), ("current", current), ("password", password), ("again", again)]
        };
        for (fields, said) in [
            (change("a guess", new, new), "The present password is wrong"),
            (change(PASSWORD, "ninepins9", "ninepins9"), "at least 12 characters"),
            (change(PASSWORD, new, "seven grey pigeons"), "The two are not the same"),
        ] {
            let answer = second.post(&house, "/staff/secrets", &fields).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(answer.body.contains(said), "{said}: {}", answer.body);
        }
        assert!(is_in(&house, &mut first).await);
        let answer = second.post(&house, "/staff/secrets", &change(PASSWORD, new, new)).await;
        assert_eq!(answer.location, "/en/staff/sessions");
        assert!(is_in(&house, &mut second).await && !is_in(&house, &mut first).await);
        for (password, status) in [(PASSWORD, StatusCode::UNPROCESSABLE_ENTITY), (new, StatusCode::SEE_OTHER)]
        {
            let fields = [("name", "officer-1"), ("password", password)];
            assert_eq!(first.post(&house, "/staff/sign-in", &fields).await.status, status);
        }
    }
}

#[tokio::test]
async fn five_guesses_at_the_present_password_end_the_session() {
    for house in houses().await {
        let mut browser = Browser::of(&house.staffed("officer-1", Role::CaseOfficer, "cdi").await);
        let new = "seven grey pigeons sing";
        let guess = [("do", "password"), ("current", "a guess"), ("password", new), ("again", new)];
        for _ in 0..5 {
            browser.post(&house, "/staff/secrets", &guess).await;
        }
        assert!(!is_in(&house, &mut browser).await);
    }
}

#[tokio::test]
async fn new_recovery_codes_take_the_place_of_the_old_ones() {
    for house in houses().await {
        let given = house.staffed("officer-1", Role::CaseOfficer, "cdi").await;
        let mut browser = Browser::of(&given);
        let mut codes = Vec::new();
        for _ in 0..2 {
            let page = browser.post(&house, "/staff/secrets", &[("do", "codes")]).await;
            codes.push(between(&page.body, "<li class=\"secret__line\">", "</li>").to_owned());
        }
        for (code, comes_in) in [(&codes[0], false), (&codes[1], true)] {
            let mut browser = Browser::default();
            browser.post(&house, "/staff/sign-in", &[("name", "officer-1"), ("password", PASSWORD)]).await;
            browser.post(&house, "/staff/sign-in/code", &[("code", code.as_str())]).await;
            assert_eq!(is_in(&house, &mut browser).await, comes_in);
        }
    }
}
