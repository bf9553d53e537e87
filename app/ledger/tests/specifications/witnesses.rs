//! A witness signs what grew, once it knows the log, and says by its status what is wrong with everything else.

use ledger::checkpoint::Checkpoint;
use ledger::key::{Signer, VerifierKey};
use ledger::note::Note;
use ledger::tree::{EMPTY_ROOT, Hash, consistency};
use ledger::witness::{Answer, Refusal, Request, judge};

use super::given::{self, ORIGIN, Tree};

const SIZE: u64 = 40;

fn request(old: u64, new: u64) -> Request {
    let proof = consistency::prove(old, new, &Tree::over(given::leaves(SIZE))).unwrap();
    Request::new(old, proof, given::checkpoint(new)).unwrap()
}

fn root(size: u64) -> Hash {
    Tree::over(given::leaves(SIZE)).root(size)
}

fn keys() -> Vec<VerifierKey> {
    vec![given::log().key().clone()]
}

fn status(seen: Option<(u64, Hash)>, request: &Request) -> u16 {
    judge(seen, request, &keys()).map_or_else(|refusal| refusal.status(), |()| 200)
}

fn signed(size: u64, root: Hash) -> Note {
    Checkpoint { origin: ORIGIN.to_owned(), size, root }.sign(&given::log()).unwrap()
}

#[test]
fn a_log_that_grows_is_signed_at_every_step() {
    for (old, new) in [(0, 1), (1, 2), (2, 7), (7, 7), (7, 8), (8, 40), (40, 40)] {
        let seen = (old > 0).then(|| (old, root(old)));
        assert_eq!(judge(seen, &request(old, new), &keys()), Ok(()), "{old} to {new}");
    }
    // A witness may have stored that it saw the empty tree.
    assert_eq!(judge(Some((0, EMPTY_ROOT)), &request(0, 9), &keys()), Ok(()));
    assert_eq!(judge(None, &request(0, 0), &keys()), Ok(()));
}

#[test]
fn a_request_is_written_as_the_specification_says() {
    let text = request(3, 5).to_string();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "old 3");
    assert!(lines[1..5].iter().all(|line| line.parse::<Hash>().is_ok()));
    assert_eq!((lines[5], lines[6], lines[7]), ("", ORIGIN, "5"));
    assert_eq!(Request::parse(&text).unwrap(), request(3, 5));
    assert_eq!(Request::parse(request(0, 5).to_string()).unwrap(), request(0, 5));
    assert!(request(0, 5).to_string().starts_with("old 0\n\nportal.example/log\n5\n"));
}

#[test]
fn each_fault_has_its_status() {
    let seen = Some((7, root(7)));
    // 404: a log this witness does not follow.
    assert_eq!(judge(seen, &request(7, 9), &[]), Err(Refusal::Unknown));
    assert_eq!(Refusal::Unknown.status(), 404);
    // 403: signed by nobody we trust for this origin, or not truly.
    let stranger = Signer::new(ORIGIN, &[9; 32]).unwrap();
    let note = Checkpoint { origin: ORIGIN.to_owned(), size: 9, root: root(9) }.sign(&stranger).unwrap();
    assert_eq!(status(seen, &Request::new(7, Vec::new(), note).unwrap()), 403);
    let note = signed(9, root(9));
    let forged = Note::new(note.text(), vec![given::log().sign("another\n")]).unwrap();
    assert_eq!(status(seen, &Request::new(7, Vec::new(), forged).unwrap()), 403);
    // 400: an older tree that is larger.
    assert_eq!(status(seen, &Request::new(7, Vec::new(), signed(6, root(6))).unwrap()), 400);
    // 409: the proof begins elsewhere; the answer says where it should.
    for request in [request(6, 9), request(8, 9), request(0, 9)] {
        assert_eq!(judge(seen, &request, &keys()), Err(Refusal::Conflict(7)));
    }
    assert_eq!(judge(None, &request(6, 9), &keys()), Err(Refusal::Conflict(0)));
    assert_eq!((Refusal::Conflict(7).status(), Refusal::Conflict(7).body()), (409, "7\n".to_owned()));
    // 422: another history.
    assert_eq!(status(Some((7, root(8))), &request(7, 9)), 422);
    assert_eq!(status(seen, &Request::new(7, Vec::new(), signed(9, root(9))).unwrap()), 422);
    assert_eq!(status(seen, &Request::new(7, Vec::new(), signed(7, root(9))).unwrap()), 422);
    assert_eq!(status(seen, &Request::new(7, vec![root(7)], signed(7, root(7))).unwrap()), 422);
    assert_eq!(status(None, &Request::new(0, vec![root(9)], signed(9, root(9))).unwrap()), 422);
    assert_eq!(status(None, &Request::new(0, Vec::new(), signed(0, root(9))).unwrap()), 422);
}

#[test]
fn no_bit_of_a_request_can_change() {
    let text = request(7, 40).to_string().into_bytes();
    let seen = Some((7, root(7)));
    assert_eq!(Request::parse(&text).map(|request| status(seen, &request)), Ok(200));
    for place in 0..text.len() {
        for bit in 0..8 {
            let mut changed = text.clone();
            changed[place] ^= 1 << bit;
            let status = Request::parse(&changed).map_or(400, |request| status(seen, &request));
            assert!((400..500).contains(&status), "{}", String::from_utf8_lossy(&changed));
        }
    }
}

#[test]
fn what_is_not_a_request_is_malformed() {
    let good = request(3, 5).to_string();
    let note = given::checkpoint(5).to_string();
    let hash = format!("{}\n", root(3));
    assert!(Request::parse(format!("old 3\n{}\n{note}", hash.repeat(63))).is_ok());
    for body in [
        String::new(),
        "old 3\n".to_owned(),
        note.clone(),
        format!("old 3\n{note}"),
        format!("old 3\n{}\n{note}", hash.repeat(64)),
        format!("old 03\n\n{note}"),
        format!("old  3\n\n{note}"),
        format!("old\t3\n\n{note}"),
        format!("OLD 3\n\n{note}"),
        format!("old 3 \n\n{note}"),
        format!("old 3\r\n\r\n{note}"),
        format!("old 3\n\n\n{note}"),
        format!("old -1\n\n{note}"),
        format!("old 9223372036854775808\n\n{note}"),
        format!("old 3\n{}\n{note}", &hash[1..]),
        format!("{good}\n"),
        good.trim_end().to_owned(),
        "old 3\n\nThis is an example message.\n\n— a f1pS4Mo7\n".to_owned(),
    ] {
        assert_eq!(Request::parse(&body), Err(Refusal::Malformed), "{body:?}");
    }
    assert_eq!(Request::parse(b"old 3\n\n\xff"), Err(Refusal::Malformed));
    assert_eq!(Request::parse(vec![b'a'; ledger::witness::REQUEST_BYTES + 1]), Err(Refusal::Malformed));
}

#[test]
fn an_answer_is_read_by_its_status() {
    let note = given::checkpoint(3);
    let line = given::witness().cosign(note.text(), 1_700_000_000).unwrap();
    let answer = Answer::parse(200, format!("{line}\n{line}\n")).unwrap();
    assert_eq!(answer, Answer::Cosigned(vec![line.clone(), line.clone()]));
    assert_eq!(Answer::parse(409, "7\n"), Ok(Answer::Conflict(7)));
    assert_eq!(Answer::parse(409, "another root\n"), Ok(Answer::Refused(409)));
    assert_eq!(Answer::parse(422, ""), Ok(Answer::Refused(422)));
    assert_eq!(Answer::parse(302, "7\n"), Ok(Answer::Refused(302)));
    for body in ["", "\n", "yes\n", &line.to_string()] {
        assert!(Answer::parse(200, body).is_err(), "{body:?}");
    }
    assert!(Answer::parse(200, format!("{line}\n").repeat(65)).is_err());
}
