//! What the operator decides: from flags, from `SUNHALL_...` variables, and from the city's own file.

use crate::clock::Clock;
use crate::edge::{Door, Net};
use ledger::policy::Policy;
use record::City;
use std::fmt;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use ui::LogFacts;

/// The city this repository was written for; used where `--city` names no other.
const QINHUANGDAO: &str = include_str!("../../city.toml");
/// The prefix of contracting processes that nobody was given.
const PLACEHOLDER_PREFIX: &str = "ocds-qhd000";
/// The public address where the city gave none: the one people see on their own machine.
pub(crate) const HERE: &str = "http://127.0.0.1:3000";
/// The filing number that is none.
const PLACEHOLDER_FILING: &str = "00000000";
/// A key officer of the demonstration, as whom everyone can sign.
const PLACEHOLDER_OFFICER: &str = "e0802f4b908f4eff88f3855509f3245101a44188b129495b30b3dbd12a491603";

/// Everything a server is started with.
#[derive(Clone, Debug)]
pub struct Config {
    /// `sqlite:PATH` or `postgres://...`.
    pub database: String,
    /// Host and port to listen on; all addresses of the host are taken.
    pub listen: String,
    /// The folder with the built style sheet, scripts and their manifest.
    pub site: PathBuf,
    /// The city's own facts.
    pub city: City,
    /// Scheme and host of the public address, without a slash at the end.
    pub base_url: String,
    /// The machine's clock, or a day that stands still.
    pub clock: Clock,
    /// Where metrics are shown; nowhere unless asked for.
    pub metrics: Option<SocketAddr>,
    /// Bytes of pages to keep; zero renders each page anew.
    pub cache_bytes: u64,
    /// Pages a second one address may have made anew; zero sets no limit.
    pub rate: u32,
    /// What the accept loop allows.
    pub door: Door,
    /// The name of the public log: where it is served, without the scheme.
    pub origin: String,
    /// Whether this server appends to the log.
    pub keeps_log: bool,
    /// Where the log's key lies, if not beside the database.
    pub log_key: Option<PathBuf>,
    /// Where the key of what staff keep secret lies, if not beside the database.
    pub staff_key: Option<PathBuf>,
    /// Where the largest checkpoint is remembered, if not beside the database.
    pub log_memory: Option<PathBuf>,
    /// Which witnesses are to see the log, and how many of them are enough; nobody unless the operator says so.
    pub log_policy: Option<Policy>,
    /// The public log's key and policy, as pages and `/log/key` show them.
    pub log: LogFacts,
}

/// A configuration that cannot be used, and what to do about it.
#[derive(Debug)]
pub struct Unusable(String);

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unusable {}

impl Config {
    /// The defaults, with the city of this file or, without one, of this repository.
    pub fn new(city_file: Option<&Path>) -> Result<Self, Unusable> {
        let (city, origin) = read_city(city_file)?;
        let trusted: Result<Vec<Net>, String> = city.trusted_proxies.iter().map(|net| net.parse()).collect();
        let trusted = trusted.map_err(|why| Unusable(format!("trusted_proxies: {why}")))?;
        let base_url = city.site_address.clone().unwrap_or_else(|| HERE.to_owned());
        Ok(Self {
            database: "sqlite:sunhall.db".to_owned(),
            listen: "localhost:3000".to_owned(),
            site: PathBuf::from("target/site"),
            city,
            base_url,
            clock: Clock::System,
            metrics: None,
            cache_bytes: 64 * 1024 * 1024,
            rate: 50,
            door: Door { trusted, ..Door::default() },
            origin,
            keeps_log: true,
            log_key: None,
            staff_key: None,
            log_memory: None,
            log_policy: None,
            log: LogFacts::default(),
        })
    }

    /// Whether readers come by HTTPS, so that plain HTTP may be ruled out for the future.
    pub fn is_https(&self) -> bool {
        self.base_url.starts_with("https://")
    }
}

impl Config {
    /// Takes the policy of the log's witnesses from a file. Pages show it without the witnesses' addresses, which may be those
    /// of a proxy on this machine.
    ///
    /// # Errors
    /// Where the file cannot be read, or is no policy.
    pub fn with_policy(&mut self, file: &Path) -> Result<(), Unusable> {
        let name = file.display();
        let text = std::fs::read_to_string(file).map_err(|error| {
            Unusable(format!("{name} cannot be read: {error}. Give another --log-policy"))
        })?;
        let policy = Policy::parse(&text).map_err(|error| Unusable(format!("{name}: {error}")))?;
        self.log.policy = policy.without_addresses();
        if let (true, Some(log)) = (self.log.key.is_empty(), policy.logs().first()) {
            self.log.key = log.key.to_string();
        }
        self.log_policy = Some(policy);
        Ok(())
    }
}

/// Reads and checks the city's file: the city, and the name of its log.
fn read_city(file: Option<&Path>) -> Result<(City, String), Unusable> {
    let name = file.map_or_else(|| "city.toml".to_owned(), |file| file.display().to_string());
    let text = match file {
        None => QINHUANGDAO.to_owned(),
        Some(file) => std::fs::read_to_string(file)
            .map_err(|error| Unusable(format!("{name} cannot be read: {error}. Give another --city")))?,
    };
    parse_city(&name, &text)
}

fn parse_city(name: &str, text: &str) -> Result<(City, String), Unusable> {
    let wrong = |error: toml::de::Error| Unusable(format!("{name}: {error}"));
    let mut table: toml::Table = toml::from_str(text).map_err(wrong)?;
    // Two things in the file are about the server and not about the city.
    let production = table.remove("production").and_then(|value| value.as_bool()).unwrap_or(false);
    let log: Log =
        table.remove("log").map_or_else(|| Ok(Log::default()), toml::Value::try_into).map_err(wrong)?;
    let city: City = table.try_into().map_err(wrong)?;
    let unusable = |what: &str| Err(Unusable(format!("{name}: {what}")));
    let address = city.site_address.as_deref().unwrap_or(HERE);
    let is_url = address.starts_with("http://") || address.starts_with("https://");
    if !is_url || address.ends_with('/') {
        return unusable("site_address must read like https://sunhall.example, without a slash at the end");
    }
    if let Some(what) = city.unsound_receiver() {
        return unusable(&what);
    }
    if production {
        if city.ocid_prefix == PLACEHOLDER_PREFIX {
            return unusable(
                "ocid_prefix is the placeholder; register a prefix with the Open Contracting Partnership, \
                 or set production = false",
            );
        }
        if city.filing_number.as_ref().is_some_and(|number| number.contains(PLACEHOLDER_FILING)) {
            return unusable(
                "filing_number is the example; put in the site's own, or set production = false",
            );
        }
        let officers = city.sealing.iter().flat_map(|sealing| &sealing.officers);
        if officers.into_iter().any(|officer| officer == PLACEHOLDER_OFFICER) {
            return unusable(
                "sealing.officers are those of the demonstration, as whom everyone can sign; put in the city's own, or set \
                 production = false",
            );
        }
        if !address.starts_with("https://") {
            return unusable("site_address must begin with https:// in production");
        }
    }
    let host = address.split_once("://").map_or(address, |(_, host)| host);
    let origin = log.origin.unwrap_or_else(|| format!("{host}/log"));
    if origin.contains(|letter: char| letter.is_whitespace() || letter == '+') || origin.contains("://") {
        return unusable("origin must read like sunhall.example/log, without https:// and spaces");
    }
    Ok((city, origin))
}

/// `[log]` in the city's file.
#[derive(Default, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Log {
    /// The name of the log; without one, the site's address and `/log`.
    #[serde(default)]
    origin: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_city_of_this_repository_is_complete() {
        let config = Config::new(None).expect("city.toml is right");
        assert_eq!(config.city.name_zh, "秦皇岛市");
        assert_eq!(config.city.utc_offset_minutes, 480);
        let numbers: Vec<&str> = config.city.telephones.iter().map(|t| t.number.as_str()).collect();
        assert_eq!(numbers, ["12345", "12388", "12315"]);
        assert_eq!(config.city.divisions.len(), 112);
        assert_eq!(config.base_url, "http://127.0.0.1:3000");
        assert_eq!(config.origin, "sunhall.example/log");
    }

    #[test]
    fn production_allows_no_placeholder() {
        let text = QINHUANGDAO.replace("production = false", "production = true");
        let refused = parse_city("city.toml", &text).expect_err("the prefix is a placeholder").to_string();
        assert!(refused.contains("ocid_prefix"), "{refused}");
        let text = text.replace(PLACEHOLDER_PREFIX, "ocds-a1b2c3");
        let refused = parse_city("city.toml", &text).expect_err("the filing number is an example");
        assert!(refused.to_string().contains("filing_number"), "{refused}");
        let text = text.replace(PLACEHOLDER_FILING, "12345678");
        let refused = parse_city("city.toml", &text).expect_err("everyone can sign as these officers");
        assert!(refused.to_string().contains("sealing.officers"), "{refused}");
        let text = text.replace(PLACEHOLDER_OFFICER, &"ab".repeat(32));
        let refused = parse_city("city.toml", &text).expect_err("the address is plain HTTP").to_string();
        assert!(refused.contains("https://"), "{refused}");
        let text = text.replace("http://127.0.0.1:3000", "https://sunhall.example");
        assert!(parse_city("city.toml", &text).is_ok());
    }

    #[test]
    fn the_log_is_called_after_the_site_unless_the_city_says_otherwise() {
        let without = QINHUANGDAO.replace("origin = \"sunhall.example/log\"", "");
        assert_eq!(parse_city("city.toml", &without).unwrap().1, "127.0.0.1:3000/log");
        let wrong = QINHUANGDAO.replace("sunhall.example/log", "https://sunhall.example/log");
        assert!(parse_city("city.toml", &wrong).unwrap_err().to_string().contains("without https://"));
    }

    #[test]
    fn a_city_that_cannot_be_read_is_named() {
        let missing = Config::new(Some(Path::new("no-such-city.toml"))).expect_err("there is none");
        assert!(missing.to_string().starts_with("no-such-city.toml cannot be read"), "{missing}");
    }
}
