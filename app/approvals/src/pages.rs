//! What a citizen reads: from loaded data to a view. The data stay in Chinese, marked as such on an English page;
//! everything said about them is in the reader's language.

mod catalogue;
mod clock_panel;
mod history;
mod item;
mod list;
mod parts;
mod progress;
mod record;
mod time_line;
mod tombstone;

pub use catalogue::catalogue;
pub(crate) use history::{public, version_lines};
pub use item::{ItemPage, item};
pub use list::{ListPage, list};
pub use parts::{record_lines, state};
pub use progress::{ProgressForm, progress};
pub use record::{RecordPage, record};
pub use tombstone::tombstone;
