//! Contracting processes of the demonstration, as the trading centre would publish them: OCDS releases that go
//! through the same door as a real file.

use fastrand::Rng;
use record::Day;
use serde_json::{Value, json};

use super::draw::{WorkingDays, chance, one, rng};
use super::names::Firm;

/// Kind by its number's prefix: share, ways of trading, what is traded, who buys or sells, and the range in 万元.
struct Line {
    prefix: &'static str,
    method: &'static [(&'static str, &'static str)],
    subject: &'static [&'static str],
    office: &'static str,
    category: Option<&'static str>,
    notice: &'static str,
    wan: (u32, u32),
    sale: bool,
}

const LINES: &[Line] = &[
    Line {
        prefix: "GC",
        method: &[("open", "公开招标"), ("limited", "邀请招标")],
        subject: &[
            "道路改造工程",
            "雨污分流改造工程",
            "老旧小区改造工程",
            "中学教学楼新建工程",
            "河道治理工程",
        ],
        office: "住房和城乡建设局",
        category: Some("works"),
        notice: "招标公告",
        wan: (400, 6_000),
        sale: false,
    },
    Line {
        prefix: "ZC",
        method: &[("open", "公开招标"), ("selective", "竞争性磋商"), ("limited", "询价")],
        subject: &["保安服务", "办公设备采购", "校服采购", "信息系统运维服务", "医疗设备采购"],
        office: "财政局",
        category: Some("services"),
        notice: "采购公告",
        wan: (20, 900),
        sale: false,
    },
    Line {
        prefix: "TK",
        method: &[("open", "挂牌"), ("open", "拍卖")],
        subject: &[
            "号地块工业用地国有建设用地使用权出让",
            "号地块住宅用地国有建设用地使用权出让",
            "号建筑石料矿采矿权出让",
        ],
        office: "自然资源和规划局",
        category: None,
        notice: "出让公告",
        wan: (800, 26_000),
        sale: true,
    },
    Line {
        prefix: "CQ",
        method: &[("open", "网络竞价"), ("open", "挂牌转让")],
        subject: &["报废机动车资产处置", "国有房产出租", "国有股权转让"],
        office: "财政局",
        category: None,
        notice: "转让公告",
        wan: (5, 2_000),
        sale: true,
    },
];

/// What the processes are drawn from.
pub(super) struct Centre<'a> {
    pub(super) seed: u64,
    pub(super) prefix: &'a str,
    pub(super) districts: &'a [(String, String)],
    pub(super) firms: u64,
    pub(super) days: &'a WorkingDays,
    pub(super) span: usize,
}

impl Centre<'_> {
    /// Every release of the first `all` processes, in one package.
    pub(super) fn package(&self, all: u64, published: &str) -> Value {
        let releases: Vec<Value> = (0..all).flat_map(|n| self.releases(n, all)).collect();
        json!({
            "uri": "https://sunhall.example/demo/releases.json",
            "version": "1.1",
            "publishedDate": published,
            "publisher": { "name": "秦皇岛市公共资源交易中心（演示数据）" },
            "license": "https://creativecommons.org/publicdomain/zero/1.0/",
            "extensions": ["https://raw.githubusercontent.com/open-contracting-extensions/ocds_bid_extension/v1.1.5/extension.json"],
            "releases": releases
        })
    }

    fn releases(&self, n: u64, all: u64) -> Vec<Value> {
        let mut rng = rng(self.seed, "process", n);
        let line = &LINES[[0, 0, 0, 0, 1, 1, 1, 2, 2, 3][rng.usize(..10)]];
        let first = self.days.today - self.span.min(self.days.today);
        let announced = first + (n as f64 / all as f64 * (self.days.today - first + 1) as f64) as usize;
        let (district, place) = &self.districts[rng.usize(..self.districts.len())];
        let number = format!("{}-{}-{:05}", line.prefix, self.days.at(announced).year(), n);
        let ocid = format!("{}-{number}", self.prefix);
        let title = if line.prefix == "TK" {
            format!("{place}{}{}", rng.u8(1..60), one(&mut rng, line.subject))
        } else {
            format!("{place}{}", one(&mut rng, line.subject))
        };
        let buyer = party(&office_code(district, line.prefix), &format!("秦皇岛市{place}{}", line.office));
        let estimate = i64::from(rng.u32(line.wan.0..line.wan.1)) * 10_000;
        let (method, method_words) = line.method[rng.usize(..line.method.len())];
        let closing = announced + rng.usize(14..24);
        let head = |tag: Value, day: Day, at: &str, id: usize| {
            json!({
                "ocid": ocid, "id": format!("{number}-R{id}"), "date": stamp(day, at), "language": "zh",
                "tag": tag, "initiationType": "tender", "buyer": reference(&buyer),
            })
        };
        let mut tender = json!({
            "id": number, "title": title, "description": format!("{title}，详见公告文件。"), "status": "active",
            "procuringEntity": reference(&buyer), "value": money(estimate),
            "procurementMethod": method, "procurementMethodDetails": method_words,
            "submissionMethod": ["electronicSubmission"],
            "awardCriteria": if line.sale { "priceOnly" } else { "ratedCriteria" },
            "tenderPeriod": {
                "startDate": stamp(self.days.at(announced), "09:00:00"),
                "endDate": stamp(self.days.at(closing), "09:00:00"),
            },
            "documents": [notice(&number, 1, "tenderNotice", line.notice, self.days.at(announced))],
        });
        if let Some(category) = line.category {
            tender["mainProcurementCategory"] = json!(category);
        }
        let mut opening = head(json!(["tender"]), self.days.at(announced), "09:00:00", 1);
        opening["parties"] = json!([with_roles(&buyer, &["buyer", "procuringEntity"])]);
        opening["tender"] = tender;
        let mut releases = vec![opening];
        let awarded = closing + rng.usize(4..9);
        if awarded > self.days.today {
            return releases;
        }
        if chance(&mut rng, 4.0) {
            let mut failed = head(json!(["tenderCancellation"]), self.days.at(awarded), "10:00:00", 2);
            failed["tender"] =
                json!({ "id": number, "status": "unsuccessful", "numberOfTenderers": rng.u8(0..3) });
            releases.push(failed);
            return releases;
        }
        let (award, winner, price) =
            self.award(&mut rng, line, &number, &title, estimate, [closing, awarded]);
        let mut decision = head(json!(["tenderUpdate", "award"]), self.days.at(awarded), "10:00:00", 2);
        for (name, value) in award.as_object().expect("built as an object above") {
            decision[name] = value.clone();
        }
        let mut parties = vec![with_roles(&buyer, &["buyer", "procuringEntity"])];
        parties.extend(award["parties"].as_array().cloned().unwrap_or_default());
        decision["parties"] = json!(parties);
        releases.push(decision);
        let signed = awarded + rng.usize(3..20);
        if signed <= self.days.today {
            let mut contract = head(json!(["contract"]), self.days.at(signed), "11:00:00", 3);
            contract["parties"] = json!([
                with_roles(&buyer, &["buyer", "procuringEntity"]),
                with_roles(&winner, &["supplier"])
            ]);
            contract["contracts"] = json!([{
                "id": format!("{number}-C1"), "awardID": format!("{number}-A1"), "title": format!("{title}合同"),
                "status": "active", "value": money(price), "dateSigned": stamp(self.days.at(signed), "10:00:00"),
                "period": {
                    "startDate": stamp(self.days.at(signed), "10:00:00"),
                    "endDate": stamp(self.days.at(signed).plus(365), "17:00:00"),
                },
            }]);
            releases.push(contract);
        }
        releases
    }

    /// Bids, the award and who takes part; the winner and the price.
    fn award(
        &self,
        rng: &mut Rng,
        line: &Line,
        number: &str,
        title: &str,
        estimate: i64,
        [closing, awarded]: [usize; 2],
    ) -> (Value, Value, i64) {
        let mut bidders: Vec<Firm> = Vec::new();
        for _ in 0..rng.usize(3..8) {
            let firm = super::nth_firm(self.seed, rng.u64(..self.firms), self.districts);
            if !firm.sole_trader && bidders.iter().all(|other| other.uscc != firm.uscc) {
                bidders.push(firm);
            }
        }
        if bidders.is_empty() {
            bidders.push(super::nth_organisation(self.seed, self.districts));
        }
        let bids: Vec<(i64, &Firm)> = bidders
            .iter()
            .map(|firm| {
                let factor = if line.sale { 1.0 + rng.f64() * 0.4 } else { 0.82 + rng.f64() * 0.16 };
                ((estimate as f64 * factor) as i64, firm)
            })
            .collect();
        let best = (0..bids.len())
            .min_by_key(|at| if line.sale { -bids[*at].0 } else { bids[*at].0 })
            .expect("there is at least one bidder");
        let people: Vec<Value> = bidders.iter().map(|firm| party(firm.uscc.as_str(), &firm.name)).collect();
        let tenderers: Vec<Value> = people.iter().map(reference).collect();
        let details: Vec<Value> = bids
            .iter()
            .enumerate()
            .map(|(at, (price, _))| {
                json!({
                    "id": format!("{number}-B{}", at + 1), "status": "valid", "tenderers": [tenderers[at]],
                    "date": stamp(self.days.at(closing - 1), &format!("{:02}:{:02}:00", rng.u8(9..17), rng.u8(..60))),
                    "value": money(*price),
                })
            })
            .collect();
        let parties: Vec<Value> = people
            .iter()
            .enumerate()
            .map(|(at, who)| {
                with_roles(who, if at == best { &["tenderer", "supplier"] } else { &["tenderer"] })
            })
            .collect();
        let price = bids[best].0;
        let award = json!({
            "parties": parties,
            "tender": { "id": number, "status": "complete", "numberOfTenderers": bids.len(), "tenderers": tenderers },
            "bids": { "details": details },
            "awards": [{
                "id": format!("{number}-A1"), "title": title, "status": "active",
                "date": stamp(self.days.at(awarded), "10:00:00"), "value": money(price),
                "suppliers": [tenderers[best]], "relatedBid": format!("{number}-B{}", best + 1),
                "documents": [notice(number, 2, "awardNotice", "成交结果公告", self.days.at(awarded))],
            }],
        });
        (award, people[best].clone(), price)
    }
}

fn stamp(day: Day, at: &str) -> String {
    format!("{day}T{at}+08:00")
}

fn money(yuan: i64) -> Value {
    json!({ "amount": yuan, "currency": "CNY" })
}

fn notice(number: &str, id: u8, kind: &str, title: &str, day: Day) -> Value {
    json!({
        "id": format!("{number}-D{id}"), "documentType": kind, "title": title,
        "url": format!("https://sunhall.example/demo/notices/{number}/{id}"),
        "datePublished": stamp(day, "09:00:00"), "format": "text/html", "language": "zh",
    })
}

fn party(code: &str, name: &str) -> Value {
    json!({
        "id": format!("CN-USCI-{code}"), "name": name,
        "identifier": { "scheme": "CN-USCI", "id": code, "legalName": name },
    })
}

fn with_roles(party: &Value, roles: &[&str]) -> Value {
    let mut party = party.clone();
    party["roles"] = json!(roles);
    party
}

fn reference(party: &Value) -> Value {
    json!({ "id": party["id"], "name": party["name"] })
}

/// The code of a district's office: made like every other code of the demonstration.
fn office_code(district: &str, prefix: &str) -> String {
    let serial = LINES.iter().position(|line| line.prefix == prefix).unwrap_or(0) as u64;
    super::names::code_of("11", district, 900_000 + serial).to_string()
}
