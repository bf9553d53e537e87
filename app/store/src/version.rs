//! Versions: what was published, when, from which file, and why it was corrected.

use record::{Day, Instant, Kind};

use crate::{Error, Result, Row, Store, Value, Write, leaf, sql, write};

/// One version of one record. Versions are appended; the highest revision is what stands.
///
/// `facts` is the JSON of everything that is published of the record; a withdrawn record keeps its number, its
/// reason and no more.
#[derive(Clone, Debug)]
pub struct Version {
    /// Its place among all versions of all records; it grows.
    pub seq: i64,
    /// What the record is.
    pub kind: Kind,
    /// The record's own number or code.
    pub key: String,
    /// 1, 2, 3 … of this record.
    pub revision: i64,
    /// When it was entered here (not when it happened).
    pub entered: Instant,
    /// Why an earlier version was corrected, in the words of who did it.
    pub reason: Option<String>,
    /// Whether this version takes the record back.
    pub withdrawn: bool,
    /// The file it came from: the hash of its bytes.
    pub source: String,
    /// What is published, as JSON.
    pub facts: String,
}

/// A new version, before it has a number.
pub(crate) struct Draft<'a> {
    pub(crate) kind: Kind,
    pub(crate) key: &'a str,
    pub(crate) revision: i64,
    pub(crate) entered: Instant,
    pub(crate) reason: Option<&'a str>,
    pub(crate) withdrawn: bool,
    /// It stands and is shown to nobody but those concerned.
    pub(crate) withheld: bool,
    /// The version before it was withdrawn or withheld.
    pub(crate) restores: bool,
    pub(crate) source: &'a str,
    pub(crate) facts: &'a str,
}

const COLUMNS: usize = 9;
/// Days before 1970 down to 1870 stay positive, so that text and number sort alike.
const DAY_ZERO: i64 = 36_525;

/// A place in "newest decision first": by day, then by the number of the version.
///
/// A list keeps it as `sort BIGINT PRIMARY KEY`, the search index as the number of the document, so that both
/// walk in one order and stop after a page.
///
/// ```
/// # use record::Day;
/// let older = store::sort_id(Day::parse("2026-06-29").unwrap(), 900);
/// let newer = store::sort_id(Day::parse("2026-06-30").unwrap(), 7);
/// assert!(newer > older);
/// ```
pub fn sort_id(day: Day, seq: i64) -> i64 {
    ((day.number() + DAY_ZERO).max(0) << 40) | (seq & 0xff_ffff_ffff)
}

impl Store {
    /// The version that stands, if the record was ever published.
    pub async fn version(&self, kind: Kind, key: &str) -> Result<Option<Version>> {
        let row = sql("
            SELECT seq, kind, key, revision, entered, reason, withdrawn, source, facts
            FROM version
            WHERE kind = $1 AND key = $2
            ORDER BY revision DESC
            LIMIT 1")
        .bind(kind.as_str())
        .bind(key)
        .one(self)
        .await?;
        row.as_ref().map(version).transpose()
    }

    /// Every version of a record, newest first.
    pub async fn versions(&self, kind: Kind, key: &str) -> Result<Vec<Version>> {
        let rows = sql("
            SELECT seq, kind, key, revision, entered, reason, withdrawn, source, facts
            FROM version
            WHERE kind = $1 AND key = $2
            ORDER BY revision DESC")
        .bind(kind.as_str())
        .bind(key)
        .all(self)
        .await?;
        rows.iter().map(version).collect()
    }
}

impl Write {
    /// The versions that stand, of those of `keys` that were ever published.
    pub async fn current(&mut self, kind: Kind, keys: &[String]) -> Result<Vec<Version>> {
        let rows = self
            .select_in(
                "SELECT v.seq, v.kind, v.key, v.revision, v.entered, v.reason, v.withdrawn, v.source, v.facts
                 FROM version v
                 WHERE v.kind = $1
                   AND v.revision = (SELECT MAX(w.revision) FROM version w WHERE w.kind = v.kind AND w.key = v.key)
                   AND v.key IN ",
                Some(Value::from(kind.as_str())),
                keys,
            )
            .await?;
        rows.iter().map(version).collect()
    }

    /// Appends versions, each with its leaf; their numbers, in the same order.
    pub(crate) async fn append(&mut self, secret: &[u8; 32], drafts: &[Draft<'_>]) -> Result<Vec<i64>> {
        let mut values = Vec::with_capacity(drafts.len() * COLUMNS);
        let mut numbers = Vec::with_capacity(drafts.len());
        for draft in drafts {
            let seq = self.next_seq().await?;
            numbers.push(seq);
            values.extend([
                Value::Int(seq),
                Value::from(draft.kind.as_str()),
                Value::from(draft.key),
                Value::Int(draft.revision),
                Value::from(draft.entered),
                Value::from(draft.reason),
                Value::from(draft.withdrawn),
                Value::from(draft.source),
                Value::from(draft.facts),
            ]);
        }
        self.insert_rows(
            "INSERT INTO version (seq, kind, key, revision, entered, reason, withdrawn, source, facts)",
            COLUMNS,
            values,
            "",
        )
        .await?;
        let leaves = drafts.iter().zip(&numbers).map(|(draft, seq)| {
            let is_shown = !draft.withdrawn && !draft.withheld;
            (*seq, leaf::kind(draft.revision, is_shown, draft.restores))
        });
        self.enter_leaves(secret, leaves).await?;
        Ok(numbers)
    }
}

pub(crate) fn version(row: &Row) -> Result<Version> {
    let kind = Kind::parse(row.text(1)).ok_or_else(|| Error::Corrupt {
        table: "version",
        key: row.int(0).to_string(),
        what: format!("kind {} is not known", row.text(1)),
    })?;
    Ok(Version {
        seq: row.int(0),
        kind,
        key: row.text(2).to_owned(),
        revision: row.int(3),
        entered: write::instant(row, 4, "version")?,
        reason: row.opt_text(5).map(str::to_owned),
        withdrawn: row.int(6) == 1,
        source: row.text(7).to_owned(),
        facts: row.text(8).to_owned(),
    })
}
