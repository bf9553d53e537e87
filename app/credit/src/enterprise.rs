//! One enterprise as its registrar knows it: name, code, kind, place and whether it still exists. What it was
//! praised or punished for stands in other nouns and is joined by the code.

use record::{Day, Fen, Uscc};
use serde::{Deserialize, Serialize};

/// An enterprise in the register, holding only what may be published.
///
/// The import masks the operator and the street number of a sole trader before this value exists, so that no
/// later page, export or log can leak them.
///
/// ```
/// let enterprise: credit::Enterprise = serde_json::from_str(r#"{
///     "uscc": "91130302TE5T000082", "name": "河北渺汀生物科技有限公司", "kind": "有限公司",
///     "standing": "active"}"#).unwrap();
/// assert!(!enterprise.is_sole_trader());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enterprise {
    /// Unified social credit code (统一社会信用代码), the key of the register.
    pub uscc: Uscc,
    /// Number in the city's own register (企业编号), where the source gives one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub register_number: Option<String>,
    /// Registered name.
    pub name: String,
    /// Name before the last change; searchable, so that an old contract still leads here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub former_name: Option<String>,
    /// Legal form in the registrar's words (有限公司, 个体工商户, …).
    pub kind: String,
    /// Industry in the source's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub industry: Option<String>,
    /// Division code of the district or county, six digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub district: Option<String>,
    /// Division code of the town or street, nine digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub town: Option<String>,
    /// Whether it still exists.
    pub standing: Standing,
    /// Day of foundation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub founded_on: Option<Day>,
    /// Legal representative; masked for sole traders.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal_representative: Option<String>,
    /// Registered capital.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capital: Option<Fen>,
    /// Registered address; to street level for sole traders.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

impl Enterprise {
    /// A sole trader (个体工商户) is a natural person's business: search engines are asked to leave its page
    /// alone, and its operator is masked.
    pub fn is_sole_trader(&self) -> bool {
        self.uscc.is_sole_trader() || self.kind == SOLE_TRADER
    }
}

/// The registrar's word for a sole trader.
pub const SOLE_TRADER: &str = "个体工商户";

/// Whether an enterprise exists (登记状态).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// 存续, also 在业, 开业 and 在营.
    Active,
    /// 歇业 or 停业: it rests and may come back.
    Dormant,
    /// 吊销，未注销: the licence is revoked, the enterprise is not yet wound up.
    Revoked,
    /// 注销: wound up.
    Cancelled,
    /// 迁出: registered elsewhere now.
    MovedAway,
}

impl Standing {
    /// Every standing, in the order a filter offers them.
    pub const ALL: [Standing; 5] =
        [Standing::Active, Standing::Dormant, Standing::Revoked, Standing::Cancelled, Standing::MovedAway];

    /// The word in the database, in exports and in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Standing::Active => "active",
            Standing::Dormant => "dormant",
            Standing::Revoked => "revoked",
            Standing::Cancelled => "cancelled",
            Standing::MovedAway => "moved_away",
        }
    }

    /// Back from [`Standing::as_str`].
    pub fn parse(text: &str) -> Option<Standing> {
        Standing::ALL.into_iter().find(|standing| standing.as_str() == text)
    }

    /// The registrars' words; none for a word not known.
    ///
    /// ```
    /// use credit::enterprise::Standing;
    /// assert_eq!(Standing::named("吊销，未注销"), Some(Standing::Revoked));
    /// assert_eq!(Standing::named("?"), None);
    /// ```
    pub fn named(word: &str) -> Option<Standing> {
        match word {
            "存续" | "在业" | "开业" | "在营" | "存续（在营、开业、在册）" => {
                Some(Standing::Active)
            }
            "歇业" | "停业" => Some(Standing::Dormant),
            "吊销，未注销" | "吊销,未注销" | "吊销" => Some(Standing::Revoked),
            "注销" | "吊销，已注销" | "吊销,已注销" => Some(Standing::Cancelled),
            "迁出" => Some(Standing::MovedAway),
            _ => None,
        }
    }
}
