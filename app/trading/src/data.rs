//! Open data: the columns of the list, and the releases themselves as packages of the standard, from the same query as
//! the page. Sums are the exact decimals that were published; what each column means stands in the language files under
//! `trading-column-…`.

mod packages;

pub(crate) use packages::{record_package, release, releases};

use sheet::{Datum, Exported};

use crate::listed::{COLUMNS, Listed};
use crate::rules::money::Amount;

impl Exported for Listed {
    fn columns() -> impl Iterator<Item = &'static str> {
        COLUMNS.into_iter()
    }

    fn cells(&self) -> impl Iterator<Item = Datum<'_>> {
        // Written with the digits it came with: no float between the file and the reader.
        let number = |amount: &Option<Amount>| {
            amount.as_ref().map_or(Datum::Nothing, |amount| Datum::digits(&amount.number.to_string()))
        };
        fn currency(amount: &Option<Amount>) -> Datum<'_> {
            amount.as_ref().map(|amount| &amount.currency).into()
        }
        let cells: [Datum<'_>; COLUMNS.len()] = [
            (&self.ocid).into(),
            (&self.number).into(),
            (&self.title).into(),
            self.kind.as_str().into(),
            self.method.as_ref().into(),
            (&self.method_details).into(),
            (&self.buyer).into(),
            (&self.buyer_code).into(),
            self.district.as_ref().into(),
            self.state.as_str().into(),
            self.notice_day.into(),
            self.tender_deadline.as_ref().into(),
            number(&self.estimate),
            currency(&self.estimate),
            self.bidders.into(),
            self.winner.as_ref().into(),
            self.winner_code.as_ref().into(),
            number(&self.award_value),
            currency(&self.award_value),
            self.award_day.into(),
            self.contract_day.into(),
            self.conforms.into(),
        ];
        cells.into_iter()
    }
}
