//! Carrying a file into the records: staged while it is read, published when its last byte was seen.
//!
//! A truncated file publishes nothing. A run that was killed goes on where it stood: rows already staged are not
//! staged again, records already published are not published again. The same bytes twice change nothing, and a
//! file that was taken before does not undo a newer one.
//!
//! The caller hands over rows and a [`Register`] that knows its slice's rules; what is decided there is pure
//! folding, and every statement of the slice still stands in its own `table.rs`.

mod bulk;
mod faults;
mod publish;
mod stage;
mod state;

use std::future::Future;

use record::{Fault, Instant, Kind, Problem};

use crate::{Result, Store, Version, Write};

pub use bulk::{First, bulk};
pub use faults::faults;
pub use state::{File, Summary};

/// One row of a file, understood and free of errors of its own.
#[derive(Clone, Debug)]
pub struct Staged {
    /// The line it stood in; the header is line 1. For JSON the place in the array, from 1.
    pub line: u64,
    /// For JSON: where in the document.
    pub path: Option<String>,
    /// What kind of record it is about.
    pub kind: Kind,
    /// Which record.
    pub key: String,
    /// Which part of the record, such as `step:3`: two rows of one part contradict or repeat each other.
    pub part: String,
    /// What it says, as JSON.
    pub payload: String,
}

/// All rows of one file about one record, in the order of part and line, without repetitions.
#[derive(Clone, Debug)]
pub struct Group {
    /// What the record is.
    pub kind: Kind,
    /// Which record.
    pub key: String,
    /// What stands of it, if it was published before.
    pub current: Option<Version>,
    /// What the file says of it.
    pub rows: Vec<Staged>,
}

/// What a slice makes of a [`Group`]. The order of decisions is the order of the groups.
#[derive(Clone, Debug, Default)]
pub struct Decision {
    /// The whole record as it now stands, as JSON; `None` where nothing could be taken.
    pub facts: Option<String>,
    /// Whether the record is taken back by this file.
    pub withdrawn: bool,
    /// Whether the record stands and yet is not public: its leaf in the log says when it was entered and no more.
    pub withheld: bool,
    /// Rows that are refused or remarked upon, by their line.
    pub problems: Vec<(u64, Problem)>,
}

/// A record that got a new version.
#[derive(Clone, Debug)]
pub struct Published {
    /// What the record is.
    pub kind: Kind,
    /// Which record.
    pub key: String,
    /// The number of the version.
    pub seq: i64,
    /// Which version of the record.
    pub revision: i64,
    /// Whether the record was taken back.
    pub withdrawn: bool,
    /// When it was entered.
    pub entered: Instant,
    /// The record as it now stands, as JSON.
    pub facts: String,
}

/// What a slice does during an import.
pub trait Register: Sync {
    /// Folds the rows of each record into what stands of it. May read the database; must not write.
    fn decide(
        &self,
        write: &mut Write,
        groups: &[Group],
    ) -> impl Future<Output = Result<Vec<Decision>>> + Send;

    /// Brings the slice's lists and the search index up to date with new versions.
    fn publish(&self, write: &mut Write, published: &[Published]) -> impl Future<Output = Result<()>> + Send;

    /// Whether the slice can still read a record whose facts are these. A redaction takes nothing that it cannot do without.
    fn reads(&self, _kind: Kind, _facts: &str) -> bool {
        true
    }

    /// The column that names the record a row is about: it is told where two rows of a file contradict each other.
    fn key_column(&self, _row: &Staged) -> Option<&'static str> {
        None
    }
}

/// Kinds in the order they are published: what others refer to comes first.
const ORDER: [Kind; 7] = [
    Kind::Agency,
    Kind::Item,
    Kind::Enterprise,
    Kind::Approval,
    Kind::Process,
    Kind::CreditRecord,
    Kind::Penalty,
];

pub(crate) fn rank(kind: Kind) -> i64 {
    ORDER.iter().position(|other| *other == kind).map_or(ORDER.len() as i64, |at| at as i64)
}

fn of_rank(rank: i64) -> Option<Kind> {
    usize::try_from(rank).ok().and_then(|at| ORDER.get(at).copied())
}

/// How far an import has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Rows read from the file so far.
    Read(u64),
    /// Rows published so far.
    Published(u64),
}

/// Imports one file. `progress` is called every few thousand rows.
///
/// # Errors
/// Only what we must mend. Whatever is wrong with the file is in the [`Summary`] and in [`faults`].
pub async fn run<R: Register>(
    store: &Store,
    register: &R,
    file: File<'_>,
    rows: impl Iterator<Item = std::result::Result<Staged, Fault>>,
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<Summary> {
    let mut state = state::begin(store, &file).await?;
    if state.is_over() {
        return state.summary(store, true).await;
    }
    if state.is_reading() {
        stage::stage(store, &mut state, rows, progress).await?;
    }
    if !state.is_over() {
        publish::publish(store, register, &mut state, &file, progress).await?;
    }
    state.summary(store, false).await
}
