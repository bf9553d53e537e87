//! Texts that letters are made from.

use record::Instant;
use store::{Result, Row, Store, Write, sql};

use super::moment;

/// A template as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Template {
    pub(crate) name: String,
    pub(crate) revision: i64,
    pub(crate) title: String,
    pub(crate) body: String,
    pub(crate) written: Instant,
}

const STANDING: &str = "
    SELECT t.name, t.revision, t.title, t.body, t.written
    FROM staff_template t
    WHERE t.withdrawn = 0
      AND t.revision = (SELECT MAX(n.revision) FROM staff_template n WHERE n.name = t.name)";

fn read(row: &Row) -> Result<Template> {
    Ok(Template {
        name: row.text(0).to_owned(),
        revision: row.int(1),
        title: row.text(2).to_owned(),
        body: row.text(3).to_owned(),
        written: moment(row, 4, "staff_template")?,
    })
}

/// Every template that stands.
pub(crate) async fn all(store: &Store) -> Result<Vec<Template>> {
    let mut query = store::Build::new(STANDING);
    query.push(" ORDER BY t.title, t.name");
    query.all(store).await?.iter().map(read).collect()
}

/// The template of this name.
pub(crate) async fn find(store: &Store, name: &str) -> Result<Option<Template>> {
    let mut query = store::Build::new(STANDING);
    query.and("t.name = ").arg(name);
    query.one(store).await?.as_ref().map(read).transpose()
}

/// Writes the next revision. `false` where another did so first.
pub(crate) async fn put(
    write: &mut Write,
    template: &Template,
    author: &str,
    withdrawn: bool,
) -> Result<bool> {
    let rows = sql("
        INSERT INTO staff_template (name, revision, title, body, author, written, withdrawn)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT DO NOTHING")
    .bind(&template.name)
    .bind(template.revision)
    .bind(&template.title)
    .bind(&template.body)
    .bind(author)
    .bind(template.written)
    .bind(withdrawn)
    .run(write)
    .await?;
    Ok(rows == 1)
}

/// The newest revision of a name, withdrawn or not; 0 where there was none.
pub(crate) async fn revision(write: &mut Write, name: &str) -> Result<i64> {
    let row = sql("SELECT COALESCE(MAX(revision), 0) FROM staff_template WHERE name = $1")
        .bind(name)
        .one_in(write)
        .await?;
    Ok(row.map_or(0, |row| row.int(0)))
}
