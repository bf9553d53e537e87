//! The memory of a running server, in which what a reporter without scripts has typed stands for a moment. No copy of it is written to a
//! disk when the server falls, and no other program of the same user looks into it. Who is root can all the same: docs/THREATS.md.

use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};
use tracing::warn;

/// Closes it, for as long as this process lives. A system that does not let itself be told so serves all the same, and says it.
pub(crate) fn close() {
    let no_core = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    for refused in
        [no_core, set_dumpable_behavior(DumpableBehavior::NotDumpable)].into_iter().filter_map(Result::err)
    {
        warn!(error = %refused, "The memory of this server can be copied by others of its user");
    }
}
