//! The published cases of the rule, move by move.

use super::*;

/// One case of `cases/case-moderation.json`.
#[derive(Deserialize)]
struct Case {
    name: String,
    moves: Vec<Made>,
    #[serde(default)]
    hours_later: i64,
    standing: Standing,
}

/// A move as a published case writes it: by moderator m1 of the hotline, about the tax office, unless it says otherwise.
#[derive(Deserialize)]
struct Made {
    #[serde(flatten)]
    what: Move,
    #[serde(default)]
    unit: Option<String>,
    #[serde(default)]
    second: Option<(String, String)>,
    #[serde(default)]
    author: bool,
    #[serde(default)]
    days_later: i64,
    #[serde(default)]
    revisions: Option<u32>,
    #[serde(default)]
    account: Option<String>,
    #[serde(default)]
    refused: Option<Refusal>,
}

#[derive(Deserialize)]
struct Cases {
    cases: Vec<Case>,
}

#[test]
fn every_published_case_comes_out_as_written() {
    let Cases { cases } = serde_json::from_str(include_str!("../../../cases/case-moderation.json")).unwrap();
    assert!(cases.len() > 9);
    let at = Instant::parse("2026-03-02T01:00:00Z").unwrap();
    for case in cases {
        let mut standing = Standing::Waits;
        let mut decided_by = Vec::new();
        for made in &case.moves {
            let account = (!made.author).then_some(made.account.as_deref().unwrap_or("m1"));
            let unit = account.map(|_| made.unit.as_deref().unwrap_or("hotline"));
            let second = made.second.as_ref().map(|(account, unit)| (account.as_str(), unit.as_str()));
            let by = By { account, unit, second };
            let later = at.plus_seconds(made.days_later * 86_400);
            let revisions = made.revisions.unwrap_or(1);
            let about = About { concerned: Some("tax"), revisions, decided_by: &decided_by };
            let done = decide(&standing, &made.what, by, about, later, later.day(480));
            match made.refused {
                Some(refusal) => assert_eq!(done, Err(refusal), "{}: {:?}", case.name, made.what),
                None => {
                    standing = done.unwrap_or_else(|refusal| panic!("{}: {refusal:?}", case.name));
                    if matches!(made.what, Move::Hide { .. } | Move::Redact { .. }) {
                        let others = by.second.map(|(second, _)| second);
                        decided_by = account.into_iter().chain(others).map(str::to_owned).collect();
                    }
                }
            }
        }
        let later = at.plus_seconds(case.hours_later * 3_600);
        assert_eq!(now(&standing, later), case.standing, "{}", case.name);
    }
}
