//! The nouns every part of the house shares: codes of organisations and persons, days and instants, money, problems with
//! their places, references between records, masking, and the working-day calendar.
//!
//! Nothing here reads a file, a clock or a database: the caller passes the day, the id, the text. So the same rule gives the
//! same answer on the server, in a test and in a citizen's browser.

pub mod calendar;
mod city;
pub mod code;
mod day;
mod fen;
mod id;
mod instant;
mod lang;
pub mod mask;
mod page;
pub mod personal;
mod phone;
mod problem;
mod receiver;
pub mod reference;
mod registration;
mod resident_id;
pub mod sentence;
pub mod text;
mod uscc;
mod word;

pub use calendar::{Calendar, Counted, Deadline, Leave, Paper};
pub use city::{City, Division, DivisionLevel, Sealing, Telephone, Thresholds, Unit};
pub use code::Code;
pub use day::Day;
pub use fen::Fen;
pub use id::Id;
pub use instant::Instant;
pub use lang::Lang;
pub use page::{Count, Cursor, Page, Start};
pub use phone::{Phone, PhoneFault, PhoneKind};
pub use problem::{Fault, Level, Place, Problem};
pub use receiver::Receiver;
pub use reference::{Kind, Ref};
pub use registration::RegistrationNumber;
pub use resident_id::{ResidentId, ResidentIdFault};
pub use sentence::{Difference, Sentence, Word};
pub use uscc::{Uscc, UsccFault};
