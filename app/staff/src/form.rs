//! What a form sent.

use axum::Form;

/// Pairs of names and values, as they came.
pub(crate) struct Fields(Vec<(String, String)>);

/// The body of a POST, as a handler takes it.
pub(crate) type Sent = Form<Vec<(String, String)>>;

impl From<Sent> for Fields {
    fn from(Form(pairs): Sent) -> Fields {
        Fields(pairs)
    }
}

impl Fields {
    /// The first value of a name, without the spaces around it; empty where there is none.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.raw(name).trim()
    }

    /// The same with its spaces: a password may have some.
    pub(crate) fn raw(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
    }
}

/// The page of the staff to go to next; their first page for anything else, so that no stranger's link leads through our door
/// to a stranger's house.
pub(crate) fn next_page(typed: &str) -> String {
    let is_plain = typed.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\' && byte != b'"');
    let of_staff = typed == "/staff" || typed.starts_with("/staff/") || typed.starts_with("/staff?");
    let is_within = !typed.contains("//") && !typed.contains("/.") && !typed.starts_with("/staff/sign-");
    if is_plain && of_staff && is_within { typed.to_owned() } else { "/staff".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_page_is_one_of_the_staffs() {
        for page in ["/staff", "/staff/cases/A-1", "/staff/audit?after=9", "/staff?late=1"] {
            assert_eq!(next_page(page), page);
        }
        for page in [
            "",
            "/",
            "/report",
            "https://evil.example/staff/",
            "//evil.example/staff",
            "/staff//evil.example",
            "/staff/../report",
            "/staff/\\evil",
            "/staffer",
            "/staff/sign-out",
            "/staff/a\r\nSet-Cookie: b=c",
        ] {
            assert_eq!(next_page(page), "/staff", "{page}");
        }
    }
}
