//! The columns of the three lists and what stands in them.

use record::{City, Day, Fen, Lang};
use serde_json::{Map, Number, Value};

use crate::credit_record::Finding;
use crate::penalty::{Entry, Office};
use crate::table::{EnterpriseRow, PenaltyRow, RecordRow};

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

/// One value of a row.
pub(crate) enum Cell {
    Nothing,
    Text(String),
    Number(u64),
    Truth(bool),
    Yuan(Fen),
}

impl Cell {
    /// As text in a table.
    pub(super) fn text(&self) -> String {
        match self {
            Cell::Nothing => String::new(),
            Cell::Text(text) => record::text::for_spreadsheet(text).into_owned(),
            Cell::Number(number) => number.to_string(),
            Cell::Truth(truth) => if *truth { "1" } else { "0" }.to_owned(),
            Cell::Yuan(fen) => fen.to_string(),
        }
    }

    fn json(self) -> Value {
        match self {
            Cell::Nothing => Value::Null,
            Cell::Text(text) => Value::String(text),
            Cell::Number(number) => number.into(),
            Cell::Truth(truth) => truth.into(),
            // Digit by digit: an amount never passes through a float.
            Cell::Yuan(fen) => fen.to_string().parse::<Number>().map_or(Value::Null, Value::Number),
        }
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Cell {
        value.map_or(Cell::Nothing, Into::into)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }
}

impl From<&String> for Cell {
    fn from(text: &String) -> Cell {
        Cell::Text(text.clone())
    }
}

impl From<&record::Uscc> for Cell {
    fn from(uscc: &record::Uscc) -> Cell {
        Cell::Text(uscc.to_string())
    }
}

impl From<Day> for Cell {
    fn from(day: Day) -> Cell {
        Cell::Text(day.to_string())
    }
}

impl From<u64> for Cell {
    fn from(number: u64) -> Cell {
        Cell::Number(number)
    }
}

impl From<bool> for Cell {
    fn from(truth: bool) -> Cell {
        Cell::Truth(truth)
    }
}

impl From<Fen> for Cell {
    fn from(fen: Fen) -> Cell {
        Cell::Yuan(fen)
    }
}

/// A row of a list as open data.
pub(crate) trait Exported {
    /// The names, in the order of [`Exported::cells`].
    const COLUMNS: &'static [&'static str];

    /// The values.
    fn cells(&self, city: &City) -> Vec<Cell>;
}

/// A row as a JSON object.
pub(crate) fn object<T: Exported>(row: &T, city: &City) -> Value {
    let cells = row.cells(city).into_iter().map(Cell::json);
    let named = T::COLUMNS.iter().map(|name| (*name).to_owned()).zip(cells);
    Value::Object(named.collect::<Map<String, Value>>())
}

impl Exported for EnterpriseRow {
    const COLUMNS: &'static [&'static str] = &ENTERPRISE_COLUMNS;

    fn cells(&self, city: &City) -> Vec<Cell> {
        let EnterpriseRow { enterprise, counts, .. } = self;
        let district = enterprise.district.as_deref().and_then(|code| city.division(code));
        vec![
            (&enterprise.uscc).into(),
            enterprise.register_number.as_ref().into(),
            (&enterprise.name).into(),
            enterprise.former_name.as_ref().into(),
            (&enterprise.kind).into(),
            enterprise.industry.as_ref().into(),
            enterprise.district.as_ref().into(),
            district.map(|division| division.name(Lang::Zh)).into(),
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
        ]
    }
}

impl Exported for RecordRow {
    const COLUMNS: &'static [&'static str] = &RECORD_COLUMNS;

    fn cells(&self, _: &City) -> Vec<Cell> {
        let record = &self.record;
        let (valid_until, severity, publish_min, publish_until) = match record.finding {
            Finding::Honour { valid_until } => (valid_until, None, None, None),
            Finding::Negative { severity, publish_min, publish_until, .. } => {
                (None, Some(severity.as_str()), Some(publish_min), Some(publish_until))
            }
        };
        vec![
            (&record.key).into(),
            (&record.uscc).into(),
            (&record.enterprise).into(),
            (&record.category).into(),
            (&record.name).into(),
            record.is_honour().into(),
            (&record.authority).into(),
            record.decided_on.into(),
            record.document.as_ref().into(),
            valid_until.into(),
            severity.into(),
            publish_min.into(),
            publish_until.into(),
        ]
    }
}

impl Exported for PenaltyRow {
    const COLUMNS: &'static [&'static str] = &PENALTY_COLUMNS;

    fn cells(&self, _: &City) -> Vec<Cell> {
        match &self.entry {
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
                Cell::Text(penalty.kinds.join("|")),
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
                Cell::Nothing,
                Cell::Nothing,
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
                    _ => Cell::Nothing,
                })
                .collect(),
        }
    }
}
