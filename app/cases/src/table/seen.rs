//! Who sees which cases: the one condition that every list, count and search goes through.

use store::Build;

/// A member of staff who asks, as far as the tables need to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Viewer {
    /// The account.
    pub account: String,
    /// The unit of the account: what is about it, it does not see.
    pub unit: String,
    /// The units whose cases may be seen; `None` for who may see those of all.
    pub units: Option<Vec<String>>,
}

/// Leaves only what the viewer may see of the cases in `case_state s`. Who is excluded from a case sees nothing of it, nor
/// does the unit it is about; who may see no unit sees nothing.
pub(super) fn only(query: &mut Build, viewer: &Viewer) {
    query
        .and("NOT EXISTS (SELECT 1 FROM case_exclusion x WHERE x.case_id = s.case_id AND x.account = ")
        .arg(&viewer.account)
        .push(")");
    query.and("(s.concerned_unit IS NULL OR s.concerned_unit <> ").arg(&viewer.unit).push(")");
    let Some(units) = &viewer.units else { return };
    let Some((first, rest)) = units.split_first() else {
        query.and("1 = 0");
        return;
    };
    query.and("s.unit IN (").arg(first);
    for unit in rest {
        query.push(", ").arg(unit);
    }
    query.push(")");
}
