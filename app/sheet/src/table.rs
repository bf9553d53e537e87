//! Which known table a file is: told from its header, whatever the order of its columns.

use record::{Problem, code};
use unicode_normalization::UnicodeNormalization;

/// A table that a slice knows how to read.
///
/// ```
/// use sheet::table::{Table, optional, required};
/// const AGENCIES: Table = Table {
///     name: "agencies",
///     columns: &[required("机关编号", "id"), required("机关名称", "name"), optional("文号简称", "short_name")],
/// };
/// let header = ["机关名称".to_owned(), "机关编号".to_owned()];
/// let columns = AGENCIES.columns_of(&header).unwrap();
/// assert_eq!((columns.index("id"), columns.index("short_name")), (Some(1), None));
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Its name in messages and in code, such as `approvals`.
    pub name: &'static str,
    /// Its columns.
    pub columns: &'static [Column],
}

/// A column of a known table.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name in the header of a file.
    pub header: &'static str,
    /// Other names under which departments send it.
    pub also: &'static [&'static str],
    /// Its name in code and open data, such as `decided_on`.
    pub name: &'static str,
    /// Whether a file without it is refused.
    pub required: bool,
}

/// A column without which a file is not this table.
pub const fn required(header: &'static str, name: &'static str) -> Column {
    Column { header, also: &[], name, required: true }
}

/// A column that may be missing.
pub const fn optional(header: &'static str, name: &'static str) -> Column {
    Column { header, also: &[], name, required: false }
}

impl Column {
    /// The same column, known under these headers too.
    pub const fn or(mut self, also: &'static [&'static str]) -> Column {
        self.also = also;
        self
    }

    fn is(&self, normal: &str) -> bool {
        normalize(self.header) == normal || self.also.iter().any(|also| normalize(also) == normal)
    }
}

/// Where the columns of a known table stand in one file.
#[derive(Debug, Clone)]
pub struct Columns {
    table: Table,
    /// For each column of the table, its place in the file.
    places: Vec<Option<usize>>,
    /// The header as the file has it.
    header: Vec<String>,
    /// Columns that are ignored: unknown ones and those without a name.
    notices: Vec<Problem>,
}

impl Table {
    /// Where the columns of this table stand under `header`, or every column that is missing or stands there twice.
    pub fn columns_of(&self, header: &[String]) -> Result<Columns, Vec<Problem>> {
        let normal: Vec<String> = header.iter().map(|name| normalize(name)).collect();
        let mut problems = Vec::new();
        let mut known = vec![false; header.len()];
        let mut places = Vec::with_capacity(self.columns.len());
        for column in self.columns {
            let found: Vec<usize> = (0..normal.len()).filter(|&index| column.is(&normal[index])).collect();
            for &index in &found {
                known[index] = true;
            }
            if found.len() > 1 {
                problems.push(Problem::error(code::COLUMN_DUPLICATE).in_column(column.header));
            }
            if found.is_empty() && column.required {
                problems.push(
                    Problem::error(code::COLUMN_MISSING).in_column(column.header).with("table", self.name),
                );
            }
            places.push(found.first().copied());
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut notices = Vec::new();
        for (index, name) in header.iter().enumerate().filter(|(index, _)| !known[*index]) {
            if normal[index].is_empty() {
                if !notices.iter().any(|notice: &Problem| notice.code == code::COLUMN_EMPTY_NAME) {
                    notices.push(Problem::warning(code::COLUMN_EMPTY_NAME));
                }
            } else {
                notices.push(Problem::warning(code::COLUMN_UNKNOWN).in_column(shown(name)));
            }
        }
        Ok(Columns { table: *self, places, header: header.to_vec(), notices })
    }

    /// How many columns of the table the header has, and how many required ones it lacks.
    fn likeness(&self, normal: &[String]) -> (usize, usize) {
        let (mut found, mut missing) = (0, 0);
        for column in self.columns {
            let is_there = normal.iter().any(|name| column.is(name));
            found += usize::from(is_there);
            missing += usize::from(!is_there && column.required);
        }
        (found, missing)
    }
}

impl Columns {
    /// Finds the table that `header` belongs to: of those that lack nothing, the one that knows most of its columns; of
    /// equals, the first in the list. Where none fits, the faults name the nearest table and what it lacks.
    pub fn match_header(tables: &[Table], header: &[String]) -> Result<Columns, Vec<Problem>> {
        match nearest(tables, header) {
            Some(table) => table.columns_of(header),
            None => Err(vec![Problem::error(code::TABLE_UNKNOWN)]),
        }
    }

    /// The table that was found.
    pub fn table(&self) -> &'static str {
        self.table.name
    }

    /// Warnings about the header: `COLUMN_UNKNOWN` and `COLUMN_EMPTY_NAME`.
    pub fn notices(&self) -> &[Problem] {
        &self.notices
    }

    /// The place of a column in the file, by our name; `None` where the file does not have it.
    pub fn index(&self, name: &str) -> Option<usize> {
        self.find(name, &mut 0).and_then(|(_, place)| place)
    }

    /// Whether the file has this column.
    pub fn has(&self, name: &str) -> bool {
        self.index(name).is_some()
    }

    /// The header of a column by our name: as the file has it, or as the table says where the file lacks it.
    pub fn header_of<'s>(&'s self, name: &'s str) -> &'s str {
        match self.find(name, &mut 0) {
            Some((_, Some(place))) => &self.header[place],
            Some((column, None)) => column.header,
            None => name,
        }
    }

    /// Looks for a column from `hint` on, because columns are mostly asked for in the order of the table.
    pub(crate) fn find(&self, name: &str, hint: &mut usize) -> Option<(&'static Column, Option<usize>)> {
        let columns = self.table.columns;
        let found = (0..columns.len())
            .map(|step| (*hint + step) % columns.len())
            .find(|&index| columns[index].name == name);
        debug_assert!(found.is_some(), "table {} has no column {name}", self.table.name);
        let index = found?;
        *hint = index + 1;
        Some((&columns[index], self.places[index]))
    }
}

/// The table nearest to a header: nothing missing first, then most columns known.
fn nearest<'t>(tables: &'t [Table], header: &[String]) -> Option<&'t Table> {
    let normal: Vec<String> = header.iter().map(|name| normalize(name)).collect();
    let mut best: Option<(&Table, (bool, i64))> = None;
    for table in tables {
        let (found, missing) = table.likeness(&normal);
        let score = (missing == 0, i64::try_from(found).unwrap_or(0) - i64::try_from(missing).unwrap_or(0));
        if found > 0 && best.is_none_or(|(_, other)| score > other) {
            best = Some((table, score));
        }
    }
    best.map(|(table, _)| table)
}

/// Whether a header lacks nothing of one of the tables.
pub(crate) fn fits(tables: &[Table], header: &[String]) -> bool {
    nearest(tables, header).is_some_and(|table| table.columns_of(header).is_ok())
}

/// Full-width brackets and spaces around or within a name make no difference.
fn normalize(name: &str) -> String {
    name.nfkc().filter(|c| !c.is_whitespace() && !matches!(c, '\u{feff}' | '\u{200b}' | '*')).collect()
}

/// A header's name for a message: it comes from outside, so it is kept short.
fn shown(name: &str) -> String {
    name.trim().chars().filter(|c| !c.is_control()).take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::Code;

    const LICENCES: Table = Table {
        name: "licences",
        columns: &[
            required("行政相对人名称", "holder"),
            required("许可机关", "authority"),
            required("许可决定日期", "decided_on"),
            optional("备注", "remark"),
        ],
    };
    const PENALTIES: Table = Table {
        name: "penalties",
        columns: &[
            required("行政相对人名称", "holder"),
            required("处罚机关", "authority"),
            optional("罚款金额(万元)", "fine").or(&["罚款金额_万元"]),
        ],
    };
    const TABLES: [Table; 2] = [LICENCES, PENALTIES];

    fn header(names: &[&str]) -> Vec<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    fn check(names: &[&str], expected: Result<&str, &[(Code, &str)]>) -> Option<Columns> {
        let found = Columns::match_header(&TABLES, &header(names));
        let told = found.as_ref().map(Columns::table).map_err(|problems| {
            problems.iter().map(|it| (it.code, it.column.clone().unwrap_or_default())).collect::<Vec<_>>()
        });
        let expected = expected
            .map_err(|list| list.iter().map(|(code, column)| (*code, (*column).to_owned())).collect());
        assert_eq!(told, expected, "{names:?}");
        found.ok()
    }

    #[test]
    fn a_header_finds_its_table_in_any_order() {
        let columns = check(&["备注", "许可决定日期", "许可机关", "行政相对人名称"], Ok("licences")).unwrap();
        assert_eq!(columns.index("holder"), Some(3));
        assert_eq!(columns.header_of("decided_on"), "许可决定日期");
        check(&["行政相对人名称", "处罚机关"], Ok("penalties"));
    }

    #[test]
    fn brackets_spaces_and_other_names_make_no_difference() {
        let columns = check(&["行政相对人名称 ", "处罚机关", "罚款金额（万元）"], Ok("penalties")).unwrap();
        assert_eq!(columns.index("fine"), Some(2));
        let columns = check(&["行政相对人名称", "处罚机关", "罚款金额_万元"], Ok("penalties")).unwrap();
        assert_eq!(columns.index("fine"), Some(2));
    }

    #[test]
    fn the_nearest_table_says_what_is_missing() {
        check(
            &["行政相对人名称", "备注"],
            Err(&[(code::COLUMN_MISSING, "许可机关"), (code::COLUMN_MISSING, "许可决定日期")]),
        );
        check(&["姓名", "年龄"], Err(&[(code::TABLE_UNKNOWN, "")]));
    }

    #[test]
    fn a_column_that_stands_twice_is_refused() {
        check(&["行政相对人名称", "处罚机关", "处罚机关"], Err(&[(code::COLUMN_DUPLICATE, "处罚机关")]));
    }

    #[test]
    fn unknown_and_unnamed_columns_are_told_once_and_ignored() {
        let columns = check(&["行政相对人名称", "", "联系电话", "处罚机关", ""], Ok("penalties")).unwrap();
        let told: Vec<_> = columns.notices().iter().map(|it| (it.code, it.column.as_deref())).collect();
        assert_eq!(told, [(code::COLUMN_EMPTY_NAME, None), (code::COLUMN_UNKNOWN, Some("联系电话"))]);
    }
}
