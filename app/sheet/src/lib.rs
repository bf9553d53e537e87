//! Tables and JSON as departments send them: CSV and TSV in UTF-8, GB18030 or UTF-16, packed or not, workbooks, JSON and
//! JSON lines. A file goes in as a stream and comes out row by row, each with its line, in constant memory; what is wrong
//! is told as a [`record::Fault`] and never stops the good rows behind it. And the way back: a list of any length as CSV or
//! JSON for whoever takes it away. Nothing here knows what a column means.

mod archive;
pub mod download;
mod encoding;
mod exported;
pub mod json;
mod limits;
mod lines;
mod reading;
mod records;
mod row;
mod sheet;
mod source;
pub mod table;
mod workbook;
mod write;

pub use download::{Format, download};
pub use exported::{Datum, Exported, object};
pub use limits::Limits;
pub use reading::Reading;
pub use row::{Cell, CellKind, Row};
pub use sheet::{Sheet, open, open_stream, open_table, open_within};
pub use table::{Columns, Table};
pub use write::{CsvWriter, Flavour};
