//! The steps of a round, so that a test can make each of them fail, before and after what it writes is kept.

/// What a round writes, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The first head of an empty log.
    Open,
    /// What is about to be published.
    Stage,
    /// The head takes the place of the one before.
    Swap,
    /// The checkpoint is remembered outside the database.
    Remember,
    /// Tiles and bundles, and that they are there.
    Publish,
}

impl Step {
    /// Every step of a round that appends leaves.
    pub const ALL: [Step; 5] = [Step::Open, Step::Stage, Step::Swap, Step::Remember, Step::Publish];
}

/// On which side of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// Nothing of it is kept yet.
    Before,
    /// All of it is kept.
    After,
}
