//! The business registration number that credit codes replaced in 2015.

/// A business registration number of 15 digits (GS 15-2006): six of the division, eight of a serial, one check digit.
///
/// Read in historical imports only; since October 2015 a [`crate::Uscc`] stands in its place.
///
/// ```
/// use record::RegistrationNumber;
/// assert_eq!(RegistrationNumber::parse("110108000000016").unwrap().division(), "110108");
/// assert!(RegistrationNumber::parse("110108000000017").is_none());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RegistrationNumber(String);

impl RegistrationNumber {
    /// Reads 15 digits and checks them (ISO 7064 MOD 11,10).
    pub fn parse(text: &str) -> Option<RegistrationNumber> {
        let digits = text.len() == 15 && text.bytes().all(|byte| byte.is_ascii_digit());
        (digits && checks(text)).then(|| RegistrationNumber(text.to_owned()))
    }

    /// The 15 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The six digits of the registrar's division (GB/T 2260).
    pub fn division(&self) -> &str {
        &self.0[..6]
    }
}

/// ISO 7064 MOD 11,10: the running product ends on 1 when the check digit is right.
fn checks(digits: &str) -> bool {
    let mut product = 10;
    let (last, first_14) = digits.as_bytes().split_last().expect("there are 15 digits");
    for byte in first_14 {
        let sum = (product + u32::from(byte - b'0')) % 10;
        product = if sum == 0 { 10 } else { sum } * 2 % 11;
    }
    (product + u32::from(last - b'0')) % 10 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exactly_one_last_digit_fits() {
        for first_14 in ["11010800000001", "13030000000001", "44030100000000", "99999999999999"] {
            let fits =
                (0..10).filter(|digit| RegistrationNumber::parse(&format!("{first_14}{digit}")).is_some());
            assert_eq!(fits.count(), 1, "{first_14}");
        }
        for text in ["", "11010800000001", "1101080000000166", "11010800000001X"] {
            assert_eq!(RegistrationNumber::parse(text), None, "{text}");
        }
    }
}
