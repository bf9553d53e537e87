//! Who must have seen a checkpoint, as the policy says it.

use ledger::checkpoint;
use ledger::cosignature::Cosigner;
use ledger::key::{KeyKind, NotAKey, Signer};
use ledger::note::{self, Note};
use ledger::policy::{Policy, Unreadable, Why};

use super::given;

fn witness(name: &str) -> String {
    let seed = std::array::from_fn(|place| name.as_bytes()[place % name.len()]);
    Cosigner::new(name, &seed).unwrap().key().to_string()
}

fn six() -> String {
    let lines: String = ["X1", "X2", "X3", "Y1", "Y2", "Y3"]
        .map(|name| format!("witness {name} {}\n", witness(name)))
        .concat();
    format!("log {}\n\n{lines}", given::log().key())
}

/// The example of the specification.
fn example() -> Policy {
    let groups = "group X-witnesses 2 X1 X2 X3\ngroup Y-witnesses any Y1 Y2 Y3\n\
                  group X-and-Y all X-witnesses Y-witnesses\nquorum X-and-Y\n";
    Policy::parse(six() + groups).unwrap()
}

#[test]
fn two_of_one_house_and_one_of_the_other_are_enough() {
    let policy = example();
    for (seen, enough) in [
        (&["X1", "X2", "Y3"][..], true),
        (&["X1", "X2", "X3", "Y1", "Y2", "Y3"], true),
        (&["X1", "X3"], false),
        (&["X1", "Y1", "Y2", "Y3"], false),
        (&["X1", "X1", "Y1"], false),
        (&["X-witnesses", "Y-witnesses"], false),
        (&["X-and-Y"], false),
        (&["Z1", "Z2", "Z3"], false),
        (&[], false),
    ] {
        assert_eq!(policy.satisfied(seen), enough, "{seen:?}");
    }
    assert_eq!(policy.quorum(), Some("X-and-Y"));
    assert_eq!((policy.logs().len(), policy.witnesses().len(), policy.groups().len()), (1, 6, 3));
}

#[test]
fn a_policy_may_ask_for_nobody_or_for_one() {
    let none = Policy::parse("quorum none\n").unwrap();
    assert!(none.satisfied(&[]) && none.quorum().is_none());
    let one = Policy::parse(six() + "quorum Y2\n").unwrap();
    assert!(one.satisfied(&["Y2"]) && !one.satisfied(&["Y1", "X1"]));
}

#[test]
fn blanks_comments_and_addresses_are_read() {
    let policy = Policy::parse(format!(
        "# who we trust: \u{6d4b}\u{8bd5}\n \t\n\t log  {} \thttps://portal.example/log\t\n  # more\nwitness w {} https://w.example/\nquorum w",
        given::log().key(),
        witness("w"),
    ))
    .unwrap();
    assert_eq!(policy.logs()[0].url.as_deref(), Some("https://portal.example/log"));
    assert_eq!(policy.witnesses()[0].url.as_deref(), Some("https://w.example/"));
    // A comment may hold any bytes that are no control characters.
    assert!(Policy::parse(b"# \xff\xfe\nquorum none\n").is_ok());
}

#[test]
fn a_line_that_cannot_be_read_is_named_with_its_fault() {
    let log = given::log().key().to_string();
    let same = Signer::new("other.example/log", &given::seed(1)).unwrap();
    let (w1, w2) = (witness("w1"), witness("w2"));
    let renamed = Cosigner::new("renamed", &std::array::from_fn(|place| b"w1"[place % 2])).unwrap();
    for (text, line, why) in [
        (String::new(), 1, Why::Quorum),
        (format!("log {log}\n"), 1, Why::Quorum),
        ("quorum none\nquorum none\n".to_owned(), 2, Why::Quorum),
        ("quorum w1\n".to_owned(), 1, Why::NameUnknown),
        ("quorum\n".to_owned(), 1, Why::Form),
        ("quorum none none\n".to_owned(), 1, Why::Form),
        ("Quorum none\n".to_owned(), 1, Why::Form),
        ("quorum none # enough\n".to_owned(), 1, Why::Form),
        ("quorum none\r\n".to_owned(), 1, Why::Letters),
        ("quorum\u{a0}none\n".to_owned(), 1, Why::Form),
        ("log\n".to_owned(), 1, Why::Form),
        (format!("log {log} https://a https://b\n"), 1, Why::Form),
        (format!("log {log}x\n"), 1, Why::Key(NotAKey::Form)),
        (format!("log {w1}\n"), 1, Why::Kind(KeyKind::Log)),
        (format!("witness w1 {log}\n"), 1, Why::Kind(KeyKind::Witness)),
        (format!("log {log}\nlog {}\n", same.key()), 2, Why::KeyTwice),
        (format!("witness w1 {w1}\nwitness w2 {}\n", renamed.key()), 2, Why::KeyTwice),
        (format!("witness w1 {w1}\nwitness w1 {w2}\n"), 2, Why::NameTwice),
        (format!("witness none {w1}\n"), 1, Why::NameTwice),
        (format!("witness w1 {w1}\ngroup w1 all w1\n"), 2, Why::NameTwice),
        (format!("witness w1 {w1}\ngroup g all none\n"), 2, Why::NameUnknown),
        (format!("witness w1 {w1}\ngroup g all g\n"), 2, Why::NameUnknown),
        (format!("witness w1 {w1}\ngroup g all h\ngroup h all w1\n"), 2, Why::NameUnknown),
        (format!("witness w1 {w1}\ngroup g all w1 w1\n"), 2, Why::MemberTwice),
        (format!("witness w1 {w1}\ngroup g all w1\ngroup h any w1 g\n"), 3, Why::MemberTwice),
        (format!("witness w1 {w1}\ngroup g all\n"), 2, Why::Form),
        (format!("witness w1 {w1}\ngroup g 0 w1\n"), 2, Why::Enough),
        (format!("witness w1 {w1}\ngroup g 2 w1\n"), 2, Why::Enough),
        (format!("witness w1 {w1}\ngroup g 01 w1\n"), 2, Why::Enough),
        (format!("witness w1 {w1}\ngroup g most w1\n"), 2, Why::Enough),
    ] {
        assert_eq!(Policy::parse(&text), Err(Unreadable { line, why }), "{text}");
    }
    assert_eq!(Policy::parse(b"witness \xff a\n"), Err(Unreadable { line: 1, why: Why::Letters }));
    assert_eq!(Policy::parse(vec![b'\n'; 300_000]), Err(Unreadable { line: 1, why: Why::TooLarge }));
}

#[test]
fn a_policy_with_more_than_anyone_needs_is_refused() {
    let witnesses: String =
        (0..257).map(|number| format!("witness w{number} {}\n", witness(&format!("w{number}")))).collect();
    assert_eq!(Policy::parse(witnesses), Err(Unreadable { line: 257, why: Why::TooLarge }));
}

#[test]
fn a_checkpoint_counts_by_the_log_and_the_witnesses_that_signed_it() {
    let policy = example();
    let note = given::checkpoint(3);
    let by = |name: &str, time| {
        let seed = std::array::from_fn(|place| name.as_bytes()[place % name.len()]);
        Cosigner::new(name, &seed).unwrap().cosign(note.text(), time).unwrap()
    };
    let seen = policy.check(&note.with([by("Y1", 7), by("X3", 5), by("Z1", 9)]).unwrap()).unwrap();
    assert_eq!(seen.witnesses, [("X3".to_owned(), 5), ("Y1".to_owned(), 7)]);
    assert!(!seen.quorum);
    assert!(policy.check(&note.with([by("Y1", 7), by("X3", 5), by("X2", 5)]).unwrap()).unwrap().quorum);

    // Without the log's own signature all witnesses together count for nothing.
    let alone = Note::new(note.text(), vec![by("Y1", 7), by("X3", 5), by("X2", 5)]).unwrap();
    assert_eq!(policy.check(&alone), Err(checkpoint::Rejected::Note(note::Rejected::Unknown)));
    // A forged witness makes the note worthless.
    let other = given::checkpoint(4);
    let seed = std::array::from_fn(|place| b"X1"[place % 2]);
    let forged = Cosigner::new("X1", &seed).unwrap().cosign(other.text(), 5).unwrap();
    let rejected = policy.check(&note.with([forged]).unwrap());
    assert_eq!(rejected, Err(checkpoint::Rejected::Note(note::Rejected::Forged("X1".to_owned()))));
}
