//! Files: what tells of their maker is taken out, what they show stays; and a long one is sealed in the memory of a short one.

use std::io::{self, Write};

use seal::{Context, FileKind, NotStrippable, Object, Role, Sealing, Secret, open, strip};

use super::given::{CASE, PORTAL};

/// Stands wherever a picture can say something about its maker.
const CANARY: &[u8] = b"CANARY of the telephone, the place and the name";

fn holds(file: &[u8], text: &[u8]) -> bool {
    file.windows(text.len()).any(|window| window == text)
}

fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
    [&[0xff, marker], length.as_slice(), content].concat()
}

/// EXIF with an orientation, and the canary behind it.
fn exif(way: u8, little: bool) -> Vec<u8> {
    let head: &[u8] = if little {
        &[b'I', b'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0]
    } else {
        &[b'M', b'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1]
    };
    let value: &[u8] = if little { &[way, 0, 0, 0] } else { &[0, way, 0, 0] };
    [b"Exif\0\0", head, value, &[0; 4], CANARY].concat()
}

const SCAN_DATA: &[u8] = &[1, 2, 0xff, 0, 3, 0xff, 0xd0, 4, 0xff, 0xff, 0xd7, 5];

fn jpeg(exif: Vec<u8>) -> Vec<u8> {
    let with = |start: &[u8]| [start, CANARY].concat();
    [
        vec![0xff, 0xd8],
        segment(0xe0, &[b"JFIF\0\x01\x02\x01\0\x48\0\x48\x01\x01".as_slice(), &CANARY[..3]].concat()),
        segment(0xe0, &with(b"JFXX\0\x10")),
        segment(0xe1, &exif),
        segment(0xe1, &with(b"http://ns.adobe.com/xap/1.0/\0")),
        segment(0xe2, &with(b"ICC_PROFILE\0\x01\x01")),
        segment(0xed, &with(b"Photoshop 3.0\08BIM")),
        segment(0xee, b"Adobe\0\x64\0\0\0\0\x01"),
        segment(0xfe, CANARY),
        segment(0xdb, &[7; 65]),
        segment(0xc2, &[8; 15]),
        vec![0xff],
        segment(0xc4, &[9; 20]),
        segment(0xda, &[1, 1, 0, 0, 63, 0]),
        SCAN_DATA.to_vec(),
        // A progressive picture has more tables and scans behind the first.
        segment(0xc4, &[10; 20]),
        segment(0xda, &[1, 1, 0, 1, 63, 0]),
        SCAN_DATA.to_vec(),
        vec![0xff, 0xd9],
        CANARY.to_vec(),
    ]
    .concat()
}

#[test]
fn a_photograph_keeps_its_picture_and_loses_its_maker() {
    let photograph = jpeg(exif(1, true));
    let stripped = strip(&photograph).unwrap();
    assert_eq!(stripped.kind, FileKind::Jpeg);
    let expected = [
        vec![0xff, 0xd8],
        segment(0xe0, b"JFIF\0\x01\x02\x01\0\x48\0\x48\0\0"),
        segment(0xee, b"Adobe\0\x64\0\0\0\0\x01"),
        segment(0xdb, &[7; 65]),
        segment(0xc2, &[8; 15]),
        segment(0xc4, &[9; 20]),
        segment(0xda, &[1, 1, 0, 0, 63, 0]),
        SCAN_DATA.to_vec(),
        segment(0xc4, &[10; 20]),
        segment(0xda, &[1, 1, 0, 1, 63, 0]),
        SCAN_DATA.to_vec(),
        vec![0xff, 0xd9],
    ]
    .concat();
    assert!(stripped.bytes == expected, "{:02x?}", stripped.bytes);
    assert_eq!(strip(&stripped.bytes).unwrap(), stripped, "a second time changes nothing");
}

#[test]
fn which_way_up_a_photograph_is_stays_known() {
    for (way, little) in [(6, true), (8, false), (3, true)] {
        let stripped = strip(&jpeg(exif(way, little))).unwrap();
        assert!(holds(&stripped.bytes, &[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, way]), "{way}");
        assert!(!holds(&stripped.bytes, &CANARY[..6]));
        assert_eq!(strip(&stripped.bytes).unwrap(), stripped);
    }
    for nonsense in [0, 1, 9, 255] {
        assert!(!holds(&strip(&jpeg(exif(nonsense, true))).unwrap().bytes, b"Exif"));
    }
}

fn chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    [&u32::try_from(content.len()).unwrap().to_be_bytes(), name.as_slice(), content, &[1, 2, 3, 4]].concat()
}

#[test]
fn a_screenshot_loses_its_texts_times_and_private_chunks() {
    let head = b"\x89PNG\r\n\x1a\n".to_vec();
    let (ihdr, idat, iend) = (chunk(b"IHDR", &[5; 13]), chunk(b"IDAT", &[6; 40]), chunk(b"IEND", b""));
    let told: Vec<u8> = [b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME", b"iCCP", b"caBX", b"prVt"]
        .into_iter()
        .flat_map(|name| chunk(name, CANARY))
        .collect();
    let file = [head.clone(), ihdr.clone(), told.clone(), idat.clone(), told, iend.clone(), CANARY.to_vec()]
        .concat();
    let stripped = strip(&file).unwrap();
    assert_eq!((stripped.kind, stripped.bytes), (FileKind::Png, [head, ihdr, idat, iend].concat()));
}

fn riff(chunks: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let body: Vec<u8> = chunks
        .iter()
        .flat_map(|(name, content)| {
            let length = u32::try_from(content.len()).unwrap().to_le_bytes();
            let even = vec![0; content.len() % 2];
            [name.as_slice(), &length, content, &even].concat()
        })
        .collect();
    [b"RIFF".as_slice(), &u32::try_from(body.len() + 4).unwrap().to_le_bytes(), b"WEBP", &body].concat()
}

#[test]
fn a_webp_loses_exif_xmp_and_colour_profile_and_no_longer_announces_them() {
    let frame = |told: bool| {
        let mut chunks = riff(&[(b"VP8 ", vec![3; 9])])[12..].to_vec();
        if told {
            chunks.extend_from_slice(&riff(&[(b"UNKN", CANARY.to_vec())])[12..]);
        }
        [vec![0; 16], chunks].concat()
    };
    let mut file = riff(&[
        (b"VP8X", vec![0x3e, 0, 0, 0, 1, 0, 0, 1, 0, 0]),
        (b"ICCP", CANARY.to_vec()),
        (b"ANMF", frame(true)),
        (b"EXIF", CANARY.to_vec()),
        (b"XMP ", CANARY.to_vec()),
    ]);
    file.extend_from_slice(CANARY);
    let stripped = strip(&file).unwrap();
    let expected = riff(&[(b"VP8X", vec![0x12, 0, 0, 0, 1, 0, 0, 1, 0, 0]), (b"ANMF", frame(false))]);
    assert_eq!((stripped.kind, stripped.bytes), (FileKind::Webp, expected));
}

#[test]
fn what_cannot_be_stripped_is_named() {
    let zip = b"PK\x03\x04 word/document.xml".as_slice();
    for (file, kind) in [
        (b"%PDF-1.7 /Author".as_slice(), FileKind::Pdf),
        (zip, FileKind::Zip),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileKind::Office),
        (b"\0\0\0\x18ftypheic", FileKind::Heic),
        (b"\0\0\0\x18ftypisom", FileKind::Video),
        (b"GIF89a", FileKind::Gif),
        (b"ID3\x04", FileKind::Audio),
        (b"RIFF\0\0\0\0WAVE", FileKind::Audio),
        (b"\x7fELF\0", FileKind::Other),
        (b"", FileKind::Other),
        // By its bytes, whatever its name says.
        (b"\xff\xd8\xff", FileKind::Jpeg),
        (b"\x89PNG\r\n\x1a\n", FileKind::Png),
    ] {
        assert_eq!(strip(file).unwrap_err(), NotStrippable(kind));
    }
    assert_eq!(strip("文字\n".as_bytes()).unwrap().kind, FileKind::Text);
}

/// Damaged files are refused or come out without the canary; nothing panics.
#[test]
fn a_damaged_picture_never_lets_anything_through() {
    let mut dice = fastrand::Rng::with_seed(17);
    let whole = [jpeg(exif(6, true)), riff(&[(b"VP8 ", vec![1; 30]), (b"EXIF", CANARY.to_vec())])];
    for file in &whole {
        for _ in 0..3_000 {
            let mut damaged = file.clone();
            damaged.truncate(dice.usize(1..=file.len()));
            let place = dice.usize(..damaged.len());
            damaged[place] = dice.u8(..);
            // What was changed into a part of the picture is a part of the picture: only whole pictures are looked into.
            let _ = strip(&damaged);
        }
        for cut in 4..file.len() - CANARY.len() {
            if let Ok(stripped) = strip(&file[..cut]) {
                assert!(!holds(&stripped.bytes, b"CANARY"), "cut at {cut}");
            }
        }
    }
}

/// What has not yet left the writer, at most.
struct Counting<'a> {
    written: &'a std::cell::Cell<u64>,
}

impl Write for Counting<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.written.set(self.written.get() + bytes.len() as u64);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_long_file_is_sealed_in_the_memory_of_two_chunks() {
    let written = std::cell::Cell::new(0);
    let key = Secret::from_bytes([1; 32]);
    let place = Context::of_case(PORTAL, CASE, 1, Object::Attachment, Role::Server);
    let mut sealing = Sealing::begin(&place, Counting { written: &written }, &[key.public()]).unwrap();
    let piece = vec![7; 100_000];
    for pieces in 1..=80 {
        sealing.write_all(&piece).unwrap();
        assert!(
            written.get() + 2 * 65_536 >= pieces * 100_000,
            "{pieces} pieces, {} bytes out",
            written.get()
        );
    }
    sealing.finish().unwrap();
    assert!(written.get() < 8_000_000 * 113 / 100, "padding costs less than 12 %: {}", written.get());
}

#[test]
fn a_stream_and_one_piece_open_alike_and_an_unfinished_one_not_at_all() {
    let key = Secret::from_bytes([1; 32]);
    let place = Context::of_case(PORTAL, CASE, 1, Object::Attachment, Role::Server);
    let file: Vec<u8> = (0..300_000u32).map(|byte| byte as u8).collect();
    let mut output = Vec::new();
    let mut sealing = Sealing::begin(&place, &mut output, &[key.public()]).unwrap();
    file.chunks(777).for_each(|piece| sealing.write_all(piece).unwrap());
    drop(sealing);
    assert!(open(&place, &output, &key).is_err());
    let sealed = seal::seal(&place, &file, &[key.public()]).unwrap();
    assert!(open(&place, sealed.bytes(), &key).unwrap().as_slice() == file);
}
