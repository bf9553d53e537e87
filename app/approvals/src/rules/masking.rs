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
            let end = text[start..].find(['，', '；', '。', ',', ';', '\n']).map_or(text.len(), |at| start + at);
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

    fn case(kind: ApplicantKind, name: &str, representative: Option<&str>, content: &str) -> Case {
        Case {
            item: None,
            item_name: None,
            applicant: Applicant {
                kind,
                name: name.to_owned(),
                uscc: Some("92130322TE5T008Y77".to_owned()),
                codes: Default::default(),
                representative: representative.map(str::to_owned),
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
                title: Some(format!("关于{name}农药经营许可的决定")),
                document: "秦农许准〔2026〕0001号".to_owned(),
                certificate: None,
                licence: None,
                content: Some(content.to_owned()),
                valid_from: None,
                valid_until: None,
                published: None,
                withdrawn: false,
            }),
        }
    }

    fn check(kind: ApplicantKind, name: &str, operator: Option<&str>, content: &str, expected: [&str; 4]) {
        let mut case = case(kind, name, operator, content);
        conceal(&mut case);
        let State::Decided(decision) = &case.state else { panic!("the case is decided") };
        let representative = case.applicant.representative.as_deref().unwrap_or_default();
        let seen = [
            case.applicant.name.as_str(),
            representative,
            decision.title.as_deref().unwrap_or_default(),
            decision.content.as_deref().unwrap_or_default(),
        ];
        assert_eq!(seen, expected);
        assert_eq!(case.applicant.uscc.is_some(), kind != ApplicantKind::Person);
        let before = case.clone();
        conceal(&mut case);
        assert_eq!(case, before, "what is masked stays as it is");
    }

    #[test]
    fn of_a_natural_person_the_surname_and_the_town_stay() {
        check(
            ApplicantKind::Person,
            "金子轩",
            None,
            "准予金子轩的申请，经营场所：秦皇岛市山海关区幸福里5号楼2单元1152室，期限五年",
            ["金**", "", "关于金**农药经营许可的决定", "准予金**的申请，经营场所：秦皇岛市山海关区***，期限五年"],
        );
        check(
            ApplicantKind::Person,
            "金**",
            None,
            "准予金**的申请，许可范围：经营场所：昌黎县",
            ["金**", "", "关于金**农药经营许可的决定", "准予金**的申请，许可范围：经营场所：昌黎县"],
        );
    }

    #[test]
    fn of_a_sole_trader_the_operator_is_masked_everywhere() {
        check(
            ApplicantKind::SoleTrader,
            "昌黎县浒峪农资店",
            Some("胡一刀"),
            "准予胡一刀的申请",
            ["昌黎县浒峪农资店", "胡**", "关于昌黎县浒峪农资店农药经营许可的决定", "准予胡**的申请"],
        );
    }

    #[test]
    fn of_a_legal_person_all_stays() {
        check(
            ApplicantKind::Organization,
            "河北黍霁贸易有限公司",
            Some("姚雅"),
            "经营场所：河北省秦皇岛市开发区迎宾路386号",
            ["河北黍霁贸易有限公司", "姚雅", "关于河北黍霁贸易有限公司农药经营许可的决定", "经营场所：河北省秦皇岛市开发区迎宾路386号"],
        );
    }
}
