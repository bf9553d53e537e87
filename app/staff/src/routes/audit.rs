//! What was done by whom, for the auditor: metadata alone, and reading it is written down too.

use axum::extract::State;
use axum::response::Response;
use store::Store;
use ui::{Failure, Visit};

use super::sign_in::{Asked, asked};
use crate::audit::{self, Entry};
use crate::pages::audit as pages;
use crate::table::{accounts, audit as table};
use crate::{Action, Actor, Object, ObjectKind, permit};

/// Lines of a page.
const PAGE: i64 = 50;

pub(super) async fn list(
    visit: Visit,
    actor: Actor,
    State(store): State<Store>,
    pairs: Asked,
) -> Result<Response, Failure> {
    let object = Object::of(ObjectKind::Audit);
    if let Err(answer) = permit(&visit, &store, &actor, Action::AuditRead, &object).await? {
        return Ok(answer);
    }
    let given = |name: &str| Some(asked(&pairs, name)).filter(|value| !value.is_empty()).map(str::to_owned);
    let (who, action) = (given("actor"), given("action"));
    let before = given("before").and_then(|before| before.parse().ok());
    let mut rows = table::newest(&store, before, who.as_deref(), action.as_deref(), PAGE + 1).await?;
    let older = (rows.len() as i64 > PAGE).then(|| {
        rows.truncate(PAGE as usize);
        rows.last().map_or(0, |row| row.seq)
    });
    let accounts = accounts::all(&store).await?;
    let mut write = store.write().await?;
    audit::append(&mut write, Entry::done(actor.at, &actor, Action::AuditRead, &object)).await?;
    write.commit_unseen().await?;
    let asked = pages::Asked { who, action, older };
    Ok(pages::list(&visit, &actor, &rows, &accounts, &asked))
}
