//! What search engines may read: the pages of the house and of every record, cut into parts by the day of
//! the decision. Sole traders are left out, as their pages ask to be: a person's trade should not be the
//! first thing the world finds under their name.

use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use record::{Count, Day, Kind, Lang, Ref, Uscc};
use std::fmt::Write;
use store::Store;
use store::search::{published, published_count, published_days};
use ui::{Failure, Visit};

/// Records in one part. Each has a page in two languages; the protocol allows 50,000 addresses.
const PART: i64 = 25_000;
/// Pages that belong to no record.
const HOUSE: [&str; 10] = [
    "/",
    "/approvals",
    "/approvals/items",
    "/trading",
    "/credit",
    "/data",
    "/methods",
    "/privacy",
    "/accessibility",
    "/contact",
];

/// `/robots.txt`.
pub(crate) async fn robots(visit: Visit) -> Response {
    let base = &visit.site().base_url;
    // A search finds pages that are listed below anyway; following every filter of every list finds nothing else.
    let text = format!(
        "User-agent: *\nDisallow: /search\nDisallow: /en/search\nDisallow: /components\nDisallow: /en/components\n\
         Disallow: /contact?\nDisallow: /en/contact?\n\
         Sitemap: {base}/sitemap.xml\n"
    );
    ([(CONTENT_TYPE, "text/plain; charset=utf-8"), (CACHE_CONTROL, "public, max-age=86400")], text)
        .into_response()
}

/// `/sitemap.xml`: the parts. A month is one part, or as many as it has days where it is a busy one.
pub(crate) async fn index(visit: Visit, State(store): State<Store>) -> Result<Response, Failure> {
    let base = &visit.site().base_url;
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let mut add = |part: &str| {
        let _ = writeln!(xml, "<sitemap><loc>{base}/sitemap/{part}.xml</loc></sitemap>");
    };
    add("house");
    if let Some((first, last)) = published_days(&store).await? {
        let mut month = Day::new(first.year(), first.month(), 1);
        while let Some(begin) = month.filter(|begin| *begin <= last) {
            let next = begin.plus_months(1);
            match published_count(&store, begin, next).await? {
                Count::Exact(0) => {}
                Count::Exact(_) => add(&begin.to_string()[..7]),
                Count::AtLeast(_) => {
                    (0..next.days_since(begin)).for_each(|day| add(&begin.plus(day).to_string()));
                }
            }
            month = Some(next);
        }
    }
    xml.push_str("</sitemapindex>\n");
    Ok(answer(xml))
}

/// `/sitemap/house.xml`, `/sitemap/2026-11.xml`, `/sitemap/2026-11-23.xml`.
pub(crate) async fn part(
    visit: Visit,
    State(store): State<Store>,
    Path(name): Path<String>,
) -> Result<Response, Failure> {
    let Some(name) = name.strip_suffix(".xml") else { return Ok(visit.not_found()) };
    let paths: Vec<String> = if name == "house" {
        HOUSE.iter().map(|&path| path.to_owned()).collect()
    } else {
        let Some((from, to)) = span(name) else { return Ok(visit.not_found()) };
        let cases = approvals::table::of_organizations(&store, from, to).await?;
        let processes = trading::table::of_organizations(&store, from, to).await?;
        let mut records = published(&store, from, to, PART).await?;
        records.retain(|record| match record.kind {
            Kind::Approval => cases.contains(&record.key),
            Kind::Process => processes.contains(&record.key),
            _ => is_listed(record),
        });
        records.iter().map(Ref::path).collect()
    };
    let base = &visit.site().base_url;
    let mut xml = String::with_capacity(200 + paths.len() * 160);
    xml.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for path in &paths {
        for lang in Lang::ALL {
            let _ = writeln!(xml, "<url><loc>{base}{}{path}</loc></url>", lang.prefix());
        }
    }
    xml.push_str("</urlset>\n");
    Ok(answer(xml))
}

/// The days of a part: a month or a day, its end not included.
fn span(name: &str) -> Option<(Day, Day)> {
    if let Some(day) = Day::parse(name) {
        return Some((day, day.plus(1)));
    }
    let begin = Day::parse(&format!("{name}-01"))?;
    Some((begin, begin.plus_months(1)))
}

/// Whether a record of the other kinds has a page of its own that search engines may keep.
fn is_listed(record: &Ref) -> bool {
    match record.kind {
        Kind::Item => true,
        // Judged by those who took part, which the register knows.
        Kind::Approval | Kind::Process => false,
        Kind::Enterprise => Uscc::parse(&record.key).is_ok_and(|code| !code.is_sole_trader()),
        // They stand on the pages of their enterprises, and units are filters of a list.
        Kind::Agency | Kind::CreditRecord | Kind::Penalty => false,
    }
}

/// The addresses are percent-encoded, so nothing in them is markup.
fn answer(xml: String) -> Response {
    let headers = [(CONTENT_TYPE, "application/xml; charset=utf-8"), (CACHE_CONTROL, "public, max-age=3600")];
    (headers, xml).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_a_month_or_a_day() {
        let day = |text: &str| Day::parse(text).unwrap();
        assert_eq!(span("2026-11"), Some((day("2026-11-01"), day("2026-12-01"))));
        assert_eq!(span("2026-12-31"), Some((day("2026-12-31"), day("2027-01-01"))));
        for name in ["", "2026", "2026-13", "2026-11-31", "house", "2026-11-01-01"] {
            assert_eq!(span(name), None, "{name}");
        }
    }

    #[test]
    fn a_sole_trader_is_not_listed() {
        let listed = |kind, key: &str| is_listed(&Ref::new(kind, key));
        assert!(listed(Kind::Enterprise, "91130371TE5T009L7L"));
        assert!(!listed(Kind::Enterprise, "not a code"));
        assert!(!listed(Kind::Enterprise, "92130302TE5T00AA1C"));
        assert!(!listed(Kind::Penalty, "91130371TE5T009L7L/1"));
    }
}
