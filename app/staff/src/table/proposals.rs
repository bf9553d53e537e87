//! What one proposed and another decides.

use record::Instant;
use store::{Build, Result, Row, Store, Write, sql};

use super::{corrupt, moment};
use crate::two_hands::{Decision, Proposal};
use crate::{Action, ObjectKind};

const ROWS: &str = "
    SELECT id, action, object_kind, object_key, object_hash, unit, facts, author, proposed, expires,
           state, decided_by, decided
    FROM staff_proposal
    WHERE 1 = 1";

fn read(row: &Row) -> Result<Proposal> {
    let id = row.text(0);
    let unsound = |what| corrupt("staff_proposal", id, what);
    let decided = match (row.opt_text(11), row.opt_text(12)) {
        (Some(by), Some(_)) => Some(Decision {
            by: by.to_owned(),
            at: moment(row, 12, "staff_proposal")?,
            state: row.text(10).to_owned(),
        }),
        _ => None,
    };
    Ok(Proposal {
        id: id.to_owned(),
        action: Action::parse(row.text(1)).ok_or_else(|| unsound("names no action"))?,
        kind: ObjectKind::parse(row.text(2)).ok_or_else(|| unsound("names no kind of thing"))?,
        key: row.text(3).to_owned(),
        hash: row.text(4).to_owned(),
        unit: row.opt_text(5).map(str::to_owned),
        facts: serde_json::from_str(row.text(6)).map_err(|_| unsound("has facts that are no JSON"))?,
        author: row.text(7).to_owned(),
        proposed: moment(row, 8, "staff_proposal")?,
        expires: moment(row, 9, "staff_proposal")?,
        decided,
    })
}

/// Enters a proposal.
pub(crate) async fn insert(write: &mut Write, proposal: &Proposal) -> Result<()> {
    sql("
        INSERT INTO staff_proposal (id, action, object_kind, object_key, object_hash, unit, facts, author, proposed,
                                    expires, state)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'open')")
    .bind(&proposal.id)
    .bind(proposal.action.as_str())
    .bind(proposal.kind.as_str())
    .bind(&proposal.key)
    .bind(&proposal.hash)
    .bind(proposal.unit.as_deref())
    .bind(proposal.facts.to_string())
    .bind(&proposal.author)
    .bind(proposal.proposed)
    .bind(proposal.expires)
    .run(write)
    .await?;
    Ok(())
}

/// The proposal of this id.
pub(crate) async fn find(store: &Store, id: &str) -> Result<Option<Proposal>> {
    let mut query = Build::new(ROWS);
    query.and("id = ").arg(id);
    query.one(store).await?.as_ref().map(read).transpose()
}

/// The same, as the transaction sees it.
pub(crate) async fn find_in(write: &mut Write, id: &str) -> Result<Option<Proposal>> {
    let mut query = Build::new(ROWS);
    query.and("id = ").arg(id);
    query.sql().one_in(write).await?.as_ref().map(read).transpose()
}

/// Proposals that wait, the oldest first, of one thing where it is given.
pub(crate) async fn open(
    store: &Store,
    of: Option<(ObjectKind, &str)>,
    now: Instant,
) -> Result<Vec<Proposal>> {
    let mut query = Build::new(ROWS);
    query.and("state = 'open' AND expires > ").arg(now);
    if let Some((kind, key)) = of {
        query.and("object_kind = ").arg(kind.as_str()).and("object_key = ").arg(key);
    }
    query.push(" ORDER BY proposed, id LIMIT 500");
    query.all(store).await?.iter().map(read).collect()
}

/// Decides a proposal that is open. Of two who decide at once the database lets one win: `false` for the other.
///
/// The conditions stand here once more although the rule has looked: between its look and this statement anything may have
/// happened.
pub(crate) async fn decide(
    write: &mut Write,
    proposal: &Proposal,
    state: &'static str,
    by: &str,
    now: Instant,
) -> Result<bool> {
    let rows = sql("
        UPDATE staff_proposal
        SET state = $1, decided_by = $2, decided = $3
        WHERE id = $4 AND state = 'open' AND object_hash = $5 AND ($1 <> 'approved' OR (author <> $2 AND expires > $3))")
    .bind(state)
    .bind(by)
    .bind(now)
    .bind(&proposal.id)
    .bind(&proposal.hash)
    .run(write)
    .await?;
    Ok(rows == 1)
}
