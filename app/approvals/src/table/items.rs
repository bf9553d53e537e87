//! The catalogue of items and the register of units: small tables that lists name things by.

use std::collections::{BTreeMap, HashMap};

use record::{Day, Kind};
use store::search::Doc;
use store::{Build, Row, Store, Value, Write, sort_id, sql};

use crate::agency::Agency;
use crate::item::{Item, Limits};

/// One item as the catalogue lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each field is a column and described in item.rs")]
pub struct ItemRow {
    pub code: String,
    pub name: String,
    pub department: String,
    pub licence_kind: String,
    pub limits: Limits,
    pub certificate: Option<String>,
    pub steps: i64,
}

/// One unit as filters name it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each field is a column and described in agency.rs")]
pub struct UnitRow {
    pub code: String,
    pub name: String,
    pub district: Option<String>,
}

fn item_row(row: &Row) -> ItemRow {
    let days = |column| u32::try_from(row.int(column)).unwrap_or(0);
    ItemRow {
        code: row.text(0).to_owned(),
        name: row.text(1).to_owned(),
        department: row.text(2).to_owned(),
        licence_kind: row.text(3).to_owned(),
        limits: Limits { statutory_days: days(4), promised_days: days(5) },
        certificate: row.opt_text(6).map(str::to_owned),
        steps: row.int(7),
    }
}

/// The whole catalogue, by department and code. A city has some hundred items.
pub async fn items(store: &Store) -> store::Result<Vec<ItemRow>> {
    let rows = sql("
        SELECT code, name, department, licence_kind, statutory_days, promised_days, certificate, steps
        FROM items
        ORDER BY department, code")
    .all(store)
    .await?;
    Ok(rows.iter().map(item_row).collect())
}

/// One item of the catalogue.
pub async fn item(store: &Store, code: &str) -> store::Result<Option<ItemRow>> {
    let row = sql("
        SELECT code, name, department, licence_kind, statutory_days, promised_days, certificate, steps
        FROM items
        WHERE code = $1")
    .bind(code)
    .one(store)
    .await?;
    Ok(row.as_ref().map(item_row))
}

/// Units whose code is `words` or whose name contains it, at most `limit` of them.
pub async fn units(store: &Store, words: &str, limit: i64) -> store::Result<Vec<UnitRow>> {
    let rows = named(store, "SELECT code, name, district FROM agencies", words, limit).await?;
    Ok(rows
        .iter()
        .map(|row| UnitRow {
            code: row.text(0).to_owned(),
            name: row.text(1).to_owned(),
            district: row.opt_text(2).map(str::to_owned),
        })
        .collect())
}

/// The name of a unit, if it is known.
pub async fn unit(store: &Store, code: &str) -> store::Result<Option<UnitRow>> {
    Ok(units(store, code, 1).await?.into_iter().find(|unit| unit.code == code))
}

/// Codes and names of items whose code is `words` or whose name contains it, at most `limit` of them.
pub async fn items_named(store: &Store, words: &str, limit: i64) -> store::Result<Vec<(String, String)>> {
    let rows = named(store, "SELECT code, name FROM items", words, limit).await?;
    Ok(rows.iter().map(|row| (row.text(0).to_owned(), row.text(1).to_owned())).collect())
}

/// The rows of a table with codes and names that `words` name, those that are called exactly so first.
async fn named(store: &Store, select: &'static str, words: &str, limit: i64) -> store::Result<Vec<Row>> {
    let mut query = Build::new(select);
    query.push(" WHERE code = ").arg(words).push(" OR name LIKE ").arg(pattern(words)).push(" ESCAPE '!'");
    query.push(" ORDER BY CASE WHEN name = ").arg(words).push(" OR code = ").arg(words);
    query.push(" THEN 0 ELSE 1 END, code LIMIT ").arg(limit);
    query.all(store).await
}

/// "Contains these words" for LIKE, with what LIKE would read as wild made plain.
fn pattern(words: &str) -> String {
    let mut pattern = String::from("%");
    for letter in words.chars() {
        if matches!(letter, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    pattern
}

/// The limits of these items, of those that have said them.
pub(super) async fn limits(write: &mut Write, codes: Vec<String>) -> store::Result<HashMap<String, Limits>> {
    let rows = write
        .select_in("SELECT code, statutory_days, promised_days FROM items WHERE code IN ", None, &codes)
        .await?;
    let days = |row: &Row, column| u32::try_from(row.int(column)).unwrap_or(0);
    Ok(rows
        .iter()
        .map(|row| {
            let limits = Limits { statutory_days: days(row, 1), promised_days: days(row, 2) };
            (row.text(0).to_owned(), limits)
        })
        .collect())
}

/// Brings the catalogue up to date with items that have a new version. One without its own row waits for it.
pub(super) async fn publish(write: &mut Write, items: &[(Item, i64)]) -> store::Result<()> {
    let mut rows = Vec::new();
    let mut docs = Vec::new();
    for (item, seq) in items {
        let Some(about) = &item.about else { continue };
        // Items have no day; they stand before all decisions, for who looks for a permit wants to know how to get it.
        let sort = sort_id(Day::LONG_TERM, *seq);
        rows.extend([
            Value::Int(sort),
            Value::from(&item.code),
            Value::from(&about.name),
            Value::from(&about.department),
            Value::from(&about.licence_kind),
            Value::from(about.limits.statutory_days),
            Value::from(about.limits.promised_days),
            Value::from(about.certificate.as_ref()),
            Value::Int(item.steps.len() as i64),
        ]);
        docs.push(Doc {
            id: sort,
            kind: Kind::Item,
            key: item.code.clone(),
            title: about.name.clone(),
            detail: about.department.clone(),
            words: format!("{}\n{}\n{}", about.name, item.code, about.department),
        });
    }
    write
        .insert_rows(
            "INSERT INTO items (
                sort, code, name, department, licence_kind, statutory_days, promised_days, certificate, steps)",
            9,
            rows,
            " ON CONFLICT (code) DO UPDATE SET
                sort = excluded.sort, name = excluded.name, department = excluded.department,
                licence_kind = excluded.licence_kind, statutory_days = excluded.statutory_days,
                promised_days = excluded.promised_days, certificate = excluded.certificate,
                steps = excluded.steps",
        )
        .await?;
    write.index(&docs).await
}

/// Enters units of the register of units.
pub(super) async fn publish_agencies(
    write: &mut Write,
    agencies: impl Iterator<Item = Agency>,
) -> store::Result<()> {
    let rows: Vec<Value> = agencies
        .flat_map(|agency| {
            [agency.code.into(), agency.name.into(), agency.district.into(), agency.department.into()]
        })
        .collect();
    write
        .insert_rows(
            "INSERT INTO agencies (code, name, district, department)",
            4,
            rows,
            " ON CONFLICT (code) DO UPDATE SET
                name = excluded.name, district = excluded.district, department = excluded.department",
        )
        .await
}

/// Enters units known only from approvals, so that a filter can name them before the register of units arrives.
pub(super) async fn meet_units(
    write: &mut Write,
    units: BTreeMap<String, (String, Option<String>)>,
) -> store::Result<()> {
    let rows: Vec<Value> = units
        .into_iter()
        .flat_map(|(code, (name, district))| [code.into(), name.into(), district.into()])
        .collect();
    write
        .insert_rows("INSERT INTO agencies (code, name, district)", 3, rows, " ON CONFLICT (code) DO NOTHING")
        .await
}
