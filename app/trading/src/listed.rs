//! One line of the register: what a list shows, filters and exports of a process.

use record::Day;

use crate::party::Party;
use crate::process::{Kind, Process, State};
use crate::rules::facts::Facts;
use crate::rules::money::Amount;
use crate::rules::process::{award_value, competition, main_award};

/// The columns of the open data, in this order; what each means stands in the language files as
/// `trading-column-NAME`.
pub const COLUMNS: [&str; 22] = [
    "ocid",
    "number",
    "title",
    "kind",
    "method",
    "method_details",
    "buyer",
    "buyer_code",
    "district",
    "state",
    "notice_day",
    "tender_deadline",
    "estimate",
    "estimate_currency",
    "bidders",
    "winner",
    "winner_code",
    "award_value",
    "award_currency",
    "award_day",
    "contract_day",
    "conforms",
];

/// One process in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its identifier.
    pub ocid: String,
    /// The number people know it by.
    pub number: String,
    /// Its name.
    pub title: String,
    /// Which of the kinds.
    pub kind: Kind,
    /// The standard's code of its method, where the publisher used one.
    pub method: Option<String>,
    /// The publisher's own words for it.
    pub method_details: String,
    /// Who buys or sells.
    pub buyer: String,
    /// The buyer's credit code, else the publisher's identifier.
    pub buyer_code: String,
    /// The division of the buyer's credit code.
    pub district: Option<String>,
    /// How far it has come.
    pub state: State,
    /// When it was announced.
    pub notice_day: Option<Day>,
    /// By when bids had to be in, as published: an instant with its offset, or a day.
    pub tender_deadline: Option<String>,
    /// What it was estimated at; the starting price of a sale.
    pub estimate: Option<Amount>,
    /// How many bid.
    pub bidders: Option<i64>,
    /// Who won; several are joined.
    pub winner: Option<String>,
    /// The code of the winner, where there is one alone.
    pub winner_code: Option<String>,
    /// What all awards come to.
    pub award_value: Option<Amount>,
    /// When it was awarded.
    pub award_day: Option<Day>,
    /// When the first contract was signed.
    pub contract_day: Option<Day>,
    /// Whether every release conforms.
    pub conforms: bool,
}

/// Who bid or won, for the pages of enterprises.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Supplier {
    /// `supplier` or `tenderer`.
    pub role: &'static str,
    /// The credit code.
    pub uscc: Option<String>,
    /// The name.
    pub name: String,
    /// What was awarded to it, or what it bid.
    pub amount: Option<Amount>,
}

impl Listed {
    /// The line of a process.
    pub fn of(process: &Process, facts: &Facts) -> Listed {
        let main = main_award(process);
        let winners = main.map(|award| award.suppliers.as_slice()).unwrap_or_default();
        let names: Vec<&str> = winners.iter().map(|winner| winner.name.as_str()).collect();
        let buyer = process.buyer.as_ref();
        let signed = process.contracts.iter().filter_map(|contract| contract.signed).min();
        let deadline = facts.compiled.pointer("/tender/tenderPeriod/endDate").and_then(|date| date.as_str());
        Listed {
            ocid: process.ocid.clone(),
            number: process.number.clone(),
            title: process.title.clone(),
            kind: process.kind,
            method: process.method.map(|method| method.as_str().to_owned()),
            method_details: process.method_words.clone(),
            buyer: buyer.map(|buyer| buyer.name.clone()).unwrap_or_default(),
            buyer_code: buyer.map(|buyer| buyer.code().to_owned()).unwrap_or_default(),
            district: buyer.and_then(|buyer| buyer.uscc.as_ref()).map(|uscc| uscc.division().to_owned()),
            state: process.state,
            notice_day: process.tender_period.start.map(|start| start.day),
            tender_deadline: deadline.filter(|_| process.tender_period.end.is_some()).map(str::to_owned),
            estimate: process.estimate.clone().or_else(|| process.budget.clone()),
            bidders: competition(process).bidders.and_then(|bidders| i64::try_from(bidders).ok()),
            winner: Some(names.join("、")).filter(|names| !names.is_empty()),
            winner_code: match winners {
                [one] => Some(one.code().to_owned()).filter(|code| !code.is_empty()),
                _ => None,
            },
            award_value: award_value(process),
            award_day: main.and_then(|award| award.date).map(|date| date.day),
            contract_day: signed.map(|signed| signed.day),
            conforms: facts.conforms(),
        }
    }

    /// The day a list is ordered by: when it was decided, else when it was announced, else when it was last heard of.
    pub fn day(&self, process: &Process) -> Day {
        let heard = process.date.map(|date| date.day);
        let ended = matches!(self.state, State::Cancelled | State::Unsuccessful);
        let decided = self.award_day.or(self.contract_day).or(if ended { heard } else { None });
        // A process without any readable date stands at the very end.
        decided.or(self.notice_day).or(heard).unwrap_or_else(|| Day::from_number(0))
    }

    /// What "the largest first" goes by: the award, else the estimate.
    pub fn size(&self) -> Option<&Amount> {
        self.award_value.as_ref().or(self.estimate.as_ref())
    }
}

impl Supplier {
    /// Everybody who won or bid in a process.
    pub fn all(process: &Process) -> Vec<Supplier> {
        let supplier = |party: &Party, role, amount: &Option<Amount>| Supplier {
            role,
            uscc: party.uscc.as_ref().map(|uscc| uscc.as_str().to_owned()),
            name: party.name.clone(),
            amount: amount.clone(),
        };
        let awards = process.awards.iter().filter(|award| award.stands());
        let won = awards
            .flat_map(|award| award.suppliers.iter().map(move |s| supplier(s, "supplier", &award.value)));
        let bids = process.bids.iter().filter(|bid| bid.status != "invited");
        let bid = bids.flat_map(|bid| bid.tenderers.iter().map(move |t| supplier(t, "tenderer", &bid.value)));
        let mut all: Vec<Supplier> = won.chain(bid).collect();
        let named = |all: &[Supplier], party: &Party| {
            all.iter().any(|other| other.role == "tenderer" && other.name == party.name)
        };
        for party in &process.tenderers {
            if !named(&all, party) {
                all.push(supplier(party, "tenderer", &None));
            }
        }
        all
    }
}
