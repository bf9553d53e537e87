//! A value of a record as a page shows it, marked with the field it claims to be. A reader's browser compares the two
//! with what the public log holds; without a script the mark does nothing.

use crate::visit::Visit;
use leptos::prelude::*;
use record::{Day, Instant};

/// A text that is shown as the record has it. `field` is its place in the record's facts, an RFC 6901 pointer.
///
/// ```
/// use leptos::prelude::*;
/// let name = ui::fact("/case/applicant/name", "海港区民政局");
/// assert_eq!(name.to_html(), "<span data-fact=\"/case/applicant/name\">海港区民政局</span>");
/// ```
pub fn fact(field: impl Into<String>, value: impl IntoView) -> AnyView {
    crate::written(view! { <span data-fact=field.into()>{value}</span> })
}

/// A day, as the reader's language writes it.
pub fn fact_day(visit: &Visit, field: impl Into<String>, day: Day) -> AnyView {
    crate::written(view! {
        <time data-fact=field.into() data-form="day" datetime=day.to_string()>
            {visit.day(day)}
        </time>
    })
}

/// A moment to the minute, in the city's time.
pub fn fact_moment(visit: &Visit, field: impl Into<String>, instant: Instant) -> AnyView {
    crate::written(view! {
        <time data-fact=field.into() data-form="moment" datetime=instant.to_string()>
            {visit.moment(instant)}
        </time>
    })
}

/// A sum of money to its last digit. `fen` says that the record counts in fen and the page in yuan.
pub fn fact_sum(field: impl Into<String>, sum: impl IntoView, fen: bool) -> AnyView {
    let form = if fen { "fen" } else { "sum" };
    crate::written(view! {
        <span data-fact=field.into() data-form=form>
            {sum}
        </span>
    })
}
