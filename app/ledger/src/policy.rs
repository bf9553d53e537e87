//! Policies: whose checkpoints to believe, and how many witnesses must have seen them. <https://c2sp.org/tlog-policy>

use std::fmt;

use crate::checkpoint::{self, Checkpoint};
use crate::key::{KeyKind, NotAKey, VerifierKey};
use crate::note::Note;

mod parse;

/// A policy of more bytes is refused.
pub const POLICY_BYTES: usize = 256 * 1024;

/// A policy with more logs, witnesses or groups than this of each is refused; the specification asks for at least 32.
pub const ITEMS: usize = 256;

/// Which logs and witnesses are known, and which witnesses are enough.
///
/// ```
/// use ledger::policy::Policy;
///
/// let policy = Policy::parse("
/// log portal.example/log+7f5a52e0+AXm1Vi6P5lT5QHixEuipi6eQH4U65pW+1+DjkQutBJZk https://portal.example/log
/// witness w1 witness.example/w1+7bede9df+BOfxYqEL7FWa/qGV5NzoS2lWjV0ssJY+tEbAaF4rF/Lw
/// group seen any w1
/// quorum seen
/// ").unwrap();
/// assert!(policy.satisfied(&["w1"]));
/// assert!(!policy.satisfied(&[]));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    logs: Vec<Log>,
    witnesses: Vec<Witness>,
    groups: Vec<Group>,
    quorum: Option<String>,
}

/// A log of a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Log {
    /// Its key, whose name is its origin.
    pub key: VerifierKey,
    /// Where it is served, if the policy says so.
    pub url: Option<String>,
}

/// A witness of a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness {
    /// Its name in the policy; the key may have another one.
    pub name: String,
    /// Its key.
    pub key: VerifierKey,
    /// Where it takes checkpoints, if the policy says so.
    pub url: Option<String>,
}

/// Members of which some must have seen a checkpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its name.
    pub name: String,
    /// How many of its members are enough.
    pub enough: usize,
    /// Witnesses, and groups that stand before it.
    pub members: Vec<String>,
}

/// A checkpoint signed by a log of the policy, and who of its witnesses has seen it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vouched {
    /// What was signed.
    pub checkpoint: Checkpoint,
    /// The witnesses that signed, by their names in the policy, and when, in seconds since 1970.
    pub witnesses: Vec<(String, u64)>,
    /// Whether these are enough.
    pub quorum: bool,
}

impl Policy {
    /// Reads a policy. Comments may hold any bytes; the rest must be UTF-8, as the specification recommends.
    ///
    /// # Errors
    /// [`Unreadable`] says in which line and why.
    pub fn parse(policy: impl AsRef<[u8]>) -> Result<Self, Unreadable> {
        parse::policy(policy.as_ref())
    }

    /// The logs whose checkpoints are believed.
    pub fn logs(&self) -> &[Log] {
        &self.logs
    }

    /// The witnesses.
    pub fn witnesses(&self) -> &[Witness] {
        &self.witnesses
    }

    /// The policy as a file, without the addresses it names: for who is to check by it and need not ask anybody.
    ///
    /// ```
    /// use ledger::policy::Policy;
    /// let log = "log portal.example/log+7f5a52e0+AXm1Vi6P5lT5QHixEuipi6eQH4U65pW+1+DjkQutBJZk";
    /// let policy = Policy::parse(format!("{log} https://portal.example/log\nquorum none\n")).unwrap();
    /// assert_eq!(policy.without_addresses(), format!("{log}\nquorum none\n"));
    /// ```
    pub fn without_addresses(&self) -> String {
        let mut text = String::new();
        self.logs.iter().for_each(|log| text.push_str(&format!("log {}\n", log.key)));
        self.witnesses.iter().for_each(|it| text.push_str(&format!("witness {} {}\n", it.name, it.key)));
        for Group { name, enough, members } in &self.groups {
            text.push_str(&format!("group {name} {enough} {}\n", members.join(" ")));
        }
        text + &format!("quorum {}\n", self.quorum.as_deref().unwrap_or("none"))
    }

    /// The groups, in their order.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// The witness or group that must have seen a checkpoint; `None` if the policy asks for no witness.
    pub fn quorum(&self) -> Option<&str> {
        self.quorum.as_deref()
    }

    /// Whether these witnesses, by their names in the policy, are enough. Names the policy does not know count for nothing.
    pub fn satisfied(&self, witnesses: &[&str]) -> bool {
        let Some(quorum) = &self.quorum else { return true };
        let mut seen: Vec<&str> = self
            .witnesses
            .iter()
            .map(|witness| witness.name.as_str())
            .filter(|name| witnesses.contains(name))
            .collect();
        // A group names only what stands before it, so one walk is enough.
        for group in &self.groups {
            if group.members.iter().filter(|member| seen.contains(&member.as_str())).count() >= group.enough {
                seen.push(&group.name);
            }
        }
        seen.contains(&quorum.as_str())
    }

    /// The checkpoint in a note, if a log of the policy signed it, and who of its witnesses has seen it.
    ///
    /// # Errors
    /// [`checkpoint::Rejected`] if no log of the policy signed it, or a signature is forged.
    pub fn check(&self, note: &Note) -> Result<Vouched, checkpoint::Rejected> {
        let logs: Vec<VerifierKey> = self.logs.iter().map(|log| log.key.clone()).collect();
        let checkpoint = Checkpoint::of(note, &logs)?;
        let keys: Vec<VerifierKey> = self.witnesses.iter().map(|witness| witness.key.clone()).collect();
        let verified = match note.verify(&keys) {
            // Not seen by any witness yet is a state, not a fault.
            Err(crate::note::Rejected::Unknown) => Vec::new(),
            verified => verified.map_err(checkpoint::Rejected::Note)?,
        };
        let witnesses: Vec<(String, u64)> = self
            .witnesses
            .iter()
            .filter_map(|witness| {
                let verified = verified.iter().find(|verified| *verified.key == witness.key)?;
                Some((witness.name.clone(), verified.time?))
            })
            .collect();
        let names: Vec<&str> = witnesses.iter().map(|(name, _)| name.as_str()).collect();
        let quorum = self.satisfied(&names);
        Ok(Vouched { checkpoint, witnesses, quorum })
    }
}

/// A line of a policy that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The line, from 1; of what is missing, the last one.
    pub line: usize,
    /// What is wrong with it.
    pub why: Why,
}

/// What is wrong with a line of a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The file is larger than any honest one, or names too many things.
    TooLarge,
    /// It holds a byte a policy may not hold, or is not UTF-8.
    Letters,
    /// It is not `log`, `witness`, `group` or `quorum` with as many words as that takes.
    Form,
    /// The key is not one.
    Key(NotAKey),
    /// A log has the key of a witness, or the other way round.
    Kind(KeyKind),
    /// The same key stands in an earlier line.
    KeyTwice,
    /// The name is taken, or is `none`.
    NameTwice,
    /// The name does not stand in an earlier line.
    NameUnknown,
    /// The name is already a member of a group.
    MemberTwice,
    /// The number is not 1 to the number of members.
    Enough,
    /// There is no `quorum`, or a second one.
    Quorum,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Line {}: ", self.line)?;
        match self.why {
            Why::TooLarge => f.write_str("The policy is larger than any honest one"),
            Why::Letters => f.write_str("Write text in UTF-8 without control characters"),
            Why::Form => f.write_str("Write log, witness, group or quorum, and what belongs to it"),
            Why::Key(key) => key.fmt(f),
            Why::Kind(KeyKind::Log) => f.write_str("Give the key of a log"),
            Why::Kind(KeyKind::Witness) => f.write_str("Give the key of a witness"),
            Why::KeyTwice => f.write_str("This key stands in an earlier line"),
            Why::NameTwice => f.write_str("This name is taken"),
            Why::NameUnknown => f.write_str("Name a witness or group of an earlier line"),
            Why::MemberTwice => f.write_str("A name may be a member only once"),
            Why::Enough => f.write_str("Write all, any, or a number from 1 to the number of members"),
            Why::Quorum => f.write_str("Write one quorum line, not less or more"),
        }
    }
}

impl std::error::Error for Unreadable {}
