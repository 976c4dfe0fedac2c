//! Processor time and memory of a process, from `/proc`.

use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result};

use crate::process;

/// Reads figures of one process.
pub(super) struct Usage {
    pid: u32,
    ticks_per_second: u64,
}

impl Usage {
    pub(super) fn of(pid: u32) -> Result<Self> {
        let ticks = process::capture(Command::new("getconf").arg("CLK_TCK"))?;
        Ok(Self {
            pid,
            ticks_per_second: ticks.trim().parse()?,
        })
    }

    /// Returns the processor time used so far, in user and in system mode.
    pub(super) fn cpu(&self) -> Result<Duration> {
        let path = format!("/proc/{}/stat", self.pid);
        let stat = std::fs::read_to_string(&path).with_context(|| path.clone())?;
        let ticks = cpu_ticks(&stat).with_context(|| format!("{path} is not understood"))?;
        Ok(Duration::from_millis(ticks * 1000 / self.ticks_per_second))
    }

    /// Returns the resident memory in bytes.
    pub(super) fn memory(&self) -> Result<u64> {
        let path = format!("/proc/{}/status", self.pid);
        let status = std::fs::read_to_string(&path).with_context(|| path.clone())?;
        resident(&status).with_context(|| format!("{path} is not understood"))
    }
}

fn cpu_ticks(stat: &str) -> Option<u64> {
    // The program's name, in parentheses, may hold spaces.
    let fields: Vec<&str> = stat.rsplit_once(") ")?.1.split(' ').collect();
    let user: u64 = fields.get(11)?.parse().ok()?;
    let system: u64 = fields.get(12)?.parse().ok()?;
    Some(user + system)
}

fn resident(status: &str) -> Option<u64> {
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kilobytes * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_counted_after_the_name() {
        let stat = "42 (a (b) c) S 1 42 42 0 -1 4194560 900 0 0 0 250 50 0 0 20 0 3 0 100";
        assert_eq!(cpu_ticks(stat), Some(300));
    }

    #[test]
    fn memory_is_in_bytes() {
        assert_eq!(
            resident("VmPeak:\t 90 kB\nVmRSS:\t   20480 kB\n"),
            Some(20_971_520)
        );
    }

    #[test]
    fn our_own_figures_can_be_read() {
        let usage = Usage::of(std::process::id()).unwrap();
        assert!(usage.memory().unwrap() > 0);
        assert!(usage.cpu().is_ok());
    }
}
