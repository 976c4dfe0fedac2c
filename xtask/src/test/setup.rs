//! The tools that tests need: found, installed, or named in a line to run.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result};

use super::{Part, Parts, browser, oauth2_mock, schemathesis};
use crate::process;
use crate::toolchain::{Wasm, require_component};
use crate::workspace::Workspace;
use crate::{packages, postgres};

pub(super) fn run(workspace: &Workspace, parts: &Parts) -> Result<()> {
    require_component("cargo-fmt", "rustfmt")?;
    require_component("cargo-clippy", "clippy")?;
    packages::install(&missing_packages(parts))?;
    if parts.include(Part::Browser) {
        browser::find()?;
    }
    if parts.include(Part::Postgres) {
        match std::env::var("PILASTER_TEST_POSTGRES") {
            Ok(url) => postgres::require_answer(&url).context("PILASTER_TEST_POSTGRES")?,
            Err(_) => {
                postgres::bin_dir()
                    .context("PostgreSQL is installed, but its `initdb` is not found")?;
            }
        }
    }
    if process::which("cargo-nextest").is_none() {
        process::run(
            workspace
                .cargo()
                .args(["install", "--locked", "cargo-nextest"]),
        )
        .context("run:\n  cargo install --locked cargo-nextest")?;
    }
    if parts.include(Part::Schemathesis) {
        schemathesis::install(workspace)?;
    }
    if parts.include(Part::Oauth2Mock) {
        oauth2_mock::install(workspace)?;
    }
    if parts.include(Part::Wasm) {
        Wasm::prepare(workspace)?;
    }
    Ok(())
}

fn missing_packages(parts: &Parts) -> Vec<&'static str> {
    let mut missing = Vec::new();
    let given_server = std::env::var_os("PILASTER_TEST_POSTGRES").is_some();
    if parts.include(Part::Postgres) && !given_server && postgres::bin_dir().is_none() {
        missing.push("postgresql");
    }
    if parts.include(Part::Redis) && process::which("redis-server").is_none() {
        missing.push("redis-server");
    }
    if parts.include(Part::Browser) {
        if browser::browser().is_none() {
            missing.push("chromium");
        }
        if browser::driver().is_none() {
            missing.push("chromium-driver");
        }
        // Authenticator app and camera of the journeys.
        for (program, package) in [("oathtool", "oathtool"), ("zbarimg", "zbar-tools")] {
            if process::which(program).is_none() {
                missing.push(package);
            }
        }
        // Without it Arabic is drawn as boxes.
        if !Path::new("/usr/share/fonts/truetype/noto").is_dir() {
            missing.push("fonts-noto-core");
        }
    }
    if parts.include(Part::Oauth2Mock) && process::which("npm").is_none() {
        missing.push("npm");
    }
    let has_venv = process::succeeds(Command::new("python3").args(["-c", "import ensurepip"]));
    if parts.include(Part::Schemathesis) && !has_venv {
        missing.push("python3-venv");
    }
    missing
}
