//! What was done by whom.

use axum::response::Response;
use leptos::prelude::*;
use record::Instant;
use record::reference::escaped;
use ui::{Answer, Button, Choice, Column, Offer, Table, Tag, Tone, Visit, cells};

use super::{headed, title_of};
use crate::desk::desk;
use crate::table::audit::AuditRow;
use crate::{Account, Action, Actor};

/// What the page was asked for.
pub(crate) struct Asked {
    pub(crate) who: Option<String>,
    pub(crate) action: Option<String>,
    /// The number before which the next page begins.
    pub(crate) older: Option<i64>,
}

/// Words of the audit that are no action of the policy.
const OTHERS: [&str; 9] = [
    "sign-in",
    "sign-out",
    "step-up",
    "join",
    "password",
    "recovery-codes",
    "passkey-add",
    "passkey-end",
    "audit-root",
];

/// What was done, in words; as it is written where a later program wrote it.
fn act(visit: &Visit, word: &str) -> String {
    visit.word(&format!("staff-act-{word}")).unwrap_or(word).to_owned()
}

/// What came of it, in words.
fn decision(visit: &Visit, word: &str) -> String {
    visit.word(&format!("staff-decision-{word}")).unwrap_or(word).to_owned()
}

pub(crate) fn list(
    visit: &Visit,
    actor: &Actor,
    rows: &[AuditRow],
    accounts: &[Account],
    asked: &Asked,
) -> Response {
    let title = visit.t("staff-audit-title");
    let columns = vec![
        Column::name(visit.t("staff-audit-number")),
        Column::text(visit.t("staff-audit-at")),
        Column::text(visit.t("staff-audit-who")),
        Column::text(visit.t("staff-audit-action")),
        Column::text(visit.t("staff-audit-object")),
        Column::text(visit.t("staff-audit-decision")),
    ];
    let lines = rows
        .iter()
        .map(|row| {
            let at = Instant::parse(&row.at).map_or_else(|| row.at.clone(), |at| visit.moment(at));
            let done = row.decision.starts_with("done");
            let tone = if done { Tone::Good } else { Tone::Warn };
            // Enough of the hash to tell lines about one thing from others.
            let object = format!("{} {}", row.object_kind, row.object_hash.get(..12).unwrap_or_default());
            cells![
                visit.number(row.seq.unsigned_abs()),
                at,
                title_of(accounts, &row.actor).to_owned(),
                act(visit, &row.action),
                view! { <code class="fixed">{object}</code> },
                view! { <Tag tone=tone text=decision(visit, &row.decision) /> },
            ]
        })
        .collect();
    let all = visit.t("staff-audit-all");
    let who = accounts.iter().map(|account| Answer::new(account.id.to_string(), account.title.clone()));
    let actions = Action::ALL.iter().map(|action| action.as_str()).chain(OTHERS);
    let actions = actions.map(|word| Answer::new(word, act(visit, word)));
    let chosen = |value: &Option<String>| vec![value.clone().unwrap_or_default().into()];
    let older = asked.older.map(|before| {
        let mut path = format!("/staff/audit?before={before}");
        for (name, value) in [("actor", &asked.who), ("action", &asked.action)] {
            if let Some(value) = value {
                path.push_str(&format!("&{name}={}", escaped(value)));
            }
        }
        view! {
            <p>
                <a href=visit.href(&path)>{visit.t("staff-audit-older")}</a>
            </p>
        }
    });
    let body = view! {
        <p>{visit.t("staff-audit-about")}</p>
        <form class="row" method="get" action=visit.href("/staff/audit")>
            <Choice
                name="actor"
                label=visit.t("staff-audit-who")
                answers=Answer::list(all, who)
                chosen=chosen(&asked.who)
                offer=Offer::List
            />
            <Choice
                name="action"
                label=visit.t("staff-audit-action")
                answers=Answer::list(all, actions)
                chosen=chosen(&asked.action)
                offer=Offer::List
            />
            <Button text=visit.t("shell-filter-apply") />
        </form>
        <Table caption=visit.t("staff-audit-caption") columns=columns rows=lines />
        {older}
    };
    desk(visit, actor, title, headed(visit, title, &[], body))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Denied;
    use record::Lang;

    #[test]
    fn everything_the_audit_can_say_has_words() {
        let denied = [Denied::NotAllowed, Denied::Excluded, Denied::SameHand, Denied::Concerned, Denied::Own];
        let decisions = [
            "done",
            "done-by-recovery-code",
            "done-by-passkey",
            "declined",
            "wrong-password",
            "wrong-code",
            "wrong-passkey",
            "copied-passkey",
        ];
        for lang in [Lang::Zh, Lang::En] {
            let visit = ui::given::visit(lang);
            for word in Action::ALL.iter().map(|action| action.as_str()).chain(OTHERS) {
                assert_ne!(act(&visit, word), word, "{lang:?}");
            }
            for word in denied.iter().map(|denied| denied.as_str()).chain(decisions) {
                assert_ne!(decision(&visit, word), word, "{lang:?}");
            }
        }
    }
}
