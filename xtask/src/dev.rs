//! `cargo xtask dev`: build what has changed, serve, watch.

use std::path::{Component, Path, PathBuf};
use std::process::ExitStatus;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant, SystemTime};

use anyhow::{Context as _, Result, bail};
use clap::Args;
use notify::event::{EventKind, MetadataKind, ModifyKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::assets::{self, Assets, Kind};
use crate::process::{self, Service};
use crate::progress::{seconds, step};
use crate::server::{self, DevServer};
use crate::workspace::Workspace;
use crate::{http, postgres};

/// Editors write a file in several steps; what comes within this time is one change.
const QUIET: Duration = Duration::from_millis(120);
const LOOK: Duration = Duration::from_millis(200);

#[derive(Args)]
pub(crate) struct Options {
    /// The port to serve on.
    #[arg(long, default_value_t = 3000)]
    port: u16,
    /// The folder for the database, the mailbox and the secrets. [default: ./var]
    #[arg(long)]
    data: Option<PathBuf>,
    /// The database. [default: `DATABASE_URL` if it is set, else the SQLite file `pilaster.db` in that
    /// folder]
    #[arg(long)]
    database_url: Option<String>,
}

impl Options {
    /// The folder as the server is told it: it runs at the root of the workspace, while `--data` is
    /// meant from where the user stands.
    fn data(&self, workspace: &Workspace) -> Result<PathBuf> {
        match &self.data {
            Some(data) => Ok(std::path::absolute(data)?),
            None => Ok(workspace.root.join("var")),
        }
    }

    /// Fails when the server would, after minutes of compiling.
    fn check(&self) -> Result<()> {
        server::require_free(self.port)?;
        let ambient = || std::env::var("DATABASE_URL").ok();
        match self.database_url.clone().or_else(ambient) {
            Some(url) => postgres::require_answer(&url),
            None => Ok(()),
        }
    }
}

pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let started = Instant::now();
    options.check()?;
    // Before the first build: what is edited while it compiles is built next.
    let (_watcher, changes) = watch(workspace)?;
    let assets = assets::build(workspace, Kind::Dev)?;
    let binary = step("server", || server::build(workspace))?;
    let mut session = Session::start(workspace, options, binary, &assets)?;
    println!(
        "==> http://localhost:{} is served after {}; a change of the sources is rebuilt; Ctrl-C \
         stops",
        options.port,
        seconds(started.elapsed())
    );
    loop {
        match next(&changes, &mut session.service)? {
            Next::Stop => {
                session.service.stop();
                println!("==> stopped");
                return Ok(());
            }
            Next::Ended(status) if !session.mourned => {
                session.mourned = true;
                eprintln!("==> the server ended with {status}; the next change starts it again");
            }
            Next::Ended(_) | Next::Nothing => {}
            Next::Changed(change) => {
                let since = Instant::now();
                match session.apply(change) {
                    Ok(Outcome::Nothing) => {}
                    Ok(outcome) => println!("==> {outcome:?} after {}", seconds(since.elapsed())),
                    Err(_) if process::interrupted() => {}
                    Err(error) => {
                        eprintln!("==> {error:#}; the last good build is served until a change");
                    }
                }
            }
        }
    }
}

/// What a change can touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    /// Style sheets and static files.
    Style,
    /// Rust, manifests, locales, templates.
    Code,
}

#[derive(Debug)]
enum Outcome {
    Nothing,
    Reloaded,
    Restarted,
}

/// The running server and what it was started from.
struct Session<'a> {
    workspace: &'a Workspace,
    options: &'a Options,
    binary: PathBuf,
    built: SystemTime,
    service: Service,
    /// Whether the user knows that the server has ended.
    mourned: bool,
}

impl<'a> Session<'a> {
    fn start(
        workspace: &'a Workspace,
        options: &'a Options,
        binary: PathBuf,
        assets: &Assets,
    ) -> Result<Self> {
        let built = modified(&binary)?;
        let service = launch(workspace, options, &binary, &assets.dir)?;
        Ok(Self {
            workspace,
            options,
            binary,
            built,
            service,
            mourned: false,
        })
    }

    fn apply(&mut self, change: Change) -> Result<Outcome> {
        if change == Change::Code {
            step("server", || server::build(self.workspace))?;
        }
        let assets = assets::build(self.workspace, Kind::Dev)?;
        let built = modified(&self.binary)?;
        if built != self.built || self.mourned {
            self.service.stop();
            self.service = launch(self.workspace, self.options, &self.binary, &assets.dir)?;
            self.built = built;
            self.mourned = false;
            // Open pages notice the new process by themselves.
            return Ok(Outcome::Restarted);
        }
        if !assets.changed {
            return Ok(Outcome::Nothing);
        }
        let origin = format!("http://localhost:{}", self.options.port);
        let answer = http::request(
            "POST",
            self.options.port,
            "/dev/reload",
            &[("Origin", &origin)],
            b"",
        )?;
        if answer.status >= 300 {
            bail!("the server answered {} to /dev/reload", answer.status);
        }
        Ok(Outcome::Reloaded)
    }
}

fn modified(path: &Path) -> Result<SystemTime> {
    Ok(std::fs::metadata(path)
        .with_context(|| path.display().to_string())?
        .modified()?)
}

fn launch(
    workspace: &Workspace,
    options: &Options,
    binary: &Path,
    assets: &Path,
) -> Result<Service> {
    let data = options.data(workspace)?;
    let mut command = DevServer {
        binary,
        port: options.port,
        data: &data,
        assets,
        place: &workspace.root,
    }
    .command();
    command.arg("--live-reload");
    if let Some(url) = &options.database_url {
        command.args(["--database-url", url]);
    }
    let mut service = Service::start("the server", &mut command)?;
    server::wait_until_ready(&mut service, options.port)?;
    Ok(service)
}

enum Next {
    Stop,
    Ended(ExitStatus),
    Changed(Change),
    Nothing,
}

fn next(changes: &Receiver<Change>, service: &mut Service) -> Result<Next> {
    if process::interrupted() {
        return Ok(Next::Stop);
    }
    match changes.recv_timeout(LOOK) {
        Ok(first) => {
            let mut change = first;
            while let Ok(more) = changes.recv_timeout(QUIET) {
                change = change.max(more);
            }
            Ok(Next::Changed(change))
        }
        // Ctrl-C may have come meanwhile, and ended the server.
        Err(RecvTimeoutError::Timeout) => Ok(match service.ended()? {
            _ if process::interrupted() => Next::Stop,
            Some(status) => Next::Ended(status),
            None => Next::Nothing,
        }),
        Err(RecvTimeoutError::Disconnected) => bail!("the file watcher ended"),
    }
}

fn watch(workspace: &Workspace) -> Result<(RecommendedWatcher, Receiver<Change>)> {
    let (sender, changes) = mpsc::channel();
    let root = workspace.root.clone();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        let Ok(event) = event else {
            return;
        };
        if is_change(event.kind) {
            let kinds = event.paths.iter().filter_map(|path| classify(&root, path));
            if let Some(change) = kinds.max() {
                // The receiver is gone only when the command ends.
                let _ = sender.send(change);
            }
        }
    })?;
    for folder in ["apps", "crates", "locales"] {
        watcher.watch(&workspace.root.join(folder), RecursiveMode::Recursive)?;
    }
    // The folder and not its files: cargo and editors replace files by renaming.
    watcher.watch(&workspace.root, RecursiveMode::NonRecursive)?;
    Ok((watcher, changes))
}

fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Modify(ModifyKind::Metadata(kind)) => {
            !matches!(kind, MetadataKind::AccessTime | MetadataKind::Any)
        }
        EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_) => true,
        EventKind::Access(_) | EventKind::Any | EventKind::Other => false,
    }
}

fn classify(root: &Path, path: &Path) -> Option<Change> {
    let relative = path.strip_prefix(root).ok()?;
    let names: Vec<&str> = relative
        .components()
        .filter_map(|part| match part {
            Component::Normal(name) => name.to_str(),
            _ => None,
        })
        .collect();
    if names
        .iter()
        .any(|name| name.starts_with('.') || *name == "tests")
    {
        return None;
    }
    let file = *names.last()?;
    if names.len() == 1 {
        return matches!(file, "Cargo.toml" | "Cargo.lock").then_some(Change::Code);
    }
    // A crate of the browser is called `public` too.
    let is_crate = relative.starts_with("apps/browser");
    let is_static = names.iter().any(|name| matches!(*name, "style" | "public"));
    if is_static && !is_crate || file == "boot.js" {
        return (!file.ends_with('~')).then_some(Change::Style);
    }
    let ending = file.rsplit_once('.')?.1;
    // The style sheets and scripts that are left are inside of binaries.
    matches!(
        ending,
        "rs" | "toml" | "ftl" | "html" | "txt" | "css" | "js"
    )
    .then_some(Change::Code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(path: &str) -> Option<Change> {
        classify(Path::new("/p"), &Path::new("/p").join(path))
    }

    #[test]
    fn a_style_sheet_does_not_compile_rust() {
        assert_eq!(of("crates/ui/style/button.css"), Some(Change::Style));
        assert_eq!(of("apps/web/public/favicon.svg"), Some(Change::Style));
        assert_eq!(of("apps/browser/app/boot.js"), Some(Change::Style));
        assert_eq!(of("apps/browser/public/boot.js"), Some(Change::Style));
    }

    #[test]
    fn rust_locales_templates_and_manifests_do() {
        for path in [
            "crates/api/src/users.rs",
            "locales/ar/auth.ftl",
            "crates/services/templates/welcome.html",
            "Cargo.lock",
            "apps/web/Cargo.toml",
            "crates/sandbox/assets/mail.css",
            "apps/server/src/commands/dev/reload.js",
            "apps/browser/public/src/lib.rs",
        ] {
            assert_eq!(of(path), Some(Change::Code), "{path}");
        }
    }

    #[test]
    fn what_is_no_input_is_not_seen() {
        for path in [
            "var/pilaster.db",
            "README.md",
            "crates/api/tests/it/users.rs",
            "crates/api/src/.users.rs.swp",
            "crates/api/README.md",
        ] {
            assert_eq!(of(path), None, "{path}");
        }
    }

    #[test]
    fn the_larger_change_wins() {
        assert_eq!(Change::Style.max(Change::Code), Change::Code);
    }
}
