//! How one slice points to a record of another: by kind and key, never by type.

use crate::Uscc;
use serde::{Deserialize, Serialize};

/// What sort of record a [`Ref`] points to.
///
/// ```
/// use record::Kind;
/// assert_eq!(Kind::CreditRecord.as_str(), "credit_record");
/// assert_eq!(Kind::parse("process"), Some(Kind::Process));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// An approval 办件, by its case number or, without one, its document number.
    Approval,
    /// A permit item 事项, by its code.
    Item,
    /// A unit 单位, by its credit code.
    Agency,
    /// A contracting process, by its ocid.
    Process,
    /// An enterprise 企业, by its credit code.
    Enterprise,
    /// An honour or a negative record of an enterprise.
    CreditRecord,
    /// An administrative penalty.
    Penalty,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 7] = [
        Kind::Approval,
        Kind::Item,
        Kind::Agency,
        Kind::Process,
        Kind::Enterprise,
        Kind::CreditRecord,
        Kind::Penalty,
    ];

    /// The word the database and open data use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Approval => "approval",
            Kind::Item => "item",
            Kind::Agency => "agency",
            Kind::Process => "process",
            Kind::Enterprise => "enterprise",
            Kind::CreditRecord => "credit_record",
            Kind::Penalty => "penalty",
        }
    }

    /// The kind of this word.
    pub fn parse(word: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A record of some slice, named so that any other slice can link to it.
///
/// The key of a penalty or a credit record starts with the credit code of the enterprise and a slash where it has one,
/// because such records have no page of their own and stand on the enterprise's.
///
/// ```
/// use record::{Kind, Ref};
/// assert_eq!(Ref::new(Kind::Approval, "QHD2024101600001").path(), "/approvals/QHD2024101600001");
/// assert_eq!(Ref::new(Kind::Penalty, "914403001922038216/900").path(), "/credit/914403001922038216");
/// assert_eq!(Ref::new(Kind::Process, "ocds-a/b c").path(), "/trading/ocds-a%2Fb%20c");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Ref {
    /// What sort of record.
    pub kind: Kind,
    /// Its key within the kind, as it was published.
    pub key: String,
}

impl Ref {
    /// A reference to the record of this kind and key.
    pub fn new(kind: Kind, key: impl Into<String>) -> Ref {
        Ref { kind, key: key.into() }
    }

    /// Its address without the language, percent-encoded.
    pub fn path(&self) -> String {
        let key = escaped(&self.key);
        match self.kind {
            Kind::Approval => format!("/approvals/{key}"),
            Kind::Item => format!("/approvals/items/{key}"),
            Kind::Agency => format!("/approvals?unit={key}"),
            Kind::Process => format!("/trading/{key}"),
            Kind::Enterprise => format!("/credit/{key}"),
            Kind::CreditRecord | Kind::Penalty => {
                let owner = self.key.split('/').next().unwrap_or_default();
                match Uscc::parse(owner) {
                    Ok(uscc) => format!("/credit/{uscc}"),
                    Err(_) => format!("/credit?q={key}"),
                }
            }
        }
    }
}

/// The text as one segment of a path or one value of a query (RFC 3986, section 2.3: only unreserved characters stay).
pub fn escaped(text: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(byte as char);
        } else {
            out.push('%');
            out.push(HEX[usize::from(byte >> 4)] as char);
            out.push(HEX[usize::from(byte & 15)] as char);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_found_by_its_word() {
        for kind in Kind::ALL {
            assert_eq!(Kind::parse(kind.as_str()), Some(kind));
            assert_eq!(serde_json::to_string(&kind).unwrap(), format!("{:?}", kind.as_str()));
        }
        assert_eq!(Kind::parse("Approval"), None);
    }

    #[test]
    fn every_record_has_an_address() {
        let check = |kind, key, path: &str| assert_eq!(Ref::new(kind, key).path(), path);
        check(Kind::Item, "130300-01", "/approvals/items/130300-01");
        check(Kind::Agency, "11130300TE5T00UE3M", "/approvals?unit=11130300TE5T00UE3M");
        check(
            Kind::Approval,
            "海水〔2024〕9号",
            "/approvals/%E6%B5%B7%E6%B0%B4%E3%80%942024%E3%80%959%E5%8F%B7",
        );
        check(Kind::Enterprise, "914403001922038216", "/credit/914403001922038216");
        check(Kind::CreditRecord, "914403001922038216/R1", "/credit/914403001922038216");
        check(Kind::Penalty, "P 1", "/credit?q=P%201");
    }
}
