//! The root of the staff's audit, made public every hour for as long as the server runs.

use crate::clock::Clock;
use crate::edge::mentionable;
use crate::hall::Hall;
use record::Instant;
use staff::audit::{Hourly, enter_root};
use std::sync::Arc;
use std::time::Duration;
use tracing::{info, warn};

/// Between two looks at the clock.
const TICK: Duration = Duration::from_secs(20);

/// Enters a root each hour. A server that was down for an hour leaves it out; its rows are under the next root.
pub(crate) async fn keep(hall: Arc<Hall>) {
    if !hall.config.keeps_log {
        return;
    }
    let mut done = None;
    loop {
        let now = Clock::System.now(0);
        if done != Some(hour(now)) && enter(&hall, now).await {
            done = Some(hour(now));
        }
        tokio::time::sleep(TICK).await;
    }
}

/// Whether this hour needs no further look.
async fn enter(hall: &Hall, now: Instant) -> bool {
    match enter_root(&hall.store, now).await {
        Ok(Hourly::Entered { size, position }) => {
            info!(size, position, "Entered the root of the audit into the public log");
            true
        }
        Ok(Hourly::Done) => true,
        Ok(Hourly::NoStaff | Hourly::LogNotReady) => false,
        Err(error) => {
            let error = mentionable(&error.to_string());
            warn!(error, "The root of the audit could not be entered; trying again");
            false
        }
    }
}

fn hour(now: Instant) -> i64 {
    now.unix_micros().div_euclid(3_600 * 1_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::given;

    #[tokio::test]
    async fn an_hour_is_looked_at_until_it_has_its_root() {
        let given = given::hall(|_| {}).await;
        let now = Instant::parse("2026-11-23T01:59:59Z").unwrap();
        assert!(!enter(&given.hall, now).await, "nobody works here yet");
        let office = staff::given::office(now).office;
        let role = (staff::Role::Supervisor, "cdi");
        staff::given::signed_in(&given.hall.store, &office, "supervisor-1", role, now.day(480))
            .await
            .unwrap();
        assert!(enter(&given.hall, now).await && enter(&given.hall, now).await);
        assert_ne!(hour(now), hour(now.plus_seconds(1)));
        assert!(enter(&given.hall, now.plus_seconds(1)).await);
        let mut found = Vec::new();
        let checked =
            staff::audit::verify(&given.hall.store, &mut |finding| found.push(finding.to_string())).await;
        let checked = checked.unwrap();
        assert_eq!((checked.rows, checked.uncovered, found), (2, 0, Vec::new()));
    }
}
