//! The releases a page was read from: each as it was received, with what in it is not as the standard says.

use leptos::prelude::*;
use record::Level;
use ui::{Column, Table, Tag, Tone, Visit, cells};

use super::process::{About, path};
use super::words::codes;
use crate::import::Form;
use crate::rules::conformance::Finding;
use crate::stage::Moment;
use crate::table::Release;

/// Findings of one release on a page; the others are counted.
const SHOWN: usize = 40;

/// The releases and their findings.
pub(super) fn releases(visit: &Visit, about: &About) -> AnyView {
    let columns = vec![
        Column::name(visit.t("trading-release")),
        Column::text(visit.t("trading-release-date")),
        Column::text(visit.t("trading-release-tag")),
        Column::text(visit.t("trading-release-findings")),
    ];
    let rows = about.releases.iter().map(|release| row(visit, about, release)).collect();
    let findings: Vec<_> = about.releases.iter().filter_map(|release| findings(visit, release)).collect();
    view! {
        <section id="releases">
            <h2>{visit.t("trading-releases")}</h2>
            <p class="muted">{visit.t("trading-releases-what")}</p>
            <Table caption=visit.t("trading-releases") columns=columns rows=rows quiet=true />
            {findings}
        </section>
    }
    .into_any()
}

fn row(visit: &Visit, about: &About, release: &Release) -> Vec<AnyView> {
    let href = format!("{}/releases/{}.json", path(&about.process.ocid), release.n);
    let errors = release.findings.iter().filter(|finding| finding.level() == Level::Error).count();
    let mark = if errors > 0 {
        let words = visit.tn("trading-release-errors", &[("n", errors.into())]);
        view! { <Tag tone=Tone::Warn text=words /> }.into_any()
    } else {
        view! { <Tag tone=Tone::Good text=visit.t("trading-release-conforms") /> }.into_any()
    };
    let name = if release.form == Form::Record { visit.t("trading-release-record") } else { "" };
    cells![
        view! {
            <span>
                <a class="fixed" href=href>
                    {release.id.clone()}
                </a>
                " "
                {name}
            </span>
        },
        Moment::parse(&release.date).map(|date| visit.day(date.day)),
        codes(visit, "tag", &release.tags),
        mark,
    ]
}

fn findings(visit: &Visit, release: &Release) -> Option<AnyView> {
    if release.findings.is_empty() {
        return None;
    }
    let line = |finding: &Finding| {
        let tone = match finding.level() {
            Level::Error => Tone::Bad,
            Level::Warning => Tone::Warn,
            Level::Notice => Tone::Plain,
        };
        let level = match finding.level() {
            Level::Error => visit.t("trading-finding-error"),
            Level::Warning => visit.t("trading-finding-warning"),
            Level::Notice => visit.t("trading-finding-notice"),
        };
        view! {
            <li>
                <Tag tone=tone text=level />
                " "
                <code>{finding.path.clone()}</code>
                " "
                {visit.fault(&finding.problem())}
            </li>
        }
    };
    let lines: Vec<_> = release.findings.iter().take(SHOWN).map(line).collect();
    let more = release.findings.len().saturating_sub(SHOWN);
    let more = (more > 0)
        .then(|| view! { <p class="muted">{visit.tn("trading-more-lines", &[("n", more.into())])}</p> });
    let title = visit.tn(
        "trading-findings-of",
        &[("release", release.id.as_str().into()), ("n", release.findings.len().into())],
    );
    let view = view! {
        <details>
            <summary>{title}</summary>
            <ul>{lines}</ul>
            {more}
        </details>
    };
    Some(view.into_any())
}
