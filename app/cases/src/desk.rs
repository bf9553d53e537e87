//! What staff read and do: the work list, taking in what comes by other ways, one case with everything that is possible in it now,
//! the words that wait for a moderator, and the requests that wait for a custodian.
//!
//! Every address asks `staff::permit` first, and writes down what was done in the transaction that does it. Nothing here can open
//! what is sealed: that happens on the device of whoever holds a key.

mod act;
mod bulk;
mod case;
mod export;
mod files;
mod forms;
mod identity;
mod intake;
mod keys;
mod list;
mod moderation;
mod parcel;
mod recusal;
mod release;
mod room;
mod say;
mod seat;
mod show;
mod work;

pub(crate) use intake::{IntakePage, page as intake_page, take_in};
pub use work::Desk;

use axum::Router;
use axum::routing::{get, post};
use store::Store;

/// The addresses of the desk, without the language's prefix.
pub fn routes() -> Router<Store> {
    Router::new()
        // Somebody looks what there is to do.
        .route("/staff/cases", get(list::show))
        .route("/staff/cases/bulk", get(case::to_list).post(bulk::act))
        // A letter, a call, a visitor.
        .route("/staff/cases/intake", get(intake::form))
        // One case.
        .route("/staff/cases/{case}", get(case::show))
        .route("/staff/cases/{case}/act", get(case::to_case).post(act::act))
        .route("/staff/cases/{case}/assign", get(case::to_case).post(act::assign))
        .route("/staff/cases/{case}/consent", get(case::to_case).post(act::consent))
        .route("/staff/cases/{case}/exclude", get(case::to_case).post(act::exclude))
        .route("/staff/cases/{case}/say", get(case::to_case).post(say::say))
        .route("/staff/cases/{case}/identity", get(case::to_case).post(identity::ask))
        // What the islands of a case fetch and send; all of it sealed.
        .route("/staff/cases/{case}/parcel", get(parcel::parcel))
        .route("/staff/cases/{case}/files/{upload}/{part}", get(files::part))
        .route("/staff/cases/{case}/messages", post(say::letter))
        .route("/staff/cases/{case}/wraps", post(keys::let_in))
        .route("/staff/cases/{case}/epochs", post(keys::renew))
        // All of it, sealed as it is, for a program that is not ours.
        .route("/staff/cases/{case}/export", get(export::export))
        // A custodian decides who may know a name.
        .route("/staff/openings", get(identity::waiting))
        .route("/staff/openings/{case}/{seq}", get(release::asking).post(release::released))
        .route("/staff/openings/{case}/{seq}/release", get(identity::release).post(identity::decline))
        // A moderator decides what the public reads.
        .route("/staff/words", get(moderation::queue))
        .route("/staff/words/{item}", get(moderation::show).post(moderation::act))
        .route("/staff/words/{item}/consent", post(moderation::consent))
}
