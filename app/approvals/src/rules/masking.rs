//! What of an applicant may be published. Runs on every row before anything of it is stored, so that what is
//! hidden here cannot reach a page, a file, a search or a log.

use record::mask;

use crate::approval::{ApplicantKind, Case, Decision, State};

/// The words after which a place of business or a home is written in the text of a decision.
const PLACES: [&str; 6] = ["经营场所：", "住所：", "住址：", "地址：", "营业场所：", "场所："];

/// Takes out of a row what must not be published of its applicant.
///
/// A natural person keeps the surname alone, has no code and no house number; a sole trader keeps the trade name
/// and the code, and the operator keeps the surname alone; a legal person keeps all. A name that is hidden is
/// hidden in every text of the row. 个人信息保护法 arts. 6 and 25. See docs/rules/masking-of-applicants.md.
pub fn conceal(case: &mut Case) {
    match case.applicant.kind {
        ApplicantKind::Organization => {}
        ApplicantKind::SoleTrader => {
            let Some(operator) = case.applicant.representative.take() else { return };
            let masked = mask::name(&operator);
            each_text(case, &mut |text| hide(text, &operator, &masked));
            case.applicant.representative = Some(masked);
        }
        ApplicantKind::Person => {
            let name = std::mem::take(&mut case.applicant.name);
            let masked = mask::name(&name);
            case.applicant.uscc = None;
            case.applicant.codes.clear();
            case.applicant.representative = None;
            each_text(case, &mut |text| {
                hide(text, &name, &masked);
                hide_places(text);
            });
            case.applicant.name = masked;
        }
    }
}

/// Every text of a row in which somebody may have written the applicant's name.
fn each_text(case: &mut Case, change: &mut dyn FnMut(&mut String)) {
    case.remark.iter_mut().for_each(&mut *change);
    if let State::Decided(Decision { title, certificate, content, .. }) = &mut case.state {
        [title, certificate, content].into_iter().flatten().for_each(change);
    }
}

fn hide(text: &mut String, name: &str, masked: &str) {
    // One character is a word of the language, and what is masked already hides nothing.
    if name.chars().count() > 1 && name != masked && text.contains(name) {
        *text = text.replace(name, masked);
    }
}

/// Cuts every place in the text down to its street or town.
fn hide_places(text: &mut String) {
    for label in PLACES {
        let mut from = 0;
        while let Some(found) = text[from..].find(label) {
            let start = from + found + label.len();
            let end =
                text[start..].find(['，', '；', '。', ',', ';', '\n']).map_or(text.len(), |at| start + at);
            let public = mask::address(&text[start..end]);
            // A place that ends with its town has nothing to hide, and stars behind it would say otherwise.
            if public.strip_suffix("***") != Some(&text[start..end]) {
                text.replace_range(start..end, &public);
            }
            from = start;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::approval::{Applicant, Outcome, Unit};
    use record::Day;

    fn case(kind: ApplicantKind, given: &Texts) -> Case {
        Case {
            item: None,
            item_name: None,
            applicant: Applicant {
                kind,
                name: given.name.clone(),
                uscc: Some("92130322TE5T008Y77".to_owned()),
                codes: Default::default(),
                representative: given.representative.clone(),
            },
            unit: Unit { code: None, name: "市农业农村局".to_owned() },
            source: None,
            licence_kind: "普通".to_owned(),
            district: None,
            applied: None,
            accepted: None,
            remark: None,
            state: State::Decided(Decision {
                outcome: Outcome::Granted,
                on: Day::new(2026, 6, 30).unwrap(),
                title: Some(given.title.clone()),
                document: "秦农许准〔2026〕0001号".to_owned(),
                certificate: None,
                licence: None,
                content: Some(given.content.clone()),
                valid_from: None,
                valid_until: None,
                published: None,
                withdrawn: false,
            }),
        }
    }

    #[derive(serde::Deserialize)]
    struct Cases {
        cases: Vec<Published>,
    }

    /// One case of `cases/masking-of-applicants.json`.
    #[derive(serde::Deserialize)]
    struct Published {
        name: String,
        kind: ApplicantKind,
        given: Texts,
        published: Texts,
    }

    #[derive(serde::Deserialize, PartialEq, Debug)]
    struct Texts {
        name: String,
        representative: Option<String>,
        title: String,
        content: String,
    }

    fn texts(case: &Case) -> Texts {
        let State::Decided(decision) = &case.state else { panic!("the case is decided") };
        Texts {
            name: case.applicant.name.clone(),
            representative: case.applicant.representative.clone(),
            title: decision.title.clone().unwrap(),
            content: decision.content.clone().unwrap(),
        }
    }

    #[test]
    fn every_published_case_comes_out_as_written() {
        let Cases { cases } =
            serde_json::from_str(include_str!("../../cases/masking-of-applicants.json")).unwrap();
        assert!(cases.len() > 4);
        for Published { name, kind, given, published } in cases {
            let mut case = case(kind, &given);
            conceal(&mut case);
            assert_eq!(texts(&case), published, "{name}");
            assert_eq!(case.applicant.uscc.is_some(), kind != ApplicantKind::Person, "{name}");
            let before = case.clone();
            conceal(&mut case);
            assert_eq!(case, before, "{name}: what is masked stays as it is");
        }
    }
}
