//! The second step: the form itself, made for one person and kept by nobody.

use leptos::prelude::*;
use ui::{
    Answer, Bundle, Choice, ErrorSummary, Input, Kind as InputKind, Nav, Notice, Offer, Page, Qr, Robots,
    Text, TextArea, Tone, Visit,
};

use super::parts::{leave, limit_day, next_steps, other_ways, readers, unit_name};
use super::{Errors, Way};
use crate::case::Kind;
use crate::routes::{Reader, Slip, Words};
use crate::rules::clock::Limit;

/// What the form is made of.
pub(crate) struct FormPage<'a> {
    /// What is to be sent.
    pub(crate) kind: Kind,
    /// How.
    pub(crate) way: Way,
    /// Who reads it.
    pub(crate) reader: &'a Reader,
    /// What was typed so far.
    pub(crate) words: &'a Words,
    /// The receipt and the number of the submission.
    pub(crate) slip: &'a Slip,
    /// The seal over the slip.
    pub(crate) token: &'a str,
    /// What is wrong with the form.
    pub(crate) errors: Errors,
    /// What else the sender must know: the key of a sentence.
    pub(crate) notice: Option<&'static str>,
}

/// `POST /report` and `POST /complain`
pub(crate) fn form(visit: &Visit, page: &FormPage<'_>) -> Page {
    let is_report = page.kind == Kind::Report;
    let title = if is_report { visit.t("cases-report") } else { visit.t("cases-complain") };
    let action = if is_report { "/report/send" } else { "/complain/send" };
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
    let sealer = (page.way == Way::Scripts).then(|| crate::sealer(visit, page.kind)).flatten();
    let with_sealer = sealer.is_some();
    let body = view! {
        {leave(visit)}
        {summary}
        {notice}
        <h1>{title}</h1>
        <div class="two">
            <form
                id="report-form"
                class="report-form"
                method="post"
                enctype="multipart/form-data"
                action=visit.href(action)
                autocomplete="off"
                spellcheck="false"
                novalidate
                data-sealer=with_sealer
            >
                {reader(visit, page)}
                {about_fields(visit, page.kind, page.words, &page.errors)}
                {story_fields(visit, page.kind, page.words, &page.errors)}
                {own_fields(visit, page.kind, page.words, &page.errors)}
                {file_field(visit, &page.errors, has_errors)}
                {public_choice(visit, page.kind)}
                {sending(visit, page, sealer)}
            </form>
            <div>{next_steps(visit, page.kind)} {readers(visit, page.kind)} {other_ways(visit)}</div>
        </div>
    };
    Page {
        title: title.to_owned(),
        nav: if is_report { Nav::Report } else { Nav::Complain },
        robots: Robots::NoIndex,
        body: body.into_any(),
        bundle: Bundle::Seal.when(with_sealer),
        ..Page::default()
    }
}

/// Which unit reads it, why, and by when the sender hears of it.
fn reader(visit: &Visit, page: &FormPage<'_>) -> AnyView {
    let limit = if page.kind == Kind::Report { Limit::RepAck } else { Limit::PetReg };
    let named = [
        ("unit", unit_name(visit, &page.reader.unit).into()),
        ("day", visit.day(limit_day(visit, limit)).into()),
    ];
    let why = page
        .reader
        .why
        .iter()
        .filter_map(|why| visit.word(&format!("cases-why-{why}")))
        .map(|why| view! { <li>{why}</li> })
        .collect::<Vec<_>>();
    let hidden = |name: &'static str, value: String| view! { <input type="hidden" name=name value=value /> };
    let flag = |is: bool| if is { "1" } else { "" }.to_owned();
    let back = if page.kind == Kind::Report { "/report" } else { "/complain" };
    view! {
        // A browser sends fields in this order, and a file can only be sealed once the slip is known: so it stands before them all.
        {hidden("id", page.slip.id.to_string())}
        {hidden("expires", page.slip.expires.to_string())}
        {hidden("token", page.token.to_owned())}
        {hidden("receipt", page.slip.receipt.to_string())}
        {hidden("kind", page.kind.as_str().to_owned())}
        {hidden("division", page.words.division.clone())}
        {hidden("receiver", page.words.receiver.clone())}
        {hidden("is_head", flag(page.words.is_head))}
        {hidden("level_above", flag(page.words.level_above))}
        <Notice title=visit.tn("cases-reader", &named) tone=Tone::Notice>
            <ul class="plain-list">{why}</ul>
            <p>
                <a href=visit.href(back)>{visit.t("cases-reader-other")}</a>
            </p>
        </Notice>
    }
    .into_any()
}

fn message(errors: &Errors, field: &str) -> Text {
    errors.iter().find(|(at, _)| at == field).map(|(_, text)| text.clone()).unwrap_or_default()
}

/// A line of text that no browser fills in or remembers.
fn line(name: &'static str, label: Text, hint: Text, value: &str, error: Text, kind: InputKind) -> AnyView {
    let value = value.to_owned();
    view! { <Input name=name label=label hint=hint value=value error=error kind=kind autocomplete="off" /> }
        .into_any()
}

/// Whom or what it is about.
pub(crate) fn about_fields(visit: &Visit, kind: Kind, words: &Words, errors: &Errors) -> AnyView {
    let line = |name, label: &'static str, hint: &'static str, value| {
        line(name, label.into(), hint.into(), value, message(errors, name), InputKind::Text)
    };
    if kind != Kind::Report {
        let hint = visit.t("cases-field-unit-complaint-hint");
        return line("unit", visit.t("cases-field-unit-complaint"), hint, &words.unit);
    }
    view! {
        <h2>{visit.t("cases-about")}</h2>
        {line("unit", visit.t("cases-field-unit"), visit.t("cases-field-unit-hint"), &words.unit)}
        {line("person", visit.t("cases-field-person"), visit.t("cases-field-person-hint"), &words.person)}
        {line("post", visit.t("cases-field-post"), "", &words.post)}
    }
    .into_any()
}

/// What happened.
pub(crate) fn story_fields(visit: &Visit, kind: Kind, words: &Words, errors: &Errors) -> AnyView {
    let (what, what_hint, evidence, evidence_hint) = match kind {
        Kind::Report => (
            visit.t("cases-field-what"),
            visit.t("cases-field-what-hint"),
            visit.t("cases-field-evidence"),
            visit.t("cases-field-evidence-hint"),
        ),
        Kind::Complaint => (
            visit.t("cases-field-what"),
            visit.t("cases-field-what-complaint-hint"),
            visit.t("cases-field-wish"),
            visit.t("cases-field-wish-hint"),
        ),
        Kind::Suggestion => (
            visit.t("cases-field-what-suggestion"),
            visit.t("cases-field-what-suggestion-hint"),
            visit.t("cases-field-gain"),
            visit.t("cases-field-wish-hint"),
        ),
    };
    let line = |name, label: &'static str, hint: &'static str, value| {
        line(name, label.into(), hint.into(), value, message(errors, name), InputKind::Text)
    };
    view! {
        <h2>{visit.t("cases-story")}</h2>
        <TextArea name="what" label=what hint=what_hint value=words.what.clone() error=message(errors, "what") rows=8 />
        {(kind != Kind::Suggestion)
            .then(|| {
                (
                    line("when", visit.t("cases-field-when"), visit.t("cases-field-when-hint"), &words.when),
                    line("place", visit.t("cases-field-where"), visit.t("cases-field-where-hint"), &words.place),
                )
            })}
        <TextArea
            name="evidence"
            label=evidence
            hint=evidence_hint
            value=words.evidence.clone()
            error=message(errors, "evidence")
            rows=3
        />
    }
    .into_any()
}

/// Files. A browser forgets them when a form comes back, and the page says so.
pub(crate) fn file_field(visit: &Visit, errors: &Errors, is_again: bool) -> AnyView {
    let error = message(errors, "files");
    let is_bad = !error.is_empty();
    let described = if is_bad { "files-hint files-error" } else { "files-hint" };
    view! {
        <div class=if is_bad { "field field--bad" } else { "field" }>
            <label class="field__label" for="files">
                {visit.t("cases-field-files")}
            </label>
            <span class="field__hint" id="files-hint">
                {visit.t("cases-field-files-hint")}
            </span>
            {is_again.then(|| view! { <p class="files-again">{visit.t("cases-files-again")}</p> })}
            {is_bad
                .then(|| {
                    view! {
                        <span class="field__error" id="files-error">
                            {error}
                        </span>
                    }
                })}
            <input
                class="input"
                type="file"
                id="files"
                name="files"
                multiple
                aria-describedby=described
                aria-invalid=is_bad.then_some("true")
            />
        </div>
    }
    .into_any()
}

/// Who sends it.
pub(crate) fn own_fields(visit: &Visit, kind: Kind, words: &Words, errors: &Errors) -> AnyView {
    let line = |name, label: &'static str, hint: &'static str, value, kind| {
        line(name, label.into(), hint.into(), value, message(errors, name), kind)
    };
    let (why, number) = match kind {
        Kind::Report => (visit.t("cases-own-report"), true),
        Kind::Complaint | Kind::Suggestion => (visit.t("cases-own-complaint"), false),
    };
    view! {
        <h2>{visit.t("cases-own")}</h2>
        <p>{why}</p>
        {line("name", visit.t("cases-field-name"), "", &words.name, InputKind::Text)}
        {number
            .then(|| {
                let hint = visit.t("cases-field-id-number-hint");
                line("id_number", visit.t("cases-field-id-number"), hint, &words.id_number, InputKind::Text)
            })}
        {line("phone", visit.t("cases-field-phone"), visit.t("cases-field-phone-hint"), &words.phone, InputKind::Telephone)}
        {line("address", visit.t("cases-field-address"), "", &words.address, InputKind::Text)}
    }
    .into_any()
}

/// The receipt, before the button that sends.
fn sending(visit: &Visit, page: &FormPage<'_>, sealer: Option<AnyView>) -> AnyView {
    let plain = plain_sending(visit, page);
    let Some(sealer) = sealer else { return plain };
    let (first, sealed) = match page.kind {
        Kind::Report => ("/report", None),
        Kind::Complaint | Kind::Suggestion => ("/complain", Some(visit.t("cases-sealed-complaint"))),
    };
    view! {
        <noscript>{plain}</noscript>
        {sealed.map(|text| view! { <p data-scripted hidden>{text}</p> })}
        {sealer}
        <p class="muted">
            <a href=format!("{}?plain=1", visit.href(first))>{visit.t("cases-plain-instead")}</a>
        </p>
    }
    .into_any()
}

/// Whether the words of a complaint may become public.
fn public_choice(visit: &Visit, kind: Kind) -> Option<AnyView> {
    let choice = || {
        view! {
            <Choice
                name="public"
                label=visit.t("cases-field-public-legend")
                answers=vec![Answer::new("1", visit.t("cases-public"))]
                offer=Offer::Many
            />
        }
    };
    (kind != Kind::Report).then(|| choice().into_any())
}

/// The way without scripts: the server's receipt, what it sees, and the button.
fn plain_sending(visit: &Visit, page: &FormPage<'_>) -> AnyView {
    let receipt = page.slip.receipt.to_string();
    let sees = match page.kind {
        Kind::Report => visit.t("cases-server-sees"),
        Kind::Complaint | Kind::Suggestion => visit.t("cases-server-sees-complaint"),
    };
    view! {
        <section class="receipt" aria-labelledby="receipt-title">
            <h2 class="receipt__title" id="receipt-title">
                {visit.t("cases-receipt")}
            </h2>
            <p class="receipt__code" translate="no">
                {receipt.clone()}
            </p>
            <Qr text=receipt name=visit.t("cases-receipt-picture") />
            <p>{visit.t("cases-receipt-why")}</p>
        </section>
        <Choice
            name="kept"
            label=visit.t("cases-field-kept-legend")
            answers=vec![Answer::new("1", visit.t("cases-field-kept"))]
            offer=Offer::Many
            error=message(&page.errors, "kept")
        />
        <Notice title=sees />
        <p class="report-form__do">
            <button class="button" type="submit">
                {visit.t("cases-send")}
            </button>
            <a class="leave__link" href=visit.href("/report/leave") rel="noreferrer">
                {visit.t("cases-leave")}
            </a>
        </p>
    }
    .into_any()
}
