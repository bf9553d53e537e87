//! What a colleague writes: to the reporter, or to the team. In the page of the case that was opened the colleague's own browser seals it;
//! without that the server does in memory, to the key of the case and to the receipt's.

use axum::Json;
use axum::extract::{Form, Path};
use axum::http::StatusCode;
use keyring::parcel::Reply;
use record::Id;
use seal::message::Letter as Sealing;
use seal::{Object as Sort, Public, Role as Sealer, seal};
use staff::Action;
use zeroize::Zeroizing;

use super::act::back;
use super::case::{Page, page};
use super::forms::Fields;
use super::parcel::answer;
use super::seat::{Answered, Halt, Seat};
use crate::routes::context;
use crate::rules::stage::Refusal;
use crate::table::{self, Letter, Sender};

/// The longest message, in bytes.
const MESSAGE_BYTES: usize = 16 * 1024;

/// `POST /staff/cases/{case}/say`
pub(crate) async fn say(
    seat: Seat,
    Path(named): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Answered {
    let found = seat.find(&named).await?;
    let fields = Fields(pairs);
    let sender = if fields.get("do") == "note" { Sender::Note } else { Sender::Staff };
    let action = if sender == Sender::Note { Action::NoteWrite } else { Action::CaseMessage };
    seat.permit(action, &found.object).await?;
    let text = Zeroizing::new(fields.get("text").to_owned());
    if text.is_empty() || text.len() > MESSAGE_BYTES {
        let key = if text.is_empty() { "cases-message-missing" } else { "cases-message-long" };
        let errors = vec![("desk-text".into(), seat.visit.word(key).unwrap_or_default().into())];
        let shown = Page { errors, text, ..Page::default() };
        return page(&seat, &found, shown, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let id = &found.case.head().id;
    let number = fields.number("message");
    let letter = sealed(&seat, id, number, sender, &text).await?;
    let mut write = seat.store.write().await?;
    if table::say(&mut write, id, &letter, number, seat.visit.today()).await?.is_none() {
        drop(write);
        // Somebody wrote first: what they wrote stands above, and what was typed is still there.
        let found = seat.find(id.as_str()).await?;
        let shown = Page { refusal: Some(Refusal::Overtaken), text, ..Page::default() };
        return page(&seat, &found, shown, StatusCode::CONFLICT).await;
    }
    seat.audit(&mut write, action, &found.object).await?;
    write.commit_unseen().await?;
    Ok(back(&seat, &found, if sender == Sender::Note { "noted" } else { "sent" }))
}

/// `POST /staff/cases/{case}/messages`: sealed on the colleague's device. 409 where its number is taken, or its key is not the newest.
pub(crate) async fn letter(seat: Seat, Path(named): Path<String>, Json(reply): Json<Reply>) -> Answered {
    let found = seat.find(&named).await?;
    seat.permit(Action::CaseMessage, &found.object).await?;
    let id = &found.case.head().id;
    let chain = table::key_chain(&seat.store, id).await?;
    let is_newest = chain.keys.last().is_some_and(|newest| newest.epoch == reply.epoch);
    if !is_newest || table::is_overdue(&seat.store, id).await? {
        return Ok(answer(StatusCode::CONFLICT));
    }
    let letter = Letter {
        sender: Sender::Staff,
        account: Some(seat.actor.account.clone()),
        epoch: reply.epoch,
        role: Sealer::Staff.as_str().to_owned(),
        to_team: reply.letter.to_team.0,
        to_reporter: Some(reply.letter.to_reporter.0),
        signature: None,
    };
    let mut write = seat.store.write().await?;
    if table::say(&mut write, id, &letter, reply.number, seat.visit.today()).await?.is_none() {
        return Ok(answer(StatusCode::CONFLICT));
    }
    seat.audit(&mut write, Action::CaseMessage, &found.object).await?;
    write.commit_unseen().await?;
    Ok(answer(StatusCode::CREATED))
}

async fn sealed(seat: &Seat, id: &Id, number: u32, sender: Sender, text: &str) -> Result<Letter, Halt> {
    let chain = table::key_chain(&seat.store, id).await?;
    let newest = chain.keys.last().ok_or("a case has a key")?;
    let case_key = newest.key.clone();
    let context = context(&seat.visit, id, newest.epoch, number, Sealer::Staff);
    let (to_team, to_reporter) = match sender {
        Sender::Note => {
            let place = context.with(Sort::Message, number);
            (seal(&place, text.as_bytes(), &[case_key]).map_err(|fault| fault.key())?, None)
        }
        _ => {
            let keys =
                table::keys_for_reporter(&seat.store, id).await?.ok_or("a case has a receipt's key")?;
            let reply = Public::parse(&keys.0).ok_or("the key of a receipt can be read")?;
            let both = Sealing::seal(&context, text, &case_key, &reply).map_err(|fault| fault.key())?;
            (both.to_team, Some(both.to_reporter.0))
        }
    };
    Ok(Letter {
        sender,
        account: Some(seat.actor.account.clone()),
        epoch: newest.epoch,
        role: Sealer::Staff.as_str().to_owned(),
        to_team: to_team.0,
        to_reporter,
        signature: None,
    })
}
