//! The first sign-in and every later one.

use axum::http::StatusCode;
use staff::Role;
use staff::given::PASSWORD;

use crate::house::{Browser, House, between, houses, secret_of};

/// Goes through the first sign-in; the secret of the app and the recovery codes.
async fn join(house: &House, browser: &mut Browser, code: &str) -> ([u8; 20], Vec<String>) {
    let answer = browser.post(house, "/staff/join", &[("code", code)]).await;
    assert_eq!((answer.status, answer.location.as_str()), (StatusCode::SEE_OTHER, "/en/staff/join/secrets"));
    let page = browser.get(house, "/staff/join/secrets").await;
    let secret = secret_of(&page.body);
    let shown = house.given.code(&secret);
    let fields = [("password", PASSWORD), ("again", PASSWORD), ("code", shown.as_str())];
    let before = browser.cookie("sunhall").unwrap().to_owned();
    let page = browser.post(house, "/staff/join/secrets", &fields).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert_ne!(browser.cookie("sunhall").unwrap(), before, "the token changes as one comes in");
    let list = between(&page.body, "<ol class=\"secret secret--list\">", "</ol>");
    let codes: Vec<String> = list
        .split("<li class=\"secret__line\">")
        .skip(1)
        .map(|line| line.split('<').next().unwrap().to_owned())
        .collect();
    assert_eq!(codes.len(), 10);
    (secret, codes)
}

async fn sign_in(house: &House, browser: &mut Browser, name: &str, password: &str) -> StatusCode {
    browser.post(house, "/staff/sign-in", &[("name", name), ("password", password)]).await.status
}

#[tokio::test]
async fn the_first_sign_in_opens_an_account_once() {
    for house in houses().await {
        let made = house.first("administrator-1", Role::Administrator).await;
        let code = made.code.unwrap();
        let mut browser = Browser::default();
        let wrong = browser.post(&house, "/staff/join", &[("code", "0000-0000")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        // Typed as people copy: small letters, spaces, an O for a zero.
        let typed = code.to_lowercase().replace('-', " ").replace('0', "o");
        join(&house, &mut browser, &typed).await;
        assert_eq!(browser.get(&house, "/staff").await.status, StatusCode::OK);
        let again = Browser::default().post(&house, "/staff/join", &[("code", code.as_str())]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "the code was used");
    }
}

#[tokio::test]
async fn a_one_time_code_grows_old_and_a_weak_password_is_not_taken() {
    for house in houses().await {
        let code = house.first("administrator-1", Role::Administrator).await.code.unwrap();
        let mut browser = Browser::default();
        browser.post(&house, "/staff/join", &[("code", code.as_str())]).await;
        let page = browser.get(&house, "/staff/join/secrets").await;
        let secret = secret_of(&page.body);
        for (password, again, shown, key) in [
            ("ninepins9", "ninepins9", true, "at least 12 characters"),
            ("administrator-1 2026", "administrator-1 2026", true, "among the first to be guessed"),
            (PASSWORD, "another violet kettle", true, "The two are not the same"),
            (PASSWORD, PASSWORD, false, "The code is wrong"),
        ] {
            let code = if shown { house.given.code(&secret) } else { "000000".to_owned() };
            let fields = [("password", password), ("again", again), ("code", code.as_str())];
            let page = browser.post(&house, "/staff/join/secrets", &fields).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(page.body.contains(key), "{key}: {}", page.body);
            assert!(!page.body.contains(password), "what was typed is not sent back");
        }
        house.given.pass(600);
        assert_eq!(browser.get(&house, "/staff/join/secrets").await.location, "/en/staff/join");
        house.given.pass(72 * 3_600);
        let late = browser.post(&house, "/staff/join", &[("code", code.as_str())]).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

#[tokio::test]
async fn a_code_of_the_app_works_once_and_a_recovery_code_works_once() {
    for house in houses().await {
        let code = house.first("supervisor-1", Role::Supervisor).await.code.unwrap();
        let (secret, recovery) = join(&house, &mut Browser::default(), &code).await;
        let used = house.given.code(&secret);
        let mut browser = Browser::default();
        assert_eq!(sign_in(&house, &mut browser, "Supervisor-1", PASSWORD).await, StatusCode::SEE_OTHER);
        let refused = browser.post(&house, "/staff/sign-in/code", &[("code", used.as_str())]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "it opened the account a moment ago");
        assert_eq!(browser.get(&house, "/staff").await.status, StatusCode::SEE_OTHER, "half in is not in");
        let next = house.next_code(&secret);
        let half = browser.cookie("sunhall").unwrap().to_owned();
        let come = [("code", next.as_str()), ("next", "/staff/sessions")];
        let answer = browser.post(&house, "/staff/sign-in/code", &come).await;
        assert_eq!((answer.status, answer.location.as_str()), (StatusCode::SEE_OTHER, "/en/staff/sessions"));
        assert_ne!(browser.cookie("sunhall").unwrap(), half);
        let mut planted = Browser::default();
        planted.plant("sunhall", &half);
        assert_eq!(
            planted.get(&house, "/staff").await.status,
            StatusCode::SEE_OTHER,
            "the old token is dead"
        );

        for (typed, status) in [
            (recovery[3].as_str(), StatusCode::SEE_OTHER),
            (recovery[3].as_str(), StatusCode::UNPROCESSABLE_ENTITY),
            ("0000-0000-0000-0000", StatusCode::UNPROCESSABLE_ENTITY),
        ] {
            let mut browser = Browser::default();
            sign_in(&house, &mut browser, "supervisor-1", PASSWORD).await;
            let answer = browser.post(&house, "/staff/sign-in/code", &[("code", typed)]).await;
            assert_eq!(answer.status, status, "{typed}");
        }
    }
}

#[tokio::test]
async fn five_wrong_codes_end_what_began_with_a_password() {
    for house in houses().await {
        let given = house.staffed("officer-1", Role::CaseOfficer, "cdi").await;
        let mut browser = Browser::default();
        sign_in(&house, &mut browser, "officer-1", PASSWORD).await;
        for wrong in 1..=5 {
            let answer = browser.post(&house, "/staff/sign-in/code", &[("code", "000000")]).await;
            let status = if wrong < 5 { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::SEE_OTHER };
            assert_eq!(answer.status, status, "{wrong}");
        }
        let right = house.next_code(&given.secret);
        let answer = browser.post(&house, "/staff/sign-in/code", &[("code", right.as_str())]).await;
        assert_eq!(answer.location, "/en/staff/sign-in", "the right one comes too late");
    }
}

#[tokio::test]
async fn a_stranger_who_guesses_waits_and_nobody_else_does() {
    for house in houses().await {
        let given = house.staffed("officer-1", Role::CaseOfficer, "cdi").await;
        house.staffed("officer-2", Role::CaseOfficer, "cdi").await;
        // The owner has signed in from this browser before.
        let mut own = Browser::default();
        sign_in(&house, &mut own, "officer-1", PASSWORD).await;
        let code = house.next_code(&given.secret);
        own.post(&house, "/staff/sign-in/code", &[("code", code.as_str())]).await;
        let mut stranger = Browser::default();
        let mut statuses = Vec::new();
        for _ in 0..6 {
            statuses.push(sign_in(&house, &mut stranger, "officer-1", "guess").await.as_u16());
        }
        assert_eq!(statuses, [422, 422, 422, 422, 429, 429]);
        assert_eq!(sign_in(&house, &mut stranger, "officer-1", PASSWORD).await.as_u16(), 429);
        let other = sign_in(&house, &mut Browser::default(), "officer-2", PASSWORD).await;
        assert_eq!(other, StatusCode::SEE_OTHER, "another account is not slowed down");
        let own = sign_in(&house, &mut own, "officer-1", PASSWORD).await;
        assert_eq!(own, StatusCode::SEE_OTHER, "nor is the owner in a browser that is known");
        house.given.pass(3);
        assert_eq!(sign_in(&house, &mut stranger, "officer-1", PASSWORD).await, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn a_hundred_guesses_at_once_are_a_hundred_guesses() {
    for house in houses().await {
        house.staffed("officer-1", Role::CaseOfficer, "cdi").await;
        let guesses = (0..16).map(|_| async {
            let mut browser = Browser::default();
            sign_in(&house, &mut browser, "officer-1", "guess").await.as_u16()
        });
        let mut looked_at = 0;
        for status in together(guesses.collect()).await {
            looked_at += u32::from(status == 422);
        }
        assert_eq!(looked_at, 4, "three slips and the one that starts the wait");
    }
}

/// Runs futures side by side on one task.
pub(crate) async fn together<F: Future>(futures: Vec<F>) -> Vec<F::Output> {
    let mut futures: Vec<_> = futures.into_iter().map(Box::pin).collect();
    let mut outputs: Vec<Option<F::Output>> = futures.iter().map(|_| None).collect();
    std::future::poll_fn(|context| {
        for (future, output) in futures.iter_mut().zip(&mut outputs) {
            if output.is_none()
                && let std::task::Poll::Ready(ready) = future.as_mut().poll(context)
            {
                *output = Some(ready);
            }
        }
        if outputs.iter().all(Option::is_some) {
            std::task::Poll::Ready(())
        } else {
            std::task::Poll::Pending
        }
    })
    .await;
    outputs.into_iter().flatten().collect()
}

#[tokio::test]
async fn a_name_that_nobody_has_is_answered_like_a_wrong_password() {
    for house in houses().await {
        house.staffed("officer-1", Role::CaseOfficer, "cdi").await;
        let ask = async |name: &str| {
            let fields = [("name", name), ("password", "guess")];
            let answer = Browser::default().post(&house, "/staff/sign-in", &fields).await;
            (answer.status, answer.body.replace(name, "NAME"))
        };
        assert_eq!(ask("officer-1").await, ask("officer-9").await);
        assert_eq!(ask("officer-1").await.0, ask("<script>").await.0);
    }
}

#[tokio::test]
async fn the_door_leads_back_to_the_page_that_was_asked_for_and_nowhere_else() {
    for house in houses().await {
        let mut browser = Browser::default();
        let asked = browser.get(&house, "/staff/audit?before=9").await;
        assert_eq!(asked.location, "/en/staff/sign-in?next=%2Fstaff%2Faudit%3Fbefore%3D9");
        for (next, kept) in [
            ("/staff/audit", "/staff/audit"),
            ("//evil.example", "/staff"),
            ("https://evil.example/staff", "/staff"),
        ] {
            let page = browser
                .get(&house, &format!("/staff/sign-in?next={}", record::reference::escaped(next)))
                .await;
            assert!(page.body.contains(&format!("name=\"next\" value=\"{kept}\"")), "{next}: {}", page.body);
        }
    }
}
