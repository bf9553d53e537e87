//! Bringing the penalty list and the search index up to date. A penalty and the tombstone in its place are one row.

use record::Kind;
use store::search::Doc;
use store::{Result, Value, Write, sort_id};

use super::publish::{lines, offer};
use crate::penalty::{Entry, Party, Penalty, Tombstone};
use crate::rules::publication::window_of_penalty;

/// Brings penalties into the list.
pub(super) async fn publish_penalties(write: &mut Write, entries: &[(Entry, i64)]) -> Result<()> {
    let mut values = Vec::with_capacity(entries.len() * COLUMNS);
    let mut docs = Vec::with_capacity(entries.len());
    for (entry, seq) in entries {
        let (row, doc) = penalty_row(entry, *seq);
        values.extend(row);
        docs.push(doc);
    }
    write.insert_rows(INSERT_PENALTY, COLUMNS, values, UPDATE_PENALTY).await?;
    let authorities = entries.iter().map(|(entry, _)| match entry {
        Entry::Standing(penalty) => penalty.authority.name.as_str(),
        Entry::Withdrawn(tombstone) => tombstone.authority.name.as_str(),
    });
    offer(write, "authority", authorities).await?;
    write.index(&docs).await
}

const COLUMNS: usize = 32;

const INSERT_PENALTY: &str = "
    INSERT INTO penalties (sort, key, uscc, party, party_kind, legal_representative, document, offence, findings, basis,
                           kinds, content, fine, confiscated, licence, decided_on, valid_until, authority,
                           authority_uscc, source, source_uscc, remark, severity, severity_stated, publish_min,
                           publish_until, published_on, withdrawal, withdrawn_on, reason, public_from, public_until)";

const UPDATE_PENALTY: &str = "
    ON CONFLICT (key) DO UPDATE
    SET sort = excluded.sort, uscc = excluded.uscc, party = excluded.party, party_kind = excluded.party_kind,
        legal_representative = excluded.legal_representative, document = excluded.document,
        offence = excluded.offence, findings = excluded.findings, basis = excluded.basis, kinds = excluded.kinds,
        content = excluded.content, fine = excluded.fine, confiscated = excluded.confiscated,
        licence = excluded.licence, decided_on = excluded.decided_on, valid_until = excluded.valid_until,
        authority = excluded.authority, authority_uscc = excluded.authority_uscc, source = excluded.source,
        source_uscc = excluded.source_uscc, remark = excluded.remark, severity = excluded.severity,
        severity_stated = excluded.severity_stated, publish_min = excluded.publish_min,
        publish_until = excluded.publish_until, published_on = excluded.published_on,
        withdrawal = excluded.withdrawal, withdrawn_on = excluded.withdrawn_on, reason = excluded.reason,
        public_from = excluded.public_from, public_until = excluded.public_until";

fn penalty_row(entry: &Entry, seq: i64) -> ([Value; COLUMNS], Doc) {
    match entry {
        Entry::Standing(penalty) => standing(entry, penalty, seq),
        Entry::Withdrawn(tombstone) => withdrawn(entry, tombstone, seq),
    }
}

fn standing(entry: &Entry, penalty: &Penalty, seq: i64) -> ([Value; COLUMNS], Doc) {
    let sort = sort_id(penalty.decided_on, seq);
    let window = window_of_penalty(entry);
    let row = [
        Value::Int(sort),
        (&penalty.key).into(),
        penalty.party.uscc().map(|uscc| uscc.as_str()).into(),
        penalty.party.name().into(),
        penalty.party.as_str().into(),
        penalty.legal_representative.as_ref().into(),
        (&penalty.document).into(),
        penalty.offence.as_ref().into(),
        penalty.findings.as_ref().into(),
        penalty.basis.as_ref().into(),
        penalty.kinds.join("|").into(),
        penalty.content.as_ref().into(),
        penalty.fine.into(),
        penalty.confiscated.into(),
        penalty.licence.as_ref().into(),
        penalty.decided_on.into(),
        penalty.valid_until.into(),
        (&penalty.authority.name).into(),
        penalty.authority.uscc.as_ref().map(|uscc| uscc.as_str()).into(),
        penalty.source.as_ref().map(|source| &source.name).into(),
        penalty.source.as_ref().and_then(|source| source.uscc.as_ref()).map(|uscc| uscc.as_str()).into(),
        penalty.remark.as_ref().into(),
        penalty.severity.as_str().into(),
        penalty.severity_stated.into(),
        penalty.publish_min.into(),
        penalty.publish_until.into(),
        penalty.published_on.into(),
        Value::NoText,
        Value::NoText,
        Value::NoText,
        window.from.into(),
        window.until.into(),
    ];
    // A natural person is found by the document's number, not by name.
    let (name, detail) = match &penalty.party {
        Party::Person { .. } => (None, penalty.authority.name.clone()),
        party => (Some(party.name()), format!("{} · {}", party.name(), penalty.authority.name)),
    };
    let words = [
        Some(penalty.key.as_str()),
        Some(penalty.document.as_str()),
        name,
        penalty.party.uscc().map(|uscc| uscc.as_str()),
        penalty.offence.as_deref(),
        Some(penalty.authority.name.as_str()),
    ];
    let doc = Doc {
        id: sort,
        kind: Kind::Penalty,
        key: penalty.key.clone(),
        title: penalty.document.clone(),
        detail,
        words: lines(words),
    };
    (row, doc)
}

fn withdrawn(entry: &Entry, tombstone: &Tombstone, seq: i64) -> ([Value; COLUMNS], Doc) {
    let sort = sort_id(tombstone.decided_on, seq);
    let window = window_of_penalty(entry);
    let none = || Value::NoText;
    let row = [
        Value::Int(sort),
        (&tombstone.key).into(),
        tombstone.uscc.as_ref().map(|uscc| uscc.as_str()).into(),
        none(),
        none(),
        none(),
        (&tombstone.document).into(),
        none(),
        none(),
        none(),
        none(),
        none(),
        Value::NoInt,
        Value::NoInt,
        none(),
        tombstone.decided_on.into(),
        none(),
        (&tombstone.authority.name).into(),
        tombstone.authority.uscc.as_ref().map(|uscc| uscc.as_str()).into(),
        none(),
        none(),
        none(),
        none(),
        Value::NoInt,
        none(),
        tombstone.publish_until.into(),
        none(),
        tombstone.withdrawal.why.as_str().into(),
        tombstone.withdrawal.on.into(),
        (&tombstone.withdrawal.reason).into(),
        window.from.into(),
        window.until.into(),
    ];
    let words = [&tombstone.key, &tombstone.document, &tombstone.authority.name];
    let doc = Doc {
        id: sort,
        kind: Kind::Penalty,
        key: tombstone.key.clone(),
        title: tombstone.document.clone(),
        detail: tombstone.authority.name.clone(),
        words: lines(words.map(|word| Some(word.as_str()))),
    };
    (row, doc)
}
