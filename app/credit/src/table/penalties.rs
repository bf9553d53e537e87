//! Penalties as the list, their own page and an enterprise's page read them.

use record::{Cursor, Day, Fen, Kind, Page, Start, Uscc};
use store::{Build, Order, Result, Row, Store};

use super::lists::public_on;
use super::records::{SHOWN_OF_ONE, day};
use crate::penalty::{Entry, Office, Party, Penalty, Tombstone, Why, Withdrawal};
use crate::rules::publication::Severity;

/// What the reader asked the list for.
#[derive(Clone, Debug, Default)]
pub struct PenaltyFilter {
    /// Words of the party, the offence, the authority or a number.
    pub words: Option<String>,
    /// Authority that decided.
    pub authority: Option<String>,
    /// How grave.
    pub severity: Option<Severity>,
    /// Decided on this day or later.
    pub from: Option<Day>,
    /// Decided on this day or earlier.
    pub to: Option<Day>,
    /// Oldest decision first.
    pub oldest_first: bool,
}

const COLUMNS: &str = "
    SELECT p.sort, p.key, p.uscc, p.party, p.party_kind, p.document, p.offence, p.findings, p.basis, p.kinds,
           p.content, p.fine, p.confiscated, p.licence, p.decided_on, p.valid_until, p.authority, p.authority_uscc,
           p.source, p.source_uscc, p.severity, p.severity_stated, p.publish_min, p.publish_until, p.published_on,
           p.withdrawal, p.withdrawn_on, p.reason, p.legal_representative, p.remark";

/// The list with its filters; nothing where the words can match nothing.
fn filtered(store: &Store, filter: &PenaltyFilter, today: Day) -> Option<Build> {
    let search = filter.words.as_deref().map(|words| (Kind::Penalty, words));
    let mut query = Build::list(store, COLUMNS, "penalties p", "p.sort", search)?;
    public_on(&mut query, "p.public_from", "p.public_until", today);
    if let Some(authority) = &filter.authority {
        query.and("p.authority = ").arg(authority);
    }
    if let Some(severity) = filter.severity {
        query.and("p.severity = ").arg(severity.as_str());
    }
    if let Some(from) = filter.from {
        query.and("p.decided_on >= ").arg(from);
    }
    if let Some(to) = filter.to {
        query.and("p.decided_on <= ").arg(to);
    }
    Some(query)
}

/// A page of what is public on the day: penalties, and the tombstones in the place of those withdrawn.
pub async fn penalties(
    store: &Store,
    filter: &PenaltyFilter,
    today: Day,
    start: Start,
    limit: usize,
) -> Result<Page<Entry>> {
    let Some(list) = filtered(store, filter, today) else { return Ok(Page::empty()) };
    let order = if filter.oldest_first { Order::Oldest } else { Order::Newest };
    list.page(store, order, start, limit, line).await
}

/// All that is public of one enterprise on the day, newest decision first.
pub async fn penalties_of(store: &Store, uscc: &Uscc, today: Day) -> Result<Vec<Entry>> {
    let mut query = Build::new(COLUMNS);
    query.push(" FROM penalties p WHERE p.uscc = ").arg(uscc.as_str());
    public_on(&mut query, "p.public_from", "p.public_until", today);
    query.push(" ORDER BY p.sort DESC LIMIT ").arg(SHOWN_OF_ONE);
    Ok(query.all(store).await?.iter().map(row).collect())
}

/// One penalty by its number, whether or not it is public: the caller asks the rule what may be shown of it.
pub async fn penalty(store: &Store, key: &str) -> Result<Option<Entry>> {
    let mut query = Build::new(COLUMNS);
    query.push(" FROM penalties p WHERE p.key = ").arg(key);
    Ok(query.one(store).await?.as_ref().map(row))
}

fn line(found: &Row) -> (Cursor, Entry) {
    (Cursor { sort: found.int(0), number: None }, row(found))
}

fn row(row: &Row) -> Entry {
    let text = |column| row.opt_text(column).map(str::to_owned);
    let required = |column| row.text(column).to_owned();
    let code = |column| row.opt_text(column).and_then(|code| Uscc::parse(code).ok());
    let authority = Office { name: required(16), uscc: code(17) };
    let why = match row.opt_text(25) {
        Some("changed") => Some(Why::Changed),
        Some(_) => Some(Why::Revoked),
        None => None,
    };
    match why {
        Some(why) => Entry::Withdrawn(Tombstone {
            key: required(1),
            uscc: code(2),
            document: required(5),
            authority,
            decided_on: day(row, 14),
            publish_until: day(row, 23),
            withdrawal: Withdrawal { why, on: day(row, 26), reason: text(27).unwrap_or_default() },
        }),
        None => Entry::Standing(Box::new(Penalty {
            key: required(1),
            party: party(row),
            legal_representative: text(28),
            document: required(5),
            offence: text(6),
            findings: text(7),
            basis: text(8),
            kinds: row
                .opt_text(9)
                .map(|kinds| kinds.split('|').map(str::to_owned).collect())
                .unwrap_or_default(),
            content: text(10),
            fine: row.opt_int(11).map(Fen),
            confiscated: row.opt_int(12).map(Fen),
            licence: text(13),
            decided_on: day(row, 14),
            valid_until: row.opt_day(15),
            authority,
            source: text(18).map(|name| Office { name, uscc: code(19) }),
            remark: text(29),
            severity: row.opt_text(20).and_then(Severity::parse).unwrap_or(Severity::Ordinary),
            severity_stated: row.opt_int(21) == Some(1),
            publish_min: day(row, 22),
            publish_until: day(row, 23),
            published_on: row.opt_day(24),
        })),
    }
}

fn party(row: &Row) -> Party {
    let name = row.opt_text(3).unwrap_or_default().to_owned();
    match (row.opt_text(2).and_then(|code| Uscc::parse(code).ok()), row.opt_text(4)) {
        (Some(uscc), Some("sole_trader")) => Party::SoleTrader { uscc, name },
        (Some(uscc), _) => Party::Organisation { uscc, name },
        (None, _) => Party::Person { masked_name: name },
    }
}
