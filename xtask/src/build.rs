//! `cargo xtask build`: the program and the files a browser loads, without starting anything.

use crate::house::{Care, House};
use crate::{Sentence, flag, nothing_left, say, site};

/// Reads the arguments and builds.
pub(crate) fn run(house: &House, arguments: &[String]) -> Result<(), Sentence> {
    let mut arguments = arguments.to_vec();
    let care = if flag(&mut arguments, "--release") { Care::Release } else { Care::Quick };
    nothing_left(&arguments)?;
    site::build(house, care)?;
    sunhall(house, care)?;
    say::line(&format!("{}\n{}", house.sunhall(care).display(), house.site().display()));
    Ok(())
}

/// Builds the program.
pub(crate) fn sunhall(house: &House, care: Care) -> Result<(), Sentence> {
    let mut arguments = vec!["build", "--package", "server", "--bin", "sunhall"];
    if care == Care::Release {
        arguments.push("--release");
    }
    say::step("Building sunhall", || house.cargo(&arguments))
}
