//! How much one address may ask for. Cached answers cost nothing and are not counted; what has to be
//! made anew is, in five purses: pages, open data with its long answers, forms, so that nobody can try
//! one code after another, what staff send from their desks, and the parts of sealed files.

use super::address::Payer;
use governor::clock::{Clock as _, DefaultClock};
use governor::state::{InMemoryState, NotKeyed};
use governor::{Quota, RateLimiter};
use moka::future::Cache;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

type Purse = RateLimiter<NotKeyed, InMemoryState, DefaultClock>;

/// What a purse is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Lane {
    /// Pages people read.
    Pages,
    /// CSV and JSON, streamed from the whole register.
    Data,
    /// What is typed and sent.
    Forms,
    /// What staff send from their desks. A whole office may share one address.
    Desk,
    /// A sealed file, part by part.
    Parts,
}

/// At most this many addresses are remembered; a million forged ones cost no more memory than these.
const ADDRESSES: u64 = 65_536;

/// A person types no faster; a program that tries one query code after another must not get far.
const FORMS_A_MINUTE: NonZeroU32 = NonZeroU32::new(20).expect("it is not zero");

/// Thirty people who send a form every few seconds.
const DESK_A_MINUTE: NonZeroU32 = NonZeroU32::new(600).expect("it is not zero");

/// Parts of a mebibyte: more than a line of 100 megabits carries, and two whole files at once.
const PARTS_A_SECOND: NonZeroU32 = NonZeroU32::new(16).expect("it is not zero");
const PARTS_AT_ONCE: NonZeroU32 = NonZeroU32::new(400).expect("it is not zero");

/// Tells whether an address has asked too often.
pub(crate) struct Limits {
    pages: Option<Quota>,
    data: Option<Quota>,
    forms: Option<Quota>,
    desk: Option<Quota>,
    parts: Option<Quota>,
    purses: Cache<(Payer, Lane), Arc<Purse>>,
    clock: DefaultClock,
}

impl Limits {
    /// `rate` pages a second may be asked for in the long run, ten seconds' worth at once: whole
    /// villages share one address behind their carrier's gateway. Zero switches the limits off.
    pub(crate) fn new(rate: u32) -> Self {
        let quota = |rate: u32, burst: u32| {
            Some(Quota::per_second(NonZeroU32::new(rate)?).allow_burst(NonZeroU32::new(burst)?))
        };
        Self {
            pages: quota(rate, rate.saturating_mul(10)),
            data: quota(rate.div_ceil(10), rate),
            forms: (rate > 0).then_some(Quota::per_minute(FORMS_A_MINUTE)),
            desk: (rate > 0).then_some(Quota::per_minute(DESK_A_MINUTE)),
            parts: (rate > 0).then_some(Quota::per_second(PARTS_A_SECOND).allow_burst(PARTS_AT_ONCE)),
            purses: Cache::builder().max_capacity(ADDRESSES).time_to_idle(Duration::from_secs(600)).build(),
            clock: DefaultClock::default(),
        }
    }

    /// `Err` holds the seconds after which asking again makes sense.
    pub(crate) async fn pay(&self, payer: Payer, lane: Lane) -> Result<(), u64> {
        let quota = match lane {
            Lane::Pages => self.pages,
            Lane::Data => self.data,
            Lane::Forms => self.forms,
            Lane::Desk => self.desk,
            Lane::Parts => self.parts,
        };
        let Some(quota) = quota else { return Ok(()) };
        let purse = self.purses.get_with((payer, lane), async { Arc::new(Purse::direct(quota)) }).await;
        purse.check().map_err(|late| late.wait_time_from(self.clock.now()).as_secs() + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn payer(address: &str) -> Payer {
        Payer::of(address.parse().unwrap())
    }

    #[tokio::test]
    async fn an_address_that_asks_too_often_waits_and_no_other_does() {
        let limits = Limits::new(5);
        let mut taken = 0;
        while limits.pay(payer("192.0.2.1"), Lane::Pages).await.is_ok() {
            taken += 1;
            assert!(taken < 60, "fifty at once, and what trickles in meanwhile");
        }
        assert!(taken >= 50);
        assert_eq!(limits.pay(payer("192.0.2.1"), Lane::Pages).await, Err(1));
        assert_eq!(limits.pay(payer("192.0.2.1"), Lane::Data).await, Ok(()));
        assert_eq!(limits.pay(payer("192.0.2.2"), Lane::Pages).await, Ok(()));
    }

    #[tokio::test]
    async fn a_rate_of_zero_limits_nobody() {
        let limits = Limits::new(0);
        for _ in 0..10_000 {
            assert_eq!(limits.pay(payer("192.0.2.1"), Lane::Data).await, Ok(()));
        }
    }
}
