//! A witness and a portal that has itself witnessed, over a real connection.

use super::{Asking, Desk, routes};
use crate::clock::Clock;
use crate::demo::{Occasion, Size, fill};
use crate::given::{self, Given, text};
use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, Response, StatusCode, header};
use ledger::checkpoint::Checkpoint;
use ledger::cosignature::Cosigner;
use ledger::key::Signer;
use ledger::leaf::LeafKind;
use ledger::note::Note;
use ledger::notice::{Doubt, Trust, noticed};
use ledger::offer::believed;
use ledger::policy::Policy;
use ledger::sequencer::{Halt, MemoryFile, Refusal, Sequencer};
use ledger::tree::{Hash, consistency, leaf_hash, root};
use ledger::witness::Request as Asked;
use std::path::Path;
use std::sync::Arc;
use store::NewLeaf;
use tempfile::TempDir;
use tower::ServiceExt;

const ORIGIN: &str = "sunhall.example/log";

fn log() -> Signer {
    Signer::new(ORIGIN, &[1; 32]).unwrap()
}

fn desk(folder: &Path) -> Router {
    let cosigner = Cosigner::new("court.example/w1", &[2; 32]).unwrap();
    let desk = Desk::open(cosigner, vec![log().key().clone()], folder.to_owned(), Clock::System).unwrap();
    routes(Arc::new(desk))
}

async fn ask(desk: &Router, body: String) -> (StatusCode, String, String) {
    let request = Request::post("/add-checkpoint").body(Body::from(body)).unwrap();
    let response = desk.clone().oneshot(request).await.unwrap();
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let kind = kind.unwrap_or_default().to_owned();
    (response.status(), kind, text(response).await)
}

/// A request to add the checkpoint of the first `size` leaves of a log to the one of the first `old`.
fn add(signer: &Signer, old: u64, size: u64, salt: u8) -> String {
    let leaves: Vec<Hash> = (0..size).map(|leaf| leaf_hash(&[leaf as u8, salt])).collect();
    let reader = |level: u8, index: u64| Some(root(leaves.chunks(1 << level).nth(index as usize)?));
    let proof = consistency::prove(old, size, &reader).unwrap_or_default();
    let tree = Checkpoint { origin: signer.key().name().to_owned(), size, root: root(&leaves) };
    Asked::new(old, proof, tree.sign(signer).unwrap()).unwrap().to_string()
}

#[tokio::test]
async fn a_witness_signs_what_holds_all_it_saw_and_answers_as_the_specification_says() {
    let folder = tempfile::tempdir().unwrap();
    let mut witness = desk(folder.path());
    let name = super::desk::name(ORIGIN);
    let monitor = async |witness: &Router| {
        let request = Request::get(format!("/{name}/checkpoint")).body(Body::empty()).unwrap();
        witness.clone().oneshot(request).await.unwrap()
    };
    assert_eq!(monitor(&witness).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(ask(&witness, "old one\n".into()).await.0, StatusCode::BAD_REQUEST);
    let stranger = Signer::new("another.example/log", &[1; 32]).unwrap();
    assert_eq!(ask(&witness, add(&stranger, 0, 3, 0)).await.0, StatusCode::NOT_FOUND);
    let thief = Signer::new(ORIGIN, &[9; 32]).unwrap();
    assert_eq!(ask(&witness, add(&thief, 0, 3, 0)).await.0, StatusCode::FORBIDDEN);

    let (status, _, line) = ask(&witness, add(&log(), 0, 3, 0)).await;
    assert_eq!(status, StatusCode::OK);
    assert!(line.starts_with("— court.example/w1 ") && line.ends_with('\n'), "{line}");
    let seen = Note::parse(text(monitor(&witness).await).await).unwrap();
    assert_eq!(Checkpoint::of(&seen, &[log().key().clone()]).unwrap().size, 3);
    assert_eq!(seen.signatures().len(), 2, "the log's line and the witness's own");

    // What was written down is known to the next one as well.
    drop(witness);
    witness = desk(folder.path());
    let conflict = ask(&witness, add(&log(), 0, 7, 0)).await;
    assert_eq!(conflict, (StatusCode::CONFLICT, "text/x.tlog.size".into(), "3\n".into()));
    assert_eq!(ask(&witness, add(&log(), 3, 7, 1)).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(ask(&witness, add(&log(), 3, 3, 1)).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(ask(&witness, add(&log(), 3, 7, 0)).await.0, StatusCode::OK);
    assert_eq!(ask(&witness, add(&log(), 7, 7, 0)).await.0, StatusCode::OK);
    assert_eq!(ask(&witness, add(&log(), 3, 9, 0)).await.0, StatusCode::CONFLICT);
}

#[tokio::test]
async fn of_a_hundred_requests_at_once_one_history_is_signed() {
    let folder = tempfile::tempdir().unwrap();
    let witness = desk(folder.path());
    let asking: Vec<_> = (0..100)
        .map(|salt| {
            let witness = witness.clone();
            tokio::spawn(async move { ask(&witness, add(&log(), 0, 5, salt)).await.0 })
        })
        .collect();
    let mut signed = 0;
    for asked in asking {
        signed += u32::from(asked.await.unwrap() == StatusCode::OK);
    }
    assert_eq!(signed, 1);
}

#[test]
fn two_witnesses_never_share_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let _first = desk(folder.path());
    let cosigner = Cosigner::new("court.example/w1", &[2; 32]).unwrap();
    assert!(Desk::open(cosigner, Vec::new(), folder.path().to_owned(), Clock::System).is_err());
}

/// A portal with a few records, its sequencer, and a witness that listens.
struct Portal {
    given: Given,
    sequencer: Sequencer,
    policy: Policy,
    folder: TempDir,
}

impl Portal {
    async fn opened() -> Portal {
        let folder = tempfile::tempdir().unwrap();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(axum::serve(listener, desk(&folder.path().join("seen"))).into_future());
        let witness = Cosigner::new("court.example/w1", &[2; 32]).unwrap();
        let policy =
            format!("log {}\nwitness court {} http://{address}\nquorum court\n", log().key(), witness.key());
        let policy = Policy::parse(policy).unwrap();
        let given = given::hall(|config| config.log.key = log().key().to_string()).await;
        let memory = MemoryFile::at(folder.path().join("memory"));
        let sequencer = Sequencer::new(given.hall.store.clone(), log(), || Clock::System.now(0), memory);
        let portal = Portal { given, sequencer, policy, folder };
        portal.fill(1).await;
        portal
    }

    /// Something else to be put into the log.
    async fn grow(&self) {
        let mut write = self.given.hall.store.write().await.unwrap();
        let note = serde_json::json!({ "version": "0.2.0" });
        let leaf = NewLeaf { kind: "release", version: None, at: self.given.hall.now(), note };
        write.append_leaf(leaf).await.unwrap().unwrap();
        write.commit().await.unwrap();
    }

    async fn fill(&self, seed: u64) {
        let hall = &self.given.hall;
        let size = Size {
            approvals: 40,
            open: 8,
            firms: 20,
            processes: 2,
            records: 10,
            penalties: 10,
            ..Size::SMALL
        };
        let city = &hall.config.city;
        let occasion = Occasion { seed, city, today: hall.config.clock.today(480), now: hall.now() };
        fill(&hall.store, size, &occasion, &mut |_, _| {}).await.unwrap();
    }

    fn asking(&self) -> Asking {
        let heard = self.sequencer.heard();
        Asking::all(&self.given.hall.store, &self.policy, &heard, Clock::System).unwrap().remove(0)
    }

    async fn get(&self, path: &str) -> Response<Body> {
        self.given.ask(Request::get(path).body(Body::empty()).unwrap()).await
    }
}

#[tokio::test]
async fn each_new_checkpoint_is_shown_to_the_witness_and_served_with_its_line() {
    let mut portal = Portal::opened().await;
    let size = portal.sequencer.catch_up().await.unwrap();
    let asking = portal.asking();
    assert_eq!(asking.newest().await, Ok(true));
    let checkpoint = text(portal.get("/log/checkpoint").await).await;
    let vouched = portal.policy.check(&Note::parse(&checkpoint).unwrap()).unwrap();
    assert_eq!((vouched.checkpoint.size, vouched.quorum), (size, true));

    portal.grow().await;
    let grown = portal.sequencer.catch_up().await.unwrap();
    assert!(grown > size);
    assert!(!text(portal.get("/log/checkpoint").await).await.contains("court.example"));
    assert_eq!(asking.newest().await, Ok(true));
    assert_eq!(asking.newest().await, Ok(true), "nothing is left to ask");
    assert!(text(portal.get("/log/checkpoint").await).await.contains("— court.example/w1 "));
    let page = text(portal.get("/en/log").await).await;
    assert!(page.contains("court") && page.contains(&format!("{grown} lines")), "{page}");
}

#[tokio::test]
async fn a_proof_stands_below_the_newest_checkpoint_that_enough_witnesses_have_signed() {
    let mut portal = Portal::opened().await;
    let store = portal.given.hall.store.clone();
    let (key, policy) = (log().key().to_string(), portal.policy.without_addresses());
    let trust = Trust { key: &key, policy: &policy, memory: None };
    let size = portal.sequencer.catch_up().await.unwrap();
    assert!(believed(&store, &policy).await.unwrap().is_none(), "no witness has signed anything");
    let alone = believed(&store, "").await.unwrap().unwrap();
    let (leaf, proof) = alone.proof(&store, 0).await.unwrap().unwrap();
    assert_eq!(noticed(&leaf, &proof, &trust), Err(Doubt::Witnesses));
    assert_eq!(portal.asking().newest().await, Ok(true));

    // The log goes on, and the witness is not asked.
    portal.grow().await;
    let grown = portal.sequencer.catch_up().await.unwrap();
    let seen = believed(&store, &policy).await.unwrap().unwrap();
    assert_eq!((seen.size(), believed(&store, "").await.unwrap().unwrap().size()), (size, grown));
    assert!(seen.proof(&store, size).await.unwrap().is_none(), "what came later is not covered");
    for index in [0, size - 1] {
        let (leaf, proof) = seen.proof(&store, index).await.unwrap().unwrap();
        assert!(noticed(&leaf, &proof, &trust).is_ok(), "{index}");
    }
    assert_eq!(portal.asking().newest().await, Ok(true));
    let seen = believed(&store, &policy).await.unwrap().unwrap();
    let (leaf, proof) = seen.proof(&store, size).await.unwrap().unwrap();
    assert_eq!(noticed(&leaf, &proof, &trust).unwrap().kind, LeafKind::Release);
}

#[tokio::test]
async fn a_witness_that_saw_more_than_there_is_stops_the_log_and_one_that_is_gone_does_not() {
    let mut portal = Portal::opened().await;
    portal.sequencer.catch_up().await.unwrap();
    // The witness has seen a larger tree under our name: this database is an old copy, or a fork.
    let seen = MemoryFile::at(portal.folder.path().join("seen").join(super::desk::name(ORIGIN)));
    let leaves: Vec<Hash> = (0..255u8).map(|leaf| leaf_hash(&[leaf])).collect();
    let larger = Checkpoint { origin: ORIGIN.into(), size: 100_000, root: root(&leaves) };
    ledger::sequencer::Memory::save(&seen, &larger.sign(&log()).unwrap().to_string()).unwrap();
    assert_eq!(portal.asking().newest().await, Ok(false));
    portal.grow().await;
    let halted = portal.sequencer.catch_up().await;
    assert!(matches!(halted, Err(Halt::Refused(Refusal::Rollback { known: 100_000, .. }))), "{halted:?}");

    let mut portal = Portal::opened().await;
    let nobody =
        portal.policy.to_owned().without_addresses().replace("\nquorum", " http://127.0.0.1:1\nquorum");
    portal.policy = Policy::parse(nobody).unwrap();
    portal.sequencer.catch_up().await.unwrap();
    assert!(portal.asking().newest().await.is_err());
    portal.grow().await;
    assert!(portal.sequencer.catch_up().await.is_ok());
}

#[tokio::test]
async fn the_files_of_the_log_are_open_to_all_and_kept_for_as_long_as_they_hold() {
    let mut portal = Portal::opened().await;
    assert_eq!(portal.get("/log/checkpoint").await.status(), StatusCode::NOT_FOUND);
    let size = portal.sequencer.catch_up().await.unwrap();
    let number = {
        let list = text(portal.get("/approvals?result=granted").await).await;
        let at = list.find("/approvals/QHD").unwrap() + "/approvals/".len();
        list[at..].split('"').next().unwrap().to_owned()
    };
    let check = async |path: String, kind: &str, kept: &str| {
        let response = portal.get(&path).await;
        let header =
            |name| response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        assert_eq!(header(header::CONTENT_TYPE), kind, "{path}");
        assert_eq!(header(header::CACHE_CONTROL), kept, "{path}");
        assert_eq!(header(header::ACCESS_CONTROL_ALLOW_ORIGIN), "*", "{path}");
    };
    let (briefly, for_ever) = ("public, max-age=2", "public, max-age=31536000, immutable");
    let width = size % 256;
    let place = format!("{:03}", size / 256);
    check("/log/checkpoint".into(), "text/plain; charset=utf-8", briefly).await;
    check("/log/key".into(), "text/plain; charset=utf-8", briefly).await;
    check(format!("/log/tile/0/{place}.p/{width}"), "application/octet-stream", for_ever).await;
    check(format!("/log/tile/entries/{place}.p/{width}"), "application/octet-stream", for_ever).await;
    check(format!("/log/records/approval/{number}/1.tlog-proof"), "text/plain; charset=utf-8", briefly).await;
    let asked_again = "public, max-age=0, must-revalidate";
    check(format!("/log/records/approval/{number}/1.json"), "application/json", asked_again).await;

    for path in [
        format!("/log/tile/0/{place}.p/{}", width + 1),
        format!("/log/tile/0/{place}"),
        format!("/log/tile/0/{place}.p/0"),
        "/log/tile/0/0".into(),
        "/log/tile/7/000".into(),
        "/log/tile/entries/999".into(),
        "/en/log/checkpoint".into(),
        format!("/log/records/approval/{number}/2.json"),
        format!("/log/records/approval/{number}/0.json"),
        format!("/log/records/approval/{number}/1.xml"),
        format!("/log/records/nothing/{number}/1.json"),
        format!("/log/leaf/{size}"),
    ] {
        assert_eq!(portal.get(&path).await.status(), StatusCode::NOT_FOUND, "{path}");
    }
    let preflight =
        Request::builder().method(Method::OPTIONS).uri("/log/tile/0/000").body(Body::empty()).unwrap();
    assert_eq!(portal.given.ask(preflight).await.headers()[header::ACCESS_CONTROL_ALLOW_ORIGIN], "*");
}

#[tokio::test]
async fn an_open_case_of_a_person_has_a_leaf_and_opens_to_nobody() {
    let mut portal = Portal::opened().await;
    portal.sequencer.catch_up().await.unwrap();
    let rows = store::sql(
        "SELECT v.key FROM version v JOIN leaf l ON l.version = v.seq WHERE l.kind = 'withhold' AND v.kind = 'approval'",
    );
    let rows = rows.all(&portal.given.hall.store).await.unwrap();
    assert!(!rows.is_empty(), "the made-up city has an open case of a person");
    for row in rows {
        let path = format!("/log/records/approval/{}/1", row.text(0));
        assert_eq!(portal.get(&format!("{path}.json")).await.status(), StatusCode::NOT_FOUND);
        assert_eq!(portal.get(&format!("{path}.tlog-proof")).await.status(), StatusCode::OK);
    }
}
