//! Open data: the query of the page as CSV or JSON, streamed row by row, and one record with its whole course.

mod columns;
mod one;
mod stream;

pub use columns::{COLUMNS, Column, Holds, csv_cells, json_object};
pub use one::{csv_of, json_of};
pub use stream::{Format, answer};
