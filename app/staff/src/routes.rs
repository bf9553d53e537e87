//! The addresses of the staff. Each POST goes to the address of the page its form stands on, so that whoever must show a
//! second factor first comes back to that page.

mod account;
mod accounts;
mod audit;
mod interests;
mod join;
mod keys;
mod manifests;
mod passkey_door;
mod passkeys;
mod proposals;
mod secrets;
mod sessions;
mod sign_in;
mod step_up;
mod templates;
mod work;

use std::sync::Arc;

use axum::routing::{get, post};
use axum::{Extension, Router};
use store::Store;

use crate::work::{Work, Works};

/// The addresses, without the language's prefix. `works` are the slices that give their people work.
pub fn routes(works: Vec<Arc<dyn Work>>) -> Router<Store> {
    Router::new()
        // Somebody comes in, and goes.
        .route("/staff/sign-in", get(sign_in::door).post(sign_in::password))
        .route("/staff/sign-in/code", get(sign_in::code_form).post(sign_in::code))
        .route("/staff/sign-in/passkey/ask", post(passkey_door::ask))
        .route("/staff/sign-in/passkey", post(passkey_door::come_in))
        .route("/staff/sign-out", post(sessions::sign_out))
        .route("/staff/join", get(join::door).post(join::open))
        .route("/staff/join/secrets", get(join::form).post(join::choose))
        .route("/staff/step-up", get(step_up::form).post(step_up::code))
        .route("/staff/step-up/passkey/ask", post(passkey_door::ask_again))
        .route("/staff/step-up/passkey", post(passkey_door::step_up))
        .route("/staff/passkeys", get(passkeys::list).post(passkeys::end))
        .route("/staff/passkeys/ask", post(passkeys::ask))
        .route("/staff/passkeys/add", post(passkeys::add))
        .route("/staff/secrets", get(secrets::form).post(secrets::change))
        .route("/staff/sessions", get(sessions::list).post(sessions::end))
        .route("/staff/interests", get(interests::list).post(interests::act))
        // Somebody works.
        .route("/staff", get(work::show))
        .route("/staff/search", get(work::find_form).post(work::find))
        .route("/staff/templates", get(templates::list).post(templates::create))
        .route("/staff/templates/{name}", get(templates::one).post(templates::write))
        // Two give what one ends.
        .route("/staff/accounts", get(accounts::list).post(accounts::propose))
        .route("/staff/accounts/{id}", get(account::show).post(account::act))
        .route("/staff/key", get(keys::page))
        .route("/staff/keys", get(keys::own).post(keys::keep))
        .route("/staff/manifests", get(manifests::list).post(manifests::propose))
        .route("/staff/manifests/{unit}/draft", get(manifests::draft))
        .route("/staff/proposals", get(proposals::list))
        .route("/staff/proposals/{id}", get(proposals::one).post(proposals::decide))
        // Somebody looks at what was done.
        .route("/staff/audit", get(audit::list))
        // A reporter's browser asks whose keys to seal to.
        .route("/report/manifest/{unit}", get(manifests::served))
        .layer(Extension(Works(works.into())))
}
