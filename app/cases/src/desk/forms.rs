//! The forms of the acts that are possible now: which fields each asks for, and the deed that a filled one is.

use leptos::prelude::*;
use record::Id;
use staff::Colleague;
use ui::{Answer, Button, Choice, DateInput, Input, Offer, Text, TextArea, Visit, Weight};

use super::seat::{Found, Halt, Seat};
use crate::event::{Deed, PauseReason, RefusalGround, ReopenGround, ReviewResult, TransferGround};
use crate::pages::Errors;
use crate::rules::acts::Act;
use crate::stage::{Disposition, Ending, Witness};
use crate::table;

/// The longest reason, in characters.
const LONGEST: usize = 500;

/// What a form sent.
pub(crate) struct Fields(pub(crate) Vec<(String, String)>);

impl Fields {
    /// The first value of a name, without the spaces around it.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
    }

    /// Every value of a name.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.trim())
    }

    /// A small number; 0 where there is none.
    pub(crate) fn number(&self, name: &str) -> u32 {
        self.get(name).parse().unwrap_or(0)
    }
}

/// What an act asks for besides the day.
enum Asks {
    Nothing,
    /// One of several words, with the beginning of their language keys.
    Word(&'static str, Vec<&'static str>),
    /// A receiving unit.
    Unit(Vec<&'static str>),
    /// Another case, by its number.
    Case,
    /// A sentence.
    Reason,
    /// A body outside.
    Body,
}

fn words<T: Copy>(all: &[T], word: impl Fn(T) -> &'static str) -> Vec<&'static str> {
    all.iter().map(|it| word(*it)).collect()
}

fn asks(act: Act) -> Asks {
    let grounds = |up: bool| {
        let fits = TransferGround::ALL.iter().filter(|ground| ground.goes_up() == up);
        fits.map(|ground| ground.as_str()).collect()
    };
    match act {
        Act::Refuse => Asks::Word("cases-refused", words(RefusalGround::ALL, RefusalGround::as_str)),
        Act::Transfer => Asks::Unit(grounds(false)),
        Act::Raise => Asks::Unit(grounds(true)),
        Act::Assess => Asks::Word("cases-disposition", words(Disposition::ALL, Disposition::as_str)),
        Act::Talk => Asks::Word(
            "cases-disposition",
            vec![Disposition::Settle.as_str(), Disposition::Preliminary.as_str()],
        ),
        Act::Answer => {
            let answers = Ending::ALL.iter().filter(|ending| ending.is_an_answer());
            Asks::Word("cases-ending", answers.map(|ending| ending.as_str()).collect())
        }
        Act::Pause => Asks::Word("cases-pause", words(PauseReason::ALL, PauseReason::as_str)),
        Act::Review | Act::ReviewFinally => {
            Asks::Word("cases-review", words(ReviewResult::ALL, ReviewResult::as_str))
        }
        Act::Reopen => Asks::Word("cases-reopen", words(ReopenGround::ALL, ReopenGround::as_str)),
        Act::Recheck => Asks::Word("cases-solved", vec!["yes", "no"]),
        Act::ObjectToTransfer | Act::Extend => Asks::Reason,
        Act::HandOver => Asks::Body,
        Act::Join => Asks::Case,
        _ => Asks::Nothing,
    }
}

/// The deed that a filled form is, or what is missing in it.
pub(crate) async fn deed(seat: &Seat, act: Act, fields: &Fields) -> Result<Result<Deed, Errors>, Halt> {
    let field = |name: &str| format!("{}-{name}", act.as_str());
    let missing = |name: &str, key: &'static str| {
        Ok(Err(vec![(Text::from(field(name)), Text::from(seat.visit.word(key).unwrap_or_default()))]))
    };
    let word = fields.get("word");
    let reason: String = fields.get("reason").chars().take(LONGEST).collect();
    let chosen = match asks(act) {
        Asks::Nothing => None,
        Asks::Word(_, offered) if !offered.contains(&word) => {
            return missing("word", "cases-desk-choose-one");
        }
        Asks::Unit(offered) if !offered.contains(&word) => return missing("word", "cases-desk-choose-one"),
        Asks::Unit(_) if seat.visit.city().receiver(fields.get("unit")).is_none() => {
            return missing("unit", "cases-desk-choose-unit");
        }
        Asks::Reason | Asks::Body if reason.is_empty() => {
            return missing("reason", "cases-desk-reason-missing");
        }
        Asks::Case => {
            let named = fields.get("other").to_ascii_uppercase();
            match table::by_number(&seat.store, &seat.viewer(false), &named).await? {
                Some(other) => Some(other),
                None => return missing("other", "cases-desk-no-such-case"),
            }
        }
        _ => None,
    };
    let unit = fields.get("unit").to_owned();
    Ok(match made(act, word, unit, reason, chosen) {
        Some(deed) => Ok(deed),
        None => return missing("word", "cases-desk-choose-one"),
    })
}

fn made(act: Act, word: &str, unit: String, reason: String, other: Option<Id>) -> Option<Deed> {
    Some(match act {
        Act::Accept => Deed::Accepted,
        Act::Refuse => Deed::Refused { ground: RefusalGround::parse(word)? },
        Act::Transfer | Act::Raise => Deed::Transferred { to: unit, ground: TransferGround::parse(word)? },
        Act::ObjectToTransfer => Deed::TransferObjected { reason },
        Act::HandOver => Deed::HandedOver { body: reason },
        Act::PassOn => Deed::PassedOn,
        Act::Assess => Deed::Assessed { disposition: Disposition::parse(word)? },
        Act::Talk => Deed::Talked { then: Disposition::parse(word)? },
        Act::FindNothing => Deed::NothingFound,
        Act::File => Deed::Filed,
        Act::SendToTrial => Deed::SentToTrial,
        Act::SendBack => Deed::SentBack,
        Act::Dismiss => Deed::Dismissed,
        Act::Try => Deed::Tried,
        Act::Execute => Deed::Executed,
        Act::Answer => Deed::Answered { ending: Ending::parse(word)? },
        Act::FeedBack => Deed::FedBack,
        Act::Extend => Deed::Extended { reason },
        Act::Pause => Deed::Paused { reason: PauseReason::parse(word)? },
        Act::Resume => Deed::Resumed,
        Act::Join => Deed::Joined { into: other? },
        Act::Part => Deed::Parted,
        Act::AnswerObjection => Deed::ObjectionAnswered,
        Act::Review => Deed::Reviewed { result: ReviewResult::parse(word)? },
        Act::ReviewFinally => Deed::FinallyReviewed { result: ReviewResult::parse(word)? },
        Act::Reopen => Deed::Reopened { ground: ReopenGround::parse(word)? },
        Act::Recheck => Deed::SolvedSaid { by: Witness::Recheck, solved: word == "yes" },
    })
}

fn answers(visit: &Visit, begin: &str, offered: &[&'static str]) -> Vec<Answer> {
    Answer::list(
        visit.t("cases-choose"),
        offered
            .iter()
            .map(|word| Answer::new(*word, visit.word(&format!("{begin}-{}", word)).unwrap_or_default())),
    )
}

/// An act as a form that opens with a press.
pub(crate) fn form(visit: &Visit, found: &Found, act: Act, errors: &Errors, is_open: bool) -> AnyView {
    let id = |name: &str| Text::from(format!("{}-{name}", act.as_str()));
    let error = |name: &str| {
        errors.iter().find(|(at, _)| *at == id(name)).map(|(_, text)| text.clone()).unwrap_or_default()
    };
    let select = |name: &'static str, label: &'static str, answers| {
        let (id, error) = (id(name), error(name));
        view! { <Choice name=name id=id label=label answers=answers offer=Offer::List error=error /> }
            .into_any()
    };
    let line = |name: &'static str, label: &'static str| {
        let (id, error) = (id(name), error(name));
        view! { <Input name=name id=id label=label error=error autocomplete="off" /> }.into_any()
    };
    let asked = match asks(act) {
        Asks::Nothing => ().into_any(),
        Asks::Word(begin, offered) => {
            select("word", visit.t("cases-desk-which"), answers(visit, begin, &offered))
        }
        Asks::Unit(offered) => {
            let others = visit
                .city()
                .receivers
                .iter()
                .filter(|it| it.code != found.case.unit() && !it.takes.is_empty());
            let units = Answer::list(
                visit.t("cases-choose"),
                others.map(|it| Answer::new(it.code.clone(), it.name(visit.lang()).to_owned())),
            );
            (
                select("unit", visit.t("cases-desk-to-unit"), units),
                select("word", visit.t("cases-desk-ground"), answers(visit, "cases-transfer", &offered)),
            )
                .into_any()
        }
        Asks::Case => line("other", visit.t("cases-desk-other-case")),
        Asks::Body => line("reason", visit.t("cases-desk-body")),
        Asks::Reason => {
            let (id, error) = (id("reason"), error("reason"));
            view! { <TextArea name="reason" id=id label=visit.t("cases-desk-reason") error=error rows=3 /> }
                .into_any()
        }
    };
    let name = visit.word(&format!("cases-act-{}", act.as_str())).unwrap_or_default();
    let number = found.case.head().number.clone();
    view! {
        <details class="do" open=is_open>
            <summary class="do__title">{name}</summary>
            <form method="post" action=visit.href(&format!("/staff/cases/{number}/act")) autocomplete="off" novalidate>
                <input type="hidden" name="act" value=act.as_str() />
                <input type="hidden" name="seq" value=found.case.next_seq().to_string() />
                {asked}
                <DateInput
                    name="happened"
                    id=id("happened")
                    label=visit.t("cases-desk-happened")
                    value=visit.today().to_string()
                    max=visit.today().to_string()
                />
                <Button text=name weight=Weight::Second />
            </form>
        </details>
    }
    .into_any()
}

/// Giving the case to one of those who may have it.
pub(crate) fn assignment(
    visit: &Visit,
    found: &Found,
    eligible: &[Colleague],
    unconfirmed: &[String],
) -> AnyView {
    let silent = (!unconfirmed.is_empty()).then(|| {
        let who = [("who", unconfirmed.join(visit.t("cases-desk-and")).into())];
        view! { <p class="muted">{visit.tn("cases-desk-unconfirmed", &who)}</p> }
    });
    let people = Answer::list(
        visit.t("cases-choose"),
        eligible.iter().map(|it| Answer::new(it.account.clone(), it.title.clone())),
    );
    let number = found.case.head().number.clone();
    view! {
        <details class="do">
            <summary class="do__title">{visit.t("cases-desk-assign")}</summary>
            <form method="post" action=visit.href(&format!("/staff/cases/{number}/assign")) novalidate>
                <input type="hidden" name="seq" value=found.case.next_seq().to_string() />
                <Choice
                    name="account"
                    id="assign-account"
                    label=visit.t("cases-desk-officer")
                    hint=visit.t("cases-desk-assign-hint")
                    answers=people
                    offer=Offer::List
                />
                {silent}
                <Button text=visit.t("cases-desk-assign") weight=Weight::Second />
            </form>
        </details>
    }
    .into_any()
}
