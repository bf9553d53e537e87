//! From the version of a process that stands to its line in the list, its suppliers and its words in the search.

use std::collections::BTreeSet;

use record::Kind;
use store::import::Published;
use store::search::Doc;
use store::{Value, Write, sort_id, sql};

use crate::listed::{Listed, Supplier};
use crate::process::Process;
use crate::rules::facts::Facts;

/// Characters of a process that are searched: titles, names and numbers stand first.
const WORDS_AT_MOST: usize = 6_000;

/// Brings list, suppliers and search up to date with new versions.
pub(super) async fn publish(
    write: &mut Write,
    published: &[Published],
    divisions: &BTreeSet<String>,
) -> store::Result<()> {
    let mut lines = Vec::with_capacity(published.len() * COLUMNS);
    let mut suppliers = Vec::new();
    let mut docs = Vec::new();
    let mut gone = Vec::new();
    for one in published {
        sql("DELETE FROM trading WHERE ocid = $1").bind(one.key.as_str()).run(write).await?;
        sql("DELETE FROM trading_suppliers WHERE ocid = $1").bind(one.key.as_str()).run(write).await?;
        let facts = match serde_json::from_str::<Facts>(&one.facts) {
            Ok(facts) if !one.withdrawn => facts,
            Ok(_) => {
                gone.push(one.key.clone());
                continue;
            }
            Err(error) => {
                tracing::error!(%error, "A version of a process cannot be read and is left out of the list");
                continue;
            }
        };
        let process = Process::read(&one.key, &facts.compiled);
        let mut listed = Listed::of(&process, &facts);
        listed.district = listed.district.filter(|district| divisions.contains(district));
        let sort = sort_id(listed.day(&process), one.seq);
        docs.push(doc(sort, &process, &listed));
        for (place, supplier) in Supplier::all(&process).into_iter().enumerate() {
            suppliers.extend(supplier_row(&one.key, place, supplier));
        }
        lines.extend(line(sort, listed));
    }
    write
        .insert_rows(
            "INSERT INTO trading (sort, ocid, number, title, kind, method, method_details, buyer, buyer_code, district,
                                  state, notice_day, tender_deadline, estimate, estimate_currency, bidders, winner,
                                  winner_code, award_value, award_currency, award_fen, size, size_currency, award_day,
                                  contract_day, conforms)",
            COLUMNS,
            lines,
            "",
        )
        .await?;
    write
        .insert_rows(
            "INSERT INTO trading_suppliers (ocid, role, place, uscc, name, amount, currency)",
            7,
            suppliers,
            "",
        )
        .await?;
    write.unindex(Kind::Process, &gone).await?;
    write.index(&docs).await
}

const COLUMNS: usize = 26;

fn line(sort: i64, listed: Listed) -> [Value; COLUMNS] {
    let size = listed.size().cloned();
    let number = |amount: &Option<crate::rules::money::Amount>| {
        amount.as_ref().map(|amount| amount.number.to_string())
    };
    let currency =
        |amount: &Option<crate::rules::money::Amount>| amount.as_ref().map(|amount| amount.currency.clone());
    [
        Value::Int(sort),
        Value::from(listed.ocid),
        Value::from(listed.number),
        Value::from(listed.title),
        Value::from(listed.kind.as_str()),
        Value::from(listed.method),
        Value::from(listed.method_details),
        Value::from(listed.buyer),
        Value::from(listed.buyer_code),
        Value::from(listed.district),
        Value::from(listed.state.as_str()),
        Value::from(listed.notice_day),
        Value::from(listed.tender_deadline),
        Value::from(number(&listed.estimate)),
        Value::from(currency(&listed.estimate)),
        Value::from(listed.bidders),
        Value::from(listed.winner),
        Value::from(listed.winner_code),
        Value::from(number(&listed.award_value)),
        Value::from(currency(&listed.award_value)),
        Value::from(listed.award_value.as_ref().and_then(|amount| amount.fen())),
        Value::from(size.as_ref().map(|size| size.number.hundredths_floor())),
        Value::from(currency(&size)),
        Value::from(listed.award_day),
        Value::from(listed.contract_day),
        Value::from(listed.conforms),
    ]
}

fn supplier_row(ocid: &str, place: usize, supplier: Supplier) -> [Value; 7] {
    [
        Value::from(ocid),
        Value::from(supplier.role),
        Value::Int(i64::try_from(place).unwrap_or(i64::MAX)),
        Value::from(supplier.uscc),
        Value::from(supplier.name),
        Value::from(supplier.amount.as_ref().map(|amount| amount.number.to_string())),
        Value::from(supplier.amount.map(|amount| amount.currency)),
    ]
}

/// What a search finds a process by. Names of persons are masked in it, as everywhere.
fn doc(sort: i64, process: &Process, listed: &Listed) -> Doc {
    let mut words = String::new();
    let mut add = |text: &str| {
        if words.chars().count() + text.chars().count() < WORDS_AT_MOST {
            words.push_str(text);
            words.push('\n');
        }
    };
    for text in [&process.title, &process.number, &process.ocid, &process.method_words] {
        add(text);
    }
    let awards = process.awards.iter().flat_map(|award| &award.suppliers);
    let bids = process.bids.iter().flat_map(|bid| &bid.tenderers);
    for party in
        process.buyer.iter().chain(&process.agent).chain(awards).chain(bids).chain(&process.tenderers)
    {
        add(&party.name);
        add(party.code());
    }
    add(&process.description);
    process.items.iter().for_each(|item| add(&item.description));
    let mut detail: Vec<&str> = vec![&listed.buyer];
    detail.extend(listed.winner.as_deref());
    detail.retain(|part| !part.is_empty());
    Doc {
        id: sort,
        kind: Kind::Process,
        key: process.ocid.clone(),
        title: process.title.clone(),
        detail: detail.join(" · "),
        words,
    }
}
