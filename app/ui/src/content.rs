//! Children of a component, built at once. The closures of Leptos's own `Children` must be `'static`,
//! so a page could not use its `&Visit` between two tags; these are called where they stand.

use crate::visit::Visit;
use leptos::children::{ChildrenOptContainer, ToChildren};
use leptos::either::Either;
use leptos::prelude::*;
use record::Lang;
use std::borrow::Cow;

/// Text of a component's property: a word of the language files, or a string made for this page.
pub type Text = Cow<'static, str>;

/// What stands between the opening and the closing tag of one of our components.
pub struct Content(pub AnyView);

impl<F, V> ToChildren<F> for Content
where
    F: FnOnce() -> V,
    V: IntoView,
{
    fn to_children(children: F) -> Self {
        Self(children().into_any())
    }
}

impl<V: IntoView> ToChildren<ChildrenOptContainer<V>> for Content {
    fn to_children(children: ChildrenOptContainer<V>) -> Self {
        Self(children.0.into_any())
    }
}

impl Default for Content {
    fn default() -> Self {
        Self(().into_any())
    }
}

/// Words that stand in Chinese on an English page as well: a name, an item, a document number. A screen reader
/// then reads them with a Chinese voice.
pub fn original(visit: &Visit, text: Text) -> impl IntoView + use<> {
    match visit.lang() {
        Lang::Zh => Either::Left(text),
        Lang::En => Either::Right(view! { <span lang="zh-CN">{text}</span> }),
    }
}

/// Cells of a row, lines of a list: turns views of different types into one `Vec<AnyView>`.
///
/// ```
/// use leptos::prelude::*;
/// let cells = ui::cells!["QHD2024111100001", view! { <b>"2"</b> }, 3];
/// assert_eq!(cells.len(), 3);
/// ```
#[macro_export]
macro_rules! cells {
    ($($cell:expr),* $(,)?) => {
        vec![$(leptos::prelude::IntoAny::into_any($cell)),*]
    };
}
