//! What the parts of sealing do together: from the words of a citizen to the eyes of those who may read them, and no others.

#[path = "all/age.rs"]
mod age;
#[path = "all/files.rs"]
mod files;
#[path = "all/given.rs"]
mod given;
#[path = "all/manifest.rs"]
mod manifest;
#[path = "all/messages.rs"]
mod messages;
#[path = "all/opening.rs"]
mod opening;
#[path = "all/slots.rs"]
mod slots;
#[path = "all/submission.rs"]
mod submission;
