//! Names that belong to nobody: rare characters in the middle, codes that carry `TE5T`.

use fastrand::Rng;
use record::{Uscc, mask};

use super::draw::{chance, one};

const FIRST: &[&str] = &[
    "澄", "榆", "浒", "峪", "渺", "颢", "璟", "岚", "稷", "泠", "沅", "潋", "珩", "栎", "翎", "砚", "湄",
    "琰", "淼", "烨", "栀", "穗", "菘", "汀", "玥", "溪", "筠", "垣", "砾", "屿", "麓", "祺", "晏", "沐",
    "洲", "霁",
];
const TRADE: &[(&str, &str)] = &[
    ("建筑工程", "建筑"),
    ("市政工程", "建筑"),
    ("装饰工程", "建筑"),
    ("路桥工程", "建筑"),
    ("园林绿化", "建筑"),
    ("信息技术", "信息技术"),
    ("网络科技", "信息技术"),
    ("生物科技", "医药"),
    ("医疗器械", "医药"),
    ("食品", "食品"),
    ("粮油", "食品"),
    ("水产", "农林牧渔"),
    ("林业开发", "农林牧渔"),
    ("畜牧养殖", "农林牧渔"),
    ("机械制造", "制造"),
    ("玻璃", "制造"),
    ("汽车零部件", "制造"),
    ("橡塑制品", "制造"),
    ("港口装卸", "物流"),
    ("货物运输", "物流"),
    ("环保设备", "环保"),
    ("固废处置", "环保"),
    ("旅游开发", "旅游"),
    ("酒店管理", "旅游"),
    ("商贸", "批发零售"),
    ("教育咨询", "教育"),
    ("保安服务", "服务"),
    ("劳务派遣", "服务"),
];
const SHOP: &[(&str, &str)] = &[
    ("农资店", "农林牧渔"),
    ("烧烤店", "餐饮"),
    ("便利店", "批发零售"),
    ("药店", "医药"),
    ("早餐铺", "餐饮"),
    ("修车铺", "服务"),
];
const SURNAMES: &[&str] = &[
    "杜", "武", "段", "杨", "江", "龙", "邵", "王", "叶", "廖", "胡", "魏", "于", "金", "孔", "欧阳", "范",
    "陶",
];
/// Letters and digits of GB 32100 that may stand in the middle of a code.
const SERIAL: &[u8] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// An enterprise of the demonstration, by its number.
pub(super) struct Firm {
    pub(super) uscc: Uscc,
    pub(super) name: String,
    pub(super) industry: &'static str,
    pub(super) district: String,
    pub(super) sole_trader: bool,
    pub(super) representative: String,
}

/// The n-th enterprise. Sole traders are about one in eight.
pub(super) fn firm(rng: &mut Rng, n: u64, districts: &[(String, String)]) -> Firm {
    let sole_trader = chance(rng, 12.0);
    let (code, district) = &districts[rng.usize(..districts.len())];
    let middle = format!("{}{}", one(rng, FIRST), one(rng, FIRST));
    let (name, industry) = if sole_trader {
        let (trade, industry) = SHOP[rng.usize(..SHOP.len())];
        (format!("{district}{middle}{trade}"), industry)
    } else {
        let (trade, industry) = TRADE[rng.usize(..TRADE.len())];
        let place = one(rng, &["秦皇岛", "秦皇岛市", "河北"]);
        let form = if chance(rng, 6.0) { "股份有限公司" } else { "有限公司" };
        (format!("{place}{middle}{trade}{form}"), industry)
    };
    let full = person(rng);
    Firm {
        uscc: code_of(if sole_trader { "92" } else { "91" }, code, n),
        name,
        industry,
        district: code.clone(),
        sole_trader,
        representative: if sole_trader { mask::name(&full) } else { full },
    }
}

/// A name of nobody in particular.
pub(super) fn person(rng: &mut Rng) -> String {
    let mut name = (*one(rng, SURNAMES)).to_owned();
    for _ in 0..rng.usize(1..=2) {
        name.push_str(one(rng, FIRST));
    }
    name
}

/// The serial number becomes four characters between `TE5T` and the inner check character.
pub(super) fn code_of(class: &str, district: &str, n: u64) -> Uscc {
    let mut serial = String::with_capacity(4);
    let mut left = n;
    for _ in 0..4 {
        serial.insert(0, SERIAL[(left % 31) as usize] as char);
        left /= 31;
    }
    "0123456789X"
        .chars()
        .filter_map(|inner| Uscc::complete(&format!("{class}{district}TE5T{serial}{inner}")))
        .find(Uscc::organisation_checks)
        .expect("one of the eleven inner check characters always fits")
}
