//! Acts of one and of several, and that one of many at once wins.

use cases::case::Kind;
use cases::event::{Actor, Deed, Event, RefusalGround, TransferGround};
use cases::rules::recusal::Ground;
use cases::rules::stage::Refusal;
use cases::stage::{Disposition, Ending, Stage, State};
use cases::table::{self, Approved, Proposed};
use record::{Calendar, Id};

use super::given::{Hall, next_key, now, secret, viewer};

async fn propose(hall: &mut Hall, case: &Id, author: &str, act: Proposed) -> Result<Id, Refusal> {
    let id = hall.id();
    let mut write = hall.store.write().await.unwrap();
    let answer =
        table::propose(&mut write, id, case, author, act, hall.today, now(), hall.moment()).await.unwrap();
    write.commit_unseen().await.unwrap();
    answer.map(|proposal| proposal.id)
}

async fn approve(hall: &Hall, proposal: &Id, account: &str) -> Approved {
    let mut write = hall.store.write().await.unwrap();
    let answer = table::approve(&mut write, proposal, account, now(), hall.moment()).await.unwrap();
    match answer {
        Approved::Refused(_) => drop(write),
        _ => write.commit_unseen().await.unwrap(),
    }
    answer
}

#[tokio::test]
async fn a_case_lives_through_all_seven_stages() {
    for database in tests::databases() {
        let mut hall = Hall::on(database).await;
        let id = hall.case(Kind::Report, "cdi").await;
        let course: [(&[&str], Deed, Stage); 6] = [
            (&[], Deed::Accepted, Stage::Handling),
            (&[], Deed::PassedOn, Stage::Assessment),
            (&["b", "c"], Deed::Assessed { disposition: Disposition::Preliminary }, Stage::Preliminary),
            (&["b", "c"], Deed::Filed, Stage::Investigation),
            (&["b"], Deed::SentToTrial, Stage::Trial),
            (&["b"], Deed::Tried, Stage::Execution),
        ];
        for (others, deed, stage) in course {
            hall.does(&id, "a", others, deed).await.unwrap();
            assert_eq!(hall.read(&id).await.state(), &State::At(stage));
        }
        let case = hall.does(&id, "a", &["b"], Deed::Executed).await.unwrap();
        let State::Closed(closed) = case.state() else { panic!("{:?}", case.state()) };
        assert_eq!((closed.ending, closed.stage), (Ending::Executed, Stage::Execution));
        hall.does(&id, "a", &[], Deed::FedBack).await.unwrap();
        assert_eq!(hall.does(&id, "a", &[], Deed::FedBack).await, Err(Refusal::Once));
        // What is read back from the rows is what was entered.
        assert_eq!(hall.read(&id).await.events().len(), 9);
        let refused = hall.does(&id, "a", &[], Deed::Accepted).await;
        assert_eq!(refused, Err(Refusal::State));
        assert_eq!(hall.read(&id).await.events().len(), 9);
    }
}

#[tokio::test]
async fn of_many_events_with_one_number_one_is_entered() {
    for database in tests::databases() {
        let mut hall = Hall::on(database).await;
        let id = hall.case(Kind::Report, "cdi").await;
        let tries = (0..16).map(|n| {
            let (store, id, moment, happened) = (hall.store.clone(), id.clone(), hall.moment(), hall.today);
            tokio::spawn(async move {
                let (actor, approvals) = (Actor::Staff(format!("a{n}")), Vec::new());
                let event =
                    Event { seq: 2, happened, entered: now(), actor, approvals, deed: Deed::Accepted };
                let mut write = store.write().await?;
                let answer = table::enter(&mut write, &id, event, moment).await?;
                if answer.is_ok() {
                    write.commit_unseen().await?;
                }
                store::Result::Ok(answer.map(drop))
            })
        });
        let mut winners = 0;
        for answer in tries.collect::<Vec<_>>() {
            match answer.await.unwrap().unwrap() {
                Ok(()) => winners += 1,
                Err(refusal) => assert_eq!(refusal, Refusal::Overtaken),
            }
        }
        assert_eq!(winners, 1);
        assert_eq!(hall.read(&id).await.events().len(), 2);
    }
}

#[tokio::test]
async fn a_collective_act_needs_three_different_people() {
    for database in tests::databases() {
        let mut hall = Hall::on(database).await;
        let id = hall.case(Kind::Report, "cdi").await;
        hall.does(&id, "a", &[], Deed::Accepted).await.unwrap();
        hall.does(&id, "a", &[], Deed::PassedOn).await.unwrap();
        let act = || Proposed::Deed(Deed::Assessed { disposition: Disposition::Settle });
        let proposal = propose(&mut hall, &id, "a", act()).await.unwrap();
        let waiting = table::proposals(&hall.store, &viewer("b", "cdi"), Some(&id), now()).await.unwrap();
        assert_eq!((waiting.len(), waiting[0].others), (1, 2));
        assert_eq!(approve(&hall, &proposal, "a").await, Approved::Refused(Refusal::Hands));
        assert_eq!(approve(&hall, &proposal, "b").await, Approved::Waits { missing: 1 });
        assert_eq!(approve(&hall, &proposal, "b").await, Approved::Refused(Refusal::Hands));
        let Approved::Done(case) = approve(&hall, &proposal, "c").await else { panic!("three agreed") };
        assert!(matches!(case.state(), State::Closed(closed) if closed.ending == Ending::Settled));
        assert_eq!(case.events().last().unwrap().approvals, ["b", "c"]);
        assert_eq!(approve(&hall, &proposal, "d").await, Approved::Refused(Refusal::Overtaken));
        // One person's act is not proposed, and what cannot be is not either.
        let one = propose(&mut hall, &id, "a", Proposed::Deed(Deed::FedBack)).await;
        assert_eq!(one, Err(Refusal::Hands));
        assert_eq!(propose(&mut hall, &id, "a", act()).await, Err(Refusal::State));
    }
}

#[tokio::test]
async fn a_proposal_is_void_once_anything_has_happened() {
    for database in tests::databases() {
        let mut hall = Hall::on(database).await;
        let id = hall.case(Kind::Report, "cdi").await;
        let refuse = Proposed::Deed(Deed::Refused { ground: RefusalGround::NoPower });
        let proposal = propose(&mut hall, &id, "a", refuse).await.unwrap();
        hall.does(&id, "b", &[], Deed::Accepted).await.unwrap();
        assert!(table::proposals(&hall.store, &viewer("b", "cdi"), None, now()).await.unwrap().is_empty());
        assert_eq!(approve(&hall, &proposal, "b").await, Approved::Refused(Refusal::Overtaken));
        assert_eq!(hall.read(&id).await.state(), &State::At(Stage::Handling));
    }
}

#[tokio::test]
async fn of_many_last_consents_one_carries_the_act_out() {
    for database in tests::databases() {
        let mut hall = Hall::on(database).await;
        let id = hall.case(Kind::Report, "cdi").await;
        let act = Proposed::Deed(Deed::Assigned { account: "o9".to_owned() });
        let proposal = propose(&mut hall, &id, "a", act).await.unwrap();
        let tries = (0..16).map(|n| {
            let (store, proposal, moment) = (hall.store.clone(), proposal.clone(), hall.moment());
            tokio::spawn(async move {
                let mut write = store.write().await?;
                let answer = table::approve(&mut write, &proposal, &format!("b{n}"), now(), moment).await?;
                if let Approved::Done(_) = answer {
                    write.commit_unseen().await?;
                }
                store::Result::Ok(answer)
            })
        });
        let mut done = 0;
        for answer in tries.collect::<Vec<_>>() {
            match answer.await.unwrap().unwrap() {
                Approved::Done(_) => done += 1,
                Approved::Refused(refusal) => assert_eq!(refusal, Refusal::Overtaken),
                waits @ Approved::Waits { .. } => panic!("{waits:?}"),
            }
        }
        assert_eq!(done, 1);
        assert_eq!(hall.read(&id).await.team(), ["o9"]);
    }
}

#[tokio::test]
async fn a_case_travels_at_most_three_times_and_then_only_up() {
    for database in tests::databases() {
        let mut hall = Hall::on(database).await;
        let id = hall.case(Kind::Report, "a1").await;
        let to = |unit: &str, ground| Deed::Transferred { to: unit.to_owned(), ground };
        for unit in ["a2", "a3", "a4"] {
            hall.does(&id, "a", &["b"], to(unit, TransferGround::OtherUnit)).await.unwrap();
        }
        let again = hall.does(&id, "a", &["b"], to("a5", TransferGround::OtherUnit)).await;
        assert_eq!(again, Err(Refusal::Cap));
        let case = hall.does(&id, "a", &["b"], to("top", TransferGround::Cap)).await.unwrap();
        assert_eq!((case.unit(), case.transfers()), ("top", 3));
        assert_eq!(hall.does(&id, "a", &["a"], to("a6", TransferGround::Cap)).await, Err(Refusal::Hands));
    }
}

#[tokio::test]
async fn a_limit_that_passed_is_escalated_once() {
    use cases::rules::routing::{Organisation, Receiver};
    for database in tests::databases() {
        let mut hall = Hall::on(database).await;
        let id = hall.case(Kind::Report, "cdi-haigang").await;
        let receiver = |code: &str, up: Option<&str>| Receiver {
            code: code.to_owned(),
            division: "130302".to_owned(),
            up: up.map(str::to_owned),
            takes: vec![Kind::Report],
        };
        let receivers = vec![receiver("cdi-haigang", Some("cdi")), receiver("cdi", None)];
        let organisation = Organisation { receivers, divisions: Vec::new() };
        let at = |day: &str| table::Moment { today: super::given::day(day), calendar: Calendar::china() };
        let run =
            async |day: &str| table::escalate(&hall.store, &organisation, now(), at(day)).await.unwrap();
        // Fifteen working days after Monday 23 November: Monday 14 December.
        assert_eq!(run("2026-12-14").await, 0);
        assert_eq!(run("2026-12-15").await, 1);
        assert_eq!(run("2026-12-16").await, 0);
        assert_eq!(run("2026-12-22").await, 1);
        assert_eq!(run("2026-12-23").await, 0);
        let case = hall.read(&id).await;
        let told: Vec<String> = case
            .events()
            .iter()
            .filter_map(|event| match &event.deed {
                Deed::Escalated { limit, to } => Some(format!("{} {to}", limit.as_str())),
                _ => None,
            })
            .collect();
        assert_eq!(told, ["REP-ACK cdi-haigang", "REP-ACK cdi"]);
    }
}

#[tokio::test]
async fn an_exclusion_needs_two_and_takes_key_row_and_seat() {
    for database in tests::databases() {
        let mut hall = Hall::on(database).await;
        let id = hall.case(Kind::Report, "cdi").await;
        hall.does(&id, "a", &["b"], Deed::Assigned { account: "o1".to_owned() }).await.unwrap();
        let act = || Proposed::Exclusion { account: "o1".to_owned(), ground: Ground::Interest };
        assert_eq!(propose(&mut hall, &id, "o1", act()).await, Err(Refusal::Actor));
        let proposal = propose(&mut hall, &id, "a", act()).await.unwrap();
        assert_eq!(approve(&hall, &proposal, "o1").await, Approved::Refused(Refusal::Actor));
        let Approved::Done(case) = approve(&hall, &proposal, "b").await else { panic!("two agreed") };
        assert!(case.team().is_empty());
        assert_eq!(table::wrap_for(&hall.store, &id, 1, "o1").await.unwrap(), None);
        assert!(table::wrap_for(&hall.store, &id, 1, "o2").await.unwrap().is_some());
        assert_eq!(table::excluded_count(&hall.store, &id).await.unwrap(), 1);
        assert!(table::is_excluded(&hall.store, &id, "o1").await.unwrap());
        // Nobody lets them in again.
        let mut write = hall.store.write().await.unwrap();
        let wrap = table::Wrapped { holder: "o1".to_owned(), bytes: vec![1] };
        assert!(!table::wrap_to(&mut write, &id, 1, &wrap).await.unwrap());
        let next = next_key(&id, 1, &secret(7), &secret(8));
        assert!(!table::new_epoch(&mut write, &id, &next, &[wrap], vec![2]).await.unwrap());
        drop(write);
        assert_eq!(propose(&mut hall, &id, "o1", Proposed::Deed(Deed::Filed)).await, Err(Refusal::Actor));
    }
}

#[tokio::test]
async fn a_repeat_is_joined_to_a_case_that_is_worked_on_and_found_from_there() {
    for database in tests::databases() {
        let mut hall = Hall::on(database).await;
        let main = hall.case(Kind::Complaint, "hotline").await;
        let repeat = hall.case(Kind::Complaint, "hotline").await;
        let third = hall.case(Kind::Complaint, "hotline").await;
        let elsewhere = hall.case(Kind::Complaint, "office").await;
        let report = hall.case(Kind::Report, "hotline").await;
        let nowhere = hall.id();
        let join = |into: &Id| Deed::Joined { into: into.clone() };
        for into in [&elsewhere, &report, &nowhere] {
            assert_eq!(hall.does(&repeat, "a", &["b"], join(into)).await, Err(Refusal::State));
        }
        hall.does(&repeat, "a", &["b"], join(&main)).await.unwrap();
        let o1 = viewer("o1", "hotline");
        assert_eq!(table::joined_to(&hall.store, &o1, &main).await.unwrap(), std::slice::from_ref(&repeat));
        assert_eq!(
            hall.does(&main, "a", &["b"], join(&third)).await,
            Err(Refusal::State),
            "it has a follower"
        );
        assert_eq!(
            hall.does(&third, "a", &["b"], join(&repeat)).await,
            Err(Refusal::State),
            "it follows itself"
        );
        let linked = hall.does(&third, "a", &[], Deed::Linked { with: nowhere }).await;
        assert_eq!(linked, Err(Refusal::State));
        let refused = propose(&mut hall, &third, "a", Proposed::Deed(join(&elsewhere))).await;
        assert_eq!(refused, Err(Refusal::State));
        hall.does(&repeat, "a", &[], Deed::Parted).await.unwrap();
        assert!(table::joined_to(&hall.store, &o1, &main).await.unwrap().is_empty());
    }
}
