//! Whose keys reports are sealed to. A list of them, the manifest, is signed by key officers away from this machine; here two
//! people enter it, it becomes a leaf of the public log, and a reporter's browser gets it as it was signed. The server holds no
//! key that could sign one.

mod draft;

use std::collections::BTreeSet;

use keyring::{Keys, NamedSlot};
use record::{City, Day, Instant};
use seal::{HolderRole, Manifest, ManifestFault, Offered, SignedManifest, TrustedOfficers, Verified, Wanted};
use serde::{Deserialize, Serialize};
use store::{NewLeaf, Result, Store, Write};
use ui::Visit;

use crate::table::keys::{self as table, ManifestRow, PublicKeys, SlotRow};
use crate::two_hands::Proposal;

pub(crate) use draft::draft;

/// A manifest somebody wants to enter, as a proposal's facts hold it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct NewManifest {
    /// What the officers signed, and their signatures.
    pub(crate) signed: SignedManifest,
}

/// The list of a unit that is offered to who seals: the newest that holds today and stands in a published checkpoint, with the proof.
/// One that was just approved waits for its checkpoint, and the one before it is offered meanwhile.
///
/// # Errors
/// Where the database does not answer, or holds what cannot be read.
pub async fn offered(
    visit: &Visit,
    store: &Store,
    unit: &str,
) -> std::result::Result<Option<Offered>, ui::Failure> {
    let Some(believed) = ledger::offer::believed(store, &visit.site().log.policy).await? else {
        return Ok(None);
    };
    let covered = i64::try_from(believed.size())?;
    let Some((position, text)) = table::manifest(store, unit, visit.today(), covered).await? else {
        return Ok(None);
    };
    let Some((leaf, proof)) = believed.proof(store, u64::try_from(position)?).await? else {
        return Ok(None);
    };
    Ok(Some(Offered { list: serde_json::from_str(&text)?, leaf, proof }))
}

/// Whether a list of the unit was approved that no checkpoint holds yet.
///
/// # Errors
/// Where the database does not answer, or holds what cannot be read.
pub(crate) async fn waits(
    store: &Store,
    unit: &str,
    today: Day,
    offered: Option<&Offered>,
) -> std::result::Result<bool, ui::Failure> {
    let Some((_, newest)) = table::manifest(store, unit, today, i64::MAX).await? else { return Ok(false) };
    let newest: SignedManifest = serde_json::from_str(&newest)?;
    Ok(offered.is_none_or(|offered| offered.list != newest))
}

/// A list by its hash, whether it holds today or not: what was sealed by it stays sealed by it.
///
/// # Errors
/// Where the database does not answer, or holds a list that cannot be read.
pub async fn listed(store: &Store, hash: &str) -> std::result::Result<Option<Manifest>, ui::Failure> {
    let Some(text) = table::manifest_by_hash(store, hash).await? else { return Ok(None) };
    let signed: SignedManifest = serde_json::from_str(&text)?;
    Ok(Some(serde_json::from_str(&signed.manifest)?))
}

/// The name of this portal in what is sealed: the host of its public address.
pub fn portal(base_url: &str) -> &str {
    base_url.split_once("://").map_or(base_url, |(_, host)| host)
}

/// Whose signatures count in this city; nobody's where its file names none.
pub fn officers(city: &City) -> TrustedOfficers {
    city.sealing.as_ref().map_or_else(TrustedOfficers::default, |sealing| TrustedOfficers {
        keys: sealing.officers.clone(),
        threshold: sealing.threshold,
    })
}

/// Checks a manifest as a reporter's browser will.
///
/// # Errors
/// Says which check failed.
pub(crate) fn checked(
    signed: &SignedManifest,
    city: &City,
    base_url: &str,
    unit: &str,
    today: Day,
) -> std::result::Result<Verified, ManifestFault> {
    signed.verify(&officers(city), &Wanted { portal: portal(base_url), unit, today })
}

/// The manifest of a unit as it stands: a newer one voids every proposal made before it.
pub(crate) async fn stands(write: &mut Write, unit: &str) -> Result<String> {
    Ok(table::newest(write, unit).await?.unwrap_or_default())
}

/// Enters an approved manifest with its leaf.
pub(crate) async fn carry_out(
    write: &mut Write,
    proposal: &Proposal,
    city: &City,
    base_url: &str,
    today: Day,
    now: Instant,
) -> std::result::Result<std::result::Result<(), &'static str>, ui::Failure> {
    let Ok(new) = NewManifest::deserialize(&proposal.facts) else { return Ok(Err("staff-appoint-unclear")) };
    // Checked again: since it was proposed its time may have passed, or an officer may have lost the city's trust.
    let verified = match checked(&new.signed, city, base_url, &proposal.key, today) {
        Ok(verified) => verified,
        Err(fault) => return Ok(Err(fault.key())),
    };
    Ok(match enter(write, &new.signed, &verified, now).await? {
        Entered::New => Ok(()),
        Entered::Known => Err("staff-manifest-known"),
        Entered::NoLog => Err("staff-manifest-no-log"),
    })
}

/// What became of a manifest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entered {
    /// It stands, with its leaf.
    New,
    /// This very one stood before.
    Known,
    /// The public log does not take leaves yet, and a manifest without one is none.
    NoLog,
}

/// Enters a manifest that was checked, with its leaf. Who may is decided before: by two hands, or because the city is invented.
///
/// # Errors
/// Where the database does not answer.
pub async fn enter(
    write: &mut Write,
    signed: &SignedManifest,
    verified: &Verified,
    now: Instant,
) -> Result<Entered> {
    let hash = verified.hash();
    let note = serde_json::json!({ "unit": verified.unit, "manifest": hash });
    let leaf = NewLeaf { kind: "manifest", version: None, at: now, note };
    let Some(position) = write.append_leaf(leaf).await? else { return Ok(Entered::NoLog) };
    let row = ManifestRow {
        unit: &verified.unit,
        hash: &hash,
        text: &serde_json::to_string(signed).expect("texts are JSON"),
        issued: verified.issued,
        expires: verified.expires,
        position,
    };
    Ok(if table::put_manifest(write, &row).await? { Entered::New } else { Entered::Known })
}

/// Fewest doors: a lost one must not be the end of every case its owner holds.
const LEAST_SLOTS: usize = 2;
const MOST_SLOTS: usize = 8;

/// Whether keys may be kept: at least two doors, each under a name of its own, and a signing key that is one.
pub(crate) fn are_sound(keys: &Keys) -> bool {
    let names: BTreeSet<&str> = keys.slots.iter().map(|slot| slot.name.trim()).collect();
    let verify = keys.verify.len() == 64 && keys.verify.bytes().all(|byte| byte.is_ascii_hexdigit());
    verify
        && (LEAST_SLOTS..=MOST_SLOTS).contains(&keys.slots.len())
        && names.len() == keys.slots.len()
        && names.iter().all(|name| (1..=40).contains(&name.chars().count()))
}

/// The recovery board's key, which every member of staff's second door is sealed to: from the city's file, or from the list of their
/// unit, or of any other while their own has none. Without one nobody can make keys, because a lost passphrase would be the end of them.
///
/// # Errors
/// Where the database does not answer, or holds a list that cannot be read.
pub(crate) async fn board(
    visit: &Visit,
    store: &Store,
    unit: &str,
) -> std::result::Result<Option<seal::Public>, ui::Failure> {
    let city = visit.city();
    let named = city.sealing.as_ref().and_then(|sealing| sealing.board.as_deref());
    if let Some(board) = named.and_then(seal::Public::parse) {
        return Ok(Some(board));
    }
    let others = city.receivers.iter().map(|receiver| receiver.code.as_str()).filter(|code| *code != unit);
    for unit in std::iter::once(unit).chain(others) {
        let Some(offered) = offered(visit, store, unit).await? else { continue };
        let manifest: Manifest = serde_json::from_str(&offered.list.manifest)?;
        let board = manifest.holders(HolderRole::RecoveryContent).next().map(|holder| holder.key.clone());
        if board.is_some() {
            return Ok(board);
        }
    }
    Ok(None)
}

/// Somebody's keys, as their own browser asks for them.
///
/// # Errors
/// Where the database does not answer, or holds a door that cannot be read.
pub async fn of(store: &Store, account: &str) -> std::result::Result<Option<Keys>, ui::Failure> {
    let Some(keys) = table::public(store, account).await? else { return Ok(None) };
    let mut slots = Vec::new();
    for (name, wrapped) in table::slots(store, account).await? {
        slots.push(NamedSlot { name, slot: serde_json::from_str(&wrapped)? });
    }
    let public = serde_json::from_value(serde_json::Value::String(keys.public))?;
    Ok(Some(Keys { public, verify: keys.verify, slots }))
}

/// Keeps somebody's keys. What was sealed to earlier ones is re-sealed by their owner or a colleague first.
pub(crate) async fn keep(
    write: &mut Write,
    account: &str,
    keys: &Keys,
    now: Instant,
) -> std::result::Result<(), ui::Failure> {
    let public = PublicKeys {
        public: keys.public.to_string(),
        verify: keys.verify.to_ascii_lowercase(),
        since: now.to_string(),
    };
    let mut rows = Vec::with_capacity(keys.slots.len());
    for NamedSlot { name, slot } in &keys.slots {
        let kind = match slot.door {
            seal::slot::Door::Passphrase { .. } => "passphrase",
            seal::slot::Door::Passkey { .. } => "passkey",
            seal::slot::Door::Recovery { .. } => "recovery",
        };
        rows.push(SlotRow { name: name.trim(), kind, wrapped: serde_json::to_string(slot)? });
    }
    table::put(write, account, &public, &rows, now).await?;
    Ok(())
}

/// Takes away the doors that a passkey opens. Two others stay, or this one does: keys behind one door would be lost with it.
pub(crate) async fn shut_passkey(
    write: &mut Write,
    account: &str,
    credential: &str,
) -> std::result::Result<(), ui::Failure> {
    let slots = table::slots_in(write, account).await?;
    let mut shut = Vec::new();
    for (name, wrapped) in &slots {
        let slot: seal::Slot = serde_json::from_str(wrapped)?;
        if matches!(&slot.door, seal::slot::Door::Passkey { credential: of, .. } if of == credential) {
            shut.push(name);
        }
    }
    if slots.len() < shut.len() + LEAST_SLOTS {
        return Ok(());
    }
    for name in shut {
        table::end_slot(write, account, name).await?;
    }
    Ok(())
}
