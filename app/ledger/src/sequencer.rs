//! From the outbox into the tree, in the order of Sunlight: write down what is about to be published, read it back and
//! hash it again, sign, swap the head, remember the checkpoint outside the database, publish tiles and bundles.
//!
//! One sequencer at a time comes of the swap itself: it holds only if the head is still the one that was read, so several
//! servers on one database make one history, and who loses reads again. Nothing is kept in memory between rounds that
//! the database does not hold, so a server that was killed goes on where it stood.
//!
//! Source: <https://github.com/FiloSottile/sunlight>, the order of its steps and what it refuses.

mod base;
mod entries;
mod finish;
mod halt;
mod memory;
mod plan;
mod standing;
mod step;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use record::Instant;
use store::Store;

use crate::checkpoint::Checkpoint;
use crate::key::Signer;
use crate::outbox::Unsound;
use crate::table::{self, Head, Stage};
use crate::tree::EMPTY_ROOT;
use base::load;
use entries::waiting;
use halt::unwritten;
use plan::{Base, Plan, read_stage, write_stage};

pub use halt::{Halt, Known, Refusal};
pub use memory::{Memory, MemoryFile};
pub use standing::{Standing, State};
pub use step::{Moment, Step};

/// Leaves of one round, unless the caller wants fewer.
const ROUND: u64 = 4_096;

/// What came of a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Round {
    /// Nothing was waiting.
    Idle,
    /// The log has grown.
    Grown {
        /// How many leaves it has now.
        size: u64,
        /// How many of them are new.
        leaves: u64,
    },
    /// Another server was faster.
    Lost,
}

/// The largest size of the log that a witness is known to have signed for; all clones hear the same.
#[derive(Clone, Debug, Default)]
pub struct Heard(Arc<AtomicU64>);

impl Heard {
    /// A witness has signed for this size, or says that it has.
    pub fn witnessed(&self, size: u64) {
        self.0.fetch_max(size, Ordering::AcqRel);
    }
}

type Clock = Box<dyn Fn() -> Instant + Send + Sync>;
type Watch = Box<dyn Fn(Step, Moment) -> Result<(), Halt> + Send + Sync>;

/// Puts the leaves of the outbox into the log. Clock, key and memory come from the caller.
pub struct Sequencer {
    store: Store,
    signer: Signer,
    clock: Clock,
    memory: Box<dyn Memory>,
    watch: Watch,
    round: u64,
    heard: Heard,
    /// The remembered checkpoint, once it was asked for.
    known: Option<Option<Checkpoint>>,
}

impl Sequencer {
    /// A sequencer that signs as `signer`, whose name is the origin of the log.
    pub fn new(
        store: Store,
        signer: Signer,
        clock: impl Fn() -> Instant + Send + Sync + 'static,
        memory: impl Memory + 'static,
    ) -> Sequencer {
        Sequencer {
            store,
            signer,
            clock: Box::new(clock),
            memory: Box::new(memory),
            watch: Box::new(|_, _| Ok(())),
            round: ROUND,
            heard: Heard::default(),
            known: None,
        }
    }

    /// At most so many leaves a round.
    #[must_use]
    pub fn at_most(mut self, leaves: u64) -> Sequencer {
        self.round = leaves.max(1);
        self
    }

    /// Lets `watch` see every step, before and after it is kept; an error ends the round there. For tests.
    #[must_use]
    pub fn watched(
        mut self,
        watch: impl Fn(Step, Moment) -> Result<(), Halt> + Send + Sync + 'static,
    ) -> Sequencer {
        self.watch = Box::new(watch);
        self
    }

    /// Where the answers of witnesses are to be told.
    pub fn heard(&self) -> Heard {
        self.heard.clone()
    }

    /// Rounds until nothing waits. How many leaves the log has then.
    ///
    /// # Errors
    /// As for [`Sequencer::round`].
    pub async fn catch_up(&mut self) -> Result<u64, Halt> {
        loop {
            if self.round().await? == Round::Idle {
                return Ok(table::head(&self.store).await?.map_or(0, |head| head.size));
            }
        }
    }

    /// One round: publishes what somebody else left unpublished, then the leaves that wait, at most a few thousand.
    ///
    /// # Errors
    /// [`Halt::Refused`] where going on could contradict what was signed, [`Halt::Trouble`] where trying again may help.
    pub async fn round(&mut self) -> Result<Round, Halt> {
        let Some((head, base)) = self.begin().await? else { return Ok(Round::Lost) };
        let entries = waiting(&self.store, head.size, self.round).await?;
        if entries.is_empty() {
            return Ok(Round::Idle);
        }
        let now = (self.clock)();
        if now <= head.signed_at {
            return Err(Refusal::Clock { now, last: head.signed_at }.into());
        }
        let unsound = |what: String| Unsound::new("leaf", head.size, what);
        let plan = Plan::of(&base, &slices(&entries)).map_err(unsound)?;
        let checkpoint = self.checkpoint(&plan);
        let note = checkpoint.sign(&self.signer).map_err(|error| unsound(error.to_string()))?.to_string();
        let stage = Stage { checkpoint: note.clone(), bytes: write_stage(head.size, &entries) };
        self.stage(&plan, &stage).await?;
        // From here on only what was read back counts: a byte that changed between memory and disk must not be signed.
        let Some(plan) = self.read_back(&plan, &base, &stage).await? else { return Ok(Round::Lost) };
        let next =
            Head { size: plan.size, root: plan.root, checkpoint: note, signed_at: now, published: head.size };
        if !self.swap(&head, &next).await? {
            return Ok(Round::Lost);
        }
        self.remember(&next, checkpoint)?;
        self.publish(&next, &plan).await?;
        Ok(Round::Grown { size: next.size, leaves: next.size - head.size })
    }

    /// The head, with all it signs for published, and what is needed to append to it. Nothing where another server has
    /// gone on meanwhile.
    async fn begin(&mut self) -> Result<Option<(Head, Base)>, Halt> {
        let known = self.known()?;
        let known_size = known.as_ref().map_or(0, |known| known.size);
        let head = match table::head(&self.store).await? {
            Some(head) => head,
            None if known_size > 0 => {
                return Err(Refusal::Rollback { size: 0, known: known_size, by: Known::Memory }.into());
            }
            None => self.open().await?,
        };
        let checkpoint = self.own(&head)?;
        if head.size < known_size {
            return Err(Refusal::Rollback { size: head.size, known: known_size, by: Known::Memory }.into());
        }
        let heard = table::largest_cosigned(&self.store).await?.max(self.heard.0.load(Ordering::Acquire));
        if head.size < heard {
            return Err(Refusal::Rollback { size: head.size, known: heard, by: Known::Witness }.into());
        }
        if head.published < head.size && !self.finish(&head).await? {
            return Ok(None);
        }
        let Some(base) = load(&self.store, head.size, &head.root).await? else {
            return self.moved(&head).await;
        };
        if let Some(known) = known.filter(|known| known.size > 0)
            && !base::begins_with(&self.store, &head, &known).await?
        {
            return Err(Refusal::Fork { known: known.size }.into());
        }
        if known_size < head.size {
            self.remember(&head, checkpoint)?;
        }
        Ok(Some((head, base)))
    }

    /// The remembered checkpoint.
    fn known(&mut self) -> Result<Option<Checkpoint>, Halt> {
        if let Some(known) = &self.known {
            return Ok(known.clone());
        }
        let note = self.memory.load().map_err(|error| Refusal::Memory(error.to_string()))?;
        let known = match note {
            Some(note) => {
                let known = Checkpoint::open(&note, self.signer.key());
                Some(known.map_err(|error| Refusal::Memory(error.to_string()))?)
            }
            None => None,
        };
        self.known = Some(known.clone());
        Ok(known)
    }

    /// The head's checkpoint, which must be signed by our own key and say what its row says.
    fn own(&self, head: &Head) -> Result<Checkpoint, Halt> {
        let key = self.signer.key();
        let opened = Checkpoint::open(&head.checkpoint, key).map_err(|error| {
            let text = crate::note::Note::parse(&head.checkpoint).ok();
            match text.filter(|note| note.verify(std::slice::from_ref(key)).is_err()) {
                // A note in order, and not one signature on it is ours.
                Some(_) => Halt::from(Refusal::Key { ours: key.to_string() }),
                None => Unsound::new("log_head", "log", error).into(),
            }
        })?;
        if (opened.size, opened.root) != (head.size, head.root) {
            return Err(
                Unsound::new("log_head", "log", "its size and root are not those that were signed").into()
            );
        }
        Ok(opened)
    }

    fn checkpoint(&self, plan: &Plan) -> Checkpoint {
        Checkpoint { origin: self.signer.key().name().to_owned(), size: plan.size, root: plan.root }
    }

    /// The first head, over no leaf at all.
    async fn open(&self) -> Result<Head, Halt> {
        let checkpoint =
            Checkpoint { origin: self.signer.key().name().to_owned(), size: 0, root: EMPTY_ROOT };
        let note = checkpoint.sign(&self.signer).map_err(|error| Unsound::new("log_head", "log", error))?;
        let head = Head {
            size: 0,
            root: EMPTY_ROOT,
            checkpoint: note.to_string(),
            // So that the first round may be signed at the very moment of the start.
            signed_at: (self.clock)().plus_seconds(-1),
            published: 0,
        };
        let mut write = self.store.write().await?;
        table::open(&mut write, &head).await?;
        (self.watch)(Step::Open, Moment::Before)?;
        write.commit().await.map_err(unwritten)?;
        (self.watch)(Step::Open, Moment::After)?;
        // Another server may have been faster, perhaps with another key.
        table::head(&self.store)
            .await?
            .ok_or_else(|| Unsound::new("log_head", "log", "it is gone as soon as it was written").into())
    }

    async fn stage(&self, plan: &Plan, stage: &Stage) -> Result<(), Halt> {
        let mut write = self.store.write().await?;
        table::stage(&mut write, plan.size, stage).await?;
        (self.watch)(Step::Stage, Moment::Before)?;
        write.commit_unseen().await.map_err(unwritten)?;
        (self.watch)(Step::Stage, Moment::After)
    }

    /// Reads the stage back and makes everything from it anew; it must come to the root that was signed. Nothing where
    /// another server, which began at another size, has staged up to the same one.
    async fn read_back(&self, plan: &Plan, base: &Base, stage: &Stage) -> Result<Option<Plan>, Halt> {
        let changed = || Unsound::new("log_stage", plan.size, "what was read back is not what was written");
        let Some(back) = table::staged(&self.store, plan.size).await? else {
            // Whoever publishes this size or a larger one clears it away.
            let head = table::head(&self.store).await?;
            return if head.is_some_and(|head| head.size >= plan.size) {
                Ok(None)
            } else {
                Err(changed().into())
            };
        };
        let (before, entries) = read_stage(&back.bytes).ok_or_else(changed)?;
        if before != base.edge.size() {
            return Ok(None);
        }
        let again = Plan::of(base, &entries).map_err(|_| changed())?;
        let same = again.root == plan.root && again.size == plan.size && back == *stage;
        if same { Ok(Some(again)) } else { Err(changed().into()) }
    }

    async fn swap(&self, old: &Head, new: &Head) -> Result<bool, Halt> {
        let mut write = self.store.write().await?;
        let swapped = table::swap(&mut write, old, new).await?;
        (self.watch)(Step::Swap, Moment::Before)?;
        write.commit_unseen().await.map_err(unwritten)?;
        (self.watch)(Step::Swap, Moment::After)?;
        Ok(swapped)
    }

    fn remember(&mut self, head: &Head, checkpoint: Checkpoint) -> Result<(), Halt> {
        (self.watch)(Step::Remember, Moment::Before)?;
        self.memory.save(&head.checkpoint).map_err(|error| Refusal::Unwritten(error.to_string()))?;
        self.known = Some(Some(checkpoint));
        (self.watch)(Step::Remember, Moment::After)
    }

    async fn publish(&self, head: &Head, plan: &Plan) -> Result<(), Halt> {
        let mut write = self.store.write().await?;
        for (tile, bytes) in &plan.tiles {
            if !table::put(&mut write, Some(tile.level), tile.number, tile.width, bytes).await? {
                return Err(Refusal::Foreign(tile.path()).into());
            }
        }
        for (bundle, bytes) in &plan.bundles {
            if !table::put(&mut write, None, bundle.number, bundle.width, bytes).await? {
                return Err(Refusal::Foreign(bundle.path()).into());
            }
        }
        table::mark_published(&mut write, head).await?;
        (self.watch)(Step::Publish, Moment::Before)?;
        write.commit().await.map_err(unwritten)?;
        (self.watch)(Step::Publish, Moment::After)
    }
}

fn slices(entries: &[Vec<u8>]) -> Vec<&[u8]> {
    entries.iter().map(Vec::as_slice).collect()
}
