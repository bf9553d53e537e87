//! The pieces of a contracting process: documents, items, bids, awards, contracts and what was paid. Each is read from
//! a compiled release without ever failing: a publisher's mistake leaves a field empty, and a finding says so.

use record::{Day, Instant, personal};
use serde_json::Value;

use crate::party::{Parties, Party, texts};
use crate::rules::money::Amount;

/// A point in time as its publisher wrote it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// The day on the publisher's calendar.
    pub day: Day,
    /// The instant, where hour and offset were given.
    pub at: Option<Instant>,
}

impl Moment {
    /// Reads a date-time, or a bare date.
    pub fn read(value: Option<&Value>) -> Option<Moment> {
        Moment::parse(value?.as_str()?)
    }

    /// The same from text.
    pub fn parse(text: &str) -> Option<Moment> {
        Some(Moment { day: Day::parse(text.get(..10)?)?, at: Instant::parse(text) })
    }
}

/// From when to when.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Period {
    /// First moment.
    pub start: Option<Moment>,
    /// Last moment.
    pub end: Option<Moment>,
}

impl Period {
    pub(crate) fn read(value: Option<&Value>) -> Period {
        let moment = |field: &str| Moment::read(value.and_then(|value| value.get(field)));
        Period { start: moment("startDate"), end: moment("endDate") }
    }
}

/// A published document. Its link leads to another site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// What it is called, else what sort it is.
    pub title: String,
    /// The code of its sort, such as `tenderNotice`.
    pub sort: String,
    /// Where it stands; only `http` and `https` addresses are kept, everything else could run in the reader's browser.
    pub url: Option<String>,
    /// When it was published.
    pub published: Option<Moment>,
    /// Its format, such as `application/pdf`.
    pub format: String,
}

/// Something that had to happen by a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Milestone {
    /// What.
    pub title: String,
    /// By when.
    pub due: Option<Moment>,
    /// When it did.
    pub met: Option<Moment>,
    /// `scheduled`, `met`, `notMet` or `partiallyMet`.
    pub status: String,
}

/// A change of what was agreed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amendment {
    /// When.
    pub date: Option<Moment>,
    /// Why.
    pub rationale: String,
    /// What was changed.
    pub description: String,
}

/// What is bought or sold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// In the publisher's words.
    pub description: String,
    /// How many, exactly as written.
    pub quantity: String,
    /// Of what.
    pub unit: String,
    /// The code of a classification, such as `CPV 45233120`.
    pub classification: String,
    /// The price of one.
    pub price: Option<Amount>,
}

/// One bid. Losing bids are shown like the winning one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bid {
    /// The publisher's identifier.
    pub id: String,
    /// When it came in.
    pub date: Option<Moment>,
    /// `valid`, `disqualified`, `withdrawn`, `pending`, `invited`, or the publisher's own word.
    pub status: String,
    /// Who bids; several where a consortium does.
    pub tenderers: Vec<Party>,
    /// The price.
    pub value: Option<Amount>,
    /// Documents of the bid.
    pub documents: Vec<Document>,
}

/// One award.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Award {
    /// The publisher's identifier, which contracts repeat.
    pub id: String,
    /// What it is about.
    pub title: String,
    /// `active`, `pending`, `cancelled`, `unsuccessful`, or the publisher's own word.
    pub status: String,
    /// When.
    pub date: Option<Moment>,
    /// The price.
    pub value: Option<Amount>,
    /// To whom.
    pub suppliers: Vec<Party>,
    /// The bid it goes back to.
    pub bid: String,
    /// What is bought.
    pub items: Vec<Item>,
    /// Documents of the award.
    pub documents: Vec<Document>,
    /// Changes.
    pub amendments: Vec<Amendment>,
}

impl Award {
    /// Whether somebody was chosen: not pending, not taken back. A word the standard does not know counts as chosen
    /// where a supplier is named.
    pub fn stands(&self) -> bool {
        match self.status.as_str() {
            "active" => true,
            "pending" | "cancelled" | "unsuccessful" => false,
            _ => !self.suppliers.is_empty(),
        }
    }
}

/// One contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contract {
    /// The publisher's identifier.
    pub id: String,
    /// The award it goes back to.
    pub award: String,
    /// What it is about.
    pub title: String,
    /// `pending`, `active`, `cancelled`, `terminated`, or the publisher's own word.
    pub status: String,
    /// When it was signed.
    pub signed: Option<Moment>,
    /// How long it runs.
    pub period: Period,
    /// Its price.
    pub value: Option<Amount>,
    /// Documents of the contract and of its implementation.
    pub documents: Vec<Document>,
    /// What was paid.
    pub transactions: Vec<Transaction>,
    /// What had to happen, in the contract and in its implementation.
    pub milestones: Vec<Milestone>,
    /// Changes.
    pub amendments: Vec<Amendment>,
}

/// A payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transaction {
    /// When.
    pub date: Option<Moment>,
    /// How much.
    pub value: Option<Amount>,
    /// Who paid.
    pub payer: Option<Party>,
    /// Who was paid.
    pub payee: Option<Party>,
}

/// The text of a field, without what identifies a person; empty where there is none.
pub(crate) fn text(object: &Value, field: &str) -> String {
    match object.get(field) {
        Some(Value::String(text)) => personal::masked(text.trim()),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// The objects of a list; publishers also write one object where a list belongs.
pub(crate) fn each<'a>(object: &'a Value, field: &str) -> impl Iterator<Item = &'a Value> + use<'a> {
    let list = match object.get(field) {
        Some(Value::Array(list)) => list.as_slice(),
        Some(one @ Value::Object(_)) => std::slice::from_ref(one),
        _ => &[],
    };
    list.iter().filter(|item| item.is_object())
}

impl Document {
    pub(crate) fn all(owner: &Value) -> Vec<Document> {
        let read = |document: &Value| {
            let sort = text(document, "documentType");
            let title = [text(document, "title"), text(document, "description"), sort.clone()];
            let url = text(document, "url");
            Document {
                title: title.into_iter().find(|title| !title.is_empty()).unwrap_or_default(),
                sort,
                url: Some(url).filter(|url| url.starts_with("https://") || url.starts_with("http://")),
                published: Moment::read(document.get("datePublished")),
                format: text(document, "format"),
            }
        };
        let documents = each(owner, "documents").map(read);
        documents.filter(|document| document.url.is_some() || !document.title.is_empty()).collect()
    }

    /// The name of the site a link leads to.
    pub fn host(&self) -> Option<&str> {
        let after = self.url.as_deref()?.split_once("://")?.1;
        after.split(['/', '?', '#']).next()?.rsplit('@').next()
    }
}

impl Milestone {
    pub(crate) fn all(owner: &Value) -> Vec<Milestone> {
        let read = |milestone: &Value| Milestone {
            title: [text(milestone, "title"), text(milestone, "description"), text(milestone, "type")]
                .into_iter()
                .find(|title| !title.is_empty())
                .unwrap_or_default(),
            due: Moment::read(milestone.get("dueDate")),
            met: Moment::read(milestone.get("dateMet")),
            status: text(milestone, "status"),
        };
        let milestones = each(owner, "milestones").map(read);
        milestones.filter(|milestone| !milestone.title.is_empty() || milestone.due.is_some()).collect()
    }
}

impl Amendment {
    /// Both the list of 1.1 and the single `amendment` of 1.0.
    pub(crate) fn all(owner: &Value) -> Vec<Amendment> {
        let read = |amendment: &Value| Amendment {
            date: Moment::read(amendment.get("date")),
            rationale: text(amendment, "rationale"),
            description: text(amendment, "description"),
        };
        let amendments = each(owner, "amendments").chain(each(owner, "amendment")).map(read);
        amendments
            .filter(|one| one.date.is_some() || !one.rationale.is_empty() || !one.description.is_empty())
            .collect()
    }
}

impl Item {
    pub(crate) fn all(owner: &Value) -> Vec<Item> {
        let read = |item: &Value| {
            let unit = item.get("unit").unwrap_or(&Value::Null);
            let class = item.get("classification").unwrap_or(&Value::Null);
            let description = [text(item, "description"), text(class, "description")];
            Item {
                description: description.into_iter().find(|text| !text.is_empty()).unwrap_or_default(),
                quantity: text(item, "quantity"),
                unit: text(unit, "name"),
                // Some write the whole title of the catalogue where its short name belongs.
                classification: [text(class, "scheme"), text(class, "id")]
                    .into_iter()
                    .filter(|part| !part.is_empty() && part.chars().count() <= 24)
                    .collect::<Vec<_>>()
                    .join(" "),
                price: unit.get("value").and_then(Amount::read),
            }
        };
        each(owner, "items").map(read).collect()
    }
}

impl Bid {
    pub(crate) fn read(bid: &Value, parties: &Parties) -> Bid {
        Bid {
            id: text(bid, "id"),
            date: Moment::read(bid.get("date")),
            status: text(bid, "status"),
            tenderers: parties.all(bid.get("tenderers")),
            value: bid.get("value").and_then(Amount::read),
            documents: Document::all(bid),
        }
    }
}

impl Award {
    pub(crate) fn read(award: &Value, parties: &Parties) -> Award {
        Award {
            id: text(award, "id"),
            title: text(award, "title"),
            status: text(award, "status"),
            date: Moment::read(award.get("date")),
            value: award.get("value").and_then(Amount::read),
            suppliers: parties.all(award.get("suppliers")),
            bid: text(award, "relatedBid"),
            items: Item::all(award),
            documents: Document::all(award),
            amendments: Amendment::all(award),
        }
    }
}

impl Contract {
    pub(crate) fn read(contract: &Value, parties: &Parties) -> Contract {
        let done = contract.get("implementation").unwrap_or(&Value::Null);
        let party = |transaction: &Value, field: &str, old: &str| {
            let party =
                transaction.get(field).or_else(|| transaction.get(old)).filter(|party| party.is_object());
            party.map(|party| parties.referred(party))
        };
        let transaction = |transaction: &Value| Transaction {
            date: Moment::read(transaction.get("date")),
            value: transaction.get("value").or_else(|| transaction.get("amount")).and_then(Amount::read),
            payer: party(transaction, "payer", "providerOrganization"),
            payee: party(transaction, "payee", "receiverOrganization"),
        };
        Contract {
            id: text(contract, "id"),
            award: text(contract, "awardID"),
            title: text(contract, "title"),
            status: text(contract, "status"),
            signed: Moment::read(contract.get("dateSigned")),
            period: Period::read(contract.get("period")),
            value: contract.get("value").and_then(Amount::read),
            documents: Document::all(contract).into_iter().chain(Document::all(done)).collect(),
            transactions: each(done, "transactions").map(transaction).collect(),
            milestones: Milestone::all(contract).into_iter().chain(Milestone::all(done)).collect(),
            amendments: Amendment::all(contract),
        }
    }
}

/// The codes of a list of codes, such as `submissionMethod`.
pub(crate) fn codes(object: &Value, field: &str) -> Vec<String> {
    texts(object.get(field))
}
