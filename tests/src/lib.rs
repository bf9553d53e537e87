//! The house as a whole, tested: see all.rs
