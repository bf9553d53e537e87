//! Where a sealed object belongs. It stands inside what is sealed, and is compared after opening, so that no ciphertext can be
//! moved: not to another case, another kind, another epoch, another sender.

use serde::{Deserialize, Serialize};

/// What a sealed object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Object {
    /// The secret key of a case, for one who handles it.
    CaseKey,
    /// The words of a report.
    Report,
    /// Who reports.
    Identity,
    /// The half of the identity's key that the team holds.
    ShareA,
    /// The half that a custodian holds.
    ShareB,
    /// The second half, released by a custodian to one officer.
    Grant,
    /// The team's copy of a file, without what tells of its maker.
    Attachment,
    /// A file as it was, under the identity's key.
    Original,
    /// A message between the team and the reporter.
    Message,
    /// The key of the epoch before, under the key of the next one.
    PreviousKey,
    /// The private keys of a member of staff.
    Slot,
}

impl Object {
    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CaseKey => "case-key",
            Self::Report => "report",
            Self::Identity => "identity",
            Self::ShareA => "share-a",
            Self::ShareB => "share-b",
            Self::Grant => "grant",
            Self::Attachment => "attachment",
            Self::Original => "original",
            Self::Message => "message",
            Self::PreviousKey => "previous-key",
            Self::Slot => "slot",
        }
    }
}

/// Who sealed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// The reporter, in the browser.
    Reporter,
    /// The server, for a reporter without scripts.
    Server,
    /// A member of staff.
    Staff,
}

impl Role {
    /// Its name, as it stands in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reporter => "reporter",
            Self::Server => "server",
            Self::Staff => "staff",
        }
    }
}

/// Where a sealed object belongs.
///
/// ```
/// use seal::{Context, Object, Role};
///
/// let report = Context::of_case("hall.example", "01931d2c-7f00-7abc-8def-0123456789ab", 1, Object::Report, Role::Reporter);
/// assert_eq!(
///     report.line(),
///     r#"{"case":"01931d2c-7f00-7abc-8def-0123456789ab","epoch":1,"number":0,"object":"report","portal":"hall.example","role":"reporter"}"#
/// );
/// ```
// In the order of the alphabet: what serde writes is canonical JSON (RFC 8785).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Context {
    /// The submission, by the id the sender gave it; of a slot, the account.
    pub case: String,
    /// Which key of the case: the first is 1.
    pub epoch: u32,
    /// Which one of several of a kind; 0 where there is one.
    pub number: u32,
    /// What it is.
    pub object: Object,
    /// The portal: the host of its public address.
    pub portal: String,
    /// Who sealed it.
    pub role: Role,
}

impl Context {
    /// An object of which a case has one.
    pub fn of_case(portal: &str, case: &str, epoch: u32, object: Object, role: Role) -> Self {
        Self { case: case.to_owned(), epoch, number: 0, object, portal: portal.to_owned(), role }
    }

    /// The same place for another object.
    pub fn with(&self, object: Object, number: u32) -> Self {
        Self { object, number, ..self.clone() }
    }

    /// The same object, sealed by somebody else.
    pub fn by(&self, role: Role) -> Self {
        Self { role, ..self.clone() }
    }

    /// The same object in another epoch.
    pub fn in_epoch(&self, epoch: u32) -> Self {
        Self { epoch, ..self.clone() }
    }

    /// The one line that stands at the head of what is sealed.
    pub fn line(&self) -> String {
        serde_json::to_string(self).expect("texts and numbers are JSON")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_format() {
        for object in [
            Object::CaseKey,
            Object::Report,
            Object::Identity,
            Object::ShareA,
            Object::ShareB,
            Object::Grant,
            Object::Attachment,
            Object::Original,
            Object::Message,
            Object::PreviousKey,
            Object::Slot,
        ] {
            assert_eq!(serde_json::to_value(object).unwrap(), object.as_str());
        }
        for role in [Role::Reporter, Role::Server, Role::Staff] {
            assert_eq!(serde_json::to_value(role).unwrap(), role.as_str());
        }
    }

    #[test]
    fn a_line_stays_one_line_whatever_a_name_holds() {
        let context = Context::of_case("a\nb", "c\"d", 1, Object::Slot, Role::Staff);
        assert!(!context.line().contains('\n'));
    }
}
