//! Every link of the hall leads somewhere: from the front page to all that can be reached, in both languages.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use tests::Database;

use crate::given::House;

/// Lists have thousands of pages that differ only in their rows, so each pattern of address is opened this often.
const EACH: usize = 6;

/// The address with everything replaced that names one record, so that alike pages count as one pattern.
fn pattern(address: &str) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let path: Vec<&str> = path
        .split('/')
        .map(|part| if part.chars().any(|letter| letter.is_ascii_digit()) { "{}" } else { part })
        .collect();
    let names: BTreeSet<&str> =
        query.split('&').map(|pair| pair.split('=').next().unwrap_or_default()).collect();
    format!("{}?{}", path.join("/"), names.into_iter().collect::<Vec<_>>().join("&"))
}

/// The addresses of our own that a page links to, without the part behind `#`. The built files are not among them: a
/// single test may run before they are built.
fn links(html: &str) -> Vec<String> {
    html.split(" href=\"")
        .skip(1)
        .filter_map(|after| after.split('"').next())
        .map(|link| link.split('#').next().unwrap_or_default().replace("&amp;", "&"))
        .filter(|link| link.starts_with('/') && !link.starts_with("/assets/"))
        .filter(|link| !link.ends_with(".css") && !link.ends_with(".svg"))
        .collect()
}

#[tokio::test]
async fn every_link_leads_somewhere() {
    let house = House::with_samples(Database::sqlite()).await;
    let mut seen = BTreeSet::new();
    let mut opened: BTreeMap<String, usize> = BTreeMap::new();
    let mut waiting = VecDeque::from([("/".to_owned(), "the address bar".to_owned())]);
    let mut dead = Vec::new();
    while let Some((address, from)) = waiting.pop_front() {
        if !seen.insert(address.clone()) {
            continue;
        }
        let times = opened.entry(pattern(&address)).or_default();
        *times += 1;
        if *times > EACH {
            continue;
        }
        let answer = house.get(&address).await;
        // The quick way out of a report leads away on purpose.
        if address.ends_with("/report/leave") && answer.status == 303 {
            continue;
        }
        if !answer.status.is_success() {
            dead.push(format!("{address} answers {}, linked from {from}", answer.status));
        } else if answer.header("content-type").starts_with("text/html") {
            waiting.extend(links(&answer.text()).into_iter().map(|link| (link, address.clone())));
        }
    }
    // Fewer would mean that the walk stopped at the door.
    assert!(opened.len() > 30, "only {} kinds of page were reached: {:?}", opened.len(), opened.keys());
    assert!(dead.is_empty(), "links that lead nowhere:\n  {}\n", dead.join("\n  "));
}
