//! Open data: the columns of the list, and one record with its whole course.

mod columns;
mod one;

pub use columns::{COLUMNS, Column, Holds};
pub use one::json_of;
