//! Reports and complaints over the real router: what a citizen does without scripts, and what the desk does with it.

mod canaries;
mod citizens;
mod desk;
mod given;
mod recusal;
mod words;
