//! Entering an event: one winner by its number, and the projections in the same transaction.

use record::{Calendar, Day, Id, Instant};
use store::{Store, Value, Write, sql};

use super::other;
use crate::case::CaseFile;
use crate::event::{Actor, Deed, Event};
use crate::rules::clock::{self, dues};
use crate::rules::funnel::Step;
use crate::rules::stage::{self, Refusal};
use crate::stage::{Solved, State};

/// Cases brought up to date in one transaction.
const BATCH: i64 = 200;

/// The day it is, and what is needed to count from it.
#[derive(Clone, Copy, Debug)]
pub struct Moment<'a> {
    /// The day.
    pub today: Day,
    /// Which days are worked.
    pub calendar: &'a Calendar,
}

/// Enters an event, whose number must be the next. Of several who try at once exactly one succeeds; the others read
/// [`Refusal::Overtaken`] and decide anew on what stands then.
///
/// What the reporter does is entered with the beginning of the day, whatever instant was given.
///
/// # Errors
/// [`store::Error::Corrupt`] where the case is not there.
pub async fn enter(
    write: &mut Write,
    id: &Id,
    event: Event,
    moment: Moment<'_>,
) -> store::Result<Result<CaseFile, Refusal>> {
    let Some(case) = super::case_in(write, id).await? else {
        let (key, what) = (id.to_string(), "is gone".to_owned());
        return Err(store::Error::Corrupt { table: "case_file", key, what });
    };
    if event.seq != case.next_seq() {
        return Ok(Err(Refusal::Overtaken));
    }
    if let Err(refusal) = stage::in_time(&case, &event, moment.today, moment.calendar) {
        return Ok(Err(refusal));
    }
    if let Err(refusal) = other::fits(write, &case, &event.deed).await? {
        return Ok(Err(refusal));
    }
    let event = coarse(event);
    let before = place(case.state());
    match case.with(event.clone()) {
        Err(refusal) => Ok(Err(refusal)),
        Ok(case) => {
            if !append(write, id, &event, &before, &place(case.state())).await? {
                return Ok(Err(Refusal::Overtaken));
            }
            project(write, &case, moment).await?;
            beside(write, &case, &event, moment.today).await?;
            Ok(Ok(case))
        }
    }
}

/// The row of an event; `false` if its number is taken.
pub(super) async fn append(
    write: &mut Write,
    id: &Id,
    event: &Event,
    before: &str,
    after: &str,
) -> store::Result<bool> {
    let facts = serde_json::to_value(&event.deed).expect("a deed is JSON");
    let deed = facts.get("deed").and_then(|deed| deed.as_str()).unwrap_or_default().to_owned();
    let rows = sql("
        INSERT INTO case_event (case_id, seq, deed, happened, entered, actor, approvals, state_before, state_after, facts)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        ON CONFLICT (case_id, seq) DO NOTHING")
    .bind(id.as_str())
    .bind(i64::from(event.seq))
    .bind(deed)
    .bind(event.happened)
    .bind(event.entered)
    .bind(event.actor.as_text())
    .bind(super::json(&event.approvals))
    .bind(before)
    .bind(after)
    .bind(facts.to_string())
    .run(write)
    .await?;
    Ok(rows == 1)
}

/// The hour at which a reporter sat at a computer is not kept.
pub(super) fn coarse(event: Event) -> Event {
    match event.actor {
        Actor::Reporter => Event { entered: Instant::start_of(event.happened, 0), ..event },
        _ => event,
    }
}

/// Where a case stands, in one word or two, for whoever reads the table by hand.
pub(super) fn place(state: &State) -> String {
    match state.stage() {
        Some(stage) => format!("{} {}", state.as_str(), stage.as_str()),
        None => state.as_str().to_owned(),
    }
}

/// Makes the row of the lists anew.
pub(super) async fn project(write: &mut Write, case: &CaseFile, moment: Moment<'_>) -> store::Result<()> {
    let head = case.head();
    let due = clock::next(&dues(case, moment.today, moment.calendar)).copied();
    let (ending, solved) = match case.state() {
        State::Closed(closed) => (Some(closed.ending.as_str()), closed.solved),
        _ => (None, Solved::Unknown),
    };
    let solved_on = match solved {
        Solved::Yes { on, .. } | Solved::No { on, .. } => Some(on),
        Solved::Unknown => None,
    };
    let joined_into = match case.state() {
        State::Joined { into } => Some(into.as_str()),
        _ => None,
    };
    // Larger is sooner, and never 0 for what falls due.
    let urgency = due.map_or(0, |due| Day::LAST.number() - due.by.day.number() + 1);
    let values = vec![
        Value::from(crate::arrival::sort(head.received, &head.id)),
        Value::from(head.id.as_str()),
        Value::from(&head.number),
        Value::from(head.kind.as_str()),
        Value::from(head.channel.as_str()),
        Value::from(head.received),
        Value::from(case.unit()),
        Value::from(head.concerned_unit.as_ref()),
        Value::from(case.state().stage().map(|stage| stage.as_str())),
        Value::from(case.state().as_str()),
        Value::from(ending),
        Value::from(solved.as_str()),
        Value::from(solved_on),
        Value::from(joined_into),
        Value::from(due.map(|due| due.limit.as_str())),
        Value::from(due.map(|due| due.by.day)),
        Value::from(due.is_some_and(|due| due.by.provisional)),
        Value::from(urgency),
        Value::from(i64::from(case.next_seq())),
    ];
    write.insert_rows(
        "INSERT INTO case_state (sort, case_id, number, kind, channel, received, unit, concerned_unit, stage, state, \
         ending, solved, solved_on, joined_into, due_limit, due_day, due_provisional, urgency, next_seq)",
        19,
        values,
        " ON CONFLICT (sort) DO UPDATE SET unit = excluded.unit, stage = excluded.stage, state = excluded.state, \
         ending = excluded.ending, solved = excluded.solved, solved_on = excluded.solved_on, \
         joined_into = excluded.joined_into, due_limit = excluded.due_limit, due_day = excluded.due_day, \
         due_provisional = excluded.due_provisional, urgency = excluded.urgency, next_seq = excluded.next_seq",
    )
    .await
}

/// The team, the links and the steps of the public counts.
async fn beside(write: &mut Write, case: &CaseFile, event: &Event, today: Day) -> store::Result<()> {
    let id = case.head().id.as_str();
    match &event.deed {
        Deed::Assigned { account } => {
            sql("INSERT INTO case_team (case_id, account) VALUES ($1, $2)")
                .bind(id)
                .bind(account)
                .run(write)
                .await?;
        }
        Deed::Released { account } => {
            sql("DELETE FROM case_team WHERE case_id = $1 AND account = $2")
                .bind(id)
                .bind(account)
                .run(write)
                .await?;
        }
        Deed::Transferred { .. } | Deed::TransferObjected { .. } => {
            sql("DELETE FROM case_team WHERE case_id = $1").bind(id).run(write).await?;
        }
        Deed::Linked { with } => {
            sql("INSERT INTO case_link (case_id, other) VALUES ($1, $2) ON CONFLICT (case_id, other) DO NOTHING")
                .bind(id)
                .bind(with.as_str())
                .run(write)
                .await?;
        }
        _ => {}
    }
    for step in steps(case, &event.deed) {
        take(write, case, step, today).await?;
    }
    Ok(())
}

/// The steps an event is, of those that are counted.
fn steps(case: &CaseFile, deed: &Deed) -> Vec<Step> {
    let mut steps = match deed {
        Deed::Received => vec![Step::Received],
        Deed::Accepted => vec![Step::Accepted],
        Deed::NothingFound => vec![Step::Verified],
        Deed::Filed => vec![Step::Verified, Step::Filed],
        _ => Vec::new(),
    };
    if matches!(case.state(), State::Closed(_)) {
        steps.push(Step::Concluded);
    }
    steps
}

/// Counts a step the first time it is taken.
pub(super) async fn take(write: &mut Write, case: &CaseFile, step: Step, today: Day) -> store::Result<()> {
    let head = case.head();
    sql("
        INSERT INTO case_step (case_id, step, kind, unit, entered, days)
        VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (case_id, step) DO NOTHING")
    .bind(head.id.as_str())
    .bind(step.as_str())
    .bind(head.kind.as_str())
    .bind(case.unit())
    .bind(today)
    .bind(today.days_since(head.received).max(0))
    .run(write)
    .await?;
    Ok(())
}

/// Reads the limits of every open case anew: after a year's holidays were announced, days that were provisional may have
/// moved. How many cases there are.
pub async fn refresh_open(store: &Store, moment: Moment<'_>) -> store::Result<u64> {
    let mut read = 0;
    let mut after = i64::MIN;
    loop {
        let rows = sql("
            SELECT sort, case_id
            FROM case_state
            WHERE sort > $1 AND due_provisional = 1
            ORDER BY sort
            LIMIT $2")
        .bind(after)
        .bind(BATCH)
        .all(store)
        .await?;
        let Some(last) = rows.last() else { return Ok(read) };
        after = last.int(0);
        let mut write = store.write().await?;
        for row in &rows {
            let id = super::id("case_state", row.text(1), row.text(1))?;
            if let Some(case) = super::case_in(&mut write, &id).await? {
                project(&mut write, &case, moment).await?;
                read += 1;
            }
        }
        write.commit_unseen().await?;
    }
}
