//! What was measured: a table for a person, JSON for a program.

use std::path::Path;

use serde_json::{Value, json};

use crate::house::output;
use crate::{Sentence, say, site};

/// All figures of a run.
pub(super) struct Report {
    approvals: u64,
    figures: Vec<Figure>,
}

/// One figure and what it should be.
struct Figure {
    what: String,
    got: f64,
    unit: &'static str,
    goal: Goal,
}

/// What a figure should be.
#[derive(Clone, Copy)]
pub(super) enum Goal {
    AtLeast(f64),
    AtMost(f64),
    /// It only explains another figure.
    None,
}

impl Goal {
    fn told(self) -> String {
        match self {
            Goal::AtLeast(goal) => format!("at least {}", number(goal)),
            Goal::AtMost(goal) => format!("at most {}", number(goal)),
            Goal::None => String::new(),
        }
    }

    fn met(self, got: f64) -> Option<bool> {
        match self {
            Goal::AtLeast(goal) => Some(got >= goal),
            Goal::AtMost(goal) => Some(got <= goal),
            Goal::None => None,
        }
    }
}

impl Report {
    pub(super) fn new(approvals: u64) -> Report {
        Report { approvals, figures: Vec::new() }
    }

    /// Takes a figure and says it at once: a long run is watched.
    pub(super) fn add(&mut self, what: impl Into<String>, got: f64, unit: &'static str, goal: Goal) {
        let figure = Figure { what: what.into(), got, unit, goal };
        say::note(&figure.line());
        self.figures.push(figure);
    }

    /// Prints the table and writes the JSON.
    pub(super) fn close(self, path: &Path) -> Result<(), Sentence> {
        let machine = output("uname", &["-srm"]).unwrap_or_default();
        say::line(&format!(
            "\n{} approvals, SQLite, {machine}, {} cores\n",
            number(self.approvals as f64),
            cores()
        ));
        for figure in &self.figures {
            say::line(&figure.line());
        }
        let figures: Vec<Value> = self
            .figures
            .iter()
            .map(|it| json!({ "what": it.what, "got": it.got, "unit": it.unit, "goal": it.goal.told(), "met": it.goal.met(it.got) }))
            .collect();
        let all =
            json!({ "approvals": self.approvals, "machine": machine, "cores": cores(), "figures": figures });
        site::write(path, &serde_json::to_vec_pretty(&all).expect("figures are JSON"))?;
        say::line(&format!("\nAs JSON in {}", path.display()));
        Ok(())
    }
}

impl Figure {
    fn line(&self) -> String {
        let mark = match self.goal.met(self.got) {
            Some(true) => "✓",
            Some(false) => "✗",
            None => " ",
        };
        let got = format!("{} {}", number(self.got), self.unit);
        format!("{mark} {:<62} {got:>18}   {}", self.what, self.goal.told())
    }
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// `1234567.0` is `1,234,567`; below a hundred two places are kept.
fn number(value: f64) -> String {
    if value.abs() < 100.0 && value.fract() != 0.0 {
        return format!("{value:.2}");
    }
    let digits = format!("{value:.0}");
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_are_grouped_and_small_ones_keep_two_places() {
        assert_eq!(number(1_234_567.0), "1,234,567");
        assert_eq!(number(0.6), "0.60");
        assert_eq!(number(12.0), "12");
    }
}
