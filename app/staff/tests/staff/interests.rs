//! What staff declare about themselves.

use axum::http::StatusCode;
use staff::Role;
use staff::interests::{Interest, Sort, complete, standing};
use store::sql;

use crate::house::{Browser, between, houses, today};

#[tokio::test]
async fn what_one_declares_is_kept_sealed_and_shown_to_nobody_else() {
    for house in houses().await {
        let officer = house.staffed("officer-1", Role::CaseOfficer, "cdi").await;
        let mut browser = Browser::of(&officer);
        let fields = [("do", "declare"), ("sort", "unit"), ("words", "Haigang Stone Works")];
        let answer = browser.post(&house, "/staff/interests", &fields).await;
        assert_eq!(answer.location, "/en/staff/interests");
        assert!(browser.get(&house, "/staff/interests").await.body.contains("Haigang Stone Works"));
        let row = sql("SELECT sealed FROM staff_interest").one(&house.store).await.unwrap().unwrap();
        let bytes = row.bytes(0);
        assert!(!bytes.windows(7).any(|piece| piece == b"Haigang"), "the table holds no word of it");
        let interest = Interest { sort: Sort::Unit, words: "Haigang Stone Works".to_owned() };
        let all = standing(&house.store, &house.given.office).await.unwrap();
        assert_eq!(all, [(officer.account.clone(), interest)]);
        let mut other = Browser::of(&house.staffed("officer-2", Role::CaseOfficer, "cdi").await);
        assert!(!other.get(&house, "/staff/interests").await.body.contains("Haigang Stone Works"));
        let audit = sql("SELECT action FROM staff_audit ORDER BY seq DESC LIMIT 1").one(&house.store).await;
        assert_eq!(audit.unwrap().unwrap().text(0), "interest-declare");
    }
}

#[tokio::test]
async fn what_is_no_longer_so_ends_and_only_for_oneself() {
    for house in houses().await {
        let officer = house.staffed("officer-1", Role::CaseOfficer, "cdi").await;
        let mut browser = Browser::of(&officer);
        for name in ["A", "B"] {
            let fields = [("do", "declare"), ("sort", "person"), ("words", name)];
            browser.post(&house, "/staff/interests", &fields).await;
        }
        let page = browser.get(&house, "/staff/interests").await;
        let seq = between(&page.body, "name=\"seq\" value=\"", "\"").to_owned();
        let mut other = Browser::of(&house.staffed("officer-2", Role::CaseOfficer, "cdi").await);
        other.post(&house, "/staff/interests", &[("do", "end"), ("seq", seq.as_str())]).await;
        assert_eq!(standing(&house.store, &house.given.office).await.unwrap().len(), 2);
        browser.post(&house, "/staff/interests", &[("do", "end"), ("seq", seq.as_str())]).await;
        let left = standing(&house.store, &house.given.office).await.unwrap();
        assert_eq!(left.iter().map(|(_, it)| it.words.as_str()).collect::<Vec<_>>(), ["B"]);
    }
}

#[tokio::test]
async fn a_declaration_is_asked_for_until_it_is_said_to_be_complete() {
    for house in houses().await {
        let officer = house.staffed("officer-1", Role::CaseOfficer, "cdi").await;
        let mut browser = Browser::of(&officer);
        let asked = "You have not confirmed your declaration yet";
        assert!(browser.get(&house, "/staff").await.body.contains(asked));
        assert!(complete(&house.store, today()).await.unwrap().is_empty());
        for _ in 0..2 {
            browser.post(&house, "/staff/interests", &[("do", "complete")]).await;
        }
        assert!(!browser.get(&house, "/staff").await.body.contains(asked));
        assert_eq!(complete(&house.store, today()).await.unwrap(), std::slice::from_ref(&officer.account));
        assert!(
            complete(&house.store, today().plus(365)).await.unwrap().is_empty(),
            "a year later it is old"
        );
        let mut clerk = Browser::of(&house.staffed("clerk-1", Role::WindowClerk, "cdi").await);
        assert!(!clerk.get(&house, "/staff").await.body.contains(asked), "who handles no case is not asked");
    }
}

#[tokio::test]
async fn a_declaration_without_a_name_is_asked_for_again_and_keeps_what_was_typed() {
    for house in houses().await {
        let mut browser = Browser::of(&house.staffed("officer-1", Role::CaseOfficer, "cdi").await);
        let long = "x".repeat(101);
        for (sort, words, says) in [
            ("person", "", "Give the name, at most 100 characters"),
            ("person", long.as_str(), "Give the name, at most 100 characters"),
            ("nonsense", "Somebody near", "Choose whether it is a person or a unit"),
        ] {
            let fields = [("do", "declare"), ("sort", sort), ("words", words)];
            let answer = browser.post(&house, "/staff/interests", &fields).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(answer.body.contains(says), "{sort} {words}");
            assert!(answer.body.contains(&format!("value=\"{words}\"")), "{sort} {words}");
        }
        assert!(standing(&house.store, &house.given.office).await.unwrap().is_empty());
    }
}
