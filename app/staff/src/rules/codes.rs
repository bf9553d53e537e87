//! Codes that people copy: recovery codes, and the one-time code that opens a new account. Crockford's base 32, so that no
//! letter is taken for another.

/// Crockford's letters: no I, L, O, U.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// How many recovery codes somebody gets.
pub const RECOVERY_CODES: usize = 10;

/// A recovery code from 10 random bytes: 80 bits, `4 x 4` letters.
///
/// Enough because it is one of ten, works once, and stands behind the password and the limits of tries.
pub fn recovery(entropy: &[u8; 10]) -> String {
    written(entropy)
}

/// The code that opens a new account, from 20 random bytes: 160 bits, so that its plain hash may be kept (ASVS 6.5.2).
pub fn invitation(entropy: &[u8; 20]) -> String {
    written(entropy)
}

fn written(bytes: &[u8]) -> String {
    let mut code = String::new();
    for (index, letter) in letters(bytes, LETTERS).enumerate() {
        if index > 0 && index % 4 == 0 {
            code.push('-');
        }
        code.push(letter);
    }
    code
}

/// Five bits a letter, the first bit first. Every code here is a whole number of letters.
pub(super) fn letters<'a>(bytes: &'a [u8], alphabet: &'a [u8; 32]) -> impl Iterator<Item = char> + 'a {
    let bit = |at: usize| bytes[at / 8] >> (7 - at % 8) & 1;
    (0..bytes.len() * 8 / 5).map(move |letter| {
        let number = (0..5).fold(0, |number, step| number << 1 | bit(letter * 5 + step));
        char::from(alphabet[usize::from(number)])
    })
}

/// What was typed, in the form in which codes are compared: no spaces, no hyphens, one case, look-alikes as one letter.
///
/// ```
/// use staff::rules::codes::plain;
/// assert_eq!(plain(" abcd-Oil1 "), "ABCD0111");
/// ```
pub fn plain(typed: &str) -> String {
    typed
        .chars()
        .filter(|letter| letter.is_ascii_alphanumeric())
        .map(|letter| match letter.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            letter => letter,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_written_in_groups_of_four() {
        assert_eq!(recovery(&[0; 10]), "0000-0000-0000-0000");
        assert_eq!(recovery(&[255; 10]), "ZZZZ-ZZZZ-ZZZZ-ZZZZ");
        // 00001 00010 00011 00100 00101 …: the letters 1 2 3 4 5 6 7 8, twice.
        let counting = [0x08, 0x86, 0x42, 0x98, 0xe8, 0x08, 0x86, 0x42, 0x98, 0xe8];
        assert_eq!(recovery(&counting), "1234-5678-1234-5678");
        assert_eq!(invitation(&[0; 20]).len(), 39);
        assert_eq!(plain(&recovery(&counting)).len(), 16);
    }
}
