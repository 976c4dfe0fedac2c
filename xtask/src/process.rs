//! Children: run to the end, or kept as a service until dropped.
//!
//! Every child is registered by its process id, so that Ctrl-C and a termination signal reach
//! it, and nothing outlives the command that started it.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use crate::progress::pause;

/// What must be free in memory before a folder is made there.
const ROOM_KIB: u64 = 4 * 1024 * 1024;

static INTERRUPTED: AtomicBool = AtomicBool::new(false);
static RUNNING: Mutex<BTreeSet<u32>> = Mutex::new(BTreeSet::new());

/// How long a service may take to drain before it is killed.
const GRACE: Duration = Duration::from_secs(20);

/// Passes SIGINT and SIGTERM on to every running child instead of dying before they have ended.
pub(crate) fn handle_signals() {
    let Ok(mut signals) = Signals::new([SIGINT, SIGTERM]) else {
        return;
    };
    let main = thread::current();
    thread::spawn(move || {
        for _ in signals.forever() {
            INTERRUPTED.store(true, Ordering::SeqCst);
            let running = RUNNING
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .clone();
            for pid in running {
                signal(pid, "TERM");
            }
            main.unpark();
        }
    });
}

/// Says whether the user asked to stop.
pub(crate) fn interrupted() -> bool {
    INTERRUPTED.load(Ordering::SeqCst)
}

fn signal(pid: u32, name: &str) {
    // A child that has just ended is no error.
    let _ = Command::new("kill")
        .arg(format!("-{name}"))
        .arg(pid.to_string())
        .stderr(Stdio::null())
        .status();
}

struct Registered(u32);

impl Registered {
    fn new(child: &Child) -> Self {
        RUNNING
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(child.id());
        Self(child.id())
    }
}

impl Drop for Registered {
    fn drop(&mut self) {
        RUNNING
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(&self.0);
    }
}

/// Writes a command as one would type it.
pub(crate) fn line(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|arg| {
        let arg = arg.to_string_lossy();
        if arg.is_empty() || arg.contains([' ', '(', ')', '&', '|', '\'']) {
            format!("'{}'", arg.replace('\'', r"'\''"))
        } else {
            arg.into_owned()
        }
    }));
    words.join(" ")
}

fn spawn(command: &mut Command) -> Result<(Child, Registered)> {
    if interrupted() {
        bail!("`{}` was not started", line(command));
    }
    let child = command
        .spawn()
        .with_context(|| format!("cannot start `{}`", line(command)))?;
    let registered = Registered::new(&child);
    Ok((child, registered))
}

fn check(command: &Command, status: ExitStatus) -> Result<()> {
    if status.success() {
        return Ok(());
    }
    bail!("`{}` ended with {status}", line(command))
}

/// Runs a command to its end, its output on our terminal.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    println!("    $ {}", line(command));
    let (mut child, _registered) = spawn(command)?;
    let status = child.wait()?;
    check(command, status)
}

/// Runs a command, shows its error stream, and returns it as well.
pub(crate) fn run_reading_stderr(command: &mut Command) -> Result<(bool, String)> {
    println!("    $ {}", line(command));
    let (mut child, _registered) = spawn(command.stderr(Stdio::piped()))?;
    let stream = child.stderr.take().context("the error stream is piped")?;
    let mut text = String::new();
    for read in BufReader::new(stream).lines() {
        let read = read?;
        eprintln!("{read}");
        text.push_str(&read);
        text.push('\n');
    }
    Ok((child.wait()?.success(), text))
}

/// Runs a command quietly and returns its standard output.
pub(crate) fn capture(command: &mut Command) -> Result<String> {
    let (child, _registered) = spawn(command.stdout(Stdio::piped()).stderr(Stdio::piped()))?;
    let output = child.wait_with_output()?;
    if !output.status.success() {
        bail!(
            "`{}` ended with {}: {}",
            line(command),
            output.status,
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Says whether a command can be run and succeeds, and shows nothing of it.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// Finds a program on the search path.
pub(crate) fn which(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(program))
        .find(|file| file.is_file())
}

/// A child that runs beside us and is stopped when dropped.
pub(crate) struct Service {
    name: &'static str,
    child: Child,
    registered: Option<Registered>,
    stop_signal: &'static str,
    log: Option<PathBuf>,
}

impl Service {
    /// Starts a service whose output goes to our terminal.
    pub(crate) fn start(name: &'static str, command: &mut Command) -> Result<Self> {
        // In a group of its own: Ctrl-C reaches us, and we ask the service to end once.
        let (child, registered) = spawn(command.stdin(Stdio::null()).process_group(0))?;
        Ok(Self {
            name,
            child,
            registered: Some(registered),
            stop_signal: "TERM",
            log: None,
        })
    }

    /// Starts a service whose output goes to a file.
    pub(crate) fn start_logged(
        name: &'static str,
        command: &mut Command,
        log: &Path,
    ) -> Result<Self> {
        if let Some(folder) = log.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let out = File::create(log).with_context(|| format!("cannot write {}", log.display()))?;
        command.stdout(out.try_clone()?).stderr(out);
        let mut service = Self::start(name, command)?;
        service.log = Some(log.to_owned());
        Ok(service)
    }

    /// Names the signal that ends this service in good order, where it is not TERM.
    pub(crate) fn stopped_by(mut self, signal: &'static str) -> Self {
        self.stop_signal = signal;
        self
    }

    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Returns how the service ended, if it has.
    pub(crate) fn ended(&mut self) -> Result<Option<ExitStatus>> {
        Ok(self.child.try_wait()?)
    }

    /// Waits until `ready` holds, and fails when the service ends before or takes too long.
    pub(crate) fn wait_until(
        &mut self,
        limit: Duration,
        mut ready: impl FnMut() -> bool,
    ) -> Result<Duration> {
        let started = Instant::now();
        loop {
            if ready() {
                return Ok(started.elapsed());
            }
            if let Some(status) = self.ended()? {
                bail!("{} ended with {status}{}", self.name, self.last_words());
            }
            if started.elapsed() > limit {
                bail!(
                    "{} is not ready after {limit:?}{}",
                    self.name,
                    self.last_words()
                );
            }
            if pause(Duration::from_millis(10)) {
                bail!("{} was stopped", self.name);
            }
        }
    }

    /// Returns the end of the service's log, for an error message.
    pub(crate) fn last_words(&self) -> String {
        let Some(log) = &self.log else {
            return String::new();
        };
        let text = std::fs::read_to_string(log).unwrap_or_default();
        let lines: Vec<&str> = text.lines().collect();
        let tail = lines.iter().skip(lines.len().saturating_sub(40));
        let tail: Vec<&str> = tail.copied().collect();
        format!("; the end of {}:\n{}", log.display(), tail.join("\n"))
    }

    /// Asks the service to end, waits for it, and kills it when it does not.
    pub(crate) fn stop(&mut self) {
        if self.registered.is_none() {
            return;
        }
        if matches!(self.child.try_wait(), Ok(None)) {
            signal(self.pid(), self.stop_signal);
            let asked = Instant::now();
            while matches!(self.child.try_wait(), Ok(None)) {
                if asked.elapsed() > GRACE {
                    eprintln!("{} did not stop within {GRACE:?} and is killed", self.name);
                    let _ = self.child.kill();
                    let _ = self.child.wait();
                    break;
                }
                thread::park_timeout(Duration::from_millis(10));
            }
        }
        self.registered = None;
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Finds a port that nobody listens on.
pub(crate) fn free_port() -> Result<u16> {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).context("no free port")?;
    Ok(listener.local_addr()?.port())
}

/// A folder under the system's temporary folder, removed when dropped.
pub(crate) struct TempDir(PathBuf);

impl TempDir {
    pub(crate) fn new(name: &str) -> Result<Self> {
        Self::below(&std::env::temp_dir(), name)
    }

    /// Makes a folder in memory if the machine has room there, and else on the disk.
    pub(crate) fn in_memory(name: &str) -> Result<Self> {
        let memory = Path::new("/dev/shm");
        let df = capture(Command::new("df").arg("-Pk").arg(memory));
        if df.is_ok_and(|df| free_kib(&df) >= Some(ROOM_KIB)) {
            Self::below(memory, name)
        } else {
            Self::new(name)
        }
    }

    fn below(folder: &Path, name: &str) -> Result<Self> {
        let path = folder.join(format!("pilaster-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path)
            .with_context(|| format!("cannot create {}", path.display()))?;
        Ok(Self(path))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for TempDir {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Reads how much is free in the file system of which `df -Pk` tells.
fn free_kib(df: &str) -> Option<u64> {
    df.lines().last()?.split_whitespace().nth(3)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_free_stands_in_the_fourth_column() {
        let df = "Filesystem 1024-blocks Used Available Capacity Mounted on\n\
                  tmpfs         24662720 1032  24661688       1% /dev/shm\n";
        assert_eq!(free_kib(df), Some(24_661_688));
        assert_eq!(free_kib(""), None);
        assert_eq!(free_kib("df: /dev/shm: No such file or directory"), None);
    }

    #[test]
    fn a_command_line_can_be_pasted() {
        let mut command = Command::new("cargo");
        command.args(["nextest", "run", "-E", "not package(e2e)"]);
        assert_eq!(line(&command), "cargo nextest run -E 'not package(e2e)'");
    }

    #[test]
    fn a_failing_command_names_itself() {
        let error = capture(Command::new("sh").args(["-c", "echo why >&2; exit 3"])).unwrap_err();
        let text = error.to_string();
        assert!(text.contains("exit 3") && text.contains("why"), "{text}");
    }

    #[test]
    fn a_service_is_stopped_when_dropped() {
        let service =
            Service::start("tail", Command::new("tail").args(["-f", "/dev/null"])).unwrap();
        let pid = service.pid();
        drop(service);
        assert!(!succeeds(
            Command::new("kill").arg("-0").arg(pid.to_string())
        ));
    }

    #[test]
    fn a_service_that_dies_early_is_reported_with_its_log() {
        let folder = TempDir::new("early").unwrap();
        let log = folder.path().join("log");
        let mut service = Service::start_logged(
            "early",
            Command::new("sh").args(["-c", "echo no such port; exit 1"]),
            &log,
        )
        .unwrap();
        let error = service
            .wait_until(Duration::from_secs(10), || false)
            .unwrap_err();
        assert!(error.to_string().contains("no such port"), "{error}");
    }
}
