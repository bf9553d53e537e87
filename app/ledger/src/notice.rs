//! Whether the public log holds a notice, such as the list of those whom reports are sealed to. All that is needed comes with the
//! notice: its leaf, the hashes beside its way to the root, the signed checkpoint. So a phone fetches no tile for it.

use crate::check::Memory;
use crate::checkpoint::Checkpoint;
use crate::key::VerifierKey;
use crate::leaf::Leaf;
use crate::note::Note;
use crate::policy::Policy;
use crate::proof::Proof;
use crate::tree::{inclusion, leaf_hash};

/// Whose word about the log counts.
#[derive(Clone, Copy, Debug)]
pub struct Trust<'a> {
    /// The log's verifier key, as the page names it.
    pub key: &'a str,
    /// The policy of its witnesses; empty where none is asked.
    pub policy: &'a str,
    /// What this reader has seen of the log before.
    pub memory: Option<&'a Memory>,
}

/// Why a notice is not believed to stand in the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// It came without a proof.
    Missing,
    /// The portal names no log, or another one than the reader knows.
    Key,
    /// The proof cannot be read.
    Unreadable,
    /// The checkpoint is not signed by the log.
    Signature,
    /// The leaf is not in the tree of the checkpoint.
    Absent,
    /// Fewer witnesses have signed than the policy demands.
    Witnesses,
    /// The leaf is there and says something else.
    Other,
}

impl Doubt {
    /// All of them, for the words.
    pub const ALL: [Self; 7] = [
        Self::Missing,
        Self::Key,
        Self::Unreadable,
        Self::Signature,
        Self::Absent,
        Self::Witnesses,
        Self::Other,
    ];

    /// The key of its sentence.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Missing => "log-notice-missing",
            Self::Key => "log-notice-key",
            Self::Unreadable => "log-notice-unreadable",
            Self::Signature => "log-notice-signature",
            Self::Absent => "log-notice-absent",
            Self::Witnesses => "log-notice-witnesses",
            Self::Other => "log-notice-other",
        }
    }
}

/// What a leaf says that is proven to stand in the log. What it is about is for the caller to compare.
///
/// ```
/// use ledger::{checkpoint::Checkpoint, key::Signer, notice::{Doubt, Trust, noticed}, proof::Proof, tree::leaf_hash};
///
/// let signer = Signer::new("portal.example/log", &[7; 32]).unwrap();
/// let leaf = r#"{"v":1,"kind":"manifest","at":"2026-11-23T08:00:00.000000Z","documents":[],"approvers":[],"note":{"unit":"cdi"}}"#;
/// let tree = Checkpoint { origin: "portal.example/log".into(), size: 1, root: leaf_hash(leaf.as_bytes()) };
/// let proof = Proof { extra: None, index: 0, hashes: vec![], note: tree.sign(&signer).unwrap() }.to_string();
///
/// let trust = Trust { key: &signer.key().to_string(), policy: "", memory: None };
/// assert!(noticed(leaf, &proof, &trust).is_ok());
/// assert_eq!(noticed(&leaf.replace("cdi", "tax"), &proof, &trust), Err(Doubt::Absent));
/// ```
///
/// # Errors
/// [`Doubt`]: then the notice counts for nothing.
pub fn noticed(leaf: &str, proof: &str, trust: &Trust<'_>) -> Result<Leaf, Doubt> {
    if leaf.is_empty() || proof.is_empty() {
        return Err(Doubt::Missing);
    }
    let key: VerifierKey = trust.key.trim().parse().map_err(|_| Doubt::Key)?;
    let proof = Proof::parse(proof).map_err(|_| Doubt::Unreadable)?;
    let tree = Checkpoint::of(&proof.note, std::slice::from_ref(&key)).map_err(|_| Doubt::Signature)?;
    inclusion::verify(proof.index, tree.size, &leaf_hash(leaf.as_bytes()), &proof.hashes, &tree.root)
        .map_err(|_| Doubt::Absent)?;
    if trust.memory.is_some_and(|memory| !agrees(memory, &key, &tree)) {
        return Err(Doubt::Key);
    }
    if !is_witnessed(trust.policy, &proof.note) {
        return Err(Doubt::Witnesses);
    }
    Leaf::parse(leaf.as_bytes()).map_err(|_| Doubt::Unreadable)
}

/// Whether it is the log that was seen before. One size has one root; that a larger tree holds a smaller one is proven where a
/// page is checked.
fn agrees(memory: &Memory, key: &VerifierKey, tree: &Checkpoint) -> bool {
    let same_tree = |seen: Checkpoint| seen.size != tree.size || seen.root == tree.root;
    memory.key == key.to_string() && memory.seen().is_none_or(same_tree)
}

/// Whether as many witnesses have signed as the policy demands. One that cannot be read is no permission.
pub(crate) fn is_witnessed(policy: &str, note: &Note) -> bool {
    policy.trim().is_empty()
        || Policy::parse(policy).is_ok_and(|policy| policy.check(note).is_ok_and(|vouched| vouched.quorum))
}
