//! Reading one case back from its events.

use record::Id;
use store::{Row, Store, Write, sql};

use crate::case::{CaseFile, Channel, Head, Kind, SealedBy};
use crate::event::{Actor, Event};

const HEAD: &str = "
    SELECT id, number, kind, channel, sealed_by, unit, concerned_unit, received
    FROM case_file
    WHERE id = $1";
const EVENTS: &str = "
    SELECT seq, happened, entered, actor, approvals, facts
    FROM case_event
    WHERE case_id = $1
    ORDER BY seq";

/// The case of this id.
pub async fn case(store: &Store, id: &Id) -> store::Result<Option<CaseFile>> {
    let Some(row) = sql(HEAD).bind(id.as_str()).one(store).await? else { return Ok(None) };
    let events = sql(EVENTS).bind(id.as_str()).all(store).await?;
    fold(&row, &events).map(Some)
}

/// The same, as the open transaction sees it.
pub async fn case_in(write: &mut Write, id: &Id) -> store::Result<Option<CaseFile>> {
    let Some(row) = sql(HEAD).bind(id.as_str()).one_in(write).await? else { return Ok(None) };
    let events = sql(EVENTS).bind(id.as_str()).all_in(write).await?;
    fold(&row, &events).map(Some)
}

/// The case whose receipt has this lookup hash. A receipt that leads nowhere costs the same statement.
pub async fn by_lookup(store: &Store, lookup: &str) -> store::Result<Option<Id>> {
    let row = sql("SELECT id FROM case_file WHERE lookup = $1").bind(lookup).one(store).await?;
    row.map(|row| super::id("case_file", lookup, row.text(0))).transpose()
}

/// The case of this number, whoever asks: the policy is asked about it before anything of it is told.
pub async fn named(store: &Store, number: &str) -> store::Result<Option<Id>> {
    let row = sql("SELECT case_id FROM case_state WHERE number = $1").bind(number).one(store).await?;
    row.map(|row| super::id("case_state", number, row.text(0))).transpose()
}

/// The case of this number, for whoever may see it in a list.
pub async fn by_number(store: &Store, viewer: &super::Viewer, number: &str) -> store::Result<Option<Id>> {
    let mut query = store::Build::new("SELECT s.case_id FROM case_state s WHERE 1 = 1");
    query.and("s.number = ").arg(number);
    super::seen::only(&mut query, viewer);
    let row = query.one(store).await?;
    row.map(|row| super::id("case_state", number, row.text(0))).transpose()
}

/// The words of a complaint or suggestion, for who handles it; none of a report.
pub async fn words(store: &Store, id: &Id) -> store::Result<Option<String>> {
    let row = sql("SELECT text FROM case_words WHERE case_id = $1").bind(id.as_str()).one(store).await?;
    Ok(row.map(|row| row.text(0).to_owned()))
}

/// The cases that were joined to this one.
pub async fn joined_to(store: &Store, viewer: &super::Viewer, id: &Id) -> store::Result<Vec<Id>> {
    let mut query = store::Build::new("SELECT s.case_id FROM case_state s WHERE 1 = 1");
    query.and("s.joined_into = ").arg(id.as_str());
    super::seen::only(&mut query, viewer);
    query.push(" ORDER BY s.sort");
    ids(&query.all(store).await?)
}

/// The cases this one is linked with, from either side.
pub async fn linked_to(store: &Store, viewer: &super::Viewer, id: &Id) -> store::Result<Vec<Id>> {
    let mut query = store::Build::new("SELECT s.case_id FROM case_state s WHERE 1 = 1");
    query.and("s.case_id IN (SELECT l.other FROM case_link l WHERE l.case_id = ").arg(id.as_str());
    query.push(" UNION SELECT l.case_id FROM case_link l WHERE l.other = ").arg(id.as_str()).push(")");
    super::seen::only(&mut query, viewer);
    query.push(" ORDER BY s.sort");
    ids(&query.all(store).await?)
}

fn ids(rows: &[Row]) -> store::Result<Vec<Id>> {
    rows.iter().map(|row| super::id("case_state", row.text(0), row.text(0))).collect()
}

fn fold(row: &Row, events: &[Row]) -> store::Result<CaseFile> {
    let head = head(row)?;
    let key = head.id.to_string();
    let events = events.iter().map(|row| event(&key, row)).collect::<store::Result<Vec<Event>>>()?;
    CaseFile::fold(head, events).map_err(|(seq, refusal)| store::Error::Corrupt {
        table: "case_event",
        key: format!("{key} {seq}"),
        what: format!("cannot follow what stands before it: {}", refusal.as_str()),
    })
}

fn head(row: &Row) -> store::Result<Head> {
    let key = row.text(0);
    let table = "case_file";
    Ok(Head {
        id: super::id(table, key, key)?,
        number: row.text(1).to_owned(),
        kind: super::word(table, key, row.text(2), Kind::parse)?,
        channel: super::word(table, key, row.text(3), Channel::parse)?,
        sealed_by: super::word(table, key, row.text(4), SealedBy::parse)?,
        unit: row.text(5).to_owned(),
        concerned_unit: row.opt_text(6).map(str::to_owned),
        received: super::day(table, key, row.text(7))?,
    })
}

fn event(key: &str, row: &Row) -> store::Result<Event> {
    let table = "case_event";
    Ok(Event {
        seq: super::small(row, 0),
        happened: super::day(table, key, row.text(1))?,
        entered: super::instant(table, key, row.text(2))?,
        actor: super::word(table, key, row.text(3), Actor::parse)?,
        approvals: super::read_json(table, key, row.text(4))?,
        deed: super::read_json(table, key, row.text(5))?,
    })
}
