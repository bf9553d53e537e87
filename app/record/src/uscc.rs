//! The unified social credit code 统一社会信用代码 of every organisation in China.

mod authority;
mod reading;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The 31 characters of GB 32100: no I, O, S, V, Z. A character's value is its place.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// A unified social credit code (GB 32100-2015): 18 characters whose check digit is right.
///
/// Registering authority, class, six digits of the division, the nine characters of the organisation code (GB 11714) and a
/// check digit. It names an organisation and is public, except that a code starting with 92 is a sole trader's 个体工商户:
/// the business of a natural person, to which the rules on personal information apply.
///
/// ```
/// use record::{Uscc, UsccFault};
/// let uscc = Uscc::parse("914403001922038216").unwrap();
/// assert_eq!(uscc.division(), "440300");
/// assert!(!uscc.is_sole_trader());
/// assert_eq!(Uscc::parse("914403001922038217"), Err(UsccFault::Check));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uscc([u8; 18]);

/// Why a text is not a [`Uscc`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UsccFault {
    /// It does not have 18 characters.
    Length,
    /// The character at this place, counted from 0, cannot stand there.
    Charset(usize),
    /// The check digit is wrong.
    Check,
}

impl std::fmt::Display for UsccFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            UsccFault::Length => f.write_str("a credit code has 18 characters"),
            UsccFault::Charset(place) => write!(f, "character {} cannot stand in a credit code", place + 1),
            UsccFault::Check => f.write_str("the check digit of the credit code is wrong"),
        }
    }
}

impl std::error::Error for UsccFault {}

impl Uscc {
    /// Reads 18 upper-case characters and checks them (GB 32100-2015). For what people write, see [`Uscc::read`].
    pub fn parse(text: &str) -> Result<Uscc, UsccFault> {
        if text.chars().count() != 18 {
            return Err(UsccFault::Length);
        }
        let stray = text.chars().enumerate().position(|(place, c)| match place {
            2..8 => !c.is_ascii_digit(),
            _ => value(c).is_none(),
        });
        if let Some(place) = stray {
            return Err(UsccFault::Charset(place));
        }
        let code: [u8; 18] = text.as_bytes().try_into().map_err(|_| UsccFault::Length)?;
        if check_digit(&code[..17]) == Some(code[17]) { Ok(Uscc(code)) } else { Err(UsccFault::Check) }
    }

    /// The check digit that makes 17 characters a code, for made-up codes of demonstration and test data.
    ///
    /// ```
    /// # use record::Uscc;
    /// assert_eq!(Uscc::complete("91440300192203821").unwrap().as_str(), "914403001922038216");
    /// ```
    pub fn complete(first_17: &str) -> Option<Uscc> {
        let digit = check_digit(first_17.as_bytes())?;
        Uscc::parse(&format!("{first_17}{}", digit as char)).ok()
    }

    /// The 18 characters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("the alphabet is ASCII")
    }

    /// Whether it is a sole trader's, and so a natural person's business: class 92.
    pub fn is_sole_trader(&self) -> bool {
        self.0.starts_with(b"92")
    }

    /// The registering authority: the first character, such as `9` for market regulation.
    pub fn authority(&self) -> char {
        self.0[0] as char
    }

    /// The class of organisation within the authority: the second character.
    pub fn class(&self) -> char {
        self.0[1] as char
    }

    /// The six digits of the registrar's division (GB/T 2260).
    pub fn division(&self) -> &str {
        &self.as_str()[2..8]
    }

    /// The nine characters of the organisation code (GB 11714).
    pub fn organisation(&self) -> &str {
        &self.as_str()[8..17]
    }

    /// Whether the organisation code inside satisfies its own check digit (GB 11714). Worth a warning, never a refusal:
    /// sole traders' codes need not.
    pub fn organisation_checks(&self) -> bool {
        const WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];
        let sum: u32 =
            self.organisation().chars().zip(WEIGHTS).map(|(c, w)| c.to_digit(36).unwrap_or(0) * w).sum();
        let check = match 11 - sum % 11 {
            10 => 'X',
            11 => '0',
            digit => char::from_digit(digit, 10).expect("the remainder is below 10"),
        };
        self.organisation().ends_with(check)
    }
}

/// The place of a character in the alphabet.
fn value(c: char) -> Option<u32> {
    ALPHABET.iter().position(|letter| char::from(*letter) == c).and_then(|place| u32::try_from(place).ok())
}

/// The check digit of 17 characters; `None` if one is not of the alphabet. The weights are powers of 3, modulo 31.
fn check_digit(first_17: &[u8]) -> Option<u8> {
    let (mut sum, mut weight) = (0, 1);
    for byte in first_17 {
        sum += value(char::from(*byte))? * weight;
        weight = weight * 3 % 31;
    }
    Some(ALPHABET[usize::try_from((31 - sum % 31) % 31).ok()?])
}

impl std::fmt::Display for Uscc {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl std::fmt::Debug for Uscc {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl std::str::FromStr for Uscc {
    type Err = UsccFault;

    fn from_str(text: &str) -> Result<Uscc, UsccFault> {
        Uscc::parse(text)
    }
}

impl Serialize for Uscc {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Uscc {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Uscc, D::Error> {
        let text = String::deserialize(deserializer)?;
        Uscc::parse(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn real_and_made_up_codes_pass_both_check_digits() {
        for text in [
            "914403001922038216",
            "9144030071526726XG",
            "91110000802100433B",
            "91440300192317458F",
            "91440400192548256N",
            "91110000710925462X",
            "91110000710926094P",
            "91100000100003962T",
            "9144030010001686XA",
            "91440300100012316L",
            "91330100799655058B",
            "91110108551385082Q",
            "12100000400000624D",
            "12100000400002259P",
        ] {
            let uscc = Uscc::parse(text).unwrap();
            assert!(uscc.organisation_checks(), "{text}");
            assert_eq!(uscc.to_string(), text);
            assert_eq!(Uscc::complete(&text[..17]), Some(uscc));
            assert_eq!(serde_json::to_string(&uscc).unwrap(), format!("\"{text}\""));
        }
        for text in ["G1330000MCW06863XQ", "12130300MB0TE5T01T", "91130302MA0TE5T086", "91130300MA0TE5T089"] {
            assert!(Uscc::parse(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn every_broken_code_says_why() {
        let check = |text: &str, fault| assert_eq!(Uscc::parse(text), Err(fault), "{text}");
        check("914403001922038217", UsccFault::Check);
        check("91350211M00013FA1N", UsccFault::Check);
        check("91440300192203821", UsccFault::Length);
        check("9144030019220382160", UsccFault::Length);
        check("", UsccFault::Length);
        check("统一社会信用代码统一社会信用代码统一", UsccFault::Charset(0));
        check("91440300192203821g", UsccFault::Charset(17));
        check("9144A3001922038216", UsccFault::Charset(4));
        for letter in ['I', 'O', 'S', 'V', 'Z', 'a', ' ', '９'] {
            check(&format!("91440300{letter}922038216"), UsccFault::Charset(8));
        }
        assert!(serde_json::from_str::<Uscc>("\"914403001922038217\"").is_err());
    }

    #[test]
    fn every_single_wrong_character_is_found() {
        let right = "9144030071526726XG";
        for place in 0..18 {
            for letter in ALPHABET.iter().map(|byte| char::from(*byte)) {
                let mut text: Vec<char> = right.chars().collect();
                if text[place] != letter {
                    text[place] = letter;
                    assert!(Uscc::parse(&text.iter().collect::<String>()).is_err(), "{text:?}");
                }
            }
        }
    }

    #[test]
    fn a_sole_trader_is_class_92() {
        let uscc = Uscc::complete("92130302TE5T00083").unwrap();
        assert!(uscc.is_sole_trader());
        assert_eq!((uscc.authority(), uscc.class(), uscc.division()), ('9', '2', "130302"));
        assert!(!Uscc::parse("914403001922038216").unwrap().is_sole_trader());
    }
}
