//! The moderator's queue: what of the citizens' words the public reads. Showing and taking a name out takes one; taking words away
//! takes two of whom none belongs to the unit they are about; an emergency takes one, and ends by itself after a day.

use axum::extract::{Form, Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use leptos::prelude::*;
use record::{Calendar, Cursor, Id, Start};
use staff::{Action, Object, ObjectKind, Role, two_hands};
use ui::{
    Answer, Button, Choice, Column, Notice, Offer, Pager, Table, Tag, TextArea, Tone, Visit, Weight, cells,
};

use super::forms::Fields;
use super::seat::{Answered, Halt, Seat};
use crate::routes::private;
use crate::rules::clock::{Limit, deadline};
use crate::rules::moderation::{Appeal, By, Move, Reason, Redaction, Refusal, Standing};
use crate::table::{self, Item};

const PAGE: usize = 20;
/// The longest text of a redaction, in bytes.
const TEXT_BYTES: usize = 64 * 1024;

/// Words, as the policy sees them: they belong to no unit, so a moderator reaches those of their own line.
fn object(seat: &Seat, item: &Item) -> Object {
    Object::of(ObjectKind::Words)
        .key(item.id.as_str())
        .unit(&seat.actor.unit)
        .concerned(item.concerned_unit.as_deref())
}

async fn find(seat: &Seat, named: &str) -> Result<Item, Halt> {
    let Some(id) = Id::parse(named) else { return Err(seat.nothing()) };
    let Some(item) = table::words_item(&seat.store, &id, seat.office.now()).await? else {
        return Err(seat.nothing());
    };
    // Whoever is excluded from a case is excluded from its words.
    let case = item.source.strip_prefix("case/").and_then(Id::parse).ok_or("words belong to a case")?;
    if table::is_excluded(&seat.store, &case, &seat.actor.account).await? {
        seat.permit(Action::Moderate, &object(seat, &item).excluded(true)).await?;
    }
    Ok(item)
}

/// `GET /staff/words`
pub(crate) async fn queue(seat: Seat, Query(pairs): Query<Vec<(String, String)>>) -> Answered {
    if !seat.actor.has(Role::Moderator) && !seat.actor.has(Role::Reviewer) {
        seat.permit(Action::Moderate, &Object::of(ObjectKind::Words).unit(&seat.actor.unit)).await?;
    }
    let asked = Fields(pairs);
    let start = match (Cursor::parse(asked.get("after")), Cursor::parse(asked.get("before"))) {
        (Some(cursor), _) => Start::After(cursor),
        (None, Some(cursor)) => Start::Before(cursor),
        (None, None) => Start::Top,
    };
    let visit = &seat.visit;
    let (account, unit) = (&seat.actor.account, &seat.actor.unit);
    let page = table::queue(&seat.store, account, unit, start, PAGE, seat.office.now()).await?;
    let title = visit.t("cases-desk-words-queue");
    let columns = vec![
        Column::name(visit.t("cases-desk-words")),
        Column::text(visit.t("cases-desk-state")),
        Column::text(visit.t("cases-desk-concerned")),
    ];
    let mut rows = Vec::new();
    for item in &page.rows {
        let text = table::texts_of(&seat.store, &item.id).await?.pop().unwrap_or_default();
        let begin: String = text.chars().take(60).collect();
        let (tone, word) = standing(visit, &item.standing);
        let concerned =
            item.concerned_unit.as_deref().map_or("", |unit| crate::pages::unit_name(visit, unit)).to_owned();
        rows.push(cells![
            view! { <a href=visit.href(&format!("/staff/words/{}", item.id))>{begin}</a> },
            view! { <Tag tone=tone text=word /> },
            concerned,
        ]);
    }
    let none = rows.is_empty().then(|| view! { <p>{visit.t("cases-desk-words-none")}</p> });
    let list =
        (!rows.is_empty()).then(|| view! { <Table caption=title columns=columns rows=rows quiet=true /> });
    let body = view! {
        <h1>{title}</h1>
        <p>{visit.t("cases-desk-words-what")}</p>
        {none}
        {list}
        <Pager visit=visit count=page.count previous=page.previous next=page.next />
    };
    Ok(staff::desk_page(visit, &seat.actor, StatusCode::OK, title, body.into_any(), None))
}

fn standing(visit: &Visit, standing: &Standing) -> (Tone, &'static str) {
    match standing {
        Standing::Waits => (Tone::Notice, visit.t("cases-words-waits")),
        Standing::HeldBack { .. } => (Tone::Warn, visit.t("cases-words-held-back")),
        appealed if appealed.is_appealed() => (Tone::Warn, visit.t("cases-words-appealed")),
        Standing::Shown { .. } => (Tone::Good, visit.t("cases-words-shown")),
        Standing::Hidden { .. } => (Tone::Plain, visit.t("cases-words-hidden")),
    }
}

/// `GET /staff/words/{item}`
pub(crate) async fn show(seat: Seat, Path(named): Path<String>) -> Answered {
    let item = find(&seat, &named).await?;
    page(&seat, &item, StatusCode::OK, None).await
}

async fn page(seat: &Seat, item: &Item, status: StatusCode, refusal: Option<Refusal>) -> Answered {
    let object = object(seat, item);
    let is_reviewer = seat.may(Action::ModerateReview, &object.clone().author(Some("")));
    if !is_reviewer {
        seat.permit(Action::Moderate, &object).await?;
    }
    let visit = &seat.visit;
    let texts = table::texts_of(&seat.store, &item.id).await?;
    let waiting =
        two_hands::open(&seat.store, Some((ObjectKind::Words, item.id.as_str())), seat.office.now()).await?;
    let (tone, word) = standing(visit, &item.standing);
    let newest = texts.last().cloned().unwrap_or_default();
    let title = visit.t("cases-desk-words");
    let revisions = texts
        .iter()
        .enumerate()
        .map(|(place, text)| {
            let name = match place {
                0 => visit.t("cases-words-as-written").to_owned(),
                _ => visit.tn("cases-words-revision", &[("n", (place + 1).into())]),
            };
            view! {
                <h2>{name}</h2>
                <p class="letter__text">{text.clone()}</p>
            }
        })
        .collect::<Vec<_>>();
    let proposals = waiting
        .iter()
        .map(|proposal| {
            let what = proposal.facts.get("move").and_then(|it| it.get("move")).and_then(|it| it.as_str());
            let what = visit.word(&format!("cases-move-{}", what.unwrap_or_default())).unwrap_or_default();
            let may = seat.may(Action::ModerateReview, &object.clone().author(Some(&proposal.author)));
            let form = may.then(|| {
                view! {
                    <form method="post" action=visit.href(&format!("/staff/words/{}/consent", item.id))>
                        <input type="hidden" name="proposal" value=proposal.id.clone() />
                        <Button text=visit.t("cases-desk-agree") name="do" value="agree" />
                        " "
                        <Button text=visit.t("cases-desk-decline") name="do" value="decline" weight=Weight::Second />
                    </form>
                }
            });
            view! {
                <li>
                    <p>
                        <b>{what}</b>
                    </p>
                    {form}
                </li>
            }
        })
        .collect::<Vec<_>>();
    let refusal =
        refusal.and_then(|refusal| visit.word(&format!("cases-words-refusal-{}", refusal.as_str())));
    let acts = seat.may(Action::Moderate, &object).then(|| forms(visit, item, &newest));
    let appeal = appeal(seat, item).await?;
    let body = view! {
        {refusal.map(|text| view! { <Notice title=text tone=Tone::Warn /> })}
        <h1>{title}</h1>
        <p>
            <Tag tone=tone text=word />
        </p>
        <div class="two">
            <div>{appeal} {revisions}</div>
            <div>
                <ul class="plain-list">{proposals}</ul>
                {acts}
            </div>
        </div>
    };
    Ok(staff::desk_page(visit, &seat.actor, status, title, body.into_any(), None))
}

/// What the author says against the decision, and by when it is answered.
async fn appeal(seat: &Seat, item: &Item) -> Result<Option<AnyView>, Halt> {
    let visit = &seat.visit;
    let Some(Redaction { appeal: Appeal::Made(on), .. }) = item.standing.decision() else { return Ok(None) };
    let by = deadline(Limit::OwnObj, on, Calendar::china()).day;
    let told =
        visit.tn("cases-words-appeal-due", &[("on", visit.day(on).into()), ("by", visit.day(by).into())]);
    let text = table::appeal_text(&seat.store, &item.id).await?;
    Ok(Some(
        view! {
            <Notice title=told tone=Tone::Warn>
                {text.map(|text| view! { <p class="letter__text">{text}</p> })}
            </Notice>
        }
        .into_any(),
    ))
}

/// The moves that are possible from here.
fn moves(standing: &Standing) -> &'static [&'static str] {
    match standing {
        Standing::Waits => &["show", "redact", "hide"],
        Standing::HeldBack { .. } if standing.is_appealed() => &["show"],
        Standing::HeldBack { .. } => &["show", "hide"],
        Standing::Shown { .. } if standing.is_appealed() => &["restore", "refuse_appeal", "hold_back"],
        Standing::Hidden { .. } if standing.is_appealed() => &["restore", "refuse_appeal"],
        Standing::Shown { .. } => &["redact", "hold_back", "hide"],
        Standing::Hidden { .. } => &[],
    }
}

fn forms(visit: &Visit, item: &Item, newest: &str) -> AnyView {
    let reasons = Answer::list(
        visit.t("cases-choose"),
        Reason::ALL.iter().map(|reason| {
            Answer::new(
                reason.as_str(),
                visit.word(&format!("cases-words-reason-{}", reason.as_str())).unwrap_or_default(),
            )
        }),
    );
    moves(&item.standing)
        .iter()
        .map(|name| {
            let label = visit.word(&format!("cases-move-{name}")).unwrap_or_default();
            let reason = matches!(*name, "redact" | "hold_back" | "hide").then(|| {
                view! {
                    <Choice
                        name="reason"
                        id=format!("{name}-reason")
                        label=visit.t("cases-desk-ground")
                        answers=reasons.clone()
                        offer=Offer::List
                    />
                }
            });
            let text = (*name == "redact").then(|| {
                view! {
                    <TextArea
                        name="text"
                        id="redact-text"
                        label=visit.t("cases-words-new-text")
                        value=newest.to_owned()
                        rows=8
                    />
                }
            });
            view! {
                <details class="do">
                    <summary class="do__title">{label}</summary>
                    <form method="post" action=visit.href(&format!("/staff/words/{}", item.id)) novalidate>
                        <input type="hidden" name="move" value=*name />
                        <input type="hidden" name="seq" value=item.next_seq.to_string() />
                        {text}
                        {reason}
                        <Button text=label weight=Weight::Second />
                    </form>
                </details>
            }
        })
        .collect::<Vec<_>>()
        .into_any()
}

fn asked(fields: &Fields) -> Option<Move> {
    let reason = || Reason::parse(fields.get("reason"));
    Some(match fields.get("move") {
        "show" => Move::Show,
        "redact" => Move::Redact { reason: reason()? },
        "hold_back" => Move::HoldBack { reason: reason()? },
        "hide" => Move::Hide { reason: reason()? },
        "restore" => Move::Restore,
        "refuse_appeal" => Move::RefuseAppeal,
        _ => return None,
    })
}

/// `POST /staff/words/{item}`
pub(crate) async fn act(
    seat: Seat,
    Path(named): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Answered {
    let item = find(&seat, &named).await?;
    let object = object(&seat, &item);
    seat.permit(Action::Moderate, &object).await?;
    let fields = Fields(pairs);
    let Some(what) = asked(&fields) else {
        return page(&seat, &item, StatusCode::UNPROCESSABLE_ENTITY, Some(Refusal::State)).await;
    };
    let expected = fields.number("seq");
    if expected != item.next_seq {
        return page(&seat, &item, StatusCode::CONFLICT, Some(Refusal::Overtaken)).await;
    }
    // Who made the decision need not be told by a second person that others decide on the appeal.
    let is_about_an_appeal = matches!(what, Move::Restore | Move::RefuseAppeal);
    if is_about_an_appeal && table::decided_by(&seat.store, &item).await?.contains(&seat.actor.account) {
        return page(&seat, &item, StatusCode::CONFLICT, Some(Refusal::Same)).await;
    }
    let mut write = seat.store.write().await?;
    if matches!(what, Move::Hide { .. } | Move::Restore | Move::RefuseAppeal) {
        let (id, author) = (seat.office.id()?.to_string(), seat.actor.account.as_str());
        let stands = expected.to_string();
        let draft = two_hands::Draft {
            id: &id,
            action: Action::Moderate,
            kind: ObjectKind::Words,
            key: item.id.as_str(),
            unit: Some(&seat.actor.unit),
            facts: serde_json::json!({ "move": what, "seq": expected, "unit": seat.actor.unit }),
            stands: &stands,
            author,
        };
        two_hands::propose(&mut write, draft, seat.office.now()).await?;
    } else {
        let text: String = fields.get("text").to_owned();
        let text = (!text.is_empty() && text.len() <= TEXT_BYTES).then_some(text);
        let by = By { account: Some(&seat.actor.account), unit: Some(&seat.actor.unit), second: None };
        let done = table::act_on_words(
            &mut write,
            &item.id,
            expected,
            &what,
            text.as_deref(),
            by,
            seat.office.now(),
            seat.visit.today(),
        );
        if let Err(refusal) = done.await? {
            drop(write);
            return page(&seat, &item, StatusCode::CONFLICT, Some(refusal)).await;
        }
    }
    seat.audit(&mut write, Action::Moderate, &object).await?;
    // Public pages may show them: kept ones are made anew.
    write.commit().await?;
    Ok(again(&seat, &item))
}

fn again(seat: &Seat, item: &Item) -> axum::response::Response {
    private(Redirect::to(&seat.visit.href(&format!("/staff/words/{}", item.id))).into_response())
}

/// `POST /staff/words/{item}/consent`: the second hand.
pub(crate) async fn consent(
    seat: Seat,
    Path(named): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Answered {
    let item = find(&seat, &named).await?;
    let fields = Fields(pairs);
    let proposal = two_hands::find(&seat.store, fields.get("proposal")).await?;
    let Some(proposal) = proposal.filter(|it| it.key == item.id.as_str() && it.kind == ObjectKind::Words)
    else {
        return Err(seat.nothing());
    };
    let object = object(&seat, &item).author(Some(&proposal.author));
    seat.permit(Action::ModerateReview, &object).await?;
    let now = seat.office.now();
    let mut write = seat.store.write().await?;
    if fields.get("do") == "decline" {
        let declined = two_hands::decline(&mut write, &proposal.id, &seat.actor.account, now).await?;
        if declined.is_err() {
            drop(write);
            return page(&seat, &item, StatusCode::CONFLICT, Some(Refusal::Overtaken)).await;
        }
        seat.audit(&mut write, Action::ModerateReview, &object).await?;
        write.commit_unseen().await?;
        return Ok(again(&seat, &item));
    }
    let stands = item.next_seq.to_string();
    let approved = two_hands::approve(&mut write, &proposal.id, &seat.actor.account, &stands, now).await?;
    let facts = approved.ok().map(|proposal| proposal.facts);
    let what =
        facts.as_ref().and_then(|facts| serde_json::from_value::<Move>(facts.get("move")?.clone()).ok());
    let unit = facts.as_ref().and_then(|facts| facts.get("unit")?.as_str().map(str::to_owned));
    let (Some(what), Some(unit)) = (what, unit) else {
        drop(write);
        return page(&seat, &item, StatusCode::CONFLICT, Some(Refusal::Overtaken)).await;
    };
    let by = By {
        account: Some(&proposal.author),
        unit: Some(&unit),
        second: Some((&seat.actor.account, &seat.actor.unit)),
    };
    let today = seat.visit.today();
    let done = table::act_on_words(&mut write, &item.id, item.next_seq, &what, None, by, now, today).await?;
    if let Err(refusal) = done {
        drop(write);
        return page(&seat, &item, StatusCode::CONFLICT, Some(refusal)).await;
    }
    seat.audit(&mut write, Action::ModerateReview, &object).await?;
    write.commit().await?;
    Ok(again(&seat, &item))
}
