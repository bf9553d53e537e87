//! What happens to cases by the day, for as long as the server runs: the intake tree of a day that is over is closed and its
//! root made public, limits that passed are told to whoever has to answer, files nobody finished are given up, and the trees
//! are held against the cases, so that one that was taken away is noticed.

use crate::edge::mentionable;
use crate::hall::Hall;
use cases::rules::routing::Organisation;
use cases::table::{self, Moment};
use record::{Calendar, Instant};
use std::sync::Arc;
use std::time::Duration;
use tracing::{error, info, warn};

/// Between two looks at the clock.
const TICK: Duration = Duration::from_secs(60);
/// A submission of the last second of a day may still be on its way into the database.
const GRACE_SECONDS: i64 = 600;
const HOUR: i64 = 3_600 * 1_000_000;

/// Does each day's and each hour's work once it is due, until the server stops. Work that fails is tried again.
pub(crate) async fn keep(hall: Arc<Hall>) {
    let mut done = None;
    loop {
        let now = hall.now();
        let hour = now.unix_micros().div_euclid(HOUR);
        if done != Some(hour) {
            match work(&hall, now).await {
                Ok(()) => done = Some(hour),
                Err(error) => {
                    let error = mentionable(&error.to_string());
                    warn!(error, "The day's work on cases could not be done; trying again");
                }
            }
        }
        tokio::time::sleep(TICK).await;
    }
}

async fn work(hall: &Hall, now: Instant) -> store::Result<()> {
    let city = &hall.config.city;
    let today = now.day(city.utc_offset_minutes);
    let moment = Moment { today, calendar: Calendar::china() };
    close_days(hall, now).await?;
    let secret = crate::secret().map_err(|error| store::Error::Unavailable(error.to_string()))?;
    let drawn = table::draw_samples(&hall.store, &secret, today).await?;
    let given_up = table::sweep_uploads(&hall.store, now).await?;
    let refreshed = table::refresh_open(&hall.store, moment).await?;
    let escalated = table::escalate(&hall.store, &Organisation::of(city), now, moment).await?;
    if drawn + given_up + refreshed + escalated > 0 {
        info!(drawn, given_up, refreshed, escalated, "Did the hour's work on cases");
    }
    let mismatches = table::mismatches(&hall.store).await?;
    metrics::gauge!("sunhall_intake_mismatches").set(mismatches.len() as f64);
    for found in mismatches {
        let (day, by_leaves, by_cases, root_fits) =
            (found.day, found.by_leaves, found.by_cases, found.root_fits);
        error!(%day, by_leaves, by_cases, root_fits, "Reports of a day were taken away or slipped in");
    }
    Ok(())
}

/// Closes every day that is over. Without a public log there is nowhere to put a root.
async fn close_days(hall: &Hall, now: Instant) -> store::Result<()> {
    if !hall.config.keeps_log {
        return Ok(());
    }
    let today = now.plus_seconds(-GRACE_SECONDS).day(hall.config.city.utc_offset_minutes);
    for day in table::open_days(&hall.store, today).await? {
        let secret = crate::secret().map_err(|error| store::Error::Unavailable(error.to_string()))?;
        if table::close_day(&hall.store, day, &secret, now).await? {
            info!(%day, "Closed the intake tree of a day and entered its root into the public log");
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use crate::given;
    use record::Day;

    #[tokio::test]
    async fn a_day_is_closed_once_when_it_is_over() {
        let given = given::hall(|config| config.keeps_log = true).await;
        let day = |text| Day::parse(text).unwrap();
        let at = |text: &str| Instant::parse(text).unwrap();
        let sizes = async || {
            let rows = store::sql("SELECT day, size FROM intake_day ORDER BY day")
                .all(&given.hall.store)
                .await
                .unwrap();
            rows.iter().map(|row| (row.opt_day(0).unwrap(), row.int(1))).collect::<Vec<_>>()
        };
        // Nine minutes after midnight in the city the day before is still open.
        work(&given.hall, at("2026-11-22T16:09:00Z")).await.unwrap();
        assert_eq!(sizes().await, [(day("2026-11-21"), 64)]);
        work(&given.hall, at("2026-11-22T16:11:00Z")).await.unwrap();
        work(&given.hall, Clock::Frozen(day("2026-11-23")).now(480)).await.unwrap();
        assert_eq!(sizes().await, [(day("2026-11-21"), 64), (day("2026-11-22"), 64)]);
        // A server that was down makes up for every day.
        work(&given.hall, at("2026-11-25T01:00:00Z")).await.unwrap();
        assert_eq!(sizes().await.len(), 4);
    }
}
