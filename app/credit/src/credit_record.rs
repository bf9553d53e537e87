//! One credit record: something an authority found about an enterprise, good or bad. An honour has an expiry; a
//! negative record has a severity, a publication period and perhaps a repair. The two cannot be mixed.

use record::{Day, Uscc};
use serde::{Deserialize, Serialize};

use crate::rules::publication::Severity;

/// An honour or a negative record.
///
/// The source's points are not kept: the score comes with its own rule, its own version and its own page, and
/// a lone number beside a record would be read as one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditRecord {
    /// Number of the record (记录编号).
    pub key: String,
    /// Whom it is about.
    pub uscc: Uscc,
    /// The enterprise's name when the record was made.
    pub enterprise: String,
    /// The source's class (荣誉, 经营异常, 欠税公告, …).
    pub category: String,
    /// What was found or awarded.
    pub name: String,
    /// Who found it.
    pub authority: String,
    /// When it was decided; publication periods count from here.
    pub decided_on: Day,
    /// Number of the source document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// Good or bad, with what belongs to each.
    pub finding: Finding,
}

/// What a record says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Finding {
    /// An honour or a good rating.
    Honour {
        /// Last day it holds; none where the source names no end.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        valid_until: Option<Day>,
    },
    /// Something that counts against the enterprise.
    Negative {
        /// How grave it is; decides the periods.
        severity: Severity,
        /// First day on which repair may be asked for.
        publish_min: Day,
        /// Last day of publication.
        publish_until: Day,
        /// Day of repair, if it was repaired.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        repaired_on: Option<Day>,
    },
}

impl CreditRecord {
    /// Whether this speaks for the enterprise.
    pub fn is_honour(&self) -> bool {
        matches!(self.finding, Finding::Honour { .. })
    }
}

/// The classes that speak for an enterprise; every other class needs a severity.
pub const GOOD_CATEGORIES: [&str; 4] = ["荣誉", "表彰", "荣誉表彰", "守信激励"];
