//! What other registers have published about one enterprise, through the views they own.

use record::{Count, Day, Uscc};
use store::{Build, Result, Store, sql};

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

/// One award the enterprise won or gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Awarded {
    /// Id of the contracting process.
    pub ocid: String,
    /// What was awarded.
    pub title: String,
    /// Who buys.
    pub buyer: String,
    /// Amount in fen, where one is published.
    pub amount: Option<i64>,
    /// Its currency.
    pub currency: Option<String>,
    /// Day of the award.
    pub awarded_on: Option<Day>,
}

/// Rows of another register on an enterprise's page.
const SHOWN: i64 = 10;

/// The newest approvals of an enterprise.
pub async fn approvals(store: &Store, uscc: &Uscc) -> Result<Joined<Approved>> {
    let rows = sql("
        SELECT number, item_name, unit_name, decided_on, result
        FROM public_approvals
        WHERE uscc = $1
        ORDER BY COALESCE(decided_on, '9999-12-31') DESC, number DESC
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

/// The newest awards of an enterprise.
pub async fn awards(store: &Store, uscc: &Uscc) -> Result<Joined<Awarded>> {
    let rows = sql("
        SELECT ocid, title, buyer, amount, currency, award_day
        FROM public_awards
        WHERE uscc = $1
        ORDER BY COALESCE(award_day, '') DESC, ocid DESC
        LIMIT $2")
    .bind(uscc.as_str())
    .bind(SHOWN)
    .all(store)
    .await?;
    let mut counted = Build::new("SELECT 1 FROM public_awards WHERE uscc = ");
    counted.arg(uscc.as_str());
    Ok(Joined {
        rows: rows
            .iter()
            .map(|row| Awarded {
                ocid: row.text(0).to_owned(),
                title: row.opt_text(1).unwrap_or_default().to_owned(),
                buyer: row.opt_text(2).unwrap_or_default().to_owned(),
                amount: row.opt_int(3),
                currency: row.opt_text(4).map(str::to_owned),
                awarded_on: row.opt_day(5),
            })
            .collect(),
        count: store.count(counted).await?,
    })
}
