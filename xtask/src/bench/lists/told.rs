//! What is told of the statements of a request: in the product's log those of SQLite, in its own log
//! those of PostgreSQL.

use std::fs::{self, File};
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Result, bail};
use serde_json::Value;

use crate::process;
use crate::progress::pause;

/// After so long nothing more is told of a request.
const SETTLED: Duration = Duration::from_millis(150);

/// How long a log is once nothing is added to it: a statement is told after its answer is there.
pub(super) fn settled(log: &Path) -> Result<u64> {
    let mut length = fs::metadata(log)?.len();
    loop {
        if pause(SETTLED) {
            bail!("interrupted");
        }
        let now = fs::metadata(log)?.len();
        if now == length {
            return Ok(now);
        }
        length = now;
    }
}

/// What a log says from a place on: its beginning tells of a million rows.
pub(super) fn since(log: &Path, place: u64) -> Result<String> {
    let mut file = File::open(log)?;
    file.seek(SeekFrom::Start(place))?;
    let mut told = Vec::new();
    file.read_to_end(&mut told)?;
    Ok(String::from_utf8_lossy(&told).into_owned())
}

/// The statements that read, from the lines of the product's log.
pub(super) fn sqlite_statements(log: &str) -> Vec<String> {
    log.lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter_map(|event| {
            let text = |name| event.get(name).and_then(Value::as_str);
            let whole = text("db.statement").map(str::trim);
            let whole = whole.filter(|text| !text.is_empty());
            whole.or(text("summary")).map(str::to_owned)
        })
        .filter(|statement| statement.starts_with("SELECT"))
        .collect()
}

/// The pages that each statement has read, from the lines of PostgreSQL's log.
pub(super) fn postgres_reads(log: &str) -> Vec<u64> {
    log.split(" plan:")
        .skip(1)
        // That is no table.
        .filter(|plan| !plan.contains("set_config"))
        .map(|plan| {
            // The first line is that of the plan's root, which counts what is below it.
            let buffers = plan.lines().find(|line| line.contains("Buffers: shared"));
            let words = buffers.unwrap_or_default().split([' ', ',']);
            let counts = words.filter_map(|word| {
                let (kind, count) = word.split_once('=')?;
                matches!(kind, "hit" | "read")
                    .then(|| count.parse::<u64>().ok())
                    .flatten()
            });
            counts.sum()
        })
        .collect()
}

/// What in the plans grows with a table: reading all of it, or sorting what was found.
pub(super) fn growing(file: &Path, statements: &[String]) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for statement in statements {
        let plan = process::capture(
            Command::new("sqlite3")
                .arg("-readonly")
                .arg(file)
                .arg(format!("EXPLAIN QUERY PLAN {statement}")),
        )?;
        let lines = plan
            .lines()
            .map(|line| line.trim_start_matches(['|', '-', '`', ' ']));
        let bad = lines.filter(|line| {
            (line.starts_with("SCAN") && !line.contains("INDEX")) || line.contains("TEMP B-TREE")
        });
        found.extend(bad.map(str::to_owned));
    }
    found.sort();
    found.dedup();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_counted_at_the_root_of_each_plan() {
        let log = "LOG:  duration: 0.1 ms  plan:\n\tQuery Text: SELECT set_config('a', $1, true)\n\
                   \tResult  (cost=0)\n\
                   LOG:  duration: 0.2 ms  plan:\n\tQuery Text: SELECT 1\n\tLimit  (cost=0)\n\
                   \t  Buffers: shared hit=7 read=2\n\t  ->  Index Scan\n\t        Buffers: shared hit=5\n\
                   LOG:  duration: 0.2 ms  plan:\n\tQuery Text: SELECT 2\n\tResult  (cost=0)\n";
        assert_eq!(postgres_reads(log), [9, 0]);
    }

    #[test]
    fn statements_are_read_from_the_log() {
        let log = "{\"summary\":\"SELECT a\",\"db.statement\":\"\"}\n\
                   {\"summary\":\"SELECT a, b, c …\",\"db.statement\":\"\\n\\nSELECT a, b, c FROM t\\n\"}\n\
                   {\"summary\":\"BEGIN\",\"db.statement\":\"\"}\nno json\n";
        assert_eq!(
            sqlite_statements(log),
            ["SELECT a", "SELECT a, b, c FROM t"]
        );
    }
}
