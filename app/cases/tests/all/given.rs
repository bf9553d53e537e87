//! A database with cases in it, each really sealed.

use cases::arrival::Arrival;
use cases::case::{CaseFile, Channel, Kind};
use cases::event::{Actor, Deed, Event};
use cases::rules::stage::Refusal;
use cases::table::{self, Moment, Received, Viewer};
use record::{Calendar, Day, Id, Instant};
use seal::grant::Place;
use seal::{
    CaseKeys, Draft, EpochKey, Holder, HolderRole, Identity, Manifest, Receipt, Report, Role, Secret,
    SignedManifest, StaffKey, Submission, TrustedOfficers, Verified, Wanted,
};
use store::Store;
use tests::Database;

/// What no table may ever hold.
pub(crate) const PLAINTEXT: &str = "明文不得入库";

/// A hall on one database, on one day.
pub(crate) struct Hall {
    pub(crate) store: Store,
    pub(crate) today: Day,
    pub(crate) is_sqlite: bool,
    drawn: u16,
    _database: Database,
}

pub(crate) fn day(text: &str) -> Day {
    Day::parse(text).expect("the day is written right")
}

pub(crate) fn now() -> Instant {
    Instant::parse("2026-11-23T03:14:15Z").expect("the instant is written right")
}

impl Hall {
    pub(crate) async fn on(database: Database) -> Hall {
        let store = Store::open(database.url(), cases::migrations()).await.expect("the tables fit");
        let is_sqlite = database.url().starts_with("sqlite:");
        Hall { store, today: day("2026-11-23"), is_sqlite, drawn: 0, _database: database }
    }

    pub(crate) fn moment(&self) -> Moment<'static> {
        Moment { today: self.today, calendar: Calendar::china() }
    }

    /// Another 128 bits that no other case of this hall has.
    pub(crate) fn id(&mut self) -> Id {
        self.drawn += 1;
        let n = self.drawn;
        Id::parse(&format!("{n:04x}aaaa-bbbb-4ccc-8ddd-{n:04x}eeeeeeff")).expect("it is an id")
    }

    /// A sealed submission to `unit`, and its receipt.
    pub(crate) fn sealed(&mut self, unit: &str) -> (Submission, Receipt) {
        let id = self.id();
        let mut entropy = [7; 17];
        entropy[..2].copy_from_slice(&self.drawn.to_be_bytes());
        let receipt = Receipt::from_entropy(&entropy);
        (sealed(unit, &id, &receipt, self.today), receipt)
    }

    /// An arrival of this kind.
    pub(crate) fn arrival(&mut self, kind: Kind, unit: &str) -> Arrival {
        let (submission, _) = self.sealed(unit);
        let words = (kind != Kind::Report).then(|| "窗口排队三小时，无人答复".to_owned());
        let received = self.today;
        Arrival { submission, kind, channel: Channel::Web, concerned_unit: None, received, words }
    }

    /// A case of this kind that has come in.
    pub(crate) async fn case(&mut self, kind: Kind, unit: &str) -> Id {
        let arrival = self.arrival(kind, unit);
        self.take(&arrival).await
    }

    pub(crate) async fn take(&self, arrival: &Arrival) -> Id {
        match self.receive(arrival).await {
            Received::New(head) => head.id,
            other => panic!("{other:?}"),
        }
    }

    pub(crate) async fn receive(&self, arrival: &Arrival) -> Received {
        table::receive(&self.store, arrival, Actor::Reporter, now(), self.moment())
            .await
            .expect("it is received")
    }

    /// Enters what `who` does with the consent of `others`.
    pub(crate) async fn does(
        &self,
        id: &Id,
        who: &str,
        others: &[&str],
        deed: Deed,
    ) -> Result<CaseFile, Refusal> {
        let case = self.read(id).await;
        let approvals = others.iter().map(|&it| it.to_owned()).collect();
        let actor = Actor::Staff(who.to_owned());
        let event =
            Event { seq: case.next_seq(), happened: self.today, entered: now(), actor, approvals, deed };
        self.enter(id, event).await
    }

    pub(crate) async fn enter(&self, id: &Id, event: Event) -> Result<CaseFile, Refusal> {
        let mut write = self.store.write().await.expect("a write begins");
        let answer = table::enter(&mut write, id, event, self.moment()).await.expect("the tables hold");
        if answer.is_ok() {
            write.commit_unseen().await.expect("it is durable");
        }
        answer
    }

    pub(crate) async fn read(&self, id: &Id) -> CaseFile {
        table::case(&self.store, id).await.expect("the tables hold").expect("the case is there")
    }
}

pub(crate) fn viewer(account: &str, unit: &str) -> Viewer {
    Viewer { account: account.to_owned(), unit: unit.to_owned(), units: Some(vec![unit.to_owned()]) }
}

fn holder(id: &str, role: HolderRole, seed: u8) -> Holder {
    let verify = StaffKey::from_entropy(&[seed; 64]).verify();
    Holder { id: id.to_owned(), key: secret(seed).public(), role, verify }
}

pub(crate) fn secret(seed: u8) -> Secret {
    Secret::from_bytes([seed; 32])
}

/// The manifest of a unit with two officers, a custodian and both recoveries.
fn manifest(unit: &str, today: Day) -> Verified {
    let manifest = Manifest {
        version: 1,
        portal: "hall.example".to_owned(),
        unit: unit.to_owned(),
        issued: today,
        expires: today.plus(7),
        holders: vec![
            holder("o1", HolderRole::Team, 1),
            holder("o2", HolderRole::Team, 2),
            holder("k1", HolderRole::Custodian, 3),
            holder("recovery-content", HolderRole::RecoveryContent, 4),
            holder("recovery-identity", HolderRole::RecoveryIdentity, 5),
        ],
    };
    let signatures = vec![manifest.sign(&[8; 32]), manifest.sign(&[9; 32])];
    let keys = signatures.iter().map(|it| it.officer.clone()).collect();
    let signed = SignedManifest { manifest: manifest.canonical(), signatures };
    let wanted = Wanted { portal: "hall.example", unit, today };
    signed.verify(&TrustedOfficers { keys, threshold: 2 }, &wanted).expect("the manifest is signed")
}

fn sealed(unit: &str, id: &Id, receipt: &Receipt, today: Day) -> Submission {
    let (mut report, mut identity) = (Report::default(), Identity::default());
    report.subject.unit = "某单位".to_owned();
    report.what = PLAINTEXT.to_owned();
    identity.name = PLAINTEXT.to_owned();
    let draft = Draft { report, identity, files: Vec::new() };
    let keys = CaseKeys::from_entropy(&[id.as_str().as_bytes()[1]; 96]);
    seal::submit(&draft, &manifest(unit, today), receipt, &keys, id, Role::Reporter).expect("it is sealed")
}

/// The secret key of a case, as its submission was sealed.
pub(crate) fn case_secret(id: &Id) -> Secret {
    CaseKeys::from_entropy(&[id.as_str().as_bytes()[1]; 96]).case
}

/// The public key of the epoch after this one.
pub(crate) fn next_key(id: &Id, epoch: u32, old: &Secret, new: &Secret) -> EpochKey {
    Place::new("hall.example", id, Role::Reporter, epoch).next_epoch(old, new).expect("keys are keys").key
}
