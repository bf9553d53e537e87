//! The resident identity number 公民身份号码 of a natural person.

use crate::{Day, mask};

/// A resident identity number (GB 11643-1999): 18 characters with a possible date of birth and a right check digit.
///
/// It is never published (PIPL, art. 25): there is no `Display`, no serialising, and `Debug` prints the masked form. Numbers of
/// 15 digits are void since 2013 and refused. Residence permits for Hong Kong, Macao and Taiwan (81, 82, 83) follow the same rule.
///
/// ```
/// use record::{ResidentId, ResidentIdFault};
/// let id = ResidentId::parse("11010519491231002x").unwrap();
/// assert_eq!(id.masked(), "110***********002X");
/// assert_eq!(format!("{id:?}"), "110***********002X");
/// assert_eq!(ResidentId::parse("13030219900101001X"), Err(ResidentIdFault::Check));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResidentId([u8; 18]);

/// Why a text is not a [`ResidentId`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ResidentIdFault {
    /// It does not have 18 characters.
    Length,
    /// A character that is no digit, other than a last `X`.
    Charset,
    /// The date of birth does not exist or lies before 1800.
    Date,
    /// The check digit is wrong.
    Check,
}

impl std::fmt::Display for ResidentIdFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            ResidentIdFault::Length => "an identity number has 18 characters",
            ResidentIdFault::Charset => "an identity number has 17 digits and a digit or X",
            ResidentIdFault::Date => "the date of birth in the identity number does not exist",
            ResidentIdFault::Check => "the check digit of the identity number is wrong",
        })
    }
}

impl std::error::Error for ResidentIdFault {}

impl ResidentId {
    /// Reads 17 digits and a digit or X, small or capital, and checks them (ISO 7064 MOD 11-2).
    pub fn parse(text: &str) -> Result<ResidentId, ResidentIdFault> {
        if text.chars().count() != 18 {
            return Err(ResidentIdFault::Length);
        }
        let mut number: [u8; 18] = text.as_bytes().try_into().map_err(|_| ResidentIdFault::Charset)?;
        number[17].make_ascii_uppercase();
        let last_fits = number[17].is_ascii_digit() || number[17] == b'X';
        if !last_fits || !number[..17].iter().all(u8::is_ascii_digit) {
            return Err(ResidentIdFault::Charset);
        }
        let id = ResidentId(number);
        if id.written_birth().is_none_or(|day| day.year() < 1800) {
            return Err(ResidentIdFault::Date);
        }
        if check_digit(&number[..17]) == number[17] { Ok(id) } else { Err(ResidentIdFault::Check) }
    }

    /// All 18 characters. Only for sealing and comparing, never for output.
    pub fn reveal(&self) -> &str {
        std::str::from_utf8(&self.0).expect("digits and X are ASCII")
    }

    /// The public form: the first three and the last four characters.
    pub fn masked(&self) -> String {
        mask::resident_id(self.reveal())
    }

    /// The date of birth.
    pub fn birth(&self) -> Day {
        self.written_birth().expect("parse has checked the date")
    }

    /// Whether the holder is registered as male: an odd sequence number.
    pub fn is_male(&self) -> bool {
        self.0[16] % 2 == 1
    }

    /// The six digits of the division of first registration (GB/T 2260).
    pub fn division(&self) -> &str {
        &self.reveal()[..6]
    }

    fn written_birth(&self) -> Option<Day> {
        let text = self.reveal();
        Day::new(text[6..10].parse().ok()?, text[10..12].parse().ok()?, text[12..14].parse().ok()?)
    }
}

/// The check character of 17 digits (ISO 7064 MOD 11-2).
fn check_digit(first_17: &[u8]) -> u8 {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = first_17.iter().zip(WEIGHTS).map(|(byte, weight)| u32::from(byte - b'0') * weight).sum();
    b"10X98765432"[(sum % 11) as usize]
}

impl std::fmt::Debug for ResidentId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.masked())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_the_standard_and_made_up_ones_pass() {
        for text in [
            "11010519491231002X",
            "440524188001010014",
            "130302199001010016",
            "130302199001010024",
            "810000199003073531",
            "830000199003073535",
        ] {
            assert_eq!(ResidentId::parse(text).unwrap().reveal(), text);
        }
        let id = ResidentId::parse("130302199001010016").unwrap();
        assert_eq!(
            (id.birth().to_string().as_str(), id.is_male(), id.division()),
            ("1990-01-01", true, "130302")
        );
        assert!(!ResidentId::parse("130302199001010024").unwrap().is_male());
        assert_eq!(ResidentId::parse("11010519491231002x"), ResidentId::parse("11010519491231002X"));
    }

    #[test]
    fn every_broken_number_says_why() {
        let check = |text: &str, fault| assert_eq!(ResidentId::parse(text), Err(fault), "{text}");
        check("13030219900101001X", ResidentIdFault::Check);
        check("110105491231002", ResidentIdFault::Length);
        check("", ResidentIdFault::Length);
        check("1101051949123100XX", ResidentIdFault::Charset);
        check("11010519491231002Y", ResidentIdFault::Charset);
        check("一一〇一〇五一九四九一二三一〇〇二八", ResidentIdFault::Charset);
        check("110105179912310023", ResidentIdFault::Date);
        // The last digit is right in each, and yet the day does not exist.
        for date in ["19990229", "20231301", "19900100"] {
            let first = format!("110105{date}002");
            let text = format!("{first}{}", check_digit(first.as_bytes()) as char);
            check(&text, ResidentIdFault::Date);
        }
    }
}
