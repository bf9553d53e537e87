//! Whether the openings of a version may be served: each slice's own rule about what is public today, asked for the version
//! that stands and for the one that is asked for. What left the register leaves the log's files with it; only the leaf, which
//! says nothing of the content, stays.

use approvals::approval::Approval;
use credit::credit_record::CreditRecord;
use credit::penalty::Entry;
use credit::rules::publication::{Publication, of_penalty, of_record};
use record::{Calendar, Day, Kind};
use store::Version;

/// Whether readers may have the facts of `asked` while `standing` is what stands of the record.
pub(crate) fn may_open(asked: &Version, standing: &Version, today: Day) -> bool {
    match asked.kind {
        Kind::Approval => [asked, standing].into_iter().all(|version| {
            serde_json::from_str::<Approval>(&version.facts).is_ok_and(|approval| approval.is_public())
        }),
        Kind::CreditRecord => serde_json::from_str::<CreditRecord>(&standing.facts)
            .is_ok_and(|record| matches!(of_record(&record, today), Publication::Public { .. })),
        Kind::Penalty => {
            let Ok(entry) = serde_json::from_str::<Entry>(&standing.facts) else { return false };
            match of_penalty(&entry, Calendar::china(), today) {
                Publication::Public { .. } => true,
                // What is left is the tombstone; the versions before it name the party.
                Publication::Withdrawn { .. } => asked.revision == standing.revision,
                _ => false,
            }
        }
        Kind::Item | Kind::Agency | Kind::Process | Kind::Enterprise => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::Instant;

    fn version(kind: Kind, revision: i64, facts: &str) -> Version {
        Version {
            seq: revision,
            kind,
            key: "K".to_owned(),
            revision,
            entered: Instant::from_unix_micros(0),
            reason: None,
            withdrawn: false,
            source: String::new(),
            facts: facts.to_owned(),
        }
    }

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn an_open_case_of_a_person_is_opened_to_nobody_and_its_decision_to_all() {
        let facts = |state: &str| {
            format!(
                r#"{{"number":"K","case":{{"applicant":{{"kind":"person","name":"张*"}},"unit":{{"name":"局"}},
                    "licence_kind":"普通","state":{state}}}}}"#
            )
        };
        let open = version(Kind::Approval, 1, &facts(r#"{"open":{"paused":false}}"#));
        let decided = r#"{"decided":{"outcome":"granted","on":"2026-03-01","document":"D1"}}"#;
        let decided = version(Kind::Approval, 2, &facts(decided));
        assert!(!may_open(&open, &open, day("2026-11-23")));
        assert!(may_open(&decided, &decided, day("2026-11-23")));
        assert!(!may_open(&open, &decided, day("2026-11-23")));
    }

    #[test]
    fn a_credit_record_is_opened_while_it_is_public() {
        let facts = r#"{"key":"K","uscc":"91130302TE5T000082","enterprise":"甲","category":"经营异常","name":"乙",
            "authority":"丙","decided_on":"2026-02-02","finding":{"kind":"negative","severity":"ordinary",
            "publish_min":"2026-05-02","publish_until":"2027-02-02"}}"#;
        let record = version(Kind::CreditRecord, 1, facts);
        assert!(may_open(&record, &record, day("2026-11-23")));
        assert!(!may_open(&record, &record, day("2027-02-03")));
    }

    #[test]
    fn of_a_withdrawn_penalty_only_the_tombstone_is_opened() {
        let tombstone = r#"{"key":"K","document":"D","authority":{"name":"局"},"decided_on":"2026-02-02",
            "publish_until":"2027-02-02","withdrawal":{"why":"revoked","on":"2026-11-20","reason":"证据不足"}}"#;
        let before = version(Kind::Penalty, 1, r#"{"key":"K"}"#);
        let tombstone = version(Kind::Penalty, 2, tombstone);
        assert!(may_open(&tombstone, &tombstone, day("2026-11-23")));
        assert!(!may_open(&before, &tombstone, day("2026-11-23")));
        let broken = version(Kind::Penalty, 3, "{}");
        assert!(!may_open(&broken, &broken, day("2026-11-23")));
    }
}
