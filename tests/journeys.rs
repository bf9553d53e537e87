//! A reader's ways through the hall, over the real router: what a link promises, the next page keeps.

mod history;
mod islands;
mod links;
