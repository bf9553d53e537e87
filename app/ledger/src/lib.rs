//! The public log: anyone can check that nothing published was changed in silence.
//!
//! Empty for now. Versions are already appended and numbered by `store` in the order they were committed, so
//! that records published before the log existed become its first leaves, in their order. What belongs here is
//! the pure core that runs on the server and in the browser alike: leaves, tiles, checkpoints and proofs.
