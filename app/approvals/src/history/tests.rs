//! What the versions of an approval say, at the edges, in both languages.

use record::Lang;

use super::*;
use crate::approval::{Applicant, ApplicantKind, Case, Unit};
use crate::step::{Extension, Pause};

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn decision() -> Decision {
    Decision {
        outcome: Outcome::Granted,
        on: day("2026-06-24"),
        title: None,
        document: "秦农许准〔2026〕0001号".to_owned(),
        certificate: None,
        licence: None,
        content: None,
        valid_from: Some(day("2026-06-24")),
        valid_until: None,
        published: Some(day("2026-06-26")),
        withdrawn: false,
    }
}

fn step(number: u32, name: &str, completed: Option<&str>, entered: Option<&str>) -> Step {
    Step {
        number,
        name: name.to_owned(),
        limit_days: None,
        started: Some(day("2026-06-01")),
        completed: completed.map(day),
        pause: None,
        entered: entered.map(|text| Instant::parse(text).unwrap()),
        handler: None,
    }
}

fn approval(state: State) -> Approval {
    let case = Case {
        item: None,
        item_name: Some("农药经营许可".to_owned()),
        applicant: Applicant {
            kind: ApplicantKind::Organization,
            name: "秦皇岛霁岚农资有限公司".to_owned(),
            uscc: None,
            codes: Default::default(),
            representative: None,
        },
        unit: Unit { code: None, name: "市农业农村局".to_owned() },
        source: None,
        licence_kind: "普通".to_owned(),
        district: None,
        applied: Some(day("2026-05-29")),
        accepted: Some(day("2026-06-01")),
        remark: None,
        state,
    };
    Approval { case: Some(case), ..Approval::named("QHD1") }
}

fn open() -> Approval {
    approval(State::Open { paused: false })
}

fn decided(change: impl Fn(&mut Decision)) -> Approval {
    let mut decision = decision();
    change(&mut decision);
    approval(State::Decided(decision))
}

fn case(approval: &mut Approval) -> &mut Case {
    approval.case.as_mut().unwrap()
}

/// What a reader is told first, and how many other fields follow.
fn said(lang: Lang, before: &Approval, after: &Approval) -> (Vec<String>, usize) {
    let visit = ui::given::visit(lang);
    let difference = difference(before, after);
    // A word nobody wrote stops a debug build here.
    let _ = difference.others.iter().map(|sentence| visit.said(sentence)).collect::<Vec<_>>();
    (difference.told.iter().map(|sentence| visit.said(sentence)).collect(), difference.others.len())
}

fn english(before: &Approval, after: &Approval) -> Vec<String> {
    said(Lang::Zh, before, after);
    said(Lang::En, before, after).0
}

#[test]
fn nothing_is_said_where_nothing_changed() {
    assert!(difference(&open(), &open()).is_empty());
    assert!(difference(&decided(|_| {}), &decided(|_| {})).is_empty());
}

#[test]
fn a_day_moves_by_so_many_days() {
    let on = |text: &'static str| decided(move |decision| decision.on = day(text));
    let check = |to, sentence: &str| assert_eq!(english(&on("2026-06-24"), &on(to)), [sentence], "{to}");
    check("2026-06-30", "Decided moved 6 days later, from 24 June 2026 to 30 June 2026");
    check("2026-06-25", "Decided moved one day later, from 24 June 2026 to 25 June 2026");
    check("2026-06-23", "Decided moved one day earlier, from 24 June 2026 to 23 June 2026");
    let (said, _) = said(Lang::Zh, &on("2026-06-24"), &on("2026-06-30"));
    assert_eq!(said, ["决定日期推迟 6 天，由 2026年6月24日 改为 2026年6月30日"]);
}

#[test]
fn a_decision_is_one_sentence_and_its_details_follow() {
    let (told, others) = said(Lang::En, &open(), &decided(|_| {}));
    assert_eq!(told, ["Decided on 24 June 2026: Granted"]);
    assert_eq!(others, 3, "document, first day of validity, day of publication");
    let refused = decided(|decision| decision.outcome = Outcome::Refused);
    assert_eq!(english(&decided(|_| {}), &refused), ["Result changed from Granted to Refused"]);
    assert_eq!(
        english(&refused, &open())[0],
        "The decision of 24 June 2026 (Refused) taken back; the case is open"
    );
    let withdrawn = decided(|decision| decision.withdrawn = true);
    assert_eq!(english(&decided(|_| {}), &withdrawn), ["The licence was withdrawn"]);
    assert_eq!(english(&withdrawn, &decided(|_| {})), ["The withdrawal of the licence was taken back"]);
}

#[test]
fn a_clock_that_stops_or_an_extension_is_told_first() {
    let paused = approval(State::Open { paused: true });
    assert_eq!(english(&open(), &paused), ["The clock was stopped"]);
    assert_eq!(english(&paused, &open()), ["The clock runs again"]);
    let extension = |days| Extension {
        number: 1,
        days,
        approved_by: Some("机关负责人".to_owned()),
        reason: Some("情况复杂".to_owned()),
    };
    let mut extended = open();
    extended.extensions.push(extension(6));
    let (told, others) = said(Lang::En, &open(), &extended);
    assert_eq!((told[0].as_str(), others), ("Deadlines moved 6 working days later by an extension", 3));
    let mut longer = extended.clone();
    longer.extensions[0].days = 7;
    let difference = difference(&extended, &longer);
    let visit = ui::given::visit(Lang::En);
    let all: Vec<String> = difference.all().map(|sentence| visit.said(sentence)).collect();
    assert_eq!(
        all,
        [
            "Deadlines moved one working day later by an extension",
            "Extension 1: working days changed from 6 to 7"
        ]
    );
    assert_eq!(english(&extended, &open()), ["An extension of 6 working days was taken back"]);
}

#[test]
fn steps_are_known_by_their_numbers() {
    let mut before = open();
    before.steps = vec![step(2, "审查", None, None)];
    let mut after = open();
    // A first step arrives late and must not make the second look changed.
    after.steps = vec![step(1, "收件", Some("2026-06-01"), None), step(2, "审查", Some("2026-06-08"), None)];
    assert_eq!(
        english(&before, &after),
        ["Step 1, 收件, completed on 1 June 2026", "Step 2, 审查, completed on 8 June 2026"]
    );
    let mut moved = after.clone();
    moved.steps[1].completed = Some(day("2026-06-14"));
    moved.steps[1].pause =
        Some(Pause { from: day("2026-06-03"), until: None, reason: Some("检测".to_owned()) });
    let (told, others) = said(Lang::En, &after, &moved);
    assert_eq!(
        told,
        [
            "Step 2, 审查: last day moved 6 days later, from 8 June 2026 to 14 June 2026",
            "Step 2, 审查: first day of the pause entered: 3 June 2026",
        ]
    );
    assert_eq!(others, 1, "the reason of the pause");
    let (told, others) = said(Lang::En, &after, &before);
    assert_eq!(told[0], "Step 1, 收件, removed");
    assert!(others > 0, "what stood in a removed step is not passed over");
}

#[test]
fn nothing_that_changed_goes_unsaid() {
    let full = || {
        let mut full = decided(|decision| {
            decision.title = Some("决定".to_owned());
            decision.certificate = Some("证".to_owned());
            decision.licence = Some("1".to_owned());
            decision.content = Some("内容".to_owned());
            decision.valid_until = Some(Day::LONG_TERM);
        });
        let case = case(&mut full);
        case.item = Some("130300-16-092".to_owned());
        case.applicant.uscc = Some("92130322TE5T008Y77".to_owned());
        case.applicant.codes = [("tax".to_owned(), "1".to_owned())].into();
        case.applicant.representative = Some("胡**".to_owned());
        case.source = Some(Unit { code: Some("1".to_owned()), name: "源".to_owned() });
        case.unit.code = Some("1".to_owned());
        case.district = Some("130302".to_owned());
        case.remark = Some("备注".to_owned());
        full.steps = vec![step(1, "收件", Some("2026-06-01"), Some("2026-06-01T09:00:00Z"))];
        full.extensions = vec![Extension { number: 1, days: 5, approved_by: None, reason: None }];
        full
    };
    let facts = serde_json::to_value(full()).unwrap();
    let fields = ledger::opening::flatten(&facts);
    let mut checked = 0;
    for (field, _) in fields {
        let mut changed = facts.clone();
        let place = changed.pointer_mut(&field).unwrap();
        *place = match place {
            Value::String(text) if Day::parse(text).is_some() => json!("2020-01-02"),
            Value::String(text) if Instant::parse(text).is_some() => json!("2020-01-02T00:00:00.000000Z"),
            Value::String(text) if text == "granted" => json!("refused"),
            Value::String(text) if text == "organization" => json!("sole_trader"),
            Value::Number(_) => json!(9),
            _ => json!("else"),
        };
        let Ok(changed) = serde_json::from_value::<Approval>(changed) else { continue };
        checked += 1;
        assert!(!difference(&full(), &changed).is_empty(), "{field}");
        english(&full(), &changed);
        assert!(!difference(&changed, &full()).is_empty(), "{field}");
    }
    assert!(checked > 25, "only {checked} fields could be changed");
}

#[test]
fn late_is_more_than_one_working_day_and_is_said_once() {
    let (calendar, thresholds) = (Calendar::china(), Thresholds::default());
    let late_of = |before: Option<&Approval>, after: &Approval| -> Vec<String> {
        let visit = ui::given::visit(Lang::En);
        let late = late(before, after, calendar, &thresholds, 480);
        late.iter().map(|sentence| visit.said(sentence)).collect()
    };
    let entered = |text: &str| {
        let mut approval = open();
        approval.steps = vec![step(1, "审查", Some("2026-06-08"), Some(text))];
        approval
    };
    // Monday; keyed in on the same day, the next, and the one after.
    assert!(late_of(None, &entered("2026-06-08T23:59:00+08:00")).is_empty());
    assert!(late_of(None, &entered("2026-06-09T18:00:00+08:00")).is_empty());
    let late = entered("2026-06-10T00:01:00+08:00");
    assert_eq!(
        late_of(None, &late),
        ["Step 1, 审查: entered 2 working days after it was completed; 1 allowed"]
    );
    assert!(late_of(Some(&late), &late).is_empty(), "the version before said it");
    let early = entered("2026-06-05T09:00:00+08:00");
    assert!(late_of(None, &early).is_empty());
    let visit = ui::given::visit(Lang::En);
    let early = super::early(None, &early, calendar, &thresholds, 480);
    assert_eq!(
        visit.said(&early[0]),
        "Step 1, 审查: entered as completed on 8 June 2026 before that day, on 5 June 2026"
    );
    let published = |text: &'static str| decided(move |decision| decision.published = Some(day(text)));
    // Seven working days after Wednesday 24 June 2026 is Friday 3 July.
    assert!(late_of(None, &published("2026-07-03")).is_empty());
    assert_eq!(
        late_of(None, &published("2026-07-06")),
        ["Published 8 working days after the decision; 7 allowed"]
    );
    assert!(late_of(Some(&published("2026-07-06")), &published("2026-07-06")).is_empty());
}
