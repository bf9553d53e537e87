//! A dated step of an approval, with the pause that may stop its clock, and an extension of the limits.

use record::{Day, Instant};
use serde::{Deserialize, Serialize};

/// One step: when it happened, and when somebody wrote that down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Place of the step in its case, from 1.
    pub number: u32,
    /// What the step is called.
    pub name: String,
    /// Its own limit in working days, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit_days: Option<u32>,
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started: Option<Day>,
    /// Last day; empty while the step is under way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub completed: Option<Day>,
    /// When the clock stood still.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pause: Option<Pause>,
    /// When the completion was keyed in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entered: Option<Instant>,
    /// Who handled it, masked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handler: Option<String>,
}

/// Time that does not count, for a reason the law knows (行政许可法 art. 45).
/// The day it starts still counts, the day it ends does not: `from < day <= until`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// Day the pause began.
    pub from: Day,
    /// Day it ended; empty while it lasts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    /// Why, as the applicant was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Working days added to both limits, with who approved it and why (行政许可法 art. 42).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    /// Place among the extensions of the case, from 1.
    pub number: u32,
    /// Working days added.
    pub days: u32,
    /// Who approved it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<String>,
    /// The reason given to the applicant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}
