//! In which letters a file is written: told from its bytes, because departments never say it.

use encoding_rs::{Decoder, DecoderResult, GB18030, UTF_16BE, UTF_16LE};
use std::io::{self, Read};

/// How the characters of a file stand in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    Utf8,
    /// GB18030, of which GBK and GB 2312 are parts.
    Gb18030,
    Utf16Le,
    Utf16Be,
}

/// What the first bytes of a file tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Guess {
    pub(crate) encoding: Encoding,
    /// Bytes of the byte order mark, to be skipped.
    pub(crate) mark: usize,
    /// Whether a character beyond ASCII has been seen; without one UTF-8 and GB18030 look the same.
    pub(crate) sure: bool,
}

/// The encoding of a file that begins with `head`; `None` where the bytes are no text.
pub(crate) fn guess(head: &[u8]) -> Option<Guess> {
    let known = |encoding, mark| Some(Guess { encoding, mark, sure: true });
    match head {
        [0xEF, 0xBB, 0xBF, ..] => return known(Encoding::Utf8, 3),
        [0x84, 0x31, 0x95, 0x33, ..] => return known(Encoding::Gb18030, 4),
        [0xFF, 0xFE, rest @ ..] if !rest.starts_with(&[0, 0]) => return known(Encoding::Utf16Le, 2),
        [0xFE, 0xFF, ..] => return known(Encoding::Utf16Be, 2),
        _ => {}
    }
    if let Some(encoding) = utf16_without_mark(head) {
        return known(encoding, 0);
    }
    if is_binary(head) {
        return None;
    }
    vote(head)
}

/// UTF-16 of Chinese and ASCII together has zero bytes on one side of its pairs and none on the other.
fn utf16_without_mark(head: &[u8]) -> Option<Encoding> {
    let (mut even, mut odd) = (0usize, 0usize);
    for pair in head.chunks_exact(2) {
        even += usize::from(pair[0] == 0);
        odd += usize::from(pair[1] == 0);
    }
    let many = |zeros: usize| zeros >= 4 && zeros * 20 >= head.len() / 2;
    match (even, odd) {
        (0, odd) if many(odd) => Some(Encoding::Utf16Le),
        (even, 0) if many(even) => Some(Encoding::Utf16Be),
        _ => None,
    }
}

/// A text may hold a stray control character, which is a fault of its row; a file full of them is no text.
fn is_binary(head: &[u8]) -> bool {
    let controls = head
        .iter()
        .filter(|&&byte| byte == 0x7F || (byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x1B)))
        .count();
    controls >= 8 && controls * 50 > head.len()
}

/// Each line beyond ASCII votes: one line in another encoding must not turn the whole file into nonsense.
fn vote(head: &[u8]) -> Option<Guess> {
    let (mut utf8, mut gb18030, mut neither) = (0u32, 0u32, 0u32);
    let mut first = None;
    let lines = head.split(|&byte| byte == b'\n');
    // The last line may be cut in the middle of a character, unless it is the only one.
    let count = lines.clone().count();
    for (index, line) in lines.enumerate() {
        if line.is_ascii() {
            continue;
        }
        let cut = index + 1 == count;
        match std::str::from_utf8(line) {
            Ok(_) => utf8 += 1,
            Err(error) if cut && error.error_len().is_none() => utf8 += 1,
            Err(_) if is_gb18030(line, cut) => gb18030 += 1,
            Err(_) if cut && count > 1 => {}
            Err(_) => neither += 1,
        }
        if first.is_none() && utf8 + gb18030 > 0 {
            first = Some(if utf8 > 0 { Encoding::Utf8 } else { Encoding::Gb18030 });
        }
    }
    let sure = utf8 + gb18030 + neither > 0;
    if neither > utf8 + gb18030 {
        return None;
    }
    // On a tie the first of them decides, which is the header: without it nothing can be read.
    let is_gb18030 = gb18030 > utf8 || gb18030 == utf8 && first == Some(Encoding::Gb18030);
    let encoding = if is_gb18030 { Encoding::Gb18030 } else { Encoding::Utf8 };
    Some(Guess { encoding, mark: 0, sure })
}

fn is_gb18030(line: &[u8], cut: bool) -> bool {
    if GB18030.decode_without_bom_handling_and_without_replacement(line).is_some() {
        return true;
    }
    let keep = line.len().saturating_sub(3);
    cut && (keep..line.len())
        .any(|end| GB18030.decode_without_bom_handling_and_without_replacement(&line[..end]).is_some())
}

/// Adds the GB18030 text of `bytes` to `text`; `false` where they are none.
pub(crate) fn push_gb18030(bytes: &[u8], text: &mut String) -> bool {
    if bytes.is_ascii() {
        // Four-byte characters hold ASCII digits, but every character begins above ASCII.
        text.push_str(std::str::from_utf8(bytes).expect("ASCII is UTF-8"));
        return true;
    }
    let mut decoder = GB18030.new_decoder_without_bom_handling();
    let Some(room) = decoder.max_utf8_buffer_length_without_replacement(bytes.len()) else { return false };
    text.reserve(room);
    let (result, _) = decoder.decode_to_string_without_replacement(bytes, text, true);
    result == DecoderResult::InputEmpty
}

/// Whether a row of a GB18030 file is really written in UTF-8. Two or three characters can look so by chance, four
/// in a row of nothing else do not.
pub(crate) fn is_utf8_in_disguise(bytes: &[u8]) -> bool {
    !bytes.is_ascii()
        && std::str::from_utf8(bytes)
            .is_ok_and(|text| text.chars().filter(|c| c.len_utf8() >= 3).count() >= 4)
}

/// Turns a stream into UTF-8. Where the bytes are no text it writes `0xFF`, which no UTF-8 holds, so that the reader
/// behind it finds the very line that is broken.
pub(crate) struct Converted<R> {
    inner: R,
    decoder: Decoder,
    input: Box<[u8]>,
    from: usize,
    to: usize,
    output: Box<[u8]>,
    ready: std::ops::Range<usize>,
    at_end: bool,
    finished: bool,
}

impl<R: Read> Converted<R> {
    pub(crate) fn new(inner: R, encoding: Encoding) -> Converted<R> {
        let decoder = match encoding {
            Encoding::Utf16Le => UTF_16LE.new_decoder_without_bom_handling(),
            Encoding::Utf16Be => UTF_16BE.new_decoder_without_bom_handling(),
            Encoding::Gb18030 => GB18030.new_decoder_without_bom_handling(),
            Encoding::Utf8 => encoding_rs::UTF_8.new_decoder_without_bom_handling(),
        };
        Converted {
            inner,
            decoder,
            input: vec![0; 32 << 10].into(),
            from: 0,
            to: 0,
            output: vec![0; 64 << 10].into(),
            ready: 0..0,
            at_end: false,
            finished: false,
        }
    }

    fn convert(&mut self) -> io::Result<()> {
        while self.ready.is_empty() && !self.finished {
            if self.from == self.to && !self.at_end {
                (self.from, self.to) = (0, read_some(&mut self.inner, &mut self.input)?);
                self.at_end = self.to == 0;
            }
            let room = self.output.len() - 1;
            let (result, read, written) = self.decoder.decode_to_utf8_without_replacement(
                &self.input[self.from..self.to],
                &mut self.output[..room],
                self.at_end,
            );
            self.from += read;
            self.ready = 0..written;
            if let DecoderResult::Malformed(..) = result {
                self.output[written] = 0xFF;
                self.ready.end += 1;
            }
            self.finished = self.at_end && result == DecoderResult::InputEmpty;
        }
        Ok(())
    }
}

impl<R: Read> Read for Converted<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.convert()?;
        let count = out.len().min(self.ready.len());
        out[..count].copy_from_slice(&self.output[self.ready.start..self.ready.start + count]);
        self.ready.start += count;
        Ok(count)
    }
}

/// One read that is not disturbed by signals.
pub(crate) fn read_some(reader: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    loop {
        match reader.read(buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            result => return result,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(head: &[u8], expected: Option<(Encoding, usize, bool)>) {
        let expected = expected.map(|(encoding, mark, sure)| Guess { encoding, mark, sure });
        assert_eq!(guess(head), expected, "{head:?}");
    }

    #[test]
    fn the_encoding_is_told_from_the_bytes() {
        let gb = |text: &str| GB18030.encode(text).0.into_owned();
        let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        check(b"name,day\nA,2025-01-01\n", Some((Encoding::Utf8, 0, false)));
        check("名称,日期\n".as_bytes(), Some((Encoding::Utf8, 0, true)));
        check("\u{feff}名称".as_bytes(), Some((Encoding::Utf8, 3, true)));
        check(&gb("名称,日期\n秦皇岛\n"), Some((Encoding::Gb18030, 0, true)));
        check(&gb("䶮𠮷,日期"), Some((Encoding::Gb18030, 0, true)));
        check(&utf16("名称,日期,是,否,空\n"), Some((Encoding::Utf16Le, 0, true)));
        check(b"\xFF\xFEA\0", Some((Encoding::Utf16Le, 2, true)));
        check(b"\xFE\xFF\0A", Some((Encoding::Utf16Be, 2, true)));
        check(&[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 200, 201], None);
        check(b"\xFF\xFF\xFF\xFF", None);
        // Cut in the middle of a character.
        let text = gb("名称,日期\n秦皇岛");
        check(&text[..text.len() - 1], Some((Encoding::Gb18030, 0, true)));
        check(&"名称,日期\n秦皇岛".as_bytes()[..20], Some((Encoding::Utf8, 0, true)));
        check(&"名称".as_bytes()[..5], Some((Encoding::Utf8, 0, true)));
    }

    #[test]
    fn one_line_in_another_encoding_does_not_sway_the_file() {
        let mut file = "名称,日期\n秦皇岛一,2025\n秦皇岛二,2025\n".as_bytes().to_vec();
        file.extend(GB18030.encode("秦皇岛三,2025\n").0.iter());
        check(&file, Some((Encoding::Utf8, 0, true)));
    }

    #[test]
    fn a_broken_pair_of_utf16_leaves_a_mark_that_is_no_text() {
        let bytes: Vec<u8> = [0x41u16, 0xD800, 0x42, 0xDC00].into_iter().flat_map(u16::to_le_bytes).collect();
        let mut out = Vec::new();
        Converted::new(&bytes[..], Encoding::Utf16Le).read_to_end(&mut out).unwrap();
        assert_eq!(out, b"A\xFFB\xFF");
        // An odd number of bytes was cut.
        let mut out = Vec::new();
        Converted::new(&b"A\0B"[..], Encoding::Utf16Le).read_to_end(&mut out).unwrap();
        assert_eq!(out, b"A\xFF");
    }
}
