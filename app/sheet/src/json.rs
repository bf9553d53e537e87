//! JSON from other people: looked through before it is parsed, and taken apart item by item in constant memory.
//!
//! A parser that recurses dies of 20,000 brackets, and one that keeps the last of two equal keys reads another document
//! than the auditor does. [`check`] refuses both without recursion; [`open`] cuts a package into its releases or records, a
//! file of lines into lines, and looks through each.

mod check;
mod items;
mod splitter;
mod stream;

pub use check::{Finding, check};
pub use items::{Item, Items, lines, open};
