//! Statements: fixed text, bound values.

use record::Kind;
use sqlx::any::{AnyArguments, AnyRow};
use sqlx::{Any, AssertSqlSafe, Executor, SqlSafeStr};

use crate::open::{Engine, Reads};
use crate::{Result, Row, Store, Value, Write, search};

/// A statement with fixed text. Values only ever travel as parameters, so nothing a person types can become SQL.
pub fn sql(text: &'static str) -> Sql {
    Sql { text: Text::Fixed(text), values: Vec::new() }
}

/// A statement and the values bound to it.
#[derive(Clone, Debug)]
pub struct Sql {
    pub(crate) text: Text,
    pub(crate) values: Vec<Value>,
}

/// Text known when the program was built, or put together from such pieces.
#[derive(Clone, Debug)]
pub(crate) enum Text {
    Fixed(&'static str),
    Built(String),
}

impl Text {
    pub(crate) fn as_str(&self) -> &str {
        match self {
            Text::Fixed(text) => text,
            Text::Built(text) => text,
        }
    }
}

impl Sql {
    /// Binds the next `$n`.
    #[must_use]
    pub fn bind(mut self, value: impl Into<Value>) -> Self {
        self.values.push(value.into());
        self
    }

    pub(crate) fn ready(self) -> sqlx::Result<sqlx::query::Query<'static, Any, AnyArguments>> {
        let mut arguments = AnyArguments::default();
        for value in self.values {
            value.add_to(&mut arguments)?;
        }
        Ok(match self.text {
            Text::Fixed(text) => sqlx::query_with(text.into_sql_str(), arguments),
            // Built from `&'static str` pieces and `$n` alone: see `Build`.
            Text::Built(text) => sqlx::query_with(AssertSqlSafe(text).into_sql_str(), arguments),
        })
    }

    /// Every row of the answer. For answers that a page or a chunk of an export can hold.
    pub async fn all(self, store: &Store) -> Result<Vec<Row>> {
        self.at_most(store, usize::MAX).await
    }

    /// The first row, if there is one.
    pub async fn one(self, store: &Store) -> Result<Option<Row>> {
        Ok(self.at_most(store, 1).await?.into_iter().next())
    }

    async fn at_most(self, store: &Store, most: usize) -> Result<Vec<Row>> {
        match store.reads() {
            Reads::Sqlite(readers) => readers.rows(self.text.as_str(), &self.values, most).await,
            Reads::Postgres(pool) if most == 1 => {
                let row = pool.fetch_optional(self.ready()?).await?;
                Ok(row.iter().map(Row::from_any).collect::<sqlx::Result<_>>()?)
            }
            Reads::Postgres(pool) => rows(pool.fetch_all(self.ready()?).await?),
        }
    }

    /// Every row, as the open transaction sees it.
    pub async fn all_in(self, write: &mut Write) -> Result<Vec<Row>> {
        rows(write.connection().fetch_all(self.ready()?).await?)
    }

    /// The first row, as the open transaction sees it.
    pub async fn one_in(self, write: &mut Write) -> Result<Option<Row>> {
        let row = write.connection().fetch_optional(self.ready()?).await?;
        Ok(row.as_ref().map(Row::from_any).transpose()?)
    }

    /// Runs the statement in the transaction; how many rows it touched.
    pub async fn run(self, write: &mut Write) -> Result<u64> {
        Ok(write.connection().execute(self.ready()?).await?.rows_affected())
    }
}

fn rows(rows: Vec<AnyRow>) -> Result<Vec<Row>> {
    Ok(rows.iter().map(Row::from_any).collect::<sqlx::Result<_>>()?)
}

/// On SQLite the index numbers its documents backwards: see [`search::turned`].
const TURNED_ID: &str = "144115188075855872 - sw.rowid";

/// A statement whose filters depend on what the reader asked for.
///
/// Its text grows from pieces that stood in the source when the program was built; values become `$n`.
///
/// ```
/// let mut query = store::Build::new("SELECT number FROM approvals a WHERE 1 = 1");
/// query.and("a.unit = ").arg("A001").push(" ORDER BY a.sort DESC LIMIT ").arg(21);
/// assert_eq!(query.as_str(), "SELECT number FROM approvals a WHERE 1 = 1 AND a.unit = $1 ORDER BY a.sort DESC LIMIT $2");
/// ```
#[derive(Clone, Debug)]
pub struct Build {
    text: String,
    values: Vec<Value>,
    sort: &'static str,
    /// The same order as a column that counts the other way, where the index of words leads.
    turned: Option<&'static str>,
    /// The bytes of the text before its FROM.
    columns: usize,
}

impl Build {
    /// Starts with fixed text.
    pub fn new(text: &'static str) -> Self {
        Build { text: text.to_owned(), values: Vec::new(), sort: "sort", turned: None, columns: text.len() }
    }

    /// A list over one table, narrowed to the records whose words match `search`, if it is given.
    ///
    /// `columns` is the SELECT with its columns, `table` the table with its alias, `sort` its column of
    /// [`sort_id`](crate::sort_id). With a search the index leads, newest first, and stops after the page; the
    /// table is looked up row by row. `Ok(None)`: the search holds no word, so nothing can match.
    pub fn list(
        store: &Store,
        columns: &'static str,
        table: &'static str,
        sort: &'static str,
        search: Option<(Kind, &str)>,
    ) -> Option<Self> {
        let mut build = Build { sort, ..Build::new(columns) };
        let Some((kind, words)) = search.filter(|(_, words)| !words.trim().is_empty()) else {
            build.push(" FROM ").push(table).push(" WHERE 1 = 1");
            return Some(build);
        };
        let question = search::question(store.engine(), words, Some(kind))?;
        let (join, id) = match store.engine() {
            Engine::Sqlite => (" CROSS JOIN ", TURNED_ID),
            Engine::Postgres => (" JOIN ", "sw.id"),
        };
        build
            .push(" FROM search_words sw")
            .push(join)
            .push(table)
            .push(" ON ")
            .push(sort)
            .push(" = ")
            .push(id);
        build.push(" WHERE ").matching(store, question);
        Some(build)
    }

    /// Adds the condition on the index of words, whose order then leads.
    pub(crate) fn matching(&mut self, store: &Store, question: String) -> &mut Self {
        match store.engine() {
            Engine::Sqlite => {
                self.turned = Some("sw.rowid");
                self.push("sw.words MATCH ").arg(question)
            }
            Engine::Postgres => {
                self.sort = "sw.id";
                self.push("sw.words @@ CAST(").arg(question).push(" AS tsquery)")
            }
        }
    }

    /// The same rows, each as one constant, to be counted.
    pub(crate) fn counted(&self) -> Build {
        let mut counted = Build::new("SELECT 1");
        counted.text.push_str(&self.text[self.columns..]);
        counted.values.clone_from(&self.values);
        counted
    }

    /// Adds fixed text.
    pub fn push(&mut self, text: &'static str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    /// Adds ` AND ` and fixed text.
    pub fn and(&mut self, text: &'static str) -> &mut Self {
        self.text.push_str(" AND ");
        self.text.push_str(text);
        self
    }

    /// Adds a value as the next `$n`.
    pub fn arg(&mut self, value: impl Into<Value>) -> &mut Self {
        use std::fmt::Write as _;
        self.values.push(value.into());
        let _ = write!(self.text, "${}", self.values.len());
        self
    }

    /// Only what comes after this place, when the newest stands first.
    pub fn older_than(&mut self, sort: i64) -> &mut Self {
        match self.turned {
            Some(turned) => self.and(turned).push(" > ").arg(search::turned(sort)),
            None => self.and(self.sort).push(" < ").arg(sort),
        }
    }

    /// Only what comes before this place, when the newest stands first.
    pub fn newer_than(&mut self, sort: i64) -> &mut Self {
        match self.turned {
            Some(turned) => self.and(turned).push(" < ").arg(search::turned(sort)),
            None => self.and(self.sort).push(" > ").arg(sort),
        }
    }

    /// Orders by the list's own order, newest or oldest first.
    pub(crate) fn ordered(&mut self, newest: bool) -> &mut Self {
        let (column, descends) = match self.turned {
            Some(turned) => (turned, !newest),
            None => (self.sort, newest),
        };
        self.push(" ORDER BY ").push(column).push(if descends { " DESC" } else { "" })
    }

    /// The column that the list's own order goes by.
    pub(crate) fn sort(&self) -> &'static str {
        self.sort
    }

    /// The text so far.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The statement, ready to run.
    pub fn sql(self) -> Sql {
        Sql { text: Text::Built(self.text), values: self.values }
    }

    /// Every row of the answer.
    pub async fn all(self, store: &Store) -> Result<Vec<Row>> {
        self.sql().all(store).await
    }

    /// The first row, if there is one.
    pub async fn one(self, store: &Store) -> Result<Option<Row>> {
        self.sql().one(store).await
    }
}
