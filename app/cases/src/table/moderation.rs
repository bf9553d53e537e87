//! Words of citizens on their way to the public: the queue, every text, every move.

use record::{Count, Cursor, Day, Id, Instant, Page, Start};
use serde::Serialize;
use store::{Build, Order, Row, Store, Write, sql};

use crate::rules::moderation::{
    About, Appeal, By, Move, Reason, Refusal, Standing, decide, now as at_this_moment,
};

/// Words and how they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Their id.
    pub id: Id,
    /// What they were written for: `case/` and the case's id.
    pub source: String,
    /// The unit they are about.
    pub concerned_unit: Option<String>,
    /// How they stand now.
    pub standing: Standing,
    /// The number the next move would have.
    pub next_seq: u32,
}

/// What the public reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    /// The words.
    Text {
        /// Their id.
        id: Id,
        /// The words, as far as they are shown.
        text: String,
        /// Whether something was taken out.
        is_redacted: bool,
    },
    /// That there were words, and why they are gone.
    Tombstone {
        /// Their id.
        id: Id,
        /// Why.
        reason: Reason,
        /// Whether the author may still appeal, or has.
        is_final: bool,
    },
}

/// Puts words into the queue. The public sees nothing of them until somebody decided. `sort` orders the lists.
pub async fn offer_words(
    write: &mut Write,
    id: &Id,
    case: &Id,
    concerned_unit: Option<&str>,
    text: &str,
    sort: i64,
) -> store::Result<bool> {
    let rows = sql("
        INSERT INTO moderated (sort, id, source, concerned_unit, state, standing, appealed, next_seq)
        VALUES ($1, $2, $3, $4, 'waits', $5, 0, 1)
        ON CONFLICT DO NOTHING")
    .bind(sort)
    .bind(id.as_str())
    .bind(format!("case/{case}"))
    .bind(concerned_unit)
    .bind(super::json(&Standing::Waits))
    .run(write)
    .await?;
    if rows == 1 {
        add_text(write, id, 1, text).await?;
    }
    Ok(rows == 1)
}

async fn add_text(write: &mut Write, item: &Id, revision: u32, text: &str) -> store::Result<()> {
    sql("INSERT INTO moderated_text (item, revision, text) VALUES ($1, $2, $3)")
        .bind(item.as_str())
        .bind(revision)
        .bind(text)
        .run(write)
        .await?;
    Ok(())
}

const COLUMNS: &str = "SELECT m.sort, m.id, m.source, m.concerned_unit, m.standing, m.next_seq";

fn item(row: &Row, now: Instant) -> store::Result<Item> {
    let (table, key) = ("moderated", row.text(1));
    let standing = super::read_json(table, key, row.text(4))?;
    Ok(Item {
        id: super::id(table, key, key)?,
        source: row.text(2).to_owned(),
        concerned_unit: row.opt_text(3).map(str::to_owned),
        standing: at_this_moment(&standing, now),
        next_seq: super::small(row, 5),
    })
}

/// One item.
pub async fn words_item(store: &Store, id: &Id, now: Instant) -> store::Result<Option<Item>> {
    let mut query = Build::new(COLUMNS);
    query.push(" FROM moderated m WHERE m.id = ").arg(id.as_str());
    query.one(store).await?.map(|row| item(&row, now)).transpose()
}

/// The item of a case's words, if they were offered.
pub async fn words_of_case(store: &Store, case: &Id, now: Instant) -> store::Result<Option<Item>> {
    let mut query = Build::new(COLUMNS);
    query.push(" FROM moderated m WHERE m.source = ").arg(format!("case/{case}"));
    query.one(store).await?.map(|row| item(&row, now)).transpose()
}

/// What waits for a moderator of this unit: new words and appeals, oldest first. Words about the unit are not in it, nor those of
/// a case that the moderator is excluded from.
pub async fn queue(
    store: &Store,
    account: &str,
    unit: &str,
    start: Start,
    limit: usize,
    now: Instant,
) -> store::Result<Page<Item>> {
    let waiting = |columns| {
        let mut query = Build::list(store, columns, "moderated m", "m.sort", None)?;
        query.and("(m.state IN ('waits', 'held_back') OR m.appealed = 1)");
        query.and("(m.concerned_unit IS NULL OR m.concerned_unit <> ").arg(unit).push(")");
        query.and("NOT EXISTS (SELECT 1 FROM case_exclusion x WHERE 'case/' || x.case_id = m.source");
        query.and("x.account = ").arg(account).push(")");
        Some(query)
    };
    let (Some(counted), Some(query)) = (waiting("SELECT COUNT(*)"), waiting(COLUMNS)) else {
        return Ok(Page::empty());
    };
    let count = counted.one(store).await?.map_or(0, |row| super::count(&row, 0));
    let rows = lines(query, store, Order::Oldest, start, limit, now).await?;
    Ok(Page::cut(rows, start, limit, Count::Exact(count)))
}

/// One line more than a page has, each with its cursor.
async fn lines(
    query: Build,
    store: &Store,
    order: Order,
    start: Start,
    limit: usize,
    now: Instant,
) -> store::Result<Vec<(Cursor, Item)>> {
    let read = |row: &Row| (Cursor { sort: row.int(0), number: None }, item(row, now));
    let lines = query.lines(store, order, start, limit.saturating_add(1), read).await?;
    lines.into_iter().map(|(cursor, item)| Ok((cursor, item?))).collect()
}

/// Every text of an item, the one as written first, for moderators.
pub async fn texts_of(store: &Store, item: &Id) -> store::Result<Vec<String>> {
    let rows = sql("SELECT text FROM moderated_text WHERE item = $1 ORDER BY revision")
        .bind(item.as_str())
        .all(store)
        .await?;
    Ok(rows.iter().map(|row| row.text(0).to_owned()).collect())
}

/// Who made the decision that words stand by, as far as it can be appealed against: one person, or two.
pub async fn decided_by(store: &Store, item: &Item) -> store::Result<Vec<String>> {
    let rows = decisions(&item.id).all(store).await?;
    deciders(&rows, &item.standing)
}

fn decisions(item: &Id) -> store::Sql {
    sql("
        SELECT move, account, second
        FROM moderated_event
        WHERE item = $1
        ORDER BY seq DESC")
    .bind(item.as_str())
}

fn deciders(rows: &[Row], standing: &Standing) -> store::Result<Vec<String>> {
    for row in rows {
        let made: Move = super::read_json("moderated_event", row.text(0), row.text(0))?;
        let is_it = match standing {
            Standing::Hidden { .. } => matches!(made, Move::Hide { .. }),
            _ => matches!(made, Move::Redact { .. }),
        };
        if is_it {
            return Ok([1, 2].into_iter().filter_map(|at| row.opt_text(at)).map(str::to_owned).collect());
        }
    }
    Ok(Vec::new())
}

/// What the author wrote with the newest appeal.
pub async fn appeal_text(store: &Store, item: &Id) -> store::Result<Option<String>> {
    let row = sql("SELECT text FROM moderated_appeal WHERE item = $1 ORDER BY seq DESC LIMIT 1")
        .bind(item.as_str())
        .one(store)
        .await?;
    Ok(row.map(|row| row.text(0).to_owned()))
}

/// Does something about words. `expected` is the number of the move the decision was made for: of two at once one wins.
/// `text` are the words of a redaction, or of the author's appeal.
#[expect(clippy::too_many_arguments, reason = "a move, who makes it, and when")]
pub async fn act_on_words(
    write: &mut Write,
    id: &Id,
    expected: u32,
    what: &Move,
    text: Option<&str>,
    by: By<'_>,
    now: Instant,
    today: Day,
) -> store::Result<Result<Standing, Refusal>> {
    let mut query = Build::new(COLUMNS);
    query.push(" FROM moderated m WHERE m.id = ").arg(id.as_str());
    let Some(row) = query.sql().one_in(write).await? else { return Ok(Err(Refusal::State)) };
    let found = item(&row, now)?;
    if found.next_seq != expected {
        return Ok(Err(Refusal::Overtaken));
    }
    let row =
        sql("SELECT COUNT(*) FROM moderated_text WHERE item = $1").bind(id.as_str()).one_in(write).await?;
    let revisions = row.map_or(0, |row| super::small(&row, 0));
    let rows = decisions(id).all_in(write).await?;
    let decided_by = deciders(&rows, &found.standing)?;
    let about = About { concerned: found.concerned_unit.as_deref(), revisions, decided_by: &decided_by };
    let standing = match decide(&found.standing, what, by, about, now, today) {
        Ok(standing) => standing,
        Err(refusal) => return Ok(Err(refusal)),
    };
    match (what, text) {
        (Move::Redact { .. }, Some(text)) => add_text(write, id, revisions + 1, text).await?,
        (Move::Redact { .. }, None) => return Ok(Err(Refusal::State)),
        (Move::Appeal, Some(text)) => {
            sql("INSERT INTO moderated_appeal (item, seq, text) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING")
                .bind(id.as_str())
                .bind(expected)
                .bind(text)
                .run(write)
                .await?;
        }
        _ => {}
    }
    let rows = sql("
        INSERT INTO moderated_event (item, seq, move, account, second, at, standing)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (item, seq) DO NOTHING")
    .bind(id.as_str())
    .bind(expected)
    .bind(super::json(what))
    .bind(by.account)
    .bind(by.second.map(|(account, _)| account))
    .bind(now)
    .bind(super::json(&standing))
    .run(write)
    .await?;
    if rows == 0 {
        return Ok(Err(Refusal::Overtaken));
    }
    sql("UPDATE moderated SET state = $2, standing = $3, appealed = $4, next_seq = $5 WHERE id = $1")
        .bind(id.as_str())
        .bind(state(&standing))
        .bind(super::json(&standing))
        .bind(standing.is_appealed())
        .bind(expected + 1)
        .run(write)
        .await?;
    Ok(Ok(standing))
}

fn state(standing: &Standing) -> &'static str {
    match standing {
        Standing::Waits => "waits",
        Standing::Shown { .. } => "shown",
        Standing::HeldBack { .. } => "held_back",
        Standing::Hidden { .. } => "hidden",
    }
}

/// What the public reads, newest first.
pub async fn shown_words(
    store: &Store,
    start: Start,
    limit: usize,
    now: Instant,
) -> store::Result<Page<Shown>> {
    let Some(mut query) = Build::list(store, COLUMNS, "moderated m", "m.sort", None) else {
        return Ok(Page::empty());
    };
    query.and("m.state <> 'waits'");
    let count = query.count(store).await?;
    let items = Page::cut(lines(query, store, Order::Newest, start, limit, now).await?, start, limit, count);
    let mut rows = Vec::with_capacity(items.rows.len());
    for found in items.rows {
        rows.extend(shown(store, found).await?);
    }
    Ok(Page { rows, next: items.next, previous: items.previous, count: items.count })
}

/// The text of a revision.
pub async fn shown_text(store: &Store, item: &Id, revision: u32) -> store::Result<Option<String>> {
    let row = sql("SELECT text FROM moderated_text WHERE item = $1 AND revision = $2")
        .bind(item.as_str())
        .bind(revision)
        .one(store)
        .await?;
    Ok(row.map(|row| row.text(0).to_owned()))
}

async fn shown(store: &Store, found: Item) -> store::Result<Option<Shown>> {
    let id = found.id;
    Ok(match found.standing {
        Standing::Waits => None,
        Standing::Shown { revision, .. } => {
            let text = shown_text(store, &id, revision).await?;
            text.map(|text| Shown::Text { id, text, is_redacted: revision > 1 })
        }
        Standing::HeldBack { reason, .. } => Some(Shown::Tombstone { id, reason, is_final: false }),
        Standing::Hidden { reason, appeal, .. } => {
            let is_final = matches!(appeal, Appeal::Refused(_));
            Some(Shown::Tombstone { id, reason, is_final })
        }
    })
}
