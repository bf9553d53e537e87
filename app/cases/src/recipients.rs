//! Whom a report is sealed to. A list of recipients is believed when enough key officers have signed it, it is of this portal, this
//! unit and this day, and it stands in the public log: the last so that nobody can be handed a list of their own. The server that seals for
//! who has no scripts asks the very same.
//!
//! How old the checkpoint may be is bounded by the list: its leaf stands below the checkpoint, so that this is younger than the list is,
//! and a list lives for a week.

use ledger::leaf::LeafKind;
use ledger::notice::{Doubt, Trust, noticed};
use seal::{ManifestFault, Offered, TrustedOfficers, Verified, Wanted};

/// Why nothing may be sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Distrust {
    /// The list itself.
    List(ManifestFault),
    /// That the public log holds it.
    Log(Doubt),
}

/// The holders of a list, believed only after every check.
///
/// # Errors
/// [`Distrust`]: then nothing is sealed and nothing is sent.
pub fn believed(
    offered: &Offered,
    officers: &TrustedOfficers,
    wanted: &Wanted<'_>,
    trust: &Trust<'_>,
) -> Result<Verified, Distrust> {
    let verified = offered.list.verify(officers, wanted).map_err(Distrust::List)?;
    let leaf = noticed(&offered.leaf, &offered.proof, trust).map_err(Distrust::Log)?;
    let said = serde_json::json!({ "unit": verified.unit, "manifest": verified.hash() });
    if leaf.kind == LeafKind::Manifest && leaf.note.as_ref() == Some(&said) {
        Ok(verified)
    } else {
        Err(Distrust::Log(Doubt::Other))
    }
}
