//! What a redaction changes of the outbox: the seed goes, and the salts that may stay stand beside it.

use store::{Error, Result, Row, Value, Write, sql};

use super::{count, int};
use crate::opening::{Commitment, Kept, Salt};

/// The leaf that brought a version: its index, and its seed while it has one.
pub(crate) async fn version_leaf(write: &mut Write, version: i64) -> Result<Option<(u64, Option<[u8; 32]>)>> {
    let row = sql("
        SELECT position, seed
        FROM leaf
        WHERE version = $1 AND kind IN ('publish', 'correct', 'withhold', 'restore')
        ORDER BY position
        LIMIT 1")
    .bind(version)
    .one_in(write)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let seed = row.opt_bytes(1).map(TryInto::try_into).transpose();
    let seed = seed.map_err(|_| Error::Corrupt {
        table: "leaf",
        key: row.int(0).to_string(),
        what: "its seed is not of 32 bytes".to_owned(),
    })?;
    Ok(Some((count(row.int(0)), seed)))
}

/// What is kept of a version's salts, as the open transaction sees it.
pub(crate) async fn kept_in(write: &mut Write, version: i64) -> Result<Vec<Kept>> {
    let rows = sql("
        SELECT field, salt, commitment, redacted_by
        FROM leaf_salt
        WHERE version = $1
        ORDER BY field")
    .bind(version)
    .all_in(write)
    .await?;
    rows.iter().map(|row| kept_row(version, row)).collect()
}

/// One row of field, salt, commitment and redaction.
pub(super) fn kept_row(version: i64, row: &Row) -> Result<Kept> {
    let field = row.text(0).to_owned();
    let corrupt = |what: &str| Error::Corrupt {
        table: "leaf_salt",
        key: format!("{version} {field}"),
        what: what.to_owned(),
    };
    let commitment = row.bytes(2).try_into().map_err(|_| corrupt("its commitment is not of 32 bytes"))?;
    let salt = match (row.opt_bytes(1), row.opt_int(3)) {
        (Some(salt), None) => Ok(Salt(salt.try_into().map_err(|_| corrupt("its salt is not of 32 bytes"))?)),
        (None, Some(position)) => Err(count(position)),
        _ => return Err(corrupt("it has both a salt and a redaction, or neither")),
    };
    Ok(Kept { field: field.clone(), salt, commitment: Commitment(commitment) })
}

/// Keeps the salts of a version without the one of `field`: all of them where the seed goes now, else that one goes.
pub(crate) async fn keep_salts(
    write: &mut Write,
    version: i64,
    had_seed: bool,
    field: &str,
    kept: &[Kept],
) -> Result<()> {
    let gone = kept.iter().find(|row| row.field == field).and_then(|row| row.salt.err());
    if !had_seed {
        sql("UPDATE leaf_salt SET salt = NULL, redacted_by = $3 WHERE version = $1 AND field = $2")
            .bind(version)
            .bind(field)
            .bind(gone.map(int))
            .run(write)
            .await?;
        return Ok(());
    }
    let mut open = Vec::new();
    for row in kept {
        let (version, field) = (Value::Int(version), Value::from(&row.field));
        let commitment = Value::Bytes(row.commitment.0.to_vec());
        match &row.salt {
            Ok(salt) => open.extend([version, field, Value::Bytes(salt.0.to_vec()), commitment]),
            Err(position) => {
                let values = vec![version, field, commitment, Value::Int(int(*position))];
                let insert = "INSERT INTO leaf_salt (version, field, commitment, redacted_by)";
                write.insert_rows(insert, 4, values, "").await?;
            }
        }
    }
    write.insert_rows("INSERT INTO leaf_salt (version, field, salt, commitment)", 4, open, "").await?;
    sql("
        UPDATE leaf
        SET seed = NULL
        WHERE version = $1 AND kind IN ('publish', 'correct', 'withhold', 'restore')")
    .bind(version)
    .run(write)
    .await?;
    Ok(())
}
