//! Where passkeys can be used and what is asked of them. A passkey belongs to a domain for ever: Web Authentication Level 3,
//! sections 5.1.2 and 5.4.2; a page must have come by a secure way, and a machine's own `localhost` counts as one (Secure
//! Contexts, section 3.1). An address of digits is no domain.

/// So long a browser has for its answer, as the standard recommends where somebody has to look for a key first (section 15.1).
pub const ANSWER_SECONDS: i64 = 5 * 60;
/// Most passkeys of one account.
pub const MOST: usize = 8;
/// The longest name of one, in characters.
pub const LONGEST_NAME: usize = 40;

/// Whose passkeys they are: a domain, and the one origin they are used at.
///
/// ```
/// use staff::rules::passkey::Party;
/// let party = Party::of("https://hall.example").unwrap();
/// assert_eq!((party.id.as_str(), party.origin.as_str()), ("hall.example", "https://hall.example"));
/// assert_eq!(Party::of("https://203.0.113.7"), None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// The domain. Passkeys are bound to it: under another one none of them works.
    pub id: String,
    /// Scheme, host and port, as a browser writes them.
    pub origin: String,
}

impl Party {
    /// The party of a public address; none where no browser would make a passkey. One's own machine is called `localhost`.
    pub fn of(address: &str) -> Option<Party> {
        let (scheme, place) = address.split_once("://")?;
        let (host, port) = parted(place)?;
        let host = host.to_ascii_lowercase();
        let is_own = ["localhost", "127.0.0.1", "[::1]"].contains(&host.as_str());
        let usual = match scheme {
            "https" => "443",
            "http" if is_own => "80",
            _ => return None,
        };
        let id = if is_own { "localhost".to_owned() } else { host };
        let port = if port.is_empty() || port == usual { String::new() } else { format!(":{port}") };
        let origin = format!("{scheme}://{id}{port}");
        is_domain(&id).then_some(Party { id, origin })
    }
}

/// Host and port; the port is empty where none is named.
fn parted(place: &str) -> Option<(&str, &str)> {
    let (host, port) = match place.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, port),
        _ => (place, ""),
    };
    port.bytes().all(|byte| byte.is_ascii_digit()).then_some((host, port))
}

/// Whether it is a name and no address: its last part is never a number.
fn is_domain(host: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let last = host.rsplit('.').next().unwrap_or_default();
    host.split('.').all(is_label) && !last.bytes().all(|byte| byte.is_ascii_digit())
}

/// The name of a passkey in the list of its owner; `None` for an empty one, a long one, and one with letters no page shows.
///
/// ```
/// use staff::rules::passkey::name_of;
/// assert_eq!(name_of(" office key ").as_deref(), Some("office key"));
/// assert_eq!(name_of("  "), None);
/// ```
pub fn name_of(typed: &str) -> Option<String> {
    let name = typed.trim();
    let fits = (1..=LONGEST_NAME).contains(&name.chars().count()) && !name.chars().any(char::is_control);
    fits.then(|| name.to_owned())
}

/// Whether an answer comes in time. A clock that went back makes it late: nobody can say how old the question is.
pub fn in_time(waited_seconds: i64) -> bool {
    (0..ANSWER_SECONDS).contains(&waited_seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passkey_belongs_to_a_domain_and_to_one_origin() {
        for (address, id, origin) in [
            ("https://hall.example", "hall.example", "https://hall.example"),
            ("https://Hall.Example:443", "hall.example", "https://hall.example"),
            ("https://hall.example:8443", "hall.example", "https://hall.example:8443"),
            ("https://xn--fiq228c.example", "xn--fiq228c.example", "https://xn--fiq228c.example"),
            ("http://127.0.0.1:3000", "localhost", "http://localhost:3000"),
            ("http://[::1]:3000", "localhost", "http://localhost:3000"),
            ("http://localhost", "localhost", "http://localhost"),
            ("https://localhost:8443", "localhost", "https://localhost:8443"),
        ] {
            let expected = Party { id: id.to_owned(), origin: origin.to_owned() };
            assert_eq!(Party::of(address), Some(expected), "{address}");
        }
    }

    #[test]
    fn where_a_browser_would_make_none_none_is_offered() {
        for address in [
            "http://hall.example",
            "https://192.0.2.1",
            "https://192.0.2.1:8443",
            "https://[2001:db8::1]",
            "http://192.168.1.5:3000",
            "ftp://localhost",
            "https://",
            "https://hall..example",
            "https://-hall.example",
            "https://hall.example:port",
            "https://user@hall.example",
            "https://阳光.example",
            "hall.example",
        ] {
            assert_eq!(Party::of(address), None, "{address}");
        }
    }

    #[test]
    fn a_name_is_short_and_an_answer_has_five_minutes() {
        assert!(name_of(&"钥".repeat(40)).is_some());
        assert_eq!(name_of(&"钥".repeat(41)), None);
        assert_eq!(name_of("a\u{7}b"), None);
        assert!(in_time(0) && in_time(299));
        assert!(!in_time(300) && !in_time(-1));
    }
}
