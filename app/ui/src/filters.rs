//! Narrows a list by a plain GET form, so that an address says what it shows.

use crate::content::Content;
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

pub(crate) fn examples(visit: &Visit) -> Vec<(&'static str, AnyView)> {
    use crate::choice::{Answer, Choice, Offer};
    use crate::date_input::DateInput;
    use crate::input::{Input, Kind};
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
