//! Whose keys reports are sealed to, and how one's own keys are kept.

use axum::http::StatusCode;
use keyring::Keys;
use record::Day;
use seal::{Holder, HolderRole, Manifest, Offered, Secret, SignedManifest, demonstration};
use staff::Role;
use staff::given::SignedIn;
use store::sql;

use crate::house::{Browser, House, houses, today};

fn manifest(unit: &str, issued: Day) -> Manifest {
    let holders = HolderRole::ALL.into_iter().zip(1..).map(|(role, number)| Holder {
        id: format!("holder-{number}"),
        key: Secret::from_bytes([number; 32]).public(),
        role,
        verify: seal::StaffKey::from_entropy(&[number; 64]).verify(),
    });
    Manifest {
        expires: issued.plus(7),
        holders: holders.collect(),
        issued,
        portal: "sunhall.example".to_owned(),
        unit: unit.to_owned(),
        version: Manifest::VERSION,
    }
}

/// What two demonstration officers have signed.
fn signed(manifest: &Manifest) -> SignedManifest {
    demonstration::sign(manifest)
}

async fn two(house: &House) -> (Browser, Browser) {
    let supervisor: SignedIn = house.staffed("supervisor-1", Role::Supervisor, "cdi").await;
    let administrator = house.staffed("administrator-1", Role::Administrator, "cdi").await;
    (Browser::of(&supervisor), Browser::of(&administrator))
}

#[tokio::test]
async fn a_list_is_entered_by_two_served_as_it_was_signed_and_a_leaf() {
    for house in houses().await {
        let (mut supervisor, mut administrator) = two(&house).await;
        let mut reader = Browser::default();
        assert_eq!(reader.get(&house, "/report/manifest/cdi").await.status, StatusCode::NOT_FOUND);
        let text = serde_json::to_string(&signed(&manifest("cdi", today()))).unwrap();
        let fields = [("unit", "cdi"), ("manifest", text.as_str())];
        let proposed = administrator.post(&house, "/staff/manifests", &fields).await;
        let proposal = proposed.location.strip_prefix("/en").unwrap().to_owned();
        assert_eq!(reader.get(&house, "/report/manifest/cdi").await.status, StatusCode::NOT_FOUND);
        let page = supervisor.get(&house, &proposal).await;
        assert!(page.body.contains("holder-1") && page.body.contains("age1"), "what is approved is shown");
        let approved = supervisor.post(&house, &proposal, &[("do", "approve")]).await;
        assert_eq!(approved.status, StatusCode::SEE_OTHER, "{}", approved.body);
        // Before the public log holds it, it is offered to nobody, and the page says that it waits.
        assert_eq!(reader.get(&house, "/report/manifest/cdi").await.status, StatusCode::NOT_FOUND);
        let lists = supervisor.get(&house, "/staff/manifests").await;
        assert!(lists.body.contains("waits for the public log"), "{}", lists.body);
        house.log_grows().await;
        let served = reader.get(&house, "/report/manifest/cdi").await;
        assert_eq!(served.status, StatusCode::OK);
        let offered: Offered = serde_json::from_str(&served.body).unwrap();
        assert_eq!(serde_json::to_string(&offered.list).unwrap(), text);
        assert!(offered.proof.starts_with("c2sp.org/tlog-proof@v1\n"), "{}", offered.proof);
        let lists = supervisor.get(&house, "/staff/manifests").await;
        assert!(!lists.body.contains("waits for the public log"), "{}", lists.body);
        let leaf = sql("SELECT kind, note FROM leaf").one(&house.store).await.unwrap().unwrap();
        assert_eq!(leaf.text(0), "manifest");
        assert!(leaf.text(1).contains(&manifest("cdi", today()).hash()), "{}", leaf.text(1));
        assert!(offered.leaf.contains(&manifest("cdi", today()).hash()), "{}", offered.leaf);
        assert_eq!(reader.get(&house, "/report/manifest/audit").await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_list_that_a_reporters_browser_would_refuse_is_refused_here() {
    for house in houses().await {
        let (mut supervisor, _) = two(&house).await;
        let good = signed(&manifest("cdi", today()));
        let one_signature = SignedManifest { signatures: good.signatures[..1].to_vec(), ..good.clone() };
        let changed =
            SignedManifest { manifest: good.manifest.replace("holder-1", "holder-9"), ..good.clone() };
        let json = |signed: &SignedManifest| serde_json::to_string(signed).unwrap();
        for (unit, text) in [
            ("cdi", "no JSON at all".to_owned()),
            ("cdi", json(&one_signature)),
            ("cdi", json(&changed)),
            ("cdi-haigang", json(&good)),
            ("cdi", json(&signed(&manifest("cdi", today().plus(-8))))),
            (
                "cdi",
                json(&signed(&Manifest { portal: "evil.example".to_owned(), ..manifest("cdi", today()) })),
            ),
        ] {
            let fields = [("unit", unit), ("manifest", text.as_str())];
            let answer = supervisor.post(&house, "/staff/manifests", &fields).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{unit} {text}");
        }
    }
}

#[tokio::test]
async fn a_newer_list_voids_a_proposal_for_an_older_one() {
    for house in houses().await {
        let (mut supervisor, mut administrator) = two(&house).await;
        let mut proposals = Vec::new();
        for issued in [today(), today().plus(-1)] {
            let text = serde_json::to_string(&signed(&manifest("cdi", issued))).unwrap();
            let fields = [("unit", "cdi"), ("manifest", text.as_str())];
            let proposed = administrator.post(&house, "/staff/manifests", &fields).await;
            proposals.push(proposed.location.strip_prefix("/en").unwrap().to_owned());
        }
        let first = supervisor.post(&house, &proposals[0], &[("do", "approve")]).await;
        assert_eq!(first.status, StatusCode::SEE_OTHER);
        let second = supervisor.post(&house, &proposals[1], &[("do", "approve")]).await;
        assert_eq!(second.status, StatusCode::CONFLICT);
    }
}

#[tokio::test]
async fn keys_are_kept_behind_two_doors_for_their_owner_alone() {
    for house in houses().await {
        let officer = house.staffed("officer-1", Role::CaseOfficer, "cdi").await;
        let mut desk = Browser::of(&officer);
        assert_eq!(desk.get(&house, "/staff/keys").await.body, "null");
        let board = Secret::from_bytes([9; 32]).public();
        let words = "words that nobody would put together";
        let keys = Keys::make("sunhall.example", &officer.account, words, &board, &[2; 80]).unwrap();
        let json = serde_json::to_string(&keys).unwrap();
        let mut one_door = keys.clone();
        one_door.slots.truncate(1);
        let mut same_name = keys.clone();
        same_name.slots[1].name = same_name.slots[0].name.clone();
        for unsound in [&one_door, &same_name, &Keys { verify: "00".to_owned(), ..keys.clone() }] {
            let answer =
                desk.post_json(&house, "/staff/keys", &serde_json::to_string(unsound).unwrap()).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        assert_eq!(desk.post_json(&house, "/staff/keys", &json).await.status, StatusCode::NO_CONTENT);
        let kept: Keys = serde_json::from_str(&desk.get(&house, "/staff/keys").await.body).unwrap();
        assert_eq!(kept, keys);
        assert!(kept.slots[0].slot.open_with_passphrase("sunhall.example", &officer.account, words).is_ok());
        let mut other = Browser::of(&house.staffed("officer-2", Role::CaseOfficer, "cdi").await);
        assert_eq!(other.get(&house, "/staff/keys").await.body, "null", "nobody gets another's");
        // A script is told by a status: it would take the page of the door for its answer.
        house.given.pass(300);
        assert_eq!(desk.post_json(&house, "/staff/keys", &json).await.status, StatusCode::FORBIDDEN);
        house.given.pass(900);
        assert_eq!(desk.post_json(&house, "/staff/keys", &json).await.status, StatusCode::UNAUTHORIZED);
    }
}

#[tokio::test]
async fn the_page_of_keys_needs_a_recovery_board_and_a_fresh_factor() {
    for house in houses().await {
        let (mut supervisor, mut administrator) = two(&house).await;
        let officer = house.staffed("officer-1", Role::CaseOfficer, "cdi-haigang").await;
        let mut desk = Browser::of(&officer);
        assert!(desk.get(&house, "/staff/key").await.body.contains("Keys cannot be made yet"));
        let text = serde_json::to_string(&signed(&manifest("cdi", today()))).unwrap();
        let fields = [("unit", "cdi"), ("manifest", text.as_str())];
        let proposed = administrator.post(&house, "/staff/manifests", &fields).await;
        let proposal = proposed.location.strip_prefix("/en").unwrap().to_owned();
        supervisor.post(&house, &proposal, &[("do", "approve")]).await;
        house.log_grows().await;
        let page = desk.get(&house, "/staff/key").await;
        assert!(page.body.contains("leptos-island"), "{}", page.body);
        let board = Secret::from_bytes([3; 32]).public().to_string();
        assert!(page.body.contains(&board), "the board's key of another unit's list");
        house.given.pass(300);
        assert_eq!(desk.get(&house, "/staff/key").await.location, "/en/staff/step-up?next=%2Fstaff%2Fkey");
    }
}
