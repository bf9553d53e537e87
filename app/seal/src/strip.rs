//! Taking out of a file what tells of its maker: where a photograph was taken, with which device, by whom it was edited.
//!
//! Everything is dropped but what is named as needed to show the picture, so that a kind of metadata nobody has heard of is dropped
//! too. The pixels are not touched. What cannot be taken out with certainty is said: a reporter must know before sending.

mod jpeg;
mod png;
mod webp;

/// What a file is, by its first bytes and never by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// A photograph.
    Jpeg,
    /// A picture, such as a screenshot.
    Png,
    /// A picture.
    Webp,
    /// A picture, maybe a moving one.
    Gif,
    /// A photograph as some telephones take them.
    Heic,
    /// A document.
    Pdf,
    /// A document of an office program, or any other archive.
    Zip,
    /// A document of an older office program.
    Office,
    /// Sound.
    Audio,
    /// A film.
    Video,
    /// Plain text.
    Text,
    /// Something else.
    Other,
}

impl FileKind {
    /// All of them, for the words.
    pub const ALL: [Self; 12] = [
        Self::Jpeg,
        Self::Png,
        Self::Webp,
        Self::Gif,
        Self::Heic,
        Self::Pdf,
        Self::Zip,
        Self::Office,
        Self::Audio,
        Self::Video,
        Self::Text,
        Self::Other,
    ];

    /// Its name in a report.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Jpeg => "jpeg",
            Self::Png => "png",
            Self::Webp => "webp",
            Self::Gif => "gif",
            Self::Heic => "heic",
            Self::Pdf => "pdf",
            Self::Zip => "zip",
            Self::Office => "office",
            Self::Audio => "audio",
            Self::Video => "video",
            Self::Text => "text",
            Self::Other => "other",
        }
    }

    /// Whether [`strip`] knows this kind well enough.
    pub const fn can_be_stripped(self) -> bool {
        matches!(self, Self::Jpeg | Self::Png | Self::Webp | Self::Text)
    }

    /// The kind of a file that begins like this. 4 KiB of it are enough.
    pub fn of(start: &[u8]) -> Self {
        let brand = start.get(8..12).unwrap_or_default();
        match start {
            [0xff, 0xd8, 0xff, ..] => Self::Jpeg,
            [0x89, b'P', b'N', b'G', ..] => Self::Png,
            [b'R', b'I', b'F', b'F', ..] if brand == b"WEBP" => Self::Webp,
            [b'R', b'I', b'F', b'F', ..] if brand == b"WAVE" => Self::Audio,
            [b'R', b'I', b'F', b'F', ..] if brand == b"AVI " => Self::Video,
            [b'G', b'I', b'F', b'8', ..] => Self::Gif,
            [b'%', b'P', b'D', b'F', ..] => Self::Pdf,
            [b'P', b'K', 3, 4, ..] => Self::Zip,
            [0xd0, 0xcf, 0x11, 0xe0, ..] => Self::Office,
            [b'I', b'D', b'3', ..] | [0xff, 0xfb | 0xf3 | 0xf2 | 0xf1 | 0xf9, ..] => Self::Audio,
            [b'O', b'g', b'g', b'S', ..]
            | [b'f', b'L', b'a', b'C', ..]
            | [b'#', b'!', b'A', b'M', b'R', ..] => Self::Audio,
            [0x1a, 0x45, 0xdf, 0xa3, ..] => Self::Video,
            [_, _, _, _, b'f', b't', b'y', b'p', ..] => match brand {
                b"heic" | b"heix" | b"hevc" | b"mif1" | b"msf1" | b"avif" => Self::Heic,
                b"M4A " => Self::Audio,
                _ => Self::Video,
            },
            text if is_text(text) => Self::Text,
            _ => Self::Other,
        }
    }
}

/// A file without what tells of its maker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stripped {
    /// What it is.
    pub kind: FileKind,
    /// What is left.
    pub bytes: Vec<u8>,
}

/// What tells of this file's maker stays in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotStrippable(pub FileKind);

/// The file without what tells of its maker.
///
/// ```
/// use seal::{NotStrippable, strip, strip::FileKind};
///
/// assert_eq!(strip(b"%PDF-1.7").unwrap_err(), NotStrippable(FileKind::Pdf));
/// assert_eq!(strip("只有文字".as_bytes()).unwrap().bytes, "只有文字".as_bytes());
/// ```
///
/// # Errors
/// [`NotStrippable`] for a kind that is not known well enough, and for a picture that is damaged.
pub fn strip(file: &[u8]) -> Result<Stripped, NotStrippable> {
    let kind = FileKind::of(file);
    let bytes = match kind {
        FileKind::Jpeg => jpeg::stripped(file),
        FileKind::Png => png::stripped(file),
        FileKind::Webp => webp::stripped(file),
        FileKind::Text if is_text(file) => Some(file.to_vec()),
        _ => None,
    };
    bytes.map(|bytes| Stripped { kind, bytes }).ok_or(NotStrippable(kind))
}

/// UTF-8 without control characters; a character may be cut at the end of a beginning.
fn is_text(bytes: &[u8]) -> bool {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default()
        }
        Err(_) => return false,
    };
    !text.is_empty()
        && !text.chars().any(|letter| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t'))
}
