//! Two hundred reports without scripts, each with words that stand nowhere else: none of them may be found afterwards in the
//! database's files or in what the server logged (security.md's T18, the part without scripts).

use tests::Database;

use super::given::House;
use super::receipts::Log;

const REPORTS: usize = 200;

/// Every file beside the database: the file itself, its log of writes, and what a journal may have left.
fn files(database: &Database) -> Vec<u8> {
    let path = std::path::PathBuf::from(database.url().trim_start_matches("sqlite:"));
    let folder = path.parent().unwrap();
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        all.extend(std::fs::read(entry.unwrap().path()).unwrap());
    }
    all
}

#[tokio::test]
async fn no_word_of_two_hundred_reports_is_found_afterwards() {
    let log = Log::default();
    let _here = log.listen();
    let house = House::open(Database::sqlite()).await;
    let mut canaries = Vec::new();
    for number in 0..REPORTS {
        let canary = |what: &str| format!("{what}canary{number:04}x");
        let form = house.form("/report", &[("division", "130302"), ("plain", "1")]).await;
        let mut filled = form
            .with("unit", &canary("unit"))
            .with("person", &canary("person"))
            .with("what", &canary("what"))
            .with("when", &canary("when"))
            .with("evidence", &canary("evidence"))
            .with("name", &canary("name"))
            .with("phone", &format!("138{number:08}"))
            .with("address", &canary("address"));
        if number % 4 == 0 {
            let mut content = vec![b' '; 3 * 1024 * 1024 / 2];
            content.extend_from_slice(canary("file").as_bytes());
            filled = filled.file(&format!("{}.txt", canary("filename")), &content);
        }
        if number % 10 == 9 {
            // Some are wrong, come back, and are sent again.
            let wrong = filled.clone().with("id_number", &canary("id"));
            assert_eq!(house.upload("/report/send", "", &wrong).await.status, 422);
        }
        let answer = house.upload("/report/send", "", &filled).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
        canaries.push(format!("canary{number:04}x"));
        canaries.push(format!("138{number:08}"));
        canaries.push(filled.value("receipt").to_owned());
    }
    let count = store::sql("SELECT COUNT(*) FROM case_file").one(&house.store).await.unwrap().unwrap().int(0);
    assert_eq!(count, REPORTS as i64);
    let on_disk = files(&house.database);
    let logged = log.take();
    assert!(on_disk.len() > 50 * 1024 * 1024, "the files are there, sealed");
    let search = aho_corasick::AhoCorasick::new(&canaries).unwrap();
    let found = |bytes: &[u8]| search.find(bytes).map(|hit| canaries[hit.pattern().as_usize()].clone());
    assert_eq!((found(&on_disk), found(logged.as_bytes())), (None, None));
    // The search can find: an open text in the same files is seen.
    let control = aho_corasick::AhoCorasick::new(["cdi-haigang"]).unwrap();
    assert!(control.find(&on_disk).is_some());
    // What an operator keeps, which is no trace, says of no moment that somebody reported then.
    let kept =
        logged.lines().filter(|line| [" INFO ", " WARN ", "ERROR "].iter().any(|level| line.contains(level)));
    assert_eq!(kept.filter(|line| line.contains("report")).collect::<Vec<_>>(), Vec::<&str>::new());
}
