//! The two languages every public page is written in.

use serde::{Deserialize, Serialize};

/// A language of the portal: Chinese at `/`, English at `/en`.
///
/// ```
/// use record::Lang;
/// assert_eq!(Lang::En.prefix(), "/en");
/// assert_eq!(Lang::from_code("zh-CN"), Some(Lang::Zh));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum Lang {
    /// Simplified Chinese, the language of record.
    #[default]
    #[serde(rename = "zh-CN")]
    Zh,
    /// English.
    #[serde(rename = "en")]
    En,
}

impl Lang {
    /// Both languages, Chinese first.
    pub const ALL: [Lang; 2] = [Lang::Zh, Lang::En];

    /// The BCP 47 code for `lang` and `hreflang`: `zh-CN` or `en`.
    pub const fn code(self) -> &'static str {
        match self {
            Lang::Zh => "zh-CN",
            Lang::En => "en",
        }
    }

    /// What stands before every path: nothing in Chinese, `/en` in English.
    pub const fn prefix(self) -> &'static str {
        match self {
            Lang::Zh => "",
            Lang::En => "/en",
        }
    }

    /// The other language, for the switch in the header.
    pub const fn other(self) -> Lang {
        match self {
            Lang::Zh => Lang::En,
            Lang::En => Lang::Zh,
        }
    }

    /// Reads `zh`, `zh-CN` or `en`.
    pub fn from_code(code: &str) -> Option<Lang> {
        match code {
            "zh" | "zh-CN" => Some(Lang::Zh),
            "en" => Some(Lang::En),
            _ => None,
        }
    }
}
