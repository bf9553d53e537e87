//! Sealed files, sent in parts so that a lost connection costs one part. Parts stand in the database, so that several servers
//! can take them; they are sealed before they arrive, so that no plain file is anywhere.

use record::{Id, Instant};
use seal::{Attached, Submission};
use sha2::{Digest, Sha256};
use store::{Store, Value, Write, sql};

use crate::rules::receive::{ALL_FILES_BYTES, FILE_BYTES};

/// The largest part.
pub const PART_BYTES: usize = 1024 * 1024;
/// Padding adds at most twelve in a hundred, and age sixteen bytes to every 64 KiB.
const MARGIN_PERCENT: u64 = 13;
/// A file that is not whole after a day is given up.
const LIVES_SECONDS: i64 = 24 * 60 * 60;
/// Two forms of every file: for the team, and bit for bit as it was.
const FORMS: u64 = 2;

/// The answer to a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartAnswer {
    /// It is stored.
    Stored,
    /// It was stored before.
    Again,
    /// Another part has this number, or the file is whole already.
    Conflict,
    /// Its bytes are not what their hash says.
    Damaged,
    /// It, the file or all files together are too large.
    TooLarge,
}

/// A file that may or may not be whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Uploaded {
    /// It is, and is what was said.
    Whole,
    /// Parts are missing, or it is not what was said.
    Not,
}

/// A sealed file of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// The upload it came by.
    pub upload: Id,
    /// `attachment` or `original`.
    pub object: String,
    /// Its number, from 1.
    pub number: u32,
    /// The sealed bytes.
    pub bytes: u64,
    /// Their SHA-256, in hexadecimal digits.
    pub sha256: String,
}

fn with_margin(bytes: u64) -> u64 {
    bytes + bytes / 100 * MARGIN_PERCENT
}

/// Takes a part. The same part again is the same part; the number says where it belongs, from 0.
pub async fn put_part(
    store: &Store,
    upload: &Id,
    submission: &Id,
    part: u32,
    bytes: Vec<u8>,
    sha256: &str,
    now: Instant,
) -> store::Result<PartAnswer> {
    let in_file = u64::from(part).saturating_mul(PART_BYTES as u64) + bytes.len() as u64;
    if bytes.is_empty() || bytes.len() > PART_BYTES || in_file > with_margin(FILE_BYTES) {
        return Ok(PartAnswer::TooLarge);
    }
    if hex::encode(Sha256::digest(&bytes)) != sha256.to_ascii_lowercase() {
        return Ok(PartAnswer::Damaged);
    }
    let mut write = store.write().await?;
    sql("INSERT INTO upload (id, submission, began) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING")
        .bind(upload.as_str())
        .bind(submission.as_str())
        .bind(now)
        .run(&mut write)
        .await?;
    let row = sql("SELECT submission, sha256 FROM upload WHERE id = $1")
        .bind(upload.as_str())
        .one_in(&mut write)
        .await?;
    let takes =
        row.as_ref().is_some_and(|row| row.text(0) == submission.as_str() && row.opt_text(1).is_none());
    let known = sql("SELECT sha256 FROM upload_part WHERE upload = $1 AND part = $2")
        .bind(upload.as_str())
        .bind(part)
        .one_in(&mut write)
        .await?;
    match known {
        Some(known) if known.text(0).eq_ignore_ascii_case(sha256) => return Ok(PartAnswer::Again),
        Some(_) => return Ok(PartAnswer::Conflict),
        None if !takes => return Ok(PartAnswer::Conflict),
        None => {}
    }
    let sum = sql("
        SELECT CAST(COALESCE(SUM(p.size), 0) AS BIGINT)
        FROM upload_part p
        JOIN upload u ON u.id = p.upload
        WHERE u.submission = $1")
    .bind(submission.as_str())
    .one_in(&mut write)
    .await?;
    let together = sum.map_or(0, |row| super::count(&row, 0)) + bytes.len() as u64;
    if together > with_margin(ALL_FILES_BYTES) * FORMS {
        return Ok(PartAnswer::TooLarge);
    }
    let rows = sql("
        INSERT INTO upload_part (upload, part, size, sha256, bytes)
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (upload, part) DO NOTHING")
    .bind(upload.as_str())
    .bind(part)
    .bind(bytes.len() as i64)
    .bind(sha256.to_ascii_lowercase())
    .bind(Value::Bytes(bytes))
    .run(&mut write)
    .await?;
    if rows == 0 {
        return Ok(PartAnswer::Conflict);
    }
    write.commit_unseen().await?;
    Ok(PartAnswer::Stored)
}

/// The parts of a file that are there, with their hashes, so that a sender who was cut off goes on. Nothing for who does not
/// know the submission it belongs to.
pub async fn parts(store: &Store, upload: &Id, submission: &Id) -> store::Result<Vec<(u32, String)>> {
    let rows = sql("
        SELECT p.part, p.sha256
        FROM upload_part p
        JOIN upload u ON u.id = p.upload
        WHERE u.id = $1 AND u.submission = $2
        ORDER BY p.part")
    .bind(upload.as_str())
    .bind(submission.as_str())
    .all(store)
    .await?;
    Ok(rows.iter().map(|row| (super::small(row, 0), row.text(1).to_owned())).collect())
}

/// Declares a file whole: every part from 0 on is there, they are as many bytes as was said, and their hash is the one that
/// was said. Read part by part, so that a large file needs no more memory than a small one.
pub async fn finish_upload(store: &Store, submission: &Id, file: &Attached) -> store::Result<Uploaded> {
    let upload = file.upload.as_str();
    let row =
        sql("SELECT submission, bytes, sha256 FROM upload WHERE id = $1").bind(upload).one(store).await?;
    let Some(row) = row.filter(|row| row.text(0) == submission.as_str()) else { return Ok(Uploaded::Not) };
    let said = (i64::try_from(file.bytes).ok(), file.sha256.to_ascii_lowercase());
    if let (Some(bytes), Some(sha256)) = (row.opt_int(1), row.opt_text(2)) {
        let is_the_same = (Some(bytes), sha256) == (said.0, said.1.as_str());
        return Ok(if is_the_same { Uploaded::Whole } else { Uploaded::Not });
    }
    let (mut hash, mut bytes, mut next) = (Sha256::new(), 0_u64, 0_i64);
    while let Some(row) = sql("SELECT bytes FROM upload_part WHERE upload = $1 AND part = $2")
        .bind(upload)
        .bind(next)
        .one(store)
        .await?
    {
        hash.update(row.bytes(0));
        bytes += row.bytes(0).len() as u64;
        next += 1;
    }
    if bytes != file.bytes || hex::encode(hash.finalize()) != said.1 {
        return Ok(Uploaded::Not);
    }
    let mut write = store.write().await?;
    sql("UPDATE upload SET bytes = $2, sha256 = $3 WHERE id = $1 AND sha256 IS NULL")
        .bind(upload)
        .bind(said.0)
        .bind(said.1)
        .run(&mut write)
        .await?;
    write.commit_unseen().await?;
    Ok(Uploaded::Whole)
}

/// Declares every file of a submission whole; those that are not.
pub(super) async fn finish_all(store: &Store, submission: &Submission) -> store::Result<Vec<Id>> {
    let mut incomplete = Vec::new();
    for file in &submission.files {
        if finish_upload(store, &submission.id, file).await? == Uploaded::Not {
            incomplete.push(file.upload.clone());
        }
    }
    Ok(incomplete)
}

/// Gives the files of a submission to its case.
pub(super) async fn attach(write: &mut Write, submission: &Submission) -> store::Result<()> {
    for file in &submission.files {
        sql("UPDATE upload SET case_id = $2, object = $3, number = $4, began = NULL WHERE id = $1")
            .bind(file.upload.as_str())
            .bind(submission.id.as_str())
            .bind(file.object.as_str())
            .bind(file.number)
            .run(write)
            .await?;
    }
    Ok(())
}

/// The sealed files of a case.
pub async fn attachments(store: &Store, case: &Id) -> store::Result<Vec<Attachment>> {
    let rows = sql("
        SELECT id, object, number, bytes, sha256
        FROM upload
        WHERE case_id = $1
        ORDER BY number, object")
    .bind(case.as_str())
    .all(store)
    .await?;
    let read = |row: &store::Row| {
        Ok(Attachment {
            upload: super::id("upload", row.text(0), row.text(0))?,
            object: row.text(1).to_owned(),
            number: super::small(row, 2),
            bytes: super::count(row, 3),
            sha256: row.text(4).to_owned(),
        })
    };
    rows.iter().map(read).collect()
}

/// One part of a sealed file of a case, to be sent on as it is.
pub async fn part(store: &Store, case: &Id, upload: &Id, part: u32) -> store::Result<Option<Vec<u8>>> {
    let row = sql("
        SELECT p.bytes
        FROM upload_part p
        JOIN upload u ON u.id = p.upload
        WHERE u.case_id = $1 AND u.id = $2 AND p.part = $3")
    .bind(case.as_str())
    .bind(upload.as_str())
    .bind(part)
    .one(store)
    .await?;
    Ok(row.map(|row| row.bytes(0).to_vec()))
}

/// Gives up files that no case has after a day: they were never whole, or their submission never came. How many.
pub async fn sweep_uploads(store: &Store, now: Instant) -> store::Result<u64> {
    let mut write = store.write().await?;
    let old = now.plus_seconds(-LIVES_SECONDS);
    const GIVEN_UP: &str = "
        DELETE FROM upload_part
        WHERE upload IN (SELECT id FROM upload WHERE began IS NOT NULL AND began < $1)";
    sql(GIVEN_UP).bind(old).run(&mut write).await?;
    let rows =
        sql("DELETE FROM upload WHERE began IS NOT NULL AND began < $1").bind(old).run(&mut write).await?;
    write.commit_unseen().await?;
    Ok(rows)
}
