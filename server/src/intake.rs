//! One file of a department, from its path to the records: which slice reads it, and what came of it.

use record::{City, Day, Fault, Instant};
use sha2::{Digest as _, Sha256};
use std::fs;
use std::io::{self, BufReader, Read};
use std::path::Path;
use store::Store;
use store::import::{File, Progress, Summary};

/// What every file of a run shares.
pub struct Intake<'a> {
    /// Where the records are.
    pub store: &'a Store,
    /// The city's own facts.
    pub city: &'a City,
    /// Why the files correct what stands, if they do.
    pub reason: Option<&'a str>,
    /// No decision can lie behind this day.
    pub today: Day,
    /// The time of entry of what is taken.
    pub now: Instant,
    /// 32 random bytes of this run: see [`File::secret`].
    pub secret: [u8; 32],
}

/// What ends a file before its rows are judged.
#[derive(Debug)]
pub enum Stopped {
    /// The file cannot be opened or read.
    Unreadable(io::Error),
    /// The database does not take it.
    Store(store::Error),
}

impl From<store::Error> for Stopped {
    fn from(error: store::Error) -> Self {
        Stopped::Store(error)
    }
}

impl Intake<'_> {
    /// Takes a file in: `approvals`, `trading` or `credit`. What is wrong with its rows comes in their order.
    pub async fn file(
        &self,
        kind: &str,
        path: &Path,
        progress: &mut (dyn FnMut(Progress) + Send),
    ) -> Result<(Summary, Vec<Fault>), Stopped> {
        let name = name(path);
        let hash = hash(path).map_err(Stopped::Unreadable)?;
        let file = File { name: &name, hash: &hash, reason: self.reason, now: self.now, secret: self.secret };
        let bytes = BufReader::new(fs::File::open(path).map_err(Stopped::Unreadable)?);
        let summary = match kind {
            "approvals" => {
                let rows = approvals::import::read(bytes, &name, self.city, self.today);
                let register = approvals::table::Register::new(self.city, self.today);
                store::import::run(self.store, &register, file, rows, progress).await?
            }
            "trading" => {
                let rows = trading::import::read(bytes, &name);
                let register = trading::table::Register::new(self.city);
                store::import::run(self.store, &register, file, rows, progress).await?
            }
            _ => {
                let rows = credit::import::read(bytes, &name, self.today);
                store::import::run(self.store, &credit::table::Register, file, rows, progress).await?
            }
        };
        let faults = store::import::faults(self.store, summary.file).await?;
        Ok((summary, faults))
    }
}

/// The file's name without its folder, as faults give it.
pub fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The same bytes are the same file, whatever it is called.
fn hash(path: &Path) -> io::Result<String> {
    let mut file = fs::File::open(path)?;
    let mut digest = Sha256::new();
    let mut buffer = vec![0; 1 << 20];
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok(hex::encode(digest.finalize()));
        }
        digest.update(&buffer[..read]);
    }
}
