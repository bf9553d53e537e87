//! Every decision of the slice, pure: releases in, answers out.

pub mod conformance;
pub mod facts;
pub mod kind;
pub mod merge;
pub mod money;
pub mod process;
mod schema;
