//! Loading millions of approvals at once: an index that is built at the end costs a sort, one that is kept up to date
//! costs a walk through the disk for every row.

use store::{Write, sql};

/// The indexes that only lists need, with the statements that take them away and build them. The same as in the
/// migration, which a test holds them to.
const INDEXES: [(&str, &str); 7] = [
    ("DROP INDEX approvals_by_unit", "CREATE INDEX approvals_by_unit ON approvals (unit_code, sort)"),
    ("DROP INDEX approvals_by_item", "CREATE INDEX approvals_by_item ON approvals (item_code, sort)"),
    ("DROP INDEX approvals_by_district", "CREATE INDEX approvals_by_district ON approvals (district, sort)"),
    ("DROP INDEX approvals_by_card", "CREATE INDEX approvals_by_card ON approvals (card, sort)"),
    ("DROP INDEX approvals_by_result", "CREATE INDEX approvals_by_result ON approvals (result, sort)"),
    ("DROP INDEX approvals_by_length", "CREATE INDEX approvals_by_length ON approvals (days_used, sort)"),
    ("DROP INDEX approvals_by_uscc", "CREATE INDEX approvals_by_uscc ON approvals (uscc, sort)"),
];

/// Takes the indexes of the lists away. Until they are built again, lists are slow and right.
pub async fn drop_indexes(write: &mut Write) -> store::Result<()> {
    for (drop, _) in INDEXES {
        sql(drop).run(write).await?;
    }
    Ok(())
}

/// Builds the indexes of the lists.
pub async fn create_indexes(write: &mut Write) -> store::Result<()> {
    for (_, create) in INDEXES {
        sql(create).run(write).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_index_of_the_list_is_one_of_the_migration() {
        let migration = include_str!("../../migrations/202611230101_approvals.sql");
        for (_, create) in INDEXES {
            assert!(migration.contains(&format!("{create};")), "{create}");
        }
        assert_eq!(migration.matches(" ON approvals (").count(), INDEXES.len());
    }
}
