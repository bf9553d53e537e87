//! Who asks.

use std::collections::BTreeMap;
use std::sync::Arc;

use record::{City, Instant};

use crate::{Grant, Object, ObjectKind, Role};

/// Which unit stands below which, as far as a decision needs it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line(Arc<BTreeMap<String, Option<String>>>);

impl Line {
    /// The line of a city's receivers.
    pub fn of(city: &City) -> Line {
        Line(Arc::new(city.receivers.iter().map(|unit| (unit.code.clone(), unit.up.clone())).collect()))
    }

    /// Whether a unit is the other one or stands somewhere below it. A unit that nobody knows is only within itself.
    pub fn is_within(&self, unit: &str, of: &str) -> bool {
        let above = |unit: &&str| self.0.get(*unit).and_then(Option::as_deref);
        // As many steps as there are units: a file that leads in a circle ends all the same.
        std::iter::successors(Some(unit), above).take(self.0.len() + 1).any(|unit| unit == of)
    }
}

/// A member of staff who has signed in, with the roles that hold today.
///
/// In a handler it is an extractor: whoever is not signed in is led to the door. A role that was taken away is gone with
/// the next request, because grants are read anew for each.
#[derive(Clone, Debug)]
pub struct Actor {
    /// The account, as every record names it.
    pub account: String,
    /// What one signs in with.
    pub name: String,
    /// What colleagues read.
    pub title: String,
    /// The unit the person belongs to.
    pub unit: String,
    /// The roles that hold today.
    pub grants: Vec<Grant>,
    /// Whether the second factor was shown within the last five minutes.
    pub fresh: bool,
    /// The session, by the name its list shows.
    pub session: String,
    /// The request, as the log of the server names it.
    pub request: String,
    /// Whether a script of a page asked, which reads a status and shows nobody a page.
    pub by_script: bool,
    /// When the request came, by the machine's clock.
    pub at: Instant,
    /// Which unit stands below which.
    pub line: Line,
}

impl Actor {
    /// An actor of no session, fresh, in units that know no line: for examples and for tests of the policy.
    pub fn for_example(account: &str, unit: &str, grants: Vec<Grant>) -> Actor {
        Actor {
            account: account.to_owned(),
            name: account.to_owned(),
            title: account.to_owned(),
            unit: unit.to_owned(),
            grants,
            fresh: true,
            session: String::new(),
            request: String::new(),
            by_script: false,
            at: Instant::from_unix_micros(0),
            line: Line::default(),
        }
    }

    /// Whether a role is held in any unit.
    pub fn has(&self, role: Role) -> bool {
        self.grants.iter().any(|grant| grant.role == role)
    }

    /// The actor's own account, as a thing that something is done to.
    pub(crate) fn own_account(&self) -> Object {
        Object::of(ObjectKind::Account).key(self.account.as_str()).owner(Some(&self.account))
    }

    /// The units in which a role is held.
    pub fn units_as(&self, role: Role) -> impl Iterator<Item = &str> {
        self.grants.iter().filter(move |grant| grant.role == role).map(|grant| grant.unit.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_ends_even_where_it_leads_in_a_circle() {
        let line = |pairs: &[(&str, Option<&str>)]| {
            Line(Arc::new(pairs.iter().map(|(a, b)| ((*a).to_owned(), b.map(str::to_owned))).collect()))
        };
        let sound = line(&[("town", Some("county")), ("county", Some("city")), ("city", None)]);
        assert!(sound.is_within("town", "city") && sound.is_within("town", "town"));
        assert!(!sound.is_within("city", "town") && !sound.is_within("nobody", "city"));
        assert!(sound.is_within("nobody", "nobody"));
        let circle = line(&[("a", Some("b")), ("b", Some("a"))]);
        assert!(circle.is_within("a", "b") && !circle.is_within("a", "c"));
    }
}
