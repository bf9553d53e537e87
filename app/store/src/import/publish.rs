//! From rows laid aside to versions that stand.

use record::{Fault, Level, Place, Problem, code};

use super::state::State;
use super::{Decision, File, Group, Progress, Published, Register, Staged, of_rank, rank};
use crate::version::Draft;
use crate::{Result, Store, Version, Write, sql};

/// Rows looked at in one transaction. The records they belong to are published together.
const BATCH: i64 = 4_096;

/// Publishes record after record, in the order of kind and key, until none is left.
pub(super) async fn publish<R: Register>(
    store: &Store,
    register: &R,
    state: &mut State,
    file: &File<'_>,
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<()> {
    let mut done = 0;
    loop {
        let mut write = store.write().await?;
        let (mut groups, repeats) = next_groups(&mut write, register, state, file.name).await?;
        let Some(last) = groups.last() else {
            sql("DELETE FROM import_row WHERE file = $1").bind(state.file).run(&mut write).await?;
            state.enter("done");
            state.save(&mut write, Some(file.now)).await?;
            return write.commit().await;
        };
        let cursor = (rank(last.kind), last.key.clone());
        state.note(&mut write, &repeats).await?;
        // Kinds do not mix in one call, so that a slice can ask for all keys of one kind at once.
        while !groups.is_empty() {
            let kind = groups[0].kind;
            let rest = groups.iter().position(|group| group.kind != kind).unwrap_or(groups.len());
            let later = groups.split_off(rest);
            done += batch(&mut write, register, state, file, groups).await?;
            groups = later;
        }
        state.cursor = cursor;
        state.save(&mut write, None).await?;
        write.commit().await?;
        progress(Progress::Published(done));
    }
}

/// The next records with all their rows, rows that repeat or contradict another already set aside.
async fn next_groups<R: Register>(
    write: &mut Write,
    register: &R,
    state: &State,
    name: &str,
) -> Result<(Vec<Group>, Vec<Fault>)> {
    let mut limit = BATCH;
    let rows = loop {
        let rows = sql("
            SELECT kind_rank, key, part, line, path, payload
            FROM import_row
            WHERE file = $1 AND (kind_rank, key) > ($2, $3)
            ORDER BY file, kind_rank, key, part, line
            LIMIT $4")
        .bind(state.file)
        .bind(state.cursor.0)
        .bind(state.cursor.1.as_str())
        .bind(limit)
        .all_in(write)
        .await?;
        let one_record = match (rows.first(), rows.last()) {
            (Some(first), Some(last)) => (first.int(0), first.text(1)) == (last.int(0), last.text(1)),
            _ => false,
        };
        // A record with more rows than a batch needs a larger batch: it is published whole or not at all.
        if one_record && rows.len() as i64 == limit {
            limit *= 8;
            continue;
        }
        break rows;
    };
    let complete = if rows.len() as i64 == limit {
        // The last record may go on behind the limit.
        let last = rows.last().map(|row| (row.int(0), row.text(1).to_owned()));
        rows.iter().position(|row| Some((row.int(0), row.text(1).to_owned())) == last).unwrap_or(rows.len())
    } else {
        rows.len()
    };
    let mut groups: Vec<Group> = Vec::new();
    let mut repeats = Vec::new();
    for row in &rows[..complete] {
        let Some(kind) = of_rank(row.int(0)) else { continue };
        let staged = Staged {
            line: row.int(3).unsigned_abs(),
            path: row.opt_text(4).map(str::to_owned),
            kind,
            key: row.text(1).to_owned(),
            part: row.text(2).to_owned(),
            payload: row.text(5).to_owned(),
        };
        match groups.last_mut() {
            Some(group) if group.kind == kind && group.key == staged.key => {
                let first = group.rows.iter().find(|other| other.part == staged.part);
                match first {
                    Some(first) => repeats.push(repeat(name, register, first, &staged)),
                    None => group.rows.push(staged),
                }
            }
            _ => groups.push(Group { kind, key: staged.key.clone(), current: None, rows: vec![staged] }),
        }
    }
    Ok((groups, repeats))
}

/// A second row about the same part: harmless if it says the same, refused if it says otherwise.
fn repeat<R: Register>(name: &str, register: &R, first: &Staged, second: &Staged) -> Fault {
    let (code, level, column) = if first.payload == second.payload {
        (code::DUPLICATE_IDENTICAL, Level::Warning, None)
    } else {
        (code::DUPLICATE_CONFLICT, Level::Error, register.key_column(second))
    };
    Fault {
        place: Place { file: name.to_owned(), line: Some(second.line), path: second.path.clone() },
        problem: Problem {
            code,
            level,
            column: column.map(str::to_owned),
            args: vec![("value", second.key.clone()), ("line", first.line.to_string())],
        },
    }
}

/// Decides on the records of one kind, appends their versions and lets the slice follow. How many rows that was.
async fn batch<R: Register>(
    write: &mut Write,
    register: &R,
    state: &mut State,
    file: &File<'_>,
    mut groups: Vec<Group>,
) -> Result<u64> {
    let Some(kind) = groups.first().map(|group| group.kind) else { return Ok(0) };
    let keys: Vec<String> = groups.iter().map(|group| group.key.clone()).collect();
    let mut current: Vec<Version> = write.current(kind, &keys).await?;
    current.sort_by(|a, b| a.key.cmp(&b.key));
    for group in &mut groups {
        if let Ok(at) = current.binary_search_by(|version| version.key.as_str().cmp(&group.key)) {
            group.current = Some(current[at].clone());
        }
    }
    let decisions = register.decide(write, &groups).await?;
    debug_assert_eq!(decisions.len(), groups.len(), "one decision a record");
    let mut drafts = Vec::new();
    let mut faults = Vec::new();
    let mut rows = 0;
    let before = groups.iter().filter_map(|group| group.current.as_ref()).map(|version| version.seq);
    let hidden = write.hidden(&before.collect::<Vec<_>>()).await?;
    for (group, decision) in groups.iter().zip(&decisions) {
        rows += group.rows.len() as u64;
        settle(state, file.name, group, decision, &mut faults);
        if let Some(facts) = news(group, decision) {
            drafts.push(Draft {
                kind,
                key: &group.key,
                revision: group.current.as_ref().map_or(1, |version| version.revision + 1),
                entered: file.now,
                reason: file.reason,
                withdrawn: decision.withdrawn,
                withheld: decision.withheld,
                restores: group.current.as_ref().is_some_and(|version| hidden.contains(&version.seq)),
                source: file.hash,
                facts,
            });
        }
    }
    state.note(write, &faults).await?;
    let numbers = write.append(&file.secret, &drafts).await?;
    let published: Vec<Published> = drafts
        .iter()
        .zip(numbers)
        .map(|(draft, seq)| Published {
            kind,
            key: draft.key.to_owned(),
            seq,
            revision: draft.revision,
            withdrawn: draft.withdrawn,
            entered: draft.entered,
            facts: draft.facts.to_owned(),
        })
        .collect();
    register.publish(write, &published).await?;
    Ok(rows)
}

/// The facts, where they differ from what stands.
fn news<'a>(group: &Group, decision: &'a Decision) -> Option<&'a str> {
    let facts = decision.facts.as_deref()?;
    match &group.current {
        Some(current) if current.facts == facts && current.withdrawn == decision.withdrawn => None,
        _ => Some(facts),
    }
}

/// Counts the rows of a record as taken or unchanged and collects what the slice remarked.
fn settle(state: &mut State, name: &str, group: &Group, decision: &Decision, faults: &mut Vec<Fault>) {
    let refused = |line: u64| {
        decision.problems.iter().any(|(at, problem)| *at == line && problem.level == Level::Error)
    };
    let kept = group.rows.iter().filter(|row| !refused(row.line)).count() as i64;
    match news(group, decision) {
        Some(_) => state.taken += kept,
        None => state.unchanged += kept,
    }
    for (line, problem) in &decision.problems {
        let path = group.rows.iter().find(|row| row.line == *line).and_then(|row| row.path.clone());
        faults.push(Fault {
            place: Place { file: name.to_owned(), line: Some(*line), path },
            problem: problem.clone(),
        });
    }
}
