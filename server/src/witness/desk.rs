//! The witness: it takes a checkpoint, sees to it that it holds all it saw before, writes that down, and only then signs.
//! <https://c2sp.org/tlog-witness>

use crate::clock::Clock;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path as Segment, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use ledger::checkpoint::Checkpoint;
use ledger::cosignature::Cosigner;
use ledger::key::VerifierKey;
use ledger::note::{Note, Signature};
use ledger::sequencer::{Memory, MemoryFile};
use ledger::tree::Hash;
use ledger::witness::{REQUEST_BYTES, Refusal, Request, SIZE_TYPE, judge};
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

const PLAIN: (HeaderName, &str) = (CONTENT_TYPE, "text/plain; charset=utf-8");

/// A witness of some logs, with what it saw last of each in a folder of its own.
pub struct Desk {
    cosigner: Cosigner,
    logs: Vec<VerifierKey>,
    folder: PathBuf,
    clock: Clock,
    /// One request at a time looks up what was seen and writes down what is new.
    turn: Mutex<()>,
    /// Held as long as the witness runs: a second one with the same folder could sign a fork.
    _lock: File,
}

/// Why a witness did not answer with a signature.
#[derive(Debug)]
enum Unsigned {
    Refused(Refusal),
    /// What it saw could not be read or written, and what is not written down must not be signed.
    State(io::Error),
}

impl Desk {
    /// Opens a witness over its folder, which is made where it is missing.
    ///
    /// # Errors
    /// Where the folder cannot be used, or another witness uses it.
    pub fn open(
        cosigner: Cosigner,
        logs: Vec<VerifierKey>,
        folder: PathBuf,
        clock: Clock,
    ) -> io::Result<Desk> {
        fs::create_dir_all(&folder)?;
        let lock = File::create(folder.join("lock"))?;
        lock.try_lock().map_err(|_| io::Error::other("another witness uses this folder"))?;
        Ok(Desk { cosigner, logs, folder, clock, turn: Mutex::new(()), _lock: lock })
    }

    /// The key by which the witness's signatures are checked.
    pub fn key(&self) -> &VerifierKey {
        self.cosigner.key()
    }

    fn memory(&self, origin: &str) -> MemoryFile {
        MemoryFile::at(self.folder.join(name(origin)))
    }

    /// What was signed last of a log, as a note.
    fn seen(&self, origin: &str) -> io::Result<Option<Note>> {
        let text = self.memory(origin).load()?;
        text.map(|text| Note::parse(&text).map_err(|rejected| io::Error::other(rejected.to_string())))
            .transpose()
    }

    fn add(&self, request: &Request) -> Result<Signature, Unsigned> {
        let origin = &request.checkpoint().origin;
        let turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let seen = self.seen(origin).map_err(Unsigned::State)?;
        let seen: Option<(u64, Hash)> = seen
            .map(|note| Checkpoint::parse(note.text()).map(|seen| (seen.size, seen.root)))
            .transpose()
            .map_err(|rejected| Unsigned::State(io::Error::other(rejected.to_string())))?;
        judge(seen, request, &self.logs).map_err(Unsigned::Refused)?;
        let seconds = u64::try_from(self.clock.now(0).unix_micros() / 1_000_000).unwrap_or_default();
        let malformed = |_| Unsigned::Refused(Refusal::Malformed);
        let signature = self.cosigner.cosign(request.note().text(), seconds).map_err(malformed)?;
        // Only what the log and we have signed: other lines are none of ours to hand on.
        let own = request.note().signatures().iter().filter(|line| line.name() == origin).cloned();
        let kept = Note::new(request.note().text(), own.chain([signature.clone()]).collect());
        let kept = kept.map_err(|_| Unsigned::Refused(Refusal::Malformed))?;
        // On the disk before anybody hears of it: what a witness forgets it might sign twice.
        self.memory(origin).save(&kept.to_string()).map_err(Unsigned::State)?;
        drop(turn);
        Ok(signature)
    }
}

/// The name under which a log is kept and monitored: SHA-256 of its origin, in hexadecimal.
pub(super) fn name(origin: &str) -> String {
    hex::encode(Sha256::digest(origin))
}

/// The addresses of a witness.
pub fn routes(desk: Arc<Desk>) -> Router {
    Router::new()
        .route("/add-checkpoint", post(add))
        .route("/{log}/checkpoint", get(monitor))
        .layer(DefaultBodyLimit::max(REQUEST_BYTES))
        .with_state(desk)
}

async fn add(State(desk): State<Arc<Desk>>, body: Bytes) -> Response {
    let request = match Request::parse(&body) {
        Ok(request) => request,
        Err(refusal) => return refused(&refusal),
    };
    // Forcing a file to the disk takes a while and must not hold the threads that answer.
    match tokio::task::spawn_blocking(move || desk.add(&request)).await {
        Ok(Ok(signature)) => ([PLAIN], format!("{signature}\n")).into_response(),
        Ok(Err(Unsigned::Refused(refusal))) => refused(&refusal),
        Ok(Err(Unsigned::State(error))) => {
            tracing::error!(%error, "What was seen cannot be read or written");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn refused(refusal: &Refusal) -> Response {
    let status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::BAD_REQUEST);
    let kind = match refusal {
        Refusal::Conflict(_) => (CONTENT_TYPE, SIZE_TYPE),
        _ => PLAIN,
    };
    (status, [kind], refusal.body()).into_response()
}

/// The newest checkpoint the witness has signed of a log, for whoever watches over the watchers.
async fn monitor(State(desk): State<Arc<Desk>>, Segment(log): Segment<String>) -> Response {
    let Some(origin) = desk.logs.iter().map(VerifierKey::name).find(|origin| name(origin) == log) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match desk.seen(origin) {
        Ok(Some(note)) => ([PLAIN], note.to_string()).into_response(),
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
