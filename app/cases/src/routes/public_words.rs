//! Words that their author lets the public read: offered with the complaint, shown once a moderator has decided, and gone with a
//! tombstone that says why.

use axum::extract::{Query, State};
use axum::response::Response;
use record::{Cursor, Start};
use staff::Office;
use store::Store;
use ui::{Failure, Visit};

use super::slip::random_id;
use crate::arrival::{Arrival, sort};
use crate::pages;
use crate::table;

/// Words of a page.
const PAGE: usize = 20;

/// Puts the words of a complaint into the moderators' queue; twice is once.
pub(crate) async fn offer(store: &Store, office: &Office, arrival: &Arrival) -> Result<(), Failure> {
    let Some(words) = &arrival.words else { return Ok(()) };
    let (id, case) = (random_id(&office.entropy()?), &arrival.submission.id);
    let mut write = store.write().await?;
    let (concerned, place) = (arrival.concerned_unit.as_deref(), sort(arrival.received, &id));
    table::offer_words(&mut write, &id, case, concerned, words, place).await?;
    write.commit_unseen().await?;
    Ok(())
}

/// `/cases/words`
pub(crate) async fn list(
    visit: Visit,
    State(store): State<Store>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let cursor =
        |name: &str| pairs.iter().find(|(key, _)| key == name).and_then(|(_, text)| Cursor::parse(text));
    let start = match (cursor("after"), cursor("before")) {
        (Some(cursor), _) => Start::After(cursor),
        (None, Some(cursor)) => Start::Before(cursor),
        (None, None) => Start::Top,
    };
    let words = table::shown_words(&store, start, PAGE, visit.now()).await?;
    Ok(visit.page(|| pages::public_words(&visit, words)))
}
