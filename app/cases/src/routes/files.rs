//! Files that come with a form without scripts. Each is sealed while it arrives and goes, part by part, where the parts of
//! sealed files go; no plain byte of one touches a disk. Only a picture is held for a moment, to take out what tells of its maker.

use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::multipart::{Field, MultipartError};
use record::{Id, Instant};
use seal::{Attached, CaseKeys, Context, FileKind, FileName, FileNote, Object, SealFault, Sealing, strip};
use sha2::{Digest, Sha256};
use staff::Office;
use store::Store;
use ui::Failure;
use zeroize::Zeroizing;

use super::slip::random_id;
use super::words::grow;
use crate::rules::receive::{ALL_FILES_BYTES, FILE_BYTES, FILES, What};
use crate::table::{PART_BYTES, PartAnswer, put_part};

/// A larger picture goes to the team as it is, and the page says so before anything is sent.
const PICTURE_BYTES: usize = 16 * 1024 * 1024;
/// By so many bytes of its beginning a kind is known.
const BEGINNING: usize = 4 * 1024;
/// The longest name of a file that is kept, in characters.
const LONGEST_NAME: usize = 200;

/// Where files belong once they are sealed.
pub(crate) struct Place<'a> {
    /// The records.
    pub(crate) store: &'a Store,
    /// Chance and the time.
    pub(crate) office: &'a Office,
    /// The submission they belong to.
    pub(crate) submission: &'a Id,
    /// The context of the submission.
    pub(crate) context: Context,
    /// The keys of its case.
    pub(crate) keys: &'a CaseKeys,
    /// When their parts are counted from.
    pub(crate) now: Instant,
}

/// What came, sealed.
#[derive(Default)]
pub(crate) struct Files {
    /// The sealed files, for the submission.
    pub(crate) attached: Vec<Attached>,
    /// What they are, for the report.
    pub(crate) notes: Vec<FileNote>,
    /// What they were called, for the identity.
    pub(crate) names: Vec<FileName>,
    bytes: u64,
}

/// Why a file was not taken.
pub(crate) enum NotTaken {
    /// The sender can mend it.
    Problem(What),
    /// The sender was cut off.
    Broken(MultipartError),
    /// We must mend it.
    Failed(Failure),
}

impl From<Failure> for NotTaken {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl From<MultipartError> for NotTaken {
    fn from(error: MultipartError) -> Self {
        Self::Broken(error)
    }
}

impl Files {
    /// Takes one file to its end. A field where nobody chose a file is none.
    ///
    /// # Errors
    /// [`NotTaken`]: then the form is not taken either.
    pub(crate) async fn take(&mut self, mut field: Field<'_>, place: &Place<'_>) -> Result<(), NotTaken> {
        let name: String = field.file_name().unwrap_or_default().chars().take(LONGEST_NAME).collect();
        let mut start = Zeroizing::new(Vec::with_capacity(BEGINNING * 4));
        while start.len() < BEGINNING {
            let Some(piece) = field.chunk().await? else { break };
            grow(&mut start, &piece);
        }
        if name.is_empty() && start.is_empty() {
            return Ok(());
        }
        let number = u32::try_from(self.notes.len() + 1).unwrap_or(u32::MAX);
        if self.notes.len() >= FILES {
            return Err(NotTaken::Problem(What::TooMany));
        }
        if start.is_empty() {
            return Err(NotTaken::Problem(What::FileEmpty(self.notes.len() + 1)));
        }
        let kind = FileKind::of(&start);
        let whole = match kind {
            FileKind::Jpeg | FileKind::Png | FileKind::Webp => self.picture(&mut field, start).await?,
            _ => Whole::Rest(start),
        };
        let (bytes, stripped) = match whole {
            Whole::Picture(picture) => self.seal_picture(&picture, number, place).await?,
            Whole::Rest(start) => (self.seal_stream(field, &start, number, place).await?, false),
        };
        self.notes.push(FileNote {
            number,
            kind: kind.as_str().to_owned(),
            bytes,
            stripped,
            custodians_only: false,
        });
        self.names.push(FileName { number, name });
        Ok(())
    }

    /// Reads a picture into memory, if it is not too large for that.
    async fn picture(&self, field: &mut Field<'_>, start: Zeroizing<Vec<u8>>) -> Result<Whole, NotTaken> {
        let mut picture = start;
        while let Some(piece) = field.chunk().await? {
            grow(&mut picture, &piece);
            if picture.len() > PICTURE_BYTES {
                return Ok(Whole::Rest(picture));
            }
        }
        Ok(Whole::Picture(picture))
    }

    /// A copy for the team without what tells of its maker, and the original under the identity's key. One that cannot be cleaned
    /// goes to the team as it is.
    async fn seal_picture(
        &mut self,
        picture: &[u8],
        number: u32,
        place: &Place<'_>,
    ) -> Result<(u64, bool), NotTaken> {
        self.weigh(picture.len() as u64, number)?;
        let clean = strip(picture).ok().map(|stripped| Zeroizing::new(stripped.bytes));
        let for_team = clean.as_deref().map_or(picture, Vec::as_slice);
        let mut copy = Upload::begin(place, Object::Attachment, number)?;
        copy.write(for_team).await?;
        self.attached.push(copy.finish().await?);
        if clean.is_some() {
            let mut original = Upload::begin(place, Object::Original, number)?;
            original.write(picture).await?;
            self.attached.push(original.finish().await?);
        }
        Ok((for_team.len() as u64, clean.is_some()))
    }

    async fn seal_stream(
        &mut self,
        mut field: Field<'_>,
        start: &[u8],
        number: u32,
        place: &Place<'_>,
    ) -> Result<u64, NotTaken> {
        let mut upload = Upload::begin(place, Object::Attachment, number)?;
        self.weigh(start.len() as u64, number)?;
        let mut bytes = start.len() as u64;
        upload.write(start).await?;
        while let Some(piece) = field.chunk().await? {
            bytes += piece.len() as u64;
            if bytes > FILE_BYTES {
                return Err(NotTaken::Problem(What::FileSize(number as usize)));
            }
            self.weigh(piece.len() as u64, number)?;
            upload.write(&piece).await?;
        }
        self.attached.push(upload.finish().await?);
        Ok(bytes)
    }

    fn weigh(&mut self, bytes: u64, number: u32) -> Result<(), NotTaken> {
        self.bytes += bytes;
        match (bytes > FILE_BYTES, self.bytes > ALL_FILES_BYTES) {
            (true, _) => Err(NotTaken::Problem(What::FileSize(number as usize))),
            (_, true) => Err(NotTaken::Problem(What::AllFiles)),
            _ => Ok(()),
        }
    }
}

/// A file whose beginning was read.
enum Whole {
    /// All of it.
    Picture(Zeroizing<Vec<u8>>),
    /// More follows.
    Rest(Zeroizing<Vec<u8>>),
}

/// What the sealing has written and no part holds yet: ciphertext.
#[derive(Clone, Default)]
struct Outbox(Arc<Mutex<Vec<u8>>>);

impl Outbox {
    /// A whole part, or whatever is left where `all`.
    fn part(&self, all: bool) -> Option<Vec<u8>> {
        let mut bytes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let take = bytes.len().min(PART_BYTES);
        (take == PART_BYTES || (all && take > 0)).then(|| bytes.drain(..take).collect())
    }
}

impl Write for Outbox {
    fn write(&mut self, sealed: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(sealed);
        Ok(sealed.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// One sealed file on its way into its parts.
struct Upload<'a> {
    sealing: Sealing<Outbox>,
    outbox: Outbox,
    parts: Parts<'a>,
}

/// The parts that were stored, and what they add up to.
struct Parts<'a> {
    place: &'a Place<'a>,
    attached: Attached,
    hash: Sha256,
    next: u32,
}

impl<'a> Upload<'a> {
    fn begin(place: &'a Place<'a>, object: Object, number: u32) -> Result<Self, Failure> {
        let upload = random_id(&place.office.entropy()?);
        let key = match object {
            Object::Original => place.keys.identity().public(),
            _ => place.keys.case.public(),
        };
        let outbox = Outbox::default();
        let context = place.context.with(object, number);
        let sealing = Sealing::begin(&context, outbox.clone(), &[key]).map_err(SealFault::key)?;
        let attached = Attached { upload, object, number, bytes: 0, sha256: String::new() };
        Ok(Self { sealing, outbox, parts: Parts { place, attached, hash: Sha256::new(), next: 0 } })
    }

    async fn write(&mut self, content: &[u8]) -> Result<(), Failure> {
        for piece in content.chunks(PART_BYTES) {
            self.sealing.write_all(piece)?;
            while let Some(part) = self.outbox.part(false) {
                self.parts.put(part).await?;
            }
        }
        Ok(())
    }

    async fn finish(self) -> Result<Attached, Failure> {
        let Self { sealing, outbox, mut parts } = self;
        sealing.finish()?;
        while let Some(part) = outbox.part(true) {
            parts.put(part).await?;
        }
        parts.attached.sha256 = hex::encode(parts.hash.finalize());
        Ok(parts.attached)
    }
}

impl Parts<'_> {
    async fn put(&mut self, part: Vec<u8>) -> Result<(), Failure> {
        let Place { store, submission, now, .. } = self.place;
        self.hash.update(&part);
        self.attached.bytes += part.len() as u64;
        let sha256 = hex::encode(Sha256::digest(&part));
        let answer =
            put_part(store, &self.attached.upload, submission, self.next, part, &sha256, *now).await?;
        self.next += 1;
        match answer {
            PartAnswer::Stored => Ok(()),
            other => Err(format!("a part of a sealed file was not stored: {other:?}").into()),
        }
    }
}
