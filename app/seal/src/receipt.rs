//! The receipt: what a citizen writes down, and all that is needed to read the answer.
//!
//! 26 characters carry 130 bits, 2 more make a misread character visible. They are the code words of length 28 of a Reed–Solomon
//! code over the field of 32 elements, in which a character is an element: the sum of all 28 elements is zero, and so is their sum
//! after the element at place `i` was multiplied by `a^i`, where `a` is a generator, of order 31. Why two wrong characters are
//! always noticed: if the two differ from the right ones by `e` and `f` (not zero) at the places `i < j`, the first sum becomes
//! `e + f`, which is zero only for `e = f`; then the second becomes `e (a^i + a^j)`, which is not zero, because `a^i = a^j` would
//! need 31 to divide `j - i`. One wrong character is the case `f = 0`: the first sum is `e`. Exchanged neighbours are two wrong
//! characters.

use std::fmt;

use record::text::narrow;
use zeroize::Zeroize;

/// Crockford's base 32: without I, L, O and U, which are misread or misheard. <https://www.crockford.com/base32.html>
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// The characters that carry the secret: 26 times 5 bits.
const SECRET: usize = 26;
/// All characters, the two of the check among them.
const LENGTH: usize = SECRET + 2;
/// Characters in a group, for the eye and the ear.
const GROUP: usize = 4;

/// A receipt of 130 bits. It is shown to the citizen before anything is sent, and never leaves the browser that made it.
///
/// It has no `Debug` that shows it, and is forgotten when it goes out of scope.
///
/// ```
/// use seal::Receipt;
///
/// let receipt = Receipt::from_entropy(&[7; 17]);
/// let written = receipt.to_string();
/// assert_eq!((written.len(), written.matches('-').count()), (34, 6));
/// // As somebody types it: small letters, no groups.
/// let typed = written.to_lowercase().replace('-', "");
/// assert!(Receipt::parse(&typed).is_ok_and(|parsed| parsed == receipt));
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Receipt([u8; SECRET]);

/// Why a text is no receipt. None of them says anything of what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReceiptFault {
    /// There are more or fewer than 28 characters; here are how many.
    Length(usize),
    /// A character stands in it that no receipt has, such as a U or a Chinese one.
    Character,
    /// A character was misread or two were exchanged.
    Check,
}

impl ReceiptFault {
    /// The key of its sentence.
    pub fn key(self) -> &'static str {
        match self {
            Self::Length(_) => "seal-receipt-length",
            Self::Character => "seal-receipt-character",
            Self::Check => "seal-receipt-check",
        }
    }
}

impl Receipt {
    /// A receipt from 17 random bytes; the last 6 bits are not used.
    pub fn from_entropy(entropy: &[u8; 17]) -> Self {
        let mut secret = [0; SECRET];
        for (place, letter) in secret.iter_mut().enumerate() {
            let bit = place * 5;
            let two = u16::from(entropy[bit / 8]) << 8 | u16::from(*entropy.get(bit / 8 + 1).unwrap_or(&0));
            *letter = (two >> (11 - bit % 8) & 31) as u8;
        }
        Self(secret)
    }

    /// Reads what somebody wrote down: in any case, grouped or not, with O for 0 and I or L for 1, in full width too.
    ///
    /// # Errors
    /// [`ReceiptFault`], also for every single wrong character and every two.
    pub fn parse(text: &str) -> Result<Self, ReceiptFault> {
        let mut letters = [0; LENGTH];
        let mut count = 0;
        let written = text.chars().map(narrow).filter(|letter| !is_between(*letter));
        for letter in written {
            let element = element(letter).ok_or(ReceiptFault::Character)?;
            if let Some(place) = letters.get_mut(count) {
                *place = element;
            }
            count += 1;
        }
        if count != LENGTH {
            return Err(ReceiptFault::Length(count));
        }
        if sums(&letters) != (0, 0) {
            return Err(ReceiptFault::Check);
        }
        let mut secret = [0; SECRET];
        secret.copy_from_slice(&letters[..SECRET]);
        letters.zeroize();
        Ok(Self(secret))
    }

    /// The 130 bits, a character a byte: what the keys are made of.
    pub(crate) fn secret(&self) -> &[u8; SECRET] {
        &self.0
    }

    /// All characters as elements of the field.
    fn letters(&self) -> [u8; LENGTH] {
        let mut letters = [0; LENGTH];
        letters[..SECRET].copy_from_slice(&self.0);
        // With x and y in the last two places: x + y = s and x a^26 + y a^27 = t, so y = (t + s a^26) / (a^26 + a^27).
        let (plain, weighted) = sums(&letters);
        let (x_weight, y_weight) = (power(SECRET), power(SECRET + 1));
        let last = times(weighted ^ times(plain, x_weight), inverse(x_weight ^ y_weight));
        letters[SECRET] = plain ^ last;
        letters[SECRET + 1] = last;
        letters
    }
}

impl fmt::Display for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, letter) in self.letters().into_iter().enumerate() {
            if place > 0 && place % GROUP == 0 {
                f.write_str("-")?;
            }
            write!(f, "{}", char::from(LETTERS[usize::from(letter)]))?;
        }
        Ok(())
    }
}

impl fmt::Debug for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Receipt(…)")
    }
}

impl Drop for Receipt {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

/// What people put between the groups.
fn is_between(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '-' | '–' | '—' | '.' | '·' | '_')
}

fn element(letter: char) -> Option<u8> {
    let letter = match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    LETTERS.iter().position(|known| char::from(*known) == letter).and_then(|place| u8::try_from(place).ok())
}

/// The two sums that are zero for a receipt.
fn sums(letters: &[u8; LENGTH]) -> (u8, u8) {
    let weighted =
        letters.iter().enumerate().fold(0, |sum, (place, letter)| sum ^ times(*letter, power(place)));
    (letters.iter().fold(0, |sum, letter| sum ^ letter), weighted)
}

/// A product in the field of 32 elements: polynomials over GF(2) modulo x^5 + x^2 + 1, which is primitive.
fn times(one: u8, other: u8) -> u8 {
    let product =
        (0..5).filter(|bit| other >> bit & 1 == 1).fold(0u16, |sum, bit| sum ^ u16::from(one) << bit);
    let reduced = (5..=8)
        .rev()
        .fold(product, |rest, bit| if rest >> bit & 1 == 1 { rest ^ 0b10_0101 << (bit - 5) } else { rest });
    (reduced & 31) as u8
}

/// A power of the generator x.
fn power(exponent: usize) -> u8 {
    (0..exponent).fold(1, |product, _| times(product, 2))
}

/// What times this element gives one: its 30th power, because the 31 elements that are not zero form a group.
fn inverse(element: u8) -> u8 {
    (0..30).fold(1, |product, _| times(product, element))
}

#[cfg(test)]
mod tests;
