//! Who takes part: buyers, bidders, suppliers, payers. A company or an office is named; a person is not, whatever the
//! publisher wrote, because pages, lists and exports all read names through here.

use record::{Uscc, mask, personal};
use serde_json::Value;
use std::collections::HashMap;

/// Someone who takes part in a contracting process, as the public may read it.
///
/// ```
/// use trading::party::Party;
/// let company = serde_json::json!({"id": "CN-USCI-91130302TE5T00294T", "name": "秦皇岛霁岚钢结构工程有限公司"});
/// assert_eq!(Party::read(&company).name, "秦皇岛霁岚钢结构工程有限公司");
/// let person = serde_json::json!({"id": "B-7", "name": "张三"});
/// assert_eq!(Party::read(&person).name, "张*");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// The publisher's own identifier, which references repeat.
    pub id: String,
    /// The name, masked where it is a person's.
    pub name: String,
    /// The credit code, where the party has one.
    pub uscc: Option<Uscc>,
    /// Another identifier, such as `UA-EDR 40133709`.
    pub identifier: Option<String>,
    /// Region, locality and country in one line. Streets are not shown: a sole trader may live there.
    pub place: String,
    /// What the party does here: `buyer`, `tenderer`, `supplier` and so on.
    pub roles: Vec<String>,
    /// Whether the name is a person's and therefore masked.
    pub is_person: bool,
}

impl Party {
    /// Reads a party or a reference to one.
    pub fn read(party: &Value) -> Party {
        let text = |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or("").trim().to_owned();
        let id = match party.get("id") {
            Some(Value::Number(id)) => id.to_string(),
            id => text(id),
        };
        let identifier = party.get("identifier");
        let scheme = text(identifier.and_then(|identifier| identifier.get("scheme")));
        let number = match identifier.and_then(|identifier| identifier.get("id")) {
            Some(Value::Number(number)) => number.to_string(),
            number => text(number),
        };
        let written = Some(text(party.get("name"))).filter(|name| !name.is_empty());
        let written =
            written.unwrap_or_else(|| text(identifier.and_then(|identifier| identifier.get("legalName"))));
        let uscc = uscc(&id, &scheme, &number);
        let is_person = uscc.is_none() && is_person(&written);
        let other = format!("{scheme} {number}");
        let address = party.get("address");
        let of_address = |field: &str| text(address.and_then(|address| address.get(field)));
        let mut place: Vec<String> = ["countryName", "region", "locality"].map(of_address).into();
        place.retain(|part| !part.is_empty());
        place.dedup();
        Party {
            id: personal::masked(&id),
            name: if is_person { mask::name(&written) } else { personal::masked(&written) },
            identifier: Some(personal::masked(other.trim()))
                .filter(|other| uscc.is_none() && !other.is_empty()),
            uscc,
            place: place.join(" "),
            roles: texts(party.get("roles")),
            is_person,
        }
    }

    /// Whether the party trades under its own name without a company: its page is kept out of search engines.
    pub fn is_sole_trader(&self) -> bool {
        self.uscc.as_ref().is_some_and(Uscc::is_sole_trader)
    }

    /// What a list and the credit page know the party by: its credit code, else the publisher's identifier.
    pub fn code(&self) -> &str {
        self.uscc.as_ref().map_or(self.id.as_str(), Uscc::as_str)
    }
}

/// The parties of a release by their identifier, so that a reference finds its code and address.
#[derive(Clone, Debug, Default)]
pub struct Parties(HashMap<String, Party>);

impl Parties {
    /// Reads the list `parties`.
    pub fn read(release: &Value) -> Parties {
        let parties = release.get("parties").and_then(Value::as_array).into_iter().flatten();
        Parties(parties.map(Party::read).map(|party| (party.id.clone(), party)).collect())
    }

    /// The party a reference means: the full one where `parties` holds it, else what the reference itself says.
    pub fn referred(&self, reference: &Value) -> Party {
        let party = Party::read(reference);
        match self.0.get(&party.id).filter(|_| !party.id.is_empty()) {
            // Publishers change names between releases; the reference says how it stood there and then.
            Some(full) if !party.name.is_empty() => {
                Party { name: party.name, is_person: party.is_person, ..full.clone() }.named_as(full)
            }
            Some(full) => full.clone(),
            None => party,
        }
    }

    /// The parties a list of references means, those without any name or identifier left out.
    pub fn all(&self, references: Option<&Value>) -> Vec<Party> {
        let references = references.and_then(Value::as_array).into_iter().flatten();
        let parties =
            references.filter(|reference| reference.is_object()).map(|reference| self.referred(reference));
        parties.filter(|party| !party.name.is_empty() || !party.id.is_empty()).collect()
    }
}

impl Party {
    /// A name that looked like a person's without its code is not masked once the code says that it is a firm's.
    fn named_as(mut self, full: &Party) -> Party {
        if self.is_person && !full.is_person {
            self.name.clone_from(&full.name);
            self.is_person = false;
        }
        self
    }
}

/// The credit code of a party: `CN-USCI-…` as identifier, or the scheme `CN-USCI` with the code.
fn uscc(id: &str, scheme: &str, number: &str) -> Option<Uscc> {
    let of_id = id.strip_prefix("CN-USCI-").and_then(|code| Uscc::parse(code).ok());
    of_id.or_else(|| if scheme == "CN-USCI" { Uscc::parse(number).ok() } else { None })
}

/// Words that end the name of an organisation and never a person's.
const ORGANISATIONS: [&str; 28] = [
    "公司", "集团", "厂", "店", "中心", "局", "院", "校", "协会", "部", "所", "站", "社", "银行", "队", "处",
    "委", "会", "政府", "馆", "场", "园", "矿", "行", "室", "村", "镇", "办",
];

/// The commonest family names of one character; together they are borne by nine in ten people. Rare ones escape, so a
/// publisher must not rely on this alone.
const SURNAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜\
范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳\
齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜肖詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边闫佟闻";
/// Family names of two characters.
const COMPOUND: [&str; 10] = ["欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐"];

/// Whether a name without a code reads as a person's: two to four Chinese characters that begin with a family name and
/// do not end like an office or a firm.
fn is_person(name: &str) -> bool {
    let letters: Vec<char> = name.chars().filter(|c| *c != '·').collect();
    let all_han = letters.iter().all(|c| ('\u{4e00}'..='\u{9fff}').contains(c));
    let named = COMPOUND.iter().any(|surname| name.starts_with(surname))
        || letters.first().is_some_and(|first| SURNAMES.contains(*first));
    (2..=4).contains(&letters.len())
        && all_han
        && named
        && !ORGANISATIONS.iter().any(|word| name.ends_with(word))
}

/// The same JSON with nothing in it that identifies a person: names of people, and numbers of identity cards, mobile
/// telephones and bank cards in any text. `None` where there was nothing to change, so that a file goes out as it came.
pub fn without_persons(json: &Value) -> Option<Value> {
    let mut masked = json.clone();
    if mask_within(&mut masked) { Some(masked) } else { None }
}

fn mask_within(json: &mut Value) -> bool {
    match json {
        Value::String(text) => {
            let masked = personal::masked(text);
            let changed = masked != *text;
            *text = masked;
            changed
        }
        Value::Array(items) => items.iter_mut().fold(false, |changed, item| mask_within(item) | changed),
        Value::Object(_) => {
            let mut changed = mask_names(json);
            if let Value::Object(fields) = json {
                changed = fields.values_mut().fold(changed, |changed, value| mask_within(value) | changed);
            }
            changed
        }
        _ => false,
    }
}

/// The names of an object that stands for someone: its own, its legal name, its contact's.
fn mask_names(json: &mut Value) -> bool {
    let known = Party::read(json).uscc.is_some();
    let Value::Object(fields) = json else { return false };
    let mut changed = false;
    let mut hide = |name: Option<&mut Value>| {
        if let Some(Value::String(name)) = name.filter(|name| name.as_str().is_some_and(is_person)) {
            *name = mask::name(name);
            changed = true;
        }
    };
    if !known {
        hide(fields.get_mut("name"));
        hide(fields.get_mut("identifier").and_then(|identifier| identifier.get_mut("legalName")));
    }
    hide(fields.get_mut("contactPoint").and_then(|contact| contact.get_mut("name")));
    changed
}

/// The texts of a list of texts.
pub(crate) fn texts(value: Option<&Value>) -> Vec<String> {
    let list = value.and_then(Value::as_array).into_iter().flatten();
    list.filter_map(|text| text.as_str().map(str::to_owned)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_person_is_masked_and_an_organisation_is_not() {
        for (name, person) in [
            ("张三", true),
            ("欧阳修远", true),
            ("王小明", true),
            ("昌黎县财政局", false),
            ("金鼎公司", false),
            ("王记小吃店", false),
            ("万达广场", false),
            ("Natural person 5 (masked)", false),
            ("НОВА 11", false),
            ("", false),
        ] {
            assert_eq!(is_person(name), person, "{name}");
        }
    }

    #[test]
    fn a_sole_trader_keeps_its_trade_name() {
        let code = Uscc::complete("92130302MA0TE5T00").unwrap();
        let party = Party::read(&json!({"id": format!("CN-USCI-{code}"), "name": "王小二"}));
        assert_eq!((party.name.as_str(), party.is_person, party.is_sole_trader()), ("王小二", false, true));
    }

    #[test]
    fn a_reference_finds_the_code_of_its_party() {
        let code = Uscc::complete("91130302TE5T00294").unwrap();
        let release = json!({"parties": [{"id": "1", "name": "高远", "roles": ["supplier"],
            "identifier": {"scheme": "CN-USCI", "id": code.as_str()}, "address": {"region": "河北省", "locality": "昌黎县"}}]});
        let party = Parties::read(&release).referred(&json!({"id": "1", "name": "高远"}));
        assert_eq!(
            (party.code(), party.name.as_str(), party.place.as_str()),
            (code.as_str(), "高远", "河北省 昌黎县")
        );
        let unknown = Parties::read(&release).referred(&json!({"id": "2", "name": "高远"}));
        assert_eq!(unknown.name, "高*");
    }

    #[test]
    fn an_export_leaks_no_person_and_leaves_the_rest_as_it_came() {
        let clean = json!({"buyer": {"id": "1", "name": "昌黎县财政局"}, "tender": {"value": {"amount": 4111111111111111_i64}}});
        assert_eq!(without_persons(&clean), None);
        let dirty = json!({"parties": [{"id": "2", "name": "张三", "contactPoint": {"name": "李四"}}],
            "tender": {"description": "联系人身份证11010519491231002X"}});
        let text = without_persons(&dirty).unwrap().to_string();
        for secret in ["张三", "李四", "11010519491231002X"] {
            assert!(!text.contains(secret), "{text}");
        }
    }
}
