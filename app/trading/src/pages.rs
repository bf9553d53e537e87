//! What a citizen reads of a contracting process: functions from loaded data to a page. They decide nothing.

mod awards;
mod bids;
mod history;
mod list;
mod process;
mod releases;
mod side;
mod words;

pub(crate) use history::version_lines;
pub(crate) use list::{Answers, Asked, list};
pub(crate) use process::{About, process};

use ui::Visit;

/// Crumbs from the front page of the hall to the register, or to the list of a kind.
fn crumbs(visit: &Visit, deeper: &[(String, String)]) -> Vec<(String, String)> {
    let home = (visit.t("shell-nav-home").to_owned(), "/".to_owned());
    std::iter::once(home).chain(deeper.iter().cloned()).collect()
}
