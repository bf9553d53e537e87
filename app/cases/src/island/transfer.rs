//! A file on its way: sealed piece by piece and sent in parts of one megabyte. Where the line is lost it stands still as it is, and goes on
//! with the part that did not arrive: nothing is sealed anew, nothing is sent twice.

use std::collections::VecDeque;
use std::io::{self, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use record::Id;
use seal::{Attached, CaseKeys, Context, FileNote, Object, Public, Sealing};
use sha2::{Digest, Sha256};
use web_sys::File;

use super::course::Stopped;
use super::files::{Looked, Stamp, Way, read};

/// Parts are of this size, the last one may be shorter.
const PART: usize = 1_024 * 1_024;
/// So much is read and sealed at once: a touch on the page is answered in between.
const PIECE: u64 = 256 * 1_024;
/// Waits between tries of one part, in milliseconds: a tunnel, a lift, a change of network. Where the device says that it is back on a
/// network, a wait ends at once.
const WAITS: [i32; 8] = [500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 30_000];

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Going {
    /// So many in a hundred have arrived.
    Arrived(u64),
    /// So many have, and the line is lost.
    Waits(u64),
}

/// A file that has arrived, in one or two forms.
#[derive(Clone)]
pub(super) struct Sent {
    pub(super) stamp: Stamp,
    pub(super) way: Way,
    pub(super) note: FileNote,
    pub(super) attached: Vec<Attached>,
}

impl Sent {
    /// Whether it came by one of these uploads.
    pub(super) fn came_by(&self, uploads: &[String]) -> bool {
        self.attached.iter().any(|file| uploads.iter().any(|upload| upload == file.upload.as_str()))
    }
}

/// A file under way.
pub(super) struct Transfer {
    stamp: Stamp,
    way: Way,
    note: FileNote,
    /// The forms that have not arrived, the one that is under way first.
    forms: VecDeque<Form>,
    attached: Vec<Attached>,
    progress: Progress,
}

/// How much of all forms of a file has arrived.
#[derive(Clone, Copy)]
struct Progress {
    all: u64,
    arrived: u64,
}

impl Progress {
    /// What is sealed is a little longer than the file.
    fn percent(self, of_this_form: u64) -> u64 {
        ((self.arrived + of_this_form) * 100 / self.all.max(1)).min(100)
    }
}

impl Transfer {
    /// Gets a file ready. The team's copy is under the case's key; where that copy lost something, the file as it was goes beside it
    /// under the identity's key, for it may be evidence. What only custodians are to open has no copy for the team.
    pub(super) async fn begin(
        file: &File,
        looked: &Looked,
        place: &Context,
        keys: &CaseKeys,
    ) -> Result<Self, Stopped> {
        let number = looked.stamp.number;
        let size = looked.stamp.bytes;
        let form = |object, copy: Option<Vec<u8>>, to| {
            let length = copy.as_ref().map_or(size, |copy| copy.len() as u64);
            Form { place: place.with(object, number), copy, length, read: 0, to, outgoing: None }
        };
        let original = || form(Object::Original, None, keys.identity().public());
        let for_the_team = |copy| form(Object::Attachment, copy, keys.case.public());
        let forms = if looked.way == Some(Way::Custodians) {
            vec![original()]
        } else if looked.is_clean {
            let bytes = read(file, 0.0, file.size()).await.ok_or(Stopped::Unreadable(number))?;
            // It was looked at when it was chosen: one that cannot be cleaned now was changed since.
            let copy = seal::strip(&bytes).map_err(|_| Stopped::Unreadable(number))?.bytes;
            // Where nothing was taken out, the copy is the file.
            if copy == bytes { vec![for_the_team(None)] } else { vec![for_the_team(Some(copy)), original()] }
        } else {
            vec![for_the_team(None)]
        };
        let way = looked.way.unwrap_or(Way::AsItIs);
        let note = FileNote {
            number,
            kind: looked.kind.as_str().to_owned(),
            bytes: size,
            stripped: looked.is_clean,
            custodians_only: way == Way::Custodians,
        };
        let all = forms.iter().map(|form| form.length).sum();
        Ok(Self {
            stamp: looked.stamp.clone(),
            way,
            note,
            forms: forms.into(),
            attached: Vec::new(),
            progress: Progress { all, arrived: 0 },
        })
    }

    /// Whether it is this file, to be sent this way.
    pub(super) fn is_of(&self, looked: &Looked) -> bool {
        self.stamp == looked.stamp && self.way == looked.way.unwrap_or(Way::AsItIs)
    }

    /// Sends what is left of it. Where that fails it stays as it is, and can be called again.
    pub(super) async fn go_on(&mut self, file: &File, told: &impl Fn(Going)) -> Result<(), Stopped> {
        while let Some(form) = self.forms.front_mut() {
            self.attached.push(form.go_on(file, self.progress, told).await?);
            self.progress.arrived += form.length;
            self.forms.pop_front();
        }
        Ok(())
    }

    /// What it is once it has arrived.
    pub(super) fn arrived(self) -> Sent {
        Sent { stamp: self.stamp, way: self.way, note: self.note, attached: self.attached }
    }
}

/// One form of a file: the team's copy, or the file bit by bit.
struct Form {
    place: Context,
    /// What is sent; nothing where it is the file itself.
    copy: Option<Vec<u8>>,
    length: u64,
    read: u64,
    /// The key it is sealed to.
    to: Public,
    outgoing: Option<Outgoing>,
}

impl Form {
    async fn go_on(
        &mut self,
        file: &File,
        progress: Progress,
        told: &impl Fn(Going),
    ) -> Result<Attached, Stopped> {
        let mut outgoing = match self.outgoing.take() {
            Some(outgoing) => outgoing,
            None => Outgoing::begin(&self.place, &self.to)?,
        };
        match self.all_parts(&mut outgoing, file, progress, told).await {
            Ok(()) => Ok(outgoing.attached(&self.place)),
            Err(stopped) => {
                self.outgoing = Some(outgoing);
                Err(stopped)
            }
        }
    }

    async fn all_parts(
        &mut self,
        outgoing: &mut Outgoing,
        file: &File,
        progress: Progress,
        told: &impl Fn(Going),
    ) -> Result<(), Stopped> {
        loop {
            // First what was sealed before the line was lost.
            outgoing.send_full_parts(progress, told).await?;
            if self.read >= self.length {
                break;
            }
            let piece = self.piece(file).await.ok_or(Stopped::Unreadable(self.place.number))?;
            outgoing.seal(&piece)?;
            self.read += piece.len() as u64;
            device::pause(0).await;
        }
        outgoing.end()?;
        outgoing.send_rest(progress, told).await
    }

    async fn piece(&self, file: &File) -> Option<Vec<u8>> {
        let end = self.length.min(self.read + PIECE);
        match &self.copy {
            Some(copy) => {
                copy.get(usize::try_from(self.read).ok()?..usize::try_from(end).ok()?).map(<[u8]>::to_vec)
            }
            None => read(file, self.read as f64, end as f64).await.filter(|piece| !piece.is_empty()),
        }
    }
}

/// What the sealing has written and the portal has not taken yet.
#[derive(Clone, Default)]
struct Waiting(Arc<Mutex<Vec<u8>>>);

impl Waiting {
    fn bytes(&self) -> MutexGuard<'_, Vec<u8>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A copy of the next part; nothing where there is none, or none that is full.
    fn part(&self, only_full: bool) -> Option<Vec<u8>> {
        let bytes = self.bytes();
        let length = bytes.len().min(PART);
        (length > 0 && (length == PART || !only_full)).then(|| bytes[..length].to_vec())
    }
}

impl Write for Waiting {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A sealed form on its way to the portal, and what of it has arrived.
struct Outgoing {
    /// None once all is sealed.
    sealing: Option<Sealing<Waiting>>,
    waiting: Waiting,
    submission: String,
    upload: Id,
    hash: Sha256,
    parts: u32,
    bytes: u64,
}

impl Outgoing {
    fn begin(place: &Context, to: &Public) -> Result<Self, Stopped> {
        let waiting = Waiting::default();
        let sealing =
            Sealing::begin(place, waiting.clone(), std::slice::from_ref(to)).map_err(|_| Stopped::Unable)?;
        Ok(Self {
            sealing: Some(sealing),
            waiting,
            submission: place.case.clone(),
            upload: device::id().ok_or(Stopped::Unable)?,
            hash: Sha256::new(),
            parts: 0,
            bytes: 0,
        })
    }

    fn seal(&mut self, piece: &[u8]) -> Result<(), Stopped> {
        let sealing = self.sealing.as_mut().ok_or(Stopped::Unable)?;
        sealing.write_all(piece).map_err(|_| Stopped::Unable)
    }

    /// Seals the end. Once is enough, however often it is asked.
    fn end(&mut self) -> Result<(), Stopped> {
        match self.sealing.take() {
            Some(sealing) => sealing.finish().map(drop).map_err(|_| Stopped::Unable),
            None => Ok(()),
        }
    }

    async fn send_full_parts(&mut self, progress: Progress, told: &impl Fn(Going)) -> Result<(), Stopped> {
        while let Some(part) = self.waiting.part(true) {
            self.send(&part, progress, told).await?;
        }
        Ok(())
    }

    async fn send_rest(&mut self, progress: Progress, told: &impl Fn(Going)) -> Result<(), Stopped> {
        while let Some(part) = self.waiting.part(false) {
            self.send(&part, progress, told).await?;
        }
        Ok(())
    }

    /// Sends one part, more than once if it must be: the portal knows a part by its number and its hash, and takes it once.
    async fn send(&mut self, part: &[u8], progress: Progress, told: &impl Fn(Going)) -> Result<(), Stopped> {
        let path = format!("/report/parts/{}/{}", self.upload, self.parts);
        let sha256 = hex::encode(Sha256::digest(part));
        let headers = [
            ("content-type", "application/octet-stream"),
            ("x-part-sha256", sha256.as_str()),
            ("x-submission", self.submission.as_str()),
        ];
        told(Going::Arrived(progress.percent(self.bytes)));
        for wait in WAITS.into_iter().map(Some).chain([None]) {
            match device::post(&path, part, &headers).await {
                Ok(answer) if answer.is_good() => {
                    self.hash.update(part);
                    self.bytes += part.len() as u64;
                    self.parts += 1;
                    self.waiting.bytes().drain(..part.len());
                    return Ok(());
                }
                // Too busy, or restarting: the same again may be taken.
                Ok(answer) if !matches!(answer.status, 429 | 500..=599) => {
                    return Err(Stopped::Refused(answer.status));
                }
                _ => {}
            }
            let Some(wait) = wait else { break };
            told(Going::Waits(progress.percent(self.bytes)));
            device::pause_or_online(wait).await;
        }
        Err(Stopped::Cut(progress.percent(self.bytes)))
    }

    fn attached(self, place: &Context) -> Attached {
        Attached {
            upload: self.upload,
            object: place.object,
            number: place.number,
            bytes: self.bytes,
            sha256: hex::encode(self.hash.finalize()),
        }
    }
}
