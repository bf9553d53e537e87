//! Cookies and tokens: how a browser says who it is. A token is 256 bits of chance; the table holds its hash alone, so that a
//! thief of the table comes in nowhere.

use axum::http::header::{COOKIE, HeaderMap, HeaderValue, SET_COOKIE};
use axum::response::Response;
use record::Instant;
use sha2::{Digest, Sha256};
use store::{Result, Store, Write};
use ui::Failure;

use crate::Office;
use crate::rules::passkey::ANSWER_SECONDS;
use crate::rules::session::Times;
use crate::table::sessions::{self, Session, Stage};

/// What holds the session. With HTTPS the browser itself sees to it that nobody else can have set it (`__Host-`).
const SESSION: &str = "sunhall";
/// What says that this browser has signed in before; it opens nothing.
const BROWSER: &str = "sunhall-known";
/// What holds the question that a passkey answers at the door; it opens nothing.
const QUESTION: &str = "sunhall-asked";
/// Half a year.
const BROWSER_SECONDS: i64 = 180 * 86_400;

fn name(office: &Office, name: &str) -> String {
    if office.is_https() { format!("__Host-{name}") } else { name.to_owned() }
}

/// The value of a cookie. One that was sent twice is none: somebody else has set the other.
fn value<'a>(asked: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lines = asked.get_all(COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut values = lines
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter_map(|(key, value)| (key == name).then_some(value));
    values.next().filter(|_| values.next().is_none())
}

/// What the table holds of a token or a code.
pub(crate) fn hash(secret: &str) -> String {
    hex::encode(Sha256::digest(secret))
}

/// The session a request belongs to, whatever its stage and age.
pub(crate) async fn session(office: &Office, store: &Store, asked: &HeaderMap) -> Result<Option<Session>> {
    match value(asked, &name(office, SESSION)) {
        Some(token) if token.len() == 64 => sessions::find(store, &hash(token)).await,
        _ => Ok(None),
    }
}

/// The hash of what this browser got when it signed in before.
pub(crate) fn browser(office: &Office, asked: &HeaderMap) -> Option<String> {
    value(asked, &name(office, BROWSER)).filter(|token| token.len() == 64).map(hash)
}

/// A session that is about to be opened.
pub(crate) struct Opening<'a> {
    pub(crate) account: &'a str,
    pub(crate) stage: Stage,
    pub(crate) times: Times,
    /// The name it had, where only its token changes.
    pub(crate) name: Option<String>,
    pub(crate) pending: Option<Vec<u8>>,
}

impl<'a> Opening<'a> {
    /// A session that begins now.
    pub(crate) fn now(account: &'a str, stage: Stage, now: Instant) -> Opening<'a> {
        let times = Times { opened: now, seen: now, stepped_up: now };
        Opening { account, stage, times, name: None, pending: None }
    }
}

/// Opens a session under a new token; the line that gives the token to the browser.
pub(crate) async fn open(
    write: &mut Write,
    office: &Office,
    opening: Opening<'_>,
) -> std::result::Result<HeaderValue, Failure> {
    let token = hex::encode(office.entropy()?);
    let Opening { account, stage, times, name: named, pending } = opening;
    let named = match named {
        Some(named) => named,
        None => office.id()?.to_string(),
    };
    let session = Session {
        token_hash: hash(&token),
        name: named,
        account: account.to_owned(),
        stage,
        times,
        tries: 0,
        pending,
    };
    sessions::insert(write, &session).await?;
    Ok(line(office, SESSION, &token, None))
}

/// The line that makes the browser forget its session.
pub(crate) fn forget(office: &Office) -> HeaderValue {
    line(office, SESSION, "", Some(0))
}

/// Remembers this browser for an account under a new token; the line that lets it say so. `before` is the hash of the one it had.
pub(crate) async fn remember(
    write: &mut Write,
    office: &Office,
    account: &str,
    before: Option<&str>,
) -> std::result::Result<HeaderValue, Failure> {
    if let Some(before) = before {
        sessions::forget_browser(write, before, account).await?;
    }
    let token = hex::encode(office.entropy()?);
    sessions::remember_browser(write, &hash(&token), account, office.now()).await?;
    Ok(line(office, BROWSER, &token, Some(BROWSER_SECONDS)))
}

/// A question for this browser alone: the hash of what it holds from now on, and the line that gives it.
///
/// # Errors
/// Where the system gives no chance.
pub(crate) fn ask(office: &Office) -> std::io::Result<(String, HeaderValue)> {
    let token = hex::encode(office.entropy()?);
    Ok((hash(&token), line(office, QUESTION, &token, Some(ANSWER_SECONDS))))
}

/// The hash of what this browser holds of a question.
pub(crate) fn asked(office: &Office, asked: &HeaderMap) -> Option<String> {
    value(asked, &name(office, QUESTION)).filter(|token| token.len() == 64).map(hash)
}

/// The line that makes the browser forget the question.
pub(crate) fn forget_question(office: &Office) -> HeaderValue {
    line(office, QUESTION, "", Some(0))
}

fn line(office: &Office, key: &str, value: &str, seconds: Option<i64>) -> HeaderValue {
    let mut line = format!("{}={value}; Path=/; HttpOnly; SameSite=Strict", name(office, key));
    if let Some(seconds) = seconds {
        line.push_str(&format!("; Max-Age={seconds}"));
    }
    if office.is_https() {
        line.push_str("; Secure");
    }
    HeaderValue::try_from(line).expect("a name, hexadecimal digits and fixed words are a header's value")
}

/// Puts lines of cookies into an answer.
pub(crate) fn with_cookies<const N: usize>(mut response: Response, lines: [HeaderValue; N]) -> Response {
    for line in lines {
        response.headers_mut().append(SET_COOKIE, line);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_that_came_twice_is_none() {
        let asked = |lines: &[&'static str]| {
            let mut headers = HeaderMap::new();
            for line in lines {
                headers.append(COOKIE, HeaderValue::from_static(line));
            }
            value(&headers, SESSION).map(str::to_owned)
        };
        assert_eq!(asked(&["large=1; sunhall=abc"]).as_deref(), Some("abc"));
        assert_eq!(asked(&["sunhall=abc; sunhall=def"]), None);
        assert_eq!(asked(&["sunhall=abc", "sunhall=def"]), None);
        assert_eq!(asked(&["sunhall-known=abc; notsunhall=def"]), None);
    }
}
