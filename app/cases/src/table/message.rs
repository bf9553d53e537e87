//! What the reporter and the team write to each other. Every message is sealed twice, to the receipt's key and to the case's;
//! the server reads neither.

use record::{Day, Id, worded};
use store::{Store, Write, sql};

worded! {
    /// Who writes.
    Sender {
        /// Whoever holds the receipt.
        Reporter = "reporter",
        /// The team, to the reporter.
        Staff = "staff",
        /// The team, to itself.
        Note = "note",
    }
}

/// A message as it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Who writes.
    pub sender: Sender,
    /// The account; none of the reporter.
    pub account: Option<String>,
    /// The epoch of the case's key it is sealed to.
    pub epoch: u32,
    /// Where it was sealed: `reporter`, `server` or `staff`.
    pub role: String,
    /// For the team.
    pub to_team: Vec<u8>,
    /// For the reporter; none of a note.
    pub to_reporter: Option<Vec<u8>>,
    /// By the receipt's key, of what the reporter writes.
    pub signature: Option<String>,
}

/// A message as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Its number, from 1.
    pub seq: u32,
    /// The day.
    pub day: Day,
    /// What was sent.
    pub letter: Letter,
}

/// Keeps a message; its number. `expected` is the number the sender sealed it under, or whichever is next: of two with one
/// number one is refused with `None`, and is sealed anew under the next.
pub async fn say(
    write: &mut Write,
    case: &Id,
    letter: &Letter,
    expected: u32,
    day: Day,
) -> store::Result<Option<u32>> {
    let rows = sql("
        INSERT INTO case_message (case_id, seq, sender, account, day, epoch, role, to_team, to_reporter, signature)
        SELECT $1, CAST($2 AS BIGINT), $3, $4, $5, CAST($6 AS BIGINT), $7, $8, $9, $10
        WHERE CAST($2 AS BIGINT) = (SELECT COALESCE(MAX(m.seq), 0) + 1 FROM case_message m WHERE m.case_id = $1)
        ON CONFLICT (case_id, seq) DO NOTHING")
    .bind(case.as_str())
    .bind(expected)
    .bind(letter.sender.as_str())
    .bind(letter.account.as_ref())
    .bind(day)
    .bind(letter.epoch)
    .bind(&letter.role)
    .bind(letter.to_team.clone())
    .bind(letter.to_reporter.clone())
    .bind(letter.signature.as_ref())
    .run(write)
    .await?;
    Ok((rows == 1).then_some(expected))
}

/// The messages of a case, oldest first; without the team's notes for the reporter.
pub async fn messages(store: &Store, case: &Id, for_reporter: bool) -> store::Result<Vec<Message>> {
    let rows = sql("
        SELECT seq, sender, account, day, epoch, role, to_team, to_reporter, signature
        FROM case_message
        WHERE case_id = $1
        ORDER BY seq")
    .bind(case.as_str())
    .all(store)
    .await?;
    let mut messages = Vec::with_capacity(rows.len());
    for row in &rows {
        let (table, key) = ("case_message", case.as_str());
        let sender = super::word(table, key, row.text(1), Sender::parse)?;
        if for_reporter && sender == Sender::Note {
            continue;
        }
        let letter = Letter {
            sender,
            account: row.opt_text(2).map(str::to_owned),
            epoch: super::small(row, 4),
            role: row.text(5).to_owned(),
            to_team: row.bytes(6).to_vec(),
            to_reporter: row.opt_bytes(7).map(<[u8]>::to_vec),
            signature: row.opt_text(8).map(str::to_owned),
        };
        messages.push(Message {
            seq: super::small(row, 0),
            day: super::day(table, key, row.text(3))?,
            letter,
        });
    }
    Ok(messages)
}
