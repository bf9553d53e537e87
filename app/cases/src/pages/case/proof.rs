//! The proof that a report is in the day's intake tree, whose root stands in the public log: nobody can drop it unseen. All of it is
//! on the page, so that another program can check it; the opening is made of the receipt, which its holder has.

use leptos::prelude::*;
use ui::{Panel, SummaryList, Tag, Text, Tone, Visit};

use super::CasePage;
use ledger::tree::{inclusion, leaf_hash};

pub(super) fn proof(visit: &Visit, page: &CasePage<'_>) -> AnyView {
    let Some(proof) = &page.proof else {
        return view! {
            <Panel title=visit.t("cases-proof")>
                <p>{visit.t("cases-proof-tomorrow")}</p>
            </Panel>
        }
        .into_any();
    };
    let leaf = hex::decode(page.commitment).unwrap_or_default();
    let holds =
        inclusion::verify(proof.index, proof.size, &leaf_hash(&leaf), &proof.path, &proof.root).is_ok();
    let (tone, word) = match holds {
        true => (Tone::Good, visit.t("cases-proof-holds")),
        false => (Tone::Bad, visit.t("cases-proof-fails")),
    };
    let code = |text: String| view! { <code class="hash">{text}</code> }.into_any();
    let path = proof.path.iter().map(|hash| view! { <li>{code(hash.to_string())}</li> }).collect::<Vec<_>>();
    let facts: Vec<(Text, AnyView)> = vec![
        (visit.t("cases-proof-day").into(), visit.day(proof.day).into_any()),
        (
            visit.t("cases-proof-root").into(),
            view! { <a href=visit.href(&format!("/log/leaf/{}", proof.leaf))>{code(proof.root.to_string())}</a> }.into_any(),
        ),
        (
            visit.t("cases-proof-place").into(),
            visit.tn("cases-proof-place-of", &[("n", proof.index.into()), ("all", proof.size.into())]).into_any(),
        ),
        (visit.t("cases-proof-commitment").into(), code(page.commitment.to_owned())),
    ];
    view! {
        <Panel title=visit.t("cases-proof")>
            <p>
                <Tag tone=tone text=word />
            </p>
            <p>{visit.t("cases-proof-what")}</p>
            <SummaryList facts=facts />
            <details>
                <summary>{visit.t("cases-proof-path")}</summary>
                <ol class="steps">{path}</ol>
                <p class="muted">{visit.t("cases-proof-how")}</p>
            </details>
        </Panel>
    }
    .into_any()
}
