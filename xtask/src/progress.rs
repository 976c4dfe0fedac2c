//! A line when a step starts, one every 20 seconds while it runs, one when it ends.

use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Result;

const REMINDER: Duration = Duration::from_secs(20);

/// Runs a step and prints its name and how long it took.
pub(crate) fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("==> {name}");
    let started = Instant::now();
    let result = with_reminder(name, started, work);
    let elapsed = seconds(started.elapsed());
    match &result {
        Ok(_) => println!("    {name}: {elapsed}"),
        Err(_) => println!("    {name}: failed after {elapsed}"),
    }
    result
}

fn with_reminder<T>(name: &str, started: Instant, work: impl FnOnce() -> T) -> T {
    let (finished, waiting) = mpsc::channel::<()>();
    thread::scope(|scope| {
        scope.spawn(move || {
            while waiting.recv_timeout(REMINDER) == Err(RecvTimeoutError::Timeout) {
                println!("    {name}: {} so far", seconds(started.elapsed()));
            }
        });
        let result = work();
        drop(finished);
        result
    })
}

/// Writes a duration as people read it: `0.42 s`, `12.3 s`, `3 min 05 s`.
pub(crate) fn seconds(duration: Duration) -> String {
    let total = duration.as_secs_f64();
    if total < 10.0 {
        format!("{total:.2} s")
    } else if total < 60.0 {
        format!("{total:.1} s")
    } else {
        let whole = duration.as_secs();
        format!("{} min {:02} s", whole / 60, whole % 60)
    }
}

/// Waits without sleeping on a signal: returns early with `true` when the command was interrupted.
pub(crate) fn pause(duration: Duration) -> bool {
    thread::park_timeout(duration);
    crate::process::interrupted()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_well() {
        assert_eq!(seconds(Duration::from_millis(420)), "0.42 s");
        assert_eq!(seconds(Duration::from_millis(12_340)), "12.3 s");
        assert_eq!(seconds(Duration::from_secs(185)), "3 min 05 s");
    }

    #[test]
    fn a_step_hands_its_result_through() {
        assert_eq!(step("sum", || Ok(1 + 1)).unwrap(), 2);
        assert!(step::<()>("fails", || anyhow::bail!("no")).is_err());
    }
}
