//! Every address of the desk, asked by every role about everybody, fresh and stale: the answer is the policy's, and nothing else
//! lets anybody through. What each slice's own addresses must answer is walked by the slice.

use axum::http::StatusCode;
use record::Day;
use staff::given::SignedIn;
use staff::{Action, Actor, Denied, Grant, Object, ObjectKind, Role, authorize};

use crate::house::{Answer, Browser, House, houses, today};

/// One address, and what it asks the policy.
struct Address {
    method: &'static str,
    /// `{id}` stands for the account it is about.
    path: &'static str,
    /// What is sent. Nothing of it would be taken, so that a permitted request changes nothing.
    fields: &'static [(&'static str, &'static str)],
    action: Action,
    kind: ObjectKind,
    /// Whether the policy is told whom it is about.
    names_owner: bool,
    /// The answer to who may.
    permitted: StatusCode,
}

const fn address(
    method: &'static str,
    path: &'static str,
    fields: &'static [(&'static str, &'static str)],
    asks: (Action, ObjectKind, bool),
    permitted: StatusCode,
) -> Address {
    let (action, kind, names_owner) = asks;
    Address { method, path, fields, action, kind, names_owner, permitted }
}

use ObjectKind::{Account, Audit, Case, Manifest, Template};

const UNPROCESSABLE: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

const ADDRESSES: &[Address] = &[
    address("GET", "/staff/accounts", &[], (Action::AccountRead, Account, false), StatusCode::OK),
    address("POST", "/staff/accounts", &[], (Action::AccountAdd, Account, false), UNPROCESSABLE),
    address("GET", "/staff/accounts/{id}", &[], (Action::AccountRead, Account, false), StatusCode::OK),
    address(
        "POST",
        "/staff/accounts/{id}",
        &[("do", "grant")],
        (Action::RoleGrant, Account, true),
        UNPROCESSABLE,
    ),
    address(
        "POST",
        "/staff/accounts/{id}",
        &[("do", "end")],
        (Action::RoleEnd, Account, true),
        StatusCode::NOT_FOUND,
    ),
    address("GET", "/staff/proposals", &[], (Action::AccountRead, Account, false), StatusCode::OK),
    address(
        "GET",
        "/staff/proposals/{id}",
        &[],
        (Action::AccountRead, Account, false),
        StatusCode::NOT_FOUND,
    ),
    address("GET", "/staff/manifests", &[], (Action::AccountRead, Account, false), StatusCode::OK),
    address("POST", "/staff/manifests", &[], (Action::KeyManifest, Manifest, false), UNPROCESSABLE),
    address("GET", "/staff/audit", &[], (Action::AuditRead, Audit, false), StatusCode::OK),
    address("GET", "/staff/templates", &[], (Action::TemplateUse, Template, false), StatusCode::OK),
    address("POST", "/staff/templates", &[], (Action::TemplateEdit, Template, false), UNPROCESSABLE),
    address(
        "GET",
        "/staff/templates/{id}",
        &[],
        (Action::TemplateUse, Template, false),
        StatusCode::NOT_FOUND,
    ),
    address(
        "POST",
        "/staff/templates/{id}",
        &[],
        (Action::TemplateEdit, Template, false),
        StatusCode::NOT_FOUND,
    ),
    address("GET", "/staff/search", &[], (Action::Search, Case, false), StatusCode::OK),
    address("POST", "/staff/search", &[], (Action::Search, Case, false), StatusCode::OK),
];

/// The answer by the policy alone.
fn expected(address: &Address, role: Role, fresh: bool, me: &str, about: &str) -> StatusCode {
    let from = Day::parse("2026-11-23").unwrap();
    let grant = Grant { role, unit: "cdi".to_owned(), from, until: None };
    let actor = Actor { fresh, ..Actor::for_example(me, "cdi", vec![grant]) };
    let object = Object::of(address.kind).unit("cdi").owner(address.names_owner.then_some(about));
    match authorize(&actor, address.action, &object) {
        Ok(()) => address.permitted,
        Err(Denied::StepUp) => StatusCode::SEE_OTHER,
        Err(_) => StatusCode::FORBIDDEN,
    }
}

async fn asked(house: &House, browser: &mut Browser, address: &Address, about: &str) -> StatusCode {
    let path = address.path.replace("{id}", about);
    match address.method {
        "GET" => browser.get(house, &path).await.status,
        _ => browser.post(house, &path, address.fields).await.status,
    }
}

#[tokio::test]
async fn every_address_answers_as_the_policy_says() {
    for house in houses().await {
        let mut people: Vec<(Role, SignedIn)> = Vec::new();
        for role in Role::ALL {
            people.push((role, house.staffed(role.as_str(), role, "cdi").await));
        }
        let (mut requests, mut wrong) = (0, Vec::new());
        for fresh in [true, false] {
            for (role, person) in &people {
                let mut browser = Browser::of(person);
                for address in ADDRESSES {
                    for (_, about) in &people {
                        requests += 1;
                        let answer = asked(&house, &mut browser, address, &about.account).await;
                        let right = expected(address, *role, fresh, &person.account, &about.account);
                        if answer != right {
                            wrong.push(format!(
                                "{role:?} fresh {fresh} {} {}: {answer}",
                                address.method, address.path
                            ));
                        }
                    }
                }
            }
            house.given.pass(300);
        }
        assert!(wrong.is_empty(), "{} of {requests}: {wrong:#?}", wrong.len());
        assert_eq!(requests, 2 * 10 * 16 * 10);
    }
}

/// Addresses at which one looks after what is one's own: method, path, whether a script sends to it, the answer to who may.
const OWN: &[(&str, &str, bool, StatusCode)] = &[
    ("GET", "/staff/secrets", false, StatusCode::OK),
    ("POST", "/staff/secrets", false, UNPROCESSABLE),
    ("GET", "/staff/key", false, StatusCode::OK),
    ("POST", "/staff/keys", true, UNPROCESSABLE),
    ("GET", "/staff/passkeys", false, StatusCode::OK),
    ("POST", "/staff/passkeys", false, StatusCode::SEE_OTHER),
    // Nothing was asked before.
    ("POST", "/staff/passkeys/add", true, StatusCode::CONFLICT),
    ("POST", "/staff/passkeys/ask", true, StatusCode::OK),
];

#[tokio::test]
async fn what_is_ones_own_is_open_to_every_role_while_the_factor_is_fresh() {
    let stale = |by_script| if by_script { StatusCode::FORBIDDEN } else { StatusCode::SEE_OTHER };
    let outside = |by_script| if by_script { StatusCode::UNAUTHORIZED } else { StatusCode::SEE_OTHER };
    for house in houses().await {
        let mut people = Vec::new();
        for role in Role::ALL {
            people.push(Browser::of(&house.staffed(role.as_str(), role, "cdi").await));
        }
        for is_fresh in [true, false] {
            for browser in &mut people {
                for (method, path, by_script, permitted) in OWN {
                    let answer = own(&house, browser, method, path, *by_script).await;
                    let right = if is_fresh { *permitted } else { stale(*by_script) };
                    assert_eq!(answer.status, right, "fresh {is_fresh} {method} {path}");
                    // Without the factor the answer leads to the step, not back to the page.
                    let to_the_step = answer.location.starts_with("/en/staff/step-up");
                    assert_eq!(to_the_step, !is_fresh && !by_script, "{method} {path}");
                }
            }
            house.given.pass(300);
        }
        for (method, path, by_script, _) in OWN {
            let answer = own(&house, &mut Browser::default(), method, path, *by_script).await;
            assert_eq!(answer.status, outside(*by_script), "{method} {path}");
        }
    }
}

async fn own(house: &House, browser: &mut Browser, method: &str, path: &str, by_script: bool) -> Answer {
    match (method, by_script) {
        ("GET", _) => browser.get(house, path).await,
        (_, true) => browser.post_json(house, path, "{}").await,
        // A change that would be refused, so that nothing changes.
        (_, false) => browser.post(house, path, &[("do", "password")]).await,
    }
}

#[tokio::test]
async fn nobody_gets_past_the_door_and_nobody_who_was_let_go_stays() {
    for house in houses().await {
        let mut former = Vec::new();
        for role in [Role::Auditor, Role::Supervisor] {
            former.push(house.staffed(role.as_str(), role, "cdi").await);
        }
        let about = former[0].account.clone();
        let mut write = house.store.write().await.unwrap();
        store::sql("UPDATE staff_grant SET until_day = '2026-11-22'").run(&mut write).await.unwrap();
        write.commit_unseen().await.unwrap();
        assert_eq!(today(), Day::parse("2026-11-23").unwrap(), "the roles ended yesterday");
        for address in ADDRESSES {
            let stranger = asked(&house, &mut Browser::default(), address, &about).await;
            assert_eq!(stranger, StatusCode::SEE_OTHER, "{} {}", address.method, address.path);
            for person in &former {
                let answer = asked(&house, &mut Browser::of(person), address, &about).await;
                assert_eq!(answer, StatusCode::FORBIDDEN, "{} {}", address.method, address.path);
            }
        }
    }
}
