//! One reader's request as a page sees it: the language, the place, the day, and how to write
//! a date, an amount or a fault in that language.

use crate::site::Site;
use crate::words::{self, Arg};
use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use record::reference::escaped;
use record::{City, Count, Day, Fen, Instant, Lang, Problem, Sentence, Word};

/// What the server reads from a request before a handler sees it.
#[derive(Clone, Debug)]
pub struct VisitSeed {
    /// The language, from the `/en` prefix.
    pub lang: Lang,
    /// The path without the language's prefix.
    pub path: String,
    /// The query without its question mark, empty where there is none.
    pub query: String,
    /// The city's day, or the one given by `--today`.
    pub today: Day,
    /// The moment of the request.
    pub now: Instant,
    /// Whether the reader asked for large type.
    pub large: bool,
}

/// One reader's request. An axum extractor: the server puts a [`Site`] and a [`VisitSeed`] into the
/// request's extensions.
///
/// ```
/// use record::Lang;
/// let visit = ui::given::visit(Lang::En);
/// assert_eq!(visit.href("/approvals"), "/en/approvals");
/// assert_eq!(visit.t("shell-search"), "Search");
/// ```
#[derive(Clone, Debug)]
pub struct Visit {
    site: Site,
    seed: VisitSeed,
}

impl<S: Sync> FromRequestParts<S> for Visit {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, StatusCode> {
        let site = parts.extensions.get::<Site>();
        let seed = parts.extensions.get::<VisitSeed>();
        match (site, seed) {
            (Some(site), Some(seed)) => Ok(Self::new(site.clone(), seed.clone())),
            _ => Err(StatusCode::INTERNAL_SERVER_ERROR),
        }
    }
}

impl Visit {
    /// A visit outside a request: for error pages at the edge and for tests.
    pub fn new(site: Site, seed: VisitSeed) -> Self {
        Self { site, seed }
    }

    /// The words under `key`. Where nobody wrote them: the key, and a panic in debug builds.
    pub fn t(&self, key: &'static str) -> &'static str {
        self.word(key).unwrap_or_else(|| {
            debug_assert!(false, "no words for {key} in {}", self.lang().code());
            key
        })
    }

    /// The sentence under `key` with its arguments.
    ///
    /// ```
    /// let visit = ui::given::visit(record::Lang::En);
    /// assert_eq!(visit.tn("shell-results", &[("n", 1284.into())]), "1,284 records");
    /// ```
    pub fn tn(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        words::sentence(self.lang(), key, args).unwrap_or_else(|| {
            debug_assert!(false, "no words for {key} in {}", self.lang().code());
            key.to_owned()
        })
    }

    /// The words under a key that is made of data, such as the state of a case.
    pub fn word(&self, key: &str) -> Option<&'static str> {
        words::word(self.lang(), key)
    }

    /// A sentence that came as data, in the reader's language.
    pub fn said(&self, sentence: &Sentence) -> String {
        let args: Vec<(&str, Arg<'_>)> =
            sentence.args.iter().map(|(name, word)| (*name, self.spoken(word))).collect();
        self.tn(sentence.key, &args)
    }

    fn spoken<'a>(&self, word: &'a Word) -> Arg<'a> {
        match word {
            Word::Text(text) => text.into(),
            Word::Number(number) => (*number).into(),
            Word::Day(day) => self.day(*day).into(),
            Word::Moment(instant) => self.moment(*instant).into(),
            Word::Money(fen) => self.money(*fen).into(),
            Word::Key(key, otherwise) => self.word(key).unwrap_or(otherwise).into(),
            Word::Said(sentence) => self.said(sentence).into(),
        }
    }

    /// The sentence of a problem found in a file, in the reader's language.
    pub fn fault(&self, problem: &Problem) -> String {
        fault(self.lang(), problem)
    }

    /// The reader's language.
    pub fn lang(&self) -> Lang {
        self.seed.lang
    }

    /// The path without the language's prefix.
    pub fn path(&self) -> &str {
        &self.seed.path
    }

    /// The query without its question mark.
    pub fn query(&self) -> &str {
        &self.seed.query
    }

    /// The city's day.
    pub fn today(&self) -> Day {
        self.seed.today
    }

    /// The moment of the request.
    pub fn now(&self) -> Instant {
        self.seed.now
    }

    /// Whether the reader asked for large type.
    pub fn large(&self) -> bool {
        self.seed.large
    }

    /// What is the same for every page of this server.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// The city whose hall this is.
    pub fn city(&self) -> &City {
        &self.site.city
    }

    /// The city's name in the reader's language.
    pub fn city_name(&self) -> &str {
        self.city().name(self.lang())
    }

    /// A path of this site in the reader's language.
    pub fn href(&self, path: &str) -> String {
        in_language(self.lang(), path)
    }

    /// This very page in the other language.
    pub fn other_language(&self) -> (Lang, String) {
        let other = self.lang().other();
        (other, in_language(other, &self.here()))
    }

    /// The path and query of this page, without the language's prefix.
    pub fn here(&self) -> String {
        if self.query().is_empty() {
            self.path().to_owned()
        } else {
            format!("{}?{}", self.path(), self.query())
        }
    }

    /// This page with other parameters in its query: each is set, or left out where it is none. In the reader's
    /// language.
    ///
    /// ```
    /// let visit = ui::given::visit_to(record::Lang::En, "/approvals", "unit=1&after=x");
    /// assert_eq!(visit.here_with(&[("after", Some("a b"))]), "/en/approvals?unit=1&after=a%20b");
    /// ```
    pub fn here_with(&self, changes: &[(&str, Option<&str>)]) -> String {
        let mut href = self.href(self.path());
        let mut separator = '?';
        let kept = self.query().split('&').filter(|pair| {
            let key = pair.split('=').next().unwrap_or_default();
            !pair.is_empty() && changes.iter().all(|(changed, _)| *changed != key)
        });
        for pair in kept {
            href.push(separator);
            href.push_str(pair);
            separator = '&';
        }
        for (key, value) in changes {
            if let Some(value) = value {
                href.push(separator);
                href.push_str(key);
                href.push('=');
                href.push_str(&escaped(value));
                separator = '&';
            }
        }
        href
    }

    /// A day: `2026年11月23日`, `23 November 2026`.
    pub fn day(&self, day: Day) -> String {
        match self.lang() {
            Lang::Zh => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
            Lang::En => format!("{} {} {}", day.day(), month(day), day.year()),
        }
    }

    /// A day of the year at hand, without the year; with it where the year is another one.
    pub fn short_day(&self, day: Day) -> String {
        match self.lang() {
            _ if day.year() != self.today().year() => self.day(day),
            Lang::Zh => format!("{}月{}日", day.month(), day.day()),
            Lang::En => format!("{} {}", day.day(), month(day)),
        }
    }

    /// A moment in the city's time, to the minute: `2026年11月23日 16:41`.
    pub fn moment(&self, instant: Instant) -> String {
        let (day, hour, minute) = instant.local(self.city().utc_offset_minutes);
        format!("{} {hour:02}:{minute:02}", self.day(day))
    }

    /// A whole number with its thousands grouped.
    pub fn number(&self, number: u64) -> String {
        let mut text = String::with_capacity(16);
        words::grouped(&mut text, i64::try_from(number).unwrap_or(i64::MAX));
        text
    }

    /// A count as it is read: beyond what is counted, "10,000+".
    pub fn count(&self, count: Count) -> String {
        match count {
            Count::Exact(number) => self.number(number),
            Count::AtLeast(number) => format!("{}+", self.number(number)),
        }
    }

    /// An amount to the fen: `1,234.50 元`, `CNY 1,234.50`.
    pub fn money(&self, fen: Fen) -> String {
        match self.lang() {
            Lang::Zh => format!("{} 元", fen.grouped()),
            Lang::En => format!("CNY {}", fen.grouped()),
        }
    }

    /// A large amount as people say it: `3,286.40 万元`, `4.37 亿元`, `CNY 32.86 million`.
    /// The exact amount must stand on the same page.
    pub fn round_money(&self, fen: Fen) -> String {
        let fen_number = fen.fen();
        let in_units = |fen_a_unit: i64| {
            // Half up, in whole numbers: a float must never touch money.
            let hundredths = (i128::from(fen_number) * 100 + i128::from(fen_a_unit / 2))
                .div_euclid(i128::from(fen_a_unit));
            let mut text = String::with_capacity(16);
            words::grouped(&mut text, i64::try_from(hundredths / 100).unwrap_or(i64::MAX));
            format!("{text}.{:02}", (hundredths % 100).abs())
        };
        const WAN: i64 = 1_000_000;
        const YI: i64 = 10_000_000_000;
        const MILLION: i64 = 100_000_000;
        match self.lang() {
            Lang::Zh if fen_number >= YI => format!("{} 亿元", in_units(YI)),
            Lang::Zh if fen_number >= WAN => format!("{} 万元", in_units(WAN)),
            Lang::En if fen_number >= MILLION * 1_000 => format!("CNY {} billion", in_units(MILLION * 1_000)),
            Lang::En if fen_number >= MILLION => format!("CNY {} million", in_units(MILLION)),
            _ => self.money(fen),
        }
    }
}

/// What the sentences of faults may name.
const FAULT_ARGS: &str =
    "allowed column day delimiter encoding expected field found from limit number sheet table to value";

/// The sentence of a problem, for a command line that has no visit.
pub fn fault(lang: Lang, problem: &Problem) -> String {
    let key = problem.code.key();
    let mut args: Vec<(&str, Arg<'_>)> =
        problem.args.iter().map(|(name, value)| (*name, Arg::from(value.as_str()))).collect();
    if let Some(column) = &problem.column {
        args.push(("column", column.as_str().into()));
    }
    // A sentence has a case for what a finding does not say.
    args.retain(|(_, value)| !matches!(value, Arg::Text(text) if text.is_empty()));
    for name in FAULT_ARGS.split(' ') {
        if !args.iter().any(|(given, _)| *given == name) {
            args.push((name, "none".into()));
        }
    }
    words::sentence(lang, &key, &args).unwrap_or(key)
}

fn in_language(lang: Lang, path: &str) -> String {
    if !path.starts_with('/') {
        return path.to_owned();
    }
    match (lang.prefix(), path) {
        ("", path) => path.to_owned(),
        (prefix, "/") => format!("{prefix}/"),
        (prefix, path) => format!("{prefix}{path}"),
    }
}

fn month(day: Day) -> &'static str {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    MONTHS[(day.month() as usize - 1) % 12]
}
