//! The clock of an approval as one bar: used, promised, statutory.

use crate::visit::Visit;
use crate::words::Arg;
use leptos::prelude::*;

/// The clock of an approval as one bar. Its heights are in em, so that it grows with large type. What is used up within the promise, beyond it and beyond the law
/// are three parts of different colour and pattern. The promised limit is written above the bar and the
/// statutory one under it, so that the two cannot run into each other.
///
/// *When to use*: beside a sentence that says the same. *When not to*: for anything but working days.
/// *What a screen reader hears*: "image, 8 working days used, 10 promised, 20 statutory".
#[component]
pub fn ClockBar<'a>(
    /// The reader's visit.
    visit: &'a Visit,
    /// Working days used.
    used_days: u32,
    /// Working days promised.
    #[prop(optional_no_strip)]
    promised_days: Option<u32>,
    /// Working days the law allows.
    #[prop(optional_no_strip)]
    statutory_days: Option<u32>,
) -> impl IntoView {
    let scale = used_days.max(promised_days.unwrap_or(0)).max(statutory_days.unwrap_or(0)).max(1);
    let within = used_days.min(promised_days.or(statutory_days).unwrap_or(used_days));
    let late = used_days.min(statutory_days.unwrap_or(used_days)).saturating_sub(within);
    let unlawful = used_days - within - late;
    let part = |class, from, days| (days > 0).then(|| stretch(class, from, days, scale));
    view! {
        <svg class="clock-bar" width="100%" height="72" role="img" aria-label=sentence(visit, used_days, promised_days, statutory_days)>
            <rect class="clock-bar__room" x="0" y="1.7em" width="100%" height="1.2em" />
            {part("clock-bar__within", 0, within)}
            {part("clock-bar__late", within, late)}
            {part("clock-bar__unlawful", within + late, unlawful)}
            {promised_days
                .map(|days| {
                    mark(days, scale, ["1.3em", "3.2em", ".95em"], visit.tn("shell-clock-promised", &[("n", days.into())]))
                })}
            {statutory_days
                .map(|days| {
                    mark(days, scale, ["1.4em", "3.3em", "4.4em"], visit.tn("shell-clock-statutory", &[("n", days.into())]))
                })}
        </svg>
    }
}

fn sentence(visit: &Visit, used: u32, promised: Option<u32>, statutory: Option<u32>) -> String {
    let limit = |days: Option<u32>| days.map_or(Arg::from("none"), Arg::from);
    visit.tn(
        "shell-clock",
        &[("used", used.into()), ("promised", limit(promised)), ("statutory", limit(statutory))],
    )
}

fn stretch(class: &'static str, from: u32, days: u32, scale: u32) -> impl IntoView {
    view! {
        <rect class=class x=percent(from, scale) y="1.7em" width=percent(days, scale) height="1.2em" />
    }
}

/// A limit's line and its label. `[from, to, baseline]` are the heights of both.
fn mark(days: u32, scale: u32, [from, to, baseline]: [&'static str; 3], label: String) -> impl IntoView {
    let at = percent(days, scale);
    // Near an end the label stands on the inner side of its line; on the narrowest phone a quarter of the bar
    // is as wide as the longest label.
    let anchor = match days * 4 {
        quarters if quarters <= scale => "start",
        quarters if quarters >= scale * 3 => "end",
        _ => "middle",
    };
    view! {
        <line class="clock-bar__mark" x1=at.clone() x2=at.clone() y1=from y2=to />
        <text x=at y=baseline text-anchor=anchor>
            {label}
        </text>
    }
}

/// A share in tenths of a percent, by whole numbers so that the bytes are the same everywhere.
pub(crate) fn percent(part: u32, whole: u32) -> String {
    let tenths = u64::from(part) * 1_000 / u64::from(whole.max(1));
    format!("{}.{}%", tenths / 10, tenths % 10)
}

pub(crate) fn examples(visit: &Visit) -> Vec<(&'static str, AnyView)> {
    let bar = |used, promised, statutory| {
        view! { <ClockBar visit=visit used_days=used promised_days=promised statutory_days=statutory /> }
            .into_any()
    };
    vec![
        ("clock bar, within the promise", bar(8, Some(10), Some(20))),
        ("clock bar, beyond the promise", bar(13, Some(10), Some(20))),
        ("clock bar, beyond the law", bar(27, Some(3), Some(20))),
        ("clock bar, limits close together", bar(0, Some(19), Some(20))),
        ("clock bar, no promise", bar(4, None, Some(20))),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::Lang;

    #[test]
    fn a_bar_beyond_the_law_has_three_parts() {
        let visit = crate::given::visit(Lang::En);
        let html = view! {
            <ClockBar visit=&visit used_days=30 promised_days=Some(10) statutory_days=Some(20) />
        }
        .to_html();
        for part in [
            "x=\"0.0%\" y=\"1.7em\" width=\"33.3%\"",
            "x=\"33.3%\" y=\"1.7em\" width=\"33.3%\"",
            "x=\"66.6%\"",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
        assert!(html.contains("30 working days used, 10 promised, 20 statutory"), "{html}");
    }

    #[test]
    fn a_bar_without_days_still_stands() {
        let visit = crate::given::visit(Lang::Zh);
        let html = view! { <ClockBar visit=&visit used_days=0 /> }.to_html();
        assert!(!html.contains("clock-bar__within"), "{html}");
    }
}
