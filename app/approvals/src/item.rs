//! A permit item: what one may ask for, who decides, and within how many working days.

use serde::{Deserialize, Serialize};

/// One item of the catalogue with its steps.
///
/// The two tables it comes from may arrive in either order, so what the item table says can be missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// The code of the item.
    pub code: String,
    /// The row of the item table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<About>,
    /// The steps, by number.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<ItemStep>,
}

/// What the item table says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// Name of the item.
    pub name: String,
    /// The department that decides.
    pub department: String,
    /// 普通, 特许, 认可, 核准, 登记 or 其他.
    pub licence_kind: String,
    /// The two limits.
    pub limits: Limits,
    /// Name of the certificate it ends in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<String>,
}

/// The two limits of an item, in working days. The promised one is never longer than the statutory one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// 法定时限
    pub statutory_days: u32,
    /// 承诺时限
    pub promised_days: u32,
}

impl Limits {
    /// Both limits with an extension added.
    pub fn extended(self, days: u32) -> Limits {
        Limits {
            statutory_days: self.statutory_days.saturating_add(days),
            promised_days: self.promised_days.saturating_add(days),
        }
    }
}

/// One step every case of the item goes through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemStep {
    /// Place of the step, from 1.
    pub number: u32,
    /// What it is called.
    pub name: String,
    /// Its limit in working days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit_days: Option<u32>,
    /// Whether its days count toward the promised limit.
    pub counts: bool,
}
