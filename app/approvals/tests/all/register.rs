//! Rows of several files about one case: later ones, contradicting ones, and those that may not be shown.

use approvals::table::{self, CaseResult, Filter, Order};
use record::Kind;

use super::given::Hall;

const HEADER: &str = "业务编号,事项编码,事项名称,行政相对人名称,行政相对人类别,行政相对人代码_1(统一社会信用代码),法定代表人,行政许可决定文书名称,行政许可决定文书号,许可类别,许可证书名称,许可编号,许可内容,许可决定日期,有效期自,有效期至,许可机关,许可机关统一社会信用代码,当前状态,申请日期,受理日期,决定结果,公示日期,查询码";
const FIRM: &str = "河北黍霁贸易有限公司,法人及非法人组织,91130371TE5T00B40R,姚雅";
const UNIT: &str = "秦皇岛市应急管理局,11130300TE5T00RU5X";

fn decided(number: &str, who: &str, document: &str, content: &str) -> String {
    format!(
        "{HEADER}\n{number},130300-20-118,危险化学品经营许可,{who},决定,{document},普通,证,L1,{content},2025-04-16,2025-04-16,2026-04-16,{UNIT},1,2025-03-03,2025-03-05,准予,2025-05-16,\n"
    )
}

fn open(number: &str, who: &str, code: &str) -> String {
    format!(
        "{HEADER}\n{number},130300-20-118,危险化学品经营许可,{who},,,普通,,,,,,,{UNIT},办理中,2025-03-03,2025-03-05,,,{code}\n"
    )
}

async fn numbers(hall: &Hall) -> Vec<(String, CaseResult)> {
    let list = table::first(&hall.store, &Filter::default(), Order::Newest, 100).await.unwrap();
    list.into_iter().map(|it| (it.number, it.result)).collect()
}

#[tokio::test]
async fn an_open_case_is_decided_and_an_older_file_does_not_reopen_it() {
    for database in tests::databases() {
        let mut hall = Hall::on(database, "2026-11-23").await;
        let (summary, faults) = hall.import_text(&open("C1", FIRM, "")).await;
        assert_eq!((summary.taken, faults.len()), (1, 0), "{faults:?}");
        assert_eq!(numbers(&hall).await, [("C1".to_owned(), CaseResult::Open)]);
        hall.import_text(&decided("C1", FIRM, "D1", "准予")).await;
        assert_eq!(numbers(&hall).await, [("C1".to_owned(), CaseResult::Granted)]);
        let (summary, faults) = hall.import_text(&open("C1", FIRM, "")).await;
        assert_eq!((summary.taken, summary.unchanged), (0, 1));
        assert_eq!(faults.iter().map(|it| it.problem.code.as_str()).collect::<Vec<_>>(), ["FILE_OLDER"]);
        assert_eq!(numbers(&hall).await, [("C1".to_owned(), CaseResult::Granted)]);
        assert_eq!(hall.store.version(Kind::Approval, "C1").await.unwrap().unwrap().revision, 2);
    }
}

#[tokio::test]
async fn two_cases_cannot_claim_one_document_for_two_decisions() {
    for database in tests::databases() {
        let mut hall = Hall::on(database, "2026-11-23").await;
        hall.import_text(&decided("C1", FIRM, "D1", "准予")).await;
        let (summary, faults) = hall.import_text(&decided("C2", FIRM, "D1", "另一种内容")).await;
        assert_eq!((summary.taken, summary.refused), (0, 1));
        let told: Vec<_> =
            faults.iter().map(|it| (it.problem.code.as_str(), it.problem.column.as_deref())).collect();
        assert_eq!(told, [("DUPLICATE_CONFLICT", Some("行政许可决定文书号"))]);
        // In one file as in two.
        let other = FIRM.replace("黍霁", "黍霖");
        let second = decided("C4", &other, "D2", "准予");
        let both = format!("{}{}", decided("C3", FIRM, "D2", "准予"), second.lines().nth(1).unwrap());
        let (summary, faults) = hall.import_text(&both).await;
        assert_eq!((summary.taken, summary.refused), (1, 1), "{faults:?}");
        assert_eq!(faults[0].place.line, Some(3));
        // One document may decide two applications alike, and a case may correct its own.
        let (summary, _) = hall.import_text(&decided("C5", FIRM, "D1", "准予")).await;
        assert_eq!((summary.taken, summary.refused), (1, 0));
        let (summary, _) = hall.import_text(&decided("C1", FIRM, "D1", "更正后的内容")).await;
        assert_eq!((summary.taken, summary.refused), (1, 0));
        assert_eq!(numbers(&hall).await.len(), 3);
    }
}

#[tokio::test]
async fn a_case_without_a_number_gives_way_to_the_file_that_brings_it() {
    for database in tests::databases() {
        let mut hall = Hall::on(database, "2026-11-23").await;
        hall.import_text(&decided("", FIRM, "D1", "准予")).await;
        assert_eq!(numbers(&hall).await, [("D1".to_owned(), CaseResult::Granted)]);
        hall.import_text(&decided("C1", FIRM, "D1", "准予")).await;
        assert_eq!(numbers(&hall).await, [("C1".to_owned(), CaseResult::Granted)]);
        let moved = hall.get("/approvals/D1").await;
        assert_eq!((moved.status, moved.header("location")), (308, "/approvals/C1"));
        // The same again without its number repeats what is known; other words contradict it.
        let (summary, faults) = hall.import_text(&decided("", FIRM, "D1", "准予")).await;
        assert_eq!((summary.taken, summary.refused, faults.len()), (0, 0, 1), "{faults:?}");
        let (_, faults) = hall.import_text(&decided("", FIRM, "D1", "另一种内容")).await;
        assert_eq!(faults[0].problem.code.as_str(), "DUPLICATE_CONFLICT");
        assert_eq!(numbers(&hall).await.len(), 1);
    }
}

#[tokio::test]
async fn a_natural_persons_open_case_is_shown_to_who_knows_its_code() {
    for database in tests::databases() {
        let mut hall = Hall::on(database, "2026-11-23").await;
        let person = "金子轩,自然人,130399196806061414,";
        let (summary, faults) = hall.import_text(&open("P1", person, "")).await;
        assert_eq!((summary.taken, faults.len()), (1, 0), "{faults:?}");
        hall.import_text(&open("P2", person, "aB3-4k9")).await;
        hall.import_text(&open("E1", FIRM, "")).await;
        assert_eq!(numbers(&hall).await, [("E1".to_owned(), CaseResult::Open)]);
        for address in ["/approvals/P1", "/approvals/P1.json", "/approvals/P1.csv"] {
            assert_eq!(hall.get(address).await.status, 404, "{address}");
        }
        let facts = hall.store.version(Kind::Approval, "P1").await.unwrap().unwrap().facts;
        assert!(!facts.contains("子轩") && !facts.contains("1414"), "{facts}");
        let check = async |form: &str, status: u16| {
            let answer = hall.post("/approvals/progress", form).await;
            assert_eq!((answer.status, answer.header("cache-control")), (status, "no-store"), "{form}");
            answer
        };
        let shown = check("number=P1&code=061414", 200).await;
        assert!(
            shown.text.contains("金**") && !shown.text.contains("金子轩") && !shown.text.contains("061414")
        );
        check("number=P2&code=AB34K9", 200).await;
        check("number=P2&code=061414", 422).await;
        check("number=P1&code=000000", 422).await;
        check("number=P9&code=061414", 422).await;
        check("number=P1&code=", 422).await;
        check("number=&code=061414", 422).await;
        check("", 422).await;
        let public = check("number=E1&code=", 303).await;
        assert_eq!(public.header("location"), "/approvals/E1");
        // Decided, it is public, still under the surname alone.
        hall.import_text(&decided("P1", person, "D1", "准予金子轩，住址：海港区文化路12号3单元402室")).await;
        let page = hall.get("/approvals/P1").await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains("准予金**，住址：海港区文化路***") && page.text.contains("noindex"));
    }
}

#[tokio::test]
async fn a_row_that_gives_away_a_persons_number_is_held_back() {
    for database in tests::databases() {
        let mut hall = Hall::on(database, "2026-11-23").await;
        let (summary, faults) = hall.import_text(&decided("C1", FIRM, "D1", "联系电话15459962889")).await;
        assert_eq!((summary.taken, summary.refused), (0, 1));
        assert_eq!(faults[0].problem.code.as_str(), "PII_PHONE");
        assert!(faults[0].problem.args.iter().all(|(_, value)| !value.contains("15459962889")));
    }
}
