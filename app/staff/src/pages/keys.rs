//! One's own keys.

use axum::http::StatusCode;
use axum::response::Response;
use keyring::Keys;
use keyring::island::{Asked, KeyMaker, Words};
use leptos::prelude::*;
use ui::{Bundle, Notice, SummaryList, Text, Tone, Visit};

use super::headed;
use crate::Actor;
use crate::desk::desk_page;
use crate::keys::portal;

pub(crate) fn page(
    visit: &Visit,
    actor: &Actor,
    held: Option<&Keys>,
    board: Option<seal::Public>,
) -> Response {
    let title = visit.t("staff-key-title");
    let standing = match held {
        Some(keys) => {
            let doors =
                keys.slots.iter().map(|slot| view! { <li>{slot.name.clone()}</li> }).collect::<Vec<_>>();
            let facts: Vec<(Text, AnyView)> = vec![
                (
                    visit.t("staff-key-fingerprint").into(),
                    view! { <code class="fixed">{keys.fingerprint()}</code> }.into_any(),
                ),
                (visit.t("staff-key-doors").into(), view! { <ul class="plain">{doors}</ul> }.into_any()),
            ];
            view! {
                <SummaryList facts=facts />
                <Notice title=visit.t("staff-key-again") tone=Tone::Warn>
                    <p>{visit.t("staff-key-again-how")}</p>
                </Notice>
            }
            .into_any()
        }
        None => view! { <p>{visit.t("staff-key-none")}</p> }.into_any(),
    };
    let bundle = board.is_some().then_some(Bundle::Staff);
    let maker = match board {
        Some(board) => {
            let asked = Asked {
                portal: portal(&visit.site().base_url).to_owned(),
                account: actor.account.clone(),
                board,
                address: visit.href("/staff/keys"),
            };
            view! {
                <noscript>
                    <p>{visit.t("staff-key-script")}</p>
                </noscript>
                <KeyMaker asked=asked words=words(visit) />
            }
            .into_any()
        }
        None => view! {
            <Notice title=visit.t("staff-key-no-board") tone=Tone::Notice>
                <p>{visit.t("staff-key-no-board-how")}</p>
            </Notice>
        }
        .into_any(),
    };
    let body = view! {
        <p>{visit.t("staff-key-about")}</p>
        {standing}
        <section class="section" aria-labelledby="make">
            <h2 id="make">{visit.t("staff-key-make")}</h2>
            {maker}
        </section>
    };
    desk_page(visit, actor, StatusCode::OK, title, headed(visit, title, &[], body), bundle)
}

fn words(visit: &Visit) -> Words {
    let word = |key: &'static str| visit.t(key).to_owned();
    Words {
        passphrase: word("seal-keys-passphrase"),
        again: word("seal-keys-again"),
        make: word("seal-keys-make"),
        making: word("seal-keys-making"),
        short: word("seal-keys-short"),
        differs: word("seal-keys-differs"),
        refused: word("seal-keys-refused"),
        // The island puts the fingerprint of the keys it has made in here.
        made: visit.tn("seal-keys-made", &[("fingerprint", "{fingerprint}".into())]),
    }
}
