//! The largest checkpoint this server has signed or seen, kept outside the database: whoever puts an old copy of the
//! database back does not put this back with it, and nothing is signed that would contradict it.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::PathBuf;

/// Where a checkpoint is remembered.
pub trait Memory: Send + Sync {
    /// The remembered note, if there is one.
    fn load(&self) -> io::Result<Option<String>>;

    /// Keeps a note in the place of the last; returns only once it is on the disk.
    fn save(&self, note: &str) -> io::Result<()>;
}

/// A small file. It is written beside its place, forced to the disk and renamed, so that it is never half a checkpoint.
#[derive(Clone, Debug)]
pub struct MemoryFile {
    path: PathBuf,
}

impl MemoryFile {
    /// A memory at this path; the file need not be there yet.
    pub fn at(path: impl Into<PathBuf>) -> MemoryFile {
        MemoryFile { path: path.into() }
    }
}

impl Memory for MemoryFile {
    fn load(&self) -> io::Result<Option<String>> {
        match fs::read_to_string(&self.path) {
            Ok(note) => Ok(Some(note)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn save(&self, note: &str) -> io::Result<()> {
        let mut name = self.path.file_name().unwrap_or_default().to_owned();
        name.push(".new");
        let beside = self.path.with_file_name(name);
        let mut file = File::create(&beside)?;
        file.write_all(note.as_bytes())?;
        file.sync_all()?;
        fs::rename(&beside, &self.path)?;
        // The name is on the disk only once its folder is.
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty());
        File::open(folder.unwrap_or_else(|| ".".as_ref()))?.sync_all()
    }
}
