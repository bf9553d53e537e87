//! Who asks, and what about: a house full of people, and cases that stand to them in every way there is.

use std::collections::BTreeSet;

use cases::arrival::Arrival;
use cases::case::{Channel, Kind};
use cases::event::{Actor as Doer, Deed, Event};
use cases::rules::hands;
use cases::rules::recusal::Ground;
use cases::table::{self, Moment, Received};
use record::{Calendar, Day, Id};
use seal::{Draft, Identity, Report, demonstration};
use server::Config;
use staff::given::SignedIn;
use staff::{Action, Actor, Grant, Line, Object, ObjectKind, Role, two_hands};
use store::{Store, sql};

use crate::cases::given::{House, PORTAL, today};

/// The unit most people are of, the one above it, and one beside it.
pub(super) const UNIT: &str = "cdi-haigang";
pub(super) const ABOVE: &str = "cdi";
pub(super) const BESIDE: &str = "cdi-shanhaiguan";

/// Somebody with one role.
pub(super) struct Person {
    pub(super) role: Role,
    pub(super) unit: &'static str,
    pub(super) seat: SignedIn,
}

impl Person {
    /// The same person, as the policy sees them.
    pub(super) fn actor(&self, fresh: bool) -> Actor {
        let from = Day::parse("2026-11-23").unwrap();
        let grant = Grant { role: self.role, unit: self.unit.to_owned(), from, until: None };
        let line = Line::of(&Config::new(None).unwrap().city);
        Actor { fresh, line, ..Actor::for_example(&self.seat.account, self.unit, vec![grant]) }
    }
}

/// Everybody who asks, and somebody beside them who asked for identities and proposed before.
pub(super) struct People {
    pub(super) all: Vec<Person>,
    pub(super) before: String,
}

/// Each role in one unit, and those that reach further or elsewhere.
pub(super) async fn everybody(house: &House) -> People {
    let before = house.staff("before", Role::CaseOfficer, UNIT).await.account;
    let mut all = Vec::new();
    let everywhere = Role::ALL.map(|role| (role, UNIT)).into_iter().chain([
        (Role::IntakeOfficer, ABOVE),
        (Role::Reviewer, ABOVE),
        (Role::Supervisor, ABOVE),
        (Role::CaseOfficer, ABOVE),
        (Role::IntakeOfficer, BESIDE),
    ]);
    for (role, unit) in everywhere {
        let seat = house.staff(&format!("{}-{unit}", role.as_str()), role, unit).await;
        all.push(Person { role, unit, seat });
    }
    People { all, before }
}

/// A case, with all that is true of it.
pub(super) struct Thing {
    pub(super) what: &'static str,
    pub(super) id: Id,
    pub(super) number: String,
    pub(super) unit: &'static str,
    pub(super) team: BTreeSet<String>,
    pub(super) excluded: BTreeSet<String>,
    pub(super) concerned: Option<&'static str>,
    pub(super) upload: Id,
    pub(super) words: Id,
    /// A proposal about its words, made when they stood otherwise: whoever may agree to it learns that it is overtaken.
    pub(super) proposal: String,
    /// Who asked for its identity, and made that proposal.
    pub(super) before: String,
}

impl Thing {
    /// The case, as the policy sees it with this person's eyes.
    pub(super) fn object(&self, person: &Person) -> Object {
        let account = &person.seat.account;
        let is_about_own = self.concerned == Some(person.unit);
        Object::of(ObjectKind::Case)
            .key(self.id.as_str())
            .unit(self.unit)
            .assigned(self.team.contains(account))
            .excluded(is_about_own || self.excluded.contains(account))
            .concerned(self.concerned)
    }

    /// The identity behind it.
    pub(super) fn identity(&self, person: &Person, author: Option<&str>) -> Object {
        Object { kind: ObjectKind::Identity, ..self.object(person) }.author(author)
    }

    /// Its words, which belong to no unit.
    pub(super) fn words(&self, person: &Person, author: Option<&str>) -> Object {
        Object::of(ObjectKind::Words)
            .key(self.words.as_str())
            .unit(person.unit)
            .excluded(self.excluded.contains(&person.seat.account))
            .concerned(self.concerned)
            .author(author)
    }
}

/// What a case is to be like.
#[derive(Clone, Default)]
pub(super) struct Like {
    pub(super) what: &'static str,
    pub(super) unit: &'static str,
    pub(super) is_complaint: bool,
    pub(super) concerned: Option<&'static str>,
    pub(super) team: BTreeSet<String>,
    pub(super) excluded: BTreeSet<String>,
}

/// Cases that stand to everybody in every way.
pub(super) async fn things(house: &House, people: &People) -> Vec<Thing> {
    let all: BTreeSet<String> = people.all.iter().map(|person| person.seat.account.clone()).collect();
    let unit = |what, unit| Like { what, unit, ..Like::default() };
    let likes = [
        unit("nobody's yet", UNIT),
        Like { team: all.clone(), ..unit("assigned to whoever asks", UNIT) },
        Like { team: all.clone(), excluded: all.clone(), ..unit("whoever asks is excluded", UNIT) },
        unit("of the unit above", ABOVE),
        Like { team: all.clone(), ..unit("of a unit beside, and assigned", BESIDE) },
        Like { is_complaint: true, concerned: Some(UNIT), ..unit("about the own unit", UNIT) },
        Like { is_complaint: true, ..unit("a complaint with words", UNIT) },
    ];
    let mut things = Vec::new();
    for like in likes {
        let number = things.len() as u64;
        things.push(thing(house, people, number, like).await);
    }
    things
}

/// A case like that, with a key for everybody, a file, words, and a request for its identity that was answered.
pub(super) async fn thing(house: &House, people: &People, number: u64, like: Like) -> Thing {
    let store = &house.store;
    let id = received(store, number, &like).await;
    let case = table::case(store, &id).await.unwrap().unwrap();
    let (upload, words) =
        (demonstration::drawn(number + 10_000).id, demonstration::drawn(number + 20_000).id);
    let mut write = store.write().await.unwrap();
    for person in &people.all {
        let account = &person.seat.account;
        for text in [
            "INSERT INTO case_wrap (case_id, epoch, holder, bytes) VALUES ($1, 1, $2, $3)",
            "INSERT INTO case_share (case_id, holder, bytes) VALUES ($1, $2, $3)",
        ] {
            let statement = sql(text).bind(id.as_str()).bind(account).bind(vec![1_u8]);
            statement.run(&mut write).await.unwrap();
        }
    }
    let before = people.before.as_str();
    for (seq, step, account, unit) in [(1, "asked", before, UNIT), (2, "declined", "nobody", "inspection")] {
        sql("INSERT INTO case_opening (case_id, seq, request, step, account, unit, reason, at) \
             VALUES ($1, $2, 1, $3, $4, $5, 'verify', $6)")
        .bind(id.as_str())
        .bind(seq)
        .bind(step)
        .bind(account)
        .bind(unit)
        .bind(house.given.office.now())
        .run(&mut write)
        .await
        .unwrap();
    }
    sql("INSERT INTO upload (id, submission, bytes, sha256, case_id, object, number) \
         VALUES ($1, $2, 1, 'hash', $2, 'attachment', 1)")
    .bind(upload.as_str())
    .bind(id.as_str())
    .run(&mut write)
    .await
    .unwrap();
    sql("INSERT INTO upload_part (upload, part, size, sha256, bytes) VALUES ($1, 0, 1, 'hash', $2)")
        .bind(upload.as_str())
        .bind(vec![1_u8])
        .run(&mut write)
        .await
        .unwrap();
    let place = i64::try_from(number).unwrap() + 1;
    assert!(table::offer_words(&mut write, &words, &id, like.concerned, "the words", place).await.unwrap());
    let proposal = format!("proposal {number}");
    let draft = two_hands::Draft {
        id: &proposal,
        action: Action::Moderate,
        kind: ObjectKind::Words,
        key: words.as_str(),
        unit: None,
        facts: serde_json::json!({}),
        stands: "as it stood before",
        author: before,
    };
    two_hands::propose(&mut write, draft, house.given.office.now()).await.unwrap();
    let moment = Moment { today: today(), calendar: Calendar::china() };
    let assigned = like.team.iter().map(|account| Deed::Assigned { account: account.clone() });
    let deeds: Vec<Deed> = assigned.collect();
    let accepted = (!deeds.is_empty()).then_some(Deed::Accepted);
    for (seq, deed) in (case.next_seq()..).zip(accepted.into_iter().chain(deeds)) {
        let approvals = vec!["another".to_owned(); hands::others(&deed)];
        let (actor, entered) = (Doer::Staff("one".to_owned()), house.given.office.now());
        let event = Event { seq, happened: today(), entered, actor, approvals, deed };
        table::enter(&mut write, &id, event, moment).await.unwrap().unwrap();
    }
    for account in &like.excluded {
        let by = ("one", "another");
        table::exclude(&mut write, &id, account, Ground::Interest, by, today()).await.unwrap();
    }
    write.commit_unseen().await.unwrap();
    let Like { what, unit, concerned, team, excluded, .. } = like;
    let (number, before) = (case.head().number.clone(), people.before.clone());
    Thing { what, id, number, unit, team, excluded, concerned, upload, words, proposal, before }
}

/// A case as it comes in.
async fn received(store: &Store, number: u64, like: &Like) -> Id {
    let drawn = demonstration::drawn(number);
    let to = demonstration::verified(PORTAL, like.unit, today());
    let draft = Draft { report: Report::default(), identity: Identity::default(), files: Vec::new() };
    let submission =
        seal::submit(&draft, &to, &drawn.receipt, &drawn.keys, &drawn.id, seal::Role::Reporter).unwrap();
    let arrival = Arrival {
        submission,
        kind: if like.is_complaint { Kind::Complaint } else { Kind::Report },
        channel: Channel::Web,
        concerned_unit: like.concerned.map(str::to_owned),
        received: today(),
        words: like.is_complaint.then(|| "the words".to_owned()),
    };
    let moment = Moment { today: today(), calendar: Calendar::china() };
    let start = record::Instant::start_of(today(), 480);
    match table::receive(store, &arrival, Doer::Reporter, start, moment).await.unwrap() {
        Received::New(head) => head.id,
        other => panic!("{other:?}"),
    }
}
