//! Fuzzing by the OpenAPI document: no answer may be a 5xx or one that the document lacks.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};

use crate::process;
use crate::server::{self, ADMIN_EMAIL, DEMO_PASSWORD, USER_EMAIL};
use crate::workspace::Workspace;

const VERSION: &str = "4.32.5";
/// What an answer is held to. The others judge how strict an API is with its input, which our
/// own tests say better.
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,\
                      response_headers_conformance,response_schema_conformance";
const ME: &str = "/api/v1/users/me";

fn venv(workspace: &Workspace) -> PathBuf {
    workspace.own().join("venv")
}

fn program(workspace: &Workspace) -> PathBuf {
    venv(workspace).join("bin/schemathesis")
}

/// Installs it into a virtual environment of its own.
pub(super) fn install(workspace: &Workspace) -> Result<()> {
    let installed = process::capture(Command::new(program(workspace)).arg("--version"));
    if installed.is_ok_and(|version| version.trim_end().ends_with(VERSION)) {
        return Ok(());
    }
    let folder = venv(workspace);
    process::run(
        Command::new("python3")
            .args(["-m", "venv", "--clear"])
            .arg(&folder),
    )?;
    process::run(
        Command::new(folder.join("bin/pip"))
            .args(["install", "--quiet", "--disable-pip-version-check"])
            .arg(format!("schemathesis=={VERSION}")),
    )
}

/// The operation that ends a session by its id.
const END_SESSION: &str = "end_session";

/// The operation whose answer has no end.
const STREAM: &str = "stream_notifications";

/// The operations that end an account, so that nothing can come after them.
const END_ACCOUNT: [&str; 2] = ["deactivate", "delete_me"];

/// Runs it as a stranger, as a user and as a superuser.
pub(super) fn run(workspace: &Workspace, port: u16) -> Result<()> {
    println!("    anonymous");
    process::run(&mut command(workspace, port, &[]))?;
    for email in [USER_EMAIL, ADMIN_EMAIL] {
        println!("    signed in as {email}");
        let cookie = server::sign_in(port, email, DEMO_PASSWORD)?;
        let cookie_header = [format!("Cookie: {cookie}")];
        // It follows links, and one leads from the list of sessions to the end of its own.
        let mut all_others = command(workspace, port, &cookie_header);
        for operation in END_ACCOUNT.into_iter().chain([END_SESSION]) {
            all_others.args(["--exclude-operation-id", operation]);
        }
        process::run(&mut all_others)?;
        process::run(
            command(workspace, port, &cookie_header).args(["--include-operation-id", END_SESSION]),
        )?;
        // Otherwise an ended session would have made this run like the first.
        let status = server::status_with_cookie(port, ME, &cookie)?;
        if status != 200 {
            bail!("{ME} answers {status} after the run: it was not signed in to its end");
        }
        let mut last = command(workspace, port, &cookie_header);
        for operation in END_ACCOUNT {
            last.args(["--include-operation-id", operation]);
        }
        process::run(&mut last)?;
    }
    Ok(())
}

fn command(workspace: &Workspace, port: u16, headers: &[String]) -> Command {
    let mut command = Command::new(program(workspace));
    command
        .current_dir(workspace.own())
        .args(["run", &format!("http://localhost:{port}/api/openapi.json")])
        .args(["--max-examples", "30", "--workers", "1", "--checks", CHECKS])
        // The same cases each time: a failure can be looked at again.
        .args(["--seed", "1", "--no-color"])
        .args(["--exclude-operation-id", STREAM])
        .args(["-H", &format!("Origin: http://localhost:{port}")]);
    for header in headers {
        command.args(["-H", header]);
    }
    command
}
