//! Who has a tie to whom a report is about: found on the device that opens it, out of what the server hands over, which tells nothing of
//! what anybody declared.

use cases::rules::recusal::Ground;
use tests::databases;

use super::desk::agree;
use super::recusal::declare;
use super::rooms::Scene;

#[tokio::test]
async fn whom_a_report_is_about_is_matched_on_the_device_against_marks() {
    for database in databases() {
        let scene = Scene::on(database).await;
        declare(&scene.house, &scene.other, "person", "某近亲属").await;
        let answer = scene.house.get(&scene.path("/parcel"), &scene.one.cookie).await;
        assert!(!answer.text().contains("某近亲属"), "what was declared does not leave the server");
        let watch = scene.parcel(&scene.one).await.unwrap().watch.expect("the intake may keep somebody away");
        let found = |unit: &str, person: &str| {
            let tied = watch.tied(unit, person).into_iter();
            tied.map(|it| (it.account, it.grounds)).collect::<Vec<_>>()
        };
        assert_eq!(found("某局", "某 近亲属"), [(scene.other.account.clone(), vec![Ground::Interest])]);
        assert_eq!(found("某局", "某人"), []);
        let unit = found("海港区纪委监委", "");
        assert_eq!(unit.len(), 4, "all of the unit it is about: {unit:?}");
        assert!(unit.iter().all(|(_, grounds)| grounds[0] == Ground::Unit));

        // Who is excluded is no longer listed.
        let fields = [("account", scene.other.account.as_str()), ("ground", "interest")];
        let path = scene.path("/exclude");
        assert_eq!(scene.house.post(&path, &scene.one.cookie, &fields).await.status, 303);
        assert_eq!(agree(&scene.house, &scene.two.cookie, &scene.number).await, 303);
        let watch = scene.parcel(&scene.one).await.unwrap().watch.unwrap();
        assert_eq!(watch.tied("某局", "某近亲属"), []);
    }
}
