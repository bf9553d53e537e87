//! The walk itself.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::{Method, Request};
use record::Id;
use staff::{Action, Denied, Object, ObjectKind, authorize, offers};
use store::sql;
use tests::Database;

use super::addresses::{self, About, Address, OF_NO_CASE, Sends, acts, of_a_case};
use super::people::{People, Person, Thing, everybody, things};
use crate::cases::given::{House, PORTAL};

/// Methods that no address of the desk has, and their answer: OPTIONS is told which there are, and nothing else.
const METHODS: [(&str, u16); 4] = [("PUT", 405), ("DELETE", 405), ("PATCH", 405), ("OPTIONS", 204)];

/// What must come back.
struct Right {
    status: u16,
    /// Whether it is a denial that is written down.
    is_denial: bool,
}

impl Right {
    fn denied(why: Denied, is_script: bool) -> Right {
        let status = match why {
            // To where the second factor is shown, and a script is told that it may not.
            Denied::StepUp if !is_script => 303,
            Denied::Excluded => 404,
            _ => 403,
        };
        // That somebody has to show the second factor again denies them nothing.
        Right { status, is_denial: why != Denied::StepUp }
    }
}

/// The answer, by the policy alone.
fn expected(address: &Address, person: &Person, fresh: bool, thing: &Thing) -> Right {
    if thing.what == NOT_THERE {
        return Right { status: 404, is_denial: false };
    }
    let actor = person.actor(fresh);
    let before = Some(thing.before.as_str());
    let is_script = matches!(address.sends, Sends::Json(_));
    for (action, about) in &address.asks {
        let object = match about {
            About::Case => thing.object(person),
            About::Identity => thing.identity(person, None),
            About::AskedIdentity => thing.identity(person, before),
            About::Words => thing.words(person, None),
            About::ProposedWords => thing.words(person, before),
        };
        let action = match action {
            // Whoever is of the team lets in as one who works on the case.
            Action::CaseAssign if address.path.ends_with("/wraps") && object.assigned => Action::CaseEvent,
            // Who may agree to what is done with words may read them.
            Action::Moderate if address.method == "GET" && !object.excluded => {
                let second = thing.words(person, Some(""));
                let reads = offers(&actor, Action::ModerateReview, &second);
                if reads {
                    continue;
                }
                Action::Moderate
            }
            action => *action,
        };
        if let Err(why) = authorize(&actor, action, &object) {
            return Right::denied(why, is_script);
        }
    }
    Right { status: address.permitted, is_denial: false }
}

/// The answer of an address that is about no case.
fn expected_of_no_case(path: &str, person: &Person) -> u16 {
    let actor = person.actor(true);
    let case = || Object::of(ObjectKind::Case).unit(person.unit);
    let words = || Object::of(ObjectKind::Words).unit(person.unit);
    let identity = Object::of(ObjectKind::Identity).author(Some(""));
    let may = match path {
        "/staff/cases" => {
            let listed = [case(), case().assigned(true)];
            listed
                .iter()
                .any(|it| offers(&actor, Action::CaseList, it) || offers(&actor, Action::CaseLine, it))
        }
        "/staff/cases/intake" | "/staff/cases/intake/send" => offers(&actor, Action::IntakeEnter, &case()),
        "/staff/openings" => offers(&actor, Action::IdentityGrant, &identity),
        "/staff/words" => {
            offers(&actor, Action::Moderate, &words())
                || offers(&actor, Action::ModerateReview, &words().author(Some("")))
        }
        // Each case of it is asked about by itself.
        "/staff/cases/bulk" => return 303,
        other => panic!("{other} is not known here"),
    };
    match may {
        true if path.ends_with("/send") => 422,
        true => 200,
        false => 403,
    }
}

/// Counts of everything that a request could have changed.
async fn records(house: &House) -> Vec<i64> {
    let mut counts = Vec::new();
    for question in [
        "SELECT COUNT(*) FROM case_file",
        "SELECT COUNT(*) FROM case_event",
        "SELECT COUNT(*) FROM case_message",
        "SELECT COUNT(*) FROM case_opening",
        "SELECT COUNT(*) FROM case_proposal",
        "SELECT COUNT(*) FROM case_consent",
        "SELECT COUNT(*) FROM case_wrap",
        "SELECT COUNT(*) FROM case_exclusion",
        "SELECT COUNT(*) FROM moderated_event",
        "SELECT COUNT(*) FROM staff_proposal WHERE state <> 'open'",
    ] {
        counts.push(sql(question).one(&house.store).await.unwrap().unwrap().int(0));
    }
    counts
}

/// How many denials were written down.
async fn written_down(house: &House) -> i64 {
    let question = "SELECT COUNT(*) FROM staff_audit WHERE decision <> 'done'";
    sql(question).one(&house.store).await.unwrap().unwrap().int(0)
}

fn plain(method: &str, path: &str, cookie: &str) -> Request<Body> {
    let builder = Request::builder().method(method).uri(path).header("host", PORTAL);
    let builder = builder.header("cookie", cookie).header("sec-fetch-site", "same-origin");
    let body = if method == "POST" { "act=accept" } else { "" };
    builder.header("content-type", "application/x-www-form-urlencoded").body(Body::from(body)).unwrap()
}

/// What a walk counts.
#[derive(Default)]
struct Walk {
    requests: usize,
    denials: i64,
    wrong: Vec<String>,
}

impl Walk {
    fn note(&mut self, asked: &str, answer: u16, right: u16, is_denial: bool) {
        self.requests += 1;
        self.denials += i64::from(is_denial);
        if answer != right {
            self.wrong.push(format!("{asked}: {answer}, and the policy says {right}"));
        }
    }

    async fn of_cases(&mut self, house: &House, people: &People, things: &[Thing], fresh: bool) {
        let stale_matters = |it: &Address| {
            it.asks.iter().any(|(_, about)| matches!(about, About::Identity | About::AskedIdentity))
        };
        let addresses = of_a_case();
        for person in &people.all {
            for address in addresses.iter().filter(|it| fresh || stale_matters(it)) {
                for thing in things {
                    let request = addresses::request(address, thing, &person.seat.cookie);
                    let answer = house.send(request).await.status.as_u16();
                    let right = expected(address, person, fresh, thing);
                    let asked = format!(
                        "{:?} of {} fresh {fresh} {} {} ({})",
                        person.role, person.unit, address.method, address.path, thing.what
                    );
                    self.note(&asked, answer, right.status, right.is_denial);
                }
            }
        }
    }

    async fn of_no_case(&mut self, house: &House, people: &People) {
        for person in &people.all {
            let cookie = &person.seat.cookie;
            for (method, path) in OF_NO_CASE {
                let answer = house.send(plain(method, path, cookie)).await.status.as_u16();
                let right = expected_of_no_case(path, person);
                self.note(&format!("{:?} {method} {path}", person.role), answer, right, right == 403);
            }
            let answer = house.send(addresses::empty_intake(cookie)).await.status.as_u16();
            let right = expected_of_no_case("/staff/cases/intake/send", person);
            self.note(&format!("{:?} POST intake", person.role), answer, right, right == 403);
        }
    }

    /// Every other method, of everybody: none of them is known.
    async fn of_other_methods(&mut self, house: &House, people: &People, thing: &Thing) {
        let seats = people.all.iter().map(|person| person.seat.cookie.as_str()).chain([""]);
        for cookie in seats {
            for (path, methods) in routes() {
                let path = path.replace("{case}", &thing.number).replace("{seq}", "1");
                let path = path.replace("{upload}", thing.upload.as_str()).replace("{part}", "0");
                let path = path.replace("{item}", thing.words.as_str());
                let unknown = [("GET", 405), ("POST", 405)]
                    .into_iter()
                    .filter(|(method, _)| !methods.contains(*method));
                for (method, right) in METHODS.into_iter().chain(unknown) {
                    let answer = house.send(plain(method, &path, cookie)).await.status.as_u16();
                    self.note(&format!("{method} {path}"), answer, right, false);
                }
            }
        }
    }
}

const NOT_THERE: &str = "not there";

/// A case that nobody ever sent.
fn nothing(people: &People) -> Thing {
    Thing {
        what: NOT_THERE,
        id: Id::parse("00000000-0000-4000-8000-000000000000").unwrap(),
        number: "20261123-00000000".to_owned(),
        unit: super::people::UNIT,
        team: BTreeSet::new(),
        excluded: BTreeSet::new(),
        concerned: None,
        upload: Id::parse("00000000-0000-4000-8000-000000000001").unwrap(),
        words: Id::parse("00000000-0000-4000-8000-000000000002").unwrap(),
        proposal: "none".to_owned(),
        before: people.before.clone(),
    }
}

/// The routes of the desk with their methods, as its source has them.
fn routes() -> Vec<(String, BTreeSet<&'static str>)> {
    let read = |path: &str| std::fs::read_to_string(tests::house().join(path)).unwrap();
    let text = [read("app/cases/src/desk.rs"), read("app/cases/src/routes.rs")].concat();
    let mut found = Vec::new();
    for line in text.split(".route(\"").skip(1) {
        let (path, rest) = line.split_once('"').unwrap();
        let handlers = rest.split(".route(").next().unwrap_or_default();
        let named =
            [("get(", "GET"), ("post(", "POST")].into_iter().filter(|(word, _)| handlers.contains(word));
        let methods = named.map(|(_, method)| method).collect();
        if path.starts_with("/staff/") {
            found.push((path.to_owned(), methods));
        }
    }
    found
}

async fn walked(database: Database) {
    let house = House::open(database).await;
    let people = everybody(&house).await;
    let mut things = things(&house, &people).await;
    things.push(nothing(&people));
    let before = records(&house).await;
    let mut walk = Walk::default();
    walk.of_cases(&house, &people, &things, true).await;
    walk.of_no_case(&house, &people).await;
    walk.of_other_methods(&house, &people, &things[0]).await;
    house.given.pass(300);
    walk.of_cases(&house, &people, &things, false).await;
    assert!(walk.wrong.is_empty(), "{} of {}: {:#?}", walk.wrong.len(), walk.requests, walk.wrong);
    assert!(walk.requests > 7_000, "{}", walk.requests);
    assert_eq!(records(&house).await, before, "a request changed something");
    assert_eq!(written_down(&house).await, walk.denials, "every denial is written down, once");
    // Asked for its head alone, a page says what it says otherwise.
    for person in &people.all {
        for address in of_a_case().iter().filter(|address| address.method == "GET") {
            let mut head = addresses::request(address, &things[0], &person.seat.cookie);
            *head.method_mut() = Method::HEAD;
            let (head, page) = (
                house.send(head).await,
                house.send(addresses::request(address, &things[0], &person.seat.cookie)).await,
            );
            assert_eq!(
                (head.status, head.body.len()),
                (page.status, 0),
                "{:?} {}",
                person.role,
                address.path
            );
        }
    }
}

#[tokio::test]
async fn every_address_of_the_desk_answers_as_the_policy_says_on_sqlite() {
    walked(Database::sqlite()).await;
}

#[tokio::test]
async fn every_address_of_the_desk_answers_as_the_policy_says_on_postgresql() {
    walked(Database::postgres()).await;
}

#[test]
fn no_address_of_the_desk_is_left_out() {
    let spelled = |path: &str| {
        let path = path.replace("{id}", "{case}").replace("/1", "/{seq}").replace("/0", "/{part}");
        path.to_owned()
    };
    let mut walked: BTreeSet<(String, String)> =
        of_a_case().iter().map(|it| (it.method.to_owned(), spelled(it.path))).collect();
    walked.extend(OF_NO_CASE.map(|(method, path)| (method.to_owned(), path.to_owned())));
    walked.insert(("POST".to_owned(), "/staff/cases/intake/send".to_owned()));
    let routed: BTreeSet<(String, String)> = routes()
        .into_iter()
        .flat_map(|(path, methods)| methods.into_iter().map(move |method| (method.to_owned(), path.clone())))
        .collect();
    assert_eq!(walked, routed, "an address without its line in `addresses`");
    let acts: BTreeSet<&str> = acts().chain(["join"]).collect();
    let known: BTreeSet<&str> = cases::rules::acts::Act::ALL.iter().map(|act| act.as_str()).collect();
    assert_eq!(acts, known, "an act without its line; joining is walked among the consents");
}
