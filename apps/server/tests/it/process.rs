//! `pilaster` as a process.

use std::{
    fs, io,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{ExitStatus, Stdio},
    sync::atomic::{AtomicU32, Ordering},
};

use tokio::{
    io::{AsyncBufReadExt, AsyncRead, AsyncWriteExt, BufReader},
    process::{Child, Command},
    sync::watch,
    task::JoinSet,
};

use crate::{http::Server, within};

/// Signs access tokens in tests.
pub(crate) const SIGNING_SECRET: &str = "a signing secret of tests and of more than 32 bytes";

/// The working folder of a test's processes; gone with it.
pub(crate) struct Place(PathBuf);

impl Place {
    /// Makes an empty folder, but for a build without assets.
    pub(crate) fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!(
            "server-{}-{}",
            std::process::id(),
            COUNT.fetch_add(1, Ordering::Relaxed)
        );
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        // A test that was killed has left its own behind, and numbers of processes come again.
        match fs::remove_dir_all(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => panic!("{error}"),
            _ => {}
        }
        let place = Self(path);
        place.write("assets/manifest.json", r#"{"files":{}}"#);
        place
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).unwrap();
        fs::write(path, content).unwrap();
    }

    /// The names of what is in the folder.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).unwrap();
        let mut names: Vec<_> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    /// The address of a SQLite file in the folder.
    pub(crate) fn database_url(&self) -> String {
        format!("sqlite:{}", self.path("pilaster.db").display())
    }

    /// Prepares a process with nothing in its environment that is not said here.
    pub(crate) fn bare(&self, arguments: &[&str]) -> Pilaster {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pilaster"));
        command
            .args(arguments)
            .current_dir(&self.0)
            .env_clear()
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true);
        Pilaster(command)
            .env("PORT", "0")
            .env("PILASTER__ASSETS__DIR", self.path("assets"))
            // One line, one event.
            .env("PILASTER__LOG__FORMAT", "json")
            // A machine under test has better things to do than to hash.
            .env("PILASTER__AUTH__PASSWORD_MEMORY", "1")
            .env("PILASTER__AUTH__PASSWORD_ITERATIONS", "1")
    }

    /// Prepares a process that has what serving needs: a database and a signing secret.
    pub(crate) fn pilaster(&self, database_url: &str, arguments: &[&str]) -> Pilaster {
        self.bare(arguments)
            .env("DATABASE_URL", database_url)
            .env("PILASTER__AUTH__SIGNING_SECRETS", SIGNING_SECRET)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        // What is left behind on failure is in the target folder.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A process that is about to start.
#[must_use]
pub(crate) struct Pilaster(Command);

impl Pilaster {
    pub(crate) fn env(mut self, name: &str, value: impl AsRef<std::ffi::OsStr>) -> Self {
        self.0.env(name, value);
        self
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.0.env_remove(name);
        self
    }

    /// Starts it with nothing to read.
    pub(crate) fn start(mut self) -> Process {
        self.0.stdin(Stdio::null());
        Process::new(self.0.spawn().unwrap())
    }

    /// Runs it to its end.
    pub(crate) async fn output(self) -> Output {
        self.start().ended().await
    }

    /// Runs it to its end, with `input` to read.
    pub(crate) async fn output_of(mut self, input: &str) -> Output {
        self.0.stdin(Stdio::piped());
        let mut child = self.0.spawn().unwrap();
        let mut stdin = child.stdin.take().expect("there is a pipe");
        stdin.write_all(input.as_bytes()).await.unwrap();
        drop(stdin);
        Process::new(child).ended().await
    }
}

/// How a process ended, and what it said.
#[derive(Debug)]
pub(crate) struct Output {
    pub(crate) status: ExitStatus,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Output {
    /// What was printed by a process that succeeded.
    pub(crate) fn success(self) -> String {
        assert_eq!(self.status.code(), Some(0), "{}", self.stderr);
        self.stdout
    }

    /// What a process complained of that failed in an orderly way and printed nothing else.
    pub(crate) fn failure(self) -> String {
        assert_eq!(
            self.status.code(),
            Some(1),
            "{}{}",
            self.stdout,
            self.stderr
        );
        assert_eq!(self.stdout, "");
        self.stderr
    }
}

/// A running process; killed when dropped.
pub(crate) struct Process {
    child: Child,
    stdout: watch::Receiver<Vec<String>>,
    stderr: watch::Receiver<Vec<String>>,
    // Readers end with the process, or with this.
    readers: JoinSet<()>,
}

impl Process {
    fn new(mut child: Child) -> Self {
        let mut readers = JoinSet::new();
        let stdout = read(child.stdout.take(), &mut readers);
        let stderr = read(child.stderr.take(), &mut readers);
        Self {
            child,
            stdout,
            stderr,
            readers,
        }
    }

    /// Waits until `pilaster serve` serves.
    pub(crate) async fn serving(&self) -> Server {
        let line = self.logged(r#""message":"serving "#).await;
        let event: serde_json::Value = serde_json::from_str(&line).unwrap();
        let address: SocketAddr = event["address"].as_str().unwrap().parse().unwrap();
        Server::new(address.port())
    }

    /// Waits until `pilaster dev` serves.
    pub(crate) async fn serving_dev(&self) -> Server {
        let line = self.line(&self.stdout, "App ").await;
        let (_, port) = line.rsplit_once(':').unwrap();
        Server::new(port.parse().unwrap())
    }

    /// Waits for a line of the log.
    pub(crate) async fn logged(&self, part: &str) -> String {
        self.line(&self.stderr, part).await
    }

    async fn line(&self, lines: &watch::Receiver<Vec<String>>, part: &str) -> String {
        let mut lines = lines.clone();
        let found = |lines: &Vec<String>| lines.iter().find(|line| line.contains(part)).cloned();
        let waiting = async {
            lines
                .wait_for(|lines| found(lines).is_some())
                .await
                .ok()
                .and_then(|lines| found(&lines))
        };
        let Some(line) = within(part, waiting).await else {
            let log = self.stderr.borrow().join("\n");
            panic!("the process ended and never said {part:?}:\n{log}");
        };
        line
    }

    /// Asks the process to stop.
    pub(crate) fn signal(&self, name: &str) {
        let id = self.child.id().expect("the process runs");
        let status = std::process::Command::new("kill")
            .args(["-s", name, &id.to_string()])
            .status()
            .unwrap();
        assert!(status.success());
    }

    /// Ends the process with no time for a last word.
    pub(crate) async fn kill(mut self) {
        self.child.kill().await.unwrap();
    }

    /// Asks the process to stop, as an operator's tools do, and waits until it has.
    pub(crate) async fn stopped(self) -> Output {
        self.signal("TERM");
        self.ended().await
    }

    /// Waits until the process ends by itself.
    pub(crate) async fn ended(mut self) -> Output {
        let status = within("the end of the process", self.child.wait())
            .await
            .unwrap();
        while self.readers.join_next().await.is_some() {}
        let text = |lines: &watch::Receiver<Vec<String>>| {
            lines
                .borrow()
                .iter()
                .fold(String::new(), |text, line| text + line + "\n")
        };
        Output {
            status,
            stdout: text(&self.stdout),
            stderr: text(&self.stderr),
        }
    }
}

fn read(
    pipe: Option<impl AsyncRead + Send + Unpin + 'static>,
    readers: &mut JoinSet<()>,
) -> watch::Receiver<Vec<String>> {
    let sender = watch::Sender::new(Vec::new());
    let receiver = sender.subscribe();
    let mut lines = BufReader::new(pipe.expect("there is a pipe")).lines();
    readers.spawn(async move {
        while let Ok(Some(line)) = lines.next_line().await {
            sender.send_modify(|lines| lines.push(line));
        }
    });
    receiver
}
