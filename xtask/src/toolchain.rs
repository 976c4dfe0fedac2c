//! The compiler for WASM.
//!
//! Plain cargo where the tool chain has the target. Where it lacks it, rustup adds it; where
//! rustup cannot (no rustup, or no way to its server), Debian's `rustc-web` builds the standard
//! library from the sources of its own package.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::workspace::Workspace;
use crate::{packages, process};

const TARGET: &str = "wasm32-unknown-unknown";
const BIN: &str = "/usr/bin";
const SOURCES: &str = "/usr/lib/rustlib/src/rust/library/std";
const PACKAGES: &[&str] = &["rustc-web", "cargo-web", "rust-web-src"];
/// The first minor version of Rust 1 that compiles this workspace.
const MINOR: u32 = 95;

/// The way to compile for the browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wasm {
    /// The tool chain that built this program has the target.
    Toolchain,
    /// The distribution's compiler, which builds the standard library as well.
    Distribution { linker: PathBuf },
}

/// What was found on this machine, and what was tried in vain.
#[derive(Clone, Debug, Default)]
struct Facts {
    target_installed: bool,
    rustup: Source,
    distribution_installed: bool,
    distribution: Source,
    linker: Option<PathBuf>,
}

/// Whether a way to get a compiler is worth a try.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Source {
    #[default]
    Untried,
    Failed,
}

#[derive(Debug, PartialEq, Eq)]
enum Choice {
    Use(Wasm),
    AddTarget,
    InstallPackages { with_linker: bool },
    GiveUp,
}

fn choose(facts: &Facts) -> Choice {
    if facts.target_installed {
        return Choice::Use(Wasm::Toolchain);
    }
    if let (true, Some(linker)) = (facts.distribution_installed, &facts.linker) {
        return Choice::Use(Wasm::Distribution {
            linker: linker.clone(),
        });
    }
    if facts.rustup == Source::Untried {
        return Choice::AddTarget;
    }
    if facts.distribution == Source::Untried {
        return Choice::InstallPackages {
            with_linker: facts.linker.is_none(),
        };
    }
    Choice::GiveUp
}

impl Wasm {
    /// Finds the way, installing what it needs.
    pub(crate) fn prepare(workspace: &Workspace) -> Result<Self> {
        let mut facts = Facts::default();
        loop {
            look(workspace, &mut facts);
            match choose(&facts) {
                Choice::Use(way) => return Ok(way),
                Choice::AddTarget => {
                    let mut rustup = Command::new("rustup");
                    rustup
                        .current_dir(&workspace.root)
                        .args(["target", "add", TARGET]);
                    if let Err(error) = process::run(&mut rustup) {
                        eprintln!("    {error:#}");
                        facts.rustup = Source::Failed;
                    }
                }
                Choice::InstallPackages { with_linker } => {
                    let mut names = PACKAGES.to_vec();
                    if with_linker {
                        names.push("lld-19");
                    }
                    if let Err(error) = packages::install(&names) {
                        eprintln!("    {error:#}");
                    }
                    // A second attempt would end alike.
                    facts.distribution = Source::Failed;
                }
                Choice::GiveUp => bail!(
                    "no compiler for {TARGET}. With rustup and a network:\n  rustup target add \
                     {TARGET}\nOn Debian:\n  {}",
                    packages::by_hand(&[PACKAGES, &["lld-19"]].concat())
                ),
            }
        }
    }

    /// Returns a name for fingerprints: another compiler gives another bundle.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Toolchain => "toolchain",
            Self::Distribution { .. } => "distribution",
        }
    }

    /// Returns `cargo build` for the browser, to which package and profile are added.
    pub(crate) fn cargo_build(&self, workspace: &Workspace) -> Command {
        let mut command = match self {
            Self::Toolchain => {
                let mut command = workspace.cargo();
                command.arg("build");
                command
            }
            Self::Distribution { linker } => distribution_build(workspace, linker),
        };
        for_target(workspace, &mut command);
        command
    }

    /// Returns `cargo clippy` for the browser, which the distribution's compiler lacks.
    pub(crate) fn cargo_clippy(&self, workspace: &Workspace) -> Option<Command> {
        if *self != Self::Toolchain {
            return None;
        }
        let mut command = workspace.cargo();
        command.arg("clippy");
        for_target(workspace, &mut command);
        Some(command)
    }

    /// Returns the folder in which a profile's module is linked.
    pub(crate) fn output(workspace: &Workspace, profile_folder: &str) -> PathBuf {
        Self::target_dir(workspace)
            .join(TARGET)
            .join(profile_folder)
    }

    fn target_dir(workspace: &Workspace) -> PathBuf {
        workspace.target.join("wasm")
    }
}

fn for_target(workspace: &Workspace, command: &mut Command) {
    command
        .args(["--target", TARGET])
        // A folder of its own: a server build never waits for its lock.
        .env("CARGO_TARGET_DIR", Wasm::target_dir(workspace));
}

fn distribution_build(workspace: &Workspace, linker: &Path) -> Command {
    let mut command = Command::new(format!("{BIN}/cargo"));
    let path = std::env::var("PATH").unwrap_or_default();
    command
        .current_dir(&workspace.root)
        .arg("build")
        .arg("-Zbuild-std=std,panic_abort")
        .env("PATH", format!("{BIN}:{path}"))
        .env("RUSTC", format!("{BIN}/rustc"))
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker)
        // Cargo and rustup set these for the tool chain that runs us.
        .env_remove("RUSTUP_TOOLCHAIN")
        .env_remove("LD_LIBRARY_PATH")
        .env_remove("CARGO");
    command
}

fn look(workspace: &Workspace, facts: &mut Facts) {
    let sysroot = process::capture(
        Command::new("rustc")
            .current_dir(&workspace.root)
            .args(["--print", "sysroot"]),
    )
    .map(|text| PathBuf::from(text.trim()))
    .unwrap_or_default();
    let rustlib = sysroot.join("lib/rustlib");
    facts.target_installed = rustlib.join(TARGET).join("lib").is_dir();
    if process::which("rustup").is_none() {
        facts.rustup = Source::Failed;
    }
    facts.distribution_installed = Path::new(SOURCES).is_dir()
        && process::capture(Command::new(format!("{BIN}/rustc")).arg("--version"))
            .ok()
            .and_then(|version| minor(&version))
            .is_some_and(|minor| minor >= MINOR);
    facts.linker = linker(&rustlib);
}

fn linker(rustlib: &Path) -> Option<PathBuf> {
    let with_toolchain = std::fs::read_dir(rustlib)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path().join("bin/rust-lld"))
        .find(|file| file.is_file());
    with_toolchain.or_else(|| {
        ["wasm-ld", "wasm-ld-19"]
            .into_iter()
            .find_map(process::which)
    })
}

fn minor(version: &str) -> Option<u32> {
    version
        .split_whitespace()
        .nth(1)?
        .split('.')
        .nth(1)?
        .parse()
        .ok()
}

/// Fails with the line to run unless a program of the Rust tool chain is there.
pub(crate) fn require_component(program: &str, component: &str) -> Result<()> {
    process::which(program).map(|_| ()).with_context(|| {
        format!("`{program}` is missing. Run:\n  rustup component add {component}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lld() -> PathBuf {
        PathBuf::from("/lld")
    }

    #[test]
    fn an_installed_target_wins() {
        let facts = Facts {
            target_installed: true,
            distribution_installed: true,
            linker: Some(lld()),
            ..Facts::default()
        };
        assert_eq!(choose(&facts), Choice::Use(Wasm::Toolchain));
    }

    #[test]
    fn rustup_is_asked_before_packages_are_installed() {
        let facts = Facts {
            linker: Some(lld()),
            ..Facts::default()
        };
        assert_eq!(choose(&facts), Choice::AddTarget);
        let refused = Facts {
            rustup: Source::Failed,
            ..facts
        };
        assert_eq!(
            choose(&refused),
            Choice::InstallPackages { with_linker: false }
        );
    }

    #[test]
    fn an_installed_distribution_compiler_spares_the_network() {
        let facts = Facts {
            distribution_installed: true,
            linker: Some(lld()),
            ..Facts::default()
        };
        assert_eq!(
            choose(&facts),
            Choice::Use(Wasm::Distribution { linker: lld() })
        );
    }

    #[test]
    fn a_linker_is_installed_where_there_is_none() {
        let facts = Facts {
            rustup: Source::Failed,
            ..Facts::default()
        };
        assert_eq!(
            choose(&facts),
            Choice::InstallPackages { with_linker: true }
        );
    }

    #[test]
    fn nothing_is_tried_twice() {
        let facts = Facts {
            rustup: Source::Failed,
            distribution: Source::Failed,
            ..Facts::default()
        };
        assert_eq!(choose(&facts), Choice::GiveUp);
    }

    #[test]
    fn versions_are_read() {
        assert_eq!(minor("rustc 1.96.0 (ac68faa20 2026-05-25)"), Some(96));
        assert_eq!(minor("no rustc"), None);
    }
}
