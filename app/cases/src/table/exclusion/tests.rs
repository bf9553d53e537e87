//! Recusal down to the keys, in five hundred cities of chance (security.md's T23): of all that the tables hold of a case, nobody opens
//! anything who may not touch it, and two who may can always read it, here or one level up.

use std::collections::BTreeSet;

use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::TestRunner;
use record::{Calendar, Day, Id, Instant};
use seal::grant::Place;
use seal::{
    CaseKeys, Draft, Holder, HolderRole, Identity, Manifest, Receipt, Report, Role, Sealed, TrustedOfficers,
    Verified, Wanted, demonstration,
};
use store::{Store, sql};

use super::exclude;
use crate::arrival::Arrival;
use crate::case::{Channel, Kind};
use crate::event::{Actor, Deed, Event, TransferGround};
use crate::given::city::city;
use crate::rules::hands;
use crate::rules::recusal::{Ground, Matter, Officer, Seat, grounds, settle};
use crate::rules::routing::Organisation;
use crate::table::{self, Moment, Received, Wrapped};

const PORTAL: &str = "hall.example";
const CITIES: u64 = 500;
/// Who keeps a way back to the words, and lets in whom nobody else can.
const BOARD: &str = "board-content";

fn today() -> Day {
    Day::parse("2026-11-23").unwrap()
}

fn moment() -> Moment<'static> {
    Moment { today: today(), calendar: Calendar::china() }
}

/// The list of a unit whose officers all read what comes in; where it has none, somebody is on duty.
fn list(unit: &str, officers: &[Officer]) -> Verified {
    let mut team: Vec<String> =
        officers.iter().filter(|it| it.unit == unit).map(|it| it.account.clone()).collect();
    if team.is_empty() {
        team.push("on-duty".to_owned());
    }
    let team = team.into_iter().map(|id| (id, HolderRole::Team));
    let others = [
        ("custodian", HolderRole::Custodian),
        (BOARD, HolderRole::RecoveryContent),
        ("board-identity", HolderRole::RecoveryIdentity),
    ];
    let holder = |(id, role): (String, HolderRole)| {
        let key = demonstration::key(&id);
        Holder { key: key.public(), verify: key.verify(), id, role }
    };
    let manifest = Manifest {
        version: Manifest::VERSION,
        portal: PORTAL.to_owned(),
        unit: unit.to_owned(),
        issued: today(),
        expires: today().plus(7),
        holders: team.chain(others.map(|(id, role)| (id.to_owned(), role))).map(holder).collect(),
    };
    let officers = TrustedOfficers { keys: demonstration::officers().to_vec(), threshold: 2 };
    let wanted = Wanted { portal: PORTAL, unit, today: today() };
    demonstration::sign(&manifest).verify(&officers, &wanted).unwrap()
}

/// A report to this unit, as it came in; the place of what is sealed of it.
async fn received(store: &Store, number: u64, unit: &str, officers: &[Officer]) -> (Id, Place) {
    let drawn = demonstration::drawn(number);
    let keys: &CaseKeys = &drawn.keys;
    let receipt: &Receipt = &drawn.receipt;
    let report = Report { what: format!("report {number}"), ..Report::default() };
    let draft = Draft { report, identity: Identity::default(), files: Vec::new() };
    let submission =
        seal::submit(&draft, &list(unit, officers), receipt, keys, &drawn.id, Role::Reporter).unwrap();
    let arrival = Arrival {
        submission,
        kind: Kind::Report,
        channel: Channel::Web,
        concerned_unit: None,
        received: today(),
        words: None,
    };
    let now = Instant::start_of(today(), 480);
    let answer = table::receive(store, &arrival, Actor::Reporter, now, moment()).await.unwrap();
    assert!(matches!(answer, Received::New(_)), "{answer:?}");
    let place = Place::new(PORTAL, &drawn.id, Role::Reporter, 1);
    (drawn.id, place)
}

/// Everyone of the city whom something about the matter keeps away, wherever the case goes.
fn conflicted(matter: &Matter, officers: &[Officer], organisation: &Organisation) -> BTreeSet<String> {
    let away = officers.iter().filter(|officer| !grounds(matter, officer, organisation).is_empty());
    away.map(|officer| officer.account.clone()).collect()
}

async fn happens(store: &Store, id: &Id, deed: Deed) {
    let case = table::case(store, id).await.unwrap().unwrap();
    let approvals = vec!["b".to_owned(); hands::others(&deed)];
    let (actor, entered) = (Actor::Staff("a".to_owned()), Instant::start_of(today(), 480));
    let event = Event { seq: case.next_seq(), happened: today(), entered, actor, approvals, deed };
    let mut write = store.write().await.unwrap();
    table::enter(&mut write, id, event, moment()).await.unwrap().unwrap();
    write.commit_unseen().await.unwrap();
}

/// All that the tables hold for somebody's key: wraps of the case's key and shares of the identity's.
async fn held(store: &Store, id: &Id) -> Vec<(String, Vec<u8>)> {
    let mut held = Vec::new();
    for question in [
        "SELECT holder, bytes FROM case_wrap WHERE case_id = $1",
        "SELECT holder, bytes FROM case_share WHERE case_id = $1",
    ] {
        let rows = sql(question).bind(id.as_str()).all(store).await.unwrap();
        held.extend(rows.iter().map(|row| (row.text(0).to_owned(), row.bytes(1).to_vec())));
    }
    held
}

/// The report, as somebody reads it with nothing but their key and the tables.
async fn read(store: &Store, id: &Id, place: &Place, who: &str) -> Option<String> {
    let wrap = table::wrap_for(store, id, 1, who).await.unwrap()?;
    let case_key = place.case_key(&Sealed(wrap), demonstration::key(who).secret()).ok()?;
    let report = table::blob(store, id, "report").await.unwrap()?;
    Some(place.report(&Sealed(report), &case_key).ok()?.what.clone())
}

#[tokio::test]
async fn in_five_hundred_cities_no_conflicted_key_opens_anything_and_nothing_is_stuck() {
    let database = tests::Database::sqlite();
    let store = Store::open(database.url(), crate::migrations()).await.unwrap();
    let mut runner = TestRunner::deterministic();
    let (mut here, mut above, mut outside, mut away_in_all) = (0, 0, 0, 0);
    for number in 0..CITIES {
        let (organisation, officers, matter, start) = city().new_tree(&mut runner).unwrap().current();
        let (id, place) = received(&store, number, &start, &officers).await;
        let settled = settle(&matter, Kind::Report, &start, &officers, &organisation);
        let mut away = conflicted(&matter, &officers, &organisation);
        if let Seat::Unit { excluded, .. } = &settled.seat {
            away.extend(excluded.iter().map(|(account, _)| account.clone()));
        }
        away_in_all += away.len();
        let mut write = store.write().await.unwrap();
        for account in &away {
            exclude(&mut write, &id, account, Ground::Interest, ("a", "b"), today()).await.unwrap();
        }
        write.commit_unseen().await.unwrap();
        match &settled.seat {
            Seat::Unit { unit, eligible, .. } => {
                if *unit == start {
                    here += 1;
                } else {
                    above += 1;
                    happens(
                        &store,
                        &id,
                        Deed::Transferred { to: unit.clone(), ground: TransferGround::Recusal },
                    )
                    .await;
                }
                happens(&store, &id, Deed::Accepted).await;
                let wrap = table::wrap_for(&store, &id, 1, BOARD).await.unwrap().unwrap();
                let board = demonstration::key(BOARD);
                let team = &eligible[..2];
                for account in team {
                    happens(&store, &id, Deed::Assigned { account: account.clone() }).await;
                    let to = demonstration::key(account).public();
                    let bytes = place.rewrap(&Sealed(wrap.clone()), board.secret(), &to).unwrap().0;
                    let mut write = store.write().await.unwrap();
                    let let_in = Wrapped { holder: account.clone(), bytes };
                    assert!(
                        table::wrap_to(&mut write, &id, 1, &let_in).await.unwrap(),
                        "{account} is let in"
                    );
                    write.commit_unseen().await.unwrap();
                    assert_eq!(read(&store, &id, &place, account).await, Some(format!("report {number}")));
                }
            }
            Seat::Outside => outside += 1,
        }
        let held = held(&store, &id).await;
        for account in &away {
            let key = demonstration::key(account);
            for (holder, bytes) in &held {
                assert_ne!(holder, account, "a row for who may not touch it");
                // Whosever row it is: this key opens none of them.
                assert!(
                    place.case_key(&Sealed(bytes.clone()), key.secret()).is_err(),
                    "{account} in {number}"
                );
            }
            assert_eq!(read(&store, &id, &place, account).await, None);
            let mut write = store.write().await.unwrap();
            let again = Wrapped { holder: account.clone(), bytes: vec![1] };
            assert!(
                !table::wrap_to(&mut write, &id, 1, &again).await.unwrap(),
                "nobody lets {account} in again"
            );
        }
        assert!(read(&store, &id, &place, BOARD).await.is_some(), "a way back is kept");
    }
    println!(
        "{here} stayed, {above} went up, {outside} left the city; {away_in_all} officers were kept away"
    );
    assert!(here > 50 && above > 50 && outside > 50 && away_in_all > 500, "chance met every way");
}
