//! Taking in what comes by letter, telephone, e-mail, microblog or over the counter. Every channel ends in the same intake: the same
//! fields, the same seal, the same receipt, which the clerk hands to whoever came.

use axum::extract::{Multipart, Query};
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;
use record::DivisionLevel;
use staff::{Action, Actor, Object, ObjectKind};
use ui::{Answer, Button, Choice, DateInput, ErrorSummary, Notice, Offer, Tone, Visit};

use super::seat::{Answered, Halt, Seat};
use crate::case::{Channel, Kind};
use crate::pages::{Errors, about_fields, file_field, own_fields, story_fields};
use crate::routes::{Counter, FormKey, Slip, Words, take};

/// What the form of the intake is made of.
pub(crate) struct IntakePage<'a> {
    /// What came.
    pub(crate) kind: Kind,
    /// How; none where nobody has said.
    pub(crate) channel: Option<Channel>,
    /// What was typed so far.
    pub(crate) words: &'a Words,
    /// The receipt and the number of the submission.
    pub(crate) slip: &'a Slip,
    /// The seal over the slip.
    pub(crate) token: &'a str,
    /// What is wrong with the form.
    pub(crate) errors: Errors,
    /// What else the clerk must know: the key of a sentence.
    pub(crate) notice: Option<&'static str>,
    /// The number of the case that was taken in just now.
    pub(crate) done: &'a str,
}

fn object(actor: &Actor) -> Object {
    Object::of(ObjectKind::Case).unit(&actor.unit)
}

/// `GET /staff/cases/intake`
pub(crate) async fn form(seat: Seat, Query(pairs): Query<Vec<(String, String)>>) -> Answered {
    seat.permit(Action::IntakeEnter, &object(&seat.actor)).await?;
    let done = pairs.iter().find(|(name, _)| name == "done").map_or("", |(_, value)| value.as_str());
    let is_number = done.len() <= 20 && done.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let (slip, key) = (Slip::draw(&seat.office)?, FormKey::of(&seat.office)?);
    let mut words = Words::default();
    words.came = seat.visit.today().to_string();
    let page_of = IntakePage {
        kind: Kind::Report,
        channel: None,
        words: &words,
        slip: &slip,
        token: &slip.token(&key, Kind::Report),
        errors: Errors::new(),
        notice: None,
        done: if is_number { done } else { "" },
    };
    Ok(page(&seat.visit, &seat.actor, StatusCode::OK, &page_of))
}

/// `POST /staff/cases/intake/send`
pub(crate) async fn take_in(seat: Seat, form: Multipart) -> Answered {
    let object = object(&seat.actor);
    seat.permit(Action::IntakeEnter, &object).await?;
    // Before the first byte is read: whoever breaks off has opened the intake all the same.
    let mut write = seat.store.write().await?;
    seat.audit(&mut write, Action::IntakeEnter, &object).await?;
    write.commit_unseen().await?;
    let key = FormKey::of(&seat.office)?;
    let Seat { visit, store, office, actor } = seat;
    let counter = Counter { visit, store, office, key, clerk: Some(actor) };
    take(&counter, Kind::Report, form).await.map_err(Halt::Failure)
}

/// The form of the intake.
pub(crate) fn page(visit: &Visit, actor: &Actor, status: StatusCode, page: &IntakePage<'_>) -> Response {
    let title = visit.t("cases-desk-intake");
    let errors = page.errors.clone();
    let has_errors = !errors.is_empty();
    let summary = has_errors.then(|| view! { <ErrorSummary visit=visit errors=errors /> });
    let notice = page.notice.map(|key| {
        view! {
            <Notice title=visit.word(key).unwrap_or_default() tone=Tone::Bad>
                <p>{visit.t("cases-nothing-taken")}</p>
            </Notice>
        }
    });
    let done = (!page.done.is_empty()).then(|| {
        let text = visit.tn("cases-desk-taken-in", &[("number", page.done.into())]);
        view! { <Notice title=text tone=Tone::Good /> }
    });
    let body = view! {
        {summary}
        {notice}
        {done}
        <h1>{title}</h1>
        <p>{visit.t("cases-desk-intake-what")}</p>
        <form
            id="report-form"
            class="report-form"
            method="post"
            enctype="multipart/form-data"
            action=visit.href("/staff/cases/intake/send")
            autocomplete="off"
            spellcheck="false"
            novalidate
        >
            {origin(visit, page)}
            {about_fields(visit, Kind::Report, page.words, &page.errors)}
            {story_fields(visit, Kind::Report, page.words, &page.errors)}
            {own_fields(visit, Kind::Report, page.words, &page.errors)}
            {file_field(visit, &page.errors, has_errors)}
            {receipt(visit, page)}
        </form>
    };
    staff::desk_page(visit, actor, status, title, body.into_any(), None)
}

fn message(errors: &Errors, field: &str) -> ui::Text {
    errors.iter().find(|(at, _)| at == field).map(|(_, text)| text.clone()).unwrap_or_default()
}

/// What came, how, when, and whom it concerns as far as routing asks.
fn origin(visit: &Visit, page: &IntakePage<'_>) -> AnyView {
    let word = |begin: &str, word: &str| visit.word(&format!("{begin}-{word}")).unwrap_or_default();
    let kinds = Kind::ALL.iter().map(|kind| Answer::new(kind.as_str(), word("cases-kind", kind.as_str())));
    let kinds: Vec<Answer> = kinds.collect();
    let ways = Channel::ALL.iter().filter(|channel| **channel != Channel::Web);
    let channels = Answer::list(
        visit.t("cases-choose"),
        ways.map(|channel| Answer::new(channel.as_str(), word("cases-channel", channel.as_str()))),
    );
    let lang = visit.lang();
    let offered = visit.city().divisions.iter().filter(|it| it.level != DivisionLevel::Township);
    let divisions = Answer::list(
        visit.t("cases-choose"),
        offered.map(|it| Answer::new(it.code.clone(), it.name(lang).to_owned())),
    );
    let units = visit.city().receivers.iter().filter(|it| !it.takes.is_empty());
    let receivers = Answer::list(
        visit.t("cases-receiver-none"),
        units.map(|it| Answer::new(it.code.clone(), it.name(lang).to_owned())),
    );
    let checked = |is: bool| if is { vec!["1".into()] } else { Vec::new() };
    let channel = page.channel.map_or("", |channel| channel.as_str());
    let hidden = |name: &'static str, value: String| view! { <input type="hidden" name=name value=value /> };
    view! {
        // Before the files, as on the citizens' form.
        {hidden("id", page.slip.id.to_string())}
        {hidden("expires", page.slip.expires.to_string())}
        {hidden("token", page.token.to_owned())}
        {hidden("receipt", page.slip.receipt.to_string())}
        <Choice
            name="kind"
            label=visit.t("cases-field-kind")
            answers=kinds
            chosen=vec![page.kind.as_str().into()]
        />
        <Choice
            name="channel"
            label=visit.t("cases-desk-channel")
            answers=channels
            chosen=vec![channel.into()]
            offer=Offer::List
            error=message(&page.errors, "channel")
        />
        <DateInput
            name="came"
            label=visit.t("cases-field-came")
            hint=visit.t("cases-field-came-hint")
            value=page.words.came.clone()
            max=visit.today().to_string()
            error=message(&page.errors, "came")
        />
        <Choice
            name="division"
            label=visit.t("cases-field-division")
            answers=divisions
            chosen=vec![page.words.division.clone().into()]
            offer=Offer::List
            error=message(&page.errors, "division")
        />
        <Choice
            name="receiver"
            label=visit.t("cases-field-receiver")
            answers=receivers
            chosen=vec![page.words.receiver.clone().into()]
            offer=Offer::List
            error=message(&page.errors, "receiver")
        />
        <Choice
            name="is_head"
            label=visit.t("cases-field-head-legend")
            answers=vec![Answer::new("1", visit.t("cases-field-head"))]
            chosen=checked(page.words.is_head)
            offer=Offer::Many
        />
        <Choice
            name="level_above"
            label=visit.t("cases-field-above-legend")
            answers=vec![Answer::new("1", visit.t("cases-field-above"))]
            chosen=checked(page.words.level_above)
            offer=Offer::Many
        />
    }
    .into_any()
}

/// The receipt, to be handed over before it is sealed.
fn receipt(visit: &Visit, page: &IntakePage<'_>) -> AnyView {
    let code = page.slip.receipt.to_string();
    view! {
        <section class="receipt" aria-labelledby="receipt-title">
            <h2 class="receipt__title" id="receipt-title">
                {visit.t("cases-desk-receipt")}
            </h2>
            <p class="receipt__code" translate="no">
                {code}
            </p>
            <p>{visit.t("cases-desk-receipt-why")}</p>
        </section>
        <Choice
            name="kept"
            label=visit.t("cases-field-kept-legend")
            answers=vec![Answer::new("1", visit.t("cases-desk-kept"))]
            offer=Offer::Many
            error=message(&page.errors, "kept")
        />
        <Button text=visit.t("cases-desk-seal") />
    }
    .into_any()
}
