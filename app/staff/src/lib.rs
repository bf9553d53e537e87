//! The people who work behind the counter: who they are, how they come in, what each may do, and what is kept of what they
//! did. For officers, custodians, moderators and auditors, and for every slice that must ask "may this person do that?".
//!
//! The nouns come first: an [`Account`] holds [`Grant`]s, each a [`Role`] in one unit for a time. [`authorize`] is the one
//! decision of the house: an [`Actor`], an [`Action`], an [`Object`]; the table it reads stands in `policy.rs`. The rules
//! are pure; what they need of clock and chance comes from the [`Office`], which only the server makes. [`audit`] appends
//! what was done, [`two_hands`] lets one propose and another approve, [`keys`] holds the manifests that reporters seal to.
//!
//! ```
//! use record::Day;
//! use staff::{Action, Actor, Grant, Object, ObjectKind, Role, authorize};
//! let today = Day::parse("2026-11-23").unwrap();
//! let grant = Grant { role: Role::CaseOfficer, unit: "cdi".to_owned(), from: today, until: None };
//! let officer = Actor::for_example("officer-1", "cdi", vec![grant]);
//! let case = Object::of(ObjectKind::Case).unit("cdi");
//! assert!(authorize(&officer, Action::CaseRead, &case).is_err(), "nobody assigned the case to this officer");
//! assert!(authorize(&officer, Action::CaseRead, &case.clone().assigned(true)).is_ok());
//! assert!(authorize(&officer, Action::CaseRead, &case.assigned(true).excluded(true)).is_err());
//! ```

mod account;
mod action;
mod grant;
mod object;
mod policy;
mod role;

pub mod rules;

mod actor;
pub mod appointments;
pub mod audit;
mod colleagues;
pub mod interests;
pub mod keys;
mod office;
mod table;
pub mod templates;
pub mod two_hands;

mod desk;
mod door;
mod extract;
mod form;
mod pages;
mod routes;
mod work;

pub mod given;

pub use account::{Account, State};
pub use action::Action;
pub use actor::{Actor, Line};
pub use colleagues::{Colleague, colleagues};
pub use desk::{desk, desk_page};
pub use extract::permit;
pub use grant::Grant;
pub use object::{Object, ObjectKind};
pub use office::{Clock, Entropy, Hashing, Office, Passkeys, Vault};
pub use pages::passkey_words;
pub use policy::{Denied, authorize, offers};
pub use role::Role;
pub use routes::routes;
pub use table::{has_accounts, migrations};
pub use work::{Due, Soon, Work, WorkItem, WorkList};
