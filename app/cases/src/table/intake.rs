//! The intake trees: closing a day, proving that a report is in it, and finding what was dropped.

use ledger::tree::{Hash, inclusion, leaf_hash, root};
use record::{Day, Instant};
use serde::Serialize;
use store::{NewLeaf, Store, Value, Write, sql};

use crate::rules::intake::{
    IntakeLeaf, PADDED_TO, Standing, dummies, may_open, ordered, standing as standing_of,
};

/// That a commitment is in the tree of a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Proof {
    /// The day.
    pub day: Day,
    /// Its place in the tree.
    pub index: u64,
    /// How many leaves the tree has.
    pub size: u64,
    /// The hashes that lead to the root.
    pub path: Vec<Hash>,
    /// The root, as it stands in the public log.
    pub root: Hash,
    /// The place of the root in the public log.
    pub leaf: u64,
}

/// What the database says about a receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// Whether case and leaf are there.
    pub standing: Standing,
    /// The day of the leaf, if there is one: "accepted on this day, and gone".
    pub day: Option<Day>,
}

/// A day whose leaves do not fit what is known otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Miscount {
    /// The day.
    pub day: Day,
    /// Reports by the leaves of the day.
    pub by_leaves: u64,
    /// Reports by the cases entered that day.
    pub by_cases: u64,
    /// Whether the leaves still give the root that was published.
    pub root_fits: bool,
}

/// A day with its dummies opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Opened {
    /// The day.
    pub day: Day,
    /// How many leaves the tree has.
    pub size: u64,
    /// The root.
    pub root: Hash,
    /// The place of the root in the public log.
    pub leaf: u64,
    /// The commitments, in the order of the tree.
    pub commitments: Vec<String>,
    /// What opens each dummy, in hexadecimal digits, with its place in the tree. All others are reports.
    pub dummies: Vec<(u64, String)>,
    /// How many reports came in.
    pub reports: u64,
}

/// The hash of a commitment as a leaf of the day's tree: RFC 6962 over its 32 bytes.
fn hashed(leaf: &IntakeLeaf) -> Hash {
    leaf_hash(&leaf.commitment)
}

/// The days before `today` whose tree is not closed: every one since the first closed one or the first leaf, a day without
/// reports among them.
pub async fn open_days(store: &Store, today: Day) -> store::Result<Vec<Day>> {
    let row = sql("SELECT (SELECT MAX(day) FROM intake_day), (SELECT MIN(day) FROM intake_leaf)")
        .one(store)
        .await?;
    let Some(row) = row else { return Ok(Vec::new()) };
    let first = match (row.opt_day(0), row.opt_day(1)) {
        (Some(closed), _) => closed.plus(1),
        (None, Some(first)) => first,
        (None, None) => today.plus(-1),
    };
    Ok((first.number()..today.number()).map(Day::from_number).collect())
}

/// Closes a day: fills its tree with dummies, and enters its root as a leaf of the public log, in one transaction. `false`
/// where it was closed before, or where the log cannot take leaves yet.
///
/// `secret` is drawn anew; the dummies come from it, and it is kept nowhere.
pub async fn close_day(store: &Store, day: Day, secret: &[u8; 32], now: Instant) -> store::Result<bool> {
    let mut write = store.write().await?;
    // One closes at a time, and no leaf of the log comes between.
    write.queue().await?;
    let closed = sql("SELECT 1 FROM intake_day WHERE day = $1").bind(day).one_in(&mut write).await?;
    if closed.is_some() {
        return Ok(false);
    }
    let mut leaves = leaves(sql(LEAVES).bind(day).all_in(&mut write).await?)?;
    let mut values = Vec::new();
    for place in 0..dummies(leaves.len()) as i64 {
        // Another one for each day, even if the secret were the same.
        let opening = store::seed(secret, day.number() * PADDED_TO as i64 + place);
        let commitment = seal::intake::dummy(&opening);
        let texts = [hex::encode(commitment), hex::encode(opening)];
        values.push(Value::from(day));
        values.extend(texts.map(Value::from));
        leaves.push(IntakeLeaf { commitment, dummy: Some(opening) });
    }
    write.insert_rows("INSERT INTO intake_leaf (day, commitment, dummy)", 3, values, "").await?;
    let hashes: Vec<Hash> = ordered(leaves).iter().map(hashed).collect();
    let root = root(&hashes);
    let note = serde_json::json!({ "day": day, "size": hashes.len(), "root": root });
    let Some(leaf) = write.append_leaf(NewLeaf { kind: "intake-root", version: None, at: now, note }).await?
    else {
        return Ok(false);
    };
    sql("INSERT INTO intake_day (day, root, size, leaf) VALUES ($1, $2, $3, $4)")
        .bind(day)
        .bind(root.to_string())
        .bind(hashes.len() as i64)
        .bind(leaf)
        .run(&mut write)
        .await?;
    write.commit().await?;
    Ok(true)
}

const LEAVES: &str = "SELECT commitment, dummy FROM intake_leaf WHERE day = $1";

fn leaves(rows: Vec<store::Row>) -> store::Result<Vec<IntakeLeaf>> {
    let bytes =
        |text: &str| super::word("intake_leaf", text, text, |text| hex::decode(text).ok()?.try_into().ok());
    rows.iter()
        .map(|row| {
            let dummy = row.opt_text(1).map(bytes).transpose()?;
            Ok(IntakeLeaf { commitment: bytes(row.text(0))?, dummy })
        })
        .collect()
}

struct Closed {
    root: Hash,
    size: u64,
    leaf: u64,
}

async fn closed(store: &Store, day: Day) -> store::Result<Option<Closed>> {
    let row = sql("SELECT root, size, leaf FROM intake_day WHERE day = $1").bind(day).one(store).await?;
    let Some(row) = row else { return Ok(None) };
    let root = super::word("intake_day", &day.to_string(), row.text(0), |text| text.parse::<Hash>().ok())?;
    Ok(Some(Closed { root, size: super::count(&row, 1), leaf: super::count(&row, 2) }))
}

/// The proof that this commitment is in the tree of its day. `None` while the day is not over, or if no tree has it.
pub async fn proof(store: &Store, commitment: &str) -> store::Result<Option<Proof>> {
    let Some(day) = day_of(store, commitment).await? else { return Ok(None) };
    let Some(Closed { root: published, size, leaf }) = closed(store, day).await? else { return Ok(None) };
    let all = ordered(leaves(sql(LEAVES).bind(day).all(store).await?)?);
    let hashes: Vec<Hash> = all.iter().map(hashed).collect();
    let Some(index) = all.iter().position(|leaf| hex::encode(leaf.commitment) == commitment) else {
        return Ok(None);
    };
    let (index, reader) = (index as u64, |level: u8, place: u64| subtree(&hashes, level, place));
    let path = match inclusion::prove(index, hashes.len() as u64, &reader) {
        Ok(path) => path,
        Err(_) => return Ok(None),
    };
    // What does not lead to the published root is handed out as it is: the reader's own check then says so.
    Ok(Some(Proof { day, index, size, path, root: published, leaf }))
}

fn subtree(hashes: &[Hash], level: u8, place: u64) -> Option<Hash> {
    let length = 1_usize.checked_shl(level.into())?;
    let from = usize::try_from(place).ok()?.checked_mul(length)?;
    hashes.get(from..from.checked_add(length)?).map(root)
}

async fn day_of(store: &Store, commitment: &str) -> store::Result<Option<Day>> {
    let row = sql("SELECT day FROM intake_leaf WHERE commitment = $1 AND dummy IS NULL")
        .bind(commitment)
        .one(store)
        .await?;
    Ok(row.and_then(|row| row.opt_day(0)))
}

/// What became of what a receipt stands for. Whoever holds it learns that a report was accepted and is gone.
pub async fn standing(store: &Store, lookup: &str, commitment: &str) -> store::Result<Dropped> {
    let case = super::by_lookup(store, lookup).await?;
    let day = day_of(store, commitment).await?;
    Ok(Dropped { standing: standing_of(case.is_some(), day.is_some()), day })
}

/// The days on which leaves and cases do not agree, or whose root is no longer that of their leaves: someone has taken
/// something away or slipped something in.
pub async fn mismatches(store: &Store) -> store::Result<Vec<Miscount>> {
    let rows = sql("
        SELECT l.day, CAST(SUM(CASE WHEN l.dummy IS NULL THEN 1 ELSE 0 END) AS BIGINT),
               (SELECT COUNT(*) FROM case_intake i JOIN case_file f ON f.id = i.case_id WHERE i.day = l.day)
        FROM intake_leaf l
        GROUP BY l.day
        ORDER BY l.day")
    .all(store)
    .await?;
    let mut found = Vec::new();
    for row in &rows {
        let day = super::day("intake_leaf", row.text(0), row.text(0))?;
        let (by_leaves, by_cases) = (super::count(row, 1), super::count(row, 2));
        let root_fits = match closed(store, day).await? {
            None => true,
            Some(closed) => {
                let all = ordered(leaves(sql(LEAVES).bind(day).all(store).await?)?);
                let hashes: Vec<Hash> = all.iter().map(hashed).collect();
                root(&hashes) == closed.root && hashes.len() as u64 == closed.size
            }
        };
        if by_leaves != by_cases || !root_fits {
            found.push(Miscount { day, by_leaves, by_cases, root_fits });
        }
    }
    Ok(found)
}

/// A day with its dummies opened, once that warns nobody any more; `None` before.
pub async fn opened_dummies(store: &Store, day: Day, today: Day) -> store::Result<Option<Opened>> {
    if !may_open(day, today) {
        return Ok(None);
    }
    let Some(Closed { root, size, leaf }) = closed(store, day).await? else { return Ok(None) };
    let all = ordered(leaves(sql(LEAVES).bind(day).all(store).await?)?);
    let dummies: Vec<(u64, String)> =
        all.iter().zip(0_u64..).filter_map(|(leaf, place)| Some((place, hex::encode(leaf.dummy?)))).collect();
    let reports = (all.len() - dummies.len()) as u64;
    let commitments = all.iter().map(|leaf| hex::encode(leaf.commitment)).collect();
    Ok(Some(Opened { day, size, root, leaf, commitments, dummies, reports }))
}

/// Enters the leaf of a case. It belongs to the day it was entered; a day whose tree is closed takes no more, so what came in
/// that moment stands in the next day's.
pub(super) async fn enter_leaf(
    write: &mut Write,
    case: &str,
    commitment: &str,
    today: Day,
) -> store::Result<()> {
    let row = sql("SELECT MAX(day) FROM intake_day").one_in(write).await?;
    let closed = row.and_then(|row| row.opt_day(0));
    let day = closed.map_or(today, |closed| today.max(closed.plus(1)));
    sql("INSERT INTO intake_leaf (day, commitment, dummy) VALUES ($1, $2, $3)")
        .bind(day)
        .bind(commitment)
        .bind(None::<String>)
        .run(write)
        .await?;
    // Which day, and never which leaf: who reads the tables must not find the case of a leaf.
    sql("INSERT INTO case_intake (case_id, day) VALUES ($1, $2)").bind(case).bind(day).run(write).await?;
    Ok(())
}
