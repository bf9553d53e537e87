//! Children of a component, built at once. The closures of Leptos's own `Children` must be `'static`,
//! so a page could not use its `&Visit` between two tags; these are called where they stand.

use leptos::children::{ChildrenOptContainer, ToChildren};
use leptos::prelude::*;
use leptos::tachys::html::InertElement;
use std::borrow::Cow;

/// Text of a component's property: a word of the language files, or a string made for this page.
pub type Text = Cow<'static, str>;

/// Writes a view out at once. Turning a typed view into an [`AnyView`] copies each of its attributes; twenty rows
/// of six cells have many, and written out they are one text.
///
/// ```
/// use leptos::prelude::*;
/// assert_eq!(ui::written(view! { <b class="due">"1 < 2"</b> }).to_html(), "<b class=\"due\">1 &lt; 2</b>");
/// ```
pub fn written(view: impl IntoView) -> AnyView {
    html(view.to_html()).into_any()
}

/// Markup that is written already, as a view.
pub(crate) fn html(markup: String) -> InertElement {
    InertElement::new(markup)
}

/// What stands between the opening and the closing tag of one of our components.
pub struct Content(pub(crate) InertElement);

impl<F, V> ToChildren<F> for Content
where
    F: FnOnce() -> V,
    V: IntoView,
{
    fn to_children(children: F) -> Self {
        Self(html(children().to_html()))
    }
}

impl<V: IntoView> ToChildren<ChildrenOptContainer<V>> for Content {
    fn to_children(children: ChildrenOptContainer<V>) -> Self {
        Self(html(children.0.to_html()))
    }
}

impl Default for Content {
    fn default() -> Self {
        Self(html(String::new()))
    }
}

/// Cells of a row: writes views of different types out into one `Vec<AnyView>`.
///
/// ```
/// use leptos::prelude::*;
/// let cells: Vec<AnyView> = ui::cells!["QHD2024111100001", view! { <b>"2"</b> }, 3];
/// assert_eq!(cells.len(), 3);
/// ```
#[macro_export]
macro_rules! cells {
    ($($cell:expr),* $(,)?) => {
        vec![$($crate::written($cell)),*]
    };
}
