//! Words on their way to the public.

use cases::rules::moderation::{Appeal, By, Move, Reason, Refusal, Standing};
use cases::table::{self, Shown};
use record::{Id, Start};

use super::given::{Hall, now};

const MODERATOR: By<'static> = By { account: Some("m1"), unit: Some("hotline"), second: None };
const TWO: By<'static> = By { second: Some(("m2", "office")), ..MODERATOR };
/// Two who had no part in what [`MODERATOR`] or [`TWO`] decided.
const OTHERS: By<'static> = By { account: Some("m3"), unit: Some("hotline"), second: Some(("m4", "office")) };
const AUTHOR: By<'static> = By { account: None, unit: None, second: None };

async fn offered(hall: &mut Hall) -> Id {
    let (id, case) = (hall.id(), hall.id());
    let mut write = hall.store.write().await.unwrap();
    let text = "窗口的王某态度恶劣";
    assert!(table::offer_words(&mut write, &id, &case, Some("tax"), text, 1).await.unwrap());
    let again = hall.id();
    assert!(!table::offer_words(&mut write, &again, &case, Some("tax"), text, 2).await.unwrap());
    write.commit_unseen().await.unwrap();
    id
}

async fn act(hall: &Hall, id: &Id, what: Move, text: Option<&str>, by: By<'_>) -> Result<Standing, Refusal> {
    let item = table::words_item(&hall.store, id, now()).await.unwrap().unwrap();
    act_at(hall, id, item.next_seq, what, text, by).await
}

async fn act_at(
    hall: &Hall,
    id: &Id,
    seq: u32,
    what: Move,
    text: Option<&str>,
    by: By<'_>,
) -> Result<Standing, Refusal> {
    let mut write = hall.store.write().await.unwrap();
    let answer = table::act_on_words(&mut write, id, seq, &what, text, by, now(), hall.today).await.unwrap();
    if answer.is_ok() {
        write.commit().await.unwrap();
    }
    answer
}

async fn public(hall: &Hall, later: i64) -> Vec<Shown> {
    table::shown_words(&hall.store, Start::Top, 10, now().plus_seconds(later)).await.unwrap().rows
}

#[tokio::test]
async fn words_are_redacted_hidden_appealed_and_restored_with_all_texts_kept() {
    for database in tests::databases() {
        let mut hall = Hall::on(database).await;
        let id = offered(&mut hall).await;
        assert!(public(&hall, 0).await.is_empty());
        let own = By { unit: Some("tax"), ..MODERATOR };
        assert_eq!(act(&hall, &id, Move::Show, None, own).await, Err(Refusal::Concerned));
        let redact = Move::Redact { reason: Reason::Personal };
        act(&hall, &id, redact, Some("窗口的某人态度恶劣"), MODERATOR).await.unwrap();
        let text = "窗口的某人态度恶劣".to_owned();
        let shown = || Shown::Text { id: id.clone(), text: text.clone(), is_redacted: true };
        assert_eq!(public(&hall, 0).await, [shown()]);
        let hide = || Move::Hide { reason: Reason::Insult };
        assert_eq!(act(&hall, &id, hide(), None, MODERATOR).await, Err(Refusal::Hands));
        let second_is_concerned = By { second: Some(("t1", "tax")), ..MODERATOR };
        assert_eq!(act(&hall, &id, hide(), None, second_is_concerned).await, Err(Refusal::Concerned));
        act(&hall, &id, hide(), None, TWO).await.unwrap();
        let tombstone = Shown::Tombstone { id: id.clone(), reason: Reason::Insult, is_final: false };
        assert_eq!(public(&hall, 0).await, [tombstone]);
        assert!(
            table::queue(&hall.store, "m1", "hotline", Start::Top, 10, now()).await.unwrap().rows.is_empty()
        );
        act(&hall, &id, Move::Appeal, Some("我没有骂人"), AUTHOR).await.unwrap();
        assert_eq!(table::appeal_text(&hall.store, &id).await.unwrap().as_deref(), Some("我没有骂人"));
        assert_eq!(
            table::queue(&hall.store, "m1", "hotline", Start::Top, 10, now()).await.unwrap().rows.len(),
            1
        );
        assert!(table::queue(&hall.store, "m1", "tax", Start::Top, 10, now()).await.unwrap().rows.is_empty());
        assert_eq!(act(&hall, &id, Move::Restore, None, TWO).await, Err(Refusal::Same));
        act(&hall, &id, Move::Restore, None, OTHERS).await.unwrap();
        assert_eq!(public(&hall, 0).await, [shown()]);
        let texts = table::texts_of(&hall.store, &id).await.unwrap();
        assert_eq!(texts, ["窗口的王某态度恶劣", "窗口的某人态度恶劣"]);
    }
}

#[tokio::test]
async fn what_one_person_holds_back_comes_back_by_itself() {
    for database in tests::databases() {
        let mut hall = Hall::on(database).await;
        let id = offered(&mut hall).await;
        act(&hall, &id, Move::Show, None, MODERATOR).await.unwrap();
        act(&hall, &id, Move::HoldBack { reason: Reason::Warning }, None, MODERATOR).await.unwrap();
        let tombstone = |row: &Shown| matches!(row, Shown::Tombstone { reason: Reason::Warning, .. });
        assert!(public(&hall, 24 * 3600 - 1).await.iter().all(tombstone));
        assert!(matches!(&public(&hall, 24 * 3600).await[..], [Shown::Text { is_redacted: false, .. }]));
    }
}

#[tokio::test]
async fn an_appeal_is_made_once_and_of_two_moves_at_once_one_counts() {
    for database in tests::databases() {
        let mut hall = Hall::on(database).await;
        let id = offered(&mut hall).await;
        act(&hall, &id, Move::Hide { reason: Reason::Unlawful }, None, TWO).await.unwrap();
        act(&hall, &id, Move::Appeal, None, AUTHOR).await.unwrap();
        let seq = table::words_item(&hall.store, &id, now()).await.unwrap().unwrap().next_seq;
        let standing = act_at(&hall, &id, seq, Move::RefuseAppeal, None, OTHERS).await.unwrap();
        assert!(matches!(standing, Standing::Hidden { appeal: Appeal::Refused(_), .. }));
        assert_eq!(act_at(&hall, &id, seq, Move::Restore, None, OTHERS).await, Err(Refusal::Overtaken));
        assert_eq!(act(&hall, &id, Move::Appeal, None, AUTHOR).await, Err(Refusal::State));
    }
}

#[tokio::test]
async fn what_was_taken_out_is_shown_again_when_two_others_say_so() {
    for database in tests::databases() {
        let mut hall = Hall::on(database).await;
        let id = offered(&mut hall).await;
        let redact = Move::Redact { reason: Reason::Personal };
        act(&hall, &id, redact, Some("窗口的某人态度恶劣"), MODERATOR).await.unwrap();
        let item = table::words_item(&hall.store, &id, now()).await.unwrap().unwrap();
        assert_eq!(table::decided_by(&hall.store, &item).await.unwrap(), ["m1"]);
        act(&hall, &id, Move::Appeal, Some("他是公示过的负责人"), AUTHOR).await.unwrap();
        let queue = table::queue(&hall.store, "m1", "hotline", Start::Top, 10, now()).await.unwrap().rows;
        assert_eq!(queue.len(), 1, "the appeal waits where the words are still shown");
        let second_was_first = By { second: Some(("m1", "hotline")), ..OTHERS };
        assert_eq!(act(&hall, &id, Move::Restore, None, second_was_first).await, Err(Refusal::Same));
        act(&hall, &id, Move::Restore, None, OTHERS).await.unwrap();
        let text = "窗口的王某态度恶劣".to_owned();
        assert_eq!(public(&hall, 0).await, [Shown::Text { id: id.clone(), text, is_redacted: false }]);
        assert!(
            table::queue(&hall.store, "m1", "hotline", Start::Top, 10, now()).await.unwrap().rows.is_empty()
        );
    }
}
