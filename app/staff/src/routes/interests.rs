//! What one declares: who is near, where one worked, what one holds.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use store::Store;
use ui::{Failure, Visit};

use crate::audit::{self, Entry};
use crate::desk::private;
use crate::form::{Fields, Sent};
use crate::interests::{self as declared, Interest, Sort};
use crate::pages::Errors;
use crate::pages::interests as pages;
use crate::table::interests;
use crate::{Action, Actor, Office, permit};

/// The longest name, in characters.
const LONGEST: usize = 100;

pub(super) async fn list(
    visit: Visit,
    actor: Actor,
    office: Office,
    State(store): State<Store>,
) -> Result<Response, Failure> {
    if let Err(answer) = permit(&visit, &store, &actor, Action::InterestDeclare, &actor.own_account()).await?
    {
        return Ok(answer);
    }
    page(&visit, &actor, &office, &store, StatusCode::OK, "", &[]).await
}

async fn page(
    visit: &Visit,
    actor: &Actor,
    office: &Office,
    store: &Store,
    status: StatusCode,
    typed: &str,
    errors: &Errors,
) -> Result<Response, Failure> {
    let held = declared::own(store, office, &actor.account).await?;
    let said = interests::completed(store, Some(&actor.account)).await?;
    let said = said.first().map(|(_, day)| *day);
    Ok(pages::list(visit, actor, status, &held, said, typed, errors))
}

/// Declares, withdraws, or says that it is all.
pub(super) async fn act(
    visit: Visit,
    actor: Actor,
    office: Office,
    State(store): State<Store>,
    sent: Sent,
) -> Result<Response, Failure> {
    let object = actor.own_account();
    if let Err(answer) = permit(&visit, &store, &actor, Action::InterestDeclare, &object).await? {
        return Ok(answer);
    }
    let fields = Fields::from(sent);
    let words = fields.get("words");
    let mut errors = Vec::new();
    if fields.get("do") == "declare" {
        if Sort::parse(fields.get("sort")).is_none() {
            errors.push(("sort", "staff-interest-sort-wrong"));
        }
        if !(1..=LONGEST).contains(&words.chars().count()) {
            errors.push(("words", "staff-interest-words-wrong"));
        }
    }
    if !errors.is_empty() {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return page(&visit, &actor, &office, &store, status, words, &errors).await;
    }
    let mut write = store.write().await?;
    match (fields.get("do"), Sort::parse(fields.get("sort"))) {
        ("declare", Some(sort)) => {
            let interest = Interest { sort, words: words.to_owned() };
            declared::declare(&mut write, &office, &actor.account, &interest, actor.at).await?;
        }
        ("end", _) => {
            let seq = fields.get("seq").parse().unwrap_or(0);
            interests::end(&mut write, &actor.account, seq, actor.at).await?;
        }
        ("complete", _) => interests::complete(&mut write, &actor.account, visit.today()).await?,
        _ => return Ok(private(Redirect::to(&visit.href("/staff/interests")).into_response())),
    }
    audit::append(&mut write, Entry::done(actor.at, &actor, Action::InterestDeclare, &object)).await?;
    write.commit_unseen().await?;
    Ok(private(Redirect::to(&visit.href("/staff/interests")).into_response()))
}
