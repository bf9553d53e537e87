//! Every SQL statement of the slice. Events are the record; the state, the team and the steps beside them are projections.
//!
//! Whoever is excluded from a case sees nothing of it: each statement that answers a member of staff goes through
//! `seen::only`, and there is no other way to a list, a count or a search.

mod enter;
mod epoch;
mod escalate;
mod exclusion;
mod funnel;
mod intake;
mod list;
mod load;
mod message;
mod moderation;
mod opening;
mod other;
mod proposal;
mod receive;
mod recheck;
mod sealed;
mod seen;
mod upload;

pub use enter::{Moment, enter, refresh_open};
pub(crate) use epoch::previous_key;
pub use epoch::{heirs, is_overdue, key_chain, manifest_of, new_epoch};
pub use escalate::escalate;
pub use exclusion::{
    Exclusion, exclude, excluded_count, excluded_from_linked, exclusions, exclusions_in, is_excluded,
};
pub use funnel::funnels;
pub use intake::{
    Dropped, Miscount, Opened, Proof, close_day, mismatches, open_days, opened_dummies, proof, standing,
};
pub use list::{Due, Filter, Listed, Numbers, list, numbers};
pub use load::{by_lookup, by_number, case, case_in, joined_to, linked_to, named, words};
pub use message::{Letter, Message, Sender, messages, say};
pub use moderation::{
    Item, Shown, act_on_words, appeal_text, decided_by, offer_words, queue, shown_text, shown_words,
    texts_of, words_item, words_of_case,
};
pub use opening::{
    Asked, Opening, Step as OpeningStep, ask, asked, decide, granted_share, mark_opened, openings,
};
pub use proposal::{Approved, Proposal, Proposed, approve, proposals, propose, withdraw};
pub use receive::{Received, receive};
pub use recheck::{Sampled, draw_samples, rates, rechecks};
pub use sealed::{Wrapped, blob, keep_wraps_of, keys_for_reporter, share_for, wrap_for, wrap_to};
pub use seen::Viewer;
pub use upload::{
    Attachment, PART_BYTES, PartAnswer, Uploaded, attachments, finish_upload, part, parts, put_part,
    sweep_uploads,
};

use store::Migration;

/// The tables of this slice, in the order they came to be.
pub fn migrations() -> Vec<Migration> {
    vec![
        store::migration(202611231301, "cases", include_str!("../migrations/202611231301_cases.sql")),
        store::migration(202611231302, "sealed", include_str!("../migrations/202611231302_sealed.sql")),
        store::migration(202611231303, "proposals", include_str!("../migrations/202611231303_proposals.sql")),
        store::migration(
            202611231304,
            "moderation",
            include_str!("../migrations/202611231304_moderation.sql"),
        ),
        store::append_only(
            202611231305,
            "what happened to a case stays",
            &[
                "case_file",
                "case_event",
                "case_exclusion",
                "case_step",
                "case_epoch",
                "case_blob",
                "case_message",
                "case_opening",
                "case_consent",
                "case_intake",
                "intake_leaf",
                "intake_day",
                "moderated_text",
                "moderated_event",
            ],
        ),
        store::migration(202611231306, "samples", include_str!("../migrations/202611231306_samples.sql")),
        store::append_only(202611231307, "what was drawn stays", &["case_draw"]),
        store::migration(202611231320, "appeals", include_str!("../migrations/202611231320_appeals.sql")),
        store::append_only(202611231322, "appeals stay", &["moderated_appeal"]),
        store::migration(202611231401, "vouchers", include_str!("../migrations/202611231401_vouchers.sql")),
        store::migration(202611231402, "readers", include_str!("../migrations/202611231402_readers.sql")),
        store::append_only(202611231403, "who read stays", &["case_reader"]),
    ]
}

/// A word of one of our lists, as a column holds it.
fn word<T>(table: &'static str, key: &str, text: &str, read: impl Fn(&str) -> Option<T>) -> store::Result<T> {
    read(text).ok_or_else(|| store::Error::Corrupt {
        table,
        key: key.to_owned(),
        what: format!("{text:?} is not one of its words"),
    })
}

/// A day, as a column holds it.
fn day(table: &'static str, key: &str, text: &str) -> store::Result<record::Day> {
    word(table, key, text, record::Day::parse)
}

/// An instant, as a column holds it.
fn instant(table: &'static str, key: &str, text: &str) -> store::Result<record::Instant> {
    word(table, key, text, record::Instant::parse)
}

/// An id, as a column holds it.
fn id(table: &'static str, key: &str, text: &str) -> store::Result<record::Id> {
    word(table, key, text, record::Id::parse)
}

/// Something of ours as JSON.
fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("words, days and numbers are JSON")
}

/// JSON of ours, as a column holds it.
fn read_json<T: serde::de::DeserializeOwned>(table: &'static str, key: &str, text: &str) -> store::Result<T> {
    serde_json::from_str(text).map_err(|error| store::Error::Corrupt {
        table,
        key: key.to_owned(),
        what: error.to_string(),
    })
}

/// A number that is never negative.
fn count(row: &store::Row, column: usize) -> u64 {
    u64::try_from(row.int(column)).unwrap_or(0)
}

/// A small number that is never negative, such as that of an event.
fn small(row: &store::Row, column: usize) -> u32 {
    u32::try_from(row.int(column)).unwrap_or(0)
}
