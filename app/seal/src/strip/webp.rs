//! WebP (RFC 9649). Kept are the chunks of the picture; EXIF, XMP, colour profiles and unknown chunks are dropped, also inside the
//! frames of a moving picture, and the header no longer announces them.

/// Chunks that the picture is made of.
const KEPT: [&[u8; 4]; 6] = [b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"];
/// A frame begins with its place, size, duration and flags; chunks follow.
const FRAME_HEADER: usize = 16;
/// Of the flags of an extended file those that announce a colour profile, EXIF and XMP.
const ANNOUNCED: u8 = 0x20 | 0x08 | 0x04;

/// The picture without its metadata; nothing where it is damaged.
pub(super) fn stripped(file: &[u8]) -> Option<Vec<u8>> {
    let size = usize::try_from(u32::from_le_bytes(*file.get(4..)?.first_chunk::<4>()?)).ok()?;
    // What stands behind the announced size is no part of the picture.
    let chunks = file.get(12..size.checked_add(8)?)?;
    let kept = pictures(chunks)?;
    let announced = u32::try_from(kept.len() + 4).ok()?;
    Some([b"RIFF".as_slice(), &announced.to_le_bytes(), b"WEBP", &kept].concat())
}

fn pictures(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut kept = Vec::with_capacity(rest.len());
    while !rest.is_empty() {
        let (name, behind) = rest.split_first_chunk::<4>()?;
        let (length, behind) = behind.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
        let (content, behind) = behind.split_at_checked(length)?;
        // Chunks of an odd length are followed by a zero.
        rest = if length % 2 == 1 { behind.get(1..)? } else { behind };
        if !KEPT.contains(&name) {
            continue;
        }
        let content = match name {
            b"VP8X" => [&[content.first()? & !ANNOUNCED], content.get(1..)?].concat(),
            b"ANMF" => [content.get(..FRAME_HEADER)?, &pictures(&content[FRAME_HEADER..])?].concat(),
            _ => content.to_vec(),
        };
        kept.extend_from_slice(name);
        kept.extend_from_slice(&u32::try_from(content.len()).ok()?.to_le_bytes());
        kept.extend_from_slice(&content);
        if content.len() % 2 == 1 {
            kept.push(0);
        }
    }
    Some(kept)
}
