//! `kill -9` while twenty citizens send, again and again: what was acknowledged is there, once and whole (security.md's T01).

use std::sync::{Condvar, Mutex};
use std::thread;
use std::time::Duration;

use tests::Database;
use tests::http::Answer;
use tokio::time::Instant;

use super::citizen::{self, Said, Sealed};
use super::program::Place;
use super::whole::{Told, problems};

const CITIZENS: u64 = 20;
/// What each server answers at least before it is killed.
const FEW: u64 = 5;
/// A server that is not there again after this long is a failure. It takes a fraction of a second.
const BACK: Duration = Duration::from_secs(30);

/// How much each citizen sends: five hundred where the whole is asked for.
fn each() -> u64 {
    if std::env::var_os("SUNHALL_TEST_FULL").is_some() { 500 } else { 25 }
}

/// Where the server is, and how far the citizens are.
#[derive(Default)]
struct Street {
    now: Mutex<Now>,
    moved: Condvar,
}

#[derive(Default)]
struct Now {
    /// None while there is no server.
    address: Option<String>,
    /// Which server it is, counted from 1.
    server: u64,
    /// How many citizens have sent everything.
    done: u64,
    /// Answers that came.
    answers: u64,
    /// Answers that never came.
    lost_answers: u64,
}

impl Street {
    /// The server after this one, as soon as it is there.
    fn server_after(&self, known: u64) -> (String, u64) {
        let waits = |now: &mut Now| now.address.is_none() || now.server <= known;
        let (now, _) = self.moved.wait_timeout_while(self.now.lock().unwrap(), BACK, waits).unwrap();
        let found = (now.address.clone(), now.server);
        drop(now);
        match found {
            (Some(address), server) if server > known => (address, server),
            _ => panic!("an answer was lost and no server was killed, or none came back"),
        }
    }

    fn opened(&self, address: &str) {
        let mut now = self.now.lock().unwrap();
        now.address = Some(address.to_owned());
        now.server += 1;
        self.moved.notify_all();
    }

    fn closed(&self) {
        self.now.lock().unwrap().address = None;
    }

    /// Waits until everything was sent, but not longer than this and until a few were answered; whether it was. However slow the
    /// machine is, each server gets something done.
    fn all_done_within(&self, patience: Duration) -> bool {
        let now = self.now.lock().unwrap();
        let enough = now.answers + FEW;
        let (now, _) = self.moved.wait_timeout_while(now, patience, |now| now.done < CITIZENS).unwrap();
        let waits = |now: &mut Now| now.done < CITIZENS && now.answers < enough;
        self.moved.wait_while(now, waits).unwrap().done == CITIZENS
    }
}

/// Dropped when a citizen has sent everything, or has failed.
struct Done<'a>(&'a Street);

impl Drop for Done<'_> {
    fn drop(&mut self) {
        self.0.now.lock().unwrap().done += 1;
        self.0.moved.notify_all();
    }
}

/// One citizen, at the server that is there.
struct Citizen<'a> {
    street: &'a Street,
    address: String,
    server: u64,
    chance: fastrand::Rng,
}

impl Citizen<'_> {
    /// Asks until an answer comes, as a browser does that somebody reloads. `None` where the citizen gives up after the first
    /// answer that did not come.
    fn ask(&mut self, gives_up: bool, ask: impl Fn(&str) -> std::io::Result<Answer>) -> Option<Answer> {
        loop {
            match ask(&self.address) {
                // It was too busy, has kept nothing and says: try again.
                Ok(answer) if answer.status == 503 => continue,
                Ok(answer) => {
                    self.street.now.lock().unwrap().answers += 1;
                    self.street.moved.notify_all();
                    return Some(answer);
                }
                Err(_) => self.street.now.lock().unwrap().lost_answers += 1,
            }
            if gives_up {
                return None;
            }
            (self.address, self.server) = self.street.server_after(self.server);
        }
    }

    /// Sends one submission, now and then with a file, now and then twice, now and then without waiting for a lost answer.
    fn sends(&mut self, number: u64) -> Told {
        let gives_up = self.chance.u8(..10) == 0;
        let said = Said {
            unit: "某单位".to_owned(),
            what: format!("第 {number} 件"),
            name: "一位市民".to_owned(),
            file: (self.chance.u8(..5) == 0).then(|| ("a.txt".to_owned(), vec![b'a'; 3_000])),
            ..Said::default()
        };
        match number % 2 {
            0 => {
                let sealed = Sealed::of(number, &said);
                let answer = self.twice(gives_up, |address| sealed.send(address));
                let acknowledged = answer.is_some_and(|answer| taken(&answer, 201));
                let (id, receipt) = (sealed.drawn.id.to_string(), sealed.drawn.receipt.to_string());
                Told { id, receipt, words: None, acknowledged }
            }
            _ => {
                let page = self.ask(false, |address| citizen::form(address, "complaint")).unwrap();
                let form = citizen::filled(&page, &said);
                let answer = self.twice(gives_up, |address| citizen::send(address, "complaint", &form));
                let acknowledged = answer.is_some_and(|answer| taken(&answer, 303));
                let (id, receipt) = (form.value("id").to_owned(), form.value("receipt").to_owned());
                Told { id, receipt, words: Some(said.what.clone()), acknowledged }
            }
        }
    }

    /// Sends, and of some the same once more after the answer: the answer is the same.
    fn twice(&mut self, gives_up: bool, ask: impl Fn(&str) -> std::io::Result<Answer>) -> Option<Answer> {
        let answer = self.ask(gives_up, &ask)?;
        if self.chance.u8(..10) == 0 {
            let again = self.ask(false, &ask)?;
            assert_eq!((again.status, again.header("location")), (answer.status, answer.header("location")));
        }
        Some(answer)
    }
}

/// Whether it was taken; any other answer than that is a failure, for nothing else may be said of what is in order.
fn taken(answer: &Answer, status: u16) -> bool {
    assert_eq!(answer.status, status, "{}", answer.text());
    true
}

/// What a run told.
struct Ran {
    told: Vec<Told>,
    kills: u64,
    lost_answers: u64,
    slowest: Duration,
}

/// Lets twenty citizens send, and kills the server at moments of chance until they are done.
fn under_kills(place: &Place) -> Ran {
    let street = Street::default();
    let mut program = place.start(&[]);
    street.opened(&program.address);
    let (mut kills, mut slowest) = (0, Duration::ZERO);
    let told = thread::scope(|scope| {
        let citizens: Vec<_> = (0..CITIZENS)
            .map(|one| {
                let street = &street;
                scope.spawn(move || {
                    let (address, server) = street.server_after(0);
                    let chance = fastrand::Rng::with_seed(one);
                    let mut citizen = Citizen { street, address, server, chance };
                    let _done = Done(street);
                    (0..each()).map(|n| citizen.sends(n * CITIZENS + one)).collect::<Vec<_>>()
                })
            })
            .collect();
        let mut moment = fastrand::Rng::with_seed(7);
        while !street.all_done_within(Duration::from_millis(moment.u64(50..1_000))) {
            street.closed();
            program.kill();
            kills += 1;
            let killed = Instant::now();
            program = place.start(&[]);
            slowest = slowest.max(killed.elapsed());
            street.opened(&program.address);
        }
        citizens.into_iter().flat_map(|citizen| citizen.join().unwrap()).collect::<Vec<_>>()
    });
    // The last of them as well: nothing is left to be written when it ends.
    program.kill();
    let lost_answers = street.now.lock().unwrap().lost_answers;
    Ran { told, kills: kills + 1, lost_answers, slowest }
}

async fn nothing_acknowledged_is_lost(database: Database) {
    let is_sqlite = database.url().starts_with("sqlite:");
    let place = Place::over(database.url()).await;
    let ran = tokio::task::block_in_place(|| under_kills(&place));
    let acknowledged = ran.told.iter().filter(|told| told.acknowledged).count();
    println!(
        "{} sent, {acknowledged} acknowledged, {} kills, {} answers lost, back after at most {:?}",
        ran.told.len(),
        ran.kills,
        ran.lost_answers,
        ran.slowest
    );
    assert!(ran.kills >= 4 && ran.lost_answers > 0, "it was killed under load");

    let store = place.store().await;
    assert_eq!(problems(&store, &ran.told, is_sqlite).await, Vec::<String>::new());

    // Whoever holds a receipt finds the case, and nobody else does.
    let program = place.start(&[]);
    for told in ran.told.iter().filter(|told| told.acknowledged).step_by(20) {
        let page = citizen::look(&program.address, &told.receipt).unwrap();
        assert_eq!(page.status, 200, "{}", page.text());
    }
    drop(program);

    // Files that nobody finished are given up after a day; those of a case stay.
    let later = record::Instant::start_of(super::program::today().plus(400), 0);
    cases::table::sweep_uploads(&store, later).await.unwrap();
    let left = store::sql("SELECT COUNT(*) FROM upload WHERE case_id IS NULL").one(&store).await.unwrap();
    assert_eq!(left.map(|row| row.int(0)), Some(0));
    assert_eq!(problems(&store, &ran.told, is_sqlite).await, Vec::<String>::new());

    // The look finds what it looks for: an answer that was invented, and a key that was taken away.
    let mut told = ran.told;
    told.push(Told { id: "nobody's".to_owned(), receipt: String::new(), words: None, acknowledged: true });
    let mut write = store.write().await.unwrap();
    let report = told.iter().find(|told| told.words.is_none() && told.acknowledged).unwrap();
    store::sql("DELETE FROM case_wrap WHERE case_id = $1 AND holder = 'cdi-haigang-intake-1'")
        .bind(&report.id)
        .run(&mut write)
        .await
        .unwrap();
    write.commit_unseen().await.unwrap();
    let found = problems(&store, &told, is_sqlite).await;
    assert_eq!(found, ["lost: nobody's", "a case that somebody of the team or the board cannot open: 1"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_outlives_every_kill_on_sqlite() {
    nothing_acknowledged_is_lost(Database::sqlite()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_outlives_every_kill_on_postgresql() {
    nothing_acknowledged_is_lost(Database::postgres()).await;
}
