//! The files that were chosen: what each is, whether what tells of its maker can be taken out of the team's copy, and, where it cannot,
//! which of three ways the reporter wants. Said while the form is filled in, before anything is sent.

use js_sys::Uint8Array;
use seal::FileKind;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File};

/// A longer picture is not taken into memory as a whole, and so not cleaned.
const LONGEST_PICTURE: f64 = 48.0 * 1_024.0 * 1_024.0;
/// By so many bytes of its beginning a kind is known.
const BEGINNING: f64 = 4_096.0;

/// By what a file is known again when the form is sent once more.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stamp {
    /// Its place among those that were chosen, from 1.
    pub(super) number: u32,
    /// Its name on this device.
    pub(super) name: String,
    /// Its length.
    pub(super) bytes: u64,
    /// When it was last changed.
    changed: f64,
}

impl Stamp {
    /// The stamp of a file.
    pub(super) fn of(file: &File, number: u32) -> Self {
        Self { number, name: file.name(), bytes: file.size() as u64, changed: file.last_modified() }
    }
}

/// What becomes of a file that cannot be cleaned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// It is sealed under the identity's key alone: to open it takes the case's officer and a custodian.
    Custodians,
    /// It is not sent.
    LeaveOut,
    /// The team gets it as it is.
    AsItIs,
}

impl Way {
    /// All of them, the one that gives away least first.
    pub(super) const ALL: [Self; 3] = [Self::Custodians, Self::LeaveOut, Self::AsItIs];
}

/// A file that was looked at.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Looked {
    pub(super) stamp: Stamp,
    pub(super) kind: FileKind,
    /// Whether the team's copy tells nothing of its maker.
    pub(super) is_clean: bool,
    /// What the reporter wants, where it is not clean.
    pub(super) way: Option<Way>,
}

impl Looked {
    /// Whether the reporter still has to choose.
    pub(super) fn is_undecided(&self) -> bool {
        !self.is_clean && self.way.is_none()
    }
}

/// Looks at every file, one after the other. A choice that was made about the same file before stands.
pub(super) async fn look(files: &[File], before: &[Looked]) -> Vec<Looked> {
    let mut all = Vec::with_capacity(files.len());
    for (file, number) in files.iter().zip(1..) {
        let stamp = Stamp::of(file, number);
        let known = before.iter().find(|known| known.stamp == stamp);
        all.push(match known {
            Some(known) => known.clone(),
            None => look_at(file, stamp).await,
        });
        device::pause(0).await;
    }
    all
}

/// One that cannot be read is taken for one that cannot be cleaned; that it cannot be read is said when it is to be sent.
async fn look_at(file: &File, stamp: Stamp) -> Looked {
    let start = read(file, 0.0, BEGINNING).await.unwrap_or_default();
    let kind = FileKind::of(&start);
    let is_clean = kind.can_be_stripped()
        && file.size() <= LONGEST_PICTURE
        && read(file, 0.0, file.size()).await.is_some_and(|whole| seal::strip(&whole).is_ok());
    Looked { stamp, kind, is_clean, way: None }
}

/// A piece of a file; nothing where it cannot be read, because it was moved or changed meanwhile.
pub(super) async fn read(file: &Blob, from: f64, to: f64) -> Option<Vec<u8>> {
    let piece = file.slice_with_f64_and_f64(from, to).ok()?;
    let bytes = JsFuture::from(piece.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&bytes).to_vec())
}
