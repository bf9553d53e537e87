//! How long the check of a page takes in a log of a million leaves, with everything at hand. Run it with
//! `cargo run --release --package ledger --example check_page`; a phone's WebAssembly takes some three times as long.
#![expect(clippy::unwrap_used, reason = "an example that measures may stop where it must")]

use std::io::Write as _;

use ledger::check::{Asked, Claim, Evidence, Fetched, Form, Shown, Verdict};
use ledger::checkpoint::Checkpoint;
use ledger::cosignature::Cosigner;
use ledger::key::Signer;
use ledger::leaf::{Leaf, LeafKind};
use ledger::opening::{Openings, Seed};
use ledger::tile::Edge;
use ledger::tile::bundle::{encode, leaves};
use record::{Instant, Kind, Ref};

const LEAVES: u64 = 1_000_003;
const INDEX: u64 = 500_000;
const ROUNDS: u32 = 200;

fn main() {
    let signer = Signer::new("portal.example/log", &[1; 32]).unwrap();
    let witness = Cosigner::new("witness.example/w1", &[2; 32]).unwrap();
    let record = Ref::new(Kind::Approval, "QHD2026112300001");
    let facts: serde_json::Map<_, _> =
        (0..40).map(|n| (format!("field{n:02}"), format!("秦皇岛市海港区民政局 {n}").into())).collect();
    let openings = Openings::of(record.clone(), 1, INDEX, &Seed::new(&[7; 32]), &facts.clone().into());
    let at = Instant::parse("2026-11-23T08:00:00Z").unwrap();
    let leaf = Leaf::version(LeafKind::Publish, record, 1, at, openings.root().unwrap());
    let leaf = String::from_utf8(leaf.bytes().unwrap()).unwrap();
    let entries: Vec<String> = (0..LEAVES)
        .map(|index| if index == INDEX { leaf.clone() } else { format!("{leaf:300}{index}") })
        .collect();

    let mut edge = Edge::default();
    let tiles = edge.append(&leaves(&entries)).unwrap();
    let tree = Checkpoint { origin: "portal.example/log".into(), size: edge.size(), root: edge.root() };
    let note = tree.sign(&signer).unwrap();
    let note = note.with([witness.cosign(note.text(), 1_700_000_000).unwrap()]).unwrap().to_string();

    let claims = [Claim { record: "approval/QHD2026112300001".into(), revision: 1, index: INDEX }];
    let shown: Vec<Shown> = facts
        .iter()
        .map(|(name, value)| Shown {
            record: claims[0].record.clone(),
            field: format!("/{name}"),
            text: value.as_str().unwrap().to_owned(),
            form: Form::Text,
        })
        .collect();
    let evidence = [Evidence { leaf, openings, redactions: Vec::new() }];
    let (key, policy) = (
        signer.key().to_string(),
        format!("log {}\nwitness w1 {}\nquorum w1\n", signer.key(), witness.key()),
    );
    let asked = Asked {
        key: &key,
        policy: &policy,
        claims: &claims,
        shown: &shown,
        offset_minutes: 480,
        memory: None,
    };
    let plan = asked.plan(&note, &evidence).unwrap();
    let bundle = |place: u64| &entries[place as usize * 256..LEAVES.min((place + 1) * 256) as usize];
    let fetched = Fetched {
        tiles: tiles.into_iter().filter(|(tile, _)| plan.tiles.contains(tile)).collect(),
        bundles: plan.bundles.iter().map(|it| (*it, encode(bundle(it.number)).unwrap())).collect(),
    };
    let of_tiles: usize = fetched.tiles.iter().map(|(_, bytes)| bytes.len()).sum();
    let bytes = of_tiles + fetched.bundles.iter().map(|(_, bytes)| bytes.len()).sum::<usize>();

    #[expect(clippy::disallowed_methods, reason = "measuring is what this is for")]
    let begun = std::time::Instant::now();
    for _ in 0..ROUNDS {
        let report = asked.judge(&note, &evidence, &fetched);
        assert_eq!(report.verdict, Verdict::Witnessed);
    }
    let micros = begun.elapsed().as_micros() / u128::from(ROUNDS);
    let _ = writeln!(
        std::io::stdout(),
        "{LEAVES} leaves: {micros} µs to check a page of {} values, from {} files of {bytes} bytes",
        shown.len(),
        plan.tiles.len() + plan.bundles.len(),
    );
}
