//! What the test command says at its end.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::process;
use crate::progress::{seconds, step};

struct Outcome {
    name: &'static str,
    passed: bool,
    took: Duration,
}

/// The outcomes of all steps. A failed one does not keep later ones from being run.
#[derive(Default)]
pub(super) struct Report {
    outcomes: Vec<Outcome>,
    summaries: Vec<String>,
}

impl Report {
    /// Runs a step unless the user has interrupted, and says whether it passed.
    pub(super) fn step(&mut self, name: &'static str, work: impl FnOnce() -> Result<()>) -> bool {
        if process::interrupted() {
            return false;
        }
        let started = Instant::now();
        let result = step(name, work);
        if let Err(error) = &result {
            eprintln!("{name}: {error:#}");
        }
        self.outcomes.push(Outcome {
            name,
            passed: result.is_ok(),
            took: started.elapsed(),
        });
        result.is_ok()
    }

    /// Runs a step that runs tests, and keeps the runner's own summary.
    pub(super) fn tests(
        &mut self,
        name: &'static str,
        work: impl FnOnce() -> Result<(bool, String)>,
    ) -> bool {
        let mut summary = None;
        let passed = self.step(name, || {
            let (success, text) = work()?;
            summary = summary_of(&text);
            match (success, &summary) {
                (true, Some(_)) => Ok(()),
                (true, None) => bail!("the runner gave no summary"),
                (false, _) => bail!("failed"),
            }
        });
        if let Some(summary) = summary {
            self.summaries.push(format!("{name}: {summary}"));
        }
        passed
    }

    /// Prints everything, the runner's summaries last, and fails when a step has failed.
    pub(super) fn finish(self, left_out: &[&str]) -> Result<()> {
        println!("==> report");
        for outcome in &self.outcomes {
            let state = if outcome.passed { "ok" } else { "FAILED" };
            println!(
                "    {state:<7} {:>13}  {}",
                seconds(outcome.took),
                outcome.name
            );
        }
        for name in left_out {
            println!("    LEFT OUT by --without: {name}");
        }
        for summary in &self.summaries {
            println!("    {summary}");
        }
        let failed: Vec<&str> = self
            .outcomes
            .iter()
            .filter(|outcome| !outcome.passed)
            .map(|outcome| outcome.name)
            .collect();
        if process::interrupted() {
            bail!("not every step was run");
        }
        if failed.is_empty() {
            Ok(())
        } else {
            bail!("failed: {}", failed.join(", "))
        }
    }
}

/// Finds the line that nextest ends with, without its colours.
fn summary_of(text: &str) -> Option<String> {
    text.lines()
        .rev()
        .map(plain)
        .find(|line| line.trim_start().starts_with("Summary ["))
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Removes the escape sequences of colours.
fn plain(line: &str) -> String {
    let mut kept = String::new();
    let mut characters = line.chars();
    while let Some(character) = characters.next() {
        if character == '\u{1b}' {
            for part in characters.by_ref() {
                if part.is_ascii_alphabetic() {
                    break;
                }
            }
        } else {
            kept.push(character);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    const OUTPUT: &str = "        PASS [   0.5s] api::it users\n------------\n\u{1b}[32;1m     Summary\u{1b}[0m [  12.345s] \u{1b}[1m3\u{1b}[0m tests run: \u{1b}[1m3\u{1b}[0m \u{1b}[32;1mpassed\u{1b}[0m, 0 skipped\n";

    #[test]
    fn the_summary_is_found_through_colours() {
        assert_eq!(
            summary_of(OUTPUT).unwrap(),
            "Summary [ 12.345s] 3 tests run: 3 passed, 0 skipped"
        );
    }

    #[test]
    fn a_failed_step_fails_the_run_and_later_steps_still_run() {
        let mut report = Report::default();
        assert!(!report.step("first", || bail!("no")));
        assert!(report.step("second", || Ok(())));
        let error = report.finish(&[]).unwrap_err();
        assert_eq!(error.to_string(), "failed: first");
    }

    #[test]
    fn a_runner_without_a_summary_has_not_passed() {
        let mut report = Report::default();
        assert!(!report.tests("tests", || Ok((true, "no tests".to_owned()))));
        assert!(report.tests("tests", || Ok((true, OUTPUT.to_owned()))));
    }
}
