//! What a slice adds to the page "my work" and to the search of the staff. The staff's part of the house knows no slice; the
//! server hands over those there are.

use std::pin::Pin;
use std::sync::Arc;

use store::{Result, Store};
use ui::{Tone, Visit};

use crate::Actor;

/// A future that is not named.
pub type Soon<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A slice that gives its people work.
pub trait Work: Send + Sync {
    /// What this actor has to do, in lists. Only what the policy lets the actor see.
    fn lists<'a>(
        &'a self,
        store: &'a Store,
        actor: &'a Actor,
        visit: &'a Visit,
    ) -> Soon<'a, Result<Vec<WorkList>>>;

    /// What this actor finds by words. Only what the policy lets the actor see, and nothing that is sealed.
    fn find<'a>(
        &'a self,
        store: &'a Store,
        actor: &'a Actor,
        visit: &'a Visit,
        words: &'a str,
    ) -> Soon<'a, Result<Vec<WorkList>>>;
}

/// Every slice that gives work.
#[derive(Clone)]
pub(crate) struct Works(pub(crate) Arc<[Arc<dyn Work>]>);

/// One list of the page.
#[derive(Clone, Debug, Default)]
pub struct WorkList {
    /// What the lines are.
    pub title: String,
    /// The lines, what falls due first on top.
    pub items: Vec<WorkItem>,
    /// Where the rest stands: what to call it, and its path without the language's prefix.
    pub more: Option<(String, String)>,
    /// Whether it stands beside the others, as a short list of what waits for a second hand.
    pub is_aside: bool,
}

/// One line.
#[derive(Clone, Debug)]
pub struct WorkItem {
    /// What it is called, such as its number.
    pub name: String,
    /// Where it stands, without the language's prefix.
    pub path: String,
    /// Where it came from, such as "letter" or "real-name report".
    pub source: String,
    /// What it is about, as far as that may be said.
    pub subject: String,
    /// When it falls due.
    pub due: Option<Due>,
    /// How far it has come.
    pub stage: String,
    /// What is to be done next.
    pub next: String,
}

/// When something falls due, in words that a rule has found.
#[derive(Clone, Debug)]
pub struct Due {
    /// Such as "3 days left" or "2 days late".
    pub text: String,
    /// How grave that is.
    pub tone: Tone,
    /// Whether it is late.
    pub is_late: bool,
    /// Whether it falls due today.
    pub is_today: bool,
}
