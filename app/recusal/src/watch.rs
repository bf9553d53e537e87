//! The match on the device of an intake officer, who alone reads whom a report is about. The server hands over who works where and, of
//! what colleagues declared, marks: a mark tells whether a word is the same as another and nothing to who does not know the word.
//!
//! Whoever guesses a name can try it against a mark. Marks keep what was declared out of sight; the policy and the audit keep it from
//! those who would try.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::grounds::{Chart, Ground, Interest, Matter, Officer, Subject, grounds, plain, same};

/// A receiving unit, as the match needs it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Its code.
    pub code: String,
    /// What it is called, in every language.
    pub names: Vec<String>,
    /// The units above it.
    pub above: Vec<String>,
}

/// Someone who works here, whether they handle cases or not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The account.
    pub account: String,
    /// The name.
    pub name: String,
    /// The accounts they take orders from.
    pub line: Vec<String>,
}

/// Who could handle a case, as the device that opens it must know them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Watch {
    /// Makes the marks of this answer unlike those of any other.
    salt: String,
    places: Vec<Place>,
    people: Vec<Person>,
    officers: Vec<Officer>,
}

/// Somebody who may not touch the case, as far as names, units and declarations tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tied {
    /// The account.
    pub account: String,
    /// The name.
    pub name: String,
    /// Why.
    pub grounds: Vec<Ground>,
}

/// A unit whose name stands in so few letters may be part of any word.
const SHORTEST_NAME: usize = 3;

impl Watch {
    /// What is handed over for one case: what the officers declared becomes marks under this salt.
    pub fn new(salt: String, places: Vec<Place>, people: Vec<Person>, officers: &[Officer]) -> Self {
        let marked = |officer: &Officer| {
            let interests = officer.interests.iter().map(|interest| match interest {
                Interest::Person(name) => Interest::Person(mark(&salt, name)),
                Interest::Unit(name) => Interest::Unit(mark(&salt, name)),
            });
            Officer { interests: interests.collect(), ..officer.clone() }
        };
        let officers = officers.iter().map(marked).collect();
        Self { salt, places, people, officers }
    }

    /// Who may not touch a case about this unit and person, as the reporter wrote them; several are told apart by commas. Nobody twice.
    ///
    /// ```
    /// use recusal::{Ground, Interest, Officer, Watch};
    ///
    /// let interests = vec![Interest::Person("某甲".into())];
    /// let officer = Officer { account: "o".into(), name: "承办人".into(), unit: "district".into(), interests, ..Officer::default() };
    /// let watch = Watch::new("00".into(), vec![], vec![], &[officer]);
    /// assert!(!format!("{watch:?}").contains("某甲"), "what was declared does not stand in it");
    /// assert_eq!(watch.tied("某局", "某 甲、某乙")[0].grounds, [Ground::Interest]);
    /// ```
    pub fn tied(&self, unit: &str, person: &str) -> Vec<Tied> {
        let matter = Matter { subjects: self.subjects(unit, person), ..Matter::default() };
        let called: Vec<&Person> = parts(person).flat_map(|name| self.called(name)).collect();
        let mut tied: Vec<Tied> = Vec::new();
        for officer in &self.officers {
            let mut why = grounds(&matter, officer, self);
            if called.iter().any(|subject| subject.line.contains(&officer.account)) {
                why.push(Ground::Leads);
            }
            match tied.iter_mut().find(|it| it.account == officer.account) {
                Some(known) => known.grounds.extend(why),
                None if why.is_empty() => {}
                None => tied.push(Tied {
                    account: officer.account.clone(),
                    name: officer.name.clone(),
                    grounds: why,
                }),
            }
        }
        for one in &mut tied {
            one.grounds.sort_unstable();
            one.grounds.dedup();
        }
        tied
    }

    /// Whoever of the house is called so.
    fn called<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Person> {
        self.people.iter().filter(move |it| same(&it.name, name))
    }

    /// All that the words can mean: the names as they are and as marks, whoever of the house is called so, and the units whose names
    /// stand in what was written.
    fn subjects(&self, unit: &str, person: &str) -> Vec<Subject> {
        let mut subjects = Vec::new();
        for name in parts(person) {
            subjects.push(Subject { name: Some(name.to_owned()), ..Subject::default() });
            subjects.push(Subject { name: Some(mark(&self.salt, name)), ..Subject::default() });
            let account = |it: &Person| Subject { account: Some(it.account.clone()), ..Subject::default() };
            subjects.extend(self.called(name).map(account));
        }
        let workplace =
            |word: &str| Subject { workplace: Some(mark(&self.salt, word)), ..Subject::default() };
        subjects.extend(parts(unit).map(workplace));
        let written = plain(unit);
        let is_meant = |name: &String| {
            let name = plain(name);
            name.chars().count() >= SHORTEST_NAME && written.contains(&name)
        };
        for place in self.places.iter().filter(|place| place.names.iter().any(is_meant)) {
            subjects.push(Subject { unit: Some(place.code.clone()), ..Subject::default() });
            // A unit can be declared by its code or by what it is called in either language.
            subjects.push(workplace(&place.code));
            subjects.extend(place.names.iter().map(|name| workplace(name)));
        }
        subjects
    }
}

impl Chart for Watch {
    fn is_within(&self, code: &str, of: &str) -> bool {
        let place = self.places.iter().find(|place| place.code == code);
        code == of || place.is_some_and(|place| place.above.iter().any(|above| above == of))
    }
}

/// What stands between commas and the like, in both scripts.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(['、', '，', ',', '；', ';', '/', '\n']).map(str::trim).filter(|part| !part.is_empty())
}

/// The same for names that are compared as the same, and different for all others.
fn mark(salt: &str, word: &str) -> String {
    let digest = Sha256::new().chain_update(salt).chain_update([0]).chain_update(plain(word)).finalize();
    hex::encode(&digest[..16])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn officer(account: &str, name: &str, unit: &str, line: &[&str], interests: &[Interest]) -> Officer {
        Officer {
            account: account.to_owned(),
            name: name.to_owned(),
            unit: unit.to_owned(),
            line: line.iter().map(|it| (*it).to_owned()).collect(),
            interests: interests.to_vec(),
        }
    }

    /// Two units one above the other, five officers, one of them excluded before, and a head who handles no cases.
    fn watch() -> Watch {
        let place = |code: &str, names: &[&str], above: &[&str]| Place {
            code: code.to_owned(),
            names: names.iter().map(|it| (*it).to_owned()).collect(),
            above: above.iter().map(|it| (*it).to_owned()).collect(),
        };
        let places = vec![
            place("district", &["海港区受理点", "Haigang office"], &["city"]),
            place("city", &["市受理中心", "City office"], &[]),
        ];
        let officers = [
            officer("a", "办案甲", "district", &["head"], &[]),
            officer("b", "办案乙", "district", &["a"], &[Interest::Person("某丙".to_owned())]),
            officer("c", "办案丙", "city", &[], &[Interest::Unit("Example Works".to_owned())]),
            officer("d", "办案丁", "city", &[], &[Interest::Unit("district".to_owned())]),
            officer("e", "办案戊", "city", &["c"], &[]),
        ];
        let head = Person { account: "head".to_owned(), name: "某局长".to_owned(), line: Vec::new() };
        let person = |it: &Officer| Person {
            account: it.account.clone(),
            name: it.name.clone(),
            line: it.line.clone(),
        };
        let people = officers.iter().map(person).chain([head]).collect();
        // Who is excluded already is not among those that are asked, and is somebody of the house all the same.
        Watch::new("salt".to_owned(), places, people, &officers[..4])
    }

    fn found(unit: &str, person: &str) -> Vec<(String, Vec<Ground>)> {
        watch().tied(unit, person).into_iter().map(|it| (it.account, it.grounds)).collect()
    }

    #[test]
    fn each_tie_is_found_by_its_ground() {
        let one = |account: &str, ground| vec![(account.to_owned(), vec![ground])];
        assert_eq!(found("", "办案丙"), one("c", Ground::Subject));
        assert_eq!(found("", "某丙"), one("b", Ground::Interest));
        assert_eq!(found("ＥＸＡＭＰＬＥ works", ""), one("c", Ground::Interest));
        assert_eq!(found("", "某局长"), one("a", Ground::Below), "who takes orders from the head");
        assert_eq!(
            found("", "办案乙"),
            [("a".to_owned(), vec![Ground::Leads]), ("b".to_owned(), vec![Ground::Subject])]
        );
        assert_eq!(
            found("海港区受理点（窗口）", ""),
            [
                ("a".to_owned(), vec![Ground::Unit]),
                ("b".to_owned(), vec![Ground::Unit]),
                ("d".to_owned(), vec![Ground::Interest]),
            ]
        );
        assert_eq!(found("", "办案戊"), one("c", Ground::Leads), "who leads somebody excluded before");
        let above = found("市受理中心", "");
        assert_eq!(above[0], ("a".to_owned(), vec![Ground::Below]), "the district stands below the city");
    }

    #[test]
    fn several_names_are_several_and_nobody_is_found_by_nothing() {
        assert_eq!(found("", "办案丙，某丙").len(), 2);
        assert_eq!(found("", ""), []);
        assert_eq!(found("某局", "没有人"), []);
        assert_eq!(found("", "、,；"), []);
    }

    #[test]
    fn what_was_declared_does_not_stand_in_what_is_handed_over() {
        let handed = format!("{:?}", watch());
        for word in ["某丙", "Example Works", "example"] {
            assert!(!handed.contains(word), "{word}");
        }
        assert_ne!(mark("one", "某丙"), mark("other", "某丙"), "marks of two answers cannot be compared");
        assert_eq!(mark("one", "某丙"), mark("one", " 某 丙"));
    }
}
