//! Narrows a list by a plain GET form, so that an address says what it shows.

use crate::choice::{Answer, Choice, Offer};
use crate::content::{Content, Text};
use crate::date_input::DateInput;
use crate::input::{Input, Kind};
use crate::visit::Visit;
use leptos::prelude::*;

/// Narrows a list. A GET form without scripts: the address of a narrowed list can be sent to someone.
///
/// *When to use*: above a list. *When not to*: to look through everything ([`crate::SearchBox`]).
/// *What a screen reader hears*: "search, narrow this list", then the fields.
#[component]
pub fn Filters<'a>(
    /// The reader's visit.
    visit: &'a Visit,
    /// The list's path, without the language's prefix.
    action: &'a str,
    /// The fields that are always seen.
    children: Content,
    /// Fields that few people need; they open with a press, and stand open where `opened`.
    #[prop(optional_no_strip)]
    more: Option<AnyView>,
    /// Whether one of the fields in `more` has a value.
    #[prop(optional)]
    opened: bool,
) -> impl IntoView {
    let reset = (!visit.query().is_empty()).then(|| {
        view! {
            <a class="filters__reset" href=visit.href(action)>
                {visit.t("shell-filter-reset")}
            </a>
        }
    });
    view! {
        <form class="filters" role="search" aria-label=visit.t("shell-filter") action=visit.href(action)>
            <div class="filters__fields">{children.0}</div>
            {more
                .map(|more| {
                    view! {
                        <details class="filters__more" open=opened>
                            <summary>{visit.t("shell-filter-more")}</summary>
                            <div class="filters__fields">{more}</div>
                        </details>
                    }
                })}
            <p class="filters__do">
                <button class="button" type="submit">{visit.t("shell-filter-apply")}</button>
                {reset}
            </p>
        </form>
    }
}

/// The filters of a list, put together field by field: each is named once, keeps what the reader chose, and finds its own
/// error.
///
/// ```
/// let visit = ui::given::visit(record::Lang::En);
/// let filters = ui::Fields::new(&visit, &[])
///     .words(visit.t("shell-filter-words"), Some("port"))
///     .select("unit", visit.t("example-unit"), [("1", visit.t("example-bureau"))], None)
///     .more()
///     .day("from", visit.t("shell-from"), "2026-11-23")
///     .at("/approvals");
/// let html = leptos::prelude::RenderHtml::to_html(filters);
/// assert!(html.contains("value=\"port\"") && html.contains("<details open"));
/// ```
pub struct Fields<'a> {
    visit: &'a Visit,
    errors: &'a [(&'static str, &'static str)],
    fields: Vec<Field>,
    /// How many of the fields are always seen; the others open with a press.
    seen: Option<usize>,
}

/// One field, until it is written.
struct Field {
    name: &'static str,
    label: Text,
    hint: Text,
    value: Text,
    control: Control,
}

enum Control {
    Words,
    Text,
    Day,
    Select(Vec<Answer>),
}

impl<'a> Fields<'a> {
    /// No field yet. `errors` has the fields that cannot be read, each with the key of what to do.
    pub fn new(visit: &'a Visit, errors: &'a [(&'static str, &'static str)]) -> Self {
        Self { visit, errors, fields: Vec::new(), seen: None }
    }

    /// Words to look for, sent as `q`.
    pub fn words(self, label: &'static str, typed: Option<&str>) -> Self {
        self.with("q", label, typed, Control::Words)
    }

    /// A line of text.
    pub fn text(self, name: &'static str, label: &'static str, typed: Option<&str>) -> Self {
        self.with(name, label, typed, Control::Text)
    }

    /// A day, as it was typed.
    pub fn day(self, name: &'static str, label: &'static str, typed: &str) -> Self {
        self.with(name, label, Some(typed), Control::Day)
    }

    /// One of several answers, or all. The pairs are what is sent and what is read.
    pub fn select<V: Into<Text>, T: Into<Text>>(
        self,
        name: &'static str,
        label: &'static str,
        answers: impl IntoIterator<Item = (V, T)>,
        chosen: Option<&str>,
    ) -> Self {
        let answers = answers.into_iter().map(|(value, text)| Answer::new(value, text));
        let answers = Answer::list(self.visit.t("shell-filter-all"), answers);
        self.with(name, label, chosen, Control::Select(answers))
    }

    /// One of several orders, the first of which is that of a list nobody ordered.
    pub fn order<T: Into<Text>>(
        self,
        name: &'static str,
        label: &'static str,
        orders: impl IntoIterator<Item = (&'static str, T)>,
        chosen: &str,
    ) -> Self {
        let answers = orders.into_iter().map(|(value, text)| Answer::new(value, text)).collect();
        self.with(name, label, Some(chosen), Control::Select(answers))
    }

    /// A hint for the field before.
    pub fn hint(mut self, hint: &'static str) -> Self {
        if let Some(field) = self.fields.last_mut() {
            field.hint = hint.into();
        }
        self
    }

    /// What follows is needed by few people, and opens with a press.
    pub fn more(mut self) -> Self {
        self.seen = Some(self.fields.len());
        self
    }

    fn with(
        mut self,
        name: &'static str,
        label: &'static str,
        value: Option<&str>,
        control: Control,
    ) -> Self {
        let value = value.unwrap_or_default().to_owned().into();
        self.fields.push(Field { name, label: label.into(), hint: Text::default(), value, control });
        self
    }

    /// The form that narrows the list at `action`, a path without the language's prefix.
    pub fn at(self, action: &str) -> AnyView {
        let Fields { visit, errors, mut fields, seen } = self;
        let hidden = fields.split_off(seen.unwrap_or(fields.len()));
        let opened = hidden.iter().any(Field::is_set);
        let written = |fields: Vec<Field>| {
            fields.into_iter().map(|field| field.written(visit, errors)).collect::<Vec<_>>()
        };
        let more = (!hidden.is_empty()).then(|| written(hidden).into_any());
        view! {
            <Filters visit=visit action=action more=more opened=opened>
                {written(fields)}
            </Filters>
        }
        .into_any()
    }
}

impl Field {
    /// Whether it says anything but what a list without filters says.
    fn is_set(&self) -> bool {
        let resting = match &self.control {
            Control::Select(answers) => answers.first().map_or("", |first| first.value.as_ref()),
            Control::Words | Control::Text | Control::Day => "",
        };
        !self.value.is_empty() && self.value != resting
    }

    fn written(self, visit: &Visit, errors: &[(&'static str, &'static str)]) -> AnyView {
        let Field { name, label, hint, value, control } = self;
        let error = errors.iter().find(|(field, _)| *field == name).map_or("", |(_, key)| visit.t(key));
        let input = |kind, label, hint, value| {
            view! { <Input name=name label=label hint=hint value=value error=error kind=kind /> }.into_any()
        };
        match control {
            Control::Words => input(Kind::Search, label, hint, value),
            Control::Text => input(Kind::Text, label, hint, value),
            Control::Day => {
                view! { <DateInput name=name label=label hint=hint value=value error=error /> }.into_any()
            }
            Control::Select(answers) => view! {
                <Choice
                    name=name
                    label=label
                    hint=hint
                    answers=answers
                    chosen=vec![value]
                    error=error
                    offer=Offer::List
                />
            }
            .into_any(),
        }
    }
}

pub(crate) fn examples(visit: &Visit) -> Vec<(&'static str, AnyView)> {
    let units =
        vec![Answer::new("", visit.t("shell-filter-all")), Answer::new("1", visit.t("example-bureau"))];
    let more = view! {
        <DateInput name="from" id="f-from" label=visit.t("shell-from") />
        <DateInput name="to" id="f-to" label=visit.t("shell-to") />
    };
    vec![(
        "filters",
        view! {
            <Filters visit=visit action="/approvals" more=Some(more.into_any()) opened=true>
                <Input name="q" id="f-q" label=visit.t("shell-filter-words") kind=Kind::Search />
                <Choice name="unit" id="f-unit" label=visit.t("example-unit") answers=units offer=Offer::List />
            </Filters>
        }
        .into_any(),
    )]
}
