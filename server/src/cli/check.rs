//! `sunhall log check PROOF OPENINGS`: what the island on a record's page does, offline and on files somebody kept. It needs no
//! server of ours and believes none.

use super::fail;
use clap::{Arg, ArgMatches, Command, ValueHint, value_parser};
use ledger::check::{Evidence, plain};
use ledger::leaf::Leaf;
use ledger::opening::Field;
use ledger::policy::Policy;
use ledger::proof::Proof;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The files could not be read.
const NOT_READ: u8 = 2;

pub(super) fn command() -> Command {
    let file = |name: &'static str, value: &'static str| {
        Arg::new(name)
            .required(true)
            .value_name(value)
            .value_parser(value_parser!(PathBuf))
            .value_hint(ValueHint::FilePath)
    };
    Command::new("check")
        .about("Checks a record's proof file and openings, without a server")
        .arg(file("proof", "FILE.tlog-proof").help("The proof file of the record"))
        .arg(file("openings", "FILE.json").help("The openings of the record"))
        .arg(
            Arg::new("key")
                .long("key")
                .value_name("VKEY")
                .required_unless_present("policy")
                .help("The log's key, from a source that is not the portal"),
        )
        .arg(
            Arg::new("policy")
                .long("policy")
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .help("Logs and witnesses to trust, as a C2SP tlog-policy, instead of a key"),
        )
        .after_help("Ends with 0 where all holds, with 1 where something does not, with 2 where a file could not be read.")
}

pub(super) fn run(matches: &ArgMatches) -> ExitCode {
    let read = |name: &str| {
        let path = matches.get_one::<PathBuf>(name).map_or(Path::new(""), PathBuf::as_path);
        fs::read_to_string(path).map_err(|error| format!("{} cannot be read: {error}", path.display()))
    };
    let policy = match matches.get_one::<String>("key") {
        Some(key) => Ok(format!("log {}\nquorum none\n", key.trim())),
        None => read("policy"),
    };
    let (policy, proof, openings) = match (policy, read("proof"), read("openings")) {
        (Ok(policy), Ok(proof), Ok(openings)) => (policy, proof, openings),
        (Err(sentence), ..) | (_, Err(sentence), _) | (.., Err(sentence)) => {
            fail(sentence);
            return ExitCode::from(NOT_READ);
        }
    };
    match checked(&policy, &proof, &openings) {
        Ok(said) => {
            let _ = std::io::stdout().write_all(said.as_bytes());
            ExitCode::SUCCESS
        }
        Err(sentence) => fail(sentence),
    }
}

/// What the files prove, in lines.
fn checked(policy: &str, proof: &str, openings: &str) -> Result<String, String> {
    let policy = Policy::parse(policy)
        .map_err(|unreadable| format!("The key or policy cannot be used: {unreadable}"))?;
    let proof = Proof::parse(proof).map_err(|rejected| format!("The proof file: {rejected}"))?;
    let evidence =
        Evidence::parse(openings).map_err(|_| "The openings are not those of a record".to_owned())?;
    let vouched = proof
        .verify(evidence.leaf.as_bytes(), &policy)
        .map_err(|rejected| format!("The leaf is not proven: {rejected}"))?;
    if !vouched.quorum {
        return Err("Fewer witnesses have signed than the policy demands".to_owned());
    }
    let leaf = Leaf::parse(evidence.leaf.as_bytes()).map_err(|malformed| format!("The leaf: {malformed}"))?;
    if proof.index != evidence.openings.index {
        return Err("The proof is of another leaf than the openings".to_owned());
    }
    evidence.openings.check(&leaf).map_err(|mismatch| format!("The openings: {mismatch}"))?;
    let mut said = format!(
        "proven: {}/{} revision {} is leaf {} of {} in {}\nentered: {}\n",
        evidence.openings.record.kind,
        evidence.openings.record.key,
        evidence.openings.revision,
        proof.index,
        vouched.checkpoint.size,
        vouched.checkpoint.origin,
        leaf.at,
    );
    for (witness, _) in &vouched.witnesses {
        said.push_str(&format!("witnessed: {witness}\n"));
    }
    for field in &evidence.openings.fields {
        match field {
            Field::Open(opening) => {
                said.push_str(&format!("{} = {}\n", opening.field, plain(&opening.value)))
            }
            Field::Gone(gone) => {
                said.push_str(&format!(
                    "{} was taken away; leaf {} says why\n",
                    gone.field, gone.redacted_by
                ));
            }
        }
    }
    Ok(said)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ledger::checkpoint::Checkpoint;
    use ledger::key::Signer;
    use ledger::leaf::LeafKind;
    use ledger::opening::{Openings, Seed};
    use ledger::tree::leaf_hash;
    use record::{Instant, Kind, Ref};

    /// A policy, a proof and openings of the only leaf of a log.
    fn files() -> [String; 3] {
        let record = Ref::new(Kind::Approval, "A-1");
        let facts = serde_json::json!({ "number": "A-1", "days": 12 });
        let openings = Openings::of(record.clone(), 1, 0, &Seed::new(&[1; 32]), &facts);
        let at = Instant::parse("2026-11-23T08:00:00Z").unwrap();
        let leaf = Leaf::version(LeafKind::Publish, record, 1, at, openings.root().unwrap());
        let leaf = String::from_utf8(leaf.bytes().unwrap()).unwrap();
        let signer = Signer::new("portal.example/log", &[1; 32]).unwrap();
        let tree =
            Checkpoint { origin: "portal.example/log".into(), size: 1, root: leaf_hash(leaf.as_bytes()) };
        let note = tree.sign(&signer).unwrap();
        let proof = Proof { extra: None, index: 0, hashes: Vec::new(), note };
        let evidence = Evidence { leaf, openings, redactions: Vec::new() };
        let policy = format!("log {}\nquorum none\n", signer.key());
        [policy, proof.to_string(), serde_json::to_string(&evidence).unwrap()]
    }

    #[test]
    fn what_holds_is_told_field_by_field() {
        let [policy, proof, openings] = files();
        let said = checked(&policy, &proof, &openings).unwrap();
        assert!(
            said.starts_with("proven: approval/A-1 revision 1 is leaf 0 of 1 in portal.example/log\n"),
            "{said}"
        );
        assert!(said.contains("/days = 12\n") && said.contains("/number = A-1\n"), "{said}");
    }

    #[test]
    fn what_does_not_hold_is_refused_with_a_reason() {
        let [policy, proof, openings] = files();
        let check = |policy: &str, proof: &str, openings: &str, why: &str| {
            let refused = checked(policy, proof, openings).unwrap_err();
            assert!(refused.contains(why), "{refused}");
        };
        check(&policy, &proof, &openings.replace("\"12\"", "\"13\""), "The openings: ");
        check(
            &policy,
            &proof,
            &openings.replace("revision\\\":1", "revision\\\":2"),
            "The leaf is not proven",
        );
        check(&policy, &proof.replace("index 0", "index 1"), &openings, "The leaf is not proven");
        check(&policy, &proof.replace("portal", "impostor"), &openings, "The leaf is not proven");
        check(&policy, "", &openings, "The proof file");
        check(&policy, &proof, "{}", "The openings are not");
        check("quorum", &proof, &openings, "The key or policy");
        let witness = "witness w1 witness.example/w1+7bede9df+BOfxYqEL7FWa/qGV5NzoS2lWjV0ssJY+tEbAaF4rF/Lw\nquorum w1\n";
        check(&policy.replace("quorum none\n", witness), &proof, &openings, "Fewer witnesses");
    }
}
