//! Who sits at the desk, and what of the cases is theirs to see.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use record::{Calendar, Id};
use staff::audit::{self, Entry};
use staff::{Action, Actor, Object, ObjectKind, Office, Role, authorize, permit};
use store::{Store, Write};
use ui::{Failure, Visit};

use crate::case::CaseFile;
use crate::table::{self, Moment, Viewer};

/// A request of somebody who has signed in, with all that a handler needs.
pub(crate) struct Seat {
    /// The request.
    pub(crate) visit: Visit,
    /// The records.
    pub(crate) store: Store,
    /// Chance and the time.
    pub(crate) office: Office,
    /// Who asks.
    pub(crate) actor: Actor,
}

impl FromRequestParts<Store> for Seat {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, store: &Store) -> Result<Self, Response> {
        let visit = Visit::from_request_parts(parts, store).await.map_err(IntoResponse::into_response)?;
        let office = Office::from_request_parts(parts, store).await.map_err(IntoResponse::into_response)?;
        let actor = Actor::from_request_parts(parts, store).await?;
        Ok(Self { visit, store: store.clone(), office, actor })
    }
}

/// A case and how it stands to whoever asks.
pub(crate) struct Found {
    /// The case.
    pub(crate) case: CaseFile,
    /// The same for the policy.
    pub(crate) object: Object,
}

/// What ends a handler early: an answer, or a failure of ours.
pub(crate) enum Halt {
    /// The answer: it is not there, or not allowed.
    Answer(Box<Response>),
    /// We must mend it.
    Failure(Failure),
}

impl<E: Into<Failure>> From<E> for Halt {
    fn from(error: E) -> Self {
        Self::Failure(error.into())
    }
}

impl IntoResponse for Halt {
    fn into_response(self) -> Response {
        match self {
            Self::Answer(response) => *response,
            Self::Failure(failure) => failure.into_response(),
        }
    }
}

/// What a handler of the desk gives back.
pub(crate) type Answered = Result<Response, Halt>;

impl Seat {
    /// The day, and what is needed to count from it.
    pub(crate) fn moment(&self) -> Moment<'static> {
        Moment { today: self.visit.today(), calendar: Calendar::china() }
    }

    /// Whether a passkey is one of the doors to this person's keys.
    pub(crate) async fn has_passkey(&self) -> Result<bool, Halt> {
        let keys = staff::keys::of(&self.store, &self.actor.account).await.map_err(Halt::Failure)?;
        Ok(keys.is_some_and(|keys| keys.has_passkey()))
    }

    /// Whether the policy lets this happen; if not, the handler ends with its answer, and the denial is written down.
    pub(crate) async fn permit(&self, action: Action, object: &Object) -> Result<(), Halt> {
        match permit(&self.visit, &self.store, &self.actor, action, object).await.map_err(Halt::Failure)? {
            Ok(()) => Ok(()),
            Err(response) => Err(Halt::Answer(Box::new(response))),
        }
    }

    /// Whether the policy would let this happen: to offer only what is possible. Nothing is written down.
    pub(crate) fn may(&self, action: Action, object: &Object) -> bool {
        staff::offers(&self.actor, action, object)
    }

    /// Writes down what was done, in the transaction that does it.
    pub(crate) async fn audit(&self, write: &mut Write, action: Action, object: &Object) -> Result<(), Halt> {
        audit::append(write, Entry::done(self.actor.at, &self.actor, action, object)).await?;
        Ok(())
    }

    /// The case of this id or number. That it is not there and that whoever asks is excluded from it look alike, whatever is
    /// then wanted of it; only the audit knows which it was.
    pub(crate) async fn find(&self, named: &str) -> Result<Found, Halt> {
        let id = match Id::parse(named) {
            Some(id) => Some(id),
            None => table::named(&self.store, &named.to_ascii_uppercase()).await?,
        };
        let case = match &id {
            Some(id) => table::case(&self.store, id).await?,
            None => None,
        };
        let Some(case) = case else { return Err(self.nothing()) };
        let object = self.object(&case).await?;
        if object.excluded {
            self.permit(Action::CaseRead, &object).await?;
        }
        Ok(Found { case, object })
    }

    /// The answer for what is not there.
    pub(crate) fn nothing(&self) -> Halt {
        Halt::Answer(Box::new(crate::routes::private(self.visit.not_found())))
    }

    /// A case as the policy sees it. Nobody touches what is about their own unit, as no list shows it to them.
    pub(crate) async fn object(&self, case: &CaseFile) -> Result<Object, Halt> {
        let head = case.head();
        let is_about_own = head.concerned_unit.as_ref() == Some(&self.actor.unit);
        let excluded = is_about_own || table::is_excluded(&self.store, &head.id, &self.actor.account).await?;
        Ok(Object::of(ObjectKind::Case)
            .key(head.id.as_str())
            .unit(case.unit())
            .assigned(case.team().contains(&self.actor.account))
            .excluded(excluded)
            .concerned(head.concerned_unit.as_deref()))
    }

    /// What this actor sees in lists. Only the policy decides: a unit is asked of it as a case there would be.
    pub(crate) fn viewer(&self, is_mine: bool) -> Viewer {
        let units = self.units(is_mine);
        Viewer { account: self.actor.account.clone(), unit: self.actor.unit.clone(), units }
    }

    /// The same for what belongs to a case that was found: nothing of cases one is excluded from, wherever they lie.
    pub(crate) fn everywhere(&self) -> Viewer {
        Viewer { account: self.actor.account.clone(), unit: self.actor.unit.clone(), units: None }
    }

    /// The units whose cases this actor may list, or may if they are assigned to them; `None` for all of them.
    fn units(&self, is_mine: bool) -> Option<Vec<String>> {
        if self.actor.has(Role::Auditor) {
            return None;
        }
        let may_list = |unit: &&record::Receiver| {
            let case = Object::of(ObjectKind::Case).unit(&unit.code).assigned(is_mine);
            authorize(&self.actor, Action::CaseList, &case).is_ok()
        };
        Some(self.visit.city().receivers.iter().filter(may_list).map(|unit| unit.code.clone()).collect())
    }

    /// Whether this actor sees cases beyond their own.
    pub(crate) fn sees_more_than_own(&self) -> bool {
        self.units(false).is_none_or(|units| !units.is_empty())
    }
}
