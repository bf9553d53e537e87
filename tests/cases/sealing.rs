//! What a browser seals: whom it believes, and what the server takes of it.

use axum::body::Body;
use axum::http::Request;
use cases::case::Kind;
use cases::complaint::{Open, SealedComplaint};
use cases::recipients::{Distrust, believed};
use cases::rules::routing::{Choice, Concerned, Organisation, Route, route};
use ledger::cosignature::Cosigner;
use ledger::key::Signer;
use ledger::notice::{Doubt, Trust};
use record::{Id, Start};
use seal::{
    CaseKeys, Draft, Identity, Offered, Receipt, Report, Role, TrustedOfficers, Verified, Wanted,
    demonstration,
};
use server::Config;
use tests::{Database, databases};

use super::given::{House, PORTAL, manifest, signer, today};
use crate::given::Answer;

const UNIT: &str = "cdi-haigang";

async fn offered(house: &House, unit: &str) -> Offered {
    let answer = house.get(&format!("/report/manifest/{unit}"), "").await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    serde_json::from_str(&answer.text()).unwrap()
}

/// As a browser believes it, that knows the log by this key.
fn trusted(offered: &Offered, unit: &str, key: &str, policy: &str) -> Result<Verified, Distrust> {
    let officers = TrustedOfficers { keys: demonstration::officers().to_vec(), threshold: 2 };
    let trust = Trust { key, policy, memory: None };
    believed(offered, &officers, &Wanted { portal: PORTAL, unit, today: today() }, &trust)
}

#[tokio::test]
async fn a_list_is_offered_when_the_public_log_holds_it_and_the_one_before_it_until_then() {
    for database in databases() {
        let house = House::without_recipients(database).await;
        let first = demonstration::recipients(PORTAL, UNIT, today());
        house.unlogged_recipients(UNIT, &serde_json::to_string(&first).unwrap()).await;
        assert_eq!(house.get("/report/manifest/cdi-haigang", "").await.status, 404);
        assert_eq!(house.post("/report", "", &[("division", "130302")]).await.status, 503);
        house.log_grows().await;
        assert_eq!(offered(&house, UNIT).await.list, first);
        assert_eq!(house.post("/report", "", &[("division", "130302")]).await.status, 200);
        let second = manifest(UNIT, &["another-1", "another-2"], "inspection-custodian");
        house.unlogged_recipients(UNIT, &second).await;
        assert_eq!(offered(&house, UNIT).await.list, first, "the new one waits for its checkpoint");
        house.log_grows().await;
        let newest = offered(&house, UNIT).await;
        assert_eq!(serde_json::to_string(&newest.list).unwrap(), second);
        assert!(trusted(&newest, UNIT, &signer().key().to_string(), "").is_ok());
    }
}

#[tokio::test]
async fn only_a_list_with_its_own_proof_is_believed() {
    let house = House::open(Database::sqlite()).await;
    let (own, other) = (offered(&house, UNIT).await, offered(&house, "cdi").await);
    let key = signer().key().to_string();
    assert!(trusted(&own, UNIT, &key, "").is_ok());
    let doubt = |offered: Offered, key: &str, policy: &str| match trusted(&offered, UNIT, key, policy) {
        Err(Distrust::Log(doubt)) => doubt,
        _ => panic!("it is believed, or its officers are not"),
    };
    let with = |leaf: &str, proof: &str| Offered {
        list: own.list.clone(),
        leaf: leaf.to_owned(),
        proof: proof.to_owned(),
    };
    assert_eq!(doubt(with("", ""), &key, ""), Doubt::Missing);
    assert_eq!(doubt(with(&own.leaf, ""), &key, ""), Doubt::Missing);
    assert_eq!(doubt(with(&own.leaf, "a proof"), &key, ""), Doubt::Unreadable);
    assert_eq!(doubt(with(&other.leaf, &other.proof), &key, ""), Doubt::Other);
    assert_eq!(doubt(with(&own.leaf, &other.proof), &key, ""), Doubt::Absent);
    assert_eq!(doubt(with(&own.leaf.replace(":1,", ":2,"), &own.proof), &key, ""), Doubt::Absent);
    let stranger = Signer::new("sunhall.example/log", &[4; 32]).unwrap().key().to_string();
    assert_eq!(doubt(with(&own.leaf, &own.proof), &stranger, ""), Doubt::Signature);
    assert_eq!(doubt(with(&own.leaf, &own.proof), "", ""), Doubt::Key);
    let witness = Cosigner::new("court.example/w1", &[2; 32]).unwrap();
    let policy = format!("log {key}\nwitness court {}\nquorum court\n", witness.key());
    assert_eq!(doubt(with(&own.leaf, &own.proof), &key, &policy), Doubt::Witnesses);
    assert_eq!(doubt(with(&own.leaf, &own.proof), &key, "quorum"), Doubt::Witnesses);
}

/// A complaint about a window, to the unit that the rule names.
fn complaint(house: &Offered, unit: &str, number: u8) -> SealedComplaint {
    let verified = trusted(house, unit, &signer().key().to_string(), "").unwrap();
    let draft = Draft {
        report: Report { what: "排队两小时".to_owned(), ..Report::default() },
        identity: Identity {
            name: "一位市民".to_owned(),
            phone: "13800000000".to_owned(),
            ..Identity::default()
        },
        files: Vec::new(),
    };
    let id = Id::parse(&format!("0000000{number}-0000-4000-8000-000000000000")).unwrap();
    let (receipt, keys) = (Receipt::from_entropy(&[number; 17]), CaseKeys::from_entropy(&[number; 96]));
    let submission = seal::submit(&draft, &verified, &receipt, &keys, &id, Role::Reporter).unwrap();
    let words = Open {
        division: "130302".to_owned(),
        unit: "37 号窗口".to_owned(),
        what: "排队两小时".to_owned(),
        ..Open::default()
    };
    SealedComplaint { submission, kind: Kind::Complaint, public: true, words }
}

async fn send(house: &House, complaint: &SealedComplaint) -> Answer {
    let request = Request::post("/complain/sealed")
        .header("host", PORTAL)
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/json")
        .body(Body::from(serde_json::to_string(complaint).unwrap()));
    house.send(request.unwrap()).await
}

#[tokio::test]
async fn a_complaint_sealed_in_a_browser_is_read_and_its_sender_is_not() {
    for database in databases() {
        let house = House::open(database).await;
        let city = Config::new(None).unwrap().city;
        let about = Concerned { division: "130302".to_owned(), receiver: None, is_head: false };
        let routed = route(&Organisation::of(&city), Kind::Complaint, &about, Choice::Rule);
        let Route::To { unit, .. } = routed else { panic!("somebody in the city reads it") };
        let list = offered(&house, &unit).await;
        let sent = complaint(&list, &unit, 1);
        for again in 0..2 {
            let answer = send(&house, &sent).await;
            assert_eq!(answer.status, 201, "{again}: {}", answer.text());
        }
        let id = &sent.submission.id;
        let words = cases::table::words(&house.store, id).await.unwrap().unwrap();
        assert!(words.contains("排队两小时") && words.contains("37 号窗口"), "{words}");
        let case = cases::table::case(&house.store, id).await.unwrap().unwrap();
        assert_eq!((case.head().kind, case.unit()), (Kind::Complaint, unit.as_str()));
        let now = house.given.office.now();
        let item = cases::table::words_of_case(&house.store, id, now).await.unwrap().unwrap();
        let texts = cases::table::texts_of(&house.store, &item.id).await.unwrap();
        assert_eq!(texts, [words], "offered to the public once, without who sends it");
        let shown = cases::table::shown_words(&house.store, Start::Top, 10, now).await.unwrap();
        assert!(shown.rows.is_empty(), "nobody has read it yet");

        // The rule is asked again here, whatever the browser says.
        for (number, change) in [
            (
                2,
                Box::new(|it: &mut SealedComplaint| it.kind = Kind::Report)
                    as Box<dyn Fn(&mut SealedComplaint)>,
            ),
            (3, Box::new(|it| it.words.level_above = true)),
            (4, Box::new(|it| it.words.what.clear())),
            (5, Box::new(|it| it.words.division = "nowhere".to_owned())),
            (6, Box::new(|it| it.submission.signature = "00".repeat(64))),
        ] {
            let mut bad = complaint(&list, &unit, number);
            change(&mut bad);
            assert_eq!(send(&house, &bad).await.status, 422, "{number}");
        }
        // Sealed to a list that is not in force any more: the sender fetches the new one.
        let late = complaint(&list, &unit, 7);
        let newer = manifest(&unit, &["another-1", "another-2"], "inspection-custodian");
        house.recipients(&unit, &newer).await;
        assert_eq!(send(&house, &late).await.status, 409);
    }
}
