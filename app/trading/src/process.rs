//! One contracting process: what a city plans, announces, awards, signs and pays for under one `ocid`. It is read from
//! the compiled release; see docs/ocds.md for the fields that are not shown.

use serde_json::Value;

use crate::party::{Parties, Party, texts};
use crate::rules::kind;
use crate::rules::money::Amount;
use crate::stage::{
    Amendment, Award, Bid, Contract, Document, Item, Milestone, Moment, Period, codes, each, text,
};

/// The four kinds of public resource trading in China, each with words of its own, and everything else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// 工程建设: a construction project is put out to tender.
    Construction,
    /// 土地使用权和矿业权: land or a mine is sold.
    LandMineral,
    /// 政府采购: goods or services are bought.
    Procurement,
    /// 国有产权: property of the state is sold.
    Property,
    /// Data from elsewhere, where these kinds do not exist.
    Other,
}

impl Kind {
    /// Every kind, in the order of the filters.
    pub const ALL: [Kind; 5] =
        [Kind::Construction, Kind::LandMineral, Kind::Procurement, Kind::Property, Kind::Other];

    /// The word of addresses, exports and the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Construction => "construction",
            Kind::LandMineral => "land_mineral",
            Kind::Procurement => "procurement",
            Kind::Property => "property",
            Kind::Other => "other",
        }
    }

    /// The kind of this word.
    pub fn parse(word: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// Whether the public hand sells here: the highest bid wins, and the estimate is a starting price.
    pub const fn is_sale(self) -> bool {
        matches!(self, Kind::LandMineral | Kind::Property)
    }
}

/// How far a process has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Announced as an intention.
    Planned,
    /// Bids are asked for or judged.
    Tendering,
    /// Somebody was chosen.
    Awarded,
    /// A contract was signed.
    Contracted,
    /// Every contract has come to its end.
    Completed,
    /// Called off.
    Cancelled,
    /// Ended without anybody being chosen 流标.
    Unsuccessful,
}

impl State {
    /// Every state, in the order of the filters.
    pub const ALL: [State; 7] = [
        State::Planned,
        State::Tendering,
        State::Awarded,
        State::Contracted,
        State::Completed,
        State::Cancelled,
        State::Unsuccessful,
    ];

    /// The word of addresses, exports and the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            State::Planned => "planned",
            State::Tendering => "tendering",
            State::Awarded => "awarded",
            State::Contracted => "contracted",
            State::Completed => "completed",
            State::Cancelled => "cancelled",
            State::Unsuccessful => "unsuccessful",
        }
    }

    /// The state of this word.
    pub fn parse(word: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.as_str() == word)
    }
}

/// How competition is arranged: the closed list `method` of OCDS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// Anybody may bid.
    Open,
    /// Whoever is qualified is invited.
    Selective,
    /// Some are asked.
    Limited,
    /// One is asked.
    Direct,
}

impl Method {
    /// Every method, the most open first.
    pub const ALL: [Method; 4] = [Method::Open, Method::Selective, Method::Limited, Method::Direct];

    /// The code of the standard.
    pub const fn as_str(self) -> &'static str {
        match self {
            Method::Open => "open",
            Method::Selective => "selective",
            Method::Limited => "limited",
            Method::Direct => "direct",
        }
    }

    /// The method of this code.
    pub fn parse(code: &str) -> Option<Method> {
        Method::ALL.into_iter().find(|method| method.as_str() == code)
    }
}

/// What is put up for sale: the local extension `saleProcess` for land, mines and property. See docs/ocds.md.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sale {
    /// Where it lies.
    pub location: String,
    /// How large it is, with its unit.
    pub area: String,
    /// What it may be used for.
    pub usage: String,
    /// For how long.
    pub term: String,
    /// Where bidding begins.
    pub starting_price: Option<Amount>,
    /// By how much each bid must rise.
    pub increment: Option<Amount>,
    /// What bidders leave as security.
    pub deposit: Option<Amount>,
}

/// A whole contracting process.
#[derive(Clone, Debug)]
pub struct Process {
    /// Its identifier, the same in every release.
    pub ocid: String,
    /// The number people know it by: the tender's.
    pub number: String,
    /// Its name; the number where nobody gave one.
    pub title: String,
    /// What it is about, in more words.
    pub description: String,
    /// Which of the kinds.
    pub kind: Kind,
    /// How far it has come.
    pub state: State,
    /// How competition is arranged, where the publisher says so in the standard's words.
    pub method: Option<Method>,
    /// The publisher's own words for it, such as 竞争性磋商.
    pub method_words: String,
    /// `goods`, `works` or `services`.
    pub category: String,
    /// Who buys or sells.
    pub buyer: Option<Party>,
    /// Who carries the procedure out, where that is somebody else.
    pub agent: Option<Party>,
    /// Everybody who takes part.
    pub parties: Vec<Party>,
    /// Why it is planned.
    pub rationale: String,
    /// What was budgeted, in words.
    pub budget_words: String,
    /// What was budgeted.
    pub budget: Option<Amount>,
    /// The estimate at the tender: a ceiling when buying, the starting price when selling.
    pub estimate: Option<Amount>,
    /// What is for sale, if something is.
    pub sale: Option<Sale>,
    /// The tender's own status, as written.
    pub tender_status: String,
    /// When bids may come in.
    pub tender_period: Period,
    /// When questions may be asked.
    pub enquiry_period: Period,
    /// When bids are judged and the candidates shown to the public 候选人公示.
    pub award_period: Period,
    /// How bids are judged.
    pub criteria: String,
    /// Who may bid.
    pub eligibility: String,
    /// How bids come in.
    pub submission: Vec<String>,
    /// How many bid, as the publisher counted.
    pub number_of_tenderers: Option<u64>,
    /// Who bid, as the tender lists them.
    pub tenderers: Vec<Party>,
    /// What is bought or sold.
    pub items: Vec<Item>,
    /// Every bid, winning or not.
    pub bids: Vec<Bid>,
    /// Every award.
    pub awards: Vec<Award>,
    /// Every contract.
    pub contracts: Vec<Contract>,
    /// Documents of planning and tender.
    pub documents: Vec<Document>,
    /// Milestones of planning and tender.
    pub milestones: Vec<Milestone>,
    /// Changes of the tender.
    pub amendments: Vec<Amendment>,
    /// Other processes this one refers to: how, and which.
    pub related: Vec<(String, String)>,
    /// When the compiled release was made: the newest release's date.
    pub date: Option<Moment>,
    /// The language of its texts, as a two-letter code; empty where the publisher names none.
    pub language: String,
}

impl Process {
    /// Reads a compiled release. Nothing in it can make this fail.
    pub fn read(ocid: &str, compiled: &Value) -> Process {
        let parties = Parties::read(compiled);
        let part = |field: &str| compiled.get(field).unwrap_or(&Value::Null);
        let (planning, tender) = (part("planning"), part("tender"));
        let budget = planning.get("budget").unwrap_or(&Value::Null);
        let referred = |owner: &Value, field: &str| {
            let party =
                owner.get(field).filter(|party| party.is_object()).map(|party| parties.referred(party));
            party.filter(|party| !party.name.is_empty())
        };
        let buyer = referred(compiled, "buyer").or_else(|| referred(tender, "procuringEntity"));
        let agent = referred(tender, "procuringEntity")
            .filter(|agent| buyer.as_ref().is_none_or(|buyer| buyer.name != agent.name));
        let awards: Vec<Award> = each(compiled, "awards").map(|award| Award::read(award, &parties)).collect();
        let number = text(tender, "id");
        let titles = [text(compiled, "title"), text(tender, "title"), text(tender, "description")];
        let title = titles.into_iter().chain(awards.iter().map(|award| award.title.clone()));
        let title = title.chain([text(budget, "description"), number.clone(), ocid.to_owned()]);
        let mut process = Process {
            ocid: ocid.to_owned(),
            number,
            title: title.into_iter().find(|title| !title.is_empty()).unwrap_or_default(),
            description: text(tender, "description"),
            kind: kind::kind(compiled),
            state: State::Planned,
            method: Method::parse(&text(tender, "procurementMethod")),
            method_words: [text(tender, "procurementMethodDetails"), text(tender, "procurementMethod")]
                .into_iter()
                .find(|words| !words.is_empty())
                .unwrap_or_default(),
            category: text(tender, "mainProcurementCategory"),
            buyer,
            agent,
            parties: parties.all(compiled.get("parties")),
            rationale: text(planning, "rationale"),
            budget_words: [text(budget, "description"), text(budget, "project")]
                .into_iter()
                .find(|words| !words.is_empty())
                .unwrap_or_default(),
            budget: budget.get("amount").and_then(Amount::read),
            estimate: tender.get("value").and_then(Amount::read),
            sale: None,
            tender_status: text(tender, "status"),
            tender_period: Period::read(tender.get("tenderPeriod")),
            enquiry_period: Period::read(tender.get("enquiryPeriod")),
            award_period: Period::read(tender.get("awardPeriod")),
            criteria: [text(tender, "awardCriteriaDetails"), text(tender, "awardCriteria")]
                .into_iter()
                .find(|words| !words.is_empty())
                .unwrap_or_default(),
            eligibility: text(tender, "eligibilityCriteria"),
            submission: codes(tender, "submissionMethod"),
            number_of_tenderers: tender.get("numberOfTenderers").and_then(Value::as_u64),
            tenderers: parties.all(tender.get("tenderers")),
            items: Item::all(tender),
            bids: each(part("bids"), "details").map(|bid| Bid::read(bid, &parties)).collect(),
            awards,
            contracts: each(compiled, "contracts")
                .map(|contract| Contract::read(contract, &parties))
                .collect(),
            documents: Document::all(planning).into_iter().chain(Document::all(tender)).collect(),
            milestones: Milestone::all(planning).into_iter().chain(Milestone::all(tender)).collect(),
            amendments: Amendment::all(tender),
            related: each(compiled, "relatedProcesses")
                .map(|related| (texts(related.get("relationship")).join(", "), text(related, "identifier")))
                .filter(|(_, identifier)| !identifier.is_empty())
                .collect(),
            date: Moment::read(compiled.get("date")),
            language: text(compiled, "language").to_ascii_lowercase().chars().take(2).collect(),
        };
        process.state = crate::rules::process::state(&process);
        process.sale = process.kind.is_sale().then(|| Sale::read(compiled, tender));
        process
    }

    /// Whether a sole trader bids or wins: the page stays out of search engines, because its name is a person's trade.
    pub fn names_a_sole_trader(&self) -> bool {
        let suppliers = self.awards.iter().flat_map(|award| &award.suppliers);
        let bidders = self.bids.iter().flat_map(|bid| &bid.tenderers).chain(&self.tenderers);
        suppliers.chain(bidders).chain(&self.parties).any(|party| party.is_sole_trader() || party.is_person)
    }
}

impl Sale {
    fn read(compiled: &Value, tender: &Value) -> Sale {
        let sale = tender.get("saleProcess").or_else(|| compiled.get("saleProcess")).unwrap_or(&Value::Null);
        let measured = |field: &str, unit: &str| {
            let number = text(sale, field);
            if number.is_empty() { number } else { format!("{number} {unit}") }
        };
        let amount = |field: &str| sale.get(field).and_then(Amount::read);
        Sale {
            location: text(sale, "location"),
            area: measured("areaSquareMetres", "m²"),
            usage: text(sale, "use"),
            term: text(sale, "termYears"),
            starting_price: amount("startingPrice").or_else(|| tender.get("value").and_then(Amount::read)),
            increment: amount("bidIncrement"),
            deposit: amount("deposit"),
        }
    }
}
