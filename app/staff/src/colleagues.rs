//! Everyone who works here, as colleagues know them: for the names on a page, and for who can be given a case.

use record::Day;
use seal::Public;
use store::{Result, Store};

use crate::table::{accounts, grants, keys};
use crate::{Grant, Role};

/// One colleague.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    /// The account, as every record names it.
    pub account: String,
    /// What colleagues read.
    pub title: String,
    /// The unit the person belongs to.
    pub unit: String,
    /// The roles that hold on the day.
    pub grants: Vec<Grant>,
    /// What is sealed for them is sealed to this; none while they have made no keys.
    pub key: Option<Public>,
}

impl Colleague {
    /// Whether this role is held in this unit.
    pub fn holds(&self, role: Role, unit: &str) -> bool {
        self.grants.iter().any(|grant| grant.role == role && grant.unit == unit)
    }
}

/// Everyone who can sign in, in the order of their titles.
///
/// # Errors
/// Where the database does not answer.
pub async fn colleagues(store: &Store, today: Day) -> Result<Vec<Colleague>> {
    let mut roles: Vec<(String, Grant)> = grants::standing(store)
        .await?
        .into_iter()
        .filter(|given| given.grant.holds_on(today))
        .map(|given| (given.account, given.grant))
        .collect();
    let keys = keys::all_public(store).await?;
    let mut colleagues: Vec<Colleague> = accounts::active(store)
        .await?
        .into_iter()
        .map(|account| {
            let id = account.id.to_string();
            let grants = roles.extract_if(.., |(of, _)| *of == id).map(|(_, grant)| grant).collect();
            let key = keys.iter().find(|(of, _)| *of == id).and_then(|(_, key)| Public::parse(key));
            Colleague { account: id, title: account.title, unit: account.unit, grants, key }
        })
        .collect();
    colleagues.sort_by(|one, other| (&one.title, &one.account).cmp(&(&other.title, &other.account)));
    Ok(colleagues)
}
