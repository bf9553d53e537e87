//! What became of the words that a complaint's author let others read, as the author sees it at `/case`, and the appeal.

use cases::rules::moderation::{By, Move, Reason, Refusal};
use cases::table;
use record::{Id, Start};
use tests::databases;

use super::given::{House, today};

const ONE: By<'static> = By { account: Some("m1"), unit: Some("hotline"), second: None };
const OTHERS: By<'static> = By { account: Some("m3"), unit: Some("hotline"), second: Some(("m4", "office")) };

/// A complaint whose words may become public; its receipt and the id of its words.
async fn complained(house: &House) -> (String, Id) {
    let form = house.form("/complain?plain=1", &[("division", "130302"), ("plain", "1")]).await;
    let form = form
        .with("unit", "37 号窗口")
        .with("what", "窗口的王某不理人")
        .with("name", "一位市民")
        .with("public", "1");
    let answer = house.upload("/complain/send", "", &form).await;
    assert_eq!(answer.header("location"), "/complain/sent", "{}", answer.text());
    let receipt = form.value("receipt").to_owned();
    let (case, _) = house.case(&receipt).await;
    let now = house.given.office.now();
    (receipt, table::words_of_case(&house.store, &case, now).await.unwrap().unwrap().id)
}

async fn act(house: &House, words: &Id, what: Move, text: Option<&str>, by: By<'_>) -> Result<(), Refusal> {
    let now = house.given.office.now();
    let item = table::words_item(&house.store, words, now).await.unwrap().unwrap();
    let mut write = house.store.write().await.unwrap();
    let done = table::act_on_words(&mut write, words, item.next_seq, &what, text, by, now, today());
    done.await.unwrap()?;
    write.commit().await.unwrap();
    Ok(())
}

async fn look(house: &House, receipt: &str) -> String {
    house.post("/case", "", &[("receipt", receipt)]).await.text()
}

#[tokio::test]
async fn the_author_reads_what_was_taken_out_and_why_and_appeals_with_the_receipt() {
    for database in databases() {
        let house = House::open(database).await;
        let (receipt, words) = complained(&house).await;
        assert!(look(&house, &receipt).await.contains("等审核，公众还看不到"));
        let redact = Move::Redact { reason: Reason::Personal };
        act(&house, &words, redact, Some("窗口的某人不理人"), ONE).await.unwrap();
        let page = look(&house, &receipt).await;
        for told in [
            "删去一部分后公开",
            "涉及个人",
            "《个人信息保护法》",
            "由一名审核员决定",
            "窗口的某人不理人",
            "2026年12月23日",
        ] {
            assert!(page.contains(told), "{told}: {page}");
        }
        let seq =
            page.split("name=\"words\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();

        let empty = [("receipt", receipt.as_str()), ("do", "appeal-words"), ("words", seq), ("text", "")];
        let answer = house.post("/case", "", &empty).await;
        assert_eq!(answer.status, 422);
        assert!(answer.text().contains("请写明内容"));
        let appeal = [
            ("receipt", receipt.as_str()),
            ("do", "appeal-words"),
            ("words", seq),
            ("text", "他是公示过的负责人"),
        ];
        let page = house.post("/case", "", &appeal).await.text();
        assert!(
            page.contains("申诉已提出") && page.contains("2026年12月14日"),
            "fifteen working days: {page}"
        );
        let again = house.post("/case", "", &appeal).await.text();
        assert!(again.contains("已经记下，或者情况有了变化"), "{again}");

        let now = house.given.office.now();
        let queue = table::queue(&house.store, "m1", "hotline", Start::Top, 10, now).await.unwrap().rows;
        assert_eq!(queue.len(), 1);
        assert_eq!(table::appeal_text(&house.store, &words).await.unwrap().unwrap(), "他是公示过的负责人");
        let first_again = By { second: Some(("m4", "office")), ..ONE };
        assert_eq!(act(&house, &words, Move::RefuseAppeal, None, first_again).await, Err(Refusal::Same));
        act(&house, &words, Move::Restore, None, OTHERS).await.unwrap();
        assert!(look(&house, &receipt).await.contains("已按原文公开"));
    }
}

#[tokio::test]
async fn hidden_words_can_be_appealed_once_and_the_answer_is_told() {
    for database in databases() {
        let house = House::open(database).await;
        let (receipt, words) = complained(&house).await;
        let two = By { second: Some(("m2", "office")), ..ONE };
        act(&house, &words, Move::Hide { reason: Reason::Unlawful }, None, two).await.unwrap();
        let page = look(&house, &receipt).await;
        assert!(
            page.contains("已隐藏") && page.contains("另一个人同意") && page.contains("法律禁止"),
            "{page}"
        );
        let appeal =
            [("receipt", receipt.as_str()), ("do", "appeal-words"), ("words", "2"), ("text", "没有违法")];
        assert!(house.post("/case", "", &appeal).await.text().contains("申诉已提出"));
        act(&house, &words, Move::RefuseAppeal, None, OTHERS).await.unwrap();
        let page = look(&house, &receipt).await;
        assert!(page.contains("维持原决定") && !page.contains("提出申诉"), "{page}");
        let second =
            [("receipt", receipt.as_str()), ("do", "appeal-words"), ("words", "4"), ("text", "再来")];
        assert!(house.post("/case", "", &second).await.text().contains("现在不能这样做"));
    }
}
