//! PNG (W3C Recommendation, third edition). Kept are the chunks without which the picture looks different: all texts, times, EXIF,
//! colour profiles, private chunks and all that stands behind the end are dropped.

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
const KEPT: [&[u8; 4]; 14] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"pHYs",
    b"acTL", b"fcTL", b"fdAT",
];

/// The picture without its metadata; nothing where it is damaged.
pub(super) fn stripped(file: &[u8]) -> Option<Vec<u8>> {
    let mut rest = file.strip_prefix(SIGNATURE)?;
    let mut kept = SIGNATURE.to_vec();
    loop {
        let length = usize::try_from(u32::from_be_bytes(*rest.first_chunk::<4>()?)).ok()?;
        // Length, name, content, checksum.
        let (chunk, behind) = rest.split_at_checked(length.checked_add(12)?)?;
        let name = chunk.get(4..8)?;
        if kept.len() == SIGNATURE.len() && name != b"IHDR" {
            return None;
        }
        if KEPT.iter().any(|known| *known == name) {
            kept.extend_from_slice(chunk);
        }
        if name == b"IEND" {
            return Some(kept);
        }
        rest = behind;
    }
}
