//! Every decision of the register, pure: the caller passes the day and the calendar.

pub mod cells;
pub mod code;
pub mod credit_record;
pub mod enterprise;
pub mod penalty;
pub mod publication;
