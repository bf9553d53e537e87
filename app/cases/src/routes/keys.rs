//! Whose keys a report is sealed to. A list is checked here as the browser checks it: one that no browser would believe is not used by
//! the server either.

use ledger::notice::Trust;
use seal::{Verified, Wanted};
use staff::keys::{offered, officers, portal};
use store::Store;
use ui::{Failure, Visit};

use crate::recipients::{Distrust, believed};

/// Why nothing can be sealed for a unit now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoKeys {
    /// The officers of the unit have signed none for this day, or the public log does not hold it yet.
    None,
    /// What there is cannot be believed.
    Bad(Distrust),
}

/// The holders of a unit, if everything about them is as it must be.
pub(crate) async fn verified(
    visit: &Visit,
    store: &Store,
    unit: &str,
) -> Result<Result<Verified, NoKeys>, Failure> {
    let Some(offered) = offered(visit, store, unit).await? else { return Ok(Err(NoKeys::None)) };
    let site = visit.site();
    let wanted = Wanted { portal: portal(&site.base_url), unit, today: visit.today() };
    let trust = Trust { key: &site.log.key, policy: &site.log.policy, memory: None };
    Ok(believed(&offered, &officers(visit.city()), &wanted, &trust).map_err(NoKeys::Bad))
}
