//! A provider of OpenID Connect that others have written, for the tests of signing in by one.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::process;
use crate::workspace::Workspace;

/// The environment variable by which tests find it.
pub(super) const FOLDER: &str = "PILASTER_TEST_OAUTH2_MOCK_SERVER";
/// The environment variable that leaves these tests out.
pub(super) const WITHOUT: &str = "PILASTER_TEST_WITHOUT_OAUTH2_MOCK_SERVER";

/// The server, and a Node that is new enough for it whatever the distribution has.
const PACKAGES: [&str; 2] = ["oauth2-mock-server@9.3.0", "node@24.21.0"];
const MARK: &str = "installed";

/// The folder that it is installed into.
pub(super) fn folder(workspace: &Workspace) -> PathBuf {
    workspace.own().join("oauth2-mock-server")
}

/// Installs it, unless these very versions are there.
pub(super) fn install(workspace: &Workspace) -> Result<()> {
    let folder = folder(workspace);
    let mark = folder.join(MARK);
    let versions = PACKAGES.join(" ");
    if fs::read_to_string(&mark).is_ok_and(|installed| installed == versions) {
        return Ok(());
    }
    fs::create_dir_all(&folder)?;
    process::run(
        Command::new("npm")
            .args([
                "install",
                "--silent",
                "--no-save",
                "--no-fund",
                "--no-audit",
            ])
            // Node comes by its own install script; that of the distribution may be too old to ask.
            .args(["--engine-strict=false", "--foreground-scripts", "--prefix"])
            .arg(&folder)
            .args(PACKAGES),
    )?;
    process::run(Command::new(folder.join("node_modules/.bin/node")).arg("--version"))?;
    fs::write(mark, versions)?;
    Ok(())
}
