//! The steps cases took, for the public counts.

use std::collections::HashMap;

use record::Day;
use store::{Store, sql};

use crate::case::Kind;
use crate::rules::funnel::{Funnel, Step, Taken, publish};
use crate::rules::routing::Organisation;

/// Everything that may be published on `today`. The district of a case is that of the unit that took the step; a unit that is
/// no longer there counts for none by name.
pub async fn funnels(store: &Store, organisation: &Organisation, today: Day) -> store::Result<Vec<Funnel>> {
    let districts: HashMap<&str, &str> =
        organisation.receivers.iter().map(|it| (it.code.as_str(), it.division.as_str())).collect();
    let rows =
        sql("SELECT case_id, step, kind, unit, entered, days FROM case_step ORDER BY entered, case_id, step")
            .all(store)
            .await?;
    let mut taken = Vec::with_capacity(rows.len());
    for row in &rows {
        let (table, key) = ("case_step", row.text(0));
        taken.push(Taken {
            kind: super::word(table, key, row.text(2), Kind::parse)?,
            district: districts.get(row.text(3)).copied().unwrap_or_default().to_owned(),
            step: super::word(table, key, row.text(1), Step::parse)?,
            entered: super::day(table, key, row.text(4))?,
            days: row.int(5),
        });
    }
    Ok(publish(&taken, today))
}
