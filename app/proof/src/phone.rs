//! What the check needs of a reader's browser: to fetch, to read what the page shows, and to remember. None of it decides
//! anything; [`ledger::check`] does.

use js_sys::{Promise, Uint8Array};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, RequestCache, RequestInit, Response, Storage};

use ledger::check::{Asked, Claim, Evidence, Fetched, Form, Memory, Report, Shown, record_path};

/// What a page hands to the browser.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Page {
    /// The log's verifier key.
    pub key: String,
    /// The policy of its witnesses.
    pub policy: String,
    /// The records of the page; a value without a `data-record` around it belongs to the first.
    pub claims: Vec<Claim>,
    /// The city's offset in minutes east of UTC.
    pub offset_minutes: i32,
}

/// How a check ended in this browser.
#[derive(Clone, Debug)]
pub(crate) struct Looked {
    pub(crate) report: Report,
    pub(crate) before: Before,
}

/// What this browser knew before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Before {
    /// It keeps nothing: a private window, or storage is switched off.
    Forgetful,
    /// It has never seen this log.
    First,
    /// It had seen a checkpoint of this size.
    Size(u64),
}

/// What could not be fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unreachable(pub(crate) String);

/// Fetches what the check needs, decides, and remembers.
pub(crate) async fn look(page: &Page) -> Result<Looked, Unreachable> {
    let shown = page.claims.first().map(|own| shown(&own.record)).unwrap_or_default();
    let storage = storage();
    let place = ledger::place(&page.key);
    let kept = storage.as_ref().and_then(|storage| storage.get_item(&place).ok().flatten());
    let memory = kept.as_deref().and_then(Memory::read);
    let asked = Asked {
        key: &page.key,
        policy: &page.policy,
        claims: &page.claims,
        shown: &shown,
        offset_minutes: page.offset_minutes,
        memory: memory.as_ref(),
    };
    let checkpoint = text(begin(CHECKPOINT, true), CHECKPOINT).await?;
    let evidence = match evidence(&page.claims).await? {
        Ok(evidence) => evidence,
        Err(fault) => return Ok(looked(unread(fault), &storage, memory.as_ref())),
    };
    let fetched = match asked.plan(&checkpoint, &evidence) {
        Ok(plan) => tiles(&plan).await?,
        Err(_) => Fetched::default(),
    };
    let report = asked.judge(&checkpoint, &evidence, &fetched);
    if let (Some(storage), Some(memory)) = (&storage, &report.memory) {
        // A browser whose storage is full or forbidden checks all the same, it only cannot compare the next time.
        let _ = storage.set_item(&place, &memory.text());
    }
    Ok(looked(report, &storage, memory.as_ref()))
}

const CHECKPOINT: &str = "/log/checkpoint";

fn looked(report: Report, storage: &Option<Storage>, memory: Option<&Memory>) -> Looked {
    let before = match (storage, memory.and_then(Memory::seen)) {
        (None, _) => Before::Forgetful,
        (Some(_), None) => Before::First,
        (Some(_), Some(seen)) => Before::Size(seen.size),
    };
    Looked { report, before }
}

/// The report where what was served cannot even be read.
fn unread(fault: ledger::check::Fault) -> Report {
    Report {
        verdict: ledger::check::Verdict::Broken,
        size: 0,
        faults: vec![fault],
        fields: Vec::new(),
        witnesses: Vec::new(),
        memory: None,
    }
}

/// The openings of every record of the page.
async fn evidence(claims: &[Claim]) -> Result<Result<Vec<Evidence>, ledger::check::Fault>, Unreachable> {
    let begun: Vec<_> = claims
        .iter()
        .map(|claim| {
            let address = format!("{}.json", record_path(&claim.record, claim.revision));
            (begin(&address, false), address)
        })
        .collect();
    let mut found = Vec::with_capacity(begun.len());
    for (promise, address) in begun {
        match Evidence::parse(&text(promise, &address).await?) {
            Ok(evidence) => found.push(evidence),
            Err(fault) => return Ok(Err(fault)),
        }
    }
    Ok(Ok(found))
}

/// All tiles and bundles of the plan, asked for at once.
async fn tiles(plan: &ledger::check::Plan) -> Result<Fetched, Unreachable> {
    let address = |path: String| format!("/log/{path}");
    let tiles: Vec<_> = plan.tiles.iter().map(|tile| (*tile, begin(&address(tile.path()), false))).collect();
    let bundles: Vec<_> =
        plan.bundles.iter().map(|bundle| (*bundle, begin(&address(bundle.path()), false))).collect();
    let mut fetched = Fetched::default();
    for (tile, promise) in tiles {
        match bytes(promise, &address(tile.path())).await {
            Ok(bytes) => fetched.tiles.push((tile, bytes)),
            // The log has grown meanwhile, and the full tile has taken the place of the partial one.
            Err(_) if !tile.is_full() => {
                let full = address(tile.full().path());
                fetched.tiles.push((tile.full(), bytes(begin(&full, false), &full).await?));
            }
            Err(failed) => return Err(failed),
        }
    }
    for (bundle, promise) in bundles {
        match bytes(promise, &address(bundle.path())).await {
            Ok(bytes) => fetched.bundles.push((bundle, bytes)),
            Err(_) if !bundle.is_full() => {
                let full = address(bundle.full().path());
                fetched.bundles.push((bundle.full(), bytes(begin(&full, false), &full).await?));
            }
            Err(failed) => return Err(failed),
        }
    }
    Ok(fetched)
}

/// Begins to fetch; several may be under way at once.
fn begin(address: &str, anew: bool) -> Option<Promise> {
    let asked = RequestInit::new();
    if anew {
        asked.set_cache(RequestCache::NoStore);
    }
    Some(web_sys::window()?.fetch_with_str_and_init(address, &asked))
}

async fn bytes(begun: Option<Promise>, address: &str) -> Result<Vec<u8>, Unreachable> {
    let failed = || Unreachable(address.to_owned());
    let answer = JsFuture::from(begun.ok_or_else(failed)?).await.map_err(|_| failed())?;
    let answer: Response = answer.dyn_into().map_err(|_| failed())?;
    if !answer.ok() {
        return Err(failed());
    }
    let body = JsFuture::from(answer.array_buffer().map_err(|_| failed())?).await.map_err(|_| failed())?;
    Ok(Uint8Array::new(&body).to_vec())
}

async fn text(begun: Option<Promise>, address: &str) -> Result<String, Unreachable> {
    // What is no UTF-8 is no checkpoint and no JSON either: the check says so.
    Ok(String::from_utf8_lossy(&bytes(begun, address).await?).into_owned())
}

/// What this browser keeps for this site, if it keeps anything.
fn storage() -> Option<Storage> {
    let storage = web_sys::window()?.local_storage().ok()??;
    // Some private windows have a storage that takes nothing.
    storage.set_item("sunhall-log", "").ok()?;
    Some(storage)
}

/// The values on the page, with the fields they claim to be.
fn shown(own: &str) -> Vec<Shown> {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return Vec::new() };
    let Ok(marked) = document.query_selector_all("[data-fact]") else { return Vec::new() };
    (0..marked.length())
        .filter_map(|place| marked.item(place)?.dyn_into::<Element>().ok())
        .map(|element| {
            let around = element.closest("[data-record]").ok().flatten();
            let record = around.and_then(|around| around.get_attribute("data-record"));
            Shown {
                record: record.unwrap_or_else(|| own.to_owned()),
                field: element.get_attribute("data-fact").unwrap_or_default(),
                text: element.text_content().unwrap_or_default(),
                form: Form::parse(&element.get_attribute("data-form").unwrap_or_default()),
            }
        })
        .collect()
}
