//! Chromium and its driver.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result};

use crate::process::{Service, TempDir, free_port, which};
use crate::workspace::Workspace;
use crate::{http, packages};

const READY_WITHIN: Duration = Duration::from_secs(30);

/// Finds the browser: `CHROME` names it, else it is on the search path.
pub(super) fn browser() -> Option<PathBuf> {
    named("CHROME").or_else(|| {
        ["chromium", "google-chrome", "google-chrome-stable"]
            .into_iter()
            .find_map(which)
    })
}

/// Finds the driver: `CHROMEDRIVER` names it, else it is on the search path.
pub(super) fn driver() -> Option<PathBuf> {
    named("CHROMEDRIVER").or_else(|| which("chromedriver"))
}

fn named(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from)
}

/// Returns browser and driver, or says how they can be named.
pub(super) fn find() -> Result<(PathBuf, PathBuf)> {
    let both = browser().zip(driver());
    both.with_context(|| {
        format!(
            "no Chromium with its driver. On Debian:\n  {}\nElsewhere (Ubuntu's is a snap, which a \
             driver cannot start), name a Chrome and the chromedriver of the same version:\n  \
             CHROME=/path/to/chrome CHROMEDRIVER=/path/to/chromedriver cargo xtask test",
            packages::by_hand(&["chromium", "chromium-driver"])
        )
    })
}

/// A running driver.
pub(super) struct Driver {
    // Declared before the folder: the browsers end before it is removed.
    _service: Service,
    _profiles: TempDir,
    browser: PathBuf,
    port: u16,
}

impl Driver {
    pub(super) fn start(workspace: &Workspace) -> Result<Self> {
        let (browser, driver) = find()?;
        let port = free_port()?;
        // Each browser writes a profile and its pictures there, and throws them away.
        let profiles = TempDir::in_memory("browser")?;
        let mut command = Command::new(driver);
        command
            .arg(format!("--port={port}"))
            .env("TMPDIR", profiles.path());
        let log = workspace.own().join("log/chromedriver.log");
        let mut service = Service::start_logged("chromedriver", &mut command, &log)?;
        service.wait_until(READY_WITHIN, || {
            http::get(port, "/status").is_ok_and(|answer| answer.status == 200)
        })?;
        Ok(Self {
            _service: service,
            _profiles: profiles,
            browser,
            port,
        })
    }

    pub(super) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub(super) fn browser(&self) -> &Path {
        &self.browser
    }
}
