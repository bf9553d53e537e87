//! The name of every finding an import can make, in one list, so that a test can demand a sentence for each in both languages.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The name of a finding, such as `USCC_CHECK`: the same in faults, in `--json` output and in the sentences of both languages.
///
/// Codes are declared here and nowhere else; [`ALL`] lists them. Whether a finding refuses a row is the [`crate::Level`] of the
/// [`crate::Problem`] that carries it.
///
/// ```
/// use record::code;
/// assert_eq!(code::USCC_CHECK.key(), "fault-uscc-check");
/// assert_eq!(code::find("USCC_CHECK"), Some(code::USCC_CHECK));
/// assert_eq!(code::find("NO_SUCH_CODE"), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub &'static str);

impl Code {
    /// The name in capitals.
    pub const fn as_str(self) -> &'static str {
        self.0
    }

    /// The key of its sentence in the language files: `fault-` and the name in lower case with dashes.
    pub fn key(self) -> String {
        format!("fault-{}", self.0.to_ascii_lowercase().replace('_', "-"))
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Code, D::Error> {
        let name = String::deserialize(deserializer)?;
        find(&name).ok_or_else(|| serde::de::Error::custom(format!("{name} is not the name of a finding")))
    }
}

/// The code of this name, if it is one of [`ALL`].
pub fn find(name: &str) -> Option<Code> {
    ALL.iter().copied().find(|code| code.0 == name)
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        $($(#[$doc])* pub const $name: Code = Code(stringify!($name));)*

        /// Every code, in the order of this file.
        pub const ALL: &[Code] = &[$($name),*];
    };
}

codes! {
    // The file as a whole.
    /// A byte order mark was removed.
    BOM,
    /// The file is written in GB18030 and was converted.
    ENCODING_GB18030,
    /// The file is written in UTF-16 and was converted.
    ENCODING_UTF16,
    /// Bytes that are no text in the encoding of the file.
    ENCODING_INVALID,
    /// The columns are divided by something else than a comma, and were read so.
    DELIMITER,
    /// The file has no bytes.
    FILE_EMPTY,
    /// The file is not of a kind that is read here, such as an image.
    FILE_TYPE,
    /// The file is larger than the limit for its kind.
    FILE_TOO_LARGE,
    /// The file ends before it is complete, or cannot be read further.
    FILE_UNREADABLE,
    /// The packed file unpacks to far more than its size allows.
    ARCHIVE_RATIO,
    /// There is a header and nothing under it.
    NO_ROWS,
    /// The header fits no table that is known; the nearest one is named.
    TABLE_UNKNOWN,
    /// A newer file has already told about this record, so this older one does not undo it.
    FILE_OLDER,

    // Columns and rows.
    /// A column that must be there is missing.
    COLUMN_MISSING,
    /// A column that is not known: its cells are ignored and never published.
    COLUMN_UNKNOWN,
    /// A column without a name is ignored.
    COLUMN_EMPTY_NAME,
    /// Two columns have the same name.
    COLUMN_DUPLICATE,
    /// The row has more or fewer fields than the header.
    ROW_FIELDS,
    /// A quotation mark is never closed.
    CSV_QUOTE,
    /// A sheet of a workbook was not read: it is hidden, or another one was taken.
    SHEET_IGNORED,
    /// A cell of a workbook holds a formula, which is never computed here.
    XLSX_FORMULA,
    /// The same row stands twice in the file and is taken once.
    DUPLICATE_IDENTICAL,
    /// Two rows of the file say different things about the same record.
    DUPLICATE_CONFLICT,

    // One cell.
    /// A cell that must be filled is empty.
    VALUE_MISSING,
    /// The value is not one of the list for this column.
    VALUE_UNKNOWN,
    /// The value does not have the form this column asks for.
    VALUE_FORMAT,
    /// The number is outside what is possible.
    VALUE_RANGE,
    /// The row points to a record that is not in the register.
    REFERENCE_UNKNOWN,
    /// The cell is longer than 4,000 characters.
    CELL_TOO_LONG,
    /// A control character, such as NUL or an escape sequence.
    CHAR_CONTROL,
    /// A character that turns the direction of writing and so can disguise a text.
    CHAR_BIDI,
    /// An invisible character was removed.
    CHAR_INVISIBLE,
    /// Ideographic or non-breaking spaces at the ends were removed.
    CHAR_NORMALIZED,
    /// The replacement character: the text was already damaged where it came from.
    CHAR_REPLACEMENT,
    /// The text looks like a formula and is kept as plain text.
    FORMULA_TEXT,

    // Unified social credit codes.
    /// The check digit is wrong, or the number is a person's identity number.
    USCC_CHECK,
    /// A character that cannot stand in a credit code, such as I, O, S, V or Z.
    USCC_CHARSET,
    /// The code does not have 18 characters.
    USCC_LENGTH,
    /// Case, width or spaces were put right.
    USCC_NORMALIZED,
    /// A legal person must have a credit code.
    USCC_MISSING,
    /// A spreadsheet has turned the code into a rounded number.
    USCC_SCIENTIFIC,
    /// The registering authority is not in the published table.
    USCC_AUTHORITY_UNKNOWN,
    /// The class of organisation is not in the published table for this authority.
    USCC_CLASS_UNKNOWN,
    /// The organisation code inside does not satisfy its own check digit.
    USCC_ORGANISATION,
    /// The code belongs to another name in the register.
    USCC_NAME,

    // Dates.
    /// The day does not exist, such as 30 February.
    DATE_IMPOSSIBLE,
    /// The date was written in another form and was put right.
    DATE_NORMALIZED,
    /// The date is not written in a form that is read here.
    DATE_FORMAT,
    /// The number of days a spreadsheet counts, not a date.
    DATE_EXCEL_SERIAL,
    /// Day and month cannot be told apart.
    DATE_AMBIGUOUS,
    /// A date that must be there is missing.
    DATE_MISSING,
    /// The dates are not in the order in which they must have happened.
    DATE_ORDER,
    /// The day lies in the future.
    DATE_FUTURE,
    /// The day lies before 1949-10-01 or after 2099-12-31.
    DATE_RANGE,
    /// No end was given, which is kept as 2099-12-31.
    DATE_LONGTERM,

    // Money.
    /// The amount is not a number written in digits.
    AMOUNT_FORMAT,
    /// The amount is below zero.
    AMOUNT_NEGATIVE,
    /// Separators, unit or width were put right.
    AMOUNT_NORMALIZED,
    /// The amount is finer than the unit of this column is used for.
    AMOUNT_PRECISION,
    /// The amount is so large that it was perhaps given in yuan.
    AMOUNT_SUSPECT_UNIT,
    /// The amount is zero where it should not be.
    AMOUNT_ZERO,
    /// An amount that must be there is missing.
    AMOUNT_MISSING,

    // Personal information in free text.
    /// An identity number.
    PII_ID,
    /// A mobile telephone number.
    PII_PHONE,
    /// A bank card number.
    PII_BANKCARD,

    // Open contracting data.
    /// A member the standard requires is missing.
    OCDS_REQUIRED,
    /// A value is of another type than the standard says.
    OCDS_TYPE,
    /// A value is not in a closed list of the standard.
    OCDS_CODELIST,
    /// A time is without its date, hour or offset.
    OCDS_DATETIME,
    /// The same identifier stands for two different things.
    OCDS_DUPLICATE_ID,
    /// An identifier or address does not have the form the standard asks for.
    OCDS_FORMAT,
    /// A member that is not in the standard; it is kept as received.
    OCDS_UNKNOWN_FIELD,
    /// The document is no release, record or package.
    OCDS_KIND,
    /// A text or a list is empty where something must stand.
    OCDS_EMPTY,
    /// A list holds the same item twice.
    OCDS_UNIQUE,
    /// The ocid does not begin with a prefix as publishers are given.
    OCDS_PREFIX,
    /// A reference leads to no party of the release.
    OCDS_PARTY,
    /// A member the standard has given up.
    OCDS_DEPRECATED,
    /// The package uses an extension that is not checked here.
    OCDS_EXTENSION,
    /// Only what the publisher compiled came, without the releases behind it.
    OCDS_COMPILED,
    /// More findings than are listed.
    OCDS_MORE,

    // JSON.
    /// The text is not JSON, or ends too early.
    JSON_SYNTAX,
    /// The text is nested deeper than is read here.
    JSON_DEPTH,
    /// The same key stands twice in one object.
    JSON_DUPLICATE_KEY,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_named_once_and_found_by_its_name() {
        for (index, code) in ALL.iter().enumerate() {
            assert!(!ALL[index + 1..].contains(code), "{code} stands twice");
            assert_eq!(find(code.as_str()), Some(*code));
        }
    }
}
