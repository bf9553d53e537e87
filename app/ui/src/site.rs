//! What is the same for every page of one running server: the city, the built files, the demo flag.

use crate::page::Nav;
use record::City;
use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

/// The facts behind a [`Site`], filled in by the server once at its start.
#[derive(Debug)]
pub struct SiteFacts {
    /// The city whose hall this is: name, telephones, address, filing number.
    pub city: City,
    /// Logical name of a built file to its address with the hash of its content,
    /// such as `main.css` to `/assets/main.3f9c.css`. Known names: `main.css`, `favicon.svg`, `boot.js`,
    /// and of each [`crate::Bundle`] the script and the module, such as `browser.js` and `browser.wasm`.
    pub assets: BTreeMap<String, String>,
    /// Whether every page says that its data are for demonstration.
    pub demo: bool,
    /// Scheme and host of the public address, without a slash at the end.
    pub base_url: String,
    /// The places of the main navigation that exist in this server, in order.
    pub nav: Vec<Nav>,
    /// The public log's key and policy.
    pub log: LogFacts,
}

/// What every page may say about the public log, as the texts a reader can check with other programs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogFacts {
    /// The log's verifier key (C2SP signed-note); empty where no log is kept.
    pub key: String,
    /// The witnesses and how many of them must have signed (C2SP tlog-policy); empty where none is asked.
    pub policy: String,
}

/// A shared handle on [`SiteFacts`]. The server puts one into each request's extensions.
#[derive(Clone, Debug)]
pub struct Site(Arc<SiteFacts>);

impl Site {
    /// Shares the facts.
    pub fn new(facts: SiteFacts) -> Self {
        Self(Arc::new(facts))
    }

    /// The address of a built file. One that was not built stands under its plain name.
    pub fn asset(&self, name: &str) -> String {
        self.assets.get(name).cloned().unwrap_or_else(|| format!("/{name}"))
    }
}

impl Deref for Site {
    type Target = SiteFacts;

    fn deref(&self) -> &SiteFacts {
        &self.0
    }
}
