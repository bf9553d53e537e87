//! Taking up what another server, or this one before it was killed, has signed and not published.

use super::base;
use super::entries::waiting;
use super::halt::Halt;
use super::plan::{Base, Plan, read_stage};
use super::{Sequencer, slices};
use crate::outbox::Unsound;
use crate::table::{self, Head};

impl Sequencer {
    /// Publishes what a head signs for and somebody did not come to publish. `false` where it was published meanwhile.
    pub(super) async fn finish(&self, head: &Head) -> Result<bool, Halt> {
        let Some(base) = base::unchecked(&self.store, head.published).await? else {
            self.moved(head).await?;
            return Ok(false);
        };
        let staged = table::staged(&self.store, head.size).await?;
        let staged = staged.as_ref().and_then(|stage| read_stage(&stage.bytes));
        let plan = match staged.filter(|(before, _)| *before == head.published) {
            Some((_, entries)) => Plan::of(&base, &entries),
            None => {
                // The stage is gone: the outbox says the same.
                let mut entries = Vec::new();
                while head.published + (entries.len() as u64) < head.size {
                    let more =
                        waiting(&self.store, head.published + entries.len() as u64, self.round).await?;
                    if more.is_empty() {
                        break;
                    }
                    entries.extend(more);
                }
                entries.truncate(usize::try_from(head.size - head.published).unwrap_or(usize::MAX));
                Plan::of(&base, &slices(&entries))
            }
        };
        match plan {
            Ok(plan) if (plan.size, plan.root) == (head.size, head.root) => {
                self.publish(head, &plan).await?;
                Ok(true)
            }
            _ => match table::head(&self.store).await? {
                Some(now) if now.published > head.published => Ok(false),
                _ => {
                    Err(Unsound::new("log_stage", head.size, "it does not lead to the root that was signed")
                        .into())
                }
            },
        }
    }

    /// Tiles that are missing were cleared away by a server that has gone on, or are lost.
    pub(super) async fn moved(&self, head: &Head) -> Result<Option<(Head, Base)>, Halt> {
        match table::head(&self.store).await? {
            Some(now) if now.size > head.size || now.published > head.published => Ok(None),
            _ => {
                Err(Unsound::new("log_tile", head.size, "the tiles at the edge of the log are not all there")
                    .into())
            }
        }
    }
}
