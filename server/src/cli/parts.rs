//! `sunhall officer part` and `join`: a recovery key among people of whom none, and no two, can use it (A. Shamir, *How to share a secret*,
//! CACM 22, 1979). A part is one line that can be copied by hand: whoever mistypes it is told, before anything is joined.

use super::officer::read;
use crate::log_key;
use blahaj::{Share, Sharks};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// The first word of a part.
const VERSION: &str = "sunhall-part-1";
/// More people than this are no board.
const MOST: u8 = 20;

/// Parts a key's file among `of` people, any `needs` of whom bring it back: writes a file beside it for each. Gives back what to do next.
pub(super) fn part(file: &Path, of: u8, needs: u8) -> Result<String, String> {
    if !(2..=of).contains(&needs) || of > MOST {
        return Err(format!(
            "{needs} of {of} is not possible: at least two people are needed, of at most {MOST}. Give other numbers"
        ));
    }
    let secret = Zeroizing::new(read(file)?);
    let key = mark(secret.as_bytes(), 8);
    for (number, share) in (1..=of).zip(Sharks(needs).dealer(secret.as_bytes())) {
        let share = Zeroizing::new(hex::encode(&*Zeroizing::new(Vec::from(&share))));
        let line = Zeroizing::new(format!("{VERSION} {key} {needs} {}", share.as_str()));
        let text = Zeroizing::new(format!(
            "# Part {number} of {of} of the key {key}. Any {needs} of them bring it back with `sunhall officer join`; fewer tell nothing of it.\n\
             {} {}\n",
            line.as_str(),
            mark(line.as_bytes(), 4)
        ));
        let place = beside(file, number);
        log_key::create(&place, &text)
            .map_err(|error| format!("{} cannot be written: {error}. Move it away first", place.display()))?;
    }
    Ok(format!(
        "{of} parts lie beside {}. Give each to another person, join {needs} of them once to see that it works, and destroy the key",
        file.display()
    ))
}

/// Brings a key back from its parts, into a file that must not exist.
pub(super) fn join(file: &Path, parts: &[PathBuf]) -> Result<String, String> {
    let mut read_so_far = BTreeMap::new();
    let mut first: Option<(String, u8)> = None;
    for place in parts {
        let text = Zeroizing::new(read(place)?);
        let part = parsed(&text).ok_or_else(|| {
            format!(
                "{} is no part of a key, or a letter of it is wrong: compare it with the original",
                place.display()
            )
        })?;
        let of = (part.key, part.needs);
        if *first.get_or_insert_with(|| of.clone()) != of {
            return Err(format!(
                "{} is a part of another key than {}: leave one of them out",
                place.display(),
                parts[0].display()
            ));
        }
        // The same part twice is one.
        read_so_far.insert(part.share[0], part.share);
    }
    let (key, needs) = first.ok_or("Give the files of the parts")?;
    if read_so_far.len() < usize::from(needs) {
        return Err(format!(
            "{} different parts are not enough: {needs} are needed. Add others",
            read_so_far.len()
        ));
    }
    let wrong = || "These parts do not make the key that they name: one of them was made up".to_owned();
    let shares = read_so_far.values().map(|share| Share::try_from(share.as_slice()));
    let shares: Vec<Share> = shares.collect::<Result<_, _>>().map_err(|_| wrong())?;
    let secret = Zeroizing::new(Sharks(needs).recover(&shares).map_err(|_| wrong())?);
    if mark(&secret, 8) != key {
        return Err(wrong());
    }
    let text = std::str::from_utf8(&secret).map_err(|_| wrong())?;
    let cannot =
        |error: io::Error| format!("{} cannot be written: {error}. Give another file", file.display());
    log_key::create(file, text).map_err(cannot)?;
    Ok(format!("The key is in {}. Destroy it again when it has done its work", file.display()))
}

/// A part as it was read.
struct Part {
    key: String,
    needs: u8,
    /// Its number, and what belongs to it.
    share: Zeroizing<Vec<u8>>,
}

fn parsed(text: &str) -> Option<Part> {
    let line = text.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('#'))?;
    let (line, check) = line.rsplit_once(' ')?;
    let mut words = line.split(' ');
    let (version, key, needs, share) = (words.next()?, words.next()?, words.next()?, words.next()?);
    let share = Zeroizing::new(hex::decode(share).ok()?);
    let is_whole = version == VERSION && words.next().is_none() && check == mark(line.as_bytes(), 4);
    let needs = needs.parse().ok().filter(|needs| (2..=MOST).contains(needs))?;
    (is_whole && share.len() > 1).then(|| Part { key: key.to_owned(), needs, share })
}

/// The first bytes of a SHA-256 in hexadecimal digits. Of a key it tells nothing: a key is drawn from 256 bits.
fn mark(of: &[u8], bytes: usize) -> String {
    hex::encode(&Sha256::digest(of)[..bytes])
}

fn beside(file: &Path, number: u8) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(format!(".part-{number}"));
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use seal::StaffKey;
    use std::fs;

    /// A key in a folder of its own, parted three of five.
    fn parted(entropy: u8) -> (tempfile::TempDir, String, Vec<PathBuf>) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("board");
        let text = StaffKey::from_entropy(&[entropy; 64]).text().to_string();
        fs::write(&file, &text).unwrap();
        part(&file, 5, 3).unwrap();
        (folder, text, (1..=5).map(|number| beside(&file, number)).collect())
    }

    fn joined(folder: &Path, parts: &[&PathBuf]) -> Result<String, String> {
        let file = folder.join("again");
        let _ = fs::remove_file(&file);
        let parts: Vec<PathBuf> = parts.iter().map(|part| (*part).clone()).collect();
        join(&file, &parts)?;
        Ok(fs::read_to_string(&file).unwrap())
    }

    #[test]
    fn any_three_of_five_bring_the_key_back_and_no_two_do() {
        for entropy in 0..10 {
            let (folder, text, parts) = parted(entropy);
            let (mut threes, mut twos) = (0, 0);
            for a in 0..5 {
                for b in 0..5 {
                    let two = joined(folder.path(), &[&parts[a], &parts[b]]);
                    assert!(two.unwrap_err().contains("not enough"), "{a} {b}");
                    twos += 1;
                    for c in b + 1..5 {
                        if a < b {
                            assert_eq!(
                                joined(folder.path(), &[&parts[c], &parts[a], &parts[b]]).unwrap(),
                                text
                            );
                            threes += 1;
                        }
                    }
                }
            }
            assert_eq!((threes, twos), (10, 25));
            assert_eq!(joined(folder.path(), &parts.iter().collect::<Vec<_>>()).unwrap(), text);
        }
    }

    #[test]
    fn two_parts_of_a_key_fit_every_key_as_well() {
        // Whatever the first byte was, there is a third part with which these two give it.
        let shares: Vec<Vec<u8>> = Sharks(3).dealer(&[7]).take(2).map(|share| Vec::from(&share)).collect();
        let mut found = std::collections::BTreeSet::new();
        for third in 0..=255_u8 {
            let all = [shares[0].clone(), shares[1].clone(), vec![9, third]];
            let all: Vec<Share> = all.iter().map(|it| Share::try_from(it.as_slice()).unwrap()).collect();
            found.insert(Sharks(3).recover(&all).unwrap());
        }
        assert_eq!(found.len(), 256);
    }

    #[test]
    fn what_was_mistyped_mixed_or_made_up_is_told_before_anything_is_written() {
        let (folder, _, parts) = parted(1);
        let (other, _, others) = parted(2);
        let mixed = joined(folder.path(), &[&parts[0], &parts[1], &others[2]]).unwrap_err();
        assert!(mixed.contains("another key"), "{mixed}");
        let text = fs::read_to_string(&parts[2]).unwrap();
        let place = text.rfind(' ').unwrap() - 3;
        let letter = if &text[place..=place] == "0" { "1" } else { "0" };
        fs::write(&parts[2], format!("{}{letter}{}", &text[..place], &text[place + 1..])).unwrap();
        let wrong = joined(folder.path(), &[&parts[0], &parts[1], &parts[2]]).unwrap_err();
        assert!(wrong.contains("a letter of it is wrong"), "{wrong}");
        // A part with a check of its own that no dealer has given out.
        let line = text.lines().nth(1).unwrap().rsplit_once(' ').unwrap().0;
        let made_up = format!("{}00", &line[..line.len() - 2]);
        fs::write(&parts[2], format!("{made_up} {}\n", mark(made_up.as_bytes(), 4))).unwrap();
        let made_up = joined(folder.path(), &[&parts[0], &parts[1], &parts[2]]);
        assert!(made_up.is_err() || line.ends_with("00"));
        assert!(!folder.path().join("again").exists());
        for (of, needs) in [(5, 1), (3, 4), (21, 3), (0, 0)] {
            assert!(part(&others[0], of, needs).is_err(), "{needs} of {of}");
        }
        assert!(part(&other.path().join("board"), 5, 3).unwrap_err().contains("Move it away first"));
    }
}
