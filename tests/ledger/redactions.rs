//! A hundred texts of the sample city taken away, each of which stood in one record alone.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use ledger::opening::{flatten, read};
use ledger::redact::{NotRedacted, Redacted, Request, redact};
use ledger::verify::REMOVED;
use record::Kind;
use store::sql;
use tests::Database;

use super::{City, now, today};

/// A text and the one place where it stands.
struct Secret {
    kind: Kind,
    key: String,
    field: String,
    text: String,
}

/// Texts of at least four Chinese characters that stand in one field of one record and nowhere else.
async fn secrets(city: &City) -> Vec<Secret> {
    let rows = sql("SELECT kind, key, facts FROM version ORDER BY seq").all(&city.store).await.unwrap();
    let mut places: BTreeMap<String, BTreeSet<(String, String, String)>> = BTreeMap::new();
    let mut whole = String::new();
    for row in &rows {
        whole.push_str(row.text(2));
        for (field, value) in flatten(&read(row.text(2)).unwrap()) {
            let Ok(text) = serde_json::from_str::<String>(&value) else { continue };
            let letters = text.chars().filter(|letter| !letter.is_ascii()).count();
            if letters >= 4 && !value.contains('\\') {
                let place = (row.text(0).to_owned(), row.text(1).to_owned(), field);
                places.entry(text).or_default().insert(place);
            }
        }
    }
    let mut secrets = Vec::new();
    for (text, places) in places {
        let Some((kind, key, field)) = places.first().filter(|_| places.len() == 1) else { continue };
        let kind = Kind::parse(kind).unwrap();
        if kind != Kind::Process && *key != text && whole.matches(&text).count() == 1 {
            secrets.push(Secret { kind, key: key.clone(), field: field.clone(), text });
        }
    }
    secrets
}

async fn take(city: &City, secret: &Secret) -> Result<Redacted, NotRedacted> {
    let approvers = ["data protection officer", "publisher"].map(str::to_owned);
    let request = Request {
        kind: secret.kind,
        key: &secret.key,
        field: &secret.field,
        ground: "个人信息保护法第四十七条",
        approvers: &approvers,
        now: now(),
    };
    match secret.kind {
        Kind::Approval | Kind::Item | Kind::Agency => {
            let register = approvals::table::Register::new(&city.config.city, today());
            redact(&city.store, &register, &request).await
        }
        _ => redact(&city.store, &credit::table::Register, &request).await,
    }
}

/// Everything in the files beside the database.
fn bytes_beside(database: &Database) -> Vec<u8> {
    let path = database.url().strip_prefix("sqlite:").expect("it is a file");
    let files = std::fs::read_dir(Path::new(path).parent().unwrap()).unwrap();
    files.flat_map(|file| std::fs::read(file.unwrap().path()).unwrap()).collect()
}

#[tokio::test]
async fn a_hundred_texts_are_gone_from_every_table_and_file_and_everything_else_is_proven() {
    let city = City::over(Database::sqlite()).await;
    let all = secrets(&city).await;
    let mut taken = Vec::new();
    // Evenly through the alphabet, so that every kind of record and field has its turn.
    let mut step = all.into_iter();
    while taken.len() < 100 {
        let secret = step.next().expect("the sample has a hundred such texts");
        match take(&city, &secret).await {
            Ok(redacted) => {
                assert_eq!(redacted.leaves.len(), 1, "{} {}", secret.key, secret.field);
                taken.push(secret);
            }
            // The unit responsible stays, and what a slice cannot do without.
            Err(NotRedacted::Refused(_)) => {}
            Err(error) => panic!("{error}"),
        }
    }
    let kinds: BTreeSet<&str> = taken.iter().map(|secret| secret.kind.as_str()).collect();
    assert!(kinds.len() > 1, "{kinds:?}");
    let bytes = bytes_beside(&city.database);
    let finder = aho_corasick::AhoCorasick::new(taken.iter().map(|secret| &secret.text)).unwrap();
    let left: BTreeSet<&str> =
        finder.find_overlapping_iter(&bytes).map(|found| taken[found.pattern()].text.as_str()).collect();
    assert_eq!(left, BTreeSet::new());
    let one = &taken[0];
    let version = city.store.version(one.kind, &one.key).await.unwrap().unwrap();
    let there = read(&version.facts).unwrap().pointer(&one.field).cloned();
    assert_eq!(there.and_then(|value| value.as_str().map(str::to_owned)).as_deref(), Some(REMOVED));
    city.append().await;
    assert_eq!(city.findings().await, Vec::<String>::new());
}
