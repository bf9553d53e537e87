//! Coming in: name and password, then the second factor. A wrong name and a wrong password are told alike and take as long.

use axum::extract::{Query, State};
use axum::http::header::{HeaderMap, RETRY_AFTER};
use axum::response::{IntoResponse, Redirect, Response};
use record::reference::escaped;
use store::Store;
use ui::{Failure, Visit};

use crate::audit::{self, Entry};
use crate::desk::private;
use crate::door::{self, Opening};
use crate::form::{Fields, Sent, next_page};
use crate::pages::sign_in as pages;
use crate::rules::pace::Tries;
use crate::rules::session::{TRIES, Times};
use crate::rules::{codes, totp};
use crate::table::accounts::{self, Secrets};
use crate::table::pace;
use crate::table::sessions::{self, Session, Stage};
use crate::{Account, ObjectKind, Office, State as AccountState};

pub(super) type Asked = Query<Vec<(String, String)>>;

/// A parameter of the address; empty where there is none.
pub(super) fn asked<'a>(pairs: &'a Asked, name: &str) -> &'a str {
    pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
}

pub(super) async fn door(visit: Visit, office: Office, pairs: Asked) -> Response {
    let form = pages::Door {
        next: next_page(asked(&pairs, "next")),
        has_left: asked(&pairs, "left") == "1",
        ..pages::Door::default()
    };
    pages::door(&visit, &office, &form)
}

pub(super) async fn password(
    visit: Visit,
    office: Office,
    State(store): State<Store>,
    headers: HeaderMap,
    sent: Sent,
) -> Result<Response, Failure> {
    let fields = Fields::from(sent);
    let (typed, password) = (fields.get("name"), fields.raw("password"));
    let mut form = pages::Door {
        next: next_page(fields.get("next")),
        name: typed.chars().take(Account::LONGEST).collect(),
        ..pages::Door::default()
    };
    if typed.is_empty() {
        form.errors.push(("name", "staff-sign-in-name-missing"));
    }
    if password.is_empty() {
        form.errors.push(("password", "staff-sign-in-password-missing"));
    }
    if !form.errors.is_empty() || !office.is_open() {
        return Ok(pages::door(&visit, &office, &form));
    }
    let now = office.now();
    let secrets = match Account::name_of(typed) {
        Some(name) => accounts::by_name(&store, &name).await?,
        None => None,
    };
    let secrets = secrets.filter(|secrets| secrets.account.state == AccountState::Active);
    let source = source(&office, &store, &headers, typed, secrets.as_ref()).await?;
    if let Err(seconds) = take_a_try(&store, &source, now).await? {
        form.wait_seconds = Some(seconds);
        let mut response = pages::door(&visit, &office, &form);
        response.headers_mut().insert(RETRY_AFTER, seconds.into());
        return Ok(response);
    }
    let kept = secrets.as_ref().and_then(|secrets| secrets.password.as_deref());
    let is_right = office.hashing().verify(password, kept).await?;
    let account = secrets.map(|secrets| secrets.account);
    let Some(account) = account.as_ref().filter(|_| is_right) else {
        // Written down for a name that nobody has as well, so that the time does not tell the two apart.
        let id = account.as_ref().map_or("nobody", |account| account.id.as_str());
        let entry = Entry {
            at: now,
            actor: id,
            action: "sign-in",
            kind: ObjectKind::Account,
            key: id,
            decision: "wrong-password",
            request: "",
        };
        let mut write = store.write().await?;
        audit::append(&mut write, entry).await?;
        write.commit_unseen().await?;
        form.errors.push(("name", "staff-sign-in-wrong"));
        return Ok(pages::door(&visit, &office, &form));
    };
    let mut write = store.write().await?;
    let cookie =
        door::open(&mut write, &office, Opening::now(account.id.as_str(), Stage::Password, now)).await?;
    write.commit_unseen().await?;
    let to = visit.href(&format!("/staff/sign-in/code?next={}", escaped(&form.next)));
    Ok(door::with_cookies(private(Redirect::to(&to).into_response()), [cookie]))
}

/// Where tries come from: strangers to an account in one row, each browser that has signed in to it in a row of its own. So a
/// stranger who guesses never makes the owner wait.
async fn source(
    office: &Office,
    store: &Store,
    headers: &HeaderMap,
    typed: &str,
    secrets: Option<&Secrets>,
) -> store::Result<String> {
    let known = match (door::browser(office, headers), secrets) {
        (Some(browser), Some(secrets)) => {
            let id = secrets.account.id.as_str();
            sessions::knows_browser(store, &browser, id).await?.then_some(browser)
        }
        _ => None,
    };
    Ok(source_of(typed, known.as_deref()))
}

pub(super) fn source_of(typed: &str, browser: Option<&str>) -> String {
    door::hash(&format!("{}\0{}", typed.trim().to_lowercase(), browser.unwrap_or_default()))
}

/// Counts a try before it is looked at, so that a hundred at once are a hundred. `Err` holds the seconds to wait.
pub(super) async fn take_a_try(
    store: &Store,
    source: &str,
    now: record::Instant,
) -> store::Result<Result<(), i64>> {
    let mut write = store.write().await?;
    write.queue().await?;
    let wait = pace::tries(&mut write, source).await?.map_or(0, |tries: Tries| tries.wait_seconds(now));
    if wait > 0 {
        return Ok(Err(wait));
    }
    pace::add(&mut write, source, now).await?;
    write.commit_unseen().await?;
    Ok(Ok(()))
}

/// The session of somebody who has shown the password and not yet the second factor.
async fn half(office: &Office, store: &Store, headers: &HeaderMap) -> store::Result<Option<Session>> {
    let session = door::session(office, store, headers).await?;
    Ok(session.filter(|session| session.stage == Stage::Password && session.times.half_live(office.now())))
}

fn anew(visit: &Visit) -> Response {
    private(Redirect::to(&visit.href("/staff/sign-in")).into_response())
}

pub(super) async fn code_form(
    visit: Visit,
    office: Office,
    State(store): State<Store>,
    headers: HeaderMap,
    pairs: Asked,
) -> Result<Response, Failure> {
    if half(&office, &store, &headers).await?.is_none() {
        return Ok(anew(&visit));
    }
    let form = pages::Code { next: next_page(asked(&pairs, "next")), error: None };
    Ok(pages::code(&visit, &form))
}

pub(super) async fn code(
    visit: Visit,
    office: Office,
    State(store): State<Store>,
    headers: HeaderMap,
    sent: Sent,
) -> Result<Response, Failure> {
    let fields = Fields::from(sent);
    let next = next_page(fields.get("next"));
    let Some(session) = half(&office, &store, &headers).await? else { return Ok(anew(&visit)) };
    let now = office.now();
    let mut write = store.write().await?;
    let Some(secrets) = accounts::secrets(&mut write, &session.account).await? else {
        return Ok(anew(&visit));
    };
    let shown = second_factor(&mut write, &office, &secrets, fields.get("code"), true).await?;
    let entry = Entry {
        at: now,
        actor: secrets.account.id.as_str(),
        action: "sign-in",
        kind: ObjectKind::Account,
        key: secrets.account.id.as_str(),
        decision: shown.map_or("wrong-code", Shown::as_str),
        request: "",
    };
    audit::append(&mut write, entry).await?;
    if shown.is_none() {
        let is_over = missed(&mut write, &session).await?;
        write.commit_unseen().await?;
        if is_over {
            return Ok(anew(&visit));
        }
        let form = pages::Code { next, error: Some("staff-code-wrong") };
        return Ok(pages::code(&visit, &form));
    }
    // The half session ends here, and with it its token: what somebody planted before is worth nothing after.
    if !sessions::end(&mut write, &session.token_hash).await? {
        return Ok(anew(&visit));
    }
    let id = secrets.account.id.as_str();
    let cookie = door::open(&mut write, &office, Opening::now(id, Stage::Full, now)).await?;
    let known = door::browser(&office, &headers);
    pace::clear(&mut write, &source_of(&secrets.account.name, known.as_deref())).await?;
    pace::clear(&mut write, &source_of(&secrets.account.name, None)).await?;
    let browser = door::remember(&mut write, &office, id, known.as_deref()).await?;
    write.commit_unseen().await?;
    Ok(door::with_cookies(private(Redirect::to(&visit.href(&next)).into_response()), [cookie, browser]))
}

/// How a second factor was shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    App,
    RecoveryCode,
}

impl Shown {
    fn as_str(self) -> &'static str {
        match self {
            Shown::App => "done",
            Shown::RecoveryCode => "done-by-recovery-code",
        }
    }
}

/// Whether a code is the one of the app, or a recovery code where those are taken; either is used up by it.
pub(super) async fn second_factor(
    write: &mut store::Write,
    office: &Office,
    secrets: &Secrets,
    typed: &str,
    takes_recovery: bool,
) -> store::Result<Option<Shown>> {
    let id = secrets.account.id.as_str();
    let opened = secrets.totp.as_deref().zip(office.vault());
    let secret = opened.and_then(|(sealed, vault)| vault.open(&purpose(id), sealed)?.try_into().ok());
    let step = secret.and_then(|secret| totp::accepts(&secret, typed, office.now(), secrets.totp_step));
    if let Some(step) = step {
        return Ok(accounts::use_step(write, id, step).await?.then_some(Shown::App));
    }
    let plain = codes::plain(typed);
    let is_recovery = takes_recovery && plain.len() == 16;
    let used = is_recovery && accounts::use_recovery(write, id, &door::hash(&plain), office.now()).await?;
    Ok(used.then_some(Shown::RecoveryCode))
}

/// What the secret of a second factor is sealed for.
pub(super) fn purpose(account: &str) -> String {
    format!("totp {account}")
}

/// Counts a wrong code; whether the session has ended by it.
pub(super) async fn missed(write: &mut store::Write, session: &Session) -> store::Result<bool> {
    let is_over = sessions::miss(write, &session.token_hash).await?.is_none_or(|tries| tries >= TRIES);
    if is_over {
        sessions::end(write, &session.token_hash).await?;
    }
    Ok(is_over)
}

/// The times of a session whose token changes because the second factor was shown.
pub(super) fn stepped_up(times: Times, now: record::Instant) -> Times {
    Times { seen: now, stepped_up: now, ..times }
}
