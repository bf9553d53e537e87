//! The register of openings of an identity: appended, and read by the reporter.

use record::{Id, Instant, worded};
use store::{Row, Store, Write, sql};

use super::exclusion::is_excluded_in;
use crate::rules::opening::{Person, Reason, Refusal, may_ask, may_decide};

worded! {
    /// A step on the way to an identity.
    Step {
        /// An officer asked.
        Asked = "asked",
        /// A custodian let them.
        Granted = "granted",
        /// A custodian did not.
        Declined = "declined",
        /// The officer opened it.
        Opened = "opened",
    }
}

/// One row of the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// Its number.
    pub seq: u32,
    /// The number of the request it belongs to; its own, of a request.
    pub request: u32,
    /// Which step.
    pub step: Step,
    /// Who took it. The reporter reads the unit alone.
    pub account: String,
    /// Their unit.
    pub unit: String,
    /// Why it was asked for.
    pub reason: Reason,
    /// When.
    pub at: Instant,
}

/// What a request became.
pub type Asked = Result<u32, Refusal>;

/// Asks for an identity; the number of the request.
pub async fn ask(
    write: &mut Write,
    case: &Id,
    account: &str,
    unit: &str,
    reason: Reason,
    now: Instant,
) -> store::Result<Asked> {
    let asker = person(write, case, account, unit).await?;
    if let Err(refusal) = may_ask(asker) {
        return Ok(Err(refusal));
    }
    append(write, case, None, Step::Asked, account, unit, reason, now, None).await
}

/// Grants or declines a request: `share` is the custodian's share, sealed anew to the officer who asked; none declines.
pub async fn decide(
    write: &mut Write,
    case: &Id,
    request: u32,
    account: &str,
    unit: &str,
    share: Option<Vec<u8>>,
    now: Instant,
) -> store::Result<Asked> {
    let rows = of_case_in(write, case).await?;
    let Some(asked) = rows.iter().find(|row| row.request == request && row.step == Step::Asked) else {
        return Ok(Err(Refusal::State));
    };
    if rows.iter().any(|row| row.request == request && row.step != Step::Asked) {
        return Ok(Err(Refusal::State));
    }
    let custodian = person(write, case, account, unit).await?;
    if let Err(refusal) = may_decide(custodian, &asked.account, &asked.unit, asked.at, now) {
        return Ok(Err(refusal));
    }
    let step = if share.is_some() { Step::Granted } else { Step::Declined };
    append(write, case, Some(request), step, account, unit, asked.reason, now, share).await
}

/// Says that the officer who asked has opened it.
pub async fn mark_opened(
    write: &mut Write,
    case: &Id,
    request: u32,
    account: &str,
    unit: &str,
    now: Instant,
) -> store::Result<Asked> {
    let rows = of_case_in(write, case).await?;
    let of_request = |step: Step| rows.iter().find(|row| row.request == request && row.step == step);
    let (Some(asked), Some(_)) = (of_request(Step::Asked), of_request(Step::Granted)) else {
        return Ok(Err(Refusal::State));
    };
    if asked.account != account {
        return Ok(Err(Refusal::Team));
    }
    if is_excluded_in(write, case, account).await? {
        return Ok(Err(Refusal::Excluded));
    }
    append(write, case, Some(request), Step::Opened, account, unit, asked.reason, now, None).await
}

/// The share that was granted to this officer, and only to them.
pub async fn granted_share(
    store: &Store,
    case: &Id,
    request: u32,
    account: &str,
) -> store::Result<Option<Vec<u8>>> {
    let row = sql("
        SELECT g.share
        FROM case_opening g
        JOIN case_opening a ON a.case_id = g.case_id AND a.request = g.request AND a.step = 'asked'
        WHERE g.case_id = $1 AND g.request = $2 AND g.step = 'granted' AND a.account = $3
          AND NOT EXISTS (SELECT 1 FROM case_exclusion x WHERE x.case_id = g.case_id AND x.account = a.account)")
    .bind(case.as_str())
    .bind(request)
    .bind(account)
    .one(store)
    .await?;
    Ok(row.map(|row| row.bytes(0).to_vec()))
}

const COLUMNS: &str = "
    SELECT seq, request, step, account, unit, reason, at
    FROM case_opening
    WHERE case_id = $1
    ORDER BY seq";

/// The register of a case.
pub async fn openings(store: &Store, case: &Id) -> store::Result<Vec<Opening>> {
    sql(COLUMNS).bind(case.as_str()).all(store).await?.iter().map(|row| read(case, row)).collect()
}

/// The requests that nobody has answered, oldest first: of all cases but those that concern this unit or that this custodian is
/// excluded from.
pub async fn asked(store: &Store, account: &str, unit: &str) -> store::Result<Vec<(Id, Opening)>> {
    let rows = sql("
        SELECT o.seq, o.request, o.step, o.account, o.unit, o.reason, o.at, o.case_id
        FROM case_opening o
        JOIN case_file f ON f.id = o.case_id
        WHERE o.step = 'asked' AND (f.concerned_unit IS NULL OR f.concerned_unit <> $1)
          AND NOT EXISTS (SELECT 1 FROM case_exclusion x WHERE x.case_id = o.case_id AND x.account = $2)
          AND NOT EXISTS (SELECT 1 FROM case_opening d
                          WHERE d.case_id = o.case_id AND d.request = o.request AND d.step <> 'asked')
        ORDER BY o.at, o.case_id, o.seq")
    .bind(unit)
    .bind(account)
    .all(store)
    .await?;
    let of_row = |row: &Row| {
        let case = super::id("case_opening", row.text(7), row.text(7))?;
        let opening = read(&case, row)?;
        Ok((case, opening))
    };
    rows.iter().map(of_row).collect()
}

async fn of_case_in(write: &mut Write, case: &Id) -> store::Result<Vec<Opening>> {
    sql(COLUMNS).bind(case.as_str()).all_in(write).await?.iter().map(|row| read(case, row)).collect()
}

fn read(case: &Id, row: &Row) -> store::Result<Opening> {
    let (table, key) = ("case_opening", case.as_str());
    Ok(Opening {
        seq: super::small(row, 0),
        request: super::small(row, 1),
        step: super::word(table, key, row.text(2), Step::parse)?,
        account: row.text(3).to_owned(),
        unit: row.text(4).to_owned(),
        reason: super::word(table, key, row.text(5), Reason::parse)?,
        at: super::instant(table, key, row.text(6))?,
    })
}

async fn person<'a>(
    write: &mut Write,
    case: &Id,
    account: &'a str,
    unit: &'a str,
) -> store::Result<Person<'a>> {
    let in_team = sql("SELECT 1 FROM case_team WHERE case_id = $1 AND account = $2")
        .bind(case.as_str())
        .bind(account)
        .one_in(write)
        .await?;
    let is_excluded = is_excluded_in(write, case, account).await?;
    Ok(Person { account, unit, is_in_team: in_team.is_some(), is_excluded })
}

#[expect(clippy::too_many_arguments, reason = "they are the columns of the row")]
async fn append(
    write: &mut Write,
    case: &Id,
    request: Option<u32>,
    step: Step,
    account: &str,
    unit: &str,
    reason: Reason,
    at: Instant,
    share: Option<Vec<u8>>,
) -> store::Result<Asked> {
    let row = sql("SELECT COALESCE(MAX(seq), 0) FROM case_opening WHERE case_id = $1")
        .bind(case.as_str())
        .one_in(write)
        .await?;
    let seq = row.map_or(0, |row| super::small(&row, 0)) + 1;
    let rows = sql("
        INSERT INTO case_opening (case_id, seq, request, step, account, unit, reason, at, share)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (case_id, seq) DO NOTHING")
    .bind(case.as_str())
    .bind(seq)
    .bind(request.unwrap_or(seq))
    .bind(step.as_str())
    .bind(account)
    .bind(unit)
    .bind(reason.as_str())
    .bind(at)
    .bind(share)
    .run(write)
    .await?;
    // Of two decisions at once the second finds its number taken.
    Ok(if rows == 1 { Ok(seq) } else { Err(Refusal::State) })
}
