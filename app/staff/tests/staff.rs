//! What staff can do and what they cannot, through the addresses, on both databases.

// The helpers of tests fail as tests do: by stopping at the first thing that is not as given.
#![allow(clippy::unwrap_used)]

#[path = "staff/appointing.rs"]
mod appointing;
#[path = "staff/audit.rs"]
mod audit;
#[path = "staff/authenticator.rs"]
mod authenticator;
#[path = "staff/coming_in.rs"]
mod coming_in;
#[path = "staff/cube.rs"]
mod cube;
#[path = "staff/house.rs"]
mod house;
#[path = "staff/interests.rs"]
mod interests;
#[path = "staff/keys.rs"]
mod keys;
#[path = "staff/passkey_door.rs"]
mod passkey_door;
#[path = "staff/passkeys.rs"]
mod passkeys;
#[path = "staff/sessions.rs"]
mod sessions;
#[path = "staff/two_hands.rs"]
mod two_hands;
