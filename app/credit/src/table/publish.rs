//! Bringing the lists and the search index up to date with new versions of enterprises and credit records.

use record::{Day, Kind};
use store::search::Doc;
use store::{Result, Value, Write, sort_id};

use crate::credit_record::{CreditRecord, Finding};
use crate::enterprise::Enterprise;
use crate::rules::publication::window_of_record;

/// Puts words into the filters.
pub(super) async fn offer(
    write: &mut Write,
    field: &'static str,
    words: impl IntoIterator<Item = &str>,
) -> Result<()> {
    let mut words: Vec<&str> = words.into_iter().collect();
    words.sort_unstable();
    words.dedup();
    let values = words.into_iter().flat_map(|word| [Value::from(field), Value::from(word)]).collect();
    write
        .insert_rows(
            "INSERT INTO credit_words (field, word)",
            2,
            values,
            " ON CONFLICT (field, word) DO NOTHING",
        )
        .await
}

pub(super) async fn publish_enterprises(write: &mut Write, enterprises: &[(Enterprise, i64)]) -> Result<()> {
    let mut values = Vec::with_capacity(enterprises.len() * 15);
    let mut docs = Vec::with_capacity(enterprises.len());
    for (enterprise, seq) in enterprises {
        let sort = sort_id(enterprise.founded_on.unwrap_or(Day::EARLIEST_RECORD), *seq);
        values.extend([
            Value::Int(sort),
            enterprise.uscc.as_str().into(),
            enterprise.register_number.as_ref().into(),
            (&enterprise.name).into(),
            enterprise.former_name.as_ref().into(),
            (&enterprise.kind).into(),
            enterprise.industry.as_ref().into(),
            enterprise.district.as_ref().into(),
            enterprise.town.as_ref().into(),
            enterprise.standing.as_str().into(),
            enterprise.founded_on.into(),
            enterprise.legal_representative.as_ref().into(),
            enterprise.capital.into(),
            enterprise.address.as_ref().into(),
            enterprise.is_sole_trader().into(),
        ]);
        let words = [
            Some(enterprise.name.as_str()),
            Some(enterprise.uscc.as_str()),
            enterprise.former_name.as_deref(),
            enterprise.register_number.as_deref(),
        ];
        let detail = match &enterprise.industry {
            Some(industry) => format!("{} · {industry} · {}", enterprise.kind, enterprise.uscc),
            None => format!("{} · {}", enterprise.kind, enterprise.uscc),
        };
        docs.push(Doc {
            id: sort,
            kind: Kind::Enterprise,
            key: enterprise.uscc.to_string(),
            title: enterprise.name.clone(),
            detail,
            words: lines(words),
        });
    }
    write
        .insert_rows(
            "INSERT INTO enterprises (sort, uscc, register_number, name, former_name, kind, industry, district, town,
                                      standing, founded_on, legal_representative, capital, address, sole_trader)",
            15,
            values,
            " ON CONFLICT (uscc) DO UPDATE
              SET sort = excluded.sort, register_number = excluded.register_number, name = excluded.name,
                  former_name = excluded.former_name, kind = excluded.kind, industry = excluded.industry,
                  district = excluded.district, town = excluded.town, standing = excluded.standing,
                  founded_on = excluded.founded_on, legal_representative = excluded.legal_representative,
                  capital = excluded.capital, address = excluded.address, sole_trader = excluded.sole_trader",
        )
        .await?;
    let each = || enterprises.iter().map(|(enterprise, _)| enterprise);
    offer(write, "kind", each().map(|enterprise| enterprise.kind.as_str())).await?;
    offer(write, "industry", each().filter_map(|enterprise| enterprise.industry.as_deref())).await?;
    offer(write, "district", each().filter_map(|enterprise| enterprise.district.as_deref())).await?;
    write.index(&docs).await
}

pub(super) async fn publish_records(write: &mut Write, records: &[(CreditRecord, i64)]) -> Result<()> {
    let mut values = Vec::with_capacity(records.len() * 17);
    let mut docs = Vec::with_capacity(records.len());
    for (record, seq) in records {
        let sort = sort_id(record.decided_on, *seq);
        let window = window_of_record(record);
        let (valid_until, severity, publish_min, publish_until, repaired_on) = match record.finding {
            Finding::Honour { valid_until } => (valid_until, None, None, None, None),
            Finding::Negative { severity, publish_min, publish_until, repaired_on } => {
                (None, Some(severity.as_str()), Some(publish_min), Some(publish_until), repaired_on)
            }
        };
        values.extend([
            Value::Int(sort),
            (&record.key).into(),
            record.uscc.as_str().into(),
            (&record.enterprise).into(),
            (&record.category).into(),
            (&record.name).into(),
            (&record.authority).into(),
            record.decided_on.into(),
            record.document.as_ref().into(),
            record.is_honour().into(),
            valid_until.into(),
            severity.into(),
            publish_min.into(),
            publish_until.into(),
            repaired_on.into(),
            window.from.into(),
            window.until.into(),
        ]);
        let words = [
            Some(record.key.as_str()),
            Some(record.enterprise.as_str()),
            Some(record.uscc.as_str()),
            Some(record.category.as_str()),
            Some(record.name.as_str()),
            Some(record.authority.as_str()),
            record.document.as_deref(),
        ];
        docs.push(Doc {
            id: sort,
            kind: Kind::CreditRecord,
            key: record.key.clone(),
            title: record.name.clone(),
            detail: format!("{} · {}", record.enterprise, record.authority),
            words: lines(words),
        });
    }
    write
        .insert_rows(
            "INSERT INTO credit_records (sort, key, uscc, enterprise, category, name, authority, decided_on, document,
                                         good, valid_until, severity, publish_min, publish_until, repaired_on,
                                         public_from, public_until)",
            17,
            values,
            " ON CONFLICT (key) DO UPDATE
              SET sort = excluded.sort, uscc = excluded.uscc, enterprise = excluded.enterprise,
                  category = excluded.category, name = excluded.name, authority = excluded.authority,
                  decided_on = excluded.decided_on, document = excluded.document, good = excluded.good,
                  valid_until = excluded.valid_until, severity = excluded.severity,
                  publish_min = excluded.publish_min, publish_until = excluded.publish_until,
                  repaired_on = excluded.repaired_on, public_from = excluded.public_from,
                  public_until = excluded.public_until",
        )
        .await?;
    offer(write, "category", records.iter().map(|(record, _)| record.category.as_str())).await?;
    write.index(&docs).await
}

/// The words of a record, a line each, so that the end of one and the beginning of the next are no pair.
pub(super) fn lines<'a>(parts: impl IntoIterator<Item = Option<&'a str>>) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join("\n")
}
