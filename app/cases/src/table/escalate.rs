//! Telling whoever stands above that a limit was not kept. Once for each limit and each who has to answer.

use record::Instant;
use store::{Store, sql};

use super::{Moment, enter};
use crate::case::CaseFile;
use crate::event::{Actor, Deed, Event};
use crate::rules::clock::{Answerer, Escalation, dues, escalation};
use crate::rules::routing::Organisation;

/// Cases looked at in one go.
const BATCH: i64 = 200;

/// Enters an escalation for every limit that is over and was not answered for. How many were entered.
///
/// Run daily; a run that is killed goes on where it stood, because what was entered is not entered again.
pub async fn escalate(
    store: &Store,
    organisation: &Organisation,
    now: Instant,
    moment: Moment<'_>,
) -> store::Result<u64> {
    let mut entered = 0;
    let mut after = i64::MIN;
    loop {
        let rows = sql("
            SELECT sort, case_id
            FROM case_state
            WHERE sort > $1 AND due_day < $2
            ORDER BY sort
            LIMIT $3")
        .bind(after)
        .bind(moment.today)
        .bind(BATCH)
        .all(store)
        .await?;
        let Some(last) = rows.last() else { return Ok(entered) };
        after = last.int(0);
        for row in &rows {
            let id = super::id("case_state", row.text(1), row.text(1))?;
            let mut write = store.write().await?;
            let mut is_changed = false;
            while let Some(case) = super::case_in(&mut write, &id).await? {
                let Some(deed) = next(&case, organisation, moment) else { break };
                let (seq, happened) = (case.next_seq(), moment.today);
                let event =
                    Event { seq, happened, entered: now, actor: Actor::Portal, approvals: Vec::new(), deed };
                if enter(&mut write, &id, event, moment).await?.is_err() {
                    break;
                }
                is_changed = true;
                entered += 1;
            }
            if is_changed {
                write.commit_unseen().await?;
            }
        }
    }
}

/// The next escalation that was not entered yet.
fn next(case: &CaseFile, organisation: &Organisation, moment: Moment<'_>) -> Option<Deed> {
    let wanted = dues(case, moment.today, moment.calendar)
        .into_iter()
        .filter_map(|due| Some((due.from, escalation(&due, moment.today, moment.calendar)?)));
    let to = |escalation: &Escalation| match escalation.answers {
        Answerer::Head => case.unit(),
        // Where nobody stands above, the unit's head stays the one who answers.
        Answerer::Above => organisation
            .next_above(case.unit(), case.head().kind)
            .map_or(case.unit(), |above| above.code.as_str()),
    };
    let is_entered = |limit, whom: &str, from| {
        case.events().iter().any(|event| {
            event.happened > from
                && matches!(&event.deed, Deed::Escalated { limit: said, to } if *said == limit && to == whom)
        })
    };
    wanted
        .map(|(from, escalation)| (from, escalation.limit, to(&escalation).to_owned()))
        .find(|(from, limit, to)| !is_entered(*limit, to, *from))
        .map(|(_, limit, to)| Deed::Escalated { limit, to })
}
