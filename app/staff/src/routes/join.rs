//! The first sign-in: a one-time code, then a password of one's own and an app for the second factor.

use std::io;

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use store::Store;
use ui::{Failure, Visit};

use super::sign_in::purpose;
use crate::audit::{self, Entry};
use crate::desk::private;
use crate::door::{self, Opening};
use crate::form::{Fields, Sent};
use crate::pages::join as pages;
use crate::rules::{codes, password, totp};
use crate::table::accounts;
use crate::table::sessions::{self, Session, Stage};
use crate::{Account, ObjectKind, Office};

pub(super) async fn door(visit: Visit, office: Office) -> Response {
    pages::door(&visit, office.is_open(), None)
}

pub(super) async fn open(
    visit: Visit,
    office: Office,
    State(store): State<Store>,
    sent: Sent,
) -> Result<Response, Failure> {
    let fields = Fields::from(sent);
    let Some(vault) = office.vault() else { return Ok(pages::door(&visit, false, None)) };
    let hash = door::hash(&codes::plain(fields.get("code")));
    let Some(account) = accounts::invited(&store, &hash, office.now()).await? else {
        return Ok(pages::door(&visit, true, Some("staff-join-wrong")));
    };
    let secret: [u8; totp::SECRET_BYTES] = office.draw()?;
    let sealed = vault.seal(&purpose(account.id.as_str()), &secret, office.draw()?);
    let mut write = store.write().await?;
    let opening =
        Opening { pending: Some(sealed), ..Opening::now(account.id.as_str(), Stage::Join, office.now()) };
    let cookie = door::open(&mut write, &office, opening).await?;
    write.commit_unseen().await?;
    let to = visit.href("/staff/join/secrets");
    Ok(door::with_cookies(private(Redirect::to(&to).into_response()), [cookie]))
}

/// Somebody who has shown a one-time code, with the secret the app is to know.
struct Joining {
    session: Session,
    account: Account,
    secret: [u8; totp::SECRET_BYTES],
}

async fn joining(office: &Office, store: &Store, headers: &HeaderMap) -> store::Result<Option<Joining>> {
    let session = door::session(office, store, headers).await?;
    let session =
        session.filter(|session| session.stage == Stage::Join && session.times.half_live(office.now()));
    let Some(session) = session else { return Ok(None) };
    let Some(account) = accounts::by_id(store, &session.account).await? else { return Ok(None) };
    let sealed = session.pending.as_deref().zip(office.vault());
    let secret =
        sealed.and_then(|(sealed, vault)| vault.open(&purpose(&session.account), sealed)?.try_into().ok());
    Ok(secret.map(|secret| Joining { session, account, secret }))
}

fn anew(visit: &Visit) -> Response {
    private(Redirect::to(&visit.href("/staff/join")).into_response())
}

pub(super) async fn form(
    visit: Visit,
    office: Office,
    State(store): State<Store>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let Some(joining) = joining(&office, &store, &headers).await? else { return Ok(anew(&visit)) };
    Ok(pages::secrets(&visit, StatusCode::OK, &joining.account, &joining.secret, &[]))
}

pub(super) async fn choose(
    visit: Visit,
    office: Office,
    State(store): State<Store>,
    headers: HeaderMap,
    sent: Sent,
) -> Result<Response, Failure> {
    let fields = Fields::from(sent);
    let Some(joining) = joining(&office, &store, &headers).await? else { return Ok(anew(&visit)) };
    let Joining { session, account, secret } = joining;
    let chosen = fields.raw("password");
    let city = visit.city();
    let own = [account.name.as_str(), account.title.as_str(), city.name_en.as_str(), city.name_zh.as_str()];
    let mut errors = Vec::new();
    if let Some(fault) = password::fault(chosen, &own) {
        errors.push(("password", fault.key()));
    } else if chosen != fields.raw("again") {
        errors.push(("again", "staff-password-again-differs"));
    }
    let step = totp::accepts(&secret, fields.get("code"), office.now(), None);
    let (Some(step), true) = (step, errors.is_empty()) else {
        if step.is_none() {
            errors.push(("code", "staff-code-wrong"));
        }
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(pages::secrets(&visit, status, &account, &secret, &errors));
    };
    let hash = office.hashing().hash(chosen, office.draw()?).await?;
    let (recovery, hashes) = new_codes(&office)?;
    let id = account.id.as_str();
    let mut write = store.write().await?;
    // Of two who use one code at once, one opens the account.
    if !accounts::use_invitation(&mut write, id).await?
        || !sessions::end(&mut write, &session.token_hash).await?
    {
        return Ok(anew(&visit));
    }
    let sealed = session.pending.unwrap_or_default();
    accounts::activate(&mut write, id, &hash, sealed, step).await?;
    accounts::put_recovery(&mut write, id, &hashes).await?;
    let cookie = door::open(&mut write, &office, Opening::now(id, Stage::Full, office.now())).await?;
    let browser =
        door::remember(&mut write, &office, id, door::browser(&office, &headers).as_deref()).await?;
    let entry = Entry {
        at: office.now(),
        actor: id,
        action: "join",
        kind: ObjectKind::Account,
        key: id,
        decision: "done",
        request: "",
    };
    audit::append(&mut write, entry).await?;
    write.commit_unseen().await?;
    Ok(door::with_cookies(pages::codes(&visit, &recovery), [cookie, browser]))
}

/// Recovery codes, and what the table holds of them.
pub(super) fn new_codes(office: &Office) -> io::Result<(Vec<String>, Vec<String>)> {
    let mut recovery = Vec::with_capacity(codes::RECOVERY_CODES);
    for _ in 0..codes::RECOVERY_CODES {
        recovery.push(codes::recovery(&office.draw()?));
    }
    let hashes = recovery.iter().map(|code| door::hash(&codes::plain(code))).collect();
    Ok((recovery, hashes))
}
