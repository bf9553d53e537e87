//! What other registers have published about one enterprise, through the views they own.

use record::{Count, Day, Uscc};
use store::{Build, Result, Row, Store, sql};

/// The newest few of another register and how many there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joined<T> {
    /// Newest first.
    pub rows: Vec<T>,
    /// How many there are in all.
    pub count: Count,
}

/// One approval of the enterprise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approved {
    /// Case number.
    pub number: String,
    /// Item applied for.
    pub item: String,
    /// Unit that decides.
    pub unit: String,
    /// Day of the decision; none while the case is open.
    pub decided_on: Option<Day>,
    /// Word of the approvals register for the outcome.
    pub result: String,
}

/// One contracting process the enterprise took part in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Awarded {
    /// Id of the contracting process.
    pub ocid: String,
    /// What was awarded.
    pub title: String,
    /// Who buys.
    pub buyer: String,
    /// What it won or offered, as an exact decimal number, where one is published.
    pub amount: Option<String>,
    /// Its currency.
    pub currency: Option<String>,
    /// Day of the award.
    pub awarded_on: Option<Day>,
    /// Whether it won, or only took part.
    pub won: bool,
}

/// Rows of another register on an enterprise's page.
const SHOWN: i64 = 10;

/// The newest approvals of an enterprise.
pub async fn approvals(store: &Store, uscc: &Uscc) -> Result<Joined<Approved>> {
    let rows = sql("
        SELECT number, item_name, unit_name, decided_on, result
        FROM public_approvals
        WHERE uscc = $1
        ORDER BY sort DESC
        LIMIT $2")
    .bind(uscc.as_str())
    .bind(SHOWN)
    .all(store)
    .await?;
    let mut counted = Build::new("SELECT 1 FROM public_approvals WHERE uscc = ");
    counted.arg(uscc.as_str());
    Ok(Joined {
        rows: rows
            .iter()
            .map(|row| Approved {
                number: row.text(0).to_owned(),
                item: row.opt_text(1).unwrap_or_default().to_owned(),
                unit: row.opt_text(2).unwrap_or_default().to_owned(),
                decided_on: row.opt_day(3),
                result: row.opt_text(4).unwrap_or_default().to_owned(),
            })
            .collect(),
        count: store.count(counted).await?,
    })
}

/// The newest contracting processes of an enterprise, won or not.
pub async fn awards(store: &Store, uscc: &Uscc) -> Result<Joined<Awarded>> {
    // A winner stands among the tenderers too, and 'supplier' sorts before 'tenderer'.
    let rows = sql("
        SELECT ocid, title, buyer, amount, currency, award_day, role
        FROM public_awards
        WHERE uscc = $1
        ORDER BY sort DESC, role
        LIMIT $2")
    .bind(uscc.as_str())
    .bind(SHOWN * 3)
    .all(store)
    .await?;
    let mut counted = Build::new("SELECT 1 FROM public_awards WHERE uscc = ");
    counted.arg(uscc.as_str()).push(" GROUP BY ocid");
    let text = |row: &Row, column| row.opt_text(column).map(str::to_owned);
    let mut awards: Vec<Awarded> = rows
        .iter()
        .map(|row| Awarded {
            ocid: row.text(0).to_owned(),
            title: text(row, 1).unwrap_or_default(),
            buyer: text(row, 2).unwrap_or_default(),
            amount: text(row, 3),
            currency: text(row, 4),
            awarded_on: row.opt_day(5),
            won: row.text(6) == "supplier",
        })
        .collect();
    awards.dedup_by(|later, first| later.ocid == first.ocid);
    awards.truncate(usize::try_from(SHOWN).unwrap_or(usize::MAX));
    Ok(Joined { rows: awards, count: store.count(counted).await? })
}
