//! Approvals of the demonstration: most in time, some late, some with a pause, a few still open.

use std::sync::Arc;

use approvals::agency::Agency;
use approvals::approval::{Applicant, ApplicantKind, Approval, Case, Decision, Outcome, State, Unit};
use approvals::item::{About, Item};
use approvals::step::{Extension, Pause, Step};
use fastrand::Rng;
use record::{Day, Instant, mask};

use super::draw::{WorkingDays, chance, one, rng};
use super::names::person;

const PAUSES: &[&str] = &["现场勘验", "检验检测", "专家评审", "听证", "公告"];
const SCOPE: &str = "许可范围：按核准图纸及附件执行";

/// What every case is drawn from.
pub(super) struct Office {
    pub(super) seed: u64,
    pub(super) items: Vec<Item>,
    pub(super) agencies: Vec<Agency>,
    pub(super) districts: Arc<[(String, String)]>,
    pub(super) firms: u64,
    pub(super) days: Arc<WorkingDays>,
    /// Working days over which decisions are spread.
    pub(super) span: usize,
    pub(super) offset_minutes: i32,
    /// The benchmark's cases have three steps and no prose.
    pub(super) lean: bool,
}

/// The number of the n-th case: the day, and n itself, so that no two cases of a day share one however many there are.
fn number(applied: Day, n: u64) -> String {
    format!("QHD{}{n:06}", applied.to_string().replace('-', ""))
}

impl Office {
    /// The n-th of `all` cases; higher numbers are newer. The last few are not decided yet.
    pub(super) fn case(&self, n: u64, all: u64, open: u64) -> Approval {
        let mut rng = rng(self.seed, "case", n);
        let item = &self.items[rng.usize(..self.items.len()).min(rng.usize(..self.items.len()))];
        let about = item.about.as_ref().expect("the catalogue was read whole");
        let agency = self.agency(&mut rng, about);
        let used = used_days(&mut rng, about);
        let pause = if chance(&mut rng, 22.0) { rng.usize(2..=9) } else { 0 };
        let is_open = n >= all - open;
        let decided = if is_open {
            // Accepted lately and not due yet: what lies behind today has not happened.
            self.days.today + rng.usize(1..=(used + pause).max(1))
        } else {
            let first = self.days.today - self.span.min(self.days.today);
            first + (n as f64 / (all - open) as f64 * (self.days.today - first + 1) as f64) as usize
        };
        let accepted = decided.saturating_sub(used + pause).min(self.days.today);
        let applied = accepted.saturating_sub(rng.usize(..3));
        let pause = (pause > 0).then(|| {
            let from = accepted + rng.usize(..=used);
            (from, from + pause)
        });
        let applied_on = self.days.at(applied);
        let number = number(applied_on, n);
        let steps = self.steps(&mut rng, item, [applied, accepted, decided], pause);
        let extension = chance(&mut rng, 1.0) && !self.lean;
        let state = if is_open {
            let stands =
                pause.is_some_and(|(from, until)| from <= self.days.today && self.days.today < until);
            State::Open { paused: stands }
        } else {
            State::Decided(self.decision(&mut rng, about, agency, decided, n))
        };
        Approval {
            case: Some(Case {
                item: Some(item.code.clone()),
                item_name: Some(about.name.clone()),
                applicant: self.applicant(&mut rng),
                unit: Unit { code: Some(agency.code.clone()), name: agency.name.clone() },
                source: None,
                licence_kind: about.licence_kind.clone(),
                district: agency.district.clone(),
                applied: Some(applied_on),
                accepted: Some(self.days.at(accepted)).filter(|_| accepted <= self.days.today),
                remark: None,
                state,
            }),
            number,
            steps,
            extensions: if extension { vec![prolonged()] } else { Vec::new() },
        }
    }

    fn agency(&self, rng: &mut Rng, about: &About) -> &Agency {
        let deciding: Vec<&Agency> = self
            .agencies
            .iter()
            .filter(|agency| agency.department.as_deref() == Some(about.department.as_str()))
            .collect();
        if deciding.is_empty() { &self.agencies[0] } else { deciding[rng.usize(..deciding.len())] }
    }

    fn applicant(&self, rng: &mut Rng) -> Applicant {
        if chance(rng, 8.0) {
            let name = mask::name(&person(rng));
            return Applicant {
                kind: ApplicantKind::Person,
                name,
                uscc: None,
                codes: Default::default(),
                representative: None,
            };
        }
        let firm = super::nth_firm(self.seed, rng.u64(..self.firms), &self.districts);
        Applicant {
            kind: if firm.sole_trader { ApplicantKind::SoleTrader } else { ApplicantKind::Organization },
            name: firm.name,
            uscc: Some(firm.uscc.to_string()),
            codes: Default::default(),
            representative: Some(firm.representative).filter(|_| !self.lean),
        }
    }

    fn decision(&self, rng: &mut Rng, about: &About, agency: &Agency, decided: usize, n: u64) -> Decision {
        let on = self.days.at(decided);
        let granted = chance(rng, 96.0);
        let short = agency.short.as_deref().unwrap_or("秦");
        let word = if granted { "许准" } else { "许不" };
        let prose = !self.lean;
        let wait = if chance(rng, 6.0) { rng.usize(8..=12) } else { rng.usize(1..=6) };
        Decision {
            outcome: if granted { Outcome::Granted } else { Outcome::Refused },
            on,
            title: prose.then(|| format!("关于{}申请的决定", about.name)),
            document: format!("{short}{word}〔{}〕{:07}号", on.year(), n),
            certificate: about.certificate.clone().filter(|_| granted && prose),
            licence: (granted && prose).then(|| format!("{}{:08}", on.year(), n)),
            content: prose.then(|| {
                format!("{}{}的申请，{SCOPE}", if granted { "准予" } else { "不予准许" }, about.name)
            }),
            valid_from: granted.then_some(on),
            valid_until: granted.then(|| on.plus_months(12 * i32::from(rng.u8(1..=10)))),
            published: Some(self.days.at(decided + wait)).filter(|_| decided + wait <= self.days.today),
            withdrawn: chance(rng, 0.4),
        }
    }

    /// The steps that have happened by today, each with the time it was keyed in.
    fn steps(
        &self,
        rng: &mut Rng,
        item: &Item,
        [applied, accepted, decided]: [usize; 3],
        pause: Option<(usize, usize)>,
    ) -> Vec<Step> {
        let steps: Vec<_> = if self.lean {
            item.steps.iter().filter(|step| matches!(step.name.as_str(), "受理" | "审查" | "决定")).collect()
        } else {
            item.steps.iter().collect()
        };
        // The days that count are shared out by the steps' own limits; a pause stretches the step it falls into.
        let counted: Vec<(u32, usize)> = steps
            .iter()
            .filter(|step| step.counts)
            .map(|step| (step.number, step.limit_days.unwrap_or(1) as usize))
            .collect();
        let limits: usize = counted.iter().map(|(_, limit)| limit).sum::<usize>().max(1);
        let stood = pause.map_or(0, |(from, until)| until - from);
        let used = decided - accepted - stood.min(decided - accepted);
        let cut = |part: usize| {
            let limit: usize = counted[..part].iter().map(|(_, limit)| limit).sum();
            let place = accepted + used * limit / limits;
            place + pause.filter(|(from, _)| place > *from || part == counted.len()).map_or(0, |_| stood)
        };
        let mut shown = Vec::new();
        for step in steps {
            let (from, to) = match (step.name.as_str(), counted.iter().position(|(n, _)| *n == step.number)) {
                (_, Some(at)) => (cut(at), cut(at + 1)),
                ("收件", None) => (applied, applied),
                ("受理", None) => (applied, accepted),
                (_, None) => (decided, decided + rng.usize(1..=5)),
            };
            if from > self.days.today {
                break;
            }
            let completed = (to <= self.days.today).then(|| self.days.at(to));
            let pause = pause
                .filter(|(start, _)| from <= *start && *start < to.max(from + 1))
                .filter(|_| step.counts);
            shown.push(Step {
                number: step.number,
                name: step.name.clone(),
                limit_days: step.limit_days,
                started: Some(self.days.at(from)),
                completed,
                pause: pause.filter(|(start, _)| *start <= self.days.today).map(|(start, until)| Pause {
                    from: self.days.at(start),
                    until: (until <= self.days.today).then(|| self.days.at(until)),
                    reason: Some((*one(rng, PAUSES)).to_owned()),
                }),
                entered: completed.map(|_| self.entered(rng, to)),
                handler: (!self.lean).then(|| mask::name(&person(rng))),
            });
        }
        shown
    }

    /// Most steps are keyed in the same day, one in twelve days later.
    fn entered(&self, rng: &mut Rng, place: usize) -> Instant {
        let late = if chance(rng, 8.0) { rng.usize(2..=6) } else { 0 };
        let day: Day = self.days.at((place + late).min(self.days.today));
        let minute = i64::from(rng.u16(8 * 60 + 30..17 * 60 + 30));
        let midnight = day.number() * 86_400 - i64::from(self.offset_minutes) * 60;
        Instant::from_unix_micros((midnight + minute * 60 + i64::from(rng.u8(..60))) * 1_000_000)
    }
}

/// Nine in ten stay well within the promise; the rest come close, pass it, or pass the law's own limit.
fn used_days(rng: &mut Rng, about: &About) -> usize {
    let promised = about.limits.promised_days as usize;
    let statutory = about.limits.statutory_days as usize;
    match rng.u16(..1000) {
        0..=899 => rng.usize(..=(promised * 7 / 10).max(1)),
        900..=949 => promised,
        950..=987 => promised + rng.usize(1..=3),
        _ => statutory + rng.usize(1..=5),
    }
}

fn prolonged() -> Extension {
    Extension {
        number: 1,
        days: 10,
        approved_by: Some("机关负责人".to_owned()),
        reason: Some("情况复杂，需延长审查期限，已书面告知申请人".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_of_one_day_have_numbers_of_their_own_beyond_a_million() {
        let day = Day::parse("2026-11-23").unwrap();
        assert_eq!(number(day, 7), "QHD20261123000007");
        assert_eq!(number(day, 1_000_007), "QHD202611231000007");
    }
}
