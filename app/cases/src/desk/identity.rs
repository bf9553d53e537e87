//! Who a reporter is: an officer of the team asks with a reason, a custodian of another unit decides, and the reporter reads both.

use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use leptos::prelude::*;
use record::Id;
use staff::{Action, Object, ObjectKind, Role};
use ui::{Bundle, Button, Column, Notice, SummaryList, Table, Text, Tone, Weight, cells};

use super::act::back;
use super::case::{Page, page};
use super::forms::Fields;
use super::room::release_half;
use super::seat::{Answered, Halt, Seat};
use crate::pages::unit_name;
use crate::routes::private;
use crate::rules::opening::{Reason, Refusal};
use crate::table::{self, Opening, OpeningStep};

/// A case's identity, as the policy sees it.
pub(crate) fn identity(case: Object) -> Object {
    Object { kind: ObjectKind::Identity, ..case }
}

/// `POST /staff/cases/{case}/identity`: asks for it.
pub(crate) async fn ask(
    seat: Seat,
    Path(named): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Answered {
    let found = seat.find(&named).await?;
    let object = identity(found.object.clone());
    seat.permit(Action::IdentityAsk, &object).await?;
    let Some(reason) = Reason::parse(Fields(pairs).get("reason")) else {
        let errors = vec![("identity-reason".into(), seat.visit.t("cases-desk-choose-one").into())];
        let shown = Page { errors, ..Page::default() };
        return page(&seat, &found, shown, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let id = &found.case.head().id;
    let mut write = seat.store.write().await?;
    let (account, unit) = (&seat.actor.account, &seat.actor.unit);
    match table::ask(&mut write, id, account, unit, reason, seat.office.now()).await? {
        Ok(_) => {}
        Err(refusal) => {
            drop(write);
            return Err(not_possible(&seat, refusal));
        }
    }
    seat.audit(&mut write, Action::IdentityAsk, &object).await?;
    write.commit_unseen().await?;
    Ok(back(&seat, &found, "asked"))
}

/// The page of why it cannot be.
pub(crate) fn not_possible(seat: &Seat, refusal: Refusal) -> Halt {
    let visit = &seat.visit;
    let title = visit.t("cases-desk-not-possible");
    let why = visit.word(&format!("cases-opening-refusal-{}", refusal.as_str())).unwrap_or_default();
    let body = view! {
        <h1>{title}</h1>
        <Notice title=why tone=Tone::Warn />
        <p>
            <a href=visit.href("/staff")>{visit.t("cases-desk-to-work")}</a>
        </p>
    };
    let response = staff::desk_page(visit, &seat.actor, StatusCode::CONFLICT, title, body.into_any(), None);
    Halt::Answer(Box::new(response))
}

/// `GET /staff/openings`: what waits for a custodian.
pub(crate) async fn waiting(seat: Seat) -> Answered {
    only_custodians(&seat).await?;
    let visit = &seat.visit;
    let asked = table::asked(&seat.store, &seat.actor.account, &seat.actor.unit).await?;
    let title = visit.t("cases-desk-openings");
    let columns = vec![
        Column::name(visit.t("cases-desk-unit")),
        Column::text(visit.t("cases-desk-identity-why")),
        Column::text(visit.t("cases-desk-asked-on")),
        Column::text(visit.t("cases-desk-next")),
    ];
    let none = asked.is_empty().then(|| view! { <p>{visit.t("cases-desk-openings-none")}</p> });
    let rows: Vec<_> = asked
        .iter()
        .map(|(case, opening)| {
            let to = visit.href(&format!("/staff/openings/{case}/{}/release", opening.request));
            cells![
                unit_name(visit, &opening.unit).to_owned(),
                reason(&seat, opening),
                visit.moment(opening.at),
                view! { <a href=to>{visit.t("cases-desk-decide")}</a> },
            ]
        })
        .collect();
    let list =
        (!rows.is_empty()).then(|| view! { <Table caption=title columns=columns rows=rows quiet=true /> });
    let body = view! {
        <h1>{title}</h1>
        <p>{visit.t("cases-desk-openings-what")}</p>
        {none}
        {list}
    };
    Ok(staff::desk_page(visit, &seat.actor, StatusCode::OK, title, body.into_any(), None))
}

fn reason(seat: &Seat, opening: &Opening) -> &'static str {
    seat.visit.word(&format!("cases-reason-{}", opening.reason.as_str())).unwrap_or_default()
}

/// Who holds no shares has no list of requests; the denial is written down.
async fn only_custodians(seat: &Seat) -> Result<(), Halt> {
    if seat.actor.has(Role::Custodian) {
        return Ok(());
    }
    seat.permit(Action::IdentityGrant, &Object::of(ObjectKind::Identity).author(Some(""))).await
}

/// A request that waits, and the identity it is for as the policy sees it.
pub(crate) async fn asked(seat: &Seat, case: &str, seq: u32) -> Result<(Id, Opening, Object), Halt> {
    let Some(id) = Id::parse(case) else { return Err(seat.nothing()) };
    let Some(found) = table::case(&seat.store, &id).await? else { return Err(seat.nothing()) };
    let openings = table::openings(&seat.store, &id).await?;
    let opening = openings.into_iter().find(|it| it.request == seq && it.step == OpeningStep::Asked);
    let Some(opening) = opening else { return Err(seat.nothing()) };
    let object = identity(seat.object(&found).await?).author(Some(&opening.account));
    Ok((id, opening, object))
}

/// `GET /staff/openings/{case}/{seq}/release`: where a custodian decides.
pub(crate) async fn release(seat: Seat, Path((case, seq)): Path<(String, u32)>) -> Answered {
    let (id, opening, object) = asked(&seat, &case, seq).await?;
    seat.permit(Action::IdentityGrant, &object).await?;
    let by_passkey = seat.has_passkey().await?;
    let visit = &seat.visit;
    let title = visit.t("cases-desk-release");
    let facts: Vec<(Text, AnyView)> = vec![
        (visit.t("cases-desk-unit").into(), unit_name(visit, &opening.unit).to_owned().into_any()),
        (visit.t("cases-desk-identity-why").into(), reason(&seat, &opening).into_any()),
        (visit.t("cases-desk-asked-on").into(), visit.moment(opening.at).into_any()),
    ];
    let to = visit.href(&format!("/staff/openings/{id}/{seq}/release"));
    let body = view! {
        <h1>{title}</h1>
        <p>{visit.t("cases-desk-release-what")}</p>
        <SummaryList facts=facts />
        {release_half(visit, &id, seq, by_passkey)}
        <noscript>
            <p>{visit.t("cases-desk-needs-scripts")}</p>
        </noscript>
        <form method="post" action=to>
            <Button text=visit.t("cases-desk-decline") weight=Weight::Second />
        </form>
    };
    Ok(staff::desk_page(visit, &seat.actor, StatusCode::OK, title, body.into_any(), Some(Bundle::Staff)))
}

/// `POST /staff/openings/{case}/{seq}/release`: says no. Saying yes takes the custodian's key, and comes from the island.
pub(crate) async fn decline(seat: Seat, Path((case, seq)): Path<(String, u32)>) -> Answered {
    let (id, _, object) = asked(&seat, &case, seq).await?;
    seat.permit(Action::IdentityGrant, &object).await?;
    let mut write = seat.store.write().await?;
    let (account, unit) = (&seat.actor.account, &seat.actor.unit);
    if let Err(refusal) = table::decide(&mut write, &id, seq, account, unit, None, seat.office.now()).await? {
        drop(write);
        return Err(not_possible(&seat, refusal));
    }
    seat.audit(&mut write, Action::IdentityGrant, &object).await?;
    write.commit_unseen().await?;
    Ok(private(Redirect::to(&seat.visit.href("/staff/openings")).into_response()))
}
