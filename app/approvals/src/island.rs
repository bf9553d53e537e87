//! What ships to the phone: the clock of a case, counted again by the very rule of the server.
#![expect(missing_docs, reason = "the macro makes a struct of the properties and has no place for its words")]

use leptos::prelude::*;
use record::{Calendar, Day, Leave, Thresholds};
use serde::{Deserialize, Serialize};

use crate::rules::card::Card;
use crate::rules::clock::{Clock, Course, clock};

/// What is published about a clock, and what the server made of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Asked {
    /// The facts.
    pub course: Course,
    /// The day the page is of.
    pub today: Day,
    /// The days of the course that differ from the plain week.
    pub leave: Leave,
    /// The city's threshold of the yellow card.
    pub yellow_percent: u32,
    /// The city's threshold of the notice.
    pub notice_working_days: u32,
    /// What the page says was used.
    pub used_days: Option<u32>,
    /// What the page says was paused.
    pub paused_days: u32,
    /// The card on the page.
    pub card: Card,
}

/// The sentences, in the reader's language.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Words {
    /// What the link does.
    pub recompute: String,
    /// The answer where both agree, with `{used}`, `{paused}` and `{card}`.
    pub same: String,
    /// The answer where they do not.
    pub differs: String,
    /// In place of a number that is not known.
    pub unknown: String,
    /// The names of the cards, in the order of [`Card::ALL`].
    pub cards: Vec<String>,
    /// Where the rule is explained, for who has no script: the link leads there.
    pub rule: String,
}

/// Counts again, with nothing but what was handed over.
pub fn recomputed(asked: &Asked) -> Clock {
    let thresholds = Thresholds {
        yellow_percent: asked.yellow_percent,
        notice_working_days: asked.notice_working_days,
        ..Thresholds::default()
    };
    clock(&asked.course, asked.today, &Calendar::from(&asked.leave), &thresholds)
}

/// The answer in words, and whether the phone agrees with the page.
pub fn answer(asked: &Asked, words: &Words) -> (bool, String) {
    let clock = recomputed(asked);
    let agrees =
        (clock.used_days, clock.paused_days, clock.card) == (asked.used_days, asked.paused_days, asked.card);
    let card = Card::ALL.iter().position(|card| *card == clock.card).and_then(|place| words.cards.get(place));
    let used = clock.used_days.map_or_else(|| words.unknown.clone(), |days| days.to_string());
    let sentence = if agrees { &words.same } else { &words.differs };
    let sentence = sentence
        .replace("{used}", &used)
        .replace("{paused}", &clock.paused_days.to_string())
        .replace("{card}", card.map_or("", String::as_str));
    (agrees, sentence)
}

/// A link that counts the clock again on the reader's own device.
///
/// Without a script it leads to the rule in words, by which one can count by hand.
#[island]
pub fn RecomputeClock(
    /// The facts and what the server made of them.
    asked: Asked,
    /// The sentences.
    words: Words,
) -> impl IntoView {
    let (said, say) = signal(None::<(bool, String)>);
    let rule = words.rule.clone();
    let recompute = words.recompute.clone();
    let agrees = move || said.with(|said| said.as_ref().is_some_and(|(agrees, _)| *agrees));
    let differs = move || said.with(|said| said.as_ref().is_some_and(|(agrees, _)| !agrees));
    let shape = move || {
        said.with(|said| match said {
            None => "",
            Some((true, _)) => "✓ ",
            Some((false, _)) => "■ ",
        })
    };
    let sentence =
        move || said.with(|said| said.as_ref().map(|(_, sentence)| sentence.clone()).unwrap_or_default());
    view! {
        <p class="recompute">
            <a
                class="recompute__do"
                href=rule
                on:click=move |event| {
                    event.prevent_default();
                    say.set(Some(answer(&asked, &words)));
                }
            >
                {recompute}
            </a>
        </p>
        <p
            class="recompute__answer"
            class:recompute__answer--same=agrees
            class:recompute__answer--differs=differs
            role="status"
        >
            <span aria-hidden="true">{shape}</span>
            {sentence}
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn asked(used_days: u32) -> Asked {
        let course: Course = serde_json::from_str(
            r#"{ "accepted": "2026-02-09", "decided": "2026-03-13",
                 "limits": { "statutory_days": 20, "promised_days": 10 } }"#,
        )
        .unwrap();
        Asked {
            course,
            today: day("2026-06-30"),
            leave: Calendar::china().leave(day("2026-02-09"), day("2026-03-13")),
            yellow_percent: 90,
            notice_working_days: 1,
            used_days: Some(used_days),
            paused_days: 0,
            card: Card::Red,
        }
    }

    fn words() -> Words {
        Words {
            recompute: String::new(),
            same: "{used} {paused} {card}: same".into(),
            differs: "{used} {paused} {card}: differs".into(),
            unknown: "?".into(),
            cards: Card::ALL.map(|card| card.as_str().to_owned()).to_vec(),
            rule: String::new(),
        }
    }

    #[test]
    fn the_phone_agrees_with_the_page_or_says_that_it_does_not() {
        assert_eq!(answer(&asked(20), &words()), (true, "20 0 red: same".to_owned()));
        assert_eq!(answer(&asked(19), &words()), (false, "20 0 red: differs".to_owned()));
    }

    #[test]
    fn what_is_handed_to_the_phone_reads_back() {
        let json = serde_json::to_string(&asked(20)).unwrap();
        assert_eq!(recomputed(&serde_json::from_str(&json).unwrap()), recomputed(&asked(20)));
    }
}
