//! What was signed and paid.

use record::{Sentence, Word};
use serde_json::Value;

use super::chosen::escaped;
use super::{Said, key_or, moment_field, share, sum, sum_field, sum_or_none};
use crate::rules::money::Amount;
use crate::stage::Contract;

impl Said {
    pub(super) fn contracts(&mut self) {
        let (was, is) = (self.was.contracts.clone(), self.is.contracts.clone());
        let whole = |key: &'static str, contract: &Contract| {
            Sentence::new(key).with("id", &contract.id).with("value", sum_or_none(&contract.value))
        };
        for contract in &is {
            match was.iter().find(|before| before.id == contract.id) {
                Some(before) => self.contract(before, contract),
                None => self.told.push(whole("trading-history-contract-added", contract)),
            }
        }
        for contract in was.iter().filter(|before| !is.iter().any(|contract| contract.id == before.id)) {
            self.told.push(whole("trading-history-contract-removed", contract));
        }
    }

    fn contract(&mut self, was: &Contract, is: &Contract) {
        let place = format!("/compiled/contracts/{}", escaped(&is.id));
        let named = |key: &'static str| Sentence::new(key).with("id", &is.id);
        let value = self
            .raised_after_award(was, is)
            .or_else(|| sum_field(named("trading-history-contract-value").into(), &was.value, &is.value));
        self.tell(value, &format!("{place}/value"));
        let signed = moment_field(named("trading-history-contract-signed").into(), was.signed, is.signed);
        self.tell(signed, &format!("{place}/dateSigned"));
        let end = moment_field(named("trading-history-contract-end").into(), was.period.end, is.period.end);
        self.tell(end, &format!("{place}/period/endDate"));
        let status = |contract: &Contract| {
            let status = contract.status.as_str();
            (!status.is_empty()).then(|| key_or(format!("trading-contract-status-{status}"), status))
        };
        let field = named("trading-history-contract-status").into();
        self.tell(Sentence::of_field(field, status(was), status(is)), &format!("{place}/status"));
    }

    /// A contract that grew or shrank after it was awarded: by how much, and how many days after the award the
    /// publisher said so. `None` where one of them is not known.
    fn raised_after_award(&self, was: &Contract, is: &Contract) -> Option<Sentence> {
        let (before, after) = (was.value.as_ref()?, is.value.as_ref()?);
        let (has_risen, share) = share(before, after)?;
        let award = self.is.awards.iter().find(|award| award.id == is.award)?;
        let days = self.is.date?.day.days_since(award.date?.day);
        if days < 0 {
            return None;
        }
        let key =
            if has_risen { "trading-history-contract-raised" } else { "trading-history-contract-lowered" };
        Some(
            Sentence::new(key)
                .with("id", &is.id)
                .with("share", share)
                .with("n", days)
                .with("from", sum(before))
                .with("to", sum(after)),
        )
    }

    /// Payments that came or went; those of one contract are known by their identifiers.
    pub(super) fn payments(&mut self, before: &Value, after: &Value) {
        for contract in &self.is.contracts {
            let place = format!("/compiled/contracts/{}/implementation/transactions", escaped(&contract.id));
            let list = |facts: &Value| facts.pointer(&place).and_then(Value::as_object).cloned();
            let (was, is) = (list(before).unwrap_or_default(), list(after).unwrap_or_default());
            let value = |payment: &Value| -> Word {
                payment
                    .get("value")
                    .and_then(Amount::read)
                    .map_or_else(|| super::key("trading-history-unpriced"), |value| sum(&value))
            };
            for (id, payment) in is.iter().filter(|(id, _)| !was.contains_key(*id)) {
                self.told
                    .push(Sentence::new("trading-history-paid").with("id", id).with("value", value(payment)));
            }
            for (id, payment) in was.iter().filter(|(id, _)| !is.contains_key(*id)) {
                let gone = Sentence::new("trading-history-payment-removed");
                self.told.push(gone.with("id", id).with("value", value(payment)));
            }
        }
    }
}
