//! A portal with its officers, a unit with its holders, and a citizen with something to say.

use record::{Day, Id};
use seal::{
    CaseKeys, Draft, Holder, HolderRole, Identity, Manifest, Receipt, Report, Role, SignedManifest, StaffKey,
    Subject, Submission, TrustedOfficers, Verified, Wanted, submit,
};

pub(crate) const PORTAL: &str = "hall.example";
pub(crate) const UNIT: &str = "130300-jw";
pub(crate) const CASE: &str = "01931d2c-7f00-4abc-8def-0123456789ab";

pub(crate) fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

pub(crate) fn id() -> Id {
    Id::parse(CASE).unwrap()
}

/// The keys of a person, by a number.
pub(crate) fn staff(number: u8) -> StaffKey {
    StaffKey::from_entropy(&[number; 64])
}

/// The people of the unit: two of the team, a custodian, and the two boards.
pub(crate) const HOLDERS: [(&str, HolderRole, u8); 5] = [
    ("intake-1", HolderRole::Team, 1),
    ("intake-2", HolderRole::Team, 2),
    ("custodian", HolderRole::Custodian, 3),
    ("board-content", HolderRole::RecoveryContent, 4),
    ("board-identity", HolderRole::RecoveryIdentity, 5),
];

pub(crate) fn manifest() -> Manifest {
    let holder = |(id, role, number): (&str, HolderRole, u8)| Holder {
        id: id.to_owned(),
        key: staff(number).public(),
        role,
        verify: staff(number).verify(),
    };
    Manifest {
        expires: day("2026-11-30"),
        holders: HOLDERS.into_iter().map(holder).collect(),
        issued: day("2026-11-23"),
        portal: PORTAL.to_owned(),
        unit: UNIT.to_owned(),
        version: Manifest::VERSION,
    }
}

/// The seeds of the three key officers.
pub(crate) const OFFICERS: [[u8; 32]; 3] = [[101; 32], [102; 32], [103; 32]];

/// Two of three must have signed.
pub(crate) fn officers() -> TrustedOfficers {
    let keys = OFFICERS.map(|seed| manifest().sign(&seed).officer);
    TrustedOfficers { keys: keys.to_vec(), threshold: 2 }
}

pub(crate) fn signed(manifest: &Manifest, by: &[[u8; 32]]) -> SignedManifest {
    SignedManifest {
        manifest: manifest.canonical(),
        signatures: by.iter().map(|seed| manifest.sign(seed)).collect(),
    }
}

pub(crate) fn wanted() -> Wanted<'static> {
    Wanted { portal: PORTAL, unit: UNIT, today: day("2026-11-25") }
}

pub(crate) fn verified() -> Verified {
    signed(&manifest(), &OFFICERS[..2]).verify(&officers(), &wanted()).unwrap()
}

pub(crate) fn receipt() -> Receipt {
    Receipt::from_entropy(&[7; 17])
}

pub(crate) fn keys() -> CaseKeys {
    CaseKeys::from_entropy(&std::array::from_fn(|place| place as u8))
}

pub(crate) fn draft() -> Draft {
    Draft {
        report: Report {
            subject: Subject {
                unit: "某局".to_owned(), person: "某人".to_owned(), post: "科长".to_owned()
            },
            what: "收了材料，三个月没有答复".to_owned(),
            when: "2026年8月".to_owned(),
            place: "窗口".to_owned(),
            evidence: "收件单".to_owned(),
            files: Vec::new(),
        },
        identity: Identity {
            name: "申请人".to_owned(),
            id_number: "11010519491231002X".to_owned(),
            phone: "13800000000".to_owned(),
            address: "海港区".to_owned(),
            files: Vec::new(),
        },
        files: Vec::new(),
    }
}

pub(crate) fn submission() -> Submission {
    submit(&draft(), &verified(), &receipt(), &keys(), &id(), Role::Reporter).unwrap()
}
