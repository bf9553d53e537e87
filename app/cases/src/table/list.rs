//! The lists of the desk: what somebody has to do and what falls due, a page at a time.

use record::{Count, Cursor, Day, Id, Page, Start};
use store::{Build, Order, Row, Store, search};

use super::Viewer;
use crate::case::{Channel, Kind};
use crate::rules::clock::Limit;
use crate::stage::Stage;

const COLUMNS: &str = "
    SELECT s.sort, s.case_id, s.number, s.kind, s.channel, s.received, s.unit, s.stage, s.state, s.solved, s.due_limit,
           s.due_day, s.due_provisional, s.urgency, s.next_seq";

/// What is asked for. Empty means everything the viewer may see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only cases the viewer is in the team of.
    pub is_mine: bool,
    /// Only what falls due up to this day.
    pub due_until: Option<Day>,
    /// Only cases in this stage that are open.
    pub stage: Option<Stage>,
    /// Only cases in this state: `open`, `talking`, `shelved`, `closed` or `joined`.
    pub state: Option<String>,
    /// Only cases of this kind.
    pub kind: Option<Kind>,
    /// Only complaints and suggestions whose words contain this, and the case of this number. What is sealed is never found.
    pub words: Option<String>,
}

/// One line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The case.
    pub id: Id,
    /// What staff call it by.
    pub number: String,
    /// What it is.
    pub kind: Kind,
    /// How it came.
    pub channel: Channel,
    /// The day it came in.
    pub received: Day,
    /// The unit that has it.
    pub unit: String,
    /// Its stage; none of one joined to another.
    pub stage: Option<Stage>,
    /// The word of its state.
    pub state: String,
    /// `unknown`, `yes` or `no`.
    pub solved: String,
    /// What falls due next.
    pub due: Option<Due>,
    /// The number its next event would have.
    pub next_seq: u32,
}

/// What falls due next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// Which limit.
    pub limit: Limit,
    /// Its last day.
    pub by: Day,
    /// Whether the day may still move, because the days off of its year are not announced.
    pub provisional: bool,
}

/// A page of the list, what falls due first at its top, then the newest.
pub async fn list(
    store: &Store,
    viewer: &Viewer,
    filter: &Filter,
    start: Start,
    limit: usize,
) -> store::Result<Page<Listed>> {
    let Some(counted) = narrowed(store, "SELECT COUNT(*)", viewer, filter) else { return Ok(Page::empty()) };
    let Some(query) = narrowed(store, COLUMNS, viewer, filter) else { return Ok(Page::empty()) };
    // Counted each time: a remembered count could tell someone who was excluded meanwhile that there was one more.
    let count = counted.one(store).await?.map_or(0, |row| super::count(&row, 0));
    let lines = query.lines(store, Order::Largest("s.urgency"), start, limit.saturating_add(1), line).await?;
    let rows = lines
        .into_iter()
        .map(|(cursor, listed)| Ok((cursor, listed?)))
        .collect::<store::Result<Vec<(Cursor, Listed)>>>()?;
    Ok(Page::cut(rows, start, limit, Count::Exact(count)))
}

fn narrowed(store: &Store, columns: &'static str, viewer: &Viewer, filter: &Filter) -> Option<Build> {
    let mut query = Build::list(store, columns, "case_state s", "s.sort", None)?;
    super::seen::only(&mut query, viewer);
    if filter.is_mine {
        query
            .and("EXISTS (SELECT 1 FROM case_team t WHERE t.case_id = s.case_id AND t.account = ")
            .arg(&viewer.account)
            .push(")");
    }
    if let Some(until) = filter.due_until {
        query.and("s.due_day <= ").arg(until);
    }
    if let Some(stage) = filter.stage {
        query.and("s.state IN ('open', 'talking', 'shelved')").and("s.stage = ").arg(stage.as_str());
    }
    if let Some(state) = &filter.state {
        query.and("s.state = ").arg(state);
    }
    if let Some(kind) = filter.kind {
        query.and("s.kind = ").arg(kind.as_str());
    }
    if let Some(words) = &filter.words {
        let folded = search::folded(words);
        if folded.is_empty() {
            return None;
        }
        query.and("(s.number = ").arg(words.trim().to_uppercase());
        query.push(" OR EXISTS (SELECT 1 FROM case_words w WHERE w.case_id = s.case_id AND w.folded LIKE ");
        query.arg(contains(&folded)).push(" ESCAPE '!'))");
    }
    Some(query)
}

/// The pattern of what contains this text.
fn contains(text: &str) -> String {
    let mut pattern = String::from("%");
    for letter in text.chars() {
        if matches!(letter, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    pattern
}

fn line(row: &Row) -> (Cursor, store::Result<Listed>) {
    (Cursor { sort: row.int(0), number: Some(row.int(13)) }, listed(row))
}

fn listed(row: &Row) -> store::Result<Listed> {
    let (table, key) = ("case_state", row.text(1));
    let due = match (row.opt_text(10), row.opt_day(11)) {
        (Some(limit), Some(by)) => {
            let limit = super::word(table, key, limit, Limit::parse)?;
            Some(Due { limit, by, provisional: row.int(12) == 1 })
        }
        _ => None,
    };
    Ok(Listed {
        id: super::id(table, key, key)?,
        number: row.text(2).to_owned(),
        kind: super::word(table, key, row.text(3), Kind::parse)?,
        channel: super::word(table, key, row.text(4), Channel::parse)?,
        received: super::day(table, key, row.text(5))?,
        unit: row.text(6).to_owned(),
        stage: row.opt_text(7).map(|stage| super::word(table, key, stage, Stage::parse)).transpose()?,
        state: row.text(8).to_owned(),
        solved: row.text(9).to_owned(),
        due,
        next_seq: super::small(row, 14),
    })
}

/// How much there is to do, for the head of the desk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    /// Nobody has said yet whether they are taken.
    pub at_intake: u64,
    /// Open, wherever they stand.
    pub open: u64,
    /// In a team of the viewer, and open.
    pub mine: u64,
    /// Falling due within seven days.
    pub soon: u64,
    /// Late.
    pub late: u64,
}

/// The numbers of what the viewer may see.
pub async fn numbers(store: &Store, viewer: &Viewer, today: Day) -> store::Result<Numbers> {
    let mut query = Build::new("SELECT");
    query.push(" CAST(COALESCE(SUM(CASE WHEN s.stage = 'intake' THEN 1 ELSE 0 END), 0) AS BIGINT), COUNT(*)");
    query.push(", CAST(COALESCE(SUM(CASE WHEN EXISTS (SELECT 1 FROM case_team t WHERE t.case_id = s.case_id");
    query.push(" AND t.account = ").arg(&viewer.account).push(") THEN 1 ELSE 0 END), 0) AS BIGINT)");
    query.push(", CAST(COALESCE(SUM(CASE WHEN s.due_day >= ").arg(today);
    query.push(" AND s.due_day <= ").arg(today.plus(7)).push(" THEN 1 ELSE 0 END), 0) AS BIGINT)");
    query.push(", CAST(COALESCE(SUM(CASE WHEN s.due_day < ").arg(today);
    query.push(" THEN 1 ELSE 0 END), 0) AS BIGINT)");
    query.push(" FROM case_state s WHERE s.state IN ('open', 'talking', 'shelved')");
    super::seen::only(&mut query, viewer);
    let row = query.one(store).await?;
    Ok(row.map_or_else(Numbers::default, |row| Numbers {
        at_intake: super::count(&row, 0),
        open: super::count(&row, 1),
        mine: super::count(&row, 2),
        soon: super::count(&row, 3),
        late: super::count(&row, 4),
    }))
}
