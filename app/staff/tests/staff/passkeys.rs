//! Passkeys of one's own: one more, one less, and what a browser is asked for.

use axum::http::StatusCode;
use serde_json::{Value, json};
use staff::Role;
use staff::given::SignedIn;
use store::sql;

use crate::authenticator::Authenticator;
use crate::house::{Answer, Browser, House, between, houses};

pub(crate) async fn asked(house: &House, browser: &mut Browser, path: &str) -> Value {
    let answer = browser.post_json(house, path, "{}").await;
    assert_eq!(answer.status, StatusCode::OK, "{path}");
    serde_json::from_str(&answer.body).unwrap()
}

/// Hands over what an authenticator has made.
pub(crate) async fn add(house: &House, desk: &mut Browser, name: &str, made: &Value) -> Answer {
    let sent = json!({ "name": name, "answer": made }).to_string();
    desk.post_json(house, "/staff/passkeys/add", &sent).await
}

/// Somebody with a passkey.
pub(crate) async fn with_passkey(house: &House, name: &str, number: u8) -> (SignedIn, Authenticator) {
    let given = house.staffed(name, Role::CaseOfficer, "cdi").await;
    let mut desk = Browser::of(&given);
    let mut authenticator = Authenticator::new(number);
    let question = asked(house, &mut desk, "/staff/passkeys/ask").await;
    let answer = add(house, &mut desk, "office key", &authenticator.make(&question)).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    (given, authenticator)
}

pub(crate) async fn answered(house: &House, browser: &mut Browser, path: &str, shown: &Value) -> StatusCode {
    let sent = json!({ "next": "/staff/sessions", "answer": shown }).to_string();
    browser.post_json(house, path, &sent).await.status
}

/// One try at the door.
pub(crate) async fn come_in(
    house: &House,
    browser: &mut Browser,
    authenticator: &Authenticator,
) -> StatusCode {
    let question = asked(house, browser, "/staff/sign-in/passkey/ask").await;
    answered(house, browser, "/staff/sign-in/passkey", &authenticator.show(&question)).await
}

pub(crate) const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

#[tokio::test]
async fn it_is_made_to_be_found_without_a_name_and_to_know_its_owner() {
    for house in houses().await {
        let given = house.staffed("officer-1", Role::CaseOfficer, "cdi").await;
        let question = asked(&house, &mut Browser::of(&given), "/staff/passkeys/ask").await;
        let wanted = &question["publicKey"]["authenticatorSelection"];
        assert_eq!(
            (&wanted["residentKey"], &wanted["userVerification"]),
            (&json!("required"), &json!("required"))
        );
        assert_eq!(question["publicKey"]["extensions"]["prf"], json!({}));
        assert_eq!(question["publicKey"]["user"]["name"], "officer-1");
    }
}

#[tokio::test]
async fn one_more_needs_a_fresh_factor_a_name_and_the_question_of_this_session() {
    for house in houses().await {
        let given = house.staffed("officer-1", Role::CaseOfficer, "cdi").await;
        let mut desk = Browser::of(&given);
        for name in ["", "   ", &"n".repeat(41)] {
            let question = asked(&house, &mut desk, "/staff/passkeys/ask").await;
            assert_eq!(
                add(&house, &mut desk, name, &Authenticator::new(1).make(&question)).await.status,
                REFUSED
            );
        }
        // Made for another page, or nobody looked on.
        let lies: [fn(&mut Authenticator); 2] =
            [|it| it.origin = "https://evil.example".to_owned(), |it| it.verifies = false];
        for lie in lies {
            let mut liar = Authenticator::new(1);
            lie(&mut liar);
            let question = asked(&house, &mut desk, "/staff/passkeys/ask").await;
            assert_eq!(add(&house, &mut desk, "name", &liar.make(&question)).await.status, REFUSED);
        }
        let question = asked(&house, &mut desk, "/staff/passkeys/ask").await;
        let made = Authenticator::new(1).make(&question);
        let mut other = Browser::of(&house.staffed("officer-2", Role::CaseOfficer, "cdi").await);
        assert_eq!(add(&house, &mut other, "name", &made).await.status, StatusCode::CONFLICT);
        house.given.pass(300);
        assert_eq!(add(&house, &mut desk, "name", &made).await.status, StatusCode::FORBIDDEN);
        assert_eq!(desk.post_json(&house, "/staff/passkeys/ask", "{}").await.status, StatusCode::FORBIDDEN);
        assert_eq!(
            desk.get(&house, "/staff/passkeys").await.location,
            "/en/staff/step-up?next=%2Fstaff%2Fpasskeys"
        );
        let rows = sql("SELECT id FROM staff_passkey").all(&house.store).await.unwrap();
        assert!(rows.is_empty());
    }
}

#[tokio::test]
async fn there_are_eight_and_no_more() {
    for house in houses().await {
        let given = house.staffed("officer-1", Role::CaseOfficer, "cdi").await;
        let mut desk = Browser::of(&given);
        for number in 1..=8 {
            let question = asked(&house, &mut desk, "/staff/passkeys/ask").await;
            let known = question["publicKey"]["excludeCredentials"].as_array().map_or(0, Vec::len);
            assert_eq!(known, usize::from(number) - 1, "no authenticator is to make a second one");
            let made = Authenticator::new(number).make(&question);
            assert_eq!(add(&house, &mut desk, &format!("key {number}"), &made).await.status, StatusCode::OK);
        }
        assert_eq!(desk.post_json(&house, "/staff/passkeys/ask", "{}").await.status, REFUSED);
        let page = desk.get(&house, "/staff/passkeys").await.body;
        assert!(page.contains("as many as there may be") && !page.contains("data-passkey"), "{page}");
    }
}

#[tokio::test]
async fn a_passkey_that_is_deleted_opens_neither_the_door_nor_the_keys() {
    for house in houses().await {
        let (given, authenticator) = with_passkey(&house, "officer-1", 1).await;
        let mut desk = Browser::of(&given);
        let (board, words) =
            (seal::Secret::from_bytes([9; 32]).public(), "words that nobody would put together");
        let portal = "sunhall.example";
        let keys = keyring::Keys::make(portal, &given.account, words, &board, &[2; 80]).unwrap();
        let mine =
            keyring::prf::Given { credential: hex::encode(&authenticator.credential), bytes: [4; 32].into() };
        let keys = keys.with_passkey(portal, &given.account, words, &[3; 32], &mine).unwrap();
        let json = serde_json::to_string(&keys).unwrap();
        assert_eq!(desk.post_json(&house, "/staff/keys", &json).await.status, StatusCode::NO_CONTENT);
        let page = desk.get(&house, "/staff/passkeys").await.body;
        let id = between(&page, "name=\"passkey\" value=\"", "\"").to_owned();
        // Nobody deletes another's.
        let mut other = Browser::of(&house.staffed("officer-2", Role::CaseOfficer, "cdi").await);
        other.post(&house, "/staff/passkeys", &[("passkey", &id)]).await;
        assert_eq!(come_in(&house, &mut Browser::default(), &authenticator).await, StatusCode::OK);
        desk.post(&house, "/staff/passkeys", &[("passkey", &id)]).await;
        assert_eq!(come_in(&house, &mut Browser::default(), &authenticator).await, REFUSED);
        let kept: keyring::Keys = serde_json::from_str(&desk.get(&house, "/staff/keys").await.body).unwrap();
        let names: Vec<&str> = kept.slots.iter().map(|slot| slot.name.as_str()).collect();
        assert_eq!(names, ["passphrase", "recovery"], "the other doors stay");
    }
}
