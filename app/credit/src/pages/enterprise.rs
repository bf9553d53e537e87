//! One enterprise: who it is, what speaks for it and against it, each with source, day, end and basis, and what the
//! other registers have decided about it.

use leptos::prelude::*;
use proof::{Proofs, proof_panel};
use record::{Kind, Uscc, reference::escaped};
use store::Version;
use ui::{Nav, Panel, Robots, SummaryList, Tag, Text, Tone, Visit, fact, fact_day, fact_sum};

use super::crumbs;
use super::enterprise_parts::{approvals, awards, honours, negatives, penalties};
use super::enterprises::on_record;
use super::history::{Histories, of_page};
use super::naming::{chinese, class, division, standing};
use crate::credit_record::CreditRecord;
use crate::enterprise::Enterprise;
use crate::penalty::Entry;
use crate::table::{Approved, Awarded, Counts, EnterpriseRow, Joined};

/// Everything the page shows.
pub(crate) struct About {
    pub(crate) uscc: Uscc,
    /// None where the register has records of the enterprise and not yet the enterprise.
    pub(crate) row: Option<EnterpriseRow>,
    pub(crate) records: Vec<CreditRecord>,
    pub(crate) penalties: Vec<Entry>,
    pub(crate) approvals: Joined<Approved>,
    pub(crate) awards: Joined<Awarded>,
    /// The version of the enterprise's own facts that stands.
    pub(crate) version: Option<Version>,
    /// Where it, its records and its penalties stand in the public log.
    pub(crate) proofs: Proofs,
}

impl About {
    /// The name: the register's, or the one a record or penalty gives, or the code.
    pub(crate) fn name(&self) -> String {
        let of_record = || self.records.first().map(|record| record.enterprise.clone());
        let of_penalty = || {
            self.penalties.iter().find_map(|entry| match entry {
                Entry::Standing(penalty) => Some(penalty.party.name().to_owned()),
                Entry::Withdrawn(_) => None,
            })
        };
        let of_register = self.row.as_ref().map(|row| row.enterprise.name.clone());
        of_register.or_else(of_record).or_else(of_penalty).unwrap_or_else(|| self.uscc.to_string())
    }

    /// Whether any register has published anything about the code.
    pub(crate) fn is_known(&self) -> bool {
        self.row.is_some()
            || !self.records.is_empty()
            || !self.penalties.is_empty()
            || !self.approvals.rows.is_empty()
            || !self.awards.rows.is_empty()
    }

    pub(crate) fn is_sole_trader(&self) -> bool {
        self.uscc.is_sole_trader() || self.row.as_ref().is_some_and(|row| row.enterprise.is_sole_trader())
    }

    fn counts(&self) -> Counts {
        let honours = self.records.iter().filter(|record| record.is_honour()).count() as u64;
        Counts {
            honours,
            negatives: self.records.len() as u64 - honours,
            penalties: self.penalties.iter().filter(|entry| !entry.is_withdrawn()).count() as u64,
        }
    }
}

/// The page.
pub(crate) fn enterprise(visit: &Visit, about: &About, histories: &Histories) -> ui::Page {
    let name = about.name();
    let former = about.row.as_ref().and_then(|row| row.enterprise.former_name.as_deref()).map(|name| {
        view! { <p class="muted">{visit.tn("credit-formerly", &[("name", name.into())])}</p> }
    });
    let state = about.row.as_ref().map(|row| {
        let (tone, word) = standing(visit, row.enterprise.standing);
        view! { <Tag tone=tone text=word /> " " }
    });
    let body = view! {
        <h1>{chinese(visit, &name)}</h1>
        {former}
        <p>
            {state}
            {about.is_sole_trader().then(|| view! { <Tag tone=Tone::Plain text=visit.t("credit-sole-trader") /> " " })}
            <span class="fixed">{about.uscc.to_string()}</span>
        </p>
        <p class="lead">
            {visit.tn("credit-on-this-day", &[("day", visit.day(visit.today()).into())])} " "
            {on_record(visit, about.counts())}
        </p>
        <div class="two">
            <div>
                {negatives(visit, &about.records)}
                {penalties(visit, &about.penalties)}
                {honours(visit, &about.records)}
                {approvals(visit, &about.uscc, &about.approvals)}
                {awards(visit, &about.uscc, &about.awards)}
                {of_page(visit, histories)}
            </div>
            <div>
                {basics(visit, about)}
                {objection(visit)}
                {proof_panel(visit, &about.proofs)}
                <Panel title=visit.t("credit-data-title")>
                    <p>
                        <a href=format!("/credit/{}.json", about.uscc)>{visit.t("credit-data-json")}</a>
                    </p>
                </Panel>
            </div>
        </div>
    };
    ui::Page {
        title: format!("{name} {}", about.uscc),
        description: visit.tn("credit-enterprise-description", &[("name", name.into())]),
        nav: Nav::Credit,
        crumbs: crumbs(visit, &[("credit-title", "/credit")]),
        // A sole trader's business is a person's: the hall shows it to who asks for the code, not to search engines.
        robots: if about.is_sole_trader() { Robots::NoIndex } else { Robots::Index },
        body: body.into_any(),
        bundle: ui::Bundle::Public.when(about.proofs.has_island(visit)),
        feed: Some(format!("/credit/{}/changes.atom", about.uscc)),
        desk: None,
    }
}

fn basics(visit: &Visit, about: &About) -> AnyView {
    let Some(EnterpriseRow { enterprise, .. }) = &about.row else {
        return view! {
            <Panel title=visit.t("credit-basics")>
                <p>{visit.t("credit-not-registered")}</p>
            </Panel>
        }
        .into_any();
    };
    let entered = about.version.as_ref().map(|version| {
        let key = if version.revision > 1 { "credit-entered-again" } else { "credit-entered" };
        let words = visit.tn(
            key,
            &[("moment", visit.moment(version.entered).into()), ("revision", version.revision.into())],
        );
        view! { <p class="muted">{words}</p> }
    });
    let masked =
        enterprise.is_sole_trader().then(|| view! { <p class="muted">{visit.t("credit-masked")}</p> });
    view! {
        <Panel title=visit.t("credit-basics")>
            <SummaryList facts=facts(visit, enterprise) />
            {masked}
            {entered}
        </Panel>
    }
    .into_any()
}

fn facts(visit: &Visit, enterprise: &Enterprise) -> Vec<(Text, AnyView)> {
    let record = format!("{}/{}", Kind::Enterprise, enterprise.uscc);
    let of_own = |value: AnyView| ui::written(view! { <span data-record=record.clone()>{value}</span> });
    let own = |field: &str, value: AnyView| of_own(fact(format!("/{field}"), value));
    let mut facts: Vec<(Text, AnyView)> = vec![
        (
            visit.t("credit-code").into(),
            view! { <span class="fixed">{own("uscc", enterprise.uscc.to_string().into_any())}</span> }
                .into_any(),
        ),
        (visit.t("credit-kind").into(), class(visit, &enterprise.kind).into_any()),
    ];
    let mut add = |key: &'static str, value: Option<AnyView>| {
        facts.extend(value.map(|value| (visit.t(key).into(), value)));
    };
    let text =
        |field: &str, text: &Option<String>| text.as_deref().map(|text| own(field, chinese(visit, text)));
    let link = |name: &'static str, value: &str, shown: String| {
        view! { <a href=visit.href(&format!("/credit?{name}={}", escaped(value)))>{shown}</a> }.into_any()
    };
    let industry = enterprise.industry.as_deref();
    add("credit-industry", industry.map(|word| link("industry", word, class(visit, word))));
    add("credit-founded", enterprise.founded_on.map(|day| of_own(fact_day(visit, "/founded_on", day))));
    add("credit-capital", enterprise.capital.map(|fen| of_own(fact_sum("/capital", visit.money(fen), true))));
    add("credit-representative", text("legal_representative", &enterprise.legal_representative));
    let district = enterprise.district.as_deref();
    add("credit-district", district.map(|code| link("district", code, division(visit, code))));
    add("credit-address", text("address", &enterprise.address));
    facts
}

/// Whom to call when a record is wrong, and how to have one repaired.
pub(super) fn objection(visit: &Visit) -> AnyView {
    let city = visit.city();
    let telephones = city
        .telephones
        .iter()
        .map(|telephone| {
            view! {
                <li>
                    {telephone.name(visit.lang()).to_owned()} " "
                    <a href=telephone.number.link()>{telephone.number.as_str().to_owned()}</a>
                </li>
            }
        })
        .collect::<Vec<_>>();
    let email = city.email.clone();
    view! {
        <Panel title=visit.t("credit-object-title")>
            <p>{visit.t("credit-object")}</p>
            <ul>
                {telephones}
                <li>
                    <a href=format!("mailto:{email}")>{email.clone()}</a>
                </li>
            </ul>
            <h3>{visit.t("credit-repair-title")}</h3>
            <p>{visit.t("credit-repair")}</p>
            <p>
                <a href=visit.href("/methods/credit-publication")>{visit.t("credit-rule-link")}</a>
            </p>
        </Panel>
    }
    .into_any()
}
