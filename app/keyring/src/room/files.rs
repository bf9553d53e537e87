//! The files of a case, opened on the device part by part and offered to be saved. Never more of one is in memory than a part; what has
//! been opened lies with the browser until the page is left.

use seal::{FileName, FileNote, Object, Opening, Secret};

use super::open::{Fault, Room};
use crate::parcel::SealedFile;

/// A file of a case as the room offers it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Offer {
    pub(super) number: u32,
    /// What the reporter's device took it for, and how long it was.
    pub(super) kind: String,
    pub(super) size: String,
    /// For the team.
    pub(super) team: Option<SealedFile>,
    /// Whether what tells of its maker was taken out of the team's.
    pub(super) is_cleaned: bool,
    /// As it was, under the identity's key.
    pub(super) original: Option<SealedFile>,
    /// Whether the identity is open here.
    pub(super) is_named: bool,
}

/// What there is, in the order of the numbers.
pub(super) fn offers(room: &Room) -> Vec<Offer> {
    let mut numbers: Vec<u32> = room.parcel.files.iter().map(|file| file.number).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let offer = |number: u32| {
        let of = |object: Object| {
            room.parcel.files.iter().find(|file| file.number == number && file.object == object).cloned()
        };
        let note = room.notes.iter().find(|note| note.number == number).cloned().unwrap_or_default();
        Offer {
            number,
            size: size(note.bytes),
            kind: note.kind,
            team: of(Object::Attachment),
            is_cleaned: note.stripped,
            original: of(Object::Original),
            is_named: room.identity.is_some(),
        }
    };
    numbers.into_iter().map(offer).collect()
}

/// Opens a file and offers it to be saved. `told` hears how many in a hundred are done. Gives back its name.
pub(super) async fn save(
    room: &Room,
    file: &SealedFile,
    case: &str,
    told: &impl Fn(u64),
) -> Result<String, Fault> {
    let (key, name) = match file.object {
        Object::Original => {
            let (key, identity) = room.identity.as_ref().ok_or(Fault::Refused(403))?;
            (key.clone(), own_name(&identity.files, file.number))
        }
        _ => (room.first()?.clone(), None),
    };
    let name = name.unwrap_or_else(|| neutral_name(&room.notes, case, file.number));
    let lock = &room.parcel.lock;
    let context = lock.place(lock.epoch).of(file.object, file.number);
    let path = format!("{}/files/{}", room.address(), file.upload);
    let (pieces, length) = opened(file, Opening::new(context, Secret::clone(&key)), &path, told).await?;
    pieces.save(length, &name).ok_or(Fault::Unable)?;
    Ok(name)
}

async fn opened(
    file: &SealedFile,
    mut opening: Opening,
    path: &str,
    told: &impl Fn(u64),
) -> Result<(device::Pieces, u64), Fault> {
    let pieces = device::Pieces::new();
    let mut done = 0;
    for part in 0_u32.. {
        let answer = device::get(&format!("{path}/{part}")).await?;
        if !answer.is_good() || answer.body.is_empty() {
            return Err(Fault::Refused(answer.status));
        }
        done += answer.body.len() as u64;
        pieces.add(&opening.take(&answer.body)?);
        told(done * 100 / file.bytes.max(1));
        // A touch on the page is answered within the time of one part.
        device::pause(0).await;
        if done >= file.bytes {
            break;
        }
    }
    let (rest, length) = opening.finish()?;
    pieces.add(&rest);
    Ok((pieces, length))
}

/// A name that tells nothing: the case, the number, and an ending by which a program knows what it is.
fn neutral_name(notes: &[FileNote], case: &str, number: u32) -> String {
    let kind = notes.iter().find(|note| note.number == number).map_or("", |note| note.kind.as_str());
    let ending = match kind {
        "jpeg" => "jpg",
        "png" | "webp" | "gif" | "heic" | "pdf" | "zip" => kind,
        "text" => "txt",
        _ => "bin",
    };
    format!("{case}-{number}.{ending}")
}

/// The name the reporter's device knew it by, without what could make it look like another: no paths, no signs that turn the direction of
/// writing.
fn own_name(names: &[FileName], number: u32) -> Option<String> {
    let turns = |letter: char| matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let is_plain = |letter: &char| !letter.is_control() && !turns(*letter) && !matches!(letter, '/' | '\\');
    let name: String = names.iter().find(|it| it.number == number)?.name.chars().filter(is_plain).collect();
    (!name.trim_matches(['.', ' ']).is_empty()).then_some(name)
}

/// A length as people say it.
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} KB", bytes.div_ceil(1_000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_what_it_looks_like() {
        let named = |name: &str| own_name(&[FileName { number: 1, name: name.to_owned() }], 1);
        assert_eq!(named("照片.jpg").as_deref(), Some("照片.jpg"));
        assert_eq!(named("../../etc/passwd").as_deref(), Some("....etcpasswd"));
        assert_eq!(named("photo\u{202e}gpj.exe").as_deref(), Some("photogpj.exe"));
        assert_eq!(named("\n.. "), None);
        assert_eq!(own_name(&[], 1), None);
    }

    #[test]
    fn the_teams_copy_has_a_name_that_tells_nothing() {
        let notes = [FileNote { number: 2, kind: "jpeg".to_owned(), ..FileNote::default() }];
        assert_eq!(neutral_name(&notes, "20261123-ABCDEFGH", 2), "20261123-ABCDEFGH-2.jpg");
        assert_eq!(neutral_name(&notes, "20261123-ABCDEFGH", 3), "20261123-ABCDEFGH-3.bin");
    }

    #[test]
    fn lengths_are_said_as_people_say_them() {
        for (bytes, said) in [(0, "0 B"), (999, "999 B"), (1_001, "2 KB"), (2_340_000, "2.3 MB")] {
            assert_eq!(size(bytes), said);
        }
    }
}
