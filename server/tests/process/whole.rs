//! Whether what stands in the tables is what was acknowledged: nothing lost, nothing twice, nothing by half (the words are those of
//! Jepsen's sets: *lost* is what was acknowledged and is not there, *unexpected* what is there and was never sent).

use std::collections::{BTreeMap, BTreeSet};

use store::{Store, sql};

/// One submission as its sender knows it.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    /// Its number, which becomes that of the case.
    pub(crate) id: String,
    /// What the sender wrote down.
    pub(crate) receipt: String,
    /// Words of a complaint that stand in no other; none of a report, whose words are sealed.
    pub(crate) words: Option<String>,
    /// Whether an answer came.
    pub(crate) acknowledged: bool,
}

/// What must be nowhere: a case without something that came with it, or something that came with no case.
const HALVES: &[(&str, &str)] = &[
    (
        "a case without its first event",
        "SELECT COUNT(*) FROM case_file f WHERE (SELECT COUNT(*) FROM case_event e WHERE e.case_id = f.id) <> 1",
    ),
    (
        "a case that no list shows",
        "SELECT COUNT(*) FROM case_file f WHERE NOT EXISTS (SELECT 1 FROM case_state s WHERE s.case_id = f.id)",
    ),
    (
        "a case without its key",
        "SELECT COUNT(*) FROM case_file f WHERE NOT EXISTS (SELECT 1 FROM case_epoch e WHERE e.case_id = f.id)",
    ),
    (
        "a case without report, identity and half",
        "SELECT COUNT(*) FROM case_file f WHERE (SELECT COUNT(*) FROM case_blob b WHERE b.case_id = f.id) <> 3",
    ),
    (
        "a case that somebody of the team or the board cannot open",
        "SELECT COUNT(*) FROM case_file f WHERE (SELECT COUNT(*) FROM case_wrap w WHERE w.case_id = f.id) <> 3",
    ),
    (
        "a case whose identity lacks a share",
        "SELECT COUNT(*) FROM case_file f WHERE (SELECT COUNT(*) FROM case_share s WHERE s.case_id = f.id) <> 2",
    ),
    (
        "a complaint without its words",
        "SELECT COUNT(*) FROM case_file f WHERE f.kind <> 'report'
         AND NOT EXISTS (SELECT 1 FROM case_words w WHERE w.case_id = f.id)",
    ),
    (
        "a case that is not counted",
        "SELECT COUNT(*) FROM case_file f WHERE NOT EXISTS (SELECT 1 FROM case_step s WHERE s.case_id = f.id)",
    ),
    (
        "a case without its day in the intake tree",
        "SELECT COUNT(*) FROM case_file f WHERE NOT EXISTS (SELECT 1 FROM case_intake i WHERE i.case_id = f.id)",
    ),
    (
        "as many leaves more or fewer than cases",
        "SELECT (SELECT COUNT(*) FROM intake_leaf WHERE dummy IS NULL) - (SELECT COUNT(*) FROM case_file)",
    ),
    (
        "a file of a case that is not whole",
        "SELECT COUNT(*) FROM upload u WHERE u.case_id IS NOT NULL
         AND u.bytes <> (SELECT CAST(COALESCE(SUM(p.size), 0) AS BIGINT) FROM upload_part p WHERE p.upload = u.id)",
    ),
    (
        "a file of no case that says it is of one",
        "SELECT COUNT(*) FROM upload u WHERE u.case_id IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM case_file f WHERE f.id = u.case_id)",
    ),
    (
        "a wrap of no case",
        "SELECT COUNT(*) FROM case_wrap w WHERE NOT EXISTS (SELECT 1 FROM case_file f WHERE f.id = w.case_id)",
    ),
    (
        "a share of no case",
        "SELECT COUNT(*) FROM case_share w WHERE NOT EXISTS (SELECT 1 FROM case_file f WHERE f.id = w.case_id)",
    ),
    (
        "something sealed of no case",
        "SELECT COUNT(*) FROM case_blob b WHERE NOT EXISTS (SELECT 1 FROM case_file f WHERE f.id = b.case_id)",
    ),
    (
        "an event of no case",
        "SELECT COUNT(*) FROM case_event e WHERE NOT EXISTS (SELECT 1 FROM case_file f WHERE f.id = e.case_id)",
    ),
    (
        "words of no case",
        "SELECT COUNT(*) FROM case_words w WHERE NOT EXISTS (SELECT 1 FROM case_file f WHERE f.id = w.case_id)",
    ),
    (
        "a part of no file",
        "SELECT COUNT(*) FROM upload_part p WHERE NOT EXISTS (SELECT 1 FROM upload u WHERE u.id = p.upload)",
    ),
];

/// How often each id and each text stands in the tables.
struct Read {
    ids: BTreeMap<String, usize>,
    texts: Vec<String>,
}

impl Read {
    async fn from(store: &Store) -> Read {
        let mut ids = BTreeMap::new();
        for row in sql("SELECT id FROM case_file").all(store).await.unwrap() {
            *ids.entry(row.text(0).to_owned()).or_default() += 1;
        }
        let rows = sql("SELECT text FROM case_words").all(store).await.unwrap();
        Read { ids, texts: rows.iter().map(|row| row.text(0).to_owned()).collect() }
    }
}

/// Everything that is not as it was told.
pub(crate) async fn problems(store: &Store, told: &[Told], is_sqlite: bool) -> Vec<String> {
    let mut problems = Vec::new();
    let read = Read::from(store).await;
    let sent: BTreeSet<&str> = told.iter().map(|told| told.id.as_str()).collect();
    if sent.len() != told.len() {
        problems.push("two senders have one number".to_owned());
    }
    for told in told {
        match (read.ids.get(&told.id), told.acknowledged) {
            (None, true) => problems.push(format!("lost: {}", told.id)),
            (Some(2..), _) => problems.push(format!("twice: {}", told.id)),
            _ => {}
        }
    }
    problems.extend(
        read.ids.keys().filter(|id| !sent.contains(id.as_str())).map(|id| format!("unexpected: {id}")),
    );
    let words: BTreeMap<&str, &Told> =
        told.iter().filter_map(|told| Some((told.words.as_deref()?, told))).collect();
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    for text in &read.texts {
        match words.get_key_value(text.lines().next().unwrap_or_default()) {
            Some((words, _)) => *found.entry(words).or_default() += 1,
            None => problems.push(format!("words that nobody sent: {text}")),
        }
    }
    for (words, told) in words {
        let times = found.get(words).copied().unwrap_or(0);
        if times > 1 || (times == 0 && told.acknowledged) {
            problems.push(format!("the words of {} stand there {times} times", told.id));
        }
    }
    for (what, question) in HALVES {
        let row = sql(question).one(store).await.unwrap().unwrap();
        if row.int(0) != 0 {
            problems.push(format!("{what}: {}", row.int(0)));
        }
    }
    if is_sqlite {
        let rows = sql("SELECT integrity_check FROM pragma_integrity_check").all(store).await.unwrap();
        problems.extend(rows.iter().map(|row| row.text(0).to_owned()).filter(|line| line != "ok"));
    }
    problems
}
