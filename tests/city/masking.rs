//! No full name, number or address of a natural person in any public answer, over the real router.

use aho_corasick::AhoCorasick;
use axum::Router;
use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt as _;
use server::{Files, Hall, router};
use store::{Store, sql};
use tower::ServiceExt as _;

use super::{config, data};

/// A natural person of the restricted set, whom no reader may recognise.
struct Person {
    case: String,
    secrets: Vec<String>,
    name: String,
}

fn people() -> Vec<Person> {
    let mut rows =
        csv::Reader::from_path(data("approvals/natural_persons_restricted.csv")).expect("the set is there");
    let header = rows.headers().expect("it has a header").clone();
    let place = |name: &str| header.iter().position(|column| column == name).expect("a known column");
    let (case, name) = (place("业务编号"), place("姓名"));
    let secrets = ["证件号码", "手机号码", "住址"].map(place);
    rows.records()
        .map(|row| {
            let row = row.expect("the set is well formed");
            Person {
                case: row[case].to_owned(),
                name: row[name].to_owned(),
                secrets: secrets.iter().map(|column| row[*column].to_owned()).collect(),
            }
        })
        .collect()
}

/// Everything that must not be seen, in one search. Names of two characters also occur inside other words.
fn secrets(people: &[Person]) -> AhoCorasick {
    let names = people.iter().map(|person| &person.name).filter(|name| name.chars().count() > 2);
    let secrets = people.iter().flat_map(|person| &person.secrets);
    AhoCorasick::new(names.chain(secrets)).expect("a thousand short texts")
}

async fn get(app: &Router, path: &str) -> (u16, String) {
    let request =
        Request::get(path).header("host", "127.0.0.1:3000").body(Body::empty()).expect("an address");
    let answer = app.clone().oneshot(request).await.expect("the router is infallible");
    let status = answer.status().as_u16();
    let body = answer.into_body().collect().await.expect("the body ends").to_bytes();
    (status, String::from_utf8_lossy(&body).into_owned())
}

pub(super) async fn nobody_is_named_anywhere(store: &Store) {
    let mut config = config();
    config.rate = 0;
    let hall = Hall::new(config, store.clone(), Files::default()).await.expect("the store is open");
    let app = router(&hall);
    let people = people();
    assert!(people.len() > 300, "the restricted set was read");
    let mut paths: Vec<String> = [
        "/",
        "/approvals",
        "/approvals.csv",
        "/approvals.json",
        "/credit.csv",
        "/credit.json",
        "/credit/penalties.csv",
        "/credit/penalties.json",
        "/credit/records.csv",
        "/trading.csv",
        "/trading.json",
        "/sitemap.xml",
    ]
    .map(str::to_owned)
    .to_vec();
    for person in &people {
        paths.push(format!("/approvals/{}", person.case));
        paths.push(format!("/approvals/{}.json", person.case));
    }
    let mut answered = 0;
    let secrets = secrets(&people);
    for path in &paths {
        let (status, body) = get(&app, path).await;
        assert!(status == 200 || status == 404, "{path} answers {status}");
        answered += usize::from(status == 200);
        assert!(secrets.find(&body).is_none(), "{path} shows a name, a number or an address");
        // A name of two characters may be part of another word; where its own case is shown it must be masked.
        let own = people.iter().filter(|person| path.contains(&person.case));
        assert!(own.into_iter().all(|person| !body.contains(&person.name)), "{path} shows a full name");
    }
    assert!(answered > 300, "only {answered} pages answered");
    nothing_is_kept(store, &people).await;
}

/// What is not stored cannot leak: neither a version nor the index holds a name or a number.
async fn nothing_is_kept(store: &Store, people: &[Person]) {
    let rows =
        sql("SELECT facts FROM version WHERE kind = 'approval'").all(store).await.expect("versions answer");
    let secrets = secrets(people);
    assert!(rows.iter().all(|row| secrets.find(row.text(0)).is_none()), "a version keeps a secret");
    for person in people {
        for secret in &person.secrets[..2] {
            let hits = store::search::find(store, secret, None, None, 1).await.expect("the index answers");
            assert!(hits.rows.is_empty(), "a number of a person can be searched for");
        }
    }
}
