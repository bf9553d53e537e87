//! Files on their way: read piece by piece, stripped where that is possible, sealed, and sent in parts of one megabyte. A file of any
//! length takes the memory of a few parts, unless it is a picture, which is looked at as a whole.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use js_sys::Uint8Array;
use record::Id;
use seal::{Attached, CaseKeys, Context, FileKind, Object, Public, Sealing};
use sha2::{Digest, Sha256};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File};

use super::course::Stopped;

/// Parts are of this size, the last one may be shorter. So much is read at once, too.
const PART: usize = 1_024 * 1_024;
/// A longer picture is not taken into memory as a whole, and so not stripped.
const LONGEST_PICTURE: f64 = 48.0 * 1_024.0 * 1_024.0;
/// Waits between tries of one part, in milliseconds: a tunnel, a lift, a change of network.
const WAITS: [i32; 5] = [0, 1_000, 3_000, 9_000, 27_000];

/// A file that has arrived, in one or two forms.
#[derive(Clone)]
pub(super) struct Sent {
    name: String,
    changed: f64,
    number: u32,
    pub(super) kind: FileKind,
    pub(super) bytes: u64,
    pub(super) is_stripped: bool,
    pub(super) attached: Vec<Attached>,
}

impl Sent {
    /// Whether it is this file, under this number.
    pub(super) fn is_of(&self, file: &File, number: u32) -> bool {
        self.number == number
            && self.name == file.name()
            && self.bytes == file.size() as u64
            && self.changed == file.last_modified()
    }
}

/// Seals and sends a file: the team's copy under the case's key; and where that copy lost something, the file as it was under the
/// identity's key, for it may be evidence.
pub(super) async fn send_file(
    file: &File,
    place: &Context,
    keys: &CaseKeys,
    told: &impl Fn(u64),
) -> Result<Sent, Stopped> {
    let number = place.number;
    let unreadable = || Stopped::Unreadable(number);
    let start = read(file, 0.0, 4_096.0).await.ok_or_else(unreadable)?;
    let kind = FileKind::of(&start);
    let size = file.size() as u64;
    let mut copy = None;
    if file.size() <= LONGEST_PICTURE && kind.can_be_stripped() {
        let whole = read(file, 0.0, file.size()).await.ok_or_else(unreadable)?;
        copy = seal::strip(&whole).ok().map(|stripped| (stripped.bytes == whole, stripped.bytes));
    }
    let mut attached = Vec::new();
    let case = keys.case.public();
    match &copy {
        Some((is_same, copy)) => {
            // Where nothing was taken out, the copy is the file.
            let all = (copy.len() as u64 + if *is_same { 0 } else { size }).max(1);
            let mut outgoing = Outgoing::begin(place, &case)?;
            for (piece, done) in copy.chunks(PART).zip((0..).step_by(PART)) {
                outgoing.take(piece).await?;
                told(done * 100 / all);
            }
            attached.push(outgoing.finish(place).await?);
            if !is_same {
                let original = place.with(Object::Original, number);
                let percent = |bytes| told((copy.len() as u64 + bytes) * 100 / all);
                attached.push(stream(file, &original, &keys.identity().public(), &percent).await?);
            }
        }
        None => attached.push(stream(file, place, &case, &|bytes| told(bytes * 100 / size.max(1))).await?),
    }
    let is_stripped = copy.is_some();
    Ok(Sent {
        name: file.name(),
        changed: file.last_modified(),
        number,
        kind,
        bytes: size,
        is_stripped,
        attached,
    })
}

/// Seals a file as it is, without ever holding all of it.
async fn stream(file: &File, place: &Context, to: &Public, told: &impl Fn(u64)) -> Result<Attached, Stopped> {
    let mut outgoing = Outgoing::begin(place, to)?;
    let mut done = 0.0;
    while done < file.size() {
        let end = file.size().min(done + PART as f64);
        let piece = read(file, done, end).await.ok_or(Stopped::Unreadable(place.number))?;
        outgoing.take(&piece).await?;
        done = end;
        told(done as u64);
    }
    outgoing.finish(place).await
}

/// A piece of a file; nothing where it cannot be read, because it was moved or changed meanwhile.
async fn read(file: &Blob, from: f64, to: f64) -> Option<Vec<u8>> {
    let piece = file.slice_with_f64_and_f64(from, to).ok()?;
    let bytes = JsFuture::from(piece.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&bytes).to_vec())
}

/// What the sealing has written and nobody has sent yet.
#[derive(Clone, Default)]
struct Waiting(Rc<RefCell<Vec<u8>>>);

impl Write for Waiting {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A sealed file under way.
struct Outgoing {
    sealing: Sealing<Waiting>,
    way: Way,
}

impl Outgoing {
    fn begin(place: &Context, to: &Public) -> Result<Self, Stopped> {
        let waiting = Waiting::default();
        let sealing =
            Sealing::begin(place, waiting.clone(), std::slice::from_ref(to)).map_err(|_| Stopped::Unable)?;
        let upload = device::id().ok_or(Stopped::Unable)?;
        let way =
            Way { submission: place.case.clone(), upload, waiting, hash: Sha256::new(), parts: 0, bytes: 0 };
        Ok(Self { sealing, way })
    }

    /// Seals a piece and sends the parts that are full.
    async fn take(&mut self, piece: &[u8]) -> Result<(), Stopped> {
        self.sealing.write_all(piece).map_err(|_| Stopped::Unable)?;
        while let Some(part) = self.way.full() {
            self.way.send(&part).await?;
        }
        // A touch on the page is answered within the time of one piece.
        device::pause(0).await;
        Ok(())
    }

    /// Ends the file and sends the rest.
    async fn finish(self, place: &Context) -> Result<Attached, Stopped> {
        let Self { sealing, mut way } = self;
        sealing.finish().map_err(|_| Stopped::Unable)?;
        let rest = way.waiting.0.take();
        for part in rest.chunks(PART) {
            way.send(part).await?;
        }
        Ok(Attached {
            upload: way.upload,
            object: place.object,
            number: place.number,
            bytes: way.bytes,
            sha256: hex::encode(way.hash.finalize()),
        })
    }
}

/// Where a sealed file goes, and what has gone.
struct Way {
    submission: String,
    upload: Id,
    waiting: Waiting,
    hash: Sha256,
    parts: u32,
    bytes: u64,
}

impl Way {
    /// A whole part, if there is one.
    fn full(&self) -> Option<Vec<u8>> {
        let mut waiting = self.waiting.0.borrow_mut();
        (waiting.len() >= PART).then(|| waiting.drain(..PART).collect())
    }

    /// Sends one part, more than once if it must be: the portal knows a part by its number and its hash, and takes it once.
    async fn send(&mut self, part: &[u8]) -> Result<(), Stopped> {
        self.hash.update(part);
        self.bytes += part.len() as u64;
        let path = format!("/report/parts/{}/{}", self.upload, self.parts);
        let sha256 = hex::encode(Sha256::digest(part));
        let headers = [
            ("content-type", "application/octet-stream"),
            ("x-part-sha256", sha256.as_str()),
            ("x-submission", self.submission.as_str()),
        ];
        let mut stopped = Stopped::Unreachable;
        for wait in WAITS {
            device::pause(wait).await;
            match device::post(&path, part, &headers).await {
                Ok(answer) if answer.is_good() => {
                    self.parts += 1;
                    return Ok(());
                }
                // Too busy, or restarting: the same again may be taken.
                Ok(answer) if matches!(answer.status, 429 | 500..=599) => {
                    stopped = Stopped::Refused(answer.status)
                }
                Ok(answer) => return Err(Stopped::Refused(answer.status)),
                Err(unreachable) => stopped = unreachable.into(),
            }
        }
        Err(stopped)
    }
}
