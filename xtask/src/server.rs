//! The product's binary: built, started, asked.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};

use crate::http;
use crate::process::{self, Service};
use crate::workspace::Workspace;

/// The demo sign-ins: one who may do everything, one who may not.
pub(crate) const ADMIN_EMAIL: &str = "admin@example.com";
pub(crate) const USER_EMAIL: &str = "ada@example.com";
pub(crate) const DEMO_PASSWORD: &str = "correct-horse-battery-staple";

const READY_WITHIN: Duration = Duration::from_mins(1);
/// Signs tokens for as long as the figures are taken.
const MEASURED_SECRET: &str = "only-for-figures-0123456789abcdef0123456789abcdef";

/// Builds the binary for development.
pub(crate) fn build(workspace: &Workspace) -> Result<PathBuf> {
    process::run(workspace.cargo().args([
        "build",
        "--bin",
        "pilaster",
        "--features",
        "server/sandbox",
    ]))?;
    Ok(workspace.target.join("debug/pilaster"))
}

/// What `pilaster dev` is started with.
pub(crate) struct DevServer<'a> {
    pub(crate) binary: &'a Path,
    pub(crate) port: u16,
    pub(crate) data: &'a Path,
    pub(crate) assets: &'a Path,
    /// The working folder, where `.env` and `pilaster.toml` are looked for.
    pub(crate) place: &'a Path,
}

impl DevServer<'_> {
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(self.binary);
        command
            .current_dir(self.place)
            .args(["dev", "--port", &self.port.to_string(), "--data"])
            .arg(self.data)
            .env("PILASTER__ASSETS__DIR", self.assets);
        command
    }
}

/// The product while figures are taken of it, on a database of its own.
pub(crate) struct MeasuredServer<'a> {
    pub(crate) binary: &'a Path,
    pub(crate) port: u16,
    /// The database.
    pub(crate) url: &'a str,
    /// The working folder, where `.env` and `pilaster.toml` are looked for.
    pub(crate) place: &'a Path,
}

impl MeasuredServer<'_> {
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(self.binary);
        command
            .args(arguments)
            .current_dir(self.place)
            .env("DATABASE_URL", self.url)
            .env("PORT", self.port.to_string())
            .env("PUBLIC_URL", format!("http://localhost:{}", self.port))
            .env("PILASTER__AUTH__SIGNING_SECRETS", MEASURED_SECRET)
            // All that is asked comes from one address.
            .env("PILASTER__LIMITS__ENABLED", "false")
            .env_remove("RUST_LOG");
        command
    }
}

/// Waits until the server answers that it is ready.
pub(crate) fn wait_until_ready(service: &mut Service, port: u16) -> Result<Duration> {
    service.wait_until(READY_WITHIN, || {
        http::get(port, "/readyz").is_ok_and(|answer| answer.status == 200)
    })
}

/// Fails when somebody listens on a port already.
pub(crate) fn require_free(port: u16) -> Result<()> {
    std::net::TcpListener::bind(("127.0.0.1", port))
        .map(drop)
        .with_context(|| format!("port {port} is taken; choose another with --port"))
}

/// Signs in and returns the access cookie as a request sends it.
///
/// Without the refresh cookie: a fuzzer that calls log-out with this one alone ends no session.
pub(crate) fn sign_in(port: u16, email: &str, password: &str) -> Result<String> {
    let body = serde_json::json!({ "email": email, "password": password }).to_string();
    let origin = format!("http://localhost:{port}");
    let answer = http::request(
        "POST",
        port,
        "/api/v1/auth/login",
        &[("Content-Type", "application/json"), ("Origin", &origin)],
        body.as_bytes(),
    )?;
    if answer.status != 200 {
        bail!(
            "signing in as {email} answered {}: {}",
            answer.status,
            answer.text()
        );
    }
    answer
        .header_values("set-cookie")
        .filter_map(|cookie| cookie.split(';').next())
        .find(|cookie| {
            cookie
                .split('=')
                .next()
                .is_some_and(|name| name.ends_with("pilaster_access"))
        })
        .map(str::to_owned)
        .context("signing in set no access cookie")
}

/// Returns the status of an authenticated GET.
pub(crate) fn status_with_cookie(port: u16, path: &str, cookie: &str) -> Result<u16> {
    Ok(http::request("GET", port, path, &[("Cookie", cookie)], b"")?.status)
}
