//! A chart drawn on the server, with a sentence above it and its numbers in a table under it.

use crate::clock_bar::percent;
use crate::content::Text;
use crate::table::{Column, Table};
use crate::visit::Visit;
use leptos::either::Either;
use leptos::prelude::*;
use std::fmt::Write;

/// One value of a chart.
#[derive(Clone, Debug)]
pub struct Point {
    /// The week, the unit, the kind.
    pub label: Text,
    /// Its height. Whole numbers: days, cases, fen.
    pub value: u64,
    /// The value as it is read, with its unit.
    pub shown: Text,
}

/// How the points are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Chart {
    /// A bar a point, lying down, with its words above it: for kinds and units.
    #[default]
    Bars,
    /// A line through the points: for weeks and months.
    Line,
    /// A small line without words: for a card that says the last value.
    Spark,
}

/// A chart, with a sentence above it and its numbers in a table under it.
///
/// *When to use*: where the shape says more than the numbers. *When not to*: for one or two numbers.
/// *What a screen reader hears*: "figure", the title, the sentence; the table when it is opened.
#[component]
pub fn Figure<'a>(
    /// The reader's visit.
    visit: &'a Visit,
    /// What is drawn, of when.
    #[prop(into)]
    title: Text,
    /// What one sees in it, in a sentence.
    #[prop(into)]
    sentence: Text,
    /// How it is drawn.
    #[prop(optional)]
    chart: Chart,
    /// The heads of the table: what the points are, what the values are.
    heads: [Text; 2],
    /// The values, in order.
    points: Vec<Point>,
) -> impl IntoView {
    let drawing = match chart {
        Chart::Bars => Either::Left(bars(&points)),
        Chart::Line | Chart::Spark => Either::Right(line(&title, &sentence, &points, chart == Chart::Spark)),
    };
    let [first, second] = heads;
    let columns = vec![Column::name(first), Column::number(second)];
    let rows = points.into_iter().map(|point| crate::cells![point.label, point.shown]).collect();
    view! {
        <figure class=if chart == Chart::Spark { "figure figure--spark" } else { "figure" }>
            <figcaption class="figure__caption">
                <b class="figure__title">{title.clone()}</b>
                " "
                <span class="figure__sentence">{sentence}</span>
            </figcaption>
            {drawing}
            <details class="figure__numbers">
                <summary>{visit.t("shell-as-table")}</summary>
                <Table caption=title columns=columns rows=rows quiet=true />
            </details>
        </figure>
    }
}

fn share(value: u64, of: u64) -> u32 {
    // In thousandths; u128 because amounts of money in fen times a thousand can pass 64 bits.
    (u128::from(value) * 1_000 / u128::from(of.max(1))) as u32
}

/// A row a point. The words are a list and not a drawing, so that a long name wraps on a phone.
fn bars(points: &[Point]) -> impl IntoView + use<> {
    let most = points.iter().map(|point| point.value).max().unwrap_or(0);
    let rows = points
        .iter()
        .map(|point| {
            view! {
                <li class="figure__row">
                    <span class="figure__label">{point.label.clone()}</span>
                    <b class="figure__value">{point.shown.clone()}</b>
                    <svg class="figure__track" width="100%" height="10" aria-hidden="true">
                        <rect class="figure__room" width="100%" height="10" />
                        <rect
                            class="figure__bar"
                            width=percent(share(point.value, most), 1_000)
                            height="10"
                        />
                    </svg>
                </li>
            }
        })
        .collect::<Vec<_>>();
    view! { <ul class="figure__rows">{rows}</ul> }
}

/// A line through the points. It lives in a box of 1000 by 100 that is stretched to the width of the page; words
/// and the dot stand outside that box, so that nothing but the line is stretched. Heights are in em, so that
/// the drawing grows with large type.
fn line(title: &Text, sentence: &Text, points: &[Point], spark: bool) -> impl IntoView + use<> {
    // In tenths of an em.
    let (top, height, all) = if spark { (4, 27, 35) } else { (22, 70, 112) };
    let em = |tenths: usize| format!("{}.{}em", tenths / 10, tenths % 10);
    let most = points.iter().map(|point| point.value).max().unwrap_or(0);
    let last = points.len().saturating_sub(1).max(1);
    let down = |value: u64| 100 - share(value, most) as usize / 10;
    let mut path = String::with_capacity(points.len() * 9);
    for (index, point) in points.iter().enumerate() {
        let _ = write!(path, "{},{} ", index * 1_000 / last, down(point.value));
    }
    let dot = points.last().map(|point| em(top + (down(point.value) * height + 50) / 100));
    let words = (!spark).then(|| line_words(points, [em(12), em(top), em(top + height), em(108)]));
    view! {
        <svg class="figure__chart" width="100%" height=em(all) role="img">
            <title>{title.clone()}</title>
            <desc>{sentence.clone()}</desc>
            {words}
            <svg
                y=em(top)
                width="100%"
                height=em(height)
                viewBox="0 0 1000 100"
                preserveAspectRatio="none"
                overflow="visible"
            >
                <polyline class="figure__line" points=path.trim_end().to_owned() />
            </svg>
            {dot.map(|down| view! { <circle class="figure__dot" cx="100%" cy=down r="5" /> })}
        </svg>
    }
}

/// The highest value over its line, the first and the last label under the axis.
fn line_words(points: &[Point], [above, grid, axis, below]: [String; 4]) -> impl IntoView + use<> {
    let highest = points.iter().max_by_key(|point| point.value).map(|point| point.shown.clone());
    let ends =
        points.first().zip(points.last()).map(|(first, last)| (first.label.clone(), last.label.clone()));
    view! {
        <line class="figure__axis" x2="100%" y1=axis.clone() y2=axis />
        <line class="figure__grid" x2="100%" y1=grid.clone() y2=grid />
        {highest.map(|shown| view! { <text y=above>{shown}</text> })}
        {ends
            .map(|(first, last)| {
                view! {
                    <text y=below.clone()>{first}</text>
                    <text x="100%" y=below text-anchor="end">
                        {last}
                    </text>
                }
            })}
    }
}

pub(crate) fn examples(visit: &Visit) -> Vec<(&'static str, AnyView)> {
    let unit = |key: &'static str, value: u64| Point {
        label: visit.t(key).into(),
        value,
        shown: visit.number(value).into(),
    };
    let units = vec![
        unit("example-bureau", 1_284),
        unit("example-bureau-2", 812),
        unit("example-bureau-3", 96),
        unit("example-bureau-4", 0),
    ];
    let weeks: Vec<Point> = [310_u64, 402, 388, 520, 495, 610, 580, 700, 660, 790, 771, 834]
        .iter()
        .enumerate()
        .map(|(index, value)| Point {
            label: visit.tn("example-week", &[("n", (36 + index).into())]).into(),
            value: *value,
            shown: visit.number(*value).into(),
        })
        .collect();
    let figure = |chart, points| {
        let heads = [visit.t("example-unit").into(), visit.t("example-closed").into()];
        view! {
            <Figure
                visit=visit
                title=visit.t("example-figure")
                sentence=visit.t("example-figure-sentence")
                chart=chart
                heads=heads
                points=points
            />
        }
        .into_any()
    };
    vec![
        ("figure of bars", figure(Chart::Bars, units)),
        ("figure of a line", figure(Chart::Line, weeks.clone())),
        ("figure for a card", figure(Chart::Spark, weeks)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::Lang;

    #[test]
    fn the_largest_bar_is_full_and_nothing_divides_by_zero() {
        let point = |value| Point { label: "A".into(), value, shown: "n".into() };
        let html = bars(&[point(50), point(100), point(0)]).to_html();
        for width in ["width=\"50.0%\"", "width=\"100.0%\"", "width=\"0.0%\""] {
            assert!(html.contains(width), "{width} in {html}");
        }
        for points in [vec![], vec![point(0)], vec![point(u64::MAX)]] {
            assert!(line(&"t".into(), &"s".into(), &points, false).to_html().contains("polyline"));
        }
    }

    #[test]
    fn every_value_stands_in_the_table() {
        let visit = crate::given::visit(Lang::En);
        for (name, view) in examples(&visit) {
            let html = view.to_html();
            assert!(html.contains("<table"), "{name}");
            assert!(!html.contains("style="), "{name}");
        }
    }
}
