//! Who opens what is reported to the invented city: lists of recipients, signed by its officers, for a week.

use crate::config;
use record::{City, Day, Instant};
use seal::{Wanted, demonstration};
use staff::keys::{self, Entered};
use store::{Result, Store};

/// Enters a list for every unit that takes something in. How many stand now; none where another city than the invented one
/// trusts officers of its own.
pub(super) async fn recipients(store: &Store, city: &City, today: Day, now: Instant) -> Result<u64> {
    let portal = keys::portal(city.site_address.as_deref().unwrap_or(config::HERE));
    let officers = keys::officers(city);
    let mut write = store.write().await?;
    let mut stand = 0;
    for receiver in city.receivers.iter().filter(|receiver| !receiver.takes.is_empty()) {
        let signed = demonstration::recipients(portal, &receiver.code, today);
        let wanted = Wanted { portal, unit: &receiver.code, today };
        let Ok(verified) = signed.verify(&officers, &wanted) else { continue };
        stand += u64::from(keys::enter(&mut write, &signed, &verified, now).await? != Entered::NoLog);
    }
    write.commit().await?;
    Ok(stand)
}
