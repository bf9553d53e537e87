//! Coming in by passkey, and showing one again before something that matters. At the door nobody says who they are: the browser is
//! asked for any passkey of this portal, and who answers is known by the answer. So the door says the same to everybody, and there
//! is no name to try.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{HeaderMap, RETRY_AFTER};
use axum::response::Response;
use store::Store;
use ui::{Failure, Visit};

use super::passkeys::{Answer, json, put, status, taken};
use super::sign_in::{missed, source_of, stepped_up, take_a_try};
use crate::audit::{self, Entry};
use crate::door::{self, Opening};
use crate::form::next_page;
use crate::office::{Passkeys, Refused, Shown};
use crate::table::passkeys::{self as table, Asked, Passkey, Purpose};
use crate::table::sessions::{self, Stage};
use crate::table::{accounts, pace};
use crate::{Account, Actor, ObjectKind, Office, State as AccountState};

/// Asks this browser for any passkey.
pub(super) async fn ask(office: Office, State(store): State<Store>) -> Result<Response, Failure> {
    let Some(passkeys) = office.passkeys() else { return Ok(status(StatusCode::NOT_FOUND)) };
    let question = passkeys.ask_for(&[])?;
    let (holder, line) = door::ask(&office)?;
    let asked = Asked { holder: &holder, purpose: Purpose::SignIn, account: None };
    Ok(door::with_cookies(json(put(&store, &office, asked, question).await?), [line]))
}

/// Whose passkey an answer is of, if it is of anybody's who may come in.
async fn owner(store: &Store, shown: &Shown) -> store::Result<Option<(Passkey, Account)>> {
    let Some(passkey) = table::by_credential(store, &shown.credential()).await? else { return Ok(None) };
    let Some(account) = accounts::by_id(store, &passkey.account).await? else { return Ok(None) };
    let is_theirs = shown.account().as_deref() == Some(account.id.as_str());
    Ok((is_theirs && account.state == AccountState::Active).then_some((passkey, account)))
}

/// What the next answer is checked against, where this one is right.
fn checked(
    passkeys: &Passkeys,
    state: &str,
    shown: &Shown,
    passkey: &Passkey,
) -> Result<Result<String, Refused>, Failure> {
    if passkey.stopped.is_some() {
        return Ok(Err(Refused::Wrong));
    }
    Ok(passkeys.check(state, shown, &passkey.record)?)
}

/// How a refusal stands in the audit.
const fn decision(refused: Refused) -> &'static str {
    match refused {
        Refused::Wrong => "wrong-passkey",
        Refused::Copied => "copied-passkey",
    }
}

/// Lets in whom the answer is of. Whatever is wrong with it, the answer is one: who asks learns of no passkey and of no account.
pub(super) async fn come_in(
    visit: Visit,
    office: Office,
    State(store): State<Store>,
    headers: HeaderMap,
    sent: Bytes,
) -> Result<Response, Failure> {
    let Some(passkeys) = office.passkeys() else { return Ok(status(StatusCode::NOT_FOUND)) };
    let now = office.now();
    let Some(holder) = door::asked(&office, &headers) else { return Ok(status(StatusCode::CONFLICT)) };
    let asked = Asked { holder: &holder, purpose: Purpose::SignIn, account: None };
    let Some(state) = taken(&store, &office, asked).await? else { return Ok(status(StatusCode::CONFLICT)) };
    let answer = Answer::read(&sent);
    let read = answer.as_ref().and_then(|answer| Some((answer, Shown::read(answer.authenticator())?)));
    let Some((answer, shown)) = read else { return Ok(status(StatusCode::UNPROCESSABLE_ENTITY)) };
    let source = source_of(&format!("passkey {}", shown.credential()), None);
    if let Err(seconds) = take_a_try(&store, &source, now).await? {
        let mut response = status(StatusCode::TOO_MANY_REQUESTS);
        response.headers_mut().insert(RETRY_AFTER, seconds.into());
        return Ok(response);
    }
    let owner = owner(&store, &shown).await?;
    let checked = match &owner {
        Some((passkey, _)) => checked(passkeys, &state, &shown, passkey)?,
        None => Err(Refused::Wrong),
    };
    let id = owner.as_ref().map_or("nobody", |(_, account)| account.id.as_str());
    let said = |decision| Entry {
        at: now,
        actor: id,
        action: "sign-in",
        kind: ObjectKind::Account,
        key: id,
        decision,
        request: "",
    };
    let mut write = store.write().await?;
    let (Some((passkey, account)), Ok(record)) = (&owner, &checked) else {
        let refused = checked.err().unwrap_or(Refused::Wrong);
        if let (Some((passkey, _)), Refused::Copied) = (&owner, refused) {
            table::stop(&mut write, &passkey.id, now).await?;
        }
        audit::append(&mut write, said(decision(refused))).await?;
        write.commit_unseen().await?;
        return Ok(status(StatusCode::UNPROCESSABLE_ENTITY));
    };
    if !table::used(&mut write, passkey, record, now).await? {
        return Ok(status(StatusCode::UNPROCESSABLE_ENTITY));
    }
    audit::append(&mut write, said("done-by-passkey")).await?;
    // What this browser held before is worth nothing after: a planted session, a half one, one of a colleague.
    if let Some(before) = door::session(&office, &store, &headers).await? {
        sessions::end(&mut write, &before.token_hash).await?;
    }
    let id = account.id.as_str();
    let cookie = door::open(&mut write, &office, Opening::now(id, Stage::Full, now)).await?;
    let known = door::browser(&office, &headers);
    pace::clear(&mut write, &source).await?;
    let browser = door::remember(&mut write, &office, id, known.as_deref()).await?;
    write.commit_unseen().await?;
    let next = visit.href(&next_page(&answer.next));
    let response = json(serde_json::json!({ "next": next }).to_string());
    Ok(door::with_cookies(response, [cookie, browser, door::forget_question(&office)]))
}

/// Asks for one of one's own passkeys.
pub(super) async fn ask_again(
    actor: Actor,
    office: Office,
    State(store): State<Store>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let held = table::of(&store, &actor.account).await?;
    let working = held.iter().filter(|passkey| passkey.stopped.is_none());
    let names: Vec<&str> = working.map(|passkey| passkey.credential.as_str()).collect();
    let Some(passkeys) = office.passkeys().filter(|_| !names.is_empty()) else {
        return Ok(status(StatusCode::NOT_FOUND));
    };
    let Some(session) = door::session(&office, &store, &headers).await? else {
        return Ok(status(StatusCode::UNAUTHORIZED));
    };
    let question = passkeys.ask_for(&names)?;
    let asked =
        Asked { holder: &session.token_hash, purpose: Purpose::StepUp, account: Some(&actor.account) };
    Ok(json(put(&store, &office, asked, question).await?))
}

/// Takes the answer for the second factor, shown again. The session's token changes with it; a wrong answer counts like a wrong
/// code.
pub(super) async fn step_up(
    visit: Visit,
    actor: Actor,
    office: Office,
    State(store): State<Store>,
    headers: HeaderMap,
    sent: Bytes,
) -> Result<Response, Failure> {
    let Some(passkeys) = office.passkeys() else { return Ok(status(StatusCode::NOT_FOUND)) };
    let now = office.now();
    let Some(session) = door::session(&office, &store, &headers).await? else {
        return Ok(status(StatusCode::UNAUTHORIZED));
    };
    let asked =
        Asked { holder: &session.token_hash, purpose: Purpose::StepUp, account: Some(&actor.account) };
    let Some(state) = taken(&store, &office, asked).await? else { return Ok(status(StatusCode::CONFLICT)) };
    let answer = Answer::read(&sent);
    let shown = answer.as_ref().and_then(|answer| Shown::read(answer.authenticator()));
    let passkey = match &shown {
        Some(shown) => table::by_credential(&store, &shown.credential()).await?,
        None => None,
    };
    let passkey = passkey.filter(|passkey| passkey.account == actor.account);
    let checked = match (&passkey, &shown) {
        (Some(passkey), Some(shown)) => checked(passkeys, &state, shown, passkey)?,
        _ => Err(Refused::Wrong),
    };
    let mut write = store.write().await?;
    let used = match (&passkey, &checked) {
        (Some(passkey), Ok(record)) => table::used(&mut write, passkey, record, now).await?,
        _ => false,
    };
    if !used {
        let refused = checked.err().unwrap_or(Refused::Wrong);
        if let (Some(passkey), Refused::Copied) = (&passkey, refused) {
            table::stop(&mut write, &passkey.id, now).await?;
        }
        audit::append(&mut write, Entry::own(&actor, "step-up", decision(refused))).await?;
        let is_over = missed(&mut write, &session).await?;
        write.commit_unseen().await?;
        let refusal = if is_over { StatusCode::UNAUTHORIZED } else { StatusCode::UNPROCESSABLE_ENTITY };
        return Ok(status(refusal));
    }
    audit::append(&mut write, Entry::own(&actor, "step-up", "done-by-passkey")).await?;
    if !sessions::end(&mut write, &session.token_hash).await? {
        return Ok(status(StatusCode::UNAUTHORIZED));
    }
    let opening = Opening {
        account: &actor.account,
        stage: Stage::Full,
        times: stepped_up(session.times, now),
        name: Some(session.name),
        pending: None,
    };
    let cookie = door::open(&mut write, &office, opening).await?;
    write.commit_unseen().await?;
    let next = visit.href(&next_page(answer.as_ref().map_or("", |answer| &answer.next)));
    Ok(door::with_cookies(json(serde_json::json!({ "next": next }).to_string()), [cookie]))
}
