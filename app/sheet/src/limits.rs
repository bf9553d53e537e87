//! How much of a file is believed: every reader of this crate stays within these numbers, whatever the file says.

/// Upper bounds for one file. The defaults are those the documentation names.
///
/// ```
/// let limits = sheet::Limits { cell_chars: 200, ..sheet::Limits::default() };
/// assert_eq!(limits.json_depth, 64);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Characters in one cell; a row with a longer one is refused.
    pub cell_chars: usize,
    /// Columns of a table; a wider header is refused.
    pub columns: usize,
    /// Bytes of a workbook as it lies on the disk.
    pub workbook_bytes: u64,
    /// Bytes of all parts of a workbook together, unpacked.
    pub workbook_unpacked_bytes: u64,
    /// Bytes of a workbook's shared texts, unpacked: the one part that is held in memory.
    pub workbook_texts_bytes: u64,
    /// How many times its own size a packed file may unpack to; smaller results than [`Limits::RATIO_FLOOR`] are not asked.
    pub ratio: u64,
    /// Bytes of one item of a JSON file: one release, one record, one line.
    pub json_item_bytes: usize,
    /// Nesting of brackets in a JSON file.
    pub json_depth: usize,
}

impl Limits {
    /// A packed file that unpacks to less than this many bytes is harmless at any ratio.
    pub const RATIO_FLOOR: u64 = 4 << 20;
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            cell_chars: 4_000,
            columns: 1_000,
            workbook_bytes: 64 << 20,
            workbook_unpacked_bytes: 512 << 20,
            workbook_texts_bytes: 96 << 20,
            ratio: 200,
            json_item_bytes: 16 << 20,
            json_depth: 64,
        }
    }
}
