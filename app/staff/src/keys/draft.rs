//! The beginning of a unit's next list of recipients, for the key officers to look at and to sign away from this machine.

use record::{City, Day};
use seal::{Holder, HolderRole, Manifest, Public, SignedManifest};
use store::Store;
use ui::Failure;

use super::portal;
use crate::table::keys as table;
use crate::{Role, colleagues};

/// How many days a list may be used.
const DAYS: i64 = 7;

/// Who would stand in it today: everybody who takes in reports of this unit and everybody who keeps identities elsewhere, as far as they
/// have made keys; and the boards of the last list, of this unit or of any other. The first list of a house has none: their lines come from
/// `sunhall officer board`.
///
/// # Errors
/// Where the database does not answer, or holds a list that cannot be read.
pub(crate) async fn draft(
    store: &Store,
    city: &City,
    base_url: &str,
    unit: &str,
    today: Day,
) -> Result<Manifest, Failure> {
    let mut holders = Vec::new();
    for colleague in colleagues(store, today).await? {
        let holds = |role: Role, is_here: bool| {
            colleague.grants.iter().any(|it| it.role == role && (it.unit == unit) == is_here)
        };
        let role = match (holds(Role::IntakeOfficer, true), holds(Role::Custodian, false)) {
            (true, _) => HolderRole::Team,
            (false, true) => HolderRole::Custodian,
            _ => continue,
        };
        let Some(keys) = table::public(store, &colleague.account).await? else { continue };
        let Some(key) = Public::parse(&keys.public) else { continue };
        holders.push(Holder { id: colleague.account, key, role, verify: keys.verify });
    }
    holders.extend(boards(store, city, unit).await?);
    Ok(Manifest {
        expires: today.plus(DAYS),
        holders,
        issued: today,
        portal: portal(base_url).to_owned(),
        unit: unit.to_owned(),
        version: Manifest::VERSION,
    })
}

async fn boards(store: &Store, city: &City, unit: &str) -> Result<Vec<Holder>, Failure> {
    let others = city.receivers.iter().map(|receiver| receiver.code.as_str()).filter(|code| *code != unit);
    for unit in std::iter::once(unit).chain(others) {
        let Some(text) = table::last_manifest(store, unit).await? else { continue };
        let signed: SignedManifest = serde_json::from_str(&text)?;
        let mut list: Manifest = serde_json::from_str(&signed.manifest)?;
        list.holders
            .retain(|it| matches!(it.role, HolderRole::RecoveryContent | HolderRole::RecoveryIdentity));
        if !list.holders.is_empty() {
            return Ok(list.holders);
        }
    }
    Ok(Vec::new())
}
