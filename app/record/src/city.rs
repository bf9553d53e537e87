//! All that is a city's own, read from `city.toml`.

use crate::{Lang, Phone};
use serde::Deserialize;

/// A city: its names, offices, divisions and numbers. Nothing of it is a constant of the program, and no secret is in it.
///
/// ```
/// use record::{City, Lang};
/// let city: City = serde_json::from_str(r#"{
///     "name_zh": "秦皇岛市", "name_en": "Qinhuangdao", "utc_offset_minutes": 480,
///     "email": "portal@city.example", "address_zh": "海港区文化路1号", "address_en": "1 Wenhua Road",
///     "error_telephone": "0335-3912345", "ocid_prefix": "ocds-abc123",
///     "divisions": [{"code": "130302", "name": "海港区", "level": "county", "parent": "130300"}]
/// }"#).unwrap();
/// assert_eq!(city.name(Lang::En), "Qinhuangdao");
/// assert_eq!(city.division("130302").unwrap().name, "海港区");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct City {
    /// The name in Chinese, such as 秦皇岛市.
    pub name_zh: String,
    /// The name in English.
    pub name_en: String,
    /// How many minutes the city's clock is ahead of UTC: 480 in China.
    pub utc_offset_minutes: i32,
    /// The numbers in the footer and on the contact page, in their order.
    #[serde(default)]
    pub telephones: Vec<Telephone>,
    /// The number the error pages name: who answers when the portal fails.
    pub error_telephone: Phone,
    /// Where an error on a page can be reported in writing.
    pub email: String,
    /// The postal address in Chinese.
    pub address_zh: String,
    /// The postal address in English.
    pub address_en: String,
    /// The publisher of the open data; the city's name if it is left out.
    #[serde(default)]
    pub publisher_zh: Option<String>,
    /// The publisher of the open data in English.
    #[serde(default)]
    pub publisher_en: Option<String>,
    /// The prefix registered for the city's contracting processes (OCDS), such as `ocds-abc123`.
    pub ocid_prefix: String,
    /// The ICP filing number 备案号 the footer must show, once there is one.
    #[serde(default)]
    pub filing_number: Option<String>,
    /// The public security filing number 公安备案号, once there is one.
    #[serde(default)]
    pub police_filing_number: Option<String>,
    /// The official identification code of a government site 政府网站标识码, once there is one.
    #[serde(default)]
    pub site_code: Option<String>,
    /// What stands before every path where a full address is needed, as in `sitemap.xml`: such as `https://portal.example`, without a slash at the end.
    #[serde(default)]
    pub site_address: Option<String>,
    /// Its divisions, the city itself among them.
    #[serde(default)]
    pub divisions: Vec<Division>,
    /// The units citizens can call.
    #[serde(default)]
    pub units: Vec<Unit>,
    /// The units that take in reports and complaints, with who stands above whom.
    #[serde(default)]
    pub receivers: Vec<crate::Receiver>,
    /// Whose signatures count on the lists of keys that reports are sealed to; nothing can be sealed while there are none.
    #[serde(default)]
    pub sealing: Option<Sealing>,
    /// When a clock is called late, each with its legal basis.
    #[serde(default)]
    pub thresholds: Thresholds,
    /// The addresses (with prefix length) of the proxies whose word about a caller's address is believed.
    #[serde(default)]
    pub trusted_proxies: Vec<String>,
}

/// A number citizens may call and what it is for.
///
/// ```
/// use record::{Lang, Telephone};
/// let json = r#"{"name_zh": "政务服务热线", "name_en": "Government hotline", "number": "12345"}"#;
/// let telephone: Telephone = serde_json::from_str(json).unwrap();
/// assert_eq!((telephone.name(Lang::Zh), telephone.number.link().as_str()), ("政务服务热线", "tel:12345"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Telephone {
    /// What it is for, in Chinese.
    pub name_zh: String,
    /// What it is for, in English.
    pub name_en: String,
    /// The number.
    pub number: Phone,
}

impl Telephone {
    /// What it is for.
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.name_zh,
            Lang::En => &self.name_en,
        }
    }
}

/// An administrative division (GB/T 2260 for six digits, the statistical codes below).
///
/// ```
/// use record::{Division, DivisionLevel, Lang};
/// let json = r#"{"code": "130302", "name": "海港区", "name_en": "Haigang", "level": "county", "parent": "130300"}"#;
/// let division: Division = serde_json::from_str(json).unwrap();
/// assert_eq!((division.level, division.name(Lang::En)), (DivisionLevel::County, "Haigang"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Division {
    /// Six digits for a city or county, nine for a township.
    pub code: String,
    /// The name in Chinese.
    pub name: String,
    /// The name in English, if the city has given one.
    #[serde(default)]
    pub name_en: Option<String>,
    /// How high it stands.
    pub level: DivisionLevel,
    /// The code of the division it belongs to.
    #[serde(default)]
    pub parent: Option<String>,
}

impl Division {
    /// The name; the Chinese one where there is no English.
    pub fn name(&self, lang: Lang) -> &str {
        match (lang, &self.name_en) {
            (Lang::En, Some(name)) => name,
            _ => &self.name,
        }
    }
}

/// How high a division stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DivisionLevel {
    /// The city 地级市.
    City,
    /// A district or county 县级.
    County,
    /// A street, town or township 乡级.
    Township,
}

/// A unit 单位 with its number.
///
/// ```
/// use record::Unit;
/// let unit: Unit = serde_json::from_str(r#"{"code": "11130300TE5T00UE3M", "name": "市发展和改革委员会"}"#).unwrap();
/// assert_eq!(unit.telephone, None);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// Its credit code, by which records name it.
    pub code: crate::Uscc,
    /// Its name in Chinese.
    pub name: String,
    /// Its name in English, if it has given one.
    #[serde(default)]
    pub name_en: Option<String>,
    /// The number it answers.
    #[serde(default)]
    pub telephone: Option<Phone>,
}

/// When a clock shows a card. Local rules differ, so they are the city's; the defaults are those of the published examples.
///
/// ```
/// use record::Thresholds;
/// let thresholds: Thresholds = serde_json::from_str(r#"{"yellow_percent": 80}"#).unwrap();
/// assert_eq!((thresholds.yellow_percent, thresholds.publication_working_days), (80, 7));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Thresholds {
    /// The share of the promised limit from which the card is yellow, in percent.
    pub yellow_percent: u32,
    /// The working days left at which an open case shows a notice.
    pub notice_working_days: u32,
    /// The working days within which a step must be entered after it was done.
    pub entry_working_days: u32,
    /// The working days within which a decision must be public (双公示).
    pub publication_working_days: u32,
}

impl Default for Thresholds {
    fn default() -> Thresholds {
        Thresholds {
            yellow_percent: 90,
            notice_working_days: 1,
            entry_working_days: 1,
            publication_working_days: 7,
        }
    }
}

/// The key officers: whose signatures count on the lists of keys that reports are sealed to, and how many of them are enough.
///
/// ```
/// use record::Sealing;
/// let sealing: Sealing = serde_json::from_str(r#"{"officers": ["00", "01", "02"], "threshold": 2}"#).unwrap();
/// assert_eq!((sealing.officers.len(), sealing.threshold), (3, 2));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sealing {
    /// Their Ed25519 keys, in hexadecimal digits.
    pub officers: Vec<String>,
    /// How many of them must have signed.
    pub threshold: u32,
    /// The recovery board's age key: the second door to the keys of every member of staff. Needed before there is a first list, which
    /// names keys that have to be made; afterwards the lists name it.
    #[serde(default)]
    pub board: Option<String>,
}

impl City {
    /// The city's name.
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.name_zh,
            Lang::En => &self.name_en,
        }
    }

    /// The postal address.
    pub fn address(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.address_zh,
            Lang::En => &self.address_en,
        }
    }

    /// Who publishes the open data.
    pub fn publisher(&self, lang: Lang) -> &str {
        let given = match lang {
            Lang::Zh => &self.publisher_zh,
            Lang::En => &self.publisher_en,
        };
        given.as_deref().unwrap_or(self.name(lang))
    }

    /// The division of this code.
    pub fn division(&self, code: &str) -> Option<&Division> {
        self.divisions.iter().find(|division| division.code == code)
    }

    /// The divisions directly below this one, in the file's order.
    pub fn divisions_of<'a>(&'a self, parent: &'a str) -> impl Iterator<Item = &'a Division> {
        self.divisions.iter().filter(move |division| division.parent.as_deref() == Some(parent))
    }

    /// The unit of this credit code.
    pub fn unit(&self, code: &str) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.code.as_str() == code)
    }
}
