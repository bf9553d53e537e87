//! Looks into a workbook before it is unpacked: a small file must not fill the memory of a server.

use crate::limits::Limits;
use memchr::memmem;
use record::{Problem, code};
use std::io::{self, Read, Seek, SeekFrom};
use zip::ZipArchive;

/// More parts than any workbook has.
const MAX_PARTS: usize = 10_000;
/// Longer than any word that is looked for, with the number behind it.
const OVERLAP_BYTES: usize = 256;

/// Refuses an archive that is no workbook, or that unpacks to more than is allowed. What the directory says is tried
/// first and costs nothing; then the parts that will be read are unpacked and counted, because a directory can lie.
pub(crate) fn check(reader: &mut (impl Read + Seek), limits: &Limits) -> Result<(), Problem> {
    let size = reader.seek(SeekFrom::End(0)).map_err(|_| damaged())?;
    reader.seek(SeekFrom::Start(0)).map_err(|_| damaged())?;
    if size > limits.workbook_bytes {
        return Err(too_large(limits.workbook_bytes));
    }
    let mut archive = ZipArchive::new(io::BufReader::new(reader)).map_err(|_| damaged())?;
    if archive.len() > MAX_PARTS {
        return Err(Problem::error(code::ARCHIVE_RATIO));
    }
    check_kind(&archive)?;
    let parts = declared(&mut archive)?;
    let total = parts.iter().fold(0u64, |sum, part| sum.saturating_add(part.size));
    if total > Limits::RATIO_FLOOR && total > size.saturating_mul(limits.ratio) {
        return Err(Problem::error(code::ARCHIVE_RATIO));
    }
    if total > limits.workbook_unpacked_bytes {
        return Err(too_large(limits.workbook_unpacked_bytes));
    }
    for part in parts.iter().filter(|part| part.name.ends_with(".xml") || part.name.ends_with(".rels")) {
        unpack(&mut archive, part, limits)?;
    }
    Ok(())
}

struct Part {
    index: usize,
    name: String,
    /// Unpacked bytes, as the directory says.
    size: u64,
}

fn declared<R: Read + Seek>(archive: &mut ZipArchive<R>) -> Result<Vec<Part>, Problem> {
    (0..archive.len())
        .map(|index| {
            let file = archive.by_index_raw(index).map_err(|_| damaged())?;
            let name = file.name().map_err(|_| damaged())?.to_ascii_lowercase();
            Ok(Part { index, name, size: file.size() })
        })
        .collect()
}

/// Other office files are ZIP archives too.
fn check_kind<R: Read + Seek>(archive: &ZipArchive<R>) -> Result<(), Problem> {
    const OTHERS: [(&str, &str); 5] = [
        ("xl/workbook.bin", "XLSB"),
        ("word/document.xml", "DOCX"),
        ("ppt/presentation.xml", "PPTX"),
        ("content.xml", "ODS/ODT"),
        ("", "ZIP"),
    ];
    let has = |name: &str| archive.file_names().any(|it| it.is_ok_and(|it| it.eq_ignore_ascii_case(name)));
    if archive.file_names().flatten().any(|name| name.to_ascii_lowercase().ends_with("workbook.xml")) {
        return Ok(());
    }
    let kind = OTHERS.iter().find(|(name, _)| name.is_empty() || has(name)).map_or("ZIP", |(_, kind)| kind);
    Err(Problem::error(code::FILE_TYPE).with("found", kind))
}

/// Unpacks one part into nothing, counting.
fn unpack<R: Read + Seek>(archive: &mut ZipArchive<R>, part: &Part, limits: &Limits) -> Result<(), Problem> {
    // The shared texts are the one part that is held in memory as a whole.
    let is_texts = part.name.ends_with("sharedstrings.xml");
    if is_texts && part.size > limits.workbook_texts_bytes {
        return Err(too_large(limits.workbook_texts_bytes));
    }
    let file = archive.by_index(part.index).map_err(|_| damaged())?;
    let mut file = file.take(part.size.saturating_add(1));
    // The end of the last chunk stands before the next one, so that no word is cut.
    let mut chunk = vec![0; OVERLAP_BYTES + (64 << 10)];
    let (mut unpacked, mut kept) = (0u64, 0);
    loop {
        let count = match file.read(&mut chunk[kept..]) {
            Ok(0) => break,
            Ok(count) => count,
            Err(_) => return Err(damaged()),
        };
        let seen = &chunk[..kept + count];
        // Only old attacks declare a document type in a workbook.
        if memmem::find(seen, b"<!DOCTYPE").is_some() || is_texts && boasts(seen, part.size) {
            return Err(damaged());
        }
        unpacked += count as u64;
        let tail = (kept + count).saturating_sub(OVERLAP_BYTES)..kept + count;
        kept = tail.len();
        chunk.copy_within(tail, 0);
    }
    if unpacked > part.size { Err(Problem::error(code::ARCHIVE_RATIO)) } else { Ok(()) }
}

/// Whether the shared texts announce more of themselves than they have bytes: a reader that made room for them all
/// would ask for more memory than there is.
fn boasts(texts: &[u8], size: u64) -> bool {
    memmem::find_iter(texts, b"uniqueCount").any(|at| {
        let behind = texts[at..].iter().skip("uniqueCount".len());
        let digits = behind
            .skip_while(|byte| b" \t\r\n='\"+0".contains(byte))
            .take_while(|byte| byte.is_ascii_digit());
        let announced =
            digits.fold(0u64, |sum, byte| sum.saturating_mul(10).saturating_add(u64::from(byte - b'0')));
        announced > size
    })
}

fn too_large(limit: u64) -> Problem {
    Problem::error(code::FILE_TOO_LARGE).with("limit", format!("{} MB", limit >> 20))
}

pub(crate) fn damaged() -> Problem {
    Problem::error(code::FILE_UNREADABLE)
}
