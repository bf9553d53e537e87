//! Public resource trading: construction tenders, land and mines, government procurement, property of the state. For a
//! citizen who asks who got the work and at what price, a firm that lost, a journalist who wants every bid, an auditor
//! who wants the file as it was published. Data come and go in the Open Contracting Data Standard 1.1.5; docs/ocds.md
//! says what is shown of it and what is not.

pub mod party;
pub mod process;
pub mod rules;
pub mod stage;
