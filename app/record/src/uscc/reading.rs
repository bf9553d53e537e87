//! Credit codes as people and spreadsheets write them.

use super::{Uscc, UsccFault};
use crate::ResidentId;
use crate::code::{self, Code};
use crate::text::{is_invisible, narrow};

impl Uscc {
    /// Reads a code as imports find it: small letters, full-width characters, spaces and dashes are put right.
    ///
    /// `Ok` carries the warnings `USCC_NORMALIZED`, `USCC_AUTHORITY_UNKNOWN`, `USCC_CLASS_UNKNOWN` and `USCC_ORGANISATION` (not for
    /// sole traders). `Err` is `USCC_MISSING`, `USCC_SCIENTIFIC` (a spreadsheet has rounded it), `USCC_LENGTH`, `USCC_CHARSET` or
    /// `USCC_CHECK`; a resident's identity number is always `USCC_CHECK`, and must not be shown in the fault's sentence.
    ///
    /// ```
    /// use record::{Uscc, code};
    /// let (uscc, warnings) = Uscc::read(" 91440300 1922038216 ").unwrap();
    /// assert_eq!((uscc.as_str(), warnings), ("914403001922038216", vec![code::USCC_NORMALIZED]));
    /// assert_eq!(Uscc::read("9.14403E+17"), Err(code::USCC_SCIENTIFIC));
    /// ```
    pub fn read(text: &str) -> Result<(Uscc, Vec<Code>), Code> {
        let code = normalized(text);
        if code.is_empty() {
            return Err(code::USCC_MISSING);
        }
        if is_scientific(&code) {
            return Err(code::USCC_SCIENTIFIC);
        }
        // A person's number in this field is a leak about to happen, whatever the check digit of the other standard says.
        if ResidentId::parse(&code).is_ok() {
            return Err(code::USCC_CHECK);
        }
        let uscc = Uscc::parse(&code).map_err(UsccFault::code)?;
        let mut warnings = Vec::new();
        if code != text {
            warnings.push(code::USCC_NORMALIZED);
        }
        if uscc.authority_name().is_none() {
            warnings.push(code::USCC_AUTHORITY_UNKNOWN);
        } else if uscc.class_name().is_none() {
            warnings.push(code::USCC_CLASS_UNKNOWN);
        }
        if !uscc.is_sole_trader() && !uscc.organisation_checks() {
            warnings.push(code::USCC_ORGANISATION);
        }
        Ok((uscc, warnings))
    }
}

impl UsccFault {
    /// The finding an import reports.
    pub const fn code(self) -> Code {
        match self {
            UsccFault::Length => code::USCC_LENGTH,
            UsccFault::Charset(_) => code::USCC_CHARSET,
            UsccFault::Check => code::USCC_CHECK,
        }
    }
}

/// Upper case, half width, without spaces, dashes and what cannot be seen.
fn normalized(text: &str) -> String {
    text.chars()
        .map(narrow)
        .filter(|c| !c.is_whitespace() && !is_invisible(*c) && *c != '-')
        .map(|c| c.to_ascii_uppercase())
        .collect()
}

/// Whether it looks like `9.11303E+17`, or a long number that a spreadsheet ended in `.0`.
fn is_scientific(code: &str) -> bool {
    let Some((whole, rest)) = code.split_once('.') else {
        return code.split_once("E+").is_some_and(|(number, power)| is_digits(number) && is_digits(power));
    };
    // The minus sign of E-05 has gone with the dashes, and no code is as small as that anyway.
    let (fraction, power) = rest.split_once('E').unwrap_or((rest, "0"));
    is_digits(whole) && is_digits(fraction) && is_digits(power.trim_start_matches('+'))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::*;

    fn check(text: &str, expected: Result<(&str, &[Code]), Code>) {
        let read = Uscc::read(text).map(|(uscc, codes)| (uscc.to_string(), codes));
        assert_eq!(read, expected.map(|(uscc, codes)| (uscc.to_owned(), codes.to_vec())), "{text:?}");
    }

    #[test]
    fn codes_are_put_right_or_refused_by_name() {
        let right = "91130300TE5T00LCX4";
        check(right, Ok((right, &[])));
        check("91130300te5t00lcx4", Ok((right, &[USCC_NORMALIZED])));
        check("９１１３０３００ＴＥ５Ｔ００ＬＣＸ４", Ok((right, &[USCC_NORMALIZED])));
        check(" 91130300T E5T00LCX4 ", Ok((right, &[USCC_NORMALIZED])));
        check("91130300-TE5T00LC-X4", Ok((right, &[USCC_NORMALIZED])));
        check("\u{feff}91130300TE5T00LCX4", Ok((right, &[USCC_NORMALIZED])));
        check("91130300TE5T00LCX0", Err(USCC_CHECK));
        check("91130300TI5T00LCX4", Err(USCC_CHARSET));
        check("91130300TE5T00LCX", Err(USCC_LENGTH));
        check("91130300TE5T00LCX40", Err(USCC_LENGTH));
        check("91350211M00013FA1N", Err(USCC_CHECK));
        check("", Err(USCC_MISSING));
        check(" \u{3000}", Err(USCC_MISSING));
        check("130300199001011234", Err(USCC_CHECK));
        check("130302199001010016", Err(USCC_CHECK));
        check("11010519491231002X", Err(USCC_CHECK));
        check("9.11303E+17", Err(USCC_SCIENTIFIC));
        check("9.14403e17", Err(USCC_SCIENTIFIC));
        check("9E+17", Err(USCC_SCIENTIFIC));
        check("914403001922038000.0", Err(USCC_SCIENTIFIC));
        check("G1130303TE5T99992R", Ok(("G1130303TE5T99992R", &[USCC_AUTHORITY_UNKNOWN])));
        check("无", Err(USCC_LENGTH));
    }

    #[test]
    fn an_unusual_class_or_organisation_code_is_only_a_warning() {
        let check = |first_17, codes: &[Code]| {
            let uscc = Uscc::complete(first_17).unwrap();
            assert_eq!(Uscc::read(uscc.as_str()), Ok((uscc, codes.to_vec())), "{uscc}");
        };
        check("95440300192203821", &[USCC_CLASS_UNKNOWN]);
        check("91440300192203822", &[USCC_ORGANISATION]);
        check("92440300192203822", &[]);
    }
}
