//! The check of a page against an attacker who holds the database: every single value of what is served is changed, and
//! every change is noticed by the same function the reader's browser calls.
#![expect(clippy::unwrap_used, reason = "helpers of tests stand outside the tests themselves")]

use fastrand::Rng;
use ledger::check::{Asked, Claim, Evidence, Fetched, Form, Memory, Report, Shown, Taken, Verdict, What};
use ledger::checkpoint::Checkpoint;
use ledger::cosignature::Cosigner;
use ledger::key::Signer;
use ledger::leaf::{Leaf, LeafKind, Redaction};
use ledger::opening::{Field, Openings, Seed};
use ledger::tile::Edge;
use ledger::tile::bundle::{Bundle, encode, leaves};
use record::{Instant, Kind, Ref};
use serde_json::{Value, json};

const ORIGIN: &str = "portal.example/log";
/// The record that is looked at, among others.
const INDEX: u64 = 300;

fn facts() -> Value {
    json!({
        "number": "QHD2026112300001",
        "case": {
            "applicant": { "kind": "organization", "name": "秦皇岛霁岚钢结构工程有限公司", "uscc": "91130302TE5T00294T" },
            "licence_kind": "普通", "applied": "2026-03-02", "fee": 123450, "remark": null,
        },
        "steps": [{ "number": 1, "name": "受理", "entered": "2026-03-02T08:41:02.000000Z" }],
    })
}

fn at() -> Instant {
    Instant::parse("2026-11-23T08:00:00Z").unwrap()
}

fn leaf(record: Ref, openings: &Openings) -> String {
    let leaf = Leaf::version(LeafKind::Publish, record, 1, at(), openings.root().unwrap());
    String::from_utf8(leaf.bytes().unwrap()).unwrap()
}

/// A log with a record in it, all that a page shows of it, and all that is served to prove it.
#[derive(Clone)]
struct Served {
    key: String,
    policy: String,
    checkpoint: String,
    claim: Claim,
    evidence: Evidence,
    fetched: Fetched,
    shown: Vec<Shown>,
    entries: Vec<String>,
}

impl Served {
    /// A log of `size` leaves; the record stands at [`INDEX`].
    fn of(size: u64) -> Served {
        let record = Ref::new(Kind::Approval, "QHD2026112300001");
        let openings = Openings::of(record.clone(), 1, INDEX, &Seed::new(&[7; 32]), &facts());
        let own = leaf(record, &openings);
        let other = |index: u64| {
            let record = Ref::new(Kind::Item, index.to_string());
            leaf(
                record.clone(),
                &Openings::of(record, 1, index, &Seed::new(&[9; 32]), &json!({ "n": index })),
            )
        };
        let entries: Vec<String> =
            (0..size).map(|index| if index == INDEX { own.clone() } else { other(index) }).collect();
        let claim = Claim { record: "approval/QHD2026112300001".into(), revision: 1, index: INDEX };
        let shown = [
            ("/number", "QHD2026112300001", Form::Text),
            ("/case/applicant/name", "秦皇岛霁岚钢结构工程有限公司", Form::Text),
            ("/case/applied", "2026年3月2日", Form::Day),
            ("/case/fee", "1,234.50 元", Form::Fen),
            ("/steps/0/entered", "2026年3月2日 16:41", Form::Moment),
        ];
        let shown = shown.map(|(field, text, form)| Shown {
            record: claim.record.clone(),
            field: field.into(),
            text: text.into(),
            form,
        });
        let evidence = Evidence { leaf: own, openings, redactions: Vec::new() };
        let mut served = Served {
            key: log().key().to_string(),
            policy: format!("log {}\nwitness w1 {}\nquorum w1\n", log().key(), witness().key()),
            checkpoint: String::new(),
            claim,
            evidence,
            fetched: Fetched::default(),
            shown: shown.to_vec(),
            entries,
        };
        served.publish();
        served
    }

    /// Signs what the entries are now, and serves what a check asks for.
    fn publish(&mut self) {
        let mut edge = Edge::default();
        let tiles = edge.append(&leaves(&self.entries)).unwrap();
        let tree = Checkpoint { origin: ORIGIN.into(), size: edge.size(), root: edge.root() };
        let note = tree.sign(&log()).unwrap();
        let note = note.with([witness().cosign(note.text(), 1_700_000_000).unwrap()]).unwrap();
        self.checkpoint = note.to_string();
        let evidence = std::slice::from_ref(&self.evidence);
        let plan = self.asked(None).plan(&self.checkpoint, evidence).unwrap();
        self.fetched.tiles = tiles.into_iter().filter(|(tile, _)| plan.tiles.contains(tile)).collect();
        assert_eq!(self.fetched.tiles.len(), plan.tiles.len());
        let bytes = |bundle: &Bundle| {
            let first = bundle.number as usize * 256;
            encode(&self.entries[first..first + usize::from(bundle.width)]).unwrap()
        };
        self.fetched.bundles = plan.bundles.iter().map(|bundle| (*bundle, bytes(bundle))).collect();
    }

    fn asked<'a>(&'a self, memory: Option<&'a Memory>) -> Asked<'a> {
        Asked {
            key: &self.key,
            policy: &self.policy,
            claims: std::slice::from_ref(&self.claim),
            shown: &self.shown,
            offset_minutes: 480,
            memory,
        }
    }

    fn checked(&self) -> Report {
        self.checked_after(None)
    }

    fn checked_after(&self, memory: Option<&Memory>) -> Report {
        self.asked(memory).judge(&self.checkpoint, std::slice::from_ref(&self.evidence), &self.fetched)
    }
}

fn log() -> Signer {
    Signer::new(ORIGIN, &[1; 32]).unwrap()
}

fn witness() -> Cosigner {
    Cosigner::new("witness.example/w1", &[2; 32]).unwrap()
}

#[test]
fn a_true_page_is_proven_and_witnessed() {
    for size in [301, 511, 512, 513, 700] {
        let served = Served::of(size);
        let report = served.checked();
        assert_eq!((report.verdict, report.size), (Verdict::Witnessed, size), "{:?}", report.faults);
        assert_eq!(report.witnesses, ["w1"]);
        assert_eq!(report.fields.len(), 11, "{:?}", report.fields);
        assert!(report.fields.iter().any(|(_, field, value)| field == "/case/fee" && value == "123450"));
    }
}

#[test]
fn without_a_witness_it_is_proven_and_before_the_checkpoint_it_is_pending() {
    let mut served = Served::of(512);
    served.policy = String::new();
    assert_eq!(served.checked().verdict, Verdict::Proven);
    let mut earlier = Served::of(512);
    earlier.entries.truncate(256);
    earlier.publish();
    assert_eq!(earlier.checked().verdict, Verdict::Pending);
    earlier.shown[0].text.push('!');
    assert_eq!(earlier.checked().verdict, Verdict::Broken, "what is pending must agree all the same");
}

#[test]
fn five_hundred_changes_are_five_hundred_times_refused() {
    let served = Served::of(700);
    let mut random = Rng::with_seed(1);
    let mut refused = [0; 7];
    for change in 0..560 {
        let mut changed = served.clone();
        let what = change % 7;
        match what {
            0 => one_shown(&mut changed, &mut random),
            1 => one_opening(&mut changed, &mut random, false),
            2 => one_opening(&mut changed, &mut random, true),
            3 => one_byte(changed.fetched.tiles.iter_mut().map(|(_, bytes)| bytes), &mut random),
            4 => one_byte(changed.fetched.bundles.iter_mut().map(|(_, bytes)| bytes), &mut random),
            5 => one_letter(&mut changed.checkpoint, &mut random),
            _ => one_letter(&mut changed.evidence.leaf, &mut random),
        }
        // A line that names no witness we know is nobody's; it proves nothing, and the log's own still does.
        let witness = served.checkpoint.find("— witness").unwrap();
        let is_witness_alone = changed.checkpoint != served.checkpoint
            && changed.checkpoint.get(..witness) == served.checkpoint.get(..witness);
        let verdict = changed.checked().verdict;
        match is_witness_alone {
            true => assert_ne!(verdict, Verdict::Witnessed, "change {change} of a witness's line"),
            false => assert_eq!(verdict, Verdict::Broken, "change {change} of sort {what} was not noticed"),
        }
        refused[what] += 1;
    }
    assert_eq!(refused, [80; 7]);
}

fn one_shown(served: &mut Served, random: &mut Rng) {
    let place = random.usize(..served.shown.len());
    let text = &mut served.shown[place].text;
    let letters: Vec<char> = text.chars().collect();
    let digits: Vec<usize> = (0..letters.len()).filter(|at| !letters[*at].is_whitespace()).collect();
    let at = digits[random.usize(..digits.len())];
    let instead = match letters[at] {
        digit @ '0'..='9' => char::from(b'0' + (digit as u8 - b'0' + random.u8(1..10)) % 10),
        _ => '7',
    };
    *text = letters
        .iter()
        .enumerate()
        .map(|(place, letter)| if place == at { instead } else { *letter })
        .collect();
}

fn one_opening(served: &mut Served, random: &mut Rng, salt: bool) {
    let place = random.usize(..served.evidence.openings.fields.len());
    let Field::Open(opening) = &mut served.evidence.openings.fields[place] else {
        unreachable!("nothing is gone")
    };
    if salt {
        opening.salt.0[random.usize(..32)] ^= 1 << random.u8(..8);
    } else {
        opening.value = match random.u8(..4) {
            0 => "null".into(),
            1 => random.u32(..).to_string(),
            2 => format!("\"{}\"", random.u32(..)),
            _ => "true".into(),
        };
        // The one value that is null already.
        if opening.field == "/case/remark" {
            opening.value = "false".into();
        }
    }
}

fn one_byte<'a>(files: impl ExactSizeIterator<Item = &'a mut Vec<u8>>, random: &mut Rng) {
    let place = random.usize(..files.len());
    let bytes = files.into_iter().nth(place).unwrap();
    let at = random.usize(..bytes.len());
    bytes[at] ^= 1 << random.u8(..8);
}

fn one_letter(text: &mut String, random: &mut Rng) {
    let letters: Vec<char> = text.chars().collect();
    let at = random.usize(..letters.len());
    let instead = if letters[at] == 'A' { 'B' } else { 'A' };
    *text = letters
        .iter()
        .enumerate()
        .map(|(place, letter)| if place == at { instead } else { *letter })
        .collect();
}

#[test]
fn what_differs_is_told_with_both_values() {
    let mut served = Served::of(512);
    served.shown[3].text = "9,234.50 元".into();
    let report = served.checked();
    let fault = &report.faults[0];
    assert_eq!((fault.what, fault.field.as_str()), (What::Field, "/case/fee"));
    assert_eq!((fault.shown.as_str(), fault.held.as_str()), ("9,234.50 元", "123450"));
    served.shown[3].record = "approval/another".into();
    assert_eq!(served.checked().faults[0].what, What::Included, "a value of a record that nobody proves");
}

#[test]
fn a_log_that_forgets_or_forks_is_refused_and_does_not_take_the_place_of_what_was_seen() {
    let (older, newer) = (Served::of(400), Served::of(700));
    let memory = older.checked().memory.unwrap();
    let served = |served: &Served| {
        let mut served = served.clone();
        let plan =
            served.asked(Some(&memory)).plan(&served.checkpoint, std::slice::from_ref(&served.evidence));
        let mut edge = Edge::default();
        let wanted = plan.map(|plan| plan.tiles).unwrap_or_default();
        let tiles = edge.append(&leaves(&served.entries)).unwrap();
        served.fetched.tiles = tiles.into_iter().filter(|(tile, _)| wanted.contains(tile)).collect();
        served
    };
    let grown = served(&newer).checked_after(Some(&memory));
    assert_eq!((grown.verdict, grown.memory.unwrap().seen().unwrap().size), (Verdict::Witnessed, 700));

    let mut other = newer.clone();
    other.entries[3] = other.entries[4].clone();
    other.publish();
    let report = served(&other).checked_after(Some(&memory));
    assert_eq!((report.faults[0].what, report.memory), (What::Forked, None));

    let memory = newer.checked().memory.unwrap();
    let report = older.checked_after(Some(&memory));
    assert_eq!((report.faults[0].what, report.memory), (What::Shrunk, None));
    let stranger = Memory { key: memory.key.replace("portal", "impostor"), ..memory };
    assert_eq!(newer.checked_after(Some(&stranger)).faults[0].what, What::Key);
}

#[test]
fn a_value_that_was_taken_away_openly_is_gone_and_one_taken_in_silence_is_a_fault() {
    let mut served = Served::of(512);
    let redaction = Redaction {
        target: INDEX,
        field: "/case/applicant/name".into(),
        ground: "个人信息保护法第四十七条".into(),
        approvers: vec!["7f5a52e0".into(), "7f5a52e1".into()],
    };
    let record = Ref::new(Kind::Approval, "QHD2026112300001");
    let leaf = Leaf::redact(record, 1, INDEX, at(), &redaction);
    let leaf = String::from_utf8(leaf.bytes().unwrap()).unwrap();
    served.entries.push(leaf.clone());
    served.evidence.openings.redact("/case/applicant/name", 512).unwrap();
    assert_eq!(served.checked().faults[0].what, What::Redaction);
    served.evidence.redactions.push(Taken { index: 512, leaf });
    served.shown.retain(|shown| shown.field != "/case/applicant/name");
    served.publish();
    assert_eq!(served.checked().verdict, Verdict::Witnessed, "{:?}", served.checked().faults);
    served.shown[0].field = "/case/applicant/name".into();
    assert_eq!(served.checked().faults[0].what, What::Gone);
    served.shown[0].text = "（依法删除）".into();
    assert_eq!(served.checked().verdict, Verdict::Witnessed, "the page says that it was taken away");
}

#[test]
fn a_version_that_is_withheld_is_never_proven_to_a_reader() {
    let mut served = Served::of(512);
    let record = Ref::new(Kind::Approval, "QHD2026112300001");
    let root = served.evidence.openings.root().unwrap();
    let leaf = Leaf::version(LeafKind::Withhold, record, 1, at(), root);
    served.evidence.leaf = String::from_utf8(leaf.bytes().unwrap()).unwrap();
    served.entries[INDEX as usize] = served.evidence.leaf.clone();
    served.publish();
    assert_eq!(served.checked().faults[0].what, What::Leaf);
}
