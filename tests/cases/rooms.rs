//! What the islands of the desk fetch and send, address by address: a case opened by who holds its key and by nobody else, a colleague let
//! in, half an identity released, a new key after an exclusion, and all of it taken away and opened with Debian's `age`.

use std::fs;
use std::process::Command;

use axum::body::Body;
use axum::http::Request;
use keyring::parcel::{Asking, Half, LetIn, NewEpoch, Parcel, Released, Reply};
use letters::{Pass, Sent};
use record::Id;
use seal::grant::Place;
use seal::message::{Letter, read};
use seal::{Context, Object, Public, Receipt, Role as Sealer, Secret, demonstration};
use serde::Serialize;
use staff::Role;
use staff::given::SignedIn;
use store::sql;
use tests::{Database, databases};

use super::desk::{act, agree, seq};
use super::given::{House, PORTAL, manifest};
use crate::given::Answer;

const UNIT: &str = "cdi-haigang";

/// A case with its people: an intake of two, two officers, a custodian.
pub(super) struct Scene {
    pub(super) house: House,
    pub(super) one: SignedIn,
    pub(super) two: SignedIn,
    pub(super) officer: SignedIn,
    pub(super) other: SignedIn,
    pub(super) custodian: SignedIn,
    pub(super) receipt: String,
    pub(super) id: Id,
    pub(super) number: String,
}

impl Scene {
    pub(super) async fn on(database: Database) -> Scene {
        let house = House::open(database).await;
        let one = house.staff("intake-a", Role::IntakeOfficer, UNIT).await;
        let two = house.staff("intake-b", Role::IntakeOfficer, UNIT).await;
        let officer = house.staff("officer-a", Role::CaseOfficer, UNIT).await;
        let other = house.staff("officer-b", Role::CaseOfficer, UNIT).await;
        let custodian = house.staff("custodian-a", Role::Custodian, "inspection").await;
        house.recipients(UNIT, &manifest(UNIT, &[&one.account, &two.account], &custodian.account)).await;
        let receipt = house.reported("发生的事").await;
        let (id, number) = house.case(&receipt).await;
        assert_eq!(act(&house, &one.cookie, &number, "accept", &[]).await, 303);
        Scene { house, one, two, officer, other, custodian, receipt, id, number }
    }

    pub(super) fn path(&self, rest: &str) -> String {
        format!("/staff/cases/{}{rest}", self.number)
    }

    pub(super) async fn parcel(&self, who: &SignedIn) -> Result<Parcel, (u16, String)> {
        let answer = self.house.get(&self.path("/parcel"), &who.cookie).await;
        match answer.status.as_u16() {
            200 => Ok(serde_json::from_str(&answer.text()).unwrap()),
            status => Err((status, answer.text())),
        }
    }

    /// The case's newest key, as somebody opens it out of the parcel.
    async fn key(&self, who: &SignedIn) -> (Parcel, Secret) {
        let parcel = self.parcel(who).await.unwrap();
        let place = Place::new(PORTAL, &self.id, parcel.lock.sealed_by, parcel.lock.epoch);
        let key = place.case_key(&parcel.wrap, demonstration::key(&who.account).secret()).unwrap();
        (parcel, key)
    }

    async fn send(&self, path: &str, who: &SignedIn, json: &impl Serialize) -> Answer {
        let request = Request::post(path)
            .header("host", PORTAL)
            .header("cookie", &who.cookie)
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/json")
            .body(Body::from(serde_json::to_string(json).unwrap()));
        self.house.send(request.unwrap()).await
    }

    async fn assign(&self, who: &SignedIn) {
        let seq = seq(&self.house, &self.one.cookie, &self.number).await;
        let fields = [("account", who.account.as_str()), ("seq", seq.as_str())];
        let answer = self.house.post(&self.path("/assign"), &self.one.cookie, &fields).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
        assert_eq!(agree(&self.house, &self.two.cookie, &self.number).await, 303);
    }

    async fn let_in(&self, by: &SignedIn, who: &SignedIn) -> u16 {
        let (parcel, key) = self.key(by).await;
        let place = Place::new(PORTAL, &self.id, Sealer::Server, parcel.lock.epoch);
        let wrap = place.wrap(&key, &demonstration::key(&who.account).public()).unwrap();
        let sent = LetIn { account: who.account.clone(), wrap };
        self.send(&self.path("/wraps"), by, &sent).await.status.as_u16()
    }

    /// Both officers are of the team and can read; the intake no longer can.
    async fn begun(database: Database) -> Scene {
        let scene = Scene::on(database).await;
        scene.assign(&scene.officer).await;
        scene.assign(&scene.other).await;
        assert_eq!(scene.let_in(&scene.one, &scene.officer).await, 201);
        assert_eq!(scene.let_in(&scene.one, &scene.other).await, 201);
        scene
    }

    async fn exclude(&self, whom: &SignedIn) {
        let fields = [("account", whom.account.as_str()), ("ground", "interest")];
        assert_eq!(self.house.post(&self.path("/exclude"), &self.officer.cookie, &fields).await.status, 303);
        assert_eq!(agree(&self.house, &self.two.cookie, &self.number).await, 303);
    }

    fn letter(
        &self,
        number: u32,
        epoch: u32,
        by: Sealer,
        text: &str,
        key: &Public,
        reply: &Public,
    ) -> (Context, Letter) {
        let place = Context::of_case(PORTAL, self.id.as_str(), epoch, Object::Message, by);
        let context = place.with(Object::Message, number);
        (context.clone(), Letter::seal(&context, text, key, reply).unwrap())
    }

    /// The page of the case for a device that keeps the receipt.
    async fn page(&self, more: &[(&str, &str)]) -> String {
        let pass = Pass::of(&Receipt::parse(&self.receipt).unwrap().keys()).to_string();
        let fields = [&[("pass", pass.as_str())], more].concat();
        self.house.post("/case", "", &fields).await.text()
    }

    /// The reporter's device seals a message to this key and sends it.
    async fn says(&self, number: u32, epoch: u32, key: &Public, text: &str) -> String {
        let keys = Receipt::parse(&self.receipt).unwrap().keys();
        let (context, letter) = self.letter(number, epoch, Sealer::Reporter, text, key, &keys.reply.public());
        let signature = letter.sign(&context, &keys.sign);
        let sent = serde_json::to_string(&Sent { epoch, letter, signature }).unwrap();
        self.page(&[("do", "say"), ("message", &number.to_string()), ("letter", &sent)]).await
    }
}

#[tokio::test]
async fn a_case_is_opened_by_who_holds_its_key_and_by_nobody_else() {
    for database in databases() {
        let scene = Scene::on(database).await;
        let (parcel, key) = scene.key(&scene.one).await;
        let place = Place::new(PORTAL, &scene.id, Sealer::Server, 1);
        assert_eq!(place.report(&parcel.report, &key).unwrap().what, "发生的事");
        assert_eq!((parcel.half, parcel.heirs, parcel.waiting.len()), (Half::Kept, None, 0));
        assert_eq!(scene.parcel(&scene.officer).await.unwrap_err().0, 403, "nobody assigned it");
        assert_eq!(scene.parcel(&scene.custodian).await.unwrap_err().0, 403);

        scene.assign(&scene.officer).await;
        let lacks = scene.parcel(&scene.officer).await.unwrap_err();
        assert_eq!(lacks, (404, r#"{"lacks":"wrap"}"#.to_owned()), "assigned, and not let in");
        assert_eq!(scene.parcel(&scene.one).await.unwrap().waiting[0].account, scene.officer.account);
        assert_eq!(scene.let_in(&scene.two, &scene.other).await, 409, "who is in no team is not let in");
        assert_eq!(scene.let_in(&scene.two, &scene.officer).await, 201);
        let (parcel, key) = scene.key(&scene.officer).await;
        assert_eq!(place.report(&parcel.report, &key).unwrap().what, "发生的事");
        // All of the team can read, so the intake no longer can; the board always can.
        for intake in [&scene.one, &scene.two] {
            assert_eq!(scene.parcel(intake).await.unwrap_err().1, r#"{"lacks":"wrap"}"#);
        }
        let board = cases::table::wrap_for(&scene.house.store, &scene.id, 1, "board-content").await.unwrap();
        assert!(board.is_some());
    }
}

#[tokio::test]
async fn a_letter_has_one_place_and_the_newest_key() {
    for database in databases() {
        let scene = Scene::begun(database).await;
        let (parcel, key) = scene.key(&scene.officer).await;
        let reply = |number: u32, epoch: u32| {
            let (_, letter) =
                scene.letter(number, epoch, Sealer::Staff, "请补充时间", &key.public(), &parcel.reply_key);
            Reply { number, epoch, letter }
        };
        let path = scene.path("/messages");
        assert_eq!(
            scene.send(&path, &scene.officer, &reply(1, 2)).await.status,
            409,
            "there is no second key"
        );
        assert_eq!(scene.send(&path, &scene.officer, &reply(1, 1)).await.status, 201);
        assert_eq!(scene.send(&path, &scene.officer, &reply(1, 1)).await.status, 409, "the number is taken");
        assert_eq!(scene.send(&path, &scene.custodian, &reply(2, 1)).await.status, 403);

        // With the receipt the server opens it; with the pass it cannot, and the device does.
        let page = scene.house.post("/case", "", &[("receipt", &scene.receipt)]).await.text();
        assert!(page.contains("请补充时间"));
        let page = scene.page(&[]).await;
        assert!(!page.contains("请补充时间") && page.contains("data-letter="), "{page}");
        assert!(!page.contains(&scene.receipt), "the receipt is not known here");

        let answered = scene.says(2, 1, &key.public(), "是三月").await;
        assert!(answered.contains("已发出，承办组会看到"), "{answered}");
        let (parcel, key) = scene.key(&scene.officer).await;
        let posted = &parcel.messages[1];
        let place = Context::of_case(PORTAL, scene.id.as_str(), 1, Object::Message, posted.role);
        let text = read(&place.with(Object::Message, 2), &posted.to_team, &key).unwrap();
        assert_eq!(text.as_str(), "是三月");
        // What the receipt's key has not signed is not the reporter's.
        let keys = Receipt::parse(&scene.receipt).unwrap().keys();
        let (_, letter) = scene.letter(3, 1, Sealer::Reporter, "伪造", &key.public(), &keys.reply.public());
        let forged = serde_json::to_string(&Sent { epoch: 1, letter, signature: "00".repeat(64) }).unwrap();
        scene.page(&[("do", "say"), ("message", "3"), ("letter", &forged)]).await;
        assert_eq!(scene.parcel(&scene.officer).await.unwrap().messages.len(), 2);
    }
}

#[tokio::test]
async fn half_an_identity_is_released_to_one_officer_and_the_reporter_reads_it() {
    for database in databases() {
        let scene = Scene::begun(database).await;
        let house = &scene.house;
        let asked =
            house.post(&scene.path("/identity"), &scene.officer.cookie, &[("reason", "verify")]).await;
        assert_eq!(asked.status, 303);
        let path = format!("/staff/openings/{}/1", scene.id);
        for who in [&scene.officer, &scene.one] {
            assert_eq!(house.get(&path, &who.cookie).await.status, 403);
        }
        let answer = house.get(&path, &scene.custodian.cookie).await;
        let asking: Asking = serde_json::from_str(&answer.text()).unwrap();
        assert_eq!(asking.officer.account, scene.officer.account);
        let place = Place::new(PORTAL, &scene.id, asking.lock.sealed_by, asking.lock.epoch);
        let own = demonstration::key(&scene.custodian.account);
        let granted = place.release(&asking.share, own.secret(), &asking.officer.key).unwrap();
        let released = Released { granted };
        assert_eq!(scene.send(&path, &scene.officer, &released).await.status, 403);
        assert_eq!(scene.send(&path, &scene.custodian, &released).await.status, 201);
        assert_eq!(scene.send(&path, &scene.custodian, &released).await.status, 409, "once");
        let page = scene.page(&[]).await;
        assert!(page.contains("的保管人同意") && !page.contains("打开了"), "{page}");

        assert_eq!(
            scene.parcel(&scene.other).await.unwrap().half,
            Half::Kept,
            "it was not asked for by them"
        );
        let (parcel, key) = scene.key(&scene.officer).await;
        let Half::Released(half) = &parcel.half else { panic!("{:?}", parcel.half) };
        let own = demonstration::key(&scene.officer.account);
        let identity = place.identity_key(&parcel.share_a, &key, half, own.secret()).unwrap();
        assert_eq!(place.identity(&parcel.identity, &identity).unwrap().name, "一位举报人");
        scene.parcel(&scene.officer).await.unwrap();
        let page = scene.page(&[]).await;
        assert_eq!(page.matches("海港区纪委监委 的承办人打开了：核实真名").count(), 1, "{page}");
        // Five minutes later the second factor has to be shown again; the words can be read all the same.
        house.given.pass(301);
        assert_eq!(scene.parcel(&scene.officer).await.unwrap().half, Half::StepUp);
    }
}

#[tokio::test]
async fn an_exclusion_ends_the_key_and_what_comes_goes_to_the_next() {
    for database in databases() {
        let scene = Scene::begun(database).await;
        let (_, first) = scene.key(&scene.officer).await;
        let path = scene.path("/epochs");
        let place = Place::new(PORTAL, &scene.id, Sealer::Server, 1);
        let made = |old: &Secret, new: &Secret, for_whom: &[&str]| {
            let next = place.next_epoch(old, new).unwrap();
            let wrap = |account: &&str| LetIn {
                account: (*account).to_owned(),
                wrap: next.place.wrap(new, &demonstration::key(account).public()).unwrap(),
            };
            NewEpoch { wraps: for_whom.iter().map(wrap).collect(), key: next.key, previous: next.previous }
        };
        let (officer, other) = (scene.officer.account.as_str(), scene.other.account.as_str());
        let (new, stays) = (Secret::from_bytes([77; 32]), [officer, "board-content"]);
        let right = made(&first, &new, &stays);
        assert_eq!(scene.send(&path, &scene.officer, &right).await.status, 409, "nobody is excluded");

        scene.exclude(&scene.other).await;
        let (parcel, _) = scene.key(&scene.officer).await;
        let heirs: Vec<String> = parcel.heirs.unwrap().into_iter().map(|heir| heir.account).collect();
        assert_eq!(heirs.len(), 2, "{heirs:?}");
        assert!(stays.iter().all(|account| heirs.iter().any(|heir| heir == account)));
        // Nothing else is written before, and nobody is let in.
        let (_, letter) = scene.letter(1, 1, Sealer::Staff, "早了", &first.public(), &parcel.reply_key);
        let early = Reply { number: 1, epoch: 1, letter };
        assert_eq!(scene.send(&scene.path("/messages"), &scene.officer, &early).await.status, 409);
        assert_eq!(scene.let_in(&scene.officer, &scene.one).await, 409);

        let stranger = Secret::from_bytes([66; 32]);
        for wrong in [
            made(&first, &new, &[officer]),
            made(&first, &new, &[officer, "board-content", other]),
            made(&first, &new, &[officer, officer, "board-content"]),
            made(&stranger, &new, &stays),
        ] {
            assert_eq!(scene.send(&path, &scene.officer, &wrong).await.status, 422);
        }
        assert_eq!(
            scene.send(&path, &scene.other, &right).await.status,
            404,
            "who is excluded finds nothing"
        );
        assert_eq!(scene.send(&path, &scene.one, &right).await.status, 409, "who does not hold the key");
        assert_eq!(scene.send(&path, &scene.officer, &right).await.status, 201);
        assert_eq!(scene.send(&path, &scene.officer, &right).await.status, 409, "once");

        let (parcel, key) = scene.key(&scene.officer).await;
        assert_eq!((parcel.lock.epoch, key.public(), parcel.heirs), (2, new.public(), None));
        let second = Place::new(PORTAL, &scene.id, Sealer::Server, 2);
        let before = second.previous_key(&parcel.previous[0], &key).unwrap();
        assert_eq!(place.report(&parcel.report, &before).unwrap().what, "发生的事");

        // The reporter's device believes the new key from the receipt alone, and the old one is taken no more.
        let page = scene.page(&[]).await;
        let exchange = page.split("data-exchange=\"").nth(1).unwrap().split('"').next().unwrap();
        let exchange: letters::Exchange =
            serde_json::from_str(&exchange.replace("&quot;", "\"").replace("&amp;", "&")).unwrap();
        let sign_key = seal::officer(&Receipt::parse(&scene.receipt).unwrap().keys().sign);
        let newest = exchange.keys.newest(PORTAL, &scene.id, &sign_key).unwrap();
        assert_eq!((newest.epoch, &newest.key), (2, &new.public()));
        scene.says(1, 1, &first.public(), "旧钥匙").await;
        assert_eq!(scene.parcel(&scene.officer).await.unwrap().messages.len(), 0, "sealed to the old key");
        scene.says(1, 2, &newest.key, "新钥匙").await;
        // Without scripts the server seals to it as well.
        let plain =
            [("receipt", scene.receipt.as_str()), ("do", "say"), ("message", "2"), ("text", "普通方式")];
        assert_eq!(scene.house.post("/case", "", &plain).await.status, 200);
        let (parcel, key) = scene.key(&scene.officer).await;
        let read_by = |key: &Secret| -> Vec<Option<String>> {
            let text = |posted: &keyring::parcel::Posted| {
                let place = Context::of_case(PORTAL, scene.id.as_str(), 2, Object::Message, posted.role);
                let opened = read(&place.with(Object::Message, posted.number), &posted.to_team, key);
                opened.ok().map(|text| text.to_string())
            };
            parcel.messages.iter().map(text).collect()
        };
        assert_eq!(read_by(&key), [Some("新钥匙".to_owned()), Some("普通方式".to_owned())]);
        assert_eq!(
            read_by(&first),
            [None, None],
            "the key that the excluded have opens nothing that came since"
        );
    }
}

#[tokio::test]
async fn a_case_is_taken_away_sealed_and_age_opens_it_with_the_officers_key() {
    let scene = Scene::begun(Database::sqlite()).await;
    let house = &scene.house;
    let administrator = house.staff("admin-a", Role::Administrator, "office").await;
    let say = [("do", "staff"), ("message", "1"), ("text", "请补充时间")];
    assert_eq!(house.post(&scene.path("/say"), &scene.officer.cookie, &say).await.status, 303);
    for (who, status) in [(&administrator, 403), (&scene.custodian, 403)] {
        assert_eq!(house.get(&scene.path("/export"), &who.cookie).await.status, status);
    }
    let taken = house.get(&scene.path("/export"), &scene.officer.cookie).await;
    assert_eq!((taken.status.as_u16(), taken.header("cache-control")), (200, "no-store"));
    assert!(taken.header("content-disposition").contains(&format!("{}.tar", scene.number)));
    for word in ["发生的事", "一位举报人", "请补充时间"] {
        assert!(!taken.body.windows(word.len()).any(|bytes| bytes == word.as_bytes()), "{word}");
    }

    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("case.tar"), &taken.body).unwrap();
    fs::write(at("key"), demonstration::key(&scene.officer.account).secret().reveal()).unwrap();
    fs::write(at("stranger"), demonstration::key(&scene.other.account).secret().reveal()).unwrap();
    let run = |program: &str, arguments: &[&std::path::Path]| {
        let ran = Command::new(program).args(arguments).current_dir(folder.path()).output().unwrap();
        (ran.status.success(), String::from_utf8_lossy(&ran.stderr).into_owned())
    };
    assert_eq!(run("tar", &["-xf".as_ref(), "case.tar".as_ref()]), (true, String::new()));
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/open-case.sh");
    let case = at(&scene.number);
    let (done, said) = run("sh", &[script.as_ref(), &at("key"), &case, &at("opened")]);
    assert!(done, "{said}");
    let report: serde_json::Value =
        serde_json::from_slice(&fs::read(at("opened").join("report.json")).unwrap()).unwrap();
    assert_eq!(report["what"], "发生的事");
    assert_eq!(fs::read_to_string(at("opened").join("message-1")).unwrap(), "请补充时间");
    assert!(!run("sh", &[script.as_ref(), &at("stranger"), &case, &at("none")]).0, "it is one officer's key");

    // Taking it is written down, and asks for the second factor again.
    let rows = sql("SELECT COUNT(*) FROM staff_audit WHERE action = 'export' AND decision = 'done'");
    assert_eq!(rows.one(&house.store).await.unwrap().unwrap().int(0), 1);
    house.given.pass(301);
    assert_eq!(house.get(&scene.path("/export"), &scene.officer.cookie).await.status, 303);
    scene.exclude(&scene.other).await;
    assert_eq!(house.get(&scene.path("/export"), &scene.other.cookie).await.status, 404);
}
