//! What every page of the hall looks like: the document around it, the components on it,
//! and the words in two languages. A handler loads its data, builds a [`Page`] from components
//! and answers with [`Visit::page`]; no page needs JavaScript, an island only adds.
//!
//! Each component is one file here and one file of the same word in `style/components`.

mod bundle;
mod desk;
mod failure;
mod feed;
mod html;
mod page;
mod shell;
mod site;
mod visit;
mod words;

mod button;
mod card;
mod choice;
mod clock_bar;
mod content;
mod date_input;
mod error_summary;
mod fact;
mod field;
mod fieldset;
mod figure;
mod filters;
mod input;
mod listing;
mod notice;
mod pager;
mod panel;
mod qr;
mod record_list;
mod search_box;
mod summary_list;
mod table;
mod tag;
mod text_area;
mod timeline;
mod version_list;

mod catalogue;
pub mod given;

pub use bundle::Bundle;
pub use catalogue::{Component, components, components_page};
pub use desk::{Desk, DeskPlace};
pub use fact::{fact, fact_day, fact_moment, fact_sum};
pub use failure::{Cause, Failure, error_page};
pub use feed::{Feed, FeedEntry};
pub use html::escape;
pub use page::{IntoPage, Nav, Page, Robots};
pub use site::{LogFacts, Site, SiteFacts};
pub use visit::{Visit, VisitSeed, fault};
pub use words::{Arg, sentence};

// By glob, because a component is a function and its properties, which `view!` finds by name.
pub use button::*;
pub use card::*;
pub use choice::*;
pub use clock_bar::*;
pub use content::*;
pub use date_input::*;
pub use error_summary::*;
pub use fieldset::*;
pub use figure::*;
pub use filters::*;
pub use input::*;
pub use listing::{Listing, downloads, listing};
pub use notice::*;
pub use pager::*;
pub use panel::*;
pub use qr::*;
pub use record_list::*;
pub use search_box::*;
pub use summary_list::*;
pub use table::*;
pub use tag::*;
pub use text_area::*;
pub use timeline::*;
pub use version_list::*;
