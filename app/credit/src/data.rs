//! Open data: the same queries as the pages, row by row as CSV or JSON under English names. Amounts are yuan with two
//! decimals, days are `YYYY-MM-DD`; what each column means stands in the language files under `credit-column-…`.

mod columns;

pub(crate) use columns::Placed;
pub use columns::{ENTERPRISE_COLUMNS, PENALTY_COLUMNS, RECORD_COLUMNS};
