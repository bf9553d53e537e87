//! Files of open contracting data into rows: release packages, record packages, bare releases and records, one document
//! or a line each, packed or not. A file that is not JSON to its last byte gives nothing; then each release stands for
//! itself: one that does not conform is kept as received with its findings, one without ocid, id or date is refused.

mod rows;

use std::collections::VecDeque;
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::{Arc, Mutex};

use record::{Fault, Place, Problem, code};
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use sheet::json::{Item, Items};
use store::import::Staged;

pub use rows::Form;
pub(crate) use rows::Payload;
use rows::{At, Package};

use crate::rules::conformance::header_findings;

/// The lists of a package whose items are rows.
const LISTS: [&str; 2] = ["releases", "records"];
/// A document that is one release is read once more as it lies in the file, up to this many bytes.
const DOCUMENT_BYTES: u64 = 16 << 20;

/// The rows of a file and what is wrong with it, in the order of the file. Total: whatever the bytes, it ends.
///
/// The file is read twice, because a package may name its publisher and its extensions behind its releases, and because
/// nothing of a file may be taken before its last byte was seen. Memory holds one release at a time.
pub fn read<R: Read + Seek + Send + 'static>(
    file: R,
    name: &str,
) -> impl Iterator<Item = Result<Staged, Fault>> + Send {
    let mut rows = Rows { file: name.to_owned(), items: None, row: 0, ready: VecDeque::new() };
    let again = Again(Arc::new(Mutex::new(file)));
    match look(&again, name) {
        Ok(looked) => {
            rows.ready.extend(looked.faults.into_iter().map(Err));
            if let Some(package) = looked.package {
                match opened(&again, name) {
                    Ok(items) => rows.items = Some((items, package, looked.document)),
                    Err(fault) => rows.ready.push_back(Err(of_file(fault))),
                }
            }
        }
        Err(faults) => rows.ready.extend(faults.into_iter().map(Err)),
    }
    rows
}

/// A file that can be read from its beginning more than once.
struct Again<R>(Arc<Mutex<R>>);

impl<R: Read + Seek> Read for Again<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).read(buffer)
    }
}

impl<R: Read + Seek> Again<R> {
    fn rewound(&self) -> io::Result<Again<R>> {
        self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).seek(SeekFrom::Start(0))?;
        Ok(Again(Arc::clone(&self.0)))
    }
}

fn opened<R: Read + Seek + Send + 'static>(file: &Again<R>, name: &str) -> Result<Items, Fault> {
    let start =
        file.rewound().map_err(|_| Fault::new(Place::file(name), Problem::error(code::FILE_UNREADABLE)))?;
    sheet::json::open(start, name, &LISTS)
}

/// What the first reading of a file found.
struct Looked {
    /// What stands around the releases; none where the file holds nothing that can be taken.
    package: Option<Arc<Package>>,
    /// The text of the file, where it is one release or record.
    document: Option<String>,
    faults: Vec<Fault>,
}

/// Reads a file to its last byte and keeps what stands around its releases.
fn look<R: Read + Seek + Send + 'static>(file: &Again<R>, name: &str) -> Result<Looked, Vec<Fault>> {
    let mut items = opened(file, name).map_err(|fault| vec![of_file(fault)])?;
    let mut faults = items.notices().to_vec();
    let mut item = Item::default();
    let (mut count, mut is_document) = (0_u64, false);
    let mut last_fault = None;
    while let Some(read) = items.read(&mut item) {
        count += 1;
        is_document = read.is_ok() && item.path.is_empty() && !items.is_lines();
        last_fault = read.err();
    }
    if !items.is_whole() {
        faults.extend(last_fault.map(of_file));
        return Err(faults);
    }
    let (fields, raw) = head(&items.head());
    let none = |faults| Ok(Looked { package: None, document: None, faults });
    if items.is_lines() || fields.is_empty() && !is_document {
        return Ok(Looked { package: Some(Arc::new(Package::none())), document: None, faults });
    }
    if is_document && !is_row(&fields) {
        faults.push(Fault::new(Place::file(name), Problem::error(code::OCDS_KIND)));
        return none(faults);
    }
    if is_document {
        let document = plain_text(file).or_else(|| Some(items.head()));
        return Ok(Looked { package: Some(Arc::new(Package::none())), document, faults });
    }
    let package = Package::of(&fields, raw);
    let place = Place::file(name);
    faults.extend(package.faults(&fields, &place));
    if count == 0 {
        faults.push(Fault::new(place, Problem::warning(code::NO_ROWS)));
    }
    Ok(Looked { package: Some(Arc::new(package)), document: None, faults })
}

/// The file as it lies on the disk, where that is text: one release as received, to the last blank inside it.
fn plain_text<R: Read + Seek>(file: &Again<R>) -> Option<String> {
    let mut text = String::new();
    file.rewound().ok()?.take(DOCUMENT_BYTES).read_to_string(&mut text).ok()?;
    let text = text.trim_start_matches('\u{feff}').trim();
    serde_json::from_str::<&RawValue>(text).is_ok().then(|| text.to_owned())
}

/// A fault that ends the reading is about the whole file, unless it names a key.
fn of_file(fault: Fault) -> Fault {
    let Fault { place, problem } = fault;
    let problem = match place.line {
        Some(line) => problem.with("line", line.to_string()),
        None => problem,
    };
    Fault::new(Place { line: None, ..place }, problem)
}

fn head(text: &str) -> (Map<String, Value>, Box<RawValue>) {
    let fields = serde_json::from_str(text).unwrap_or_default();
    let raw = RawValue::from_string(text.to_owned()).unwrap_or_else(|_| Package::none().head);
    (fields, raw)
}

/// Whether an object is a release or a record, and not a package.
fn is_row(fields: &Map<String, Value>) -> bool {
    let has = |field: &str| fields.contains_key(field);
    has("ocid") || has("tag") || has("compiledRelease") || (has("id") && has("date"))
}

impl Package {
    fn none() -> Package {
        Package {
            head: RawValue::from_string("{}".to_owned()).expect("an empty object is JSON"),
            bids: false,
        }
    }

    fn of(fields: &Map<String, Value>, head: Box<RawValue>) -> Package {
        Package { head, bids: extensions(fields).any(is_bids) }
    }

    /// What the head of a package is not, and what in its releases is not checked here.
    fn faults(&self, fields: &Map<String, Value>, place: &Place) -> Vec<Fault> {
        let records = fields.contains_key("packages");
        let at = |path: String| place.clone().at_path(path);
        let findings = header_findings(&Value::Object(fields.clone()), records);
        let findings =
            findings.into_iter().map(|finding| Fault::new(at(finding.path.clone()), finding.problem()));
        let others = extensions(fields).enumerate().filter(|(_, url)| !is_bids(url)).map(|(index, url)| {
            Fault::new(
                at(format!("extensions/{index}")),
                Problem::notice(code::OCDS_EXTENSION).with("value", url),
            )
        });
        findings.chain(others).collect()
    }
}

fn extensions(fields: &Map<String, Value>) -> impl Iterator<Item = &str> {
    fields.get("extensions").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}

fn is_bids(url: &str) -> bool {
    url.contains("ocds_bid_extension/v1.1")
}

struct Rows {
    file: String,
    /// The second reading; the text of the file stands beside it where it is one release.
    items: Option<(Items, Arc<Package>, Option<String>)>,
    /// Rows so far.
    row: u64,
    ready: VecDeque<Result<Staged, Fault>>,
}

impl Iterator for Rows {
    type Item = Result<Staged, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(row) = self.ready.pop_front() {
                return Some(row);
            }
            let (items, package, document) = self.items.as_mut()?;
            let Some(read) = items.next() else {
                // The first reading came to the end; if this one did not, the file was changed meanwhile.
                if !items.is_whole() {
                    let problem = Problem::error(code::FILE_UNREADABLE);
                    self.ready.push_back(Err(Fault::new(Place::file(self.file.as_str()), problem)));
                }
                self.items = None;
                continue;
            };
            self.row += 1;
            let package = Arc::clone(package);
            match read {
                Ok(item) => {
                    // Lines are known by their line, the items of a list by their number.
                    let line = if items.is_lines() { item.line } else { self.row };
                    let text = document.take().unwrap_or(item.text);
                    self.take(text, &item.path, line, &package);
                }
                Err(mut fault) => {
                    fault.place.line = if items.is_lines() { fault.place.line } else { Some(self.row) };
                    self.ready.push_back(Err(fault));
                }
            }
        }
    }
}

impl Rows {
    /// One item of the file: a release, a record, or on a line of its own a whole package.
    fn take(&mut self, text: String, path: &str, line: u64, package: &Arc<Package>) {
        let mut out = Vec::new();
        let at = At { file: &self.file, row: line, path };
        if path.starts_with("records/") {
            rows::record(text, package, at, &mut out);
        } else if path.is_empty() || !path.contains('/') {
            alone(text, package, at, &mut out);
        } else {
            rows::release(text, package, at, &mut out);
        }
        self.ready.extend(out);
    }
}

/// A document that stands alone or on a line, or an item of a bare list: its fields say what it is.
fn alone(text: String, package: &Arc<Package>, at: At<'_>, out: &mut Vec<Result<Staged, Fault>>) {
    let Ok(mut fields) = serde_json::from_str::<Map<String, Value>>(&text) else {
        out.push(Err(at.fault("", Problem::error(code::OCDS_KIND))));
        return;
    };
    let has_list = LISTS.iter().any(|list| fields.get(*list).is_some_and(Value::is_array));
    if is_row(&fields) {
        if has_list || fields.contains_key("compiledRelease") {
            rows::record(text, package, at, out);
        } else {
            rows::release(text, package, at, out);
        }
        return;
    }
    if !has_list {
        out.push(Err(at.fault("", Problem::error(code::OCDS_KIND))));
        return;
    }
    #[derive(serde::Deserialize)]
    struct Lists<'a> {
        #[serde(borrow, default)]
        releases: Vec<&'a RawValue>,
        #[serde(borrow, default)]
        records: Vec<&'a RawValue>,
    }
    let lists: Lists<'_> =
        serde_json::from_str(&text).unwrap_or(Lists { releases: Vec::new(), records: Vec::new() });
    LISTS.iter().for_each(|list| drop(fields.shift_remove(*list)));
    let (_, head) = head(&Value::Object(fields.clone()).to_string());
    let package = Arc::new(Package::of(&fields, head));
    out.extend(package.faults(&fields, &Place::line(at.file, at.row)).into_iter().map(Err));
    for (index, release) in lists.releases.iter().enumerate() {
        let path = format!("releases/{index}");
        rows::release(release.get().to_owned(), &package, At { path: &path, ..at }, out);
    }
    for (index, record) in lists.records.iter().enumerate() {
        let path = format!("records/{index}");
        rows::record(record.get().to_owned(), &package, At { path: &path, ..at }, out);
    }
}
