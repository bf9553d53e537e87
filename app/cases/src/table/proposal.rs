//! Acts that more than one must agree to. A proposal is about the case as it was when it was made: if anything happens to the
//! case meanwhile, it is overtaken. The last consent and the act are one transaction.

use record::{Day, Id, Instant};
use serde::{Deserialize, Serialize};
use store::{Build, Row, Store, Write, sql};

use super::{Moment, Viewer, enter, exclusion, other};
use crate::case::CaseFile;
use crate::event::{Actor, Deed, Event};
use crate::rules::hands;
use crate::rules::recusal::Ground;
use crate::rules::stage::{self, Refusal};

/// How long a proposal waits for consent.
const LIVES_SECONDS: i64 = 72 * 60 * 60;

/// What is proposed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Proposed {
    /// That this happens to the case.
    Deed(Deed),
    /// That someone is excluded from it. Always two.
    Exclusion {
        /// The account.
        account: String,
        /// Why.
        ground: Ground,
    },
}

impl Proposed {
    fn others(&self) -> usize {
        match self {
            Proposed::Deed(deed) => hands::others(deed),
            Proposed::Exclusion { .. } => 1,
        }
    }
}

/// A proposal that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Its id.
    pub id: Id,
    /// The case.
    pub case: Id,
    /// The number the event would have.
    pub seq: u32,
    /// Who proposed it.
    pub author: String,
    /// What.
    pub act: Proposed,
    /// The day it is to have happened.
    pub happened: Day,
    /// How many besides the author must agree.
    pub others: usize,
    /// Who has.
    pub consents: Vec<String>,
    /// When it is given up.
    pub expires: Instant,
}

/// The answer to a consent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Approved {
    /// So many more must agree.
    Waits {
        /// How many.
        missing: usize,
    },
    /// It has happened.
    Done(Box<CaseFile>),
    /// It cannot happen, or not by this consent.
    Refused(Refusal),
}

/// Proposes an act. It is checked at once as if enough had agreed, so that nobody is asked for what cannot be.
#[expect(
    clippy::too_many_arguments,
    reason = "what is proposed, by whom, on what and when are all said by the caller"
)]
pub async fn propose(
    write: &mut Write,
    id: Id,
    case: &Id,
    author: &str,
    act: Proposed,
    happened: Day,
    now: Instant,
    moment: Moment<'_>,
) -> store::Result<Result<Proposal, Refusal>> {
    let Some(found) = super::case_in(write, case).await? else { return Ok(Err(Refusal::State)) };
    if exclusion::is_excluded_in(write, case, author).await? {
        return Ok(Err(Refusal::Actor));
    }
    let others = act.others();
    let seq = found.next_seq();
    let possible = match &act {
        // One person's act needs no proposal.
        Proposed::Deed(_) if others == 0 => Err(Refusal::Hands),
        Proposed::Deed(deed) => {
            let approvals = (0..others).map(|place| format!("{author} {place}")).collect();
            let actor = Actor::Staff(author.to_owned());
            let event = Event { seq, happened, entered: now, actor, approvals, deed: deed.clone() };
            stage::may(&found, &event)
                .and_then(|()| stage::in_time(&found, &event, moment.today, moment.calendar))
        }
        Proposed::Exclusion { account, .. } if account == author => Err(Refusal::Actor),
        Proposed::Exclusion { .. } => Ok(()),
    };
    if let Err(refusal) = possible {
        return Ok(Err(refusal));
    }
    if let Proposed::Deed(deed) = &act
        && let Err(refusal) = other::fits(write, &found, deed).await?
    {
        return Ok(Err(refusal));
    }
    let expires = now.plus_seconds(LIVES_SECONDS);
    let proposal = Proposal {
        id,
        case: case.clone(),
        seq,
        author: author.to_owned(),
        act,
        happened,
        others,
        consents: Vec::new(),
        expires,
    };
    sql("
        INSERT INTO case_proposal (id, case_id, seq, author, act, happened, others, expires)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)")
    .bind(proposal.id.as_str())
    .bind(case.as_str())
    .bind(seq)
    .bind(author)
    .bind(super::json(&proposal.act))
    .bind(happened)
    .bind(others as i64)
    .bind(expires)
    .run(write)
    .await?;
    Ok(Ok(proposal))
}

/// Agrees to a proposal. With the last consent it happens, in this transaction; of several last consents at once one wins.
pub async fn approve(
    write: &mut Write,
    proposal: &Id,
    account: &str,
    now: Instant,
    moment: Moment<'_>,
) -> store::Result<Approved> {
    // The row is held until the end, so that consents come one after the other on both databases.
    let held = sql("UPDATE case_proposal SET ended = ended WHERE id = $1 AND ended IS NULL")
        .bind(proposal.as_str())
        .run(write)
        .await?;
    let Some(mut found) = waiting(write, proposal).await?.filter(|_| held == 1) else {
        return Ok(Approved::Refused(Refusal::Overtaken));
    };
    if now > found.expires {
        return Ok(Approved::Refused(Refusal::Over));
    }
    if found.author == account || found.consents.iter().any(|by| by == account) {
        return Ok(Approved::Refused(Refusal::Hands));
    }
    let is_about_them = matches!(&found.act, Proposed::Exclusion { account: whom, .. } if whom == account);
    if is_about_them || exclusion::is_excluded_in(write, &found.case, account).await? {
        return Ok(Approved::Refused(Refusal::Actor));
    }
    sql("INSERT INTO case_consent (proposal, account, author, at) VALUES ($1, $2, $3, $4)")
        .bind(proposal.as_str())
        .bind(account)
        .bind(&found.author)
        .bind(now)
        .run(write)
        .await?;
    found.consents.push(account.to_owned());
    let missing = found.others.saturating_sub(found.consents.len());
    if missing > 0 {
        return Ok(Approved::Waits { missing });
    }
    carry_out(write, found, now, moment).await
}

async fn carry_out(
    write: &mut Write,
    proposal: Proposal,
    now: Instant,
    moment: Moment<'_>,
) -> store::Result<Approved> {
    let case = proposal.case.clone();
    let done = match proposal.act {
        Proposed::Deed(deed) => {
            let actor = Actor::Staff(proposal.author);
            let (seq, happened) = (proposal.seq, proposal.happened);
            let event = Event { seq, happened, entered: now, actor, approvals: proposal.consents, deed };
            enter(write, &case, event, moment).await?
        }
        Proposed::Exclusion { account, ground } => {
            let second = proposal.consents.first().map_or("", String::as_str);
            exclusion::exclude(write, &case, &account, ground, (&proposal.author, second), moment.today)
                .await?;
            release(write, &case, &proposal.author, account, now, moment).await?
        }
    };
    let word = if done.is_ok() { "done" } else { "overtaken" };
    end(write, &proposal.id, word).await?;
    Ok(match done {
        Ok(case) => Approved::Done(Box::new(case)),
        Err(refusal) => Approved::Refused(refusal),
    })
}

/// Who is excluded leaves the team, as an event that everyone can see.
async fn release(
    write: &mut Write,
    case: &Id,
    author: &str,
    account: String,
    now: Instant,
    moment: Moment<'_>,
) -> store::Result<Result<CaseFile, Refusal>> {
    let Some(found) = super::case_in(write, case).await? else { return Ok(Err(Refusal::State)) };
    if !found.team().contains(&account) {
        return Ok(Ok(found));
    }
    let (seq, happened) = (found.next_seq(), moment.today);
    let actor = Actor::Staff(author.to_owned());
    let deed = Deed::Released { account };
    enter(write, case, Event { seq, happened, entered: now, actor, approvals: Vec::new(), deed }, moment)
        .await
}

/// Takes a proposal back; only its author can. Whether it was still waiting.
pub async fn withdraw(write: &mut Write, proposal: &Id, author: &str) -> store::Result<bool> {
    let rows =
        sql("UPDATE case_proposal SET ended = 'withdrawn' WHERE id = $1 AND author = $2 AND ended IS NULL")
            .bind(proposal.as_str())
            .bind(author)
            .run(write)
            .await?;
    Ok(rows == 1)
}

async fn end(write: &mut Write, proposal: &Id, word: &str) -> store::Result<()> {
    sql("UPDATE case_proposal SET ended = $2 WHERE id = $1")
        .bind(proposal.as_str())
        .bind(word)
        .run(write)
        .await?;
    Ok(())
}

const COLUMNS: &str =
    "SELECT p.id, p.case_id, p.seq, p.author, p.act, p.happened, p.others, p.expires FROM case_proposal p";

async fn waiting(write: &mut Write, proposal: &Id) -> store::Result<Option<Proposal>> {
    let mut query = Build::new(COLUMNS);
    query.push(" WHERE p.id = ").arg(proposal.as_str());
    let Some(row) = query.sql().one_in(write).await? else { return Ok(None) };
    let consents = sql("SELECT account FROM case_consent WHERE proposal = $1 ORDER BY at, account")
        .bind(proposal.as_str())
        .all_in(write)
        .await?;
    let mut found = read(&row)?;
    found.consents = consents.iter().map(|row| row.text(0).to_owned()).collect();
    Ok(Some(found))
}

/// The proposals that wait for somebody's consent, of the cases the viewer may see; of one case, if it is named.
pub async fn proposals(
    store: &Store,
    viewer: &Viewer,
    case: Option<&Id>,
    now: Instant,
) -> store::Result<Vec<Proposal>> {
    let mut query = Build::new(COLUMNS);
    query.push(" JOIN case_state s ON s.case_id = p.case_id WHERE p.ended IS NULL");
    query.and("p.seq = s.next_seq");
    query.and("p.expires > ").arg(now);
    if let Some(case) = case {
        query.and("p.case_id = ").arg(case.as_str());
    }
    super::seen::only(&mut query, viewer);
    query.push(" ORDER BY p.expires, p.id");
    let mut found = query.all(store).await?.iter().map(read).collect::<store::Result<Vec<Proposal>>>()?;
    for proposal in &mut found {
        let rows = sql("SELECT account FROM case_consent WHERE proposal = $1 ORDER BY at, account")
            .bind(proposal.id.as_str())
            .all(store)
            .await?;
        proposal.consents = rows.iter().map(|row| row.text(0).to_owned()).collect();
    }
    Ok(found)
}

fn read(row: &Row) -> store::Result<Proposal> {
    let (table, key) = ("case_proposal", row.text(0));
    Ok(Proposal {
        id: super::id(table, key, key)?,
        case: super::id(table, key, row.text(1))?,
        seq: super::small(row, 2),
        author: row.text(3).to_owned(),
        act: super::read_json(table, key, row.text(4))?,
        happened: super::day(table, key, row.text(5))?,
        others: super::small(row, 6) as usize,
        consents: Vec::new(),
        expires: super::instant(table, key, row.text(7))?,
    })
}
