//! A Redis of a test's own, which may be killed.

use std::{
    io::{BufRead, BufReader},
    net::TcpListener,
    process::{Child, Command, Stdio},
};

/// The environment variable that leaves the tests with Redis out.
const WITHOUT_REDIS: &str = "PILASTER_TEST_WITHOUT_REDIS";
/// What the server writes once it can be asked.
const READY: &str = "Ready to accept connections";

/// A Redis on a free port of this machine, killed when this is dropped.
#[derive(Debug)]
pub struct Redis {
    port: u16,
    process: Option<Child>,
}

impl Redis {
    /// Starts a server; `None` if tests with one are left out on purpose.
    ///
    /// # Panics
    ///
    /// If there is no `redis-server`.
    #[expect(
        clippy::disallowed_methods,
        reason = "the test's own switch, and no setting of the product"
    )]
    pub fn start() -> Option<Self> {
        if std::env::var_os(WITHOUT_REDIS).is_some() {
            return None;
        }
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let port = listener
            .local_addr()
            .expect("a listener has an address")
            .port();
        drop(listener);
        let mut redis = Self {
            port,
            process: None,
        };
        redis.come_back();
        Some(redis)
    }

    /// Where the server is.
    pub fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }

    /// Kills the server, as if the machine had lost its power: it forgets everything.
    ///
    /// # Panics
    ///
    /// If it cannot be killed.
    pub fn kill(&mut self) {
        if let Some(mut process) = self.process.take() {
            process.kill().expect("the server is ours");
            process.wait().expect("the server ends");
        }
    }

    /// Starts the server again, and waits until it can be asked.
    ///
    /// # Panics
    ///
    /// If it does not start.
    pub fn come_back(&mut self) {
        let mut process = Command::new("redis-server")
            .args(["--bind", "127.0.0.1", "--save", "", "--appendonly", "no"])
            .args(["--port", &self.port.to_string()])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| {
                panic!("redis-server: {error}; {WITHOUT_REDIS}=1 leaves these tests out")
            });
        let output = process.stdout.take().expect("the output is a pipe");
        let mut lines = BufReader::new(output).lines();
        let is_ready = lines.any(|line| line.is_ok_and(|line| line.contains(READY)));
        self.process = Some(process);
        assert!(is_ready, "redis-server ended before it was ready");
    }
}

impl Drop for Redis {
    fn drop(&mut self) {
        self.kill();
    }
}
