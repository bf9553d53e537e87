//! Passkeys at the door and shown again, and everything that must not open a door.

use axum::http::StatusCode;
use serde_json::json;
use staff::Role;
use store::sql;

use crate::authenticator::Authenticator;
use crate::house::{Browser, House, between, houses};
use crate::passkeys::{REFUSED, add, answered, asked, come_in, with_passkey};

async fn is_in(house: &House, browser: &mut Browser) -> bool {
    browser.get(house, "/staff/sessions").await.status == StatusCode::OK
}

async fn decisions(house: &House, action: &str) -> Vec<String> {
    let rows = sql("SELECT decision FROM staff_audit WHERE action = $1 ORDER BY seq").bind(action);
    rows.all(&house.store).await.unwrap().iter().map(|row| row.text(0).to_owned()).collect()
}

#[tokio::test]
async fn a_passkey_lets_its_owner_in_without_a_name_and_a_password() {
    for house in houses().await {
        let (_, authenticator) = with_passkey(&house, "officer-1", 1).await;
        let mut browser = Browser::default();
        let question = asked(&house, &mut browser, "/staff/sign-in/passkey/ask").await;
        let public = &question["publicKey"];
        assert_eq!(public["allowCredentials"], json!([]), "the door names nobody's passkeys");
        assert_eq!(public["userVerification"], "required");
        assert_eq!((&public["rpId"], question.get("mediation")), (&json!("sunhall.example"), None));
        let sent = json!({ "next": "/staff/sessions", "answer": authenticator.show(&question) }).to_string();
        let answer = browser.post_json(&house, "/staff/sign-in/passkey", &sent).await;
        assert_eq!(
            (answer.status, answer.body.as_str()),
            (StatusCode::OK, "{\"next\":\"/en/staff/sessions\"}")
        );
        assert!(is_in(&house, &mut browser).await);
        assert_eq!(browser.cookie("sunhall-asked"), None, "the question is over");
        assert_eq!(decisions(&house, "sign-in").await, ["done-by-passkey"]);
        // It was both factors at once: what matters is open for five minutes.
        assert_eq!(browser.get(&house, "/staff/secrets").await.status, StatusCode::OK);
        let page = browser.get(&house, "/staff/passkeys").await.body;
        assert!(page.contains("office key") && !page.contains("Not used yet"), "{page}");
    }
}

#[tokio::test]
async fn an_answer_for_another_site_another_domain_or_by_nobody_opens_nothing() {
    for house in houses().await {
        let (_, authenticator) = with_passkey(&house, "officer-1", 1).await;
        let lies: [fn(&mut Authenticator); 4] = [
            |it| it.origin = "https://sunhall.evil.example".to_owned(),
            |it| it.origin = "http://sunhall.example".to_owned(),
            |it| it.party = "evil.example".to_owned(),
            |it| it.verifies = false,
        ];
        for lie in lies {
            let mut liar = authenticator.clone();
            lie(&mut liar);
            let mut browser = Browser::default();
            assert_eq!(come_in(&house, &mut browser, &liar).await, REFUSED);
            assert!(!is_in(&house, &mut browser).await);
            house.given.pass(60);
        }
        assert_eq!(decisions(&house, "sign-in").await, ["wrong-passkey"; 4]);
        assert_eq!(come_in(&house, &mut Browser::default(), &authenticator).await, StatusCode::OK);
    }
}

#[tokio::test]
async fn a_question_is_answered_once_in_time_and_by_the_browser_it_was_put_to() {
    for house in houses().await {
        let (_, authenticator) = with_passkey(&house, "officer-1", 1).await;
        let (mut first, mut second) = (Browser::default(), Browser::default());
        let question = asked(&house, &mut first, "/staff/sign-in/passkey/ask").await;
        let shown = authenticator.show(&question);
        let path = "/staff/sign-in/passkey";
        assert_eq!(answered(&house, &mut second, path, &shown).await, StatusCode::CONFLICT, "never asked");
        let other = asked(&house, &mut second, "/staff/sign-in/passkey/ask").await;
        assert_ne!(other["publicKey"]["challenge"], question["publicKey"]["challenge"]);
        assert_eq!(answered(&house, &mut second, path, &shown).await, REFUSED, "another browser's question");
        let kept = first.clone();
        assert_eq!(answered(&house, &mut first, path, &shown).await, StatusCode::OK);
        assert_eq!(
            answered(&house, &mut kept.clone(), path, &shown).await,
            StatusCode::CONFLICT,
            "answered before"
        );

        for (seconds, status) in [(299, StatusCode::OK), (300, StatusCode::CONFLICT)] {
            let mut browser = Browser::default();
            let question = asked(&house, &mut browser, "/staff/sign-in/passkey/ask").await;
            house.given.pass(seconds);
            assert_eq!(
                answered(&house, &mut browser, path, &authenticator.show(&question)).await,
                status,
                "{seconds}"
            );
        }
        // A wrong answer ends the question as well.
        let mut browser = Browser::default();
        let question = asked(&house, &mut browser, "/staff/sign-in/passkey/ask").await;
        let wrong = Authenticator { origin: "https://evil.example".to_owned(), ..authenticator.clone() };
        assert_eq!(answered(&house, &mut browser, path, &wrong.show(&question)).await, REFUSED);
        let right = authenticator.show(&question);
        assert_eq!(answered(&house, &mut browser, path, &right).await, StatusCode::CONFLICT);
    }
}

#[tokio::test]
async fn the_door_says_the_same_of_a_passkey_it_knows_and_of_one_it_does_not() {
    for house in houses().await {
        let (officer, ended) = with_passkey(&house, "officer-1", 1).await;
        let (closed, of_closed) = with_passkey(&house, "officer-2", 2).await;
        let mut desk = Browser::of(&officer);
        let page = desk.get(&house, "/staff/passkeys").await.body;
        let id = between(&page, "name=\"passkey\" value=\"", "\"").to_owned();
        assert_eq!(
            desk.post(&house, "/staff/passkeys", &[("passkey", &id)]).await.status,
            StatusCode::SEE_OTHER
        );
        let mut write = house.store.write().await.unwrap();
        sql("UPDATE staff_account SET state = 'closed' WHERE id = $1")
            .bind(&closed.account)
            .run(&mut write)
            .await
            .unwrap();
        write.commit_unseen().await.unwrap();
        // One that nobody here has ever made, and one whose owner says to be another.
        let mut stranger = Authenticator::new(9);
        stranger.make(&json!({ "publicKey": { "challenge": "", "user": { "id": "AAAA" } } }));
        let mut said = Vec::new();
        for authenticator in [&ended, &of_closed, &stranger] {
            let mut browser = Browser::default();
            let question = asked(&house, &mut browser, "/staff/sign-in/passkey/ask").await;
            let sent = json!({ "answer": authenticator.show(&question) }).to_string();
            let answer = browser.post_json(&house, "/staff/sign-in/passkey", &sent).await;
            let cookies = answer.headers.get_all("set-cookie").iter().count();
            said.push((answer.status, answer.body, cookies));
        }
        assert_eq!(said, vec![(REFUSED, String::new(), 0); 3]);
        assert_eq!(decisions(&house, "passkey-end").await, ["done"]);
    }
}

#[tokio::test]
async fn nobody_comes_in_as_another_or_shows_anothers_passkey() {
    for house in houses().await {
        let (first, of_first) = with_passkey(&house, "officer-1", 1).await;
        let (_, of_second) = with_passkey(&house, "officer-2", 2).await;
        // The passkey of one, with the name of the other written into the answer.
        let mut browser = Browser::default();
        let question = asked(&house, &mut browser, "/staff/sign-in/passkey/ask").await;
        let mut shown = of_first.show(&question);
        shown["response"]["userHandle"] = of_second.show(&question)["response"]["userHandle"].clone();
        assert_eq!(answered(&house, &mut browser, "/staff/sign-in/passkey", &shown).await, REFUSED);
        // A colleague's passkey is no second factor of mine.
        let mut desk = Browser::of(&first);
        let question = asked(&house, &mut desk, "/staff/step-up/passkey/ask").await;
        let named = question["publicKey"]["allowCredentials"].as_array().unwrap();
        assert_eq!((named.len(), &named[0]["id"]), (1, &of_first.show(&question)["id"]));
        assert_eq!(
            answered(&house, &mut desk, "/staff/step-up/passkey", &of_second.show(&question)).await,
            REFUSED
        );
        assert_eq!(decisions(&house, "step-up").await, ["wrong-passkey"]);
        // Nor can one authenticator's passkey be two people's.
        let mut other = Browser::of(&house.staffed("officer-3", Role::CaseOfficer, "cdi").await);
        let question = asked(&house, &mut other, "/staff/passkeys/ask").await;
        assert_eq!(
            add(&house, &mut other, "stolen", &of_first.clone().make(&question)).await.status,
            REFUSED
        );
    }
}

#[tokio::test]
async fn a_passkey_shown_again_opens_what_matters_and_changes_the_token() {
    for house in houses().await {
        let (given, authenticator) = with_passkey(&house, "officer-1", 1).await;
        let mut desk = Browser::of(&given);
        house.given.pass(300);
        assert_eq!(
            desk.get(&house, "/staff/secrets").await.location,
            "/en/staff/step-up?next=%2Fstaff%2Fsecrets"
        );
        let page = desk.get(&house, "/staff/step-up?next=%2Fstaff%2Fsecrets").await.body;
        assert!(
            page.contains("data-passkey=\"one\"") && page.contains("data-next=\"/staff/secrets\""),
            "{page}"
        );
        let before = desk.clone();
        let question = asked(&house, &mut desk, "/staff/step-up/passkey/ask").await;
        let shown = authenticator.show(&question);
        // What was asked for one purpose is no answer for another.
        let mut door = desk.clone();
        assert_eq!(answered(&house, &mut door, "/staff/sign-in/passkey", &shown).await, StatusCode::CONFLICT);
        assert_eq!(answered(&house, &mut desk, "/staff/step-up/passkey", &shown).await, StatusCode::OK);
        assert_ne!(desk.cookie("sunhall"), before.cookie("sunhall"));
        assert!(!is_in(&house, &mut before.clone()).await, "the old token is dead");
        assert_eq!(desk.get(&house, "/staff/secrets").await.status, StatusCode::OK);
        assert_eq!(decisions(&house, "step-up").await, ["done-by-passkey"]);
    }
}

#[tokio::test]
async fn five_wrong_passkeys_at_the_step_end_the_session() {
    for house in houses().await {
        let (given, authenticator) = with_passkey(&house, "officer-1", 1).await;
        let liar = Authenticator { origin: "https://evil.example".to_owned(), ..authenticator };
        let mut desk = Browser::of(&given);
        for wrong in 1..=5 {
            let question = asked(&house, &mut desk, "/staff/step-up/passkey/ask").await;
            let answer = answered(&house, &mut desk, "/staff/step-up/passkey", &liar.show(&question)).await;
            assert_eq!(answer, if wrong < 5 { REFUSED } else { StatusCode::UNAUTHORIZED }, "{wrong}");
        }
        assert!(!is_in(&house, &mut desk).await);
    }
}

#[tokio::test]
async fn one_whose_counter_goes_back_is_stopped_for_both_who_hold_it() {
    for house in houses().await {
        let (_, mut authenticator) = with_passkey(&house, "officer-1", 1).await;
        let copy = Authenticator { counter: 5, ..authenticator.clone() };
        authenticator.counter = 7;
        assert_eq!(come_in(&house, &mut Browser::default(), &authenticator).await, StatusCode::OK);
        assert_eq!(come_in(&house, &mut Browser::default(), &copy).await, REFUSED);
        authenticator.counter = 8;
        assert_eq!(
            come_in(&house, &mut Browser::default(), &authenticator).await,
            REFUSED,
            "nobody knows which is the owner's"
        );
        assert_eq!(
            decisions(&house, "sign-in").await,
            ["done-by-passkey", "copied-passkey", "wrong-passkey"]
        );
    }
}

#[tokio::test]
async fn a_stopped_passkey_is_shown_to_its_owner_and_asked_of_nobody() {
    for house in houses().await {
        let (given, mut authenticator) = with_passkey(&house, "officer-1", 1).await;
        let mut desk = Browser::of(&given);
        for counter in [4, 4] {
            authenticator.counter = counter;
            come_in(&house, &mut Browser::default(), &authenticator).await;
        }
        assert!(
            desk.get(&house, "/staff/passkeys").await.body.contains("Stopped: somebody may have copied it")
        );
        assert_eq!(
            desk.post_json(&house, "/staff/step-up/passkey/ask", "{}").await.status,
            StatusCode::NOT_FOUND
        );
        assert!(!desk.get(&house, "/staff/step-up").await.body.contains("data-passkey"));
    }
}

#[tokio::test]
async fn who_tries_a_passkey_again_and_again_waits() {
    for house in houses().await {
        let (_, authenticator) = with_passkey(&house, "officer-1", 1).await;
        let liar = Authenticator { origin: "https://evil.example".to_owned(), ..authenticator.clone() };
        for _ in 0..4 {
            assert_eq!(come_in(&house, &mut Browser::default(), &liar).await, REFUSED);
        }
        let mut browser = Browser::default();
        assert_eq!(come_in(&house, &mut browser, &liar).await, StatusCode::TOO_MANY_REQUESTS);
        // Whoever owns the account and has another passkey, or a password, does not.
        let (_, other) = with_passkey(&house, "officer-2", 2).await;
        assert_eq!(come_in(&house, &mut Browser::default(), &other).await, StatusCode::OK);
        house.given.pass(2);
        assert_eq!(come_in(&house, &mut browser, &authenticator).await, StatusCode::OK);
    }
}

#[tokio::test]
async fn a_session_from_before_is_worth_nothing_after_a_passkey() {
    for house in houses().await {
        let (_, authenticator) = with_passkey(&house, "officer-1", 1).await;
        let colleague = house.staffed("officer-2", Role::CaseOfficer, "cdi").await;
        let mut browser = Browser::of(&colleague);
        let mut planted = browser.clone();
        assert_eq!(come_in(&house, &mut browser, &authenticator).await, StatusCode::OK);
        assert!(is_in(&house, &mut browser).await && !is_in(&house, &mut planted).await);
    }
}
