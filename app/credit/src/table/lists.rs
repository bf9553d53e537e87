//! What the three lists share: the days of publication, and the words a filter offers.

use record::Day;
use store::{Build, Result, Store};

/// Narrows a list over credit records or penalties to what is public on a day.
pub(super) fn public_on(query: &mut Build, from: &'static str, until: &'static str, today: Day) {
    query.and(from).push(" <= ").arg(today).and(until).push(" >= ").arg(today);
}

/// Pushes `($n, $n, …)`.
pub(super) fn one_of<'a>(query: &mut Build, values: impl IntoIterator<Item = &'a str>) {
    query.push("(");
    for (index, value) in values.into_iter().enumerate() {
        if index > 0 {
            query.push(", ");
        }
        query.arg(value);
    }
    query.push(")");
}

/// The words a filter offers for a field, in the order of their text.
pub async fn words(store: &Store, field: &'static str) -> Result<Vec<String>> {
    let rows = store::sql(
        "
        SELECT word
        FROM credit_words
        WHERE field = $1
        ORDER BY word",
    )
    .bind(field)
    .all(store)
    .await?;
    Ok(rows.iter().map(|row| row.text(0).to_owned()).collect())
}
