//! Five hundred single values changed behind everybody's back, as the owner of the database may, and each is noticed.

use fastrand::Rng;
use ledger::checkpoint::Checkpoint;
use store::{Build, Store, Value, sql};

use super::given::{Log, both, witness};

/// A column that can be changed: the table, the column, what names a row, and the statements that ask for and set it.
struct Column {
    table: &'static str,
    /// All rows of the column: `number`, `text`, then the value, where the first two name the row.
    ask: &'static str,
    set: &'static str,
    key: &'static str,
    second: Option<&'static str>,
}

macro_rules! column {
    ($table:literal, $column:literal, $key:literal) => {
        Column {
            table: $table,
            ask: concat!(
                "SELECT ",
                $key,
                ", '', ",
                $column,
                " FROM ",
                $table,
                " WHERE ",
                $column,
                " IS NOT NULL ORDER BY 1"
            ),
            set: concat!("UPDATE ", $table, " SET ", $column, " = "),
            key: concat!($key, " = "),
            second: None,
        }
    };
    ($table:literal, $column:literal, $key:literal, $second:literal) => {
        Column {
            table: $table,
            ask: concat!(
                "SELECT ",
                $key,
                ", ",
                $second,
                ", ",
                $column,
                " FROM ",
                $table,
                " WHERE ",
                $column,
                " IS NOT NULL ORDER BY 1, 2"
            ),
            set: concat!("UPDATE ", $table, " SET ", $column, " = "),
            key: concat!($key, " = "),
            second: Some(concat!($second, " = ")),
        }
    };
}

const COLUMNS: [Column; 17] = [
    column!("version", "facts", "seq"),
    column!("version", "facts", "seq"),
    column!("version", "facts", "seq"),
    column!("version", "key", "seq"),
    column!("version", "revision", "seq"),
    column!("version", "entered", "seq"),
    column!("version", "withdrawn", "seq"),
    column!("version", "source", "seq"),
    column!("leaf", "seed", "position"),
    column!("leaf", "version", "position"),
    column!("leaf", "kind", "position"),
    column!("log_tile", "bytes", "number", "width"),
    column!("log_bundle", "bytes", "number", "width"),
    column!("log_head", "size", "published", "name"),
    column!("log_head", "root", "size", "name"),
    column!("log_head", "checkpoint", "size", "name"),
    column!("log_cosignature", "line", "size", "witness"),
];

/// One row's value of a column.
struct Place<'a> {
    column: &'a Column,
    first: Value,
    second: Value,
    value: Value,
}

impl Place<'_> {
    async fn set(&self, store: &Store, value: &Value) -> store::Result<()> {
        let mut query = Build::new(self.column.set);
        query.arg(value.clone()).push(" WHERE ").push(self.column.key).arg(self.first.clone());
        if let Some(second) = self.column.second {
            query.and(second).arg(self.second.clone());
        }
        let mut write = store.write().await?;
        query.sql().run(&mut write).await?;
        write.commit().await
    }
}

/// A place drawn from a column.
async fn draw<'a>(rng: &mut Rng, store: &Store, column: &'a Column) -> Place<'a> {
    let rows = sql(column.ask).all(store).await.unwrap();
    let row = &rows[rng.usize(..rows.len())];
    let is_text = column.second.is_some_and(|second| ["name = ", "witness = "].contains(&second));
    let second = match column.second {
        Some(_) if is_text => Value::from(row.text(1)),
        Some(_) => Value::Int(row.int(1)),
        None => Value::NoText,
    };
    let is_bytes = ["bytes", "seed", "root"].iter().any(|name| column.set.contains(&format!(" {name} ")));
    let is_number = ["revision", "withdrawn", "version", "size"]
        .iter()
        .any(|name| column.set.contains(&format!("SET {name} ")));
    let value = if is_bytes {
        Value::Bytes(row.bytes(2).to_vec())
    } else if is_number {
        Value::Int(row.int(2))
    } else {
        Value::from(row.text(2))
    };
    Place { column, first: Value::Int(row.int(0)), second, value }
}

/// The same with one thing changed: a bit, a digit, a letter.
fn changed(rng: &mut Rng, place: &Place<'_>) -> Value {
    match &place.value {
        Value::Bytes(bytes) => {
            let mut bytes = bytes.clone();
            let at = rng.usize(..bytes.len());
            bytes[at] ^= 1 << rng.u32(..8);
            Value::Bytes(bytes)
        }
        Value::Int(number) if place.column.set.contains("withdrawn") => Value::Int(1 - number),
        Value::Int(number) => Value::Int(number + 1),
        Value::Text(text) if place.column.set.contains("kind") => {
            Value::from(if text == "correct" { "restore" } else { "correct" })
        }
        Value::Text(text) => {
            // A digit or a Latin letter gives way to another one; what is text stays text, what is JSON stays JSON.
            let mut letters: Vec<char> = text.chars().collect();
            let digits: Vec<usize> = (0..letters.len()).filter(|at| letters[*at].is_ascii_digit()).collect();
            let at = if digits.is_empty() {
                rng.usize(..letters.len())
            } else {
                digits[rng.usize(..digits.len())]
            };
            letters[at] = if letters[at] == '9' { '8' } else { char::from(letters[at] as u8 + 1) };
            Value::Text(letters.into_iter().collect())
        }
        other => panic!("{other:?} cannot be changed"),
    }
}

/// Takes away what keeps a careful program from changing these tables: the owner of a database can.
async fn open_all_doors(log: &Log) {
    for (on, name) in [("version", "version_is_not_updated"), ("leaf", "leaf_is_not_updated")] {
        let drop = match (log.database.url().starts_with("sqlite"), on, name) {
            (true, "version", _) => "DROP TRIGGER version_is_not_updated",
            (true, ..) => "DROP TRIGGER leaf_is_not_updated",
            (false, "version", _) => "DROP TRIGGER version_is_not_updated ON version",
            (false, ..) => "DROP TRIGGER leaf_is_not_updated ON leaf",
        };
        log.tamper(drop).await;
    }
}

/// A log of about a hundred leaves with everything in it that can be: corrections, withdrawals, two partial tiles, a
/// witness's signature.
async fn of_everything(log: &Log) {
    let hash = |letter: &str| letter.repeat(64);
    for file in ["a", "b", "c"] {
        let keys: Vec<String> = (0..30).map(|n| format!("K{n:03}")).collect();
        let said: Vec<String> = (0..30)
            .map(|n| match (file, n % 7) {
                ("b", 0) => r#"{"why":"gone","no":"1"}"#.to_owned(),
                ("b", 1) => r#"{"why":"hidden","no":"2"}"#.to_owned(),
                _ => format!(
                    r#"{{"file":"{file}","no":"{n}","fee":{n}.50,"steps":[{{"day":"2026-06-30"}},{{}}]}}"#
                ),
            })
            .collect();
        let rows: Vec<(&str, &str)> =
            keys.iter().map(String::as_str).zip(said.iter().map(String::as_str)).collect();
        log.import(&hash(file), &rows).await;
        log.sequencer().catch_up().await.unwrap();
    }
    let witness = witness();
    let head = ledger::table::read::head(&log.store).await.unwrap().unwrap();
    let text =
        Checkpoint { origin: super::given::ORIGIN.to_owned(), size: head.size, root: head.root }.text();
    let line = witness.cosign(&text, 1_795_000_000).unwrap().to_string();
    let mut write = log.store.write().await.unwrap();
    sql("INSERT INTO log_cosignature (size, witness, line, seen_at) VALUES ($1, $2, $3, $4)")
        .bind(head.size.cast_signed())
        .bind("w1")
        .bind(line)
        .bind(super::given::noon())
        .run(&mut write)
        .await
        .unwrap();
    write.commit().await.unwrap();
}

#[tokio::test]
async fn each_of_five_hundred_changes_is_noticed() {
    both(|log| async move {
        of_everything(&log).await;
        log.is_sound().await;
        open_all_doors(&log).await;
        let mut rng = Rng::with_seed(7);
        let mut made = 0;
        while made < 500 {
            let column = &COLUMNS[made % COLUMNS.len()];
            let place = draw(&mut rng, &log.store, column).await;
            let value = changed(&mut rng, &place);
            // What the tables themselves refuse needs no notice: a key that is there already, a revision twice.
            if place.set(&log.store, &value).await.is_err() {
                made += usize::from(column.table == "log_head" || column.set.contains("revision"));
                continue;
            }
            let findings = log.findings().await;
            assert!(!findings.is_empty(), "{} {:?} -> {value:?}", column.set, place.value);
            // A changed key of the row itself is put back under its new name.
            if column.set.contains("SET size") {
                log.put_back_sizes().await;
            } else {
                place.set(&log.store, &place.value).await.unwrap();
            }
            made += 1;
        }
        log.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn a_row_that_is_gone_is_noticed_too() {
    for (delete, table) in [
        ("DELETE FROM log_tile WHERE level = 0 AND width = (SELECT MAX(width) FROM log_tile)", "log_tile"),
        ("DELETE FROM log_bundle WHERE width = (SELECT MAX(width) FROM log_bundle)", "log_bundle"),
        ("DELETE FROM log_head WHERE name = 'published'", "log_head"),
        (
            "INSERT INTO log_tile (level, number, width, bytes) SELECT 7, 1, 1, root FROM log_head WHERE name = 'log'",
            "log_tile",
        ),
        (
            "INSERT INTO log_bundle (number, width, bytes) SELECT 9, 1, root FROM log_head WHERE name = 'log'",
            "log_bundle",
        ),
        ("INSERT INTO leaf (position, version, kind) VALUES (400, 1, 'correct')", "leaf"),
    ] {
        both(|log| async move {
            of_everything(&log).await;
            log.tamper(delete).await;
            let findings = log.findings().await;
            assert!(findings.iter().any(|finding| finding.starts_with(table)), "{delete}: {findings:?}");
        })
        .await;
    }
}
