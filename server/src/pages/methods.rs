//! How the figures are made, in plain words: a page a rule, each with what is counted, what it rests on in
//! law, and where its limits are. The same rules stand as runnable text in `docs/rules/`.

use super::{Section, from_home, text_sections};
use axum::extract::Path;
use axum::response::Response;
use leptos::prelude::*;
use ui::{Line, Nav, Page, RecordList, SummaryList, Visit};

/// One rule as a reader meets it. All words are keys of the language files.
struct Rule {
    /// The end of its address.
    slug: &'static str,
    /// Where it stands as runnable text in the source code.
    file: Option<&'static str>,
    title: &'static str,
    lead: &'static str,
    sections: &'static [Section],
    /// The laws and standards it rests on.
    sources: &'static [&'static str],
    /// The register it speaks of.
    register: &'static str,
}

const RULES: [Rule; 9] = [
    Rule {
        slug: "approval-clock",
        file: Some("docs/rules/approval-clock.md"),
        title: "pages-clock-title",
        lead: "pages-clock-lead",
        sections: &[
            ("pages-clock-counts", &["pages-clock-counts-1", "pages-clock-counts-2"]),
            ("pages-clock-pauses", &["pages-clock-pauses-1", "pages-clock-pauses-2"]),
            ("pages-clock-limits", &["pages-clock-limits-1", "pages-clock-limits-2"]),
            ("pages-clock-check", &["pages-clock-check-1", "pages-clock-check-2"]),
        ],
        sources: &["pages-source-licensing-law", "pages-source-holidays"],
        register: "/approvals",
    },
    Rule {
        slug: "cards",
        file: Some("docs/rules/approval-clock.md"),
        title: "pages-cards-title",
        lead: "pages-cards-lead",
        sections: &[
            ("pages-cards-late", &["pages-cards-late-1", "pages-cards-late-2"]),
            ("pages-cards-entry", &["pages-cards-entry-1"]),
            ("pages-cards-means", &["pages-cards-means-1", "pages-cards-means-2"]),
        ],
        sources: &["pages-source-licensing-law", "pages-source-publicity"],
        register: "/approvals",
    },
    Rule {
        slug: "trading",
        file: None,
        title: "pages-tenders-title",
        lead: "pages-tenders-lead",
        sections: &[
            ("pages-tenders-kept", &["pages-tenders-kept-1", "pages-tenders-kept-2"]),
            ("pages-tenders-money", &["pages-tenders-money-1", "pages-tenders-money-2"]),
            ("pages-tenders-shown", &["pages-tenders-shown-1"]),
        ],
        sources: &["pages-source-ocds", "pages-source-bidding-law"],
        register: "/trading",
    },
    Rule {
        slug: "credit-publication",
        file: Some("docs/rules/credit-publication.md"),
        title: "pages-publication-title",
        lead: "pages-publication-lead",
        sections: &[
            ("pages-publication-periods", &["pages-publication-periods-1", "pages-publication-periods-2"]),
            ("pages-publication-repair", &["pages-publication-repair-1", "pages-publication-repair-2"]),
            ("pages-publication-score", &["pages-publication-score-1"]),
        ],
        sources: &["pages-source-repair", "pages-source-penalty-law", "pages-source-publicity"],
        register: "/credit",
    },
    Rule {
        slug: "masking",
        file: Some("docs/rules/masking-of-applicants.md"),
        title: "pages-masking-title",
        lead: "pages-masking-lead",
        sections: &[
            ("pages-masking-person", &["pages-masking-person-1", "pages-masking-person-2"]),
            ("pages-masking-trader", &["pages-masking-trader-1"]),
            ("pages-masking-open", &["pages-masking-open-1"]),
        ],
        sources: &["pages-source-personal-information"],
        register: "/privacy",
    },
    Rule {
        slug: "corrections",
        file: None,
        title: "pages-corrections-title",
        lead: "pages-corrections-lead",
        sections: &[
            ("pages-corrections-versions", &["pages-corrections-versions-1", "pages-corrections-versions-2"]),
            ("pages-corrections-times", &["pages-corrections-times-1"]),
            ("pages-corrections-files", &["pages-corrections-files-1", "pages-corrections-files-2"]),
        ],
        sources: &["pages-source-open-government"],
        register: "/contact",
    },
    Rule {
        slug: "cases-clocks",
        file: Some("docs/rules/cases-clocks.md"),
        title: "pages-reports-title",
        lead: "pages-reports-lead",
        sections: &[
            ("pages-reports-who", &["pages-reports-who-1", "pages-reports-who-2"]),
            ("pages-reports-when", &["pages-reports-when-1", "pages-reports-when-2"]),
            ("pages-reports-solved", &["pages-reports-solved-1"]),
        ],
        sources: &["pages-source-petitions", "pages-source-discipline"],
        register: "/report",
    },
    Rule {
        slug: "cases-funnel",
        file: Some("docs/rules/cases-funnel.md"),
        title: "pages-funnel-title",
        lead: "pages-funnel-lead",
        sections: &[
            ("pages-funnel-counts", &["pages-funnel-counts-1", "pages-funnel-counts-2"]),
            ("pages-funnel-held", &["pages-funnel-held-1", "pages-funnel-held-2"]),
        ],
        sources: &["pages-source-petitions", "pages-source-personal-information"],
        register: "/cases",
    },
    Rule {
        slug: "cases-moderation",
        file: Some("docs/rules/cases-moderation.md"),
        title: "pages-words-title",
        lead: "pages-words-lead",
        sections: &[
            ("pages-words-who", &["pages-words-who-1", "pages-words-who-2"]),
            ("pages-words-appeal", &["pages-words-appeal-1", "pages-words-appeal-2"]),
        ],
        sources: &["pages-source-petitions", "pages-source-personal-information"],
        register: "/cases/words",
    },
];

/// `/methods`: the rules.
pub(crate) async fn list(visit: Visit) -> Response {
    let lines = RULES
        .iter()
        .map(|rule| Line {
            href: visit.href(&format!("/methods/{}", rule.slug)),
            title: visit.t(rule.title).into(),
            state: None,
            detail: visit.t(rule.lead).into(),
        })
        .collect();
    let body = view! {
        <h1>{visit.t("pages-methods-title")}</h1>
        <p class="lead">{visit.t("pages-methods-lead")}</p>
        <RecordList lines=lines />
        {text_sections(
            &visit,
            &[
                ("pages-methods-signal", &["pages-methods-signal-1", "pages-methods-signal-2"]),
                ("pages-methods-run", &["pages-methods-run-1"]),
            ],
        )}
    };
    visit.page(Page {
        title: visit.t("pages-methods-title").to_owned(),
        description: visit.t("pages-methods-lead").to_owned(),
        nav: Nav::Methods,
        crumbs: from_home(&visit),
        body: body.into_any(),
        ..Page::default()
    })
}

/// `/methods/{rule}`: one rule.
pub(crate) async fn show(visit: Visit, Path(slug): Path<String>) -> Response {
    let Some(rule) = RULES.iter().find(|rule| rule.slug == slug) else { return visit.not_found() };
    let sources = rule.sources.iter().map(|source| view! { <li>{visit.t(source)}</li> }).collect::<Vec<_>>();
    let file = rule.file.map(|file| view! { <p>{visit.t("pages-methods-file")} " " <code>{file}</code></p> });
    let thresholds = (rule.slug == "cards").then(|| thresholds(&visit));
    let body = view! {
        <h1>{visit.t(rule.title)}</h1>
        <p class="lead">{visit.t(rule.lead)}</p>
        {thresholds}
        {text_sections(&visit, rule.sections)}
        <section class="section">
            <h2>{visit.t("pages-methods-sources")}</h2>
            <ul>{sources}</ul>
            {file}
        </section>
        <p>
            <a href=visit.href(rule.register)>{visit.t("pages-methods-onward")}</a>
        </p>
    };
    let mut crumbs = from_home(&visit);
    crumbs.push((visit.t("shell-nav-methods").to_owned(), "/methods".to_owned()));
    visit.page(Page {
        title: visit.t(rule.title).to_owned(),
        description: visit.t(rule.lead).to_owned(),
        nav: Nav::Methods,
        crumbs,
        body: body.into_any(),
        ..Page::default()
    })
}

/// The colours, with the numbers this city has set.
fn thresholds(visit: &Visit) -> impl IntoView + use<> {
    let set = visit.city().thresholds;
    let facts = vec![
        (
            visit.t("pages-card-notice").into(),
            visit.tn("pages-cards-notice", &[("days", set.notice_working_days.into())]).into_any(),
        ),
        (
            visit.t("pages-card-yellow").into(),
            visit.tn("pages-cards-yellow", &[("percent", set.yellow_percent.into())]).into_any(),
        ),
        (visit.t("pages-card-red").into(), visit.t("pages-cards-red").into_any()),
        (visit.t("pages-card-red-statutory").into(), visit.t("pages-cards-red-statutory").into_any()),
        (
            visit.t("pages-card-entry").into(),
            visit.tn("pages-cards-entry-days", &[("days", set.entry_working_days.into())]).into_any(),
        ),
        (
            visit.t("pages-card-publication").into(),
            visit
                .tn("pages-cards-publication-days", &[("days", set.publication_working_days.into())])
                .into_any(),
        ),
    ];
    view! { <SummaryList facts=facts /> }
}

#[cfg(test)]
mod tests {
    use super::RULES;

    #[test]
    fn every_file_that_is_named_is_there() {
        let root = tests::house();
        for file in RULES.iter().filter_map(|rule| rule.file) {
            assert!(root.join(file).exists(), "{file}");
        }
    }
}
