//! Role × address × case: every address of the desk, with every method, asked by everybody about cases that stand to them in every
//! way. What must come back is worked out from the policy's table alone (security.md's T26); the slice of staff walks its own
//! addresses in the same way.

mod addresses;
mod consents;
mod hidden;
mod people;
mod walk;
