//! Enterprises of the demonstration, and what they were praised and punished for.

use credit::credit_record::{CreditRecord, Finding};
use credit::enterprise::{Enterprise, SOLE_TRADER, Standing};
use credit::penalty::{Office, Party, Penalty};
use credit::rules::publication::Severity;
use record::Fen;

use super::draw::{WorkingDays, chance, one, rng};
use super::names::Firm;

const HONOURS: &[(&str, &str)] = &[
    ("高新技术企业", "省科学技术厅"),
    ("劳动关系和谐企业", "秦皇岛市人力资源和社会保障局"),
    ("守合同重信用企业", "秦皇岛市市场监督管理局"),
    ("纳税信用A级", "国家税务总局秦皇岛市税务局"),
    ("安全生产标准化达标企业", "秦皇岛市应急管理局"),
];
const NEGATIVE: &[(&str, &str, &str)] = &[
    ("经营异常", "未按规定期限公示年度报告", "秦皇岛市市场监督管理局"),
    ("欠税公告", "欠缴税款", "国家税务总局秦皇岛市税务局"),
    ("合同违约", "未按合同约定履行", "秦皇岛市公共资源交易中心"),
    ("拖欠工资", "拖欠劳动者工资", "秦皇岛市人力资源和社会保障局"),
];
const OFFENCES: &[(&str, &str, &str, &str)] = &[
    ("未经批准擅自取水", "《中华人民共和国水法》第六十九条", "秦皇岛市水务局", "秦水罚决"),
    (
        "经营标签不合格的食品",
        "《中华人民共和国食品安全法》第一百二十五条",
        "秦皇岛市市场监督管理局",
        "秦市监罚决",
    ),
    (
        "施工扬尘未采取防治措施",
        "《中华人民共和国大气污染防治法》第一百一十五条",
        "秦皇岛市住房和城乡建设局",
        "秦建罚决",
    ),
    ("占用消防通道", "《中华人民共和国消防法》第六十条", "秦皇岛市消防救援支队", "秦消罚决"),
    ("超限运输", "《公路安全保护条例》第六十四条", "秦皇岛市交通运输局", "秦交罚决"),
];

/// The register's entry of an enterprise.
pub(super) fn enterprise(seed: u64, n: u64, firm: Firm, days: &WorkingDays) -> Enterprise {
    let mut rng = rng(seed, "enterprise", n);
    let street = one(&mut rng, &["文昌街", "迎宾路", "港城大街", "燕山大街", "民族路"]);
    Enterprise {
        register_number: Some(format!("E{:06}", n + 1)),
        former_name: None,
        kind: if firm.sole_trader { SOLE_TRADER } else { "有限公司" }.to_owned(),
        industry: Some(firm.industry.to_owned()),
        town: None,
        standing: if chance(&mut rng, 95.0) { Standing::Active } else { Standing::Cancelled },
        founded_on: Some(days.at(0).plus(-i64::from(rng.u16(30..9_000)))),
        legal_representative: Some(firm.representative),
        capital: (!firm.sole_trader).then(|| Fen(i64::from(rng.u32(10..5_000)) * 100_000_000)),
        address: Some(if firm.sole_trader {
            format!("河北省秦皇岛市{street}***")
        } else {
            format!("河北省秦皇岛市{street}{}号", rng.u16(1..400))
        }),
        district: Some(firm.district),
        name: firm.name,
        uscc: firm.uscc,
    }
}

/// The n-th honour or negative record; two in three are honours.
pub(super) fn credit_record(seed: u64, n: u64, firm: &Firm, days: &WorkingDays, span: usize) -> CreditRecord {
    let mut rng = rng(seed, "credit record", n);
    let decided_on = days.at(days.today - rng.usize(..span.min(days.today)));
    let (category, name, authority, finding) = if chance(&mut rng, 65.0) {
        let (name, authority) = HONOURS[rng.usize(..HONOURS.len())];
        ("荣誉", name, authority, Finding::Honour { valid_until: Some(decided_on.plus_months(36)) })
    } else {
        let (category, name, authority) = NEGATIVE[rng.usize(..NEGATIVE.len())];
        let publish_min = decided_on.plus_months(3);
        let repaired = publish_min.plus(i64::from(rng.u8(1..90)));
        let repaired_on = (chance(&mut rng, 40.0) && repaired <= days.at(days.today)).then_some(repaired);
        let finding = Finding::Negative {
            severity: Severity::Ordinary,
            publish_min,
            publish_until: decided_on.plus_months(12),
            repaired_on,
        };
        (category, name, authority, finding)
    };
    CreditRecord {
        key: format!("XY{:06}", n + 1),
        uscc: firm.uscc,
        enterprise: firm.name.clone(),
        category: category.to_owned(),
        name: name.to_owned(),
        authority: authority.to_owned(),
        decided_on,
        document: Some(format!("秦信〔{}〕{:04}号", decided_on.year(), n % 10_000)),
        finding,
    }
}

/// The n-th penalty, always of an enterprise.
pub(super) fn penalty(seed: u64, n: u64, firm: &Firm, days: &WorkingDays, span: usize) -> Penalty {
    let mut rng = rng(seed, "penalty", n);
    let place = days.today - rng.usize(..span.min(days.today));
    let decided_on = days.at(place);
    let (offence, basis, authority, document) = OFFENCES[rng.usize(..OFFENCES.len())];
    let yuan = i64::from(rng.u16(10..800)) * 100;
    let severe = chance(&mut rng, 12.0);
    let (least, most) = if severe { (12, 36) } else { (3, 12) };
    let office = Office { name: authority.to_owned(), uscc: None };
    let published = (place + rng.usize(1..=6)).min(days.today);
    Penalty {
        key: format!("CF{}{:05}", decided_on.to_string().replace('-', ""), n % 100_000),
        party: if firm.sole_trader {
            Party::SoleTrader { name: firm.name.clone(), uscc: firm.uscc }
        } else {
            Party::Organisation { name: firm.name.clone(), uscc: firm.uscc }
        },
        legal_representative: Some(firm.representative.clone()),
        document: format!("{document}〔{}〕{:05}号", decided_on.year(), n % 100_000),
        offence: Some(offence.to_owned()),
        findings: Some(format!("经查，当事人{offence}，事实清楚，证据确凿。")),
        basis: Some(basis.to_owned()),
        kinds: vec!["罚款".to_owned()],
        content: Some(format!("罚款人民币{yuan}元")),
        fine: Some(Fen(yuan * 100)),
        confiscated: None,
        licence: None,
        decided_on,
        valid_until: None,
        authority: office.clone(),
        source: Some(office),
        remark: None,
        severity: if severe { Severity::Serious } else { Severity::Ordinary },
        severity_stated: true,
        publish_min: decided_on.plus_months(least),
        publish_until: decided_on.plus_months(most),
        published_on: Some(days.at(published)),
    }
}

/// Whose code a record carries: spread over the register, some enterprises more often than others.
pub(super) fn about(seed: u64, kind: &str, n: u64, firms: u64) -> u64 {
    let mut rng = rng(seed, kind, n);
    rng.u64(..firms).min(rng.u64(..firms))
}
