//! Who bid and who was chosen: awards with their winners, bids, bidders.

use record::Sentence;

use super::{Said, key_or, moment_field, names, sum_field, sum_or_none};
use crate::party::Party;
use crate::stage::{Award, Bid};

impl Said {
    pub(super) fn awards(&mut self) {
        let (was, is) = (self.was.awards.clone(), self.is.awards.clone());
        for award in &is {
            match was.iter().find(|before| before.id == award.id) {
                Some(before) => self.award(before, award),
                None => self.told.push(whole("trading-history-award-added", award)),
            }
        }
        for award in was.iter().filter(|before| !is.iter().any(|award| award.id == before.id)) {
            self.told.push(whole("trading-history-award-removed", award));
        }
    }

    fn award(&mut self, was: &Award, is: &Award) {
        let place = format!("/compiled/awards/{}", escaped(&is.id));
        let named = |key: &'static str| Sentence::new(key).with("id", &is.id);
        let value = sum_field(named("trading-history-award-value").into(), &was.value, &is.value);
        self.tell(value, &format!("{place}/value"));
        let date = moment_field(named("trading-history-award-date").into(), was.date, is.date);
        self.tell(date, &format!("{place}/date"));
        let status = |award: &Award| {
            let status = award.status.as_str();
            (!status.is_empty()).then(|| key_or(format!("trading-award-status-{status}"), status))
        };
        let field = named("trading-history-award-status").into();
        self.tell(Sentence::of_field(field, status(was), status(is)), &format!("{place}/status"));
        for (key, party) in came_and_went(
            &was.suppliers,
            &is.suppliers,
            ["trading-history-award-won", "trading-history-award-lost"],
        ) {
            self.told.push(named(key).with("who", names(std::slice::from_ref(party))));
        }
    }

    pub(super) fn bids(&mut self) {
        let (was, is) = (self.was.bids.clone(), self.is.bids.clone());
        for bid in &is {
            match was.iter().find(|before| before.id == bid.id) {
                Some(before) => self.bid(before, bid),
                None => self.told.push(of_bid("trading-history-bid-added", bid)),
            }
        }
        for bid in was.iter().filter(|before| !is.iter().any(|bid| bid.id == before.id)) {
            self.told.push(of_bid("trading-history-bid-removed", bid));
        }
        let changed = came_and_went(
            &self.was.tenderers,
            &self.is.tenderers,
            ["trading-history-bidder-added", "trading-history-bidder-removed"],
        );
        let told: Vec<Sentence> = changed
            .into_iter()
            .map(|(key, party)| Sentence::new(key).with("who", names(std::slice::from_ref(party))))
            .collect();
        self.told.extend(told);
    }

    fn bid(&mut self, was: &Bid, is: &Bid) {
        let place = format!("/compiled/bids/details/{}", escaped(&is.id));
        let named =
            |key: &'static str| Sentence::new(key).with("id", &is.id).with("who", names(&is.tenderers));
        let value = sum_field(named("trading-history-bid-value").into(), &was.value, &is.value);
        self.tell(value, &format!("{place}/value"));
        let status = |bid: &Bid| {
            let status = bid.status.as_str();
            (!status.is_empty()).then(|| key_or(format!("trading-bid-status-{status}"), status))
        };
        let field = named("trading-history-bid-status").into();
        self.tell(Sentence::of_field(field, status(was), status(is)), &format!("{place}/status"));
    }
}

fn whole(key: &'static str, award: &Award) -> Sentence {
    Sentence::new(key)
        .with("id", &award.id)
        .with("who", names(&award.suppliers))
        .with("value", sum_or_none(&award.value))
}

fn of_bid(key: &'static str, bid: &Bid) -> Sentence {
    Sentence::new(key)
        .with("id", &bid.id)
        .with("who", names(&bid.tenderers))
        .with("value", sum_or_none(&bid.value))
}

/// Parties that are new and parties that are gone, told apart by code and name.
fn came_and_went<'a>(
    was: &'a [Party],
    is: &'a [Party],
    [came, went]: [&'static str; 2],
) -> Vec<(&'static str, &'a Party)> {
    let among = |party: &Party, all: &[Party]| {
        all.iter().any(|other| other.code() == party.code() && other.name == party.name)
    };
    let new = is.iter().filter(|party| !among(party, was)).map(|party| (came, party));
    let gone = was.iter().filter(|party| !among(party, is)).map(|party| (went, party));
    new.chain(gone).collect()
}

/// An identifier as a part of a JSON Pointer (RFC 6901).
pub(super) fn escaped(id: &str) -> String {
    id.replace('~', "~0").replace('/', "~1")
}
