//! What a colleague writes: a message to the reporter, begun from a template if one fits, or a note that only the team reads.

use leptos::prelude::*;
use ui::{Answer, Button, Choice, Offer, Panel, TextArea, Visit, Weight};

use crate::desk::case::{Page, Shown};

/// The form, for whom the policy lets write.
pub(super) fn write(shown: &Shown<'_>, page: &Page) -> Option<AnyView> {
    let visit = &shown.seat.visit;
    let object = &shown.found.object;
    let (to_reporter, note) = (
        shown.seat.may(staff::Action::CaseMessage, object),
        shown.seat.may(staff::Action::NoteWrite, object),
    );
    if !to_reporter && !note {
        return None;
    }
    let next = shown.messages.last().map_or(0, |last| last.seq) + 1;
    let to = format!("/staff/cases/{}/say", shown.found.case.head().number);
    let error = page.errors.iter().find(|(at, _)| *at == "desk-text");
    let error = error.map(|(_, text)| text.clone()).unwrap_or_default();
    let send =
        to_reporter.then(|| view! { <Button text=visit.t("cases-desk-send") name="do" value="staff" /> " " });
    let keep = note.then(|| {
        view! { <Button text=visit.t("cases-desk-note") name="do" value="note" weight=Weight::Second /> }
    });
    Some(
        view! {
            <Panel title=visit.t("cases-desk-write")>
                {to_reporter.then(|| begin(visit, shown))}
                <form method="post" action=visit.href(&to) autocomplete="off" novalidate>
                    <input type="hidden" name="message" value=next.to_string() />
                    <TextArea
                        name="text"
                        id="desk-text"
                        label=visit.t("cases-field-message")
                        hint=visit.t("cases-desk-write-hint")
                        value=page.text.to_string()
                        error=error
                        rows=if page.text.is_empty() { 4 } else { 10 }
                    />
                    <p class="report-form__do">{send} {keep}</p>
                </form>
            </Panel>
        }
        .into_any(),
    )
}

/// The templates to begin with. Choosing one asks for the page again, so that it works without scripts; nothing is sent by it.
fn begin(visit: &Visit, shown: &Shown<'_>) -> Option<AnyView> {
    if shown.templates.is_empty() {
        return None;
    }
    let texts = Answer::list(
        visit.t("cases-choose"),
        shown.templates.iter().map(|it| Answer::new(it.name.clone(), it.title.clone())),
    );
    let to = format!("/staff/cases/{}", shown.found.case.head().number);
    Some(
        view! {
            <form method="get" action=format!("{}#desk-text", visit.href(&to))>
                <Choice
                    name="template"
                    id="desk-template"
                    label=visit.t("cases-desk-template")
                    hint=visit.t("cases-desk-template-hint")
                    answers=texts
                    offer=Offer::List
                />
                <Button text=visit.t("cases-desk-template-use") weight=Weight::Second />
            </form>
        }
        .into_any(),
    )
}
