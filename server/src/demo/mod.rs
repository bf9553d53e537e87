//! The demonstration city: districts and townships of Qinhuangdao, its permit items, and approvals, trades,
//! enterprises and credit records that nobody ever had. Every page of it says so.
//!
//! Drawn from a seed and from the day, so that "this week" has something to show. What a department would hand
//! in as a file (the catalogue, the trades) goes through the import; the rest is published in bulk.

mod cases;
mod credit;
mod draw;
mod keys;
mod names;
mod trades;

use std::io::Cursor;
use std::sync::Arc;

use ::approvals::agency::Agency;
use ::approvals::item::Item;
use record::{City, Day, Instant, Kind};
use sha2::{Digest as _, Sha256};
use store::import::{File, First, bulk};
use store::{Result, Store};

use cases::Office;
use draw::{WorkingDays, rng};
use names::{Firm, firm};
use trades::Centre;

const ITEMS: &[(&str, &[u8])] = &[
    ("agencies.csv", include_bytes!("../../demo/agencies.csv")),
    ("items.csv", include_bytes!("../../demo/items.csv")),
    ("item_steps.csv", include_bytes!("../../demo/item_steps.csv")),
];
/// Codes of the demonstration have room for this many serial numbers.
const MOST_FIRMS: u64 = 800_000;

/// How much of a city to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Approvals, decided and open.
    pub approvals: u64,
    /// Of these, still open.
    pub open: u64,
    /// Enterprises.
    pub firms: u64,
    /// Contracting processes.
    pub processes: u64,
    /// Honours and negative records.
    pub records: u64,
    /// Penalties.
    pub penalties: u64,
    /// Working days over which all this is spread.
    pub span: usize,
    /// Whether each approval has but three steps and no prose.
    pub lean: bool,
}

impl Size {
    /// Loaded in seconds: for the first look and for tests of the pages.
    pub const SMALL: Size = Size {
        approvals: 2_400,
        open: 60,
        firms: 400,
        processes: 160,
        records: 260,
        penalties: 180,
        span: 120,
        lean: false,
    };
    /// A city's few years.
    pub const CITY: Size = Size {
        approvals: 200_000,
        open: 2_000,
        firms: 20_000,
        processes: 3_000,
        records: 12_000,
        penalties: 8_000,
        span: 600,
        lean: false,
    };
    /// A province's, for benchmarks.
    pub const PROVINCE: Size = Size {
        approvals: 10_000_000,
        open: 10_000,
        firms: 200_000,
        processes: 5_000,
        records: 50_000,
        penalties: 30_000,
        span: 600,
        lean: true,
    };

    /// The size of this name.
    pub fn named(name: &str) -> Option<Size> {
        match name {
            "small" => Some(Size::SMALL),
            "city" => Some(Size::CITY),
            "province" => Some(Size::PROVINCE),
            _ => None,
        }
    }

    /// The same city with another number of approvals.
    pub fn with_approvals(self, approvals: u64) -> Size {
        Size { approvals, open: self.open.min(approvals / 40), ..self }
    }
}

/// When and for whom the city is made.
pub struct Occasion<'a> {
    /// The same seed gives the same city.
    pub seed: u64,
    /// The city's own facts.
    pub city: &'a City,
    /// The newest decisions are of this day.
    pub today: Day,
    /// What is entered now carries this time.
    pub now: Instant,
}

/// Fills an empty database. `say` hears what is being made and how many are done.
pub async fn fill(
    store: &Store,
    size: Size,
    occasion: &Occasion<'_>,
    say: &mut (dyn FnMut(&'static str, u64) + Send),
) -> Result<()> {
    let Occasion { seed, city, today, now } = *occasion;
    let span = size.span;
    // The whole city comes from the seed, its salts too: nobody in it needs to be kept from being guessed.
    let secret: [u8; 32] = Sha256::digest(format!("sunhall demo {seed}")).into();
    let days = Arc::new(WorkingDays::around(today, 1_000));
    let districts: Arc<[(String, String)]> = city
        .divisions
        .iter()
        .filter(|division| division.code.len() == 6 && !division.code.ends_with("00"))
        .map(|division| (division.code.clone(), division.name.clone()))
        .collect();
    let register = ::approvals::table::Register::new(city, today);
    for (name, bytes) in ITEMS {
        let rows = ::approvals::import::read(Cursor::new(*bytes), name, city, today);
        let hash = hash(bytes);
        let file = File { name, hash: &hash, reason: None, now, secret };
        store::import::run(store, &register, file, rows, &mut |_| {}).await?;
    }
    let items: Vec<Item> = catalogue(store, Kind::Item, ITEMS[1].1).await?;
    let agencies: Vec<Agency> = catalogue(store, Kind::Agency, ITEMS[0].1).await?;
    let firms = size.firms.min(MOST_FIRMS);

    let city_of = (Arc::clone(&districts), Arc::clone(&days));
    let (places, when) = city_of.clone();
    let enterprises = (0..firms).map(move |n| {
        let enterprise = credit::enterprise(seed, n, nth_firm(seed, n, &places), &when);
        first(Kind::Enterprise, enterprise.uscc.to_string(), now, &enterprise)
    });
    let ledger = ::credit::table::Register;
    bulk(store, &ledger, "demo", secret, enterprises, &mut |done| say("enterprises", done)).await?;
    let (places, when) = city_of.clone();
    let records = (0..size.records).map(move |n| {
        let firm = nth_firm(seed, credit::about(seed, "record of", n, firms), &places);
        let record = credit::credit_record(seed, n, &firm, &when, span);
        first(Kind::CreditRecord, record.key.clone(), now, &record)
    });
    bulk(store, &ledger, "demo", secret, records, &mut |done| say("credit records", done)).await?;
    let (places, when) = city_of;
    let penalties = (0..size.penalties).map(move |n| {
        let firm = nth_firm(seed, credit::about(seed, "penalty of", n, firms), &places);
        let penalty = credit::penalty(seed, n, &firm, &when, span);
        first(Kind::Penalty, penalty.key.clone(), now, &penalty)
    });
    bulk(store, &ledger, "demo", secret, penalties, &mut |done| say("penalties", done)).await?;

    let centre = Centre { seed, prefix: &city.ocid_prefix, districts: &districts, firms, days: &days, span };
    let package = centre.package(size.processes, &now.to_string()).to_string().into_bytes();
    let hash = hash(&package);
    let file = File { name: "releases.json", hash: &hash, reason: None, now, secret };
    let rows = ::trading::import::read(Cursor::new(package), "releases.json");
    let trading = ::trading::table::Register::new(city);
    store::import::run(store, &trading, file, rows, &mut |_| {}).await?;
    say("contracting processes", size.processes);

    let office = Office {
        seed,
        items,
        agencies,
        districts,
        firms,
        days,
        span,
        offset_minutes: city.utc_offset_minutes,
        lean: size.lean,
    };
    let cases = (0..size.approvals).map(move |n| {
        let case = office.case(n, size.approvals, size.open);
        First { withheld: !case.is_public(), ..first(Kind::Approval, case.number.clone(), now, &case) }
    });
    if size.lean {
        // Ten million rows are sorted into an index at once in less time than one after another.
        let mut write = store.write().await?;
        ::approvals::table::drop_indexes(&mut write).await?;
        write.commit().await?;
    }
    bulk(store, &register, "demo", secret, cases, &mut |done| say("approvals", done)).await?;
    say("lists of recipients", keys::recipients(store, city, today, now).await?);
    let mut write = store.write().await?;
    if size.lean {
        ::approvals::table::create_indexes(&mut write).await?;
    }
    write.set_meta("demo", 1).await?;
    write.commit().await
}

/// The n-th enterprise of the city.
fn nth_firm(seed: u64, n: u64, districts: &[(String, String)]) -> Firm {
    firm(&mut rng(seed, "firm", n), n, districts)
}

/// The first enterprise that is no sole trader, for a tender that drew none.
fn nth_organisation(seed: u64, districts: &[(String, String)]) -> Firm {
    (0..).map(|n| nth_firm(seed, n, districts)).find(|firm| !firm.sole_trader).expect("most are none")
}

fn first(kind: Kind, key: String, entered: Instant, facts: &impl serde::Serialize) -> First {
    let facts = serde_json::to_string(facts).expect("facts are plain data");
    First { kind, key, entered, facts, withheld: false }
}

fn hash(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// What was just imported, read back by the keys in the file's first or third column.
async fn catalogue<T: serde::de::DeserializeOwned>(store: &Store, kind: Kind, csv: &[u8]) -> Result<Vec<T>> {
    let column = if kind == Kind::Agency { 2 } else { 0 };
    let text = std::str::from_utf8(csv).expect("the demonstration's own files are UTF-8");
    let mut all = Vec::new();
    for line in text.lines().skip(1) {
        let key = line.split(',').nth(column).unwrap_or_default();
        let Some(version) = store.version(kind, key).await? else { continue };
        let value = serde_json::from_str(&version.facts).map_err(|error| store::Error::Corrupt {
            table: "version",
            key: key.to_owned(),
            what: error.to_string(),
        })?;
        all.push(value);
    }
    Ok(all)
}
