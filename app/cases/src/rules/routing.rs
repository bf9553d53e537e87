//! Who reads what someone sends in: never the unit it is about, never one below it.

use record::{City, worded};
use recusal::Chart;
use serde::{Deserialize, Serialize};

use crate::case::Kind;

/// The receiving units and who stands above whom, as far as the rules need it: small enough for a phone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// The receiving units, in the city's order.
    pub receivers: Vec<Receiver>,
    /// Each division with the one it belongs to.
    pub divisions: Vec<(String, Option<String>)>,
}

/// A receiving unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receiver {
    /// Its code.
    pub code: String,
    /// The division it answers for.
    pub division: String,
    /// The receiving unit above it.
    pub up: Option<String>,
    /// What it takes in. One that holds shares of identities, and reads nothing, takes in nothing.
    pub takes: Vec<Kind>,
}

impl Organisation {
    /// The organisation of a city.
    pub fn of(city: &City) -> Organisation {
        let receivers = city.receivers.iter().map(|receiver| Receiver {
            code: receiver.code.clone(),
            division: receiver.division.clone(),
            up: receiver.up.clone(),
            takes: receiver.takes.iter().filter_map(|word| Kind::parse(word)).collect(),
        });
        let divisions =
            city.divisions.iter().map(|division| (division.code.clone(), division.parent.clone()));
        Organisation { receivers: receivers.collect(), divisions: divisions.collect() }
    }

    /// The receiving unit of this code.
    pub fn receiver(&self, code: &str) -> Option<&Receiver> {
        self.receivers.iter().find(|receiver| receiver.code == code)
    }

    /// The receiving units above this one, the nearest first; none twice, even where they stand in a circle.
    pub fn above<'a>(&'a self, code: &str) -> impl Iterator<Item = &'a Receiver> {
        let next = |receiver: &'a Receiver| self.receiver(receiver.up.as_deref()?);
        std::iter::successors(self.receiver(code).and_then(next), move |above| next(above))
            .take(self.receivers.len())
    }

    /// The nearest unit above this one that takes in what is meant.
    pub fn next_above(&self, code: &str, kind: Kind) -> Option<&Receiver> {
        self.above(code).find(|receiver| receiver.code != code && receiver.takes.contains(&kind))
    }

    /// The unit that answers for a division: its own, or that of the division it belongs to.
    fn of_division(&self, division: &str, kind: Kind) -> Option<&Receiver> {
        let parent =
            |code: &str| self.divisions.iter().find(|it| it.0 == code).and_then(|it| it.1.as_deref());
        std::iter::successors(Some(division), |code| parent(code))
            .take(self.divisions.len() + 1)
            .find_map(|code| self.lowest_of(code, kind))
    }

    /// Of several units of one division the one that no other of them stands below.
    fn lowest_of(&self, division: &str, kind: Kind) -> Option<&Receiver> {
        let mut here = self.receivers.iter().filter(|it| it.division == division && it.takes.contains(&kind));
        let first = here.next()?;
        Some(here.fold(
            first,
            |lowest, other| {
                if self.is_within(&other.code, &lowest.code) { other } else { lowest }
            },
        ))
    }
}

impl Chart for Organisation {
    fn is_within(&self, code: &str, of: &str) -> bool {
        code == of || self.above(code).any(|above| above.code == of)
    }
}

/// What it is about, as far as a reader has to be found for it. The rest is sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Concerned {
    /// The division of the unit it is about.
    pub division: String,
    /// The receiving unit, where it is about one of them.
    pub receiver: Option<String>,
    /// Whether it is about whoever leads the unit.
    pub is_head: bool,
}

/// What the sender chose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// The unit that the rule names.
    #[default]
    Rule,
    /// The one above it.
    Above,
}

worded! {
    /// Why this unit reads it. Each has a sentence in both languages.
    Why {
        /// It answers for the division.
        Area = "area",
        /// The unit that answers is the one it is about, or stands below it.
        Own = "own",
        /// It is about whoever leads the unit.
        Head = "head",
        /// The sender chose the level above.
        Chosen = "chosen",
        /// The sender chose the level above, and there is none in this city.
        NoneAbove = "none_above",
    }
}

/// Who reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Route {
    /// This unit.
    To {
        /// Its code.
        unit: String,
        /// Why, in the order in which the rule found it.
        why: Vec<Why>,
    },
    /// Nobody in this city may: it is for the level above the city, and the page says how to reach that.
    Outside {
        /// Why.
        why: Vec<Why>,
    },
}

/// Who reads it: the unit that answers for the division; the one above where it is about that unit, about one above it, or
/// about a head; and one more above if the sender wants that.
///
/// 检举控告工作规则 art. 15 (what concerns the head of a discipline body goes to the next higher level) and 信访工作条例 art.
/// 30 (never to whom it is about). See docs/rules/cases-routing.md.
///
/// ```
/// use cases::{case::Kind, rules::routing::{Choice, Concerned, Organisation, Route, route}};
/// let json = r#"{"receivers": [
///     {"code": "district", "division": "130302", "up": "city", "takes": ["report"]},
///     {"code": "city", "division": "130300", "up": null, "takes": ["report"]}],
///     "divisions": [["130300", null], ["130302", "130300"]]}"#;
/// let organisation: Organisation = serde_json::from_str(json).unwrap();
/// let about = Concerned { division: "130302".into(), receiver: None, is_head: true };
/// let Route::To { unit, .. } = route(&organisation, Kind::Report, &about, Choice::Rule) else { panic!() };
/// assert_eq!(unit, "city");
/// ```
pub fn route(organisation: &Organisation, kind: Kind, about: &Concerned, choice: Choice) -> Route {
    let mut why = vec![Why::Area];
    let Some(area) = organisation.of_division(&about.division, kind) else {
        return Route::Outside { why };
    };
    let concerned = about.receiver.as_deref().and_then(|code| organisation.receiver(code));
    let is_its_own = |reader: &Receiver| {
        concerned.is_some_and(|concerned| organisation.is_within(&reader.code, &concerned.code))
    };
    let may_not = |reader: &Receiver| is_its_own(reader) || about.is_head && reader.code == area.code;
    if is_its_own(area) {
        why.push(Why::Own);
    } else if about.is_head {
        why.push(Why::Head);
    }
    let mut readers = std::iter::once(area)
        .chain(organisation.above(&area.code).filter(|above| above.code != area.code))
        .filter(|reader| reader.takes.contains(&kind) && !may_not(reader));
    let Some(reader) = readers.next() else { return Route::Outside { why } };
    let unit = |reader: &Receiver, why| Route::To { unit: reader.code.clone(), why };
    match (choice, readers.next()) {
        (Choice::Rule, _) => unit(reader, why),
        (Choice::Above, Some(above)) => {
            why.push(Why::Chosen);
            unit(above, why)
        }
        (Choice::Above, None) => {
            why.push(Why::NoneAbove);
            unit(reader, why)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One case of `cases/case-routing.json`.
    #[derive(Deserialize)]
    struct Case {
        name: String,
        kind: Kind,
        about: Concerned,
        choice: Choice,
        expected: Route,
    }

    #[derive(Deserialize)]
    struct Cases {
        organisation: Organisation,
        cases: Vec<Case>,
    }

    #[test]
    fn every_published_case_comes_out_as_written() {
        let Cases { organisation, cases } =
            serde_json::from_str(include_str!("../../cases/case-routing.json")).unwrap();
        assert!(cases.len() > 10);
        for case in cases {
            assert_eq!(
                route(&organisation, case.kind, &case.about, case.choice),
                case.expected,
                "{}",
                case.name
            );
        }
    }

    #[test]
    fn no_unit_reads_what_is_about_itself_or_one_above_it() {
        let Cases { organisation, .. } =
            serde_json::from_str(include_str!("../../cases/case-routing.json")).unwrap();
        let mut asked = 0;
        for (division, _) in &organisation.divisions {
            for concerned in &organisation.receivers {
                for (kind, is_head, choice) in [
                    (Kind::Report, true, Choice::Rule),
                    (Kind::Report, false, Choice::Above),
                    (Kind::Complaint, false, Choice::Rule),
                    (Kind::Suggestion, true, Choice::Above),
                ] {
                    let (division, receiver) = (division.clone(), Some(concerned.code.clone()));
                    let about = Concerned { division, receiver, is_head };
                    if let Route::To { unit, .. } = route(&organisation, kind, &about, choice) {
                        assert!(!organisation.is_within(&unit, &concerned.code), "{unit} reads {about:?}");
                        asked += 1;
                    }
                }
            }
        }
        assert!(asked > 20, "{asked}");
    }

    #[test]
    fn units_in_a_circle_end_outside() {
        let receiver = |code: &str, up: &str| Receiver {
            code: code.to_owned(),
            division: "1".to_owned(),
            up: Some(up.to_owned()),
            takes: vec![Kind::Report],
        };
        let organisation = Organisation {
            receivers: vec![receiver("a", "b"), receiver("b", "a")],
            divisions: vec![("1".to_owned(), Some("1".to_owned()))],
        };
        let about = Concerned { division: "1".to_owned(), receiver: Some("a".to_owned()), is_head: false };
        assert!(matches!(route(&organisation, Kind::Report, &about, Choice::Rule), Route::Outside { .. }));
    }
}
