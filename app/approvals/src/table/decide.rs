//! Rows of files folded into what stands of a case, and the one thing two cases can quarrel about: a document.

use std::collections::{BTreeMap, BTreeSet};

use record::{Day, Problem, code};
use store::import::{Decision, Group};
use store::{Value, Write};

use super::register::{DOCUMENT_COLUMN, facts, json};
use crate::approval::{Approval, Case, Outcome, State};
use crate::import::{DECISION, EXTENSION, Licence, STEP};
use crate::step::{Extension, Step};

/// A case that holds a decision document.
#[derive(Clone)]
struct Claim {
    number: String,
    says: i64,
}

/// Folds each group, and refuses a second case that claims a document for another decision.
pub(super) async fn decide_approvals(write: &mut Write, groups: &[Group]) -> store::Result<Vec<Decision>> {
    let folded: Vec<_> = groups.iter().map(fold).collect();
    let mut claims = standing_claims(write, &folded).await?;
    let mut decisions = Vec::with_capacity(groups.len());
    let mut codes = Vec::new();
    for (group, Folded { approval, licence_line, code_hash, mut decision }) in groups.iter().zip(folded) {
        let quarrel = licence_line.and_then(|line| Some((line, quarrel(&mut claims, &approval)?)));
        match quarrel {
            // Nothing of the case is taken: its steps would belong to nobody that is shown.
            Some(problem) => decision.problems.push(problem),
            None => {
                decision.facts = json(&approval);
                decision.withheld = !approval.is_public();
                codes.extend(code_hash.map(|hash| [Value::from(&group.key), Value::from(hash)]));
            }
        }
        decisions.push(decision);
    }
    // Stands beside the version and not in it: the facts of a version are made to be published, this never is.
    write
        .insert_rows(
            "INSERT INTO approval_codes (number, code_hash)",
            2,
            codes.into_iter().flatten().collect(),
            " ON CONFLICT (number) DO UPDATE SET code_hash = excluded.code_hash",
        )
        .await?;
    Ok(decisions)
}

/// One case with the rows of one file laid over what stands of it.
struct Folded {
    approval: Approval,
    /// Where the file has the licence row, if it has one that is taken.
    licence_line: Option<u64>,
    code_hash: Option<String>,
    decision: Decision,
}

fn fold(group: &Group) -> Folded {
    let standing = group.current.as_ref().and_then(|version| facts::<Approval>(&version.facts));
    let mut folded = Folded {
        approval: standing.unwrap_or_else(|| Approval::named(&group.key)),
        licence_line: None,
        code_hash: None,
        decision: Decision::default(),
    };
    let approval = &mut folded.approval;
    for row in &group.rows {
        if row.part == DECISION {
            let Some(Licence { case, code_hash }) = facts(&row.payload) else { continue };
            folded.code_hash = code_hash;
            if approval.decision().is_some() && matches!(case.state, State::Open { .. }) {
                // A list of open cases that was drawn up before the decision does not reopen the case.
                folded.decision.problems.push((row.line, Problem::warning(code::FILE_OLDER)));
                continue;
            }
            approval.case = Some(case);
            folded.licence_line = Some(row.line);
        } else if row.part.starts_with(STEP) {
            let Some(step) = facts::<Step>(&row.payload) else { continue };
            approval.steps.retain(|other| other.number != step.number);
            approval.steps.push(step);
        } else if row.part.starts_with(EXTENSION) {
            let Some(extension) = facts::<Extension>(&row.payload) else { continue };
            approval.extensions.retain(|other| other.number != extension.number);
            approval.extensions.push(extension);
        }
    }
    approval.steps.sort_by_key(|step| step.number);
    approval.extensions.sort_by_key(|extension| extension.number);
    folded
}

/// Who holds the documents that these licence rows name.
async fn standing_claims(write: &mut Write, folded: &[Folded]) -> store::Result<BTreeMap<String, Claim>> {
    let wanted: BTreeSet<&str> = folded
        .iter()
        .filter(|folded| folded.licence_line.is_some())
        .filter_map(|folded| Some(folded.approval.decision()?.document.as_str()))
        .collect();
    let wanted: Vec<String> = wanted.into_iter().map(str::to_owned).collect();
    let rows = write
        .select_in("SELECT document, number, says FROM approval_documents WHERE document IN ", None, &wanted)
        .await?;
    Ok(rows
        .iter()
        .map(|row| (row.text(0).to_owned(), Claim { number: row.text(1).to_owned(), says: row.int(2) }))
        .collect())
}

/// What keeps a case from its document: another case that decides something else by it (an error), or a file
/// without case numbers that repeats what is known under one (a warning).
fn quarrel(claims: &mut BTreeMap<String, Claim>, approval: &Approval) -> Option<Problem> {
    let document = &approval.decision()?.document;
    let says = says(approval)?;
    let named = |problem: Problem, claim: &Claim| {
        problem.with("value", document.as_str()).with("number", claim.number.as_str())
    };
    match claims.get(document) {
        Some(claim) if claim.number == approval.number => {}
        // A case entered under its document alone gives way to the case number that a later file brings.
        Some(claim) if claim.number == *document => {}
        Some(claim) if claim.says != says => {
            return Some(named(Problem::error(code::DUPLICATE_CONFLICT).in_column(DOCUMENT_COLUMN), claim));
        }
        Some(claim) if approval.number == *document => {
            return Some(named(Problem::warning(code::DUPLICATE_IDENTICAL), claim));
        }
        // One document may decide several applications of one applicant alike.
        Some(_) => return None,
        None => {}
    }
    claims.insert(document.clone(), Claim { number: approval.number.clone(), says });
    None
}

/// A fingerprint of what a document decides: equal for the same decision in files with and without case numbers.
pub(super) fn says(approval: &Approval) -> Option<i64> {
    let Case { applicant, unit, .. } = approval.case.as_ref()?;
    let decision = approval.decision()?;
    let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    let withdrawn = if decision.withdrawn { "withdrawn" } else { "" };
    let fields = [
        applicant.kind.as_str(),
        &applicant.name,
        applicant.uscc.as_deref().unwrap_or_default(),
        &unit.name,
        if decision.outcome == Outcome::Granted { "granted" } else { "refused" },
        &decision.on.to_string(),
        decision.licence.as_deref().unwrap_or_default(),
        decision.content.as_deref().unwrap_or_default(),
        &day(decision.valid_from),
        &day(decision.valid_until),
        withdrawn,
    ];
    Some(fingerprint(&fields.join("\n")))
}

/// Tells changed texts from unchanged ones (FNV-1a).
pub(super) fn fingerprint(text: &str) -> i64 {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    hash.cast_signed()
}
