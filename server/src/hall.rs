//! What one running server holds: the records, the built files, the kept pages, the city.

use crate::cache::{PageCache, Stamp};
use crate::config::Config;
use crate::edge::headers::Fixed;
use crate::edge::target::Target;
use crate::edge::{Limits, Quiet, mentionable};
use crate::site::Files;
use crate::staff_office;
use ledger::sequencer::Standing;
use record::{Day, Instant};
use staff::Office;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;
use store::Store;
use tokio::sync::Semaphore;
use tracing::{info, warn};
use ui::{Nav, Site, SiteFacts, Visit, VisitSeed};

/// Pages made at the same time; more would only wait for the same two or eight cores.
const SEATS: usize = 64;
/// Long bodies taken in at the same time. Each may hold a picture in memory, to clean it before it is sealed.
const UPLOAD_SEATS: usize = 32;
/// A database that takes longer to say how its records stand is down.
const ANSWER: Duration = Duration::from_secs(2);
/// For a page, while it is.
const DOWN: Duration = Duration::from_millis(500);
/// How often the records are asked whether they have changed.
const WATCH: Duration = Duration::from_secs(1);

/// One running server, shared by all of its connections.
///
/// ```
/// # tokio::runtime::Runtime::new().unwrap().block_on(async {
/// use server::{Config, Files, Hall, migrations, router};
/// let folder = tempfile::tempdir().unwrap();
/// let url = format!("sqlite:{}", folder.path().join("hall.db").display());
/// let store = store::Store::open(&url, migrations()).await.unwrap();
/// let hall = Hall::new(Config::new(None).unwrap(), store, Files::default()).await.unwrap();
/// let app: axum::Router = router(&hall);
/// # drop(app);
/// # });
/// ```
pub struct Hall {
    pub(crate) store: Store,
    pub(crate) config: Config,
    pub(crate) files: Files,
    pub(crate) pages: Option<PageCache>,
    pub(crate) limits: Limits,
    pub(crate) fixed: Fixed,
    pub(crate) seats: Semaphore,
    pub(crate) upload_seats: Semaphore,
    pub(crate) quiet: Quiet,
    pub(crate) hits: metrics::Counter,
    /// How the public log stands, as this server knows it.
    pub(crate) standing: Standing,
    /// What staff need of the world outside.
    pub(crate) office: Office,
    /// The database did not answer when it was last asked.
    is_down: AtomicBool,
    site: RwLock<Site>,
}

impl Hall {
    /// Puts a server together around an open store. Staff cannot come in: for that it takes [`Hall::staffed`].
    pub async fn new(config: Config, store: Store, files: Files) -> Result<Arc<Self>, store::Error> {
        let office = staff_office::office(&config, None);
        Self::staffed(config, store, files, office).await
    }

    /// The same, with an office for staff.
    pub async fn staffed(
        config: Config,
        store: Store,
        files: Files,
        office: Office,
    ) -> Result<Arc<Self>, store::Error> {
        let site = site(&config, &files, is_demo(&store).await?);
        Ok(Arc::new(Self {
            pages: (config.cache_bytes > 0).then(|| PageCache::new(config.cache_bytes)),
            limits: Limits::new(config.rate),
            fixed: Fixed::new(config.is_https()),
            seats: Semaphore::new(SEATS),
            upload_seats: Semaphore::new(UPLOAD_SEATS),
            quiet: Quiet::default(),
            hits: metrics::counter!("sunhall_cache_hits_total"),
            standing: Standing::default(),
            office,
            is_down: AtomicBool::new(false),
            site: RwLock::new(site),
            store,
            config,
            files,
        }))
    }

    /// What pages made now are filed under.
    pub(crate) fn stamp(&self) -> Stamp {
        let day = self.config.clock.day_number(self.config.city.utc_offset_minutes);
        Stamp { generation: self.store.generation_seen(), day }
    }

    /// The moment, by the server's clock.
    pub(crate) fn now(&self) -> Instant {
        self.config.clock.now(self.config.city.utc_offset_minutes)
    }

    /// What is the same for every page.
    pub(crate) fn site(&self) -> Site {
        self.site.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// A reader's visit to an address.
    pub(crate) fn visit(&self, target: &Target, large: bool) -> (Site, VisitSeed) {
        let seed = VisitSeed {
            lang: target.lang,
            path: target.path.clone(),
            query: target.query.clone(),
            today: self.config.clock.today(self.config.city.utc_offset_minutes),
            now: self.now(),
            large,
        };
        (self.site(), seed)
    }

    /// Asks the records once a second whether they have changed; another process may have imported.
    /// Runs for as long as the server does.
    pub async fn watch(self: Arc<Self>) {
        let mut known = self.store.generation_seen();
        let mut clocks_of = None;
        let mut tick = tokio::time::interval(WATCH);
        tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            tick.tick().await;
            self.quiet.turn(self.now());
            let answers = self.ask_generation().await;
            if let Some(generation) = answers.filter(|generation| *generation != known) {
                known = generation;
                self.records_changed().await;
            }
            let answers = answers.is_some();
            let today = self.config.clock.today(self.config.city.utc_offset_minutes);
            if answers && clocks_of != Some(today) && self.read_open_clocks(today).await {
                clocks_of = Some(today);
            }
            metrics::gauge!("sunhall_database_up").set(if answers { 1.0 } else { 0.0 });
            if let Some(pages) = &self.pages {
                let (count, bytes) = pages.size();
                metrics::gauge!("sunhall_cache_pages").set(count as f64);
                metrics::gauge!("sunhall_cache_bytes").set(bytes as f64);
            }
        }
    }

    /// The generation, unless the database takes longer than a reader should wait. Silence is said once, not
    /// every second.
    async fn ask_generation(&self) -> Option<i64> {
        let answer = match tokio::time::timeout(ANSWER, self.store.generation()).await {
            Ok(answer) => answer.map_err(|error| mentionable(&error.to_string())),
            Err(_) => Err("it took too long".to_owned()),
        };
        let was_down = self.is_down.swap(answer.is_err(), Ordering::Relaxed);
        match &answer {
            Ok(_) if was_down => info!("The database answers again"),
            Err(error) if !was_down => {
                warn!(error, "The database does not answer; kept pages are still served");
            }
            _ => {}
        }
        answer.ok()
    }

    /// How long a page may take. While the database is known to be down, only pages that do without it can
    /// be made, and those need no time; nobody should wait for the others.
    pub(crate) fn page_patience(&self) -> Duration {
        if self.is_down.load(Ordering::Relaxed) { DOWN } else { self.config.door.patience.page }
    }

    /// Cases that are not decided are a day older than yesterday. Tells whether their clocks were read; an
    /// import that holds the database delays it.
    async fn read_open_clocks(&self, today: Day) -> bool {
        match approvals::table::refresh_open(&self.store, &self.config.city, today).await {
            Ok(0) => true,
            Ok(cases) => {
                info!(cases, %today, "Read the clocks of the open cases");
                true
            }
            Err(error) => {
                let error = mentionable(&error.to_string());
                warn!(error, "The clocks of the open cases could not be read; trying again");
                false
            }
        }
    }

    async fn records_changed(&self) {
        if let Some(pages) = &self.pages {
            pages.clear();
        }
        if let Ok(demo) = is_demo(&self.store).await {
            let site = site(&self.config, &self.files, demo);
            *self.site.write().unwrap_or_else(PoisonError::into_inner) = site;
        }
    }

    /// A visit to the front page, for answers that have no address of their own.
    pub(crate) fn visit_nowhere(&self, path: &str) -> Visit {
        let (lang, path) = crate::edge::target::split(path);
        let target = Target { lang, path: path.to_owned(), query: String::new() };
        let (site, seed) = self.visit(&target, false);
        Visit::new(site, seed)
    }
}

/// Whether the records were made up by `sunhall demo`, which every page must then say.
async fn is_demo(store: &Store) -> Result<bool, store::Error> {
    Ok(store.meta("demo").await?.is_some_and(|demo| demo != 0))
}

fn site(config: &Config, files: &Files, demo: bool) -> Site {
    Site::new(SiteFacts {
        city: config.city.clone(),
        assets: files.names.clone(),
        demo,
        base_url: config.base_url.clone(),
        nav: Nav::ALL.to_vec(),
        log: config.log.clone(),
    })
}
