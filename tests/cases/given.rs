//! A hall that takes reports: the repository's own city, recipients signed by its demonstration officers, staff who have come in.

use std::sync::atomic::{AtomicI64, Ordering};

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt;
use ledger::key::Signer;
use ledger::sequencer::{MemoryFile, Sequencer};
use record::{Day, Id, Instant};
use seal::grant::Place;
use seal::{Manifest, Receipt, Sealed, StaffKey, demonstration};
use server::{Clock, Config, Files, Hall};
use staff::given::{GivenOffice, SignedIn, office, signed_in};
use staff::{Role, keys};
use store::{NewLeaf, Store, sql};
use tests::Database;
pub(super) use tests::form::{Form, hidden};
use tower::ServiceExt;

use crate::given::Answer;

/// The host of the portal in every context of what is sealed.
pub(super) const PORTAL: &str = "127.0.0.1:3000";

pub(super) fn today() -> Day {
    Day::parse("2026-11-23").unwrap()
}

pub(super) struct House {
    pub(super) store: Store,
    pub(super) given: GivenOffice,
    app: Router,
    pub(super) database: Database,
    folder: tempfile::TempDir,
}

/// Who signs the public log of these halls.
pub(super) fn signer() -> Signer {
    Signer::new("sunhall.example/log", &[3; 32]).unwrap()
}

impl House {
    /// A hall over an empty database, with recipients for every unit.
    pub(super) async fn open(database: Database) -> House {
        let house = House::without_recipients(database).await;
        for unit in ["cdi", "cdi-haigang", "office", "hotline"] {
            let signed = demonstration::recipients(PORTAL, unit, today());
            house.unlogged_recipients(unit, &serde_json::to_string(&signed).unwrap()).await;
        }
        house.log_grows().await;
        house
    }

    pub(super) async fn without_recipients(database: Database) -> House {
        House::limited(database, 0).await
    }

    /// A hall in which one address may ask for so many pages a second; 0 sets no limit.
    pub(super) async fn limited(database: Database, rate: u32) -> House {
        let store = Store::open(database.url(), server::migrations()).await.unwrap();
        let mut config = Config::new(None).unwrap();
        config.clock = Clock::Frozen(today());
        config.rate = rate;
        config.log.key = signer().key().to_string();
        let given = office(Instant::parse("2026-11-23T01:00:00Z").unwrap());
        let hall =
            Hall::staffed(config, store.clone(), Files::default(), given.office.clone()).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        House { app: server::router(&hall), store, given, database, folder }
    }

    /// Enters a list of recipients as it was signed, and lets the public log take it in; what a browser would not believe, too.
    pub(super) async fn recipients(&self, unit: &str, signed: &str) {
        self.unlogged_recipients(unit, signed).await;
        self.log_grows().await;
    }

    /// The same, before the log has taken it in.
    pub(super) async fn unlogged_recipients(&self, unit: &str, signed: &str) {
        let list: seal::SignedManifest = serde_json::from_str(signed).unwrap();
        let hash = serde_json::from_str::<Manifest>(&list.manifest).unwrap().hash();
        let note = serde_json::json!({ "unit": unit, "manifest": hash });
        let leaf = NewLeaf { kind: "manifest", version: None, at: self.given.office.now(), note };
        let mut write = self.store.write().await.unwrap();
        let position = write.append_leaf(leaf).await.unwrap().unwrap();
        sql("INSERT INTO staff_manifest (unit, hash, manifest, issued, expires, position) VALUES ($1, $2, $3, $4, $5, $6)")
            .bind(unit)
            .bind(hash)
            .bind(signed)
            .bind(today())
            .bind(today().plus(7))
            .bind(position)
            .run(&mut write)
            .await
            .unwrap();
        write.commit().await.unwrap();
    }

    /// Puts everything that waits into the public log.
    pub(super) async fn log_grows(&self) {
        // The generation grows with every round, so that the clock goes on from one call to the next.
        let seconds = AtomicI64::new(self.store.generation().await.unwrap());
        let start = self.given.office.now();
        let clock = move || start.plus_seconds(seconds.fetch_add(1, Ordering::AcqRel));
        let memory = MemoryFile::at(self.folder.path().join("memory"));
        Sequencer::new(self.store.clone(), signer(), clock, memory).catch_up().await.unwrap();
    }

    /// Somebody with a role and with keys that a list of recipients may name.
    pub(super) async fn staff(&self, name: &str, role: Role, unit: &str) -> SignedIn {
        let person = signed_in(&self.store, &self.given.office, name, (role, unit), today()).await.unwrap();
        let key = demonstration::key(&person.account);
        let mut write = self.store.write().await.unwrap();
        sql("INSERT INTO staff_key (account, public, verify, since) VALUES ($1, $2, $3, $4)")
            .bind(&person.account)
            .bind(key.public().as_str())
            .bind(key.verify())
            .bind(self.given.office.now())
            .run(&mut write)
            .await
            .unwrap();
        write.commit().await.unwrap();
        person
    }

    pub(super) async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.app.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    pub(super) async fn get(&self, path: &str, cookie: &str) -> Answer {
        let request = Request::get(path).header("host", PORTAL).header("cookie", cookie).body(Body::empty());
        self.send(request.unwrap()).await
    }

    pub(super) async fn post(&self, path: &str, cookie: &str, pairs: &[(&str, &str)]) -> Answer {
        let pairs: Vec<String> = pairs
            .iter()
            .map(|(name, value)| format!("{name}={}", record::reference::escaped(value)))
            .collect();
        let request = Request::post(path)
            .header("host", PORTAL)
            .header("cookie", cookie)
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(pairs.join("&")));
        self.send(request.unwrap()).await
    }

    pub(super) async fn upload(&self, path: &str, cookie: &str, form: &Form) -> Answer {
        let request = Request::post(path)
            .header("host", PORTAL)
            .header("cookie", cookie)
            .header("sec-fetch-site", "same-origin")
            .header("content-type", Form::content_type())
            .body(Body::from(form.multipart()));
        self.send(request.unwrap()).await
    }

    /// The second step of a form, with its hidden fields, the receipt noted.
    pub(super) async fn form(&self, path: &str, first: &[(&str, &str)]) -> Form {
        let answer = self.post(path, "", first).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        hidden(&answer.text()).with("kept", "1")
    }

    /// A report without scripts, sent; its receipt.
    pub(super) async fn reported(&self, what: &str) -> String {
        let form = self.form("/report?plain=1", &[("division", "130302"), ("plain", "1")]).await;
        let form = form.with("unit", "某局").with("what", what).with("name", "一位举报人");
        let answer = self.upload("/report/send", "", &form).await;
        assert_eq!(answer.header("location"), "/report/sent", "{}", answer.text());
        form.value("receipt").to_owned()
    }

    /// The id and number of the case of a receipt.
    pub(super) async fn case(&self, receipt: &str) -> (Id, String) {
        let lookup = seal::lookup_hash(&Receipt::parse(receipt).unwrap().keys().lookup);
        let id = cases::table::by_lookup(&self.store, &lookup).await.unwrap().unwrap();
        let case = cases::table::case(&self.store, &id).await.unwrap().unwrap();
        (id, case.head().number.clone())
    }

    /// What a holder reads of a case, with nothing but their key and the tables.
    pub(super) async fn read(
        &self,
        id: &Id,
        sealed_by: seal::Role,
        holder: &str,
        key: &StaffKey,
    ) -> seal::Report {
        let place = Place::new(PORTAL, id, sealed_by, 1);
        let wrap = cases::table::wrap_for(&self.store, id, 1, holder).await.unwrap().unwrap();
        let case_key = place.case_key(&Sealed(wrap), key.secret()).unwrap();
        let report = cases::table::blob(&self.store, id, "report").await.unwrap().unwrap();
        place.report(&Sealed(report), &case_key).unwrap()
    }
}

/// A list of recipients of these accounts.
pub(super) fn manifest(unit: &str, team: &[&str], custodian: &str) -> String {
    let mut signed = demonstration::recipients(PORTAL, unit, today());
    let mut manifest: Manifest = serde_json::from_str(&signed.manifest).unwrap();
    let holder = |id: &str, role| {
        let key = demonstration::key(id);
        seal::Holder { id: id.to_owned(), key: key.public(), role, verify: key.verify() }
    };
    manifest.holders.retain(|it| !matches!(it.role, seal::HolderRole::Team | seal::HolderRole::Custodian));
    manifest.holders.extend(team.iter().map(|id| holder(id, seal::HolderRole::Team)));
    manifest.holders.push(holder(custodian, seal::HolderRole::Custodian));
    signed = demonstration::sign(&manifest);
    assert_eq!(keys::portal("http://127.0.0.1:3000"), PORTAL);
    serde_json::to_string(&signed).unwrap()
}
