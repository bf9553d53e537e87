//! An auditor opens what we seal with Debian's `age` and the right key, and needs nothing of ours. `cargo xtask test` installs it;
//! where it is missing these tests fail.

use std::fs;
use std::process::{Command, Output};

use seal::{Context, Object, Role, Sealing, Secret};

use super::given::{CASE, PORTAL, keys, staff, submission};

/// `age -d -i KEY FILE`, as one would type it.
fn opened(secret: &Secret, file: &[u8]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let (key, sealed) = (folder.path().join("key"), folder.path().join("sealed.age"));
    fs::write(&key, secret.reveal()).unwrap();
    fs::write(&sealed, file).unwrap();
    Command::new("age")
        .args(["-d", "-i"])
        .args([key, sealed])
        .output()
        .expect("the program age is there: `cargo xtask test` installs Debian's package age")
}

/// The content behind the first line, by the length in the last eight bytes.
fn content(plain: &[u8]) -> &[u8] {
    let line = plain.iter().position(|byte| *byte == b'\n').unwrap();
    let (rest, length) = plain.split_last_chunk::<8>().unwrap();
    &rest[line + 1..][..u64::from_be_bytes(*length) as usize]
}

#[test]
fn age_opens_a_whole_case_with_the_officers_key() {
    let submission = submission();
    let wrap = opened(staff(1).secret(), submission.wraps[0].bytes.bytes());
    assert!(wrap.status.success(), "{}", String::from_utf8_lossy(&wrap.stderr));
    let case = Secret::parse(std::str::from_utf8(content(&wrap.stdout)).unwrap()).unwrap();
    let report = opened(&case, submission.report.bytes());
    let plain = String::from_utf8_lossy(&report.stdout).into_owned();
    let first = format!(
        r#"{{"case":"{CASE}","epoch":1,"number":0,"object":"report","portal":"{PORTAL}","role":"reporter"}}"#
    );
    assert_eq!(plain.lines().next(), Some(first.as_str()));
    let json: serde_json::Value = serde_json::from_slice(content(&report.stdout)).unwrap();
    assert_eq!(json["what"], "收了材料，三个月没有答复");
}

#[test]
fn age_does_not_open_it_for_anyone_else() {
    let submission = submission();
    assert!(!opened(staff(3).secret(), submission.wraps[0].bytes.bytes()).status.success());
    assert!(!opened(&keys().case, submission.identity.bytes()).status.success());
    let half = Secret::from_bytes([9; 32]);
    assert!(!opened(&half, submission.identity.bytes()).status.success());
    assert!(opened(&keys().identity(), submission.identity.bytes()).status.success());
}

#[test]
fn age_opens_a_stream_of_many_chunks_byte_for_byte() {
    use std::io::Write;
    let key = Secret::from_bytes([1; 32]);
    let place = Context::of_case(PORTAL, CASE, 1, Object::Attachment, Role::Server);
    let mut dice = fastrand::Rng::with_seed(3);
    let file: Vec<u8> = (0..1_000_000).map(|_| dice.u8(..)).collect();
    let mut sealing = Sealing::begin(&place, Vec::new(), &[key.public()]).unwrap();
    for piece in file.chunks(9_999) {
        sealing.write_all(piece).unwrap();
    }
    let sealed = sealing.finish().unwrap();
    assert!(content(&opened(&key, &sealed).stdout) == file, "the file came back changed");
    assert!(!opened(&key, &sealed[..sealed.len() - 1]).status.success(), "a file that was cut was opened");
}
