//! `cargo xtask test`: everything that must hold, in one command.

mod browser;
mod oauth2_mock;
mod report;
mod schemathesis;
mod setup;

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::assets::{self, Assets, Kind, budgets};
use crate::postgres::Postgres;
use crate::process::{self, Service, TempDir, free_port};
use crate::server::{self, DevServer};
use crate::tidy;
use crate::toolchain::Wasm;
use crate::workspace::Workspace;
use report::Report;

/// All packages but the browser's, with one set of features, so that nothing is compiled twice.
const SELECTION: &[&str] = &[
    "--workspace",
    "--exclude",
    "browser-app",
    "--exclude",
    "browser-public",
    "--features",
    "server/sandbox",
];

#[derive(Args)]
pub(crate) struct Options {
    /// Leaves a part out; the report names it.
    #[arg(long, value_enum, value_delimiter = ',')]
    without: Vec<Part>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Part {
    /// The browser journeys.
    Browser,
    /// Signing in against oauth2-mock-server.
    Oauth2Mock,
    /// Tests on PostgreSQL.
    Postgres,
    /// Tests with Redis.
    Redis,
    /// Fuzzing by the OpenAPI document.
    Schemathesis,
    /// The browser bundle, and with it everything that needs pages: journeys and fuzzing.
    Wasm,
}

/// The parts of this run.
pub(crate) struct Parts(Vec<Part>);

impl Parts {
    fn new(without: &[Part]) -> Self {
        let all = [
            Part::Postgres,
            Part::Redis,
            Part::Oauth2Mock,
            Part::Wasm,
            Part::Browser,
            Part::Schemathesis,
        ];
        let has_pages = !without.contains(&Part::Wasm);
        let needs_pages = |part| !matches!(part, Part::Postgres | Part::Redis | Part::Oauth2Mock);
        let kept = |part: &Part| !without.contains(part) && (has_pages || !needs_pages(*part));
        Self(all.into_iter().filter(kept).collect())
    }

    fn include(&self, part: Part) -> bool {
        self.0.contains(&part)
    }

    fn left_out(&self) -> Vec<&'static str> {
        [
            (Part::Postgres, "tests on PostgreSQL"),
            (Part::Redis, "tests with Redis"),
            (Part::Oauth2Mock, "tests against oauth2-mock-server"),
            (Part::Wasm, "browser bundle and its budgets"),
            (Part::Browser, "browser journeys"),
            (Part::Schemathesis, "schemathesis"),
        ]
        .into_iter()
        .filter_map(|(part, name)| (!self.include(part)).then_some(name))
        .collect()
    }
}

pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let parts = Parts::new(&options.without);
    let mut report = Report::default();
    // Nothing below can succeed without its tools.
    if report.step("set-up", || setup::run(workspace, &parts)) {
        checks(workspace, &mut report);
        tests(workspace, &parts, &mut report);
        if parts.include(Part::Wasm) {
            against_pages(workspace, &parts, &mut report);
        }
    }
    report.finish(&parts.left_out())
}

fn checks(workspace: &Workspace, report: &mut Report) {
    report.step("format", || {
        process::run(workspace.cargo().args(["fmt", "--all", "--check"]))
    });
    report.step("clippy", || {
        process::run(workspace.cargo().arg("clippy").args(SELECTION).args([
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ]))
    });
    report.step("tidy", || tidy::run(workspace));
}

fn tests(workspace: &Workspace, parts: &Parts, report: &mut Report) {
    let mut cluster = None;
    let given = std::env::var("PILASTER_TEST_POSTGRES").ok();
    if parts.include(Part::Postgres) && given.is_none() {
        report.step("PostgreSQL", || {
            cluster = Some(Postgres::start_in_memory()?);
            Ok(())
        });
    }
    let url = given.or_else(|| cluster.as_ref().map(|cluster| cluster.url("postgres")));
    if parts.include(Part::Postgres) && url.is_none() {
        return;
    }
    report.tests("tests", || {
        let mut nextest = nextest(workspace, "not package(e2e)");
        match (parts.include(Part::Postgres), url) {
            (true, Some(url)) => nextest.env("PILASTER_TEST_POSTGRES", url),
            _ => nextest
                .env_remove("PILASTER_TEST_POSTGRES")
                .env("PILASTER_TEST_WITHOUT_POSTGRES", "1"),
        };
        // Tests start servers of their own, which they may kill.
        if parts.include(Part::Redis) {
            nextest.env_remove("PILASTER_TEST_WITHOUT_REDIS");
        } else {
            nextest.env("PILASTER_TEST_WITHOUT_REDIS", "1");
        }
        if parts.include(Part::Oauth2Mock) {
            nextest.env(oauth2_mock::FOLDER, oauth2_mock::folder(workspace));
        } else {
            nextest
                .env_remove(oauth2_mock::FOLDER)
                .env(oauth2_mock::WITHOUT, "1");
        }
        process::run_reading_stderr(&mut nextest)
    });
    report.step("doc tests", || {
        process::run(
            workspace
                .cargo()
                .args(["test", "--quiet", "--doc"])
                .args(SELECTION),
        )
    });
}

fn against_pages(workspace: &Workspace, parts: &Parts, report: &mut Report) {
    report.step("clippy (browser)", || clippy_browser(workspace));
    let mut release = None;
    report.step("WASM and its budgets", || {
        let assets = assets::build(workspace, Kind::Release)?;
        budgets::report(&assets)?;
        let within = budgets::check_bundles(workspace, &assets);
        release = Some(assets);
        within
    });
    let mut dev = None;
    report.step("WASM with debug assertions", || {
        dev = Some(assets::build(workspace, Kind::Dev)?);
        Ok(())
    });
    let mut binary = None;
    report.step("server", || {
        binary = Some(server::build(workspace)?);
        Ok(())
    });
    let (Some(binary), Some(release), Some(dev)) = (binary, release, dev) else {
        return;
    };
    report.step("pages before sign-in and their budgets", || {
        let server = Running::start(workspace, &binary, &release, "plain")?;
        budgets::check_pages(workspace, &release, server.port)
    });
    if parts.include(Part::Browser) {
        journeys(workspace, &binary, &release, Kind::Release, report);
        journeys(workspace, &binary, &dev, Kind::Dev, report);
    }
    if parts.include(Part::Schemathesis) {
        report.step("schemathesis", || {
            let server = Running::start(workspace, &binary, &release, "schemathesis")?;
            schemathesis::run(workspace, server.port)?;
            server.verify_audit_logs(&binary)
        });
    }
}

/// The code that only the browser compiles is linted too, where there is a clippy for it.
fn clippy_browser(workspace: &Workspace) -> Result<()> {
    let way = Wasm::prepare(workspace)?;
    let Some(mut clippy) = way.cargo_clippy(workspace) else {
        println!("    left out: Debian's compiler for WASM comes without clippy");
        return Ok(());
    };
    process::run(clippy.args([
        "-p",
        "browser-app",
        "-p",
        "browser-public",
        "--",
        "-D",
        "warnings",
    ]))
}

/// Runs all journeys with one of both modules: the small one, and the one that tells of hydration.
fn journeys(
    workspace: &Workspace,
    binary: &Path,
    assets: &Assets,
    kind: Kind,
    report: &mut Report,
) {
    let name = match kind {
        Kind::Release => "browser journeys",
        Kind::Dev => "browser journeys (debug WASM)",
    };
    report.tests(name, || {
        let server = Running::start(workspace, binary, assets, "journeys")?;
        let driver = browser::Driver::start(workspace)?;
        let mut nextest = nextest(workspace, "package(e2e)");
        nextest
            .env(
                "PILASTER_E2E_URL",
                format!("http://localhost:{}", server.port),
            )
            .env("PILASTER_E2E_WEBDRIVER", driver.url())
            .env("PILASTER_E2E_BINARY", binary)
            .env("PILASTER_E2E_DATA", server.data.path())
            .env("CHROME", driver.browser());
        // The markup is the same: to look at each page once is enough.
        if kind == Kind::Dev {
            nextest.env("PILASTER_E2E_WITHOUT_AXE", "1");
        }
        let (success, text) = process::run_reading_stderr(&mut nextest)?;
        if !success {
            println!("    the server's log is {}", server.log.display());
        }
        server.verify_audit_logs(binary)?;
        Ok((success, text))
    });
}

fn nextest(workspace: &Workspace, filter: &str) -> Command {
    let mut command = workspace.cargo();
    command
        .args(["nextest", "run"])
        .args(SELECTION)
        .args(["--profile", "ci", "-E", filter]);
    command
}

/// The product in development mode on a free port, with fresh data.
struct Running {
    // Declared before the folder: the server ends before its data are removed.
    _service: Service,
    data: TempDir,
    port: u16,
    log: PathBuf,
}

impl Running {
    fn start(workspace: &Workspace, binary: &Path, assets: &Assets, name: &str) -> Result<Self> {
        let data = TempDir::new(name)?;
        let port = free_port()?;
        let log = workspace.own().join("log").join(format!("{name}.log"));
        let mut command = DevServer {
            binary,
            port,
            data: data.path(),
            assets: &assets.dir,
            // Not the workspace, whose settings may name a mail server of the world.
            place: data.path(),
        }
        .command();
        // All come from one address, and faster than people do.
        command.env("PILASTER__LIMITS__ENABLED", "false");
        let mut service = Service::start_logged("the server", &mut command, &log)?;
        server::wait_until_ready(&mut service, port)?;
        Ok(Self {
            _service: service,
            data,
            port,
            log,
        })
    }

    /// Fails when an audit log is not as it was written, after all that was done to the server.
    fn verify_audit_logs(&self, binary: &Path) -> Result<()> {
        let logs = process::capture(
            Command::new(binary)
                .current_dir(self.data.path())
                .args(["audit", "verify"])
                .env(
                    "DATABASE_URL",
                    format!("sqlite:{}", self.data.path().join("pilaster.db").display()),
                )
                .env(
                    "PILASTER__AUTH__SIGNING_SECRETS_FILE",
                    self.data.path().join("signing-secret"),
                ),
        )?;
        println!("    {} audit logs are whole", logs.lines().count());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_included_by_default() {
        assert!(Parts::new(&[]).left_out().is_empty());
    }

    #[test]
    fn without_wasm_nothing_that_needs_pages_runs_and_all_of_it_is_named() {
        let parts = Parts::new(&[Part::Wasm]);
        assert!(parts.include(Part::Postgres) && parts.include(Part::Redis));
        assert!(parts.include(Part::Postgres));
        assert!(parts.include(Part::Oauth2Mock));
        assert_eq!(
            parts.left_out(),
            [
                "browser bundle and its budgets",
                "browser journeys",
                "schemathesis"
            ]
        );
    }
}
