//! An agency: a public body that decides or hands in approvals.

use serde::{Deserialize, Serialize};

/// One agency of the register of units, known by its unified social credit code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agency {
    /// Unified social credit code.
    pub code: String,
    /// The city's own number for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Full name.
    pub name: String,
    /// Division code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub district: Option<String>,
    /// The department whose items it decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    /// The short form its document numbers begin with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short: Option<String>,
}
