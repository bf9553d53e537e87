//! Accounts and roles: given by two, ended by one, in force with the next request.

use axum::http::StatusCode;
use staff::Role;

use crate::house::{Browser, House, between, houses};
use crate::passkeys::{come_in, with_passkey};

const OFFICER: [(&str, &str); 4] =
    [("name", "officer-1"), ("title", "Officer A"), ("role", "case-officer"), ("unit", "cdi-haigang")];

/// A supervisor and an administrator at their desks.
async fn two(house: &House) -> (Browser, Browser) {
    let supervisor = house.staffed("supervisor-1", Role::Supervisor, "cdi").await;
    let administrator = house.staffed("administrator-1", Role::Administrator, "cdi").await;
    (Browser::of(&supervisor), Browser::of(&administrator))
}

/// The path behind a redirect, without its language.
fn path(location: &str) -> String {
    location.strip_prefix("/en").unwrap_or_else(|| panic!("it leads to {location:?}")).to_owned()
}

#[tokio::test]
async fn a_new_account_takes_two_and_its_code_is_shown_once() {
    for house in houses().await {
        let (mut supervisor, mut administrator) = two(&house).await;
        let proposal = path(&administrator.post(&house, "/staff/accounts", &OFFICER).await.location);
        let own = administrator.post(&house, &proposal, &[("do", "approve")]).await;
        assert_eq!(own.status, StatusCode::FORBIDDEN, "nobody is their own second hand");
        let page = supervisor.get(&house, &proposal).await;
        assert!(page.body.contains("officer-1") && page.body.contains("Case officer"), "{}", page.body);
        let approved = supervisor.post(&house, &proposal, &[("do", "approve")]).await;
        assert_eq!(approved.status, StatusCode::OK, "{}", approved.body);
        let code = between(&approved.body, "<span class=\"secret\">", "</span>").to_owned();
        assert_eq!(code.len(), 39);
        let again = supervisor.post(&house, &proposal, &[("do", "approve")]).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        for mut reader in [supervisor, administrator] {
            let page = reader.get(&house, &proposal).await;
            assert!(!page.body.contains(&code), "it is kept by nobody");
        }
        let joined = Browser::default().post(&house, "/staff/join", &[("code", code.as_str())]).await;
        assert_eq!(joined.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn two_administrators_alone_give_nothing() {
    for house in houses().await {
        let (_, mut first) = two(&house).await;
        let mut second = Browser::of(&house.staffed("administrator-2", Role::Administrator, "cdi").await);
        let proposal = path(&first.post(&house, "/staff/accounts", &OFFICER).await.location);
        let refused = second.post(&house, &proposal, &[("do", "approve")]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert!(refused.body.contains("must be a supervisor"), "{}", refused.body);
        let page = first.get(&house, "/staff/accounts").await;
        assert!(!page.body.contains("Officer A"));
    }
}

#[tokio::test]
async fn a_proposal_is_void_when_the_account_has_changed() {
    for house in houses().await {
        let (mut supervisor, mut administrator) = two(&house).await;
        let officer = house.staffed("officer-1", Role::CaseOfficer, "cdi").await;
        let account = format!("/staff/accounts/{}", officer.account);
        let grant = [("do", "grant"), ("role", "intake-officer"), ("unit", "cdi")];
        let first = path(&administrator.post(&house, &account, &grant).await.location);
        let second = path(&administrator.post(&house, &account, &grant).await.location);
        let approved = supervisor.post(&house, &first, &[("do", "approve")]).await;
        assert_eq!(approved.status, StatusCode::SEE_OTHER, "{}", approved.body);
        let void = supervisor.post(&house, &second, &[("do", "approve")]).await;
        assert_eq!(void.status, StatusCode::CONFLICT);
        assert!(void.body.contains("has changed since"), "{}", void.body);
    }
}

#[tokio::test]
async fn a_role_that_is_ended_is_gone_with_the_next_request() {
    for house in houses().await {
        let (mut supervisor, _) = two(&house).await;
        let auditor = house.staffed("auditor-1", Role::Auditor, "audit").await;
        let mut desk = Browser::of(&auditor);
        assert_eq!(desk.get(&house, "/staff/audit").await.status, StatusCode::OK);
        let account = format!("/staff/accounts/{}", auditor.account);
        let page = supervisor.get(&house, &account).await;
        let grant = between(&page.body, "name=\"grant\" value=\"", "\"").to_owned();
        let ended = supervisor.post(&house, &account, &[("do", "end"), ("grant", grant.as_str())]).await;
        assert_eq!(ended.status, StatusCode::SEE_OTHER, "{}", ended.body);
        assert_eq!(desk.get(&house, "/staff/audit").await.status, StatusCode::FORBIDDEN);
        assert_eq!(desk.get(&house, "/staff/sessions").await.status, StatusCode::OK, "the session stays");
    }
}

#[tokio::test]
async fn a_closed_account_is_out_at_once_and_stays_out() {
    for house in houses().await {
        let (_, mut administrator) = two(&house).await;
        let (officer, passkey) = with_passkey(&house, "officer-1", 1).await;
        let mut desk = Browser::of(&officer);
        let account = format!("/staff/accounts/{}", officer.account);
        administrator.post(&house, &account, &[("do", "close")]).await;
        assert_eq!(desk.get(&house, "/staff/sessions").await.status, StatusCode::SEE_OTHER);
        assert_eq!(come_in(&house, &mut desk, &passkey).await, StatusCode::UNPROCESSABLE_ENTITY);
        let fields = [("name", "officer-1"), ("password", staff::given::PASSWORD)];
        let door = desk.post(&house, "/staff/sign-in", &fields).await;
        assert_eq!(door.status, StatusCode::UNPROCESSABLE_ENTITY);
        for act in ["grant", "recover", "close"] {
            let answer = administrator
                .post(&house, &account, &[("do", act), ("role", "reviewer"), ("unit", "cdi")])
                .await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{act}");
        }
    }
}

#[tokio::test]
async fn nobody_acts_on_their_own_account() {
    for house in houses().await {
        let supervisor = house.staffed("supervisor-1", Role::Supervisor, "cdi").await;
        let mut desk = Browser::of(&supervisor);
        let account = format!("/staff/accounts/{}", supervisor.account);
        for act in ["grant", "recover", "close"] {
            let fields = [("do", act), ("role", "reviewer"), ("unit", "cdi")];
            assert_eq!(desk.post(&house, &account, &fields).await.status, StatusCode::FORBIDDEN, "{act}");
        }
    }
}

#[tokio::test]
async fn roles_that_are_apart_are_not_given_to_one_person() {
    for house in houses().await {
        let (mut supervisor, _) = two(&house).await;
        let custodian = house.staffed("custodian-1", Role::Custodian, "audit").await;
        let account = format!("/staff/accounts/{}", custodian.account);
        let fields = [("do", "grant"), ("role", "intake-officer"), ("unit", "cdi")];
        let answer = supervisor.post(&house, &account, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("may not hold this role together"), "{}", answer.body);
    }
}

#[tokio::test]
async fn a_way_in_that_was_lost_is_given_anew_by_two() {
    for house in houses().await {
        let (mut supervisor, mut administrator) = two(&house).await;
        let (officer, passkey) = with_passkey(&house, "officer-1", 1).await;
        let mut desk = Browser::of(&officer);
        let account = format!("/staff/accounts/{}", officer.account);
        let proposal = path(&supervisor.post(&house, &account, &[("do", "recover")]).await.location);
        assert_eq!(desk.get(&house, "/staff").await.status, StatusCode::OK, "one hand changes nothing");
        let approved = administrator.post(&house, &proposal, &[("do", "approve")]).await;
        let code = between(&approved.body, "<span class=\"secret\">", "</span>").to_owned();
        assert_eq!(desk.get(&house, "/staff").await.status, StatusCode::SEE_OTHER);
        let fields = [("name", "officer-1"), ("password", staff::given::PASSWORD)];
        let door = desk.post(&house, "/staff/sign-in", &fields).await;
        assert_eq!(door.status, StatusCode::UNPROCESSABLE_ENTITY, "the old password is gone");
        let by_passkey = come_in(&house, &mut desk, &passkey).await;
        assert_eq!(
            by_passkey,
            StatusCode::UNPROCESSABLE_ENTITY,
            "and every passkey, which somebody else may hold"
        );
        let joined = desk.post(&house, "/staff/join", &[("code", code.as_str())]).await;
        assert_eq!(joined.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn every_place_of_the_desk_is_open_to_whom_the_policy_says() {
    let open: [(&str, &[Role]); 6] = [
        ("/staff", &Role::ALL),
        ("/staff/sessions", &Role::ALL),
        ("/staff/accounts", &[Role::Supervisor, Role::Auditor, Role::Administrator]),
        ("/staff/proposals", &[Role::Supervisor, Role::Auditor, Role::Administrator]),
        ("/staff/audit", &[Role::Auditor]),
        ("/staff/search", &[Role::IntakeOfficer, Role::CaseOfficer, Role::Reviewer, Role::Supervisor]),
    ];
    for house in houses().await {
        for role in Role::ALL {
            let mut desk = Browser::of(&house.staffed(role.as_str(), role, "cdi").await);
            let first = desk.get(&house, "/staff").await;
            for (place, roles) in open {
                let answer = desk.get(&house, place).await;
                let expected = if roles.contains(&role) { StatusCode::OK } else { StatusCode::FORBIDDEN };
                assert_eq!(answer.status, expected, "{role:?} {place}");
                let is_linked = first.body.contains(&format!("href=\"/en{place}\""));
                let is_sought = first.body.contains("id=\"desk-q\"");
                let is_offered = if place == "/staff/search" { is_sought } else { is_linked };
                assert_eq!(is_offered, expected == StatusCode::OK, "{role:?} is offered {place}");
            }
        }
    }
}
