//! Where the checkout under test stands.

use std::env;
use std::path::{Path, PathBuf};

/// The folder of the workspace, asked of the run and not of the build: two checkouts may share a target folder, and a
/// test program compiled in the one may be run in the other.
///
/// # Panics
///
/// If no folder above the package under test holds a `Cargo.lock`.
pub fn house() -> PathBuf {
    let package = env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    package
        .ancestors()
        .find(|folder| folder.join("Cargo.lock").is_file())
        .map(Path::to_owned)
        .expect("the workspace has a lock file")
}

/// A file or folder of the sample data, under `tests/data`.
pub fn data(path: impl AsRef<Path>) -> PathBuf {
    house().join("tests/data").join(path)
}
