//! What the person at the terminal reads: a line before each long step, and how long it took.
#![expect(clippy::print_stdout, reason = "a tool for the terminal speaks on the terminal")]
#![expect(
    clippy::disallowed_methods,
    reason = "a person wants to know how long a step took; no rule reads this clock"
)]

use std::time::Instant;

/// One line of an answer.
pub(crate) fn line(text: &str) {
    println!("{text}");
}

/// Something to know while waiting.
pub(crate) fn note(text: &str) {
    eprintln!("       {text}");
}

/// What went wrong.
pub(crate) fn error(text: &str) {
    eprintln!("error: {text}");
}

/// Says what begins, does it, and says how long it took.
pub(crate) fn step<T>(title: &str, act: impl FnOnce() -> T) -> T {
    eprintln!("-----> {title}");
    let begun = Instant::now();
    let answer = act();
    eprintln!("       {:.1} s", begun.elapsed().as_secs_f32());
    answer
}

/// Now, for who times more than one step.
pub(crate) fn now() -> Instant {
    Instant::now()
}

/// How many seconds something took.
pub(crate) fn seconds<T>(act: impl FnOnce() -> T) -> (T, f64) {
    let begun = Instant::now();
    let answer = act();
    (answer, begun.elapsed().as_secs_f64())
}
