//! Whose keys a report is sealed to. A manifest is checked here as the browser checks it: one that no browser would believe
//! is not used by the server either.

use seal::{ManifestFault, SignedManifest, Verified, Wanted};
use staff::keys::{manifest_of, officers, portal};
use store::Store;
use ui::{Failure, Visit};

/// Why nothing can be sealed for a unit now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoKeys {
    /// The officers of the unit have signed none for this day.
    None,
    /// What there is cannot be believed.
    Bad(ManifestFault),
}

/// The holders of a unit, if everything about them is as it must be.
pub(crate) async fn verified(
    visit: &Visit,
    store: &Store,
    unit: &str,
) -> Result<Result<Verified, NoKeys>, Failure> {
    let Some(text) = manifest_of(store, unit, visit.today()).await? else { return Ok(Err(NoKeys::None)) };
    let signed: SignedManifest = serde_json::from_str(&text)?;
    let base_url = visit.site().base_url.as_str();
    let wanted = Wanted { portal: portal(base_url), unit, today: visit.today() };
    Ok(signed.verify(&officers(visit.city()), &wanted).map_err(NoKeys::Bad))
}
