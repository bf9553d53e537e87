//! Receiving a submission: everything of it in one transaction, and the same answer however often it is sent.

use record::{Id, Instant};
use seal::Submission;
use store::{Store, Value, Write, search, sql};

use super::enter::{append, coarse, place, project, take};
use super::{Moment, intake, upload};
use crate::arrival::{Arrival, sort};
use crate::case::{CaseFile, Head};
use crate::event::{Actor, Deed, Event};
use crate::rules::funnel::Step;

/// The answer to a submission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Received {
    /// It is stored, and will not be lost.
    New(Head),
    /// It was stored before; nothing happened now.
    Again(Head),
    /// Another submission has this id, or this receipt. Nothing was stored.
    Contradicts,
    /// These files are not whole, or are not what the submission says. Nothing was stored.
    Incomplete(Vec<Id>),
}

/// Receives a submission that was checked: the case, all that is sealed, its first event and its leaf in the day's intake
/// tree, or nothing at all. Returns only when it is durable.
///
/// The same id with the same receipt is the same submission, even if it was sealed anew: sealing draws new keys each time.
/// `now` is kept nowhere but in the events of staff.
pub async fn receive(
    store: &Store,
    arrival: &Arrival,
    actor: Actor,
    now: Instant,
    moment: Moment<'_>,
) -> store::Result<Received> {
    let submission = &arrival.submission;
    if let Some(known) = known(store, submission).await? {
        return Ok(known);
    }
    let incomplete = upload::finish_all(store, submission).await?;
    if !incomplete.is_empty() {
        return Ok(Received::Incomplete(incomplete));
    }
    let mut write = store.write().await?;
    let head = arrival.head();
    if !insert_file(&mut write, arrival, &head).await? {
        drop(write);
        // Somebody was faster with the same id or receipt.
        return Ok(known(store, submission).await?.unwrap_or(Received::Contradicts));
    }
    seal_in(&mut write, submission).await?;
    if let (Some(words), true) = (&arrival.words, arrival.kind != crate::case::Kind::Report) {
        sql("INSERT INTO case_words (case_id, text, folded) VALUES ($1, $2, $3)")
            .bind(head.id.as_str())
            .bind(words)
            .bind(search::folded(words))
            .run(&mut write)
            .await?;
    }
    begin(&mut write, &head, actor, now, moment).await?;
    intake::enter_leaf(&mut write, head.id.as_str(), &submission.commitment, moment.today).await?;
    upload::attach(&mut write, submission).await?;
    // No page shows it, so no page that was kept is old now.
    write.commit_unseen().await?;
    Ok(Received::New(head))
}

/// What is stored under this id or this receipt. One statement, so that a submission that is just being stored is seen whole
/// or not at all.
async fn known(store: &Store, submission: &Submission) -> store::Result<Option<Received>> {
    let rows = sql("SELECT id, lookup FROM case_file WHERE id = $1 OR lookup = $2")
        .bind(submission.id.as_str())
        .bind(&submission.lookup)
        .all(store)
        .await?;
    let is_this =
        |row: &store::Row| row.text(0) == submission.id.as_str() && row.text(1) == submission.lookup;
    match &rows[..] {
        [] => Ok(None),
        [row] if is_this(row) => {
            let case = super::case(store, &submission.id).await?;
            Ok(case.map(|case| Received::Again(case.head().clone())))
        }
        _ => Ok(Some(Received::Contradicts)),
    }
}

/// `false` where the id, the number or the receipt is taken.
async fn insert_file(write: &mut Write, arrival: &Arrival, head: &Head) -> store::Result<bool> {
    let submission = &arrival.submission;
    let rows = sql("
        INSERT INTO case_file (sort, id, number, kind, channel, sealed_by, unit, concerned_unit, received, lookup,
                               reply_key, sign_key, manifest)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        ON CONFLICT DO NOTHING")
    .bind(sort(head.received, &head.id))
    .bind(head.id.as_str())
    .bind(&head.number)
    .bind(head.kind.as_str())
    .bind(head.channel.as_str())
    .bind(head.sealed_by.as_str())
    .bind(&head.unit)
    .bind(head.concerned_unit.as_ref())
    .bind(head.received)
    .bind(&submission.lookup)
    .bind(submission.reply_key.as_str())
    .bind(&submission.sign_key)
    .bind(&submission.manifest)
    .run(write)
    .await?;
    Ok(rows == 1)
}

/// Everything that is sealed.
async fn seal_in(write: &mut Write, submission: &Submission) -> store::Result<()> {
    let id = submission.id.as_str();
    let epoch = i64::from(submission.epoch);
    sql("INSERT INTO case_epoch (case_id, epoch, case_key, verify, signature) VALUES ($1, $2, $3, $4, $5)")
        .bind(id)
        .bind(epoch)
        .bind(submission.case_key.as_str())
        .bind(&submission.case_verify)
        .bind(&submission.case_voucher)
        .run(write)
        .await?;
    let blobs = [
        ("report", &submission.report),
        ("identity", &submission.identity),
        ("share_a", &submission.share_a),
    ];
    let rows = blobs.into_iter().flat_map(|(name, sealed)| {
        [Value::from(id), Value::from(name), Value::Int(epoch), Value::Bytes(sealed.0.clone())]
    });
    let insert = "INSERT INTO case_blob (case_id, name, epoch, bytes)";
    write.insert_rows(insert, 4, rows.collect(), "").await?;
    let wraps = submission.wraps.iter().flat_map(|wrap| {
        let bytes = Value::Bytes(wrap.bytes.0.clone());
        [Value::from(id), Value::Int(epoch), Value::from(&wrap.holder), bytes]
    });
    let insert = "INSERT INTO case_wrap (case_id, epoch, holder, bytes)";
    write.insert_rows(insert, 4, wraps.collect(), "").await?;
    let readers = submission
        .wraps
        .iter()
        .flat_map(|wrap| [Value::from(id), Value::Int(epoch), Value::from(&wrap.holder)]);
    let insert = "INSERT INTO case_reader (case_id, epoch, holder)";
    write.insert_rows(insert, 3, readers.collect(), "").await?;
    let shares = submission
        .shares
        .iter()
        .flat_map(|share| [Value::from(id), Value::from(&share.holder), Value::Bytes(share.bytes.0.clone())]);
    let insert = "INSERT INTO case_share (case_id, holder, bytes)";
    write.insert_rows(insert, 3, shares.collect(), "").await
}

/// The first event and the rows beside it.
async fn begin(
    write: &mut Write,
    head: &Head,
    actor: Actor,
    now: Instant,
    moment: Moment<'_>,
) -> store::Result<()> {
    let (seq, happened, entered) = (1, head.received, now);
    let event = coarse(Event { seq, happened, entered, actor, approvals: Vec::new(), deed: Deed::Received });
    let case = CaseFile::fold(head.clone(), [event.clone()]).expect("a case begins with what came in");
    append(write, &head.id, &event, "", &place(case.state())).await?;
    project(write, &case, moment).await?;
    take(write, &case, Step::Received, moment.today).await
}
