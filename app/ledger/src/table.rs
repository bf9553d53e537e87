//! The log in the database: the outbox of leaves, tiles, bundles and the signed head.

pub mod read;
