//! One administrative penalty (行政处罚), after the double-publicity field list (双公示). Whom it hit, for what,
//! by which article, how much, for how long it is public, and whether it still stands.

use record::{Day, Fen, Uscc};
use serde::{Deserialize, Serialize};

use crate::rules::publication::Severity;

/// An administrative penalty that stands, holding only what may be published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Penalty {
    /// Number of the penalty (处罚编号); the document number where the source gives none.
    pub key: String,
    /// Whom it hit.
    pub party: Party,
    /// Legal representative; masked for sole traders, never there for natural persons.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal_representative: Option<String>,
    /// Number of the decision document (行政处罚决定书文号).
    pub document: String,
    /// Kind of offence (违法行为类型).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offence: Option<String>,
    /// What was found (违法事实).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub findings: Option<String>,
    /// Legal basis (处罚依据).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// Kinds of penalty (处罚类别): 警告, 罚款, ….
    pub kinds: Vec<String>,
    /// The penalty in words (处罚内容).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
    /// Fine.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fine: Option<Fen>,
    /// Confiscated gains and goods.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confiscated: Option<Fen>,
    /// Licence suspended or revoked, with its number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
    /// Day of the decision; publication periods count from here.
    pub decided_on: Day,
    /// Last day the penalty has effect (处罚有效期).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Day>,
    /// Who decided.
    pub authority: Office,
    /// Who delivered the record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Office>,
    /// Remark of the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
    /// How grave the offence is.
    pub severity: Severity,
    /// Whether the source said so, or the kinds of penalty had to tell.
    pub severity_stated: bool,
    /// First day on which repair may be asked for.
    pub publish_min: Day,
    /// Last day of publication.
    pub publish_until: Day,
    /// Day the authority published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_on: Option<Day>,
}

/// What the register holds under the number of a penalty: the penalty, or the tombstone in its place.
///
/// ```
/// let entry: credit::penalty::Entry = serde_json::from_str(r#"{
///     "key": "CF1", "document": "秦市监罚决〔2026〕1号", "authority": { "name": "秦皇岛市市场监督管理局" },
///     "decided_on": "2026-02-02", "publish_until": "2027-02-02",
///     "withdrawal": { "why": "revoked", "on": "2026-04-03", "reason": "主要证据不足，自行撤销" } }"#).unwrap();
/// assert!(entry.is_withdrawn());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Entry {
    /// A penalty that stands.
    Standing(Box<Penalty>),
    /// What is left of one that was changed or revoked.
    Withdrawn(Tombstone),
}

impl Entry {
    /// Number of the penalty.
    pub fn key(&self) -> &str {
        match self {
            Entry::Standing(penalty) => &penalty.key,
            Entry::Withdrawn(tombstone) => &tombstone.key,
        }
    }

    /// Whether only the tombstone is left.
    pub fn is_withdrawn(&self) -> bool {
        matches!(self, Entry::Withdrawn(_))
    }
}

/// What is left of a withdrawn penalty: which document of which authority, when and why. No party, no facts, no
/// amount; the code only ties it to the enterprise's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tombstone {
    /// Number of the penalty.
    pub key: String,
    /// Code of the enterprise on whose page it stands; none for a natural person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uscc: Option<Uscc>,
    /// Number of the decision document.
    pub document: String,
    /// Who had decided.
    pub authority: Office,
    /// Day of the decision.
    pub decided_on: Day,
    /// Last day the penalty would have been published; the lists let the tombstone go then.
    pub publish_until: Day,
    /// When and why.
    pub withdrawal: Withdrawal,
}

/// Whom a penalty hit. A natural person has no code and no page; the name is masked before it gets here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Party {
    /// A legal person or another organisation.
    Organisation {
        /// Its code.
        uscc: Uscc,
        /// Its name.
        name: String,
    },
    /// A natural person's business.
    SoleTrader {
        /// Its code.
        uscc: Uscc,
        /// Its trade name.
        name: String,
    },
    /// A natural person.
    Person {
        /// Surname and stars.
        masked_name: String,
    },
}

impl Party {
    /// The word in the database and in exports.
    pub fn as_str(&self) -> &'static str {
        match self {
            Party::Organisation { .. } => "organisation",
            Party::SoleTrader { .. } => "sole_trader",
            Party::Person { .. } => "person",
        }
    }

    /// The name that may be shown.
    pub fn name(&self) -> &str {
        match self {
            Party::Organisation { name, .. } | Party::SoleTrader { name, .. } => name,
            Party::Person { masked_name } => masked_name,
        }
    }

    /// The code, where there is one.
    pub fn uscc(&self) -> Option<&Uscc> {
        match self {
            Party::Organisation { uscc, .. } | Party::SoleTrader { uscc, .. } => Some(uscc),
            Party::Person { .. } => None,
        }
    }
}

/// An authority by name and, where known, code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Office {
    /// Its name.
    pub name: String,
    /// Its code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uscc: Option<Uscc>,
}

/// How a penalty came to be withdrawn (状态).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawal {
    /// Changed or revoked.
    pub why: Why,
    /// When.
    pub on: Day,
    /// In the authority's words.
    pub reason: String,
}

/// What happened to the decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// 已变更: another decision took its place.
    Changed,
    /// 已撤销: it should not have been made.
    Revoked,
}

impl Why {
    /// The word in the database and in exports.
    pub fn as_str(self) -> &'static str {
        match self {
            Why::Changed => "changed",
            Why::Revoked => "revoked",
        }
    }
}
