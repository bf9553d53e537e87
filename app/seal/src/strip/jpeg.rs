//! JPEG (ITU-T T.81). Kept are the tables, the frames, the scans, and of the application segments two: a bare JFIF header and
//! Adobe's, which says how colours are coded. EXIF with its thumbnail, XMP, IPTC, colour profiles, comments and all that stands behind
//! the end of the picture are dropped. Which way up the picture is, is written anew, or a document would lie on its side.

/// The start of the picture, and its end.
const START: [u8; 2] = [0xff, 0xd8];
const END: u8 = 0xd9;
/// A scan's compressed data follow its segment.
const SCAN: u8 = 0xda;

/// The picture without its metadata; nothing where it is damaged.
pub(super) fn stripped(file: &[u8]) -> Option<Vec<u8>> {
    let mut rest = file.strip_prefix(&START)?;
    let mut kept = START.to_vec();
    let mut turned = None;
    let mut has_scan = false;
    loop {
        // Any number of fill bytes may stand before a marker.
        let marker_at = rest.iter().position(|byte| *byte != 0xff)?;
        if marker_at == 0 {
            return None;
        }
        let marker = rest[marker_at];
        rest = &rest[marker_at + 1..];
        if marker == END {
            kept.extend_from_slice(&[0xff, END]);
            return has_scan.then_some(kept);
        }
        let length = usize::from(u16::from_be_bytes(rest.first_chunk::<2>().copied()?));
        let (segment, behind) = rest.split_at_checked(length)?;
        let content = segment.get(2..)?;
        rest = behind;
        match marker {
            // Application segments.
            0xe0 if content.starts_with(b"JFIF\0") => {
                // Version, units and density are kept, the thumbnail is not.
                let bare = content.get(..12)?;
                kept.extend_from_slice(&[0xff, 0xe0, 0, 16]);
                kept.extend_from_slice(bare);
                kept.extend_from_slice(&[0, 0]);
            }
            0xe1 if content.starts_with(b"Exif\0\0") && turned.is_none() => {
                turned = orientation(&content[6..]).filter(|way| (2..=8).contains(way));
                if let Some(way) = turned {
                    kept.extend_from_slice(&only_orientation(way));
                }
            }
            0xee if content.starts_with(b"Adobe") => push(&mut kept, marker, segment),
            0xe0..=0xef | 0xfe => {}
            SCAN => {
                has_scan = true;
                push(&mut kept, marker, segment);
                let end = compressed(rest)?;
                kept.extend_from_slice(&rest[..end]);
                rest = &rest[end..];
            }
            // Frames, tables, restart intervals.
            0xc0..=0xcf | 0xdb..=0xdf => push(&mut kept, marker, segment),
            _ => return None,
        }
    }
}

fn push(kept: &mut Vec<u8>, marker: u8, segment: &[u8]) {
    kept.extend_from_slice(&[0xff, marker]);
    kept.extend_from_slice(segment);
}

/// How far the compressed data go: up to a marker that is neither an escaped 0xff nor a restart.
fn compressed(data: &[u8]) -> Option<usize> {
    let inside = |next: u8| next == 0 || (0xd0..=0xd7).contains(&next);
    let mut place = 0;
    loop {
        place += data[place..].iter().position(|byte| *byte == 0xff)?;
        match *data.get(place + 1)? {
            next if inside(next) => place += 2,
            0xff => place += 1,
            _ => return Some(place),
        }
    }
}

/// Which way up, from EXIF's first directory (CIPA DC-008, tag 0x0112).
fn orientation(tiff: &[u8]) -> Option<u16> {
    let little = match tiff.first_chunk::<4>()? {
        [b'I', b'I', 42, 0] => true,
        [b'M', b'M', 0, 42] => false,
        _ => return None,
    };
    let short = |at: usize| -> Option<u16> {
        let two = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if little { u16::from_le_bytes(two) } else { u16::from_be_bytes(two) })
    };
    let long = |at: usize| -> Option<u32> {
        let four = tiff.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) })
    };
    let directory = usize::try_from(long(4)?).ok()?;
    let entries = usize::from(short(directory)?);
    (0..entries)
        .map(|entry| directory + 2 + entry * 12)
        .find(|at| short(*at) == Some(0x0112))
        .and_then(|at| short(at + 8))
}

/// A segment that says which way up, and nothing else.
fn only_orientation(way: u16) -> Vec<u8> {
    let mut segment = vec![0xff, 0xe1, 0, 34];
    segment.extend_from_slice(b"Exif\0\0MM\0\x2a\0\0\0\x08");
    // One entry: the tag, a short, one of it, its value, and no further directory.
    segment.extend_from_slice(&[0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1]);
    segment.extend_from_slice(&way.to_be_bytes());
    segment.extend_from_slice(&[0, 0, 0, 0, 0, 0]);
    segment
}
