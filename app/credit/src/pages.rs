//! What a citizen reads of the register: functions from loaded data to a page. They decide nothing; what may be
//! shown was decided by the rules and the queries.

mod code_form;
mod enterprise;
mod enterprise_parts;
mod enterprises;
mod history;
mod lists;
mod naming;
mod penalties;
mod penalty;
mod records;
mod unknown;

pub(crate) use code_form::words;
pub(crate) use enterprise::{About, enterprise};
pub(crate) use enterprises::{Choices, enterprises};
pub(crate) use history::{Histories, enterprise_lines, facts, penalty_lines, record_lines};
pub(crate) use penalties::{Dates, penalties};
pub(crate) use penalty::{gone, penalty, tombstone};
pub(crate) use records::records;
pub(crate) use unknown::{no_code, unknown};

use ui::Visit;

/// Crumbs from the front page of the hall to the register.
fn crumbs(visit: &Visit, deeper: &[(&'static str, &str)]) -> Vec<(String, String)> {
    let home = (visit.t("shell-nav-home").to_owned(), "/".to_owned());
    let deeper = deeper.iter().map(|(key, path)| (visit.t(key).to_owned(), (*path).to_owned()));
    std::iter::once(home).chain(deeper).collect()
}
