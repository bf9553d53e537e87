//! What somebody typed, from the stream to the page or into the seal. It is wiped from memory where it is no longer needed;
//! growing does not leave half of it behind.

use std::ops::{Deref, DerefMut};

use axum::extract::multipart::Field;
use zeroize::{Zeroize, Zeroizing};

use crate::rules::receive::{Draft, TEXT_BYTES};

/// More than this is not even read: the form is then told to be shorter, and shows what was kept.
const READ_AT_MOST: usize = TEXT_BYTES * 2;

/// A form's text, wiped when it is dropped.
#[derive(Default)]
pub(crate) struct Words(Draft);

impl From<Draft> for Words {
    fn from(draft: Draft) -> Self {
        Self(draft)
    }
}

impl Deref for Words {
    type Target = Draft;

    fn deref(&self) -> &Draft {
        &self.0
    }
}

impl DerefMut for Words {
    fn deref_mut(&mut self) -> &mut Draft {
        &mut self.0
    }
}

impl Words {
    /// Where the text of a control of the page belongs.
    pub(crate) fn of_control(&mut self, control: &str) -> Option<&mut String> {
        let draft = &mut self.0;
        Some(match control {
            "division" => &mut draft.division,
            "receiver" => &mut draft.receiver,
            "unit" => &mut draft.unit,
            "person" => &mut draft.person,
            "post" => &mut draft.post,
            "what" => &mut draft.what,
            "when" => &mut draft.when,
            "place" => &mut draft.place,
            "evidence" => &mut draft.evidence,
            "name" => &mut draft.name,
            "id_number" => &mut draft.id_number,
            "phone" => &mut draft.phone,
            "address" => &mut draft.address,
            "came" => &mut draft.came,
            _ => return None,
        })
    }
}

impl Drop for Words {
    fn drop(&mut self) {
        let draft = &mut self.0;
        for text in [
            &mut draft.unit,
            &mut draft.person,
            &mut draft.post,
            &mut draft.what,
            &mut draft.when,
            &mut draft.place,
            &mut draft.evidence,
            &mut draft.name,
            &mut draft.id_number,
            &mut draft.phone,
            &mut draft.address,
        ] {
            text.zeroize();
        }
    }
}

/// Reads one text of a form, at most as much as is left of what a form may hold.
pub(crate) async fn text(
    field: &mut Field<'_>,
    left: &mut usize,
) -> Result<Zeroizing<String>, axum::extract::multipart::MultipartError> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(256));
    while let Some(piece) = field.chunk().await? {
        let take = piece.len().min(*left);
        grow(&mut bytes, &piece[..take]);
        *left -= take;
    }
    // Browsers send line ends as CRLF; a character may have been cut where the text was.
    let text = Zeroizing::new(String::from_utf8_lossy(&bytes).into_owned());
    Ok(Zeroizing::new(text.replace("\r\n", "\n")))
}

/// How much text a form may bring before the rest is passed over.
pub(crate) const fn room() -> usize {
    READ_AT_MOST
}

/// Appends, and wipes the smaller buffer when a larger one takes its place.
pub(super) fn grow(bytes: &mut Zeroizing<Vec<u8>>, more: &[u8]) {
    let needed = bytes.len() + more.len();
    if needed > bytes.capacity() {
        let mut larger = Zeroizing::new(Vec::with_capacity(needed.max(bytes.capacity() * 2)));
        larger.extend_from_slice(bytes);
        *bytes = larger;
    }
    bytes.extend_from_slice(more);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_control_of_the_page_has_its_place() {
        let mut words = Words::default();
        for control in [
            "division",
            "receiver",
            "unit",
            "person",
            "post",
            "what",
            "when",
            "place",
            "evidence",
            "name",
            "id_number",
            "phone",
            "address",
            "came",
        ] {
            control.clone_into(words.of_control(control).unwrap());
        }
        assert_eq!((words.unit.as_str(), words.place.as_str()), ("unit", "place"));
        assert!(words.of_control("token").is_none());
    }

    #[test]
    fn growing_keeps_what_was_there() {
        let mut bytes = Zeroizing::new(Vec::with_capacity(1));
        for piece in [&b"ab"[..], b"", b"cde", b"f"] {
            grow(&mut bytes, piece);
        }
        assert_eq!(bytes.as_slice(), b"abcdef");
    }
}
