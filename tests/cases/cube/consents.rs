//! What is really done: a proposal that waits is carried out by whom the policy lets agree, and by nobody else; several at once are
//! each decided by themselves.

use std::collections::BTreeSet;

use cases::event::{Deed, RefusalGround};
use cases::rules::recusal::Ground;
use cases::table::{self, Moment, Proposed};
use record::Calendar;
use seal::demonstration;
use staff::{Action, Role, authorize};
use tests::{Database, databases};

use super::people::{BESIDE, Like, UNIT, everybody, thing};
use crate::cases::given::{House, today};

/// What is proposed, and what agreeing to it asks.
fn proposals(officer: &str) -> [(Proposed, Action); 3] {
    let (account, ground) = (officer.to_owned(), Ground::Interest);
    [
        (Proposed::Deed(Deed::Refused { ground: RefusalGround::NoPower }), Action::CaseRefuseApprove),
        (Proposed::Deed(Deed::Assigned { account: account.clone() }), Action::CaseAssignApprove),
        (Proposed::Exclusion { account, ground }, Action::CaseExcludeApprove),
    ]
}

async fn agreed_by_whom_the_policy_lets(database: Database) {
    let house = House::open(database).await;
    let people = everybody(&house).await;
    let moment = Moment { today: today(), calendar: Calendar::china() };
    let mut number = 0;
    // Only who handles cases of a unit can be given one of it.
    let mut officers = Vec::new();
    for unit in [UNIT, BESIDE] {
        officers.push((unit, house.staff(&format!("given-{unit}"), Role::CaseOfficer, unit).await.account));
    }
    for person in &people.all {
        for (unit, officer) in &officers {
            for (act, approving) in proposals(officer) {
                number += 1;
                let like = Like { what: "proposed", unit, ..Like::default() };
                let thing = thing(&house, &people, number, like).await;
                let id = demonstration::drawn(number + 30_000).id;
                let mut write = house.store.write().await.unwrap();
                let now = house.given.office.now();
                let author = people.before.as_str();
                let proposed =
                    table::propose(&mut write, id.clone(), &thing.id, author, act, today(), now, moment);
                proposed.await.unwrap().unwrap();
                write.commit_unseen().await.unwrap();

                let path = format!("/staff/cases/{}/consent", thing.number);
                let fields = [("proposal", id.as_str()), ("do", "agree")];
                let answer = house.post(&path, &person.seat.cookie, &fields).await;
                let object = thing.object(person).author(Some(author));
                let may = authorize(&person.actor(true), approving, &object).is_ok();
                let right = if may { 303 } else { 403 };
                assert_eq!(
                    answer.status, right,
                    "{:?} of {} {approving:?} in {unit}",
                    person.role, person.unit
                );
                let waiting =
                    store::sql("SELECT COUNT(*) FROM case_proposal WHERE id = $1 AND ended IS NULL")
                        .bind(id.as_str())
                        .one(&house.store)
                        .await
                        .unwrap();
                assert_eq!(waiting.map(|row| row.int(0) == 0), Some(may), "it is done where it may be");
            }
        }
    }
}

#[tokio::test]
async fn a_proposal_is_carried_out_by_whom_the_policy_lets_on_sqlite() {
    agreed_by_whom_the_policy_lets(Database::sqlite()).await;
}

#[tokio::test]
async fn a_proposal_is_carried_out_by_whom_the_policy_lets_on_postgresql() {
    agreed_by_whom_the_policy_lets(Database::postgres()).await;
}

#[tokio::test]
async fn of_several_at_once_each_is_done_that_may_be() {
    for database in databases() {
        let house = House::open(database).await;
        let people = everybody(&house).await;
        let mut number = 0;
        for person in &people.all {
            let account = person.seat.account.clone();
            let excluded = BTreeSet::from([account]);
            let unit = |what, unit| Like { what, unit, ..Like::default() };
            let likes = [
                unit("own", UNIT),
                unit("beside", BESIDE),
                Like { excluded, ..unit("excluded", UNIT) },
                Like { is_complaint: true, concerned: Some(UNIT), ..unit("about the own unit", UNIT) },
            ];
            let mut chosen = vec![("act", "accept".to_owned())];
            let (mut may, mut things) = (0, 0);
            for like in likes {
                number += 1;
                things += 1;
                let thing = thing(&house, &people, number, like).await;
                may += u32::from(
                    authorize(&person.actor(true), Action::CaseAccept, &thing.object(person)).is_ok(),
                );
                chosen.push(("case", format!("{}:2", thing.number)));
            }
            chosen.push(("case", "20261123-00000000:2".to_owned()));
            let fields: Vec<(&str, &str)> =
                chosen.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let answer = house.post("/staff/cases/bulk", &person.seat.cookie, &fields).await;
            let right = format!("/staff/cases?did={may}&not={}", things + 1 - may);
            assert_eq!(answer.header("location"), right, "{:?} of {}", person.role, person.unit);
        }
    }
}
