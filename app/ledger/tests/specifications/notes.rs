//! Notes and checkpoints are read in one way, and signatures hold for one text.

use ledger::checkpoint::{self, Checkpoint};
use ledger::cosignature::{self, Cosigner};
use ledger::key::{KeyKind, NotAKey, Signer, VerifierKey};
use ledger::note::{NOTE_BYTES, Note, Rejected, SIGNATURES, Signature};
use ledger::tree::{EMPTY_ROOT, MAX_SIZE};
use proptest::prelude::*;

use super::given::{self, ORIGIN};

#[test]
fn a_key_is_read_in_one_way() {
    let good = "portal.example/log+7f5a52e0+AXm1Vi6P5lT5QHixEuipi6eQH4U65pW+1+DjkQutBJZk";
    assert!(good.parse::<VerifierKey>().is_ok());
    for (text, why) in [
        ("", NotAKey::Form),
        ("portal.example/log", NotAKey::Form),
        ("portal.example/log+7f5a52e0", NotAKey::Form),
        ("+7f5a52e0+AXm1Vi6P5lT5QHixEuipi6eQH4U65pW+1+DjkQutBJZk", NotAKey::Name),
        ("portal example+7f5a52e0+AXm1Vi6P5lT5QHixEuipi6eQH4U65pW+1+DjkQutBJZk", NotAKey::Name),
        ("portal\u{3000}example+7f5a52e0+AXm1Vi6P5lT5QHixEuipi6eQH4U65pW+1+DjkQutBJZk", NotAKey::Name),
        ("portal.example/log+7f5a52e1+AXm1Vi6P5lT5QHixEuipi6eQH4U65pW+1+DjkQutBJZk", NotAKey::Id),
        ("portal.example/log+7F5A52E0+AXm1Vi6P5lT5QHixEuipi6eQH4U65pW+1+DjkQutBJZk", NotAKey::Id),
        ("portal.example/lag+7f5a52e0+AXm1Vi6P5lT5QHixEuipi6eQH4U65pW+1+DjkQutBJZk", NotAKey::Id),
        ("portal.example/log+7f5a52e0+AXm1Vi6P5lT5QHixEuipi6eQH4U65pW+1+DjkQutBJZ", NotAKey::Form),
        ("portal.example/log+7f5a52e0+AXm1Vi6P5lT5QHixEuipi6eQH4U65pW+1+DjkQutBA==", NotAKey::Form),
        ("portal.example/log+7f5a52e0+", NotAKey::Form),
        ("portal.example/log+7f5a52e0+Anm1Vi6P5lT5QHixEuipi6eQH4U65pW+1+DjkQutBJZk", NotAKey::Kind(2)),
        ("portal.example/log+7f5a52e0+Bnm1Vi6P5lT5QHixEuipi6eQH4U65pW+1+DjkQutBJZk", NotAKey::Kind(6)),
        // The neutral point: it signs whatever one wants.
        ("portal.example/log+7f5a52e0+AQEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", NotAKey::Point),
    ] {
        assert_eq!(text.parse::<VerifierKey>(), Err(why), "{text}");
    }
    assert_eq!(Signer::new("a b", &[1; 32]).unwrap_err(), NotAKey::Name);
    assert_eq!(Signer::new(&"a".repeat(256), &[1; 32]).unwrap_err(), NotAKey::Name);
}

#[test]
fn a_secret_does_not_slip_into_a_message() {
    let shown = format!("{:?} {:?}", given::log(), given::witness());
    assert!(shown.contains("portal.example/log+7f5a52e0"));
    assert!(!shown.contains(&hex::encode(given::seed(1))) && !shown.contains("[1, 2, 3"));
}

#[test]
fn what_is_not_a_note_is_refused() {
    let line = "— portal.example/log f1pS4Mo7vflZe12PZdysIRQ4qWxpTgHNX4Pgzbxk0ZphXNM0vkbLeouUkN+E9RPUoXt76oNvtbm+DAwxyIxYyXw59A8=\n";
    assert!(Note::parse(format!("text\n\n{line}")).is_ok());
    for note in [
        String::new(),
        "\n\n".to_owned(),
        "text\n".to_owned(),
        "text\n\n".to_owned(),
        format!("text\n{line}"),
        format!("text\n\n{line}\n"),
        format!("text\n\n{}", line.trim_end()),
        format!("text\n\n{line}text\n"),
        format!("text\r\n\r\n{line}"),
        format!("te\tt\n\n{line}"),
        format!("te\0t\n\n{line}"),
        format!("text\n\n-{}", &line['—'.len_utf8()..]),
        "text\n\n— portal.example/log f1pS4A==\n".to_owned(),
        "text\n\n— portal.example/log f1pS\n".to_owned(),
        "text\n\n— portal.example/log\n".to_owned(),
        "text\n\n—  f1pS4Mo7\n".to_owned(),
        "text\n\n— a+b f1pS4Mo7\n".to_owned(),
        "text\n\n— a b f1pS4Mo7\n".to_owned(),
        "text\n\n— a f1pS4Mo7 \n".to_owned(),
        "text\n\n— a f1pS4Mo\n".to_owned(),
    ] {
        assert_eq!(Note::parse(&note), Err(Rejected::Malformed), "{note:?}");
    }
    assert_eq!(Note::parse([b"\xff\n\n", line.as_bytes()].concat()), Err(Rejected::Malformed));
    let long = format!("{}\n\n{line}", "a".repeat(NOTE_BYTES));
    assert_eq!(Note::parse(long), Err(Rejected::TooLarge));
    let many = |count| Note::parse(format!("text\n\n{}", line.repeat(count)));
    assert!(many(SIGNATURES).is_ok());
    assert_eq!(many(SIGNATURES + 1), Err(Rejected::TooLarge));
}

#[test]
fn the_text_ends_at_the_last_empty_line() {
    let text = "first\n\n— portal.example/log f1pS4Mo7vflZ\n\n\nlast\n";
    let signer = given::log();
    let note = Note::new(text, vec![signer.sign(text)]).unwrap();
    let read = Note::parse(note.to_string()).unwrap();
    assert_eq!(read.text(), text);
    assert_eq!(read.verify(&[signer.key().clone()]).unwrap().len(), 1);
}

#[test]
fn a_note_that_could_be_read_otherwise_is_not_made() {
    let signature = || vec![given::log().sign("text\n")];
    assert!(Note::new("text\n", signature()).is_ok());
    for text in ["", "text", "text\t\n"] {
        assert_eq!(Note::new(text, signature()), Err(Rejected::Malformed), "{text:?}");
    }
    assert_eq!(Note::new("text\n", Vec::new()), Err(Rejected::Malformed));
}

#[test]
fn unknown_signatures_are_ignored_and_forged_ones_are_not() {
    let log = given::log();
    let stranger = Signer::new(ORIGIN, &[9; 32]).unwrap();
    let text = given::checkpoint(3).text().to_owned();
    let known = [log.key().clone()];

    // A key of the same name and another id is another key.
    let note = Note::new(&text, vec![stranger.sign(&text), log.sign(&text)]).unwrap();
    assert_eq!(note.verify(&known).unwrap().len(), 1);
    let note = Note::new(&text, vec![stranger.sign(&text)]).unwrap();
    assert_eq!(note.verify(&known), Err(Rejected::Unknown));

    // The same name and id, but over another text: whoever hands this on has tampered with it.
    let note = Note::new(&text, vec![log.sign(&text), log.sign("another\n")]).unwrap();
    assert_eq!(note.verify(&known), Err(Rejected::Forged(ORIGIN.to_owned())));

    // Twice the same is once.
    let note = Note::new(&text, vec![log.sign(&text), log.sign(&text)]).unwrap();
    assert_eq!(note.verify(&known).unwrap().len(), 1);
}

#[test]
fn a_checkpoint_is_read_in_one_way() {
    let root = EMPTY_ROOT.to_string();
    let good = format!("{ORIGIN}\n0\n{root}\n");
    assert_eq!(Checkpoint::parse(&good).unwrap().text(), good);
    // Lines of extensions are allowed and signed, and mean nothing here.
    assert_eq!(Checkpoint::parse(&format!("{good}more\n")), Checkpoint::parse(&good));
    for text in [
        String::new(),
        "\n".to_owned(),
        format!("\n0\n{root}\n"),
        format!("{ORIGIN}\n0\n{root}"),
        format!("{ORIGIN}\n0\n"),
        format!("{ORIGIN}\n00\n{root}\n"),
        format!("{ORIGIN}\n+1\n{root}\n"),
        format!("{ORIGIN}\n-1\n{root}\n"),
        format!("{ORIGIN}\n 1\n{root}\n"),
        format!("{ORIGIN}\n\n{root}\n"),
        format!("{ORIGIN}\n9223372036854775808\n{root}\n"),
        format!("{ORIGIN}\n0\n{}\n", &root[..43]),
        format!("{ORIGIN}\n0\n{}\n", root.replace('+', "-")),
        format!("{ORIGIN}\n0\n{}\n", root.replace("uFU=", "uFV=")),
        format!("{ORIGIN}\n0\n{root} \n"),
        format!("{ORIGIN}\n0\n{root}\r\n"),
        format!("{ORIGIN}\n0\n{root}\n\n"),
        format!("{ORIGIN}\n0\n{root}\n\nmore\n"),
    ] {
        assert_eq!(Checkpoint::parse(&text), Err(checkpoint::Rejected::Malformed), "{text:?}");
    }
}

#[test]
fn a_log_signs_only_for_itself_and_only_what_can_be_read() {
    let checkpoint = |origin: &str, size| Checkpoint { origin: origin.to_owned(), size, root: EMPTY_ROOT };
    let sign = |checkpoint: Checkpoint| checkpoint.sign(&given::log());
    assert!(sign(checkpoint(ORIGIN, MAX_SIZE)).is_ok());
    assert_eq!(sign(checkpoint(ORIGIN, MAX_SIZE + 1)), Err(checkpoint::Rejected::Malformed));
    assert_eq!(sign(checkpoint("other.example/log", 1)), Err(checkpoint::Rejected::Origin));
}

#[test]
fn a_checkpoint_of_another_log_or_by_a_witness_alone_is_not_opened() {
    let other = Signer::new("other.example/log", &[5; 32]).unwrap();
    let text = given::checkpoint(3).text().to_owned();
    let note = Note::new(&text, vec![other.sign(&text)]).unwrap();
    assert_eq!(Checkpoint::open(note.to_string(), other.key()), Err(checkpoint::Rejected::Origin));

    // A witness that took the log's name still only says that it saw something.
    let witness = Cosigner::new(ORIGIN, &[5; 32]).unwrap();
    let note = Note::new(&text, vec![witness.cosign(&text, 1).unwrap()]).unwrap();
    assert_eq!(Checkpoint::open(note.to_string(), witness.key()), Err(checkpoint::Rejected::Origin));
}

#[test]
fn a_cosignature_is_no_signature_of_the_log_nor_the_other_way_round() {
    let seed = given::seed(1);
    let log = Signer::new(ORIGIN, &seed).unwrap();
    let witness = Cosigner::new(ORIGIN, &seed).unwrap();
    assert_ne!(log.key().id(), witness.key().id());
    assert_eq!((log.key().kind(), witness.key().kind()), (KeyKind::Log, KeyKind::Witness));
    let text = given::checkpoint(3).text().to_owned();
    let note = Note::new(&text, vec![log.sign(&text)]).unwrap();
    assert_eq!(note.verify(&[witness.key().clone()]), Err(Rejected::Unknown));
}

#[test]
fn a_witness_signs_checkpoints_at_times_that_exist() {
    let witness = given::witness();
    let text = given::checkpoint(3).text().to_owned();
    assert!(witness.cosign(&text, MAX_SIZE).is_ok());
    assert!(witness.cosign(&text, MAX_SIZE + 1).is_err());
    assert!(witness.cosign("This is an example message.\n", 1).is_err());
}

#[test]
fn only_true_cosignatures_of_known_witnesses_are_kept() {
    let (first, second) = (given::witness(), Cosigner::new("witness.example/w2", &[3; 32]).unwrap());
    let text = given::checkpoint(3).text().to_owned();
    let other = given::checkpoint(4).text().to_owned();
    let lines = [
        first.cosign(&other, 7).unwrap(),
        second.cosign(&text, 8).unwrap(),
        given::log().sign(&text),
        first.cosign(&text, 9).unwrap(),
        first.cosign(&text, 10).unwrap(),
    ];
    let keys = [first.key().clone()];
    let valid = cosignature::valid(&text, &lines, &keys);
    assert_eq!(
        valid.iter().map(|it| (it.key.name(), it.time)).collect::<Vec<_>>(),
        [("witness.example/w1", 9)]
    );
    assert_eq!(valid[0].signature, lines[3]);
}

#[test]
fn no_bit_of_a_signed_note_can_change() {
    let witness = given::witness();
    let note = given::checkpoint(3);
    let note = note.with([witness.cosign(note.text(), 1_700_000_000).unwrap()]).unwrap();
    let keys = [given::log().key().clone(), witness.key().clone()];
    let bytes = note.to_string().into_bytes();
    for place in 0..bytes.len() {
        for bit in 0..8 {
            let mut changed = bytes.clone();
            changed[place] ^= 1 << bit;
            let both =
                Note::parse(&changed).is_ok_and(|note| note.verify(&keys).is_ok_and(|by| by.len() == 2));
            assert!(!both, "{}", String::from_utf8_lossy(&changed));
        }
    }
}

#[test]
fn a_signature_with_the_group_order_added_is_refused() {
    // The same s modulo the order of the group: a lenient verifier takes both, and then a note has two forms.
    let order: [u8; 32] = [
        0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
    ];
    let note = given::checkpoint(3);
    let line = note.signatures()[0].to_string();
    let (name, encoded) = line.rsplit_once(' ').unwrap();
    use base64::Engine;
    let engine = base64::engine::general_purpose::STANDARD;
    let mut bytes = engine.decode(encoded).unwrap();
    let mut carry = 0_u16;
    for (byte, add) in bytes[36..].iter_mut().zip(order) {
        carry += u16::from(*byte) + u16::from(add);
        *byte = carry as u8;
        carry >>= 8;
    }
    let forged = Signature::parse(&format!("{name} {}", engine.encode(bytes))).unwrap();
    let note = Note::new(note.text(), vec![forged]).unwrap();
    assert_eq!(note.verify(&[given::log().key().clone()]), Err(Rejected::Forged(ORIGIN.to_owned())));
}

proptest! {
    #[test]
    fn a_key_round_trips(name in "[^\\s+\\p{Cc}]{1,20}", seed: [u8; 32]) {
        for key in [Signer::new(&name, &seed).unwrap().key(), Cosigner::new(&name, &seed).unwrap().key()] {
            prop_assert_eq!(&key.to_string().parse::<VerifierKey>().unwrap(), key);
        }
    }

    #[test]
    fn a_checkpoint_round_trips(origin in "[^\\s+\\p{Cc}]{1,20}", size in 0..=MAX_SIZE, root: [u8; 32], seed: [u8; 32]) {
        let signer = Signer::new(&origin, &seed).unwrap();
        let checkpoint = Checkpoint { origin, size, root: ledger::tree::Hash(root) };
        let note = checkpoint.sign(&signer).unwrap();
        prop_assert_eq!(Note::parse(note.to_string()).unwrap(), note.clone());
        prop_assert_eq!(Checkpoint::open(note.to_string(), signer.key()), Ok(checkpoint));
    }
}
