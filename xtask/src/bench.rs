//! `cargo xtask bench`: speed and size, as a table and as JSON.

use crate::Sentence;
use crate::house::House;

/// (Filled when the server stands.)
pub(crate) fn run(_house: &House, _arguments: &[String]) -> Result<(), Sentence> {
    Err("There are no benchmarks yet".to_owned())
}
