//! Open data: the list as CSV and JSON, and the releases themselves as packages of the standard, from the same query as
//! the page. Sums are the exact decimals that were published; what each column means stands in the language files under
//! `trading-column-…`.

mod packages;
mod stream;

pub(crate) use packages::{record_package, release, releases};
pub(crate) use stream::Form;

use axum::response::Response;
use serde_json::{Map, Number, Value};
use sheet::{CsvWriter, Flavour};
use std::sync::Arc;
use store::Store;

use crate::listed::{COLUMNS, Listed};
use crate::rules::money::Amount;
use crate::table::{Filter, Order, chunk};
use stream::{Pieces, respond};

/// Lines read at a time.
const CHUNK: usize = 1_000;

/// The whole list as one long answer, read while the reader takes it.
pub(crate) async fn list(form: Form, store: Store, filter: Filter, order: Order) -> store::Result<Response> {
    let filter = Arc::new(filter);
    // The first lines are read before anything is answered, so that a failure still has its own status.
    let first = chunk(&store, &filter, order, None, CHUNK).await?;
    Ok(respond(form, "trading", async move |pieces: Pieces| {
        let (mut rows, mut after) = first;
        let mut csv = CsvWriter::new(Vec::new(), Flavour::Spreadsheet);
        let mut begins = true;
        loop {
            let bytes = match form {
                Form::Csv => csv_rows(&mut csv, &rows, begins),
                Form::Json => json_rows(&rows, begins, after.is_none()),
            };
            pieces.send(bytes).await?;
            begins = false;
            let Some(from) = after else { return Ok(()) };
            (rows, after) = chunk(&store, &filter, order, Some(from), CHUNK).await?;
        }
    }))
}

/// Rows for spreadsheets: a mark that it is UTF-8, and no cell that a spreadsheet would compute.
fn csv_rows(csv: &mut CsvWriter<Vec<u8>>, rows: &[Listed], begins: bool) -> Vec<u8> {
    let written = "a vector takes every byte";
    if begins {
        csv.row(COLUMNS).expect(written);
    }
    for row in rows {
        csv.row(cells(row).iter().map(plain)).expect(written);
    }
    std::mem::take(csv.get_mut())
}

fn json_rows(rows: &[Listed], begins: bool, ends: bool) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(rows.len() * 640);
    if begins {
        bytes.push(b'[');
    }
    for (index, row) in rows.iter().enumerate() {
        bytes.extend_from_slice(if begins && index == 0 { b"\n" } else { b",\n" });
        let object: Map<String, Value> =
            COLUMNS.iter().map(|name| (*name).to_owned()).zip(cells(row)).collect();
        serde_json::to_writer(&mut bytes, &object).expect("a vector takes every byte");
    }
    if ends {
        bytes.extend_from_slice(b"\n]\n");
    }
    bytes
}

fn plain(cell: &Value) -> String {
    match cell {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The values of a line, in the order of [`COLUMNS`].
fn cells(listed: &Listed) -> [Value; COLUMNS.len()] {
    let text = |text: &str| Value::from(text);
    let opt = |text: Option<&String>| text.map_or(Value::Null, |text| Value::from(text.as_str()));
    let day = |day: Option<record::Day>| day.map_or(Value::Null, |day| Value::from(day.to_string()));
    // Written with the digits it came with: no float between the file and the reader.
    let number = |amount: &Option<Amount>| {
        let digits = amount.as_ref().map(|amount| amount.number.to_string());
        digits.and_then(|digits| digits.parse::<Number>().ok()).map_or(Value::Null, Value::Number)
    };
    let currency = |amount: &Option<Amount>| opt(amount.as_ref().map(|amount| &amount.currency));
    [
        text(&listed.ocid),
        text(&listed.number),
        text(&listed.title),
        text(listed.kind.as_str()),
        opt(listed.method.as_ref()),
        text(&listed.method_details),
        text(&listed.buyer),
        text(&listed.buyer_code),
        opt(listed.district.as_ref()),
        text(listed.state.as_str()),
        day(listed.notice_day),
        opt(listed.tender_deadline.as_ref()),
        number(&listed.estimate),
        currency(&listed.estimate),
        listed.bidders.map_or(Value::Null, Value::from),
        opt(listed.winner.as_ref()),
        opt(listed.winner_code.as_ref()),
        number(&listed.award_value),
        currency(&listed.award_value),
        day(listed.award_day),
        day(listed.contract_day),
        Value::Bool(listed.conforms),
    ]
}
