//! The legal clocks of a case: which limits run, until when, whether they were kept, and who answers for one that was not.

mod escalation;
mod limit;
mod running;

pub use escalation::{Answerer, Escalation, escalation};
pub use limit::{Basis, Limit, Span, deadline};
pub use running::{Due, Standing, dues, next};
