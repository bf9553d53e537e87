//! What is decided about people who come in and about what they do together, each rule from its arguments alone.

pub mod codes;
pub mod pace;
pub mod passkey;
pub mod password;
pub mod roles;
pub mod session;
pub mod totp;
pub mod two_hands;
