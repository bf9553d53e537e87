//! Accounts, roles and ways in: what two people decide together, and the first two accounts, which the command line makes
//! while there is nobody to decide.

use std::fmt;
use std::io;

use record::{City, Day, Id, Instant};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::{Result, Store, Write};

use crate::audit::{self, COMMAND_LINE, Entry};
use crate::rules::{codes, roles};
use crate::table::{accounts, grants, sessions};
use crate::two_hands::Proposal;
use crate::{Account, Action, Grant, ObjectKind, Office, Role, State, door};

/// A one-time code opens an account for so long.
const INVITED_SECONDS: i64 = 72 * 3_600;

/// A new account with its first role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewAccount {
    /// What one will sign in with.
    pub name: String,
    /// What colleagues will read.
    pub title: String,
    /// The unit of the person and of the role.
    pub unit: String,
    /// The first role.
    pub role: Role,
    /// The last day of the role, if it is to end by itself.
    pub until: Option<Day>,
}

/// A further role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewRole {
    /// The role.
    pub role: Role,
    /// Where it is to hold.
    pub unit: String,
    /// The last day, if it is to end by itself.
    pub until: Option<Day>,
}

/// Why an appointment is not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAppointed {
    /// Somebody has this name.
    NameTaken,
    /// The account is closed or gone.
    NoAccount,
    /// A role that is held forbids the new one.
    RolesApart,
    /// The first two accounts are there: all others come by two hands.
    NotFirst,
    /// Both of the first two would have the same role.
    SameRole,
    /// The proposal does not say what it must.
    Unclear,
}

impl NotAppointed {
    /// The key of the sentence that says so.
    pub const fn key(self) -> &'static str {
        match self {
            NotAppointed::NameTaken => "staff-appoint-name-taken",
            NotAppointed::NoAccount => "staff-appoint-no-account",
            NotAppointed::RolesApart => "staff-appoint-roles-apart",
            NotAppointed::NotFirst => "staff-appoint-not-first",
            NotAppointed::SameRole => "staff-appoint-same-role",
            NotAppointed::Unclear => "staff-appoint-unclear",
        }
    }
}

/// What kept us from appointing anybody; nothing the people could mend.
#[derive(Debug)]
pub enum Trouble {
    /// The database did not take it.
    Store(store::Error),
    /// The system gave no chance to make a code or an id of.
    Chance(io::Error),
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Trouble::Store(error) => write!(f, "{error}"),
            Trouble::Chance(error) => write!(f, "the system gives no random bytes: {error}"),
        }
    }
}

impl std::error::Error for Trouble {}

impl From<store::Error> for Trouble {
    fn from(error: store::Error) -> Trouble {
        Trouble::Store(error)
    }
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Trouble {
        Trouble::Chance(error)
    }
}

/// What came of it.
type Appointed = std::result::Result<std::result::Result<Made, NotAppointed>, Trouble>;

/// What was made: the account, and the one-time code where somebody needs one. The code is shown once and kept by nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The account's id.
    pub account: String,
    /// What one signs in with.
    pub name: String,
    /// The code that opens the account.
    pub code: Option<String>,
}

/// The account as it stands, in a form that changes when its state or its roles do.
pub(crate) async fn stands(write: &mut Write, account: &str) -> Result<String> {
    let state = accounts::secrets(write, account).await?.map(|secrets| secrets.account.state.as_str());
    let held = grants::standing_of(write, account).await?;
    Ok(serde_json::json!([state, held]).to_string())
}

/// Makes one of the first two accounts. The two have different roles, an administrator and a supervisor, so that together they
/// can bring in all others and neither can alone.
///
/// # Errors
/// Where the database or the system's chance fails; why an account is not made is a value.
pub async fn first(store: &Store, office: &Office, city: &City, new: NewAccount, today: Day) -> Appointed {
    debug_assert!(Role::FIRST.contains(&new.role) && city.receiver(&new.unit).is_some());
    let mut write = store.write().await?;
    match accounts::count(&mut write).await? {
        0 => {}
        1 => {
            let mut held = Vec::new();
            for account in accounts::all(store).await? {
                held.extend(grants::held_in(&mut write, account.id.as_str(), today).await?);
            }
            if held.iter().any(|grant| grant.role == new.role) {
                return Ok(Err(NotAppointed::SameRole));
            }
        }
        _ => return Ok(Err(NotAppointed::NotFirst)),
    }
    let made = match add(&mut write, office, &new, today).await? {
        Ok(made) => made,
        Err(why) => return Ok(Err(why)),
    };
    let entry = Entry {
        at: office.now(),
        actor: COMMAND_LINE,
        action: Action::AccountAdd.as_str(),
        kind: ObjectKind::Account,
        key: &made.account,
        decision: "done",
        request: "",
    };
    audit::append(&mut write, entry).await?;
    write.commit_unseen().await?;
    Ok(Ok(made))
}

/// Does what an approved proposal says, in the transaction that approved it.
pub(crate) async fn carry_out(
    write: &mut Write,
    office: &Office,
    proposal: &Proposal,
    today: Day,
) -> Appointed {
    match proposal.action {
        Action::AccountAdd => match read::<NewAccount>(&proposal.facts) {
            Some(new) => add(write, office, &new, today).await,
            None => Ok(Err(NotAppointed::Unclear)),
        },
        Action::RoleGrant => match read::<NewRole>(&proposal.facts) {
            Some(new) => appoint(write, office, &proposal.key, new, today).await,
            None => Ok(Err(NotAppointed::Unclear)),
        },
        Action::AccountRecover => recover(write, office, &proposal.key).await,
        _ => Ok(Err(NotAppointed::Unclear)),
    }
}

pub(crate) fn read<T: for<'de> Deserialize<'de>>(facts: &Value) -> Option<T> {
    T::deserialize(facts).ok()
}

async fn add(write: &mut Write, office: &Office, new: &NewAccount, today: Day) -> Appointed {
    let account = Account {
        id: office.id()?,
        name: new.name.clone(),
        title: new.title.clone(),
        unit: new.unit.clone(),
        state: State::Invited,
        created: office.now(),
    };
    if !accounts::insert(write, &account).await? {
        return Ok(Err(NotAppointed::NameTaken));
    }
    let grant = Grant { role: new.role, unit: new.unit.clone(), from: today, until: new.until };
    grants::insert(write, office.id()?.as_str(), account.id.as_str(), &grant).await?;
    let code = invite(write, office, &account.id, office.now()).await?;
    Ok(Ok(Made { account: account.id.to_string(), name: account.name, code: Some(code) }))
}

async fn invite(
    write: &mut Write,
    office: &Office,
    account: &Id,
    now: Instant,
) -> std::result::Result<String, Trouble> {
    let code = codes::invitation(&office.draw()?);
    let hash = door::hash(&codes::plain(&code));
    accounts::invite(write, account.as_str(), &hash, now.plus_seconds(INVITED_SECONDS)).await?;
    Ok(code)
}

async fn appoint(write: &mut Write, office: &Office, account: &str, new: NewRole, today: Day) -> Appointed {
    let Some(secrets) = accounts::secrets(write, account).await? else {
        return Ok(Err(NotAppointed::NoAccount));
    };
    if secrets.account.state == State::Closed {
        return Ok(Err(NotAppointed::NoAccount));
    }
    let held = grants::held_in(write, account, today).await?;
    if roles::forbidden_by(new.role, &held).is_some() {
        return Ok(Err(NotAppointed::RolesApart));
    }
    let grant = Grant { role: new.role, unit: new.unit, from: today, until: new.until };
    grants::insert(write, office.id()?.as_str(), account, &grant).await?;
    Ok(Ok(Made { account: account.to_owned(), name: secrets.account.name, code: None }))
}

async fn recover(write: &mut Write, office: &Office, account: &str) -> Appointed {
    let Some(secrets) = accounts::secrets(write, account).await? else {
        return Ok(Err(NotAppointed::NoAccount));
    };
    if secrets.account.state == State::Closed {
        return Ok(Err(NotAppointed::NoAccount));
    }
    accounts::invite_again(write, account).await?;
    sessions::end_all(write, account).await?;
    let code = invite(write, office, &secrets.account.id, office.now()).await?;
    Ok(Ok(Made { account: account.to_owned(), name: secrets.account.name, code: Some(code) }))
}
