//! The public counts, as a page and as files of the same rows.

use axum::extract::State;
use axum::response::Response;
use store::Store;
use ui::{Failure, Visit};

use crate::data::lines;
use crate::pages;
use crate::rules::funnel::Funnel;
use crate::rules::routing::Organisation;
use crate::table;
use sheet::Format;
use sheet::download::Pieces;

async fn funnels(visit: &Visit, store: &Store) -> Result<Vec<Funnel>, Failure> {
    Ok(table::funnels(store, &Organisation::of(visit.city()), visit.today()).await?)
}

/// `/cases`
pub(crate) async fn show(visit: Visit, State(store): State<Store>) -> Result<Response, Failure> {
    let funnels = funnels(&visit, &store).await?;
    Ok(visit.page(|| pages::funnel(&visit, &funnels)))
}

/// `/cases.csv` and `/cases.json`
pub(crate) async fn download(visit: Visit, State(store): State<Store>) -> Result<Response, Failure> {
    let format = Format::asked(visit.path(), visit.query());
    let body = sheet::download::file(format, &lines(&funnels(&visit, &store).await?));
    let send = |pieces: Pieces<store::Error>| async move { pieces.send(body).await };
    Ok(sheet::download::answer(format, "cases", send))
}
