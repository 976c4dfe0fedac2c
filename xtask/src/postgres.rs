//! A PostgreSQL cluster of our own, thrown away at the end.

use std::net::{TcpStream, ToSocketAddrs as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result, anyhow};

use crate::packages;
use crate::process::{self, Service, TempDir, free_port};

const READY_WITHIN: Duration = Duration::from_secs(30);
const ANSWER_WITHIN: Duration = Duration::from_secs(5);
const USUAL_PORT: u16 = 5432;

/// A running cluster. Its user `app` needs no password; its data are not safe from a crash.
pub(crate) struct Postgres {
    // Declared before the folder: the server is stopped before its data are removed.
    _service: Service,
    port: u16,
    bin: PathBuf,
    as_nobody: bool,
    folder: TempDir,
}

impl Postgres {
    /// Makes and starts a cluster on a free port.
    pub(crate) fn start() -> Result<Self> {
        Self::start_with(&[])
    }

    /// Makes and starts a cluster on a free port, with further settings.
    pub(crate) fn start_with(settings: &[&str]) -> Result<Self> {
        Self::start_in(TempDir::new("postgres")?, settings)
    }

    /// Makes and starts a cluster on a free port, in memory where there is room: a database that is
    /// copied and dropped is hundreds of files, and some file systems are slow to give their places away
    /// again.
    pub(crate) fn start_in_memory() -> Result<Self> {
        Self::start_in(TempDir::in_memory("postgres")?, &[])
    }

    fn start_in(folder: TempDir, settings: &[&str]) -> Result<Self> {
        let bin = bin_dir().context("PostgreSQL is not installed")?;
        // The server refuses to run as root.
        let as_nobody = packages::is_root();
        if as_nobody {
            process::run(Command::new("chown").arg("nobody").arg(folder.path()))?;
        }
        let data = folder.path().join("data");
        let mut initdb = tool(&bin, "initdb", as_nobody, folder.path());
        initdb.arg("-D").arg(&data);
        initdb.args(["-U", "app", "--auth=trust", "--no-sync", "--encoding=UTF8"]);
        initdb.arg("--locale=C.UTF-8");
        process::capture(&mut initdb)?;

        let port = free_port()?;
        let mut server = tool(&bin, "postgres", as_nobody, folder.path());
        server.arg("-D").arg(&data).args(["-p", &port.to_string()]);
        let usual = [
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "max_connections=300",
            "fsync=off",
            "synchronous_commit=off",
            "full_page_writes=off",
        ];
        for setting in usual.iter().chain(settings) {
            server.args(["-c", setting]);
        }
        let log = folder.path().join("log");
        let mut service = Service::start_logged("PostgreSQL", &mut server, &log)?.stopped_by("INT");
        let mut ready = Command::new(bin.join("pg_isready"));
        ready.args([
            "-q",
            "-h",
            "127.0.0.1",
            "-U",
            "app",
            "-p",
            &port.to_string(),
        ]);
        service.wait_until(READY_WITHIN, || process::succeeds(&mut ready))?;
        Ok(Self {
            _service: service,
            port,
            bin,
            as_nobody,
            folder,
        })
    }

    /// Returns the address of one of its databases.
    pub(crate) fn url(&self, database: &str) -> String {
        format!("postgres://app@127.0.0.1:{}/{database}", self.port)
    }

    /// Returns the address of one of its databases, for one of its roles.
    pub(crate) fn url_of(&self, role: &str, database: &str) -> String {
        format!("postgres://{role}@127.0.0.1:{}/{database}", self.port)
    }

    /// Returns the file to which the server writes what happens.
    pub(crate) fn log(&self) -> PathBuf {
        self.folder.path().join("log")
    }

    /// Returns a client program of the same version, told where the cluster is.
    pub(crate) fn client(&self, program: &str) -> Command {
        let mut command = tool(&self.bin, program, self.as_nobody, self.folder.path());
        command.args(["-h", "127.0.0.1", "-U", "app", "-p", &self.port.to_string()]);
        command
    }
}

fn tool(bin: &Path, program: &str, as_nobody: bool, folder: &Path) -> Command {
    let program = bin.join(program);
    let mut command = if as_nobody {
        let mut command = Command::new("setpriv");
        command
            .args(["--reuid=nobody", "--regid=nogroup", "--clear-groups"])
            .arg(program);
        command
    } else {
        Command::new(program)
    };
    command.current_dir(folder);
    command
}

/// Finds the folder of the server's programs, which Debian keeps off the search path.
pub(crate) fn bin_dir() -> Option<PathBuf> {
    let mut versions: Vec<(u32, PathBuf)> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let version = entry.file_name().to_str()?.parse().ok()?;
            Some((version, entry.path().join("bin")))
        })
        .filter(|(_, bin)| bin.join("initdb").is_file())
        .collect();
    versions.sort();
    let newest = versions.pop().map(|(_, bin)| bin);
    newest.or_else(|| process::which("initdb")?.parent().map(Path::to_owned))
}

/// Fails when nobody answers at the address of a PostgreSQL database.
///
/// Addresses of other databases, and of servers that are reached through a file, are taken as good.
pub(crate) fn require_answer(url: &str) -> Result<()> {
    let Some((host, port)) = host_and_port(url) else {
        return Ok(());
    };
    let refused = |error: std::io::Error| {
        anyhow!(
            "no PostgreSQL server answers at {host}:{port} ({error}): start it, or name another \
             database"
        )
    };
    let mut outcome = Err(anyhow!("{host} has no address"));
    for address in (host, port).to_socket_addrs().map_err(refused)? {
        match TcpStream::connect_timeout(&address, ANSWER_WITHIN) {
            Ok(_) => return Ok(()),
            Err(error) => outcome = Err(refused(error)),
        }
    }
    outcome
}

fn host_and_port(url: &str) -> Option<(&str, u16)> {
    let rest = url
        .strip_prefix("postgres://")
        .or_else(|| url.strip_prefix("postgresql://"))?;
    let authority = rest.split(['/', '?']).next()?;
    let host = authority
        .rsplit_once('@')
        .map_or(authority, |(_, host)| host);
    let (name, port) = match host.rsplit_once(':') {
        // A colon inside brackets belongs to an IPv6 address.
        Some((name, port)) if !port.ends_with(']') => (name, port.parse().ok()?),
        _ => (host, USUAL_PORT),
    };
    let name = name.trim_start_matches('[').trim_end_matches(']');
    let is_on_the_network = !name.is_empty() && !name.contains('%') && !rest.contains("?host=");
    is_on_the_network.then_some((name, port))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_on_the_network_are_found_in_addresses() {
        for (url, expected) in [
            ("postgres://app@db.example/app", Some(("db.example", 5432))),
            ("postgresql://db.example", Some(("db.example", 5432))),
            (
                "postgres://app:p@ss@127.0.0.1:6000/app?sslmode=require",
                Some(("127.0.0.1", 6000)),
            ),
            ("postgres://[::1]/app", Some(("::1", 5432))),
            ("postgres://app@[::1]:6000/app", Some(("::1", 6000))),
            ("postgres:///app?host=/run/postgresql", None),
            ("postgres://%2Frun%2Fpostgresql/app", None),
            ("sqlite:var/pilaster.db", None),
        ] {
            assert_eq!(host_and_port(url), expected, "{url}");
        }
    }

    #[test]
    fn a_server_that_is_away_is_named_without_its_password() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let url = format!("postgres://app:hunter2@{address}/app");
        require_answer(&url).unwrap();
        drop(listener);
        let error = require_answer(&url).unwrap_err().to_string();
        assert!(error.contains(&address.to_string()), "{error}");
        assert!(!error.contains("hunter2"), "{error}");
        require_answer("sqlite:var/pilaster.db").unwrap();
    }
}
