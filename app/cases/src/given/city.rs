//! Cities of chance, for what must hold in every one.

use proptest::prelude::*;

use crate::case::Kind;
use crate::rules::recusal::{Confirmation, Interest, Matter, Naming, Officer, Subject};
use crate::rules::routing::{Organisation, Receiver};

/// A random city: up to eight units in a tree, up to six officers each, who take orders from the first of their unit, and
/// a matter that may name any of them.
pub(crate) fn city() -> impl Strategy<Value = (Organisation, Vec<Officer>, Matter, String)> {
    let unit = (any::<prop::sample::Index>(), 0..7_usize);
    let units = prop::collection::vec(unit, 1..8);
    let interests = prop::collection::vec(any::<prop::sample::Index>(), 0..6);
    let picks = prop::collection::vec(any::<prop::sample::Index>(), 0..12);
    (units, interests, picks, 0..40_usize, any::<prop::sample::Index>()).prop_map(
        |(units, interests, picks, kinds, start)| {
            let mut receivers = Vec::new();
            let mut officers: Vec<Officer> = Vec::new();
            for (place, (up, count)) in units.iter().enumerate() {
                let up = (place > 0).then(|| format!("u{}", up.index(place)));
                let code = format!("u{place}");
                receivers.push(Receiver {
                    code: code.clone(),
                    division: code.clone(),
                    up,
                    takes: vec![Kind::Report],
                });
                for n in 0..*count {
                    officers.push(Officer {
                        account: format!("{code}-{n}"),
                        name: format!("name {code} {n}"),
                        unit: code.clone(),
                        line: if n == 0 { Vec::new() } else { vec![format!("{code}-0")] },
                        interests: Vec::new(),
                    });
                }
            }
            let all = officers.len();
            for pick in interests.iter().filter(|_| all > 1) {
                let (who, near) = (pick.index(all), pick.index(all - 1));
                let name = officers[near].name.clone();
                officers[who].interests.push(Interest::Person(name));
            }
            let mut matter = Matter::default();
            for (n, pick) in picks.iter().enumerate().filter(|_| all > 0) {
                let officer = &officers[pick.index(all)];
                let account = officer.account.clone();
                match (n + kinds) % 5 {
                    0 => matter.subjects.push(Subject {
                        account: Some(account),
                        unit: Some(officer.unit.clone()),
                        ..Subject::default()
                    }),
                    1 => matter
                        .subjects
                        .push(Subject { name: Some(officer.name.clone()), ..Subject::default() }),
                    2 => matter.handlers.push(account),
                    3 => matter.linked.push(account),
                    _ => matter.named.push(Naming { account, confirmation: Confirmation::Waits }),
                }
            }
            // Naming everyone is what someone would try first.
            if kinds == 39 {
                let named =
                    |it: &Officer| Naming { account: it.account.clone(), confirmation: Confirmation::Waits };
                matter.named = officers.iter().map(named).collect();
            }
            let start = format!("u{}", start.index(receivers.len()));
            (Organisation { receivers, divisions: Vec::new() }, officers, matter, start)
        },
    )
}
