//! Reports and complaints over the real router: what a citizen does without scripts, what a browser seals, and what the desk does with it.

mod appeals;
mod canaries;
mod citizens;
mod cube;
mod desk;
mod given;
mod receipts;
mod recusal;
mod rooms;
mod sealing;
mod ties;
mod words;
