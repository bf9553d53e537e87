//! What can be said about a process from what was published: how far it has come, how many competed, what the price
//! did, and how long each stage took. Figures, never verdicts. See docs/ocds.md.

use std::collections::BTreeSet;

use crate::process::{Process, State};
use crate::rules::money::Amount;
use crate::stage::{Bid, Contract, Moment};

/// How far a process has come, by the furthest thing that happened.
pub fn state(process: &Process) -> State {
    let live: Vec<&Contract> = process.contracts.iter().filter(|contract| is_signed(contract)).collect();
    if !live.is_empty() {
        let over = live.iter().all(|contract| contract.status == "terminated");
        return if over { State::Completed } else { State::Contracted };
    }
    if process.awards.iter().any(|award| award.stands()) {
        return State::Awarded;
    }
    match process.tender_status.as_str() {
        "cancelled" | "withdrawn" => return State::Cancelled,
        "unsuccessful" => return State::Unsuccessful,
        "planning" | "planned" => return State::Planned,
        _ => {}
    }
    let awards_all = |status: &str| {
        !process.awards.is_empty() && process.awards.iter().all(|award| award.status == status)
    };
    if awards_all("unsuccessful") {
        State::Unsuccessful
    } else if awards_all("cancelled") {
        State::Cancelled
    } else if process.number.is_empty() && process.tender_status.is_empty() {
        State::Planned
    } else {
        State::Tendering
    }
}

fn is_signed(contract: &Contract) -> bool {
    match contract.status.as_str() {
        "active" | "terminated" => true,
        "cancelled" => false,
        "pending" => contract.signed.is_some(),
        // A word the standard does not know: the signature or the mere contract decides.
        _ => true,
    }
}

/// How many competed and how far their prices lay apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Competition {
    /// How many bid; `None` where neither a count nor a name was published.
    pub bidders: Option<u64>,
    /// How many bids stood after checking.
    pub valid: u64,
    /// How many were ruled out.
    pub disqualified: u64,
    /// How many were taken back.
    pub withdrawn: u64,
    /// The lowest valid price.
    pub lowest: Option<Amount>,
    /// The highest valid price.
    pub highest: Option<Amount>,
}

/// The figures of the bids that were published.
pub fn competition(process: &Process) -> Competition {
    let count = |status: &str| process.bids.iter().filter(|bid| bid.status == status).count() as u64;
    let prices = || process.bids.iter().filter(|bid| counts(bid)).filter_map(|bid| bid.value.clone());
    let lowest = prices().min_by(|a, b| a.number.cmp(&b.number));
    // Prices in different currencies have no lowest one.
    let one_currency = prices().map(|price| price.currency).collect::<BTreeSet<_>>().len() == 1;
    Competition {
        bidders: bidders(process),
        valid: process.bids.iter().filter(|bid| counts(bid)).count() as u64,
        disqualified: count("disqualified"),
        withdrawn: count("withdrawn"),
        lowest: lowest.filter(|_| one_currency),
        highest: prices().max_by(|a, b| a.number.cmp(&b.number)).filter(|_| one_currency),
    }
}

/// The publisher's own count goes before the names we can count: it knows of bidders it does not name.
fn bidders(process: &Process) -> Option<u64> {
    let named = process.bids.iter().filter(|bid| bid.status != "invited" && bid.status != "withdrawn");
    let named: BTreeSet<&str> = named.flat_map(|bid| &bid.tenderers).map(|party| party.code()).collect();
    let names = (named.len() as u64).max(process.tenderers.len() as u64);
    match process.number_of_tenderers {
        // Nobody came: also a fact, unless names say otherwise.
        Some(0) | None if names > 0 => Some(names),
        counted => counted,
    }
}

/// Whether a bid takes part in the comparison of prices.
pub fn counts(bid: &Bid) -> bool {
    !matches!(bid.status.as_str(), "invited" | "withdrawn" | "disqualified" | "not-qualified")
}

/// Whether this is the best price: the lowest when buying, the highest when selling.
pub fn is_best(process: &Process, competition: &Competition, bid: &Bid) -> bool {
    let best = if process.kind.is_sale() { &competition.highest } else { &competition.lowest };
    counts(bid) && best.is_some() && bid.value == *best
}

/// Whether this bid was chosen: the award names it, or its bidders are the award's suppliers.
pub fn is_chosen(process: &Process, bid: &Bid) -> bool {
    process.awards.iter().filter(|award| award.stands()).any(|award| {
        if !award.bid.is_empty() {
            return award.bid == bid.id;
        }
        let codes = |parties: &[crate::party::Party]| -> BTreeSet<String> {
            parties.iter().map(|party| party.code().to_owned()).collect()
        };
        !bid.tenderers.is_empty() && counts(bid) && codes(&award.suppliers) == codes(&bid.tenderers)
    })
}

/// The award that a list shows: of those that stand the newest with a price.
pub fn main_award(process: &Process) -> Option<&crate::stage::Award> {
    let stands = || process.awards.iter().filter(|award| award.stands());
    let day = |award: &&crate::stage::Award| award.date.map(|date| date.day);
    stands().filter(|award| award.value.is_some()).max_by_key(day).or_else(|| stands().max_by_key(day))
}

/// What all standing awards come to, where they are in one currency.
pub fn award_value(process: &Process) -> Option<Amount> {
    let mut sums = crate::rules::money::Sums::default();
    let values =
        process.awards.iter().filter(|award| award.stands()).filter_map(|award| award.value.as_ref());
    values.for_each(|value| sums.add(value));
    let mut amounts = sums.amounts();
    let first = amounts.next();
    if amounts.next().is_some() { None } else { first }
}

/// What was paid so far, by currency.
pub fn paid(process: &Process) -> crate::rules::money::Sums {
    let mut sums = crate::rules::money::Sums::default();
    let transactions = process.contracts.iter().flat_map(|contract| &contract.transactions);
    transactions.filter_map(|transaction| transaction.value.as_ref()).for_each(|value| sums.add(value));
    sums
}

/// What happened, on the time line of a process.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Event {
    /// The intention was published.
    Planned,
    /// Bids were asked for.
    Announced,
    /// Bids had to be in.
    Deadline,
    /// The candidates were shown to the public.
    Candidates,
    /// Somebody was chosen.
    Awarded,
    /// It ended without a choice.
    Ended,
    /// A contract was signed.
    Signed,
    /// The first payment was made.
    Paid,
    /// The contract runs out.
    Due,
}

impl Event {
    /// The last part of its key in the language files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Event::Planned => "planned",
            Event::Announced => "announced",
            Event::Deadline => "deadline",
            Event::Candidates => "candidates",
            Event::Awarded => "awarded",
            Event::Ended => "ended",
            Event::Signed => "signed",
            Event::Paid => "paid",
            Event::Due => "due",
        }
    }
}

/// One step of the time line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// What.
    pub event: Event,
    /// When it began.
    pub from: Moment,
    /// When it ended, where it lasted.
    pub until: Option<Moment>,
    /// Calendar days since the step before.
    pub days_since: Option<i64>,
}

/// The steps of a process in the order they happened. `planned` is when the first planning release was published, and
/// `ended` when the release that called it off was.
pub fn time_line(process: &Process, planned: Option<Moment>, ended: Option<Moment>) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut put = |event, from: Option<Moment>, until: Option<Moment>| {
        if let Some(from) = from {
            steps.push(Step { event, from, until, days_since: None });
        }
    };
    put(Event::Planned, planned, None);
    put(Event::Announced, process.tender_period.start.or_else(|| notice(process)), None);
    put(Event::Deadline, process.tender_period.end, None);
    put(Event::Candidates, process.award_period.start, process.award_period.end);
    process
        .awards
        .iter()
        .filter(|award| award.stands())
        .for_each(|award| put(Event::Awarded, award.date, None));
    if matches!(process.state, State::Cancelled | State::Unsuccessful) {
        put(Event::Ended, ended, None);
    }
    for contract in &process.contracts {
        put(Event::Signed, contract.signed, None);
        put(Event::Paid, contract.transactions.iter().filter_map(|transaction| transaction.date).min(), None);
        put(Event::Due, contract.period.end, None);
    }
    // Some publishers put their old plans out again after the fact: that day says nothing about when it was planned.
    let first = steps.iter().filter(|step| step.event != Event::Planned).map(|step| step.from.day).min();
    steps.retain(|step| step.event != Event::Planned || first.is_none_or(|first| step.from.day <= first));
    steps.sort_by_key(|step: &Step| (step.from.day, step.event));
    steps.dedup_by_key(|step| (step.event, step.from.day));
    let mut before = None;
    for step in &mut steps {
        step.days_since = before.map(|day| step.from.day.days_since(day));
        before = Some(step.from.day);
    }
    steps
}

fn notice(process: &Process) -> Option<Moment> {
    let notices = process.documents.iter().filter(|document| document.sort == "tenderNotice");
    notices.filter_map(|document| document.published).min()
}
