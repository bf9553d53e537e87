//! What people read of the log: what it is and how it stands, and one leaf in words.

use leptos::prelude::*;
use record::Ref;
use ui::{Column, Nav, Notice, Page, Panel, Robots, SummaryList, Table, Text, Tone, Visit, cells};

use crate::check::record_path;
use crate::leaf::Leaf;
use crate::note::Note;
use crate::table::read::{Head, Seen};
use crate::tile::bundle::Bundle;
use crate::tree::leaf_hash;

/// What the page of the log is made of.
pub(crate) struct LogPage {
    /// The newest checkpoint with all its signatures.
    pub(crate) signed: Option<(Head, Note)>,
    /// Leaves it does not cover yet.
    pub(crate) pending: u64,
    /// What each witness last signed.
    pub(crate) seen: Vec<Seen>,
}

/// A log that signs nothing for so many seconds, though there is something to sign, stands still.
const STILL_SECONDS: i64 = 15;

type Facts = Vec<(Text, AnyView)>;

fn fixed(text: impl Into<String>) -> AnyView {
    let text = text.into();
    ui::written(view! { <span class="fixed">{text}</span> })
}

fn crumbs(visit: &Visit, of_log: bool) -> Vec<(String, String)> {
    let mut crumbs = vec![(visit.t("shell-nav-home").to_owned(), "/".to_owned())];
    if !of_log {
        crumbs.push((visit.t("log-title").to_owned(), "/log".to_owned()));
    }
    crumbs
}

/// `/log`
pub(crate) fn log(visit: &Visit, page: &LogPage) -> Page {
    let body = view! {
        <h1>{visit.t("log-title")}</h1>
        <p class="lead">{visit.t("log-lead")}</p>
        {notices(visit, page)}
        <div class="two">
            <div>
                <section class="section">
                    <h2>{visit.t("log-how")}</h2>
                    <p>{visit.t("log-how-1")}</p>
                    <p>{visit.t("log-how-2")}</p>
                    <p>{visit.t("log-how-3")}</p>
                </section>
                {how_to_check(visit)}
                {witnesses(visit, page)}
                {raw(visit, page)}
            </div>
            <div>{state(visit, page)}</div>
        </div>
    };
    Page {
        title: visit.t("log-title").to_owned(),
        description: visit.t("log-description").to_owned(),
        nav: Nav::Elsewhere,
        crumbs: crumbs(visit, true),
        robots: Robots::Index,
        body: body.into_any(),
        ..Page::default()
    }
}

/// That there is no log, or that it stands still.
fn notices(visit: &Visit, page: &LogPage) -> AnyView {
    let Some((head, _)) = &page.signed else {
        return view! {
            <Notice title=visit.t("log-none") tone=Tone::Notice>
                <p>{visit.t("log-none-what")}</p>
            </Notice>
        }
        .into_any();
    };
    if page.pending == 0 || visit.now().seconds_since(head.signed) < STILL_SECONDS {
        return ().into_any();
    }
    let words = [("n", page.pending.into()), ("moment", visit.moment(head.signed).into())];
    view! {
        <Notice title=visit.t("log-stopped") tone=Tone::Warn>
            <p>{visit.tn("log-stopped-what", &words)}</p>
        </Notice>
    }
    .into_any()
}

fn state(visit: &Visit, page: &LogPage) -> AnyView {
    let mut facts: Facts = Vec::new();
    if let Some((head, _)) = &page.signed {
        facts.push((visit.t("log-size").into(), visit.number(head.size).into_any()));
        facts.push((visit.t("log-pending").into(), visit.number(page.pending).into_any()));
        facts.push((visit.t("log-signed").into(), visit.moment(head.signed).into_any()));
        facts.push((visit.t("log-root").into(), fixed(head.root.to_string())));
    }
    let key = &visit.site().log.key;
    if !key.is_empty() {
        facts.push((visit.t("log-key").into(), fixed(key.as_str())));
    }
    let newest = page.signed.as_ref().and_then(|(head, _)| head.size.checked_sub(1)).map(|index| {
        view! {
            <li>
                <a href=visit
                    .href(
                        &format!("/log/leaf/{index}"),
                    )>{visit.tn("log-leaf-title", &[("n", index.into())])}</a>
            </li>
        }
    });
    let entries = page.signed.as_ref().and_then(|(head, _)| {
        let bundle = Bundle::of(head.size.checked_sub(1)?, head.size)?;
        Some(view! {
            <li>
                <a href=format!("/log/{}", bundle.path())>{visit.t("log-data-entries")}</a>
            </li>
        })
    });
    // A log that has not begun has neither, and a link leads only to what is there.
    let there = |is_there: bool, address: &'static str, words: &'static str| {
        is_there.then(|| {
            view! {
                <li>
                    <a href=address>{visit.t(words)}</a>
                </li>
            }
        })
    };
    let checkpoint = there(page.signed.is_some(), "/log/checkpoint", "log-checkpoint");
    let key = there(!key.is_empty(), "/log/key", "log-data-key");
    view! {
        <Panel title=visit.t("log-state")>
            <SummaryList facts=facts />
        </Panel>
        <Panel title=visit.t("log-data")>
            <ul>
                {checkpoint}
                {key}
                {entries}
                {newest}
            </ul>
        </Panel>
    }
    .into_any()
}

fn how_to_check(visit: &Visit) -> AnyView {
    view! {
        <section class="section" id="check">
            <h2>{visit.t("log-check")}</h2>
            <p>{visit.t("log-check-page")}</p>
            <p>{visit.t("log-check-command")}</p>
            <p>
                <code class="proof__command">"sunhall log check 1.tlog-proof 1.json --key VKEY"</code>
            </p>
            <p>{visit.t("log-check-tools")}</p>
            <p>{visit.t("log-check-trust")}</p>
        </section>
    }
    .into_any()
}

/// Who has seen what, and when.
fn witnesses(visit: &Visit, page: &LogPage) -> AnyView {
    let policy = crate::policy::Policy::parse(&visit.site().log.policy).ok();
    let named = policy.iter().flat_map(|policy| policy.witnesses()).map(|witness| witness.name.clone());
    let mut names: Vec<String> = named.collect();
    names.extend(page.seen.iter().map(|seen| seen.witness.clone()));
    names.sort();
    names.dedup();
    let content = if names.is_empty() {
        view! { <p>{visit.t("log-witnesses-none")}</p> }.into_any()
    } else {
        let columns = vec![
            Column::name(visit.t("log-witness")),
            Column::number(visit.t("log-witness-size")),
            Column::text(visit.t("log-witness-when")),
        ];
        let rows = names
            .iter()
            .map(|name| {
                let seen = page.seen.iter().find(|seen| seen.witness == *name);
                let size = seen.map(|seen| visit.tn("log-leaves", &[("n", seen.size.into())]));
                let when = seen.map(|seen| visit.moment(seen.at));
                cells![
                    name.clone(),
                    size.unwrap_or_else(|| visit.t("log-witness-never").to_owned()),
                    when.unwrap_or_default(),
                ]
            })
            .collect();
        view! { <Table caption=visit.t("log-witnesses") columns=columns rows=rows quiet=true /> }.into_any()
    };
    let rule = policy.filter(|policy| policy.quorum().is_some()).map(|_| {
        view! {
            <details>
                <summary>{visit.t("log-quorum")}</summary>
                <pre class="proof__text">{visit.site().log.policy.clone()}</pre>
            </details>
        }
    });
    view! {
        <section class="section">
            <h2>{visit.t("log-witnesses")}</h2>
            {content}
            {rule}
        </section>
    }
    .into_any()
}

fn raw(visit: &Visit, page: &LogPage) -> AnyView {
    let Some((_, note)) = &page.signed else { return ().into_any() };
    view! {
        <section class="section">
            <h2>{visit.t("log-checkpoint-raw")}</h2>
            <pre class="proof__text">{note.to_string()}</pre>
        </section>
    }
    .into_any()
}

/// What the page of a leaf is made of.
pub(crate) struct LeafPage {
    /// Its place in the log.
    pub(crate) index: u64,
    /// How many leaves are published.
    pub(crate) size: u64,
    /// Its text.
    pub(crate) text: String,
    /// The same, read; none where it is of a form this server does not know.
    pub(crate) leaf: Option<Leaf>,
}

/// `/log/leaf/{index}`
pub(crate) fn leaf(visit: &Visit, page: &LeafPage) -> Page {
    let title = visit.tn("log-leaf-title", &[("n", page.index.into())]);
    let step = |index: Option<u64>, key: &'static str| {
        let index = index.filter(|index| *index < page.size)?;
        Some(view! {
            <li>
                <a href=visit.href(&format!("/log/leaf/{index}"))>{visit.t(key)}</a>
            </li>
        })
    };
    let facts = page.leaf.as_ref().map(|leaf| {
        view! { <SummaryList facts=facts(visit, page, leaf) /> }
    });
    let body = view! {
        <h1>{title.clone()}</h1>
        <div class="two">
            <div>
                {facts}
                <h2>{visit.t("log-leaf-raw")}</h2>
                <pre class="proof__text">{page.text.clone()}</pre>
            </div>
            <div>
                <Panel title=visit.t("log-data")>
                    <ul>
                        {step(page.index.checked_sub(1), "log-leaf-before")}
                        {step(page.index.checked_add(1), "log-leaf-after")} {proof(visit, page)}
                        <li>
                            <a href=visit.href("/log")>{visit.t("log-panel-about")}</a>
                        </li>
                    </ul>
                </Panel>
            </div>
        </div>
    };
    Page {
        title,
        description: visit.tn("log-leaf-description", &[("n", page.index.into())]),
        nav: Nav::Elsewhere,
        crumbs: crumbs(visit, false),
        // A search engine has no use for a million leaves, and each names a record that has a page of its own.
        robots: Robots::NoIndex,
        body: body.into_any(),
        ..Page::default()
    }
}

/// The page in the place of a leaf that is not there.
pub(crate) fn no_leaf(visit: &Visit, index: u64) -> Page {
    let title = visit.tn("log-leaf-title", &[("n", index.into())]);
    let body = view! {
        <h1>{title.clone()}</h1>
        <p class="lead">{visit.t("log-leaf-none")}</p>
        <p>
            <a href=visit.href("/log")>{visit.t("log-panel-about")}</a>
        </p>
    };
    Page {
        title,
        crumbs: crumbs(visit, false),
        robots: Robots::NoIndex,
        body: body.into_any(),
        ..Page::default()
    }
}

/// The proof file of a leaf that brings a version.
fn proof(visit: &Visit, page: &LeafPage) -> Option<AnyView> {
    let leaf = page.leaf.as_ref().filter(|leaf| leaf.kind.is_a_version())?;
    let Ref { kind, key } = leaf.record.as_ref()?;
    let path = record_path(&format!("{kind}/{key}"), leaf.revision?);
    let words = visit.t("log-leaf-proof");
    Some(
        view! {
            <li>
                <a href=format!("{path}.tlog-proof") download="">
                    {words}
                </a>
            </li>
        }
        .into_any(),
    )
}

fn facts(visit: &Visit, page: &LeafPage, leaf: &Leaf) -> Facts {
    let kind = visit.word(&format!("log-kind-{}", leaf.kind.as_str())).unwrap_or_default();
    let mut facts: Facts = vec![(visit.t("log-leaf-kind").into(), kind.into_any())];
    let mut add = |key: &'static str, value: Option<AnyView>| {
        facts.extend(value.map(|value| (Text::from(visit.t(key)), value)));
    };
    let record = leaf.record.as_ref().map(|record| {
        let name = format!("{}/{}", record.kind, record.key);
        ui::written(view! { <a href=visit.href(&record.path())>{name}</a> })
    });
    add("log-leaf-record", record);
    add("log-leaf-revision", leaf.revision.map(|revision| visit.number(revision).into_any()));
    let previous = leaf.previous.map(|index| {
        let title = visit.tn("log-leaf-title", &[("n", index.into())]);
        ui::written(view! { <a href=visit.href(&format!("/log/leaf/{index}"))>{title}</a> })
    });
    add("log-leaf-previous", previous);
    add("log-leaf-unit", leaf.unit.as_ref().map(|unit| fixed(unit.as_str())));
    add("log-leaf-at", Some(visit.moment(leaf.at).into_any()));
    add("log-leaf-fields", leaf.fields.map(|root| fixed(root.to_string())));
    let all = |texts: &[String]| (!texts.is_empty()).then(|| fixed(texts.join(" ")));
    add("log-leaf-documents", all(&leaf.documents));
    add("log-leaf-approvers", all(&leaf.approvers));
    add("log-leaf-hash", Some(fixed(leaf_hash(page.text.as_bytes()).to_string())));
    facts
}
