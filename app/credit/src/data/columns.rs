//! The columns of the three lists and what stands in them.

use record::{City, Lang};
use sheet::{Datum, Exported};

use crate::credit_record::{CreditRecord, Finding};
use crate::penalty::{Entry, Office};
use crate::table::EnterpriseRow;

/// Columns of `/credit.csv` and `/credit.json`.
pub const ENTERPRISE_COLUMNS: [&str; 18] = [
    "uscc",
    "register_number",
    "name",
    "former_name",
    "kind",
    "industry",
    "district",
    "district_name",
    "town",
    "standing",
    "founded_on",
    "legal_representative",
    "capital_yuan",
    "address",
    "sole_trader",
    "honours",
    "negative_records",
    "penalties",
];

/// Columns of `/credit/records.csv` and `.json`.
pub const RECORD_COLUMNS: [&str; 13] = [
    "number",
    "uscc",
    "enterprise",
    "category",
    "name",
    "good",
    "authority",
    "decided_on",
    "document",
    "valid_until",
    "severity",
    "publish_min",
    "publish_until",
];

/// Columns of `/credit/penalties.csv` and `.json`. A withdrawn penalty has its number, authority, days and reason.
pub const PENALTY_COLUMNS: [&str; 29] = [
    "number",
    "party",
    "party_kind",
    "uscc",
    "legal_representative",
    "document",
    "offence",
    "findings",
    "basis",
    "kinds",
    "content",
    "fine_yuan",
    "confiscated_yuan",
    "licence",
    "decided_on",
    "valid_until",
    "published_on",
    "authority",
    "authority_uscc",
    "source",
    "source_uscc",
    "remark",
    "severity",
    "severity_stated",
    "publish_min",
    "publish_until",
    "state",
    "withdrawn_on",
    "reason",
];

/// An enterprise with what only the city knows about it: the name of its district.
pub(crate) struct Placed {
    row: EnterpriseRow,
    district_name: Option<String>,
}

impl Placed {
    /// The enterprise in its city.
    pub(crate) fn of(row: EnterpriseRow, city: &City) -> Placed {
        let district = row.enterprise.district.as_deref().and_then(|code| city.division(code));
        let district_name = district.map(|division| division.name(Lang::Zh).to_owned());
        Placed { row, district_name }
    }
}

impl Exported for Placed {
    fn columns() -> impl Iterator<Item = &'static str> {
        ENTERPRISE_COLUMNS.into_iter()
    }

    fn cells(&self) -> impl Iterator<Item = Datum<'_>> {
        let Placed { row: EnterpriseRow { enterprise, counts }, district_name } = self;
        let cells: [Datum<'_>; ENTERPRISE_COLUMNS.len()] = [
            (&enterprise.uscc).into(),
            enterprise.register_number.as_ref().into(),
            (&enterprise.name).into(),
            enterprise.former_name.as_ref().into(),
            (&enterprise.kind).into(),
            enterprise.industry.as_ref().into(),
            enterprise.district.as_ref().into(),
            district_name.as_ref().into(),
            enterprise.town.as_ref().into(),
            enterprise.standing.as_str().into(),
            enterprise.founded_on.into(),
            enterprise.legal_representative.as_ref().into(),
            enterprise.capital.into(),
            enterprise.address.as_ref().into(),
            enterprise.is_sole_trader().into(),
            counts.honours.into(),
            counts.negatives.into(),
            counts.penalties.into(),
        ];
        cells.into_iter()
    }
}

impl Exported for CreditRecord {
    fn columns() -> impl Iterator<Item = &'static str> {
        RECORD_COLUMNS.into_iter()
    }

    fn cells(&self) -> impl Iterator<Item = Datum<'_>> {
        let (valid_until, severity, publish_min, publish_until) = match self.finding {
            Finding::Honour { valid_until } => (valid_until, None, None, None),
            Finding::Negative { severity, publish_min, publish_until, .. } => {
                (None, Some(severity.as_str()), Some(publish_min), Some(publish_until))
            }
        };
        let cells: [Datum<'_>; RECORD_COLUMNS.len()] = [
            (&self.key).into(),
            (&self.uscc).into(),
            (&self.enterprise).into(),
            (&self.category).into(),
            (&self.name).into(),
            self.is_honour().into(),
            (&self.authority).into(),
            self.decided_on.into(),
            self.document.as_ref().into(),
            valid_until.into(),
            severity.into(),
            publish_min.into(),
            publish_until.into(),
        ];
        cells.into_iter()
    }
}

impl Exported for Entry {
    fn columns() -> impl Iterator<Item = &'static str> {
        PENALTY_COLUMNS.into_iter()
    }

    fn cells(&self) -> impl Iterator<Item = Datum<'_>> {
        let cells: Vec<Datum<'_>> = match self {
            Entry::Standing(penalty) => vec![
                (&penalty.key).into(),
                penalty.party.name().into(),
                penalty.party.as_str().into(),
                penalty.party.uscc().into(),
                penalty.legal_representative.as_ref().into(),
                (&penalty.document).into(),
                penalty.offence.as_ref().into(),
                penalty.findings.as_ref().into(),
                penalty.basis.as_ref().into(),
                penalty.kinds.join("|").into(),
                penalty.content.as_ref().into(),
                penalty.fine.into(),
                penalty.confiscated.into(),
                penalty.licence.as_ref().into(),
                penalty.decided_on.into(),
                penalty.valid_until.into(),
                penalty.published_on.into(),
                (&penalty.authority.name).into(),
                penalty.authority.uscc.as_ref().into(),
                penalty.source.as_ref().map(|Office { name, .. }| name).into(),
                penalty.source.as_ref().and_then(|Office { uscc, .. }| uscc.as_ref()).into(),
                penalty.remark.as_ref().into(),
                penalty.severity.as_str().into(),
                penalty.severity_stated.into(),
                penalty.publish_min.into(),
                penalty.publish_until.into(),
                "in_force".into(),
                Datum::Nothing,
                Datum::Nothing,
            ],
            Entry::Withdrawn(tombstone) => PENALTY_COLUMNS
                .iter()
                .map(|name| match *name {
                    "number" => (&tombstone.key).into(),
                    "document" => (&tombstone.document).into(),
                    "decided_on" => tombstone.decided_on.into(),
                    "authority" => (&tombstone.authority.name).into(),
                    "authority_uscc" => tombstone.authority.uscc.as_ref().into(),
                    "state" => tombstone.withdrawal.why.as_str().into(),
                    "withdrawn_on" => tombstone.withdrawal.on.into(),
                    "reason" => (&tombstone.withdrawal.reason).into(),
                    _ => Datum::Nothing,
                })
                .collect(),
        };
        cells.into_iter()
    }
}
