//! The log of the pages on which people report. An ordinary line says when a page was answered; together with what an office
//! knows of its own network, that could say who. So these pages leave one line an hour: how many answers of which status.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use record::Instant;
use tracing::info;

const MICROS_AN_HOUR: i64 = 3_600_000_000;

/// Counts of answers since the hour began.
#[derive(Debug, Default)]
pub(crate) struct Quiet(Mutex<Hour>);

#[derive(Debug, Default)]
struct Hour {
    hour: i64,
    answers: BTreeMap<(&'static str, u16), u64>,
}

impl Quiet {
    /// Counts one answer. Nothing is written yet.
    pub(crate) fn count(&self, verb: &'static str, status: u16, now: Instant) {
        self.turn(now);
        let mut hour = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *hour.answers.entry((verb, status)).or_default() += 1;
    }

    /// Writes the hour that is over into log and metrics, once. The hour in which a server stops is not written.
    pub(crate) fn turn(&self, now: Instant) {
        let this = now.unix_micros().div_euclid(MICROS_AN_HOUR);
        let over = {
            let mut hour = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if hour.hour == this {
                return;
            }
            hour.hour = this;
            std::mem::take(&mut hour.answers)
        };
        for ((verb, status), answers) in over {
            info!(method = verb, status, answers, "Answered the pages of reporters in the past hour");
            let labels = [
                ("method", verb.to_owned()),
                ("route", "reporters".to_owned()),
                ("status", status.to_string()),
            ];
            metrics::counter!("sunhall_requests_total", &labels).increment(answers);
        }
    }

    /// What was counted in this hour, for tests.
    #[cfg(test)]
    pub(crate) fn answers(&self) -> Vec<(&'static str, u16, u64)> {
        let hour = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        hour.answers.iter().map(|((verb, status), answers)| (*verb, *status, *answers)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_hour_is_counted_and_then_forgotten() {
        let at = |text: &str| Instant::parse(text).unwrap();
        let quiet = Quiet::default();
        quiet.count("POST", 200, at("2026-11-23T01:00:00Z"));
        quiet.count("POST", 200, at("2026-11-23T01:59:59Z"));
        quiet.count("GET", 200, at("2026-11-23T01:30:00Z"));
        assert_eq!(quiet.answers(), [("GET", 200, 1), ("POST", 200, 2)]);
        quiet.turn(at("2026-11-23T01:59:59Z"));
        assert_eq!(quiet.answers().len(), 2);
        quiet.turn(at("2026-11-23T02:00:00Z"));
        assert!(quiet.answers().is_empty());
    }
}
