//! Whoever is excluded from a case lives in a house in which it does not exist: every list, count, search and page is, byte for byte,
//! what it was before the case came.

use std::collections::BTreeSet;

use staff::{Action, authorize};
use tests::databases;

use super::addresses::{of_a_case, request};
use super::people::{Like, People, Person, Thing, UNIT, everybody, thing, things};
use crate::cases::given::House;
use crate::given::Answer;

/// Pages that list, count or find cases.
const LISTS: [&str; 9] = [
    "/staff",
    "/staff/cases",
    "/staff/cases?state=open",
    "/staff/cases?kind=complaint",
    "/staff/cases?mine=1",
    "/staff/cases?due=2027-12-31",
    "/staff/openings",
    "/staff/words",
    "/en/staff/cases",
];

/// What somebody reads who looks everywhere for a case.
async fn everywhere(house: &House, person: &Person, number: &str) -> Vec<Vec<u8>> {
    let cookie = &person.seat.cookie;
    let mut pages = Vec::new();
    for path in LISTS {
        pages.push(house.get(path, cookie).await.body);
    }
    pages.push(house.get(&format!("/staff/cases?q={number}"), cookie).await.body);
    for words in [number, "the words"] {
        pages.push(house.post("/staff/search", cookie, &[("q", words)]).await.body);
    }
    pages
}

/// The parts of an answer that its reader sees.
fn told(answer: Answer, thing: &Thing) -> (u16, Vec<(String, String)>, String) {
    let mut headers: Vec<(String, String)> = answer
        .headers
        .iter()
        .filter(|(name, _)| name.as_str() != "x-request-id")
        .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
        .collect();
    headers.sort();
    let mut body = answer.text();
    // The page names the address that was asked for; every other letter must be the same.
    for (name, word) in [
        (thing.number.as_str(), "NUMBER"),
        (thing.id.as_str(), "ID"),
        (thing.upload.as_str(), "UPLOAD"),
        (thing.words.as_str(), "WORDS"),
    ] {
        body = body.replace(name, word);
    }
    (answer.status.as_u16(), headers, body)
}

fn all_accounts(people: &People) -> BTreeSet<String> {
    people.all.iter().map(|person| person.seat.account.clone()).collect()
}

#[tokio::test]
async fn who_is_excluded_reads_the_same_bytes_as_if_there_were_no_case() {
    for database in databases() {
        let house = House::open(database).await;
        let people = everybody(&house).await;
        things(&house, &people).await;
        let number = "20261123-00000000";
        let mut before = Vec::new();
        for person in &people.all {
            before.push(everywhere(&house, person, number).await);
        }
        let (team, excluded) = (all_accounts(&people), all_accounts(&people));
        let like = Like { what: "hidden", unit: UNIT, is_complaint: true, concerned: None, team, excluded };
        let hidden = thing(&house, &people, 100, like).await;
        // Something waits for a custodian as well.
        let mut write = house.store.write().await.unwrap();
        store::sql(
            "INSERT INTO case_opening (case_id, seq, request, step, account, unit, reason, at) \
             VALUES ($1, 3, 3, 'asked', $2, $3, 'verify', $4)",
        )
        .bind(hidden.id.as_str())
        .bind(&hidden.before)
        .bind(UNIT)
        .bind(house.given.office.now())
        .run(&mut write)
        .await
        .unwrap();
        write.commit_unseen().await.unwrap();
        for (person, before) in people.all.iter().zip(before) {
            let after = everywhere(&house, person, &hidden.number).await;
            for (place, (before, after)) in before.into_iter().zip(after).enumerate() {
                let text =
                    |page: Vec<u8>, number: &str| String::from_utf8_lossy(&page).replace(number, "NUMBER");
                let (before, after) = (text(before, number), text(after, &hidden.number));
                assert_eq!(before, after, "{:?} of {}, page {place}", person.role, person.unit);
            }
        }
    }
}

#[tokio::test]
async fn an_address_of_a_case_one_is_excluded_from_answers_as_of_one_that_is_not_there() {
    let house = House::open(tests::Database::sqlite()).await;
    let people = everybody(&house).await;
    let (team, excluded) = (all_accounts(&people), all_accounts(&people));
    let like = Like { what: "hidden", unit: UNIT, is_complaint: true, concerned: None, team, excluded };
    let hidden = thing(&house, &people, 1, like.clone()).await;
    // The same case in a house that never took it in.
    let elsewhere = House::open(tests::Database::sqlite()).await;
    let others = everybody(&elsewhere).await;
    let (mut compared, mut different) = (0, Vec::new());
    for (person, other) in people.all.iter().zip(&others.all) {
        for address in of_a_case() {
            let here = house.send(request(&address, &hidden, &person.seat.cookie)).await;
            let there = elsewhere.send(request(&address, &hidden, &other.seat.cookie)).await;
            compared += 1;
            if told(here, &hidden) != told(there, &hidden) {
                different.push(format!("{:?} {} {}", person.role, address.method, address.path));
            }
        }
    }
    assert!(different.is_empty(), "{} of {compared}: {different:#?}", different.len());
}

#[tokio::test]
async fn a_list_shows_what_the_policy_lets_be_seen_and_nothing_else() {
    for database in databases() {
        let house = House::open(database).await;
        let people = everybody(&house).await;
        let things = things(&house, &people).await;
        for person in &people.all {
            let actor = person.actor(true);
            let may = |action, thing: &Thing| authorize(&actor, action, &thing.object(person)).is_ok();
            let cookie = &person.seat.cookie;
            let list = house.get("/staff/cases", cookie).await.text();
            for thing in &things {
                let listed = may(Action::CaseList, thing) || may(Action::CaseLine, thing);
                let asked = format!("{:?} of {}: {}", person.role, person.unit, thing.what);
                assert_eq!(list.contains(&thing.number), listed, "list, {asked}");
                let found = house.get(&format!("/staff/cases?q={}", thing.number), cookie).await.text();
                let line = format!("/staff/cases/{}\"", thing.number);
                assert_eq!(found.contains(&line), listed, "filter, {asked}");
                let found = house.post("/staff/search", cookie, &[("q", &thing.number)]).await.text();
                let is_found = may(Action::Search, thing) && listed;
                assert_eq!(found.contains(&line), is_found, "search, {asked}");
            }
        }
    }
}
