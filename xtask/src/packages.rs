//! Distribution packages: installed when we may, named in a line to run when we may not.

use std::process::Command;

use anyhow::{Result, bail};

use crate::process;

/// Installs Debian or Ubuntu packages, or fails with the exact line that does.
pub(crate) fn install(packages: &[&str]) -> Result<()> {
    if packages.is_empty() {
        return Ok(());
    }
    let by_hand = by_hand(packages);
    if process::which("apt-get").is_none() {
        bail!(
            "missing: {}. This command installs them on Debian and Ubuntu; here, install what \
             gives the same programs and run it again",
            packages.join(", ")
        );
    }
    let Some(privilege) = privilege() else {
        bail!(
            "missing: {}. Run this line, then the command again:\n  {by_hand}",
            packages.join(", ")
        );
    };
    if process::run(&mut apt(privilege, "install", packages)).is_ok() {
        return Ok(());
    }
    // A fresh machine has no package lists, or old ones.
    process::run(&mut apt(privilege, "update", &[]))?;
    if process::run(&mut apt(privilege, "install", packages)).is_err() {
        bail!(
            "apt-get cannot install {}. The line was:\n  {by_hand}",
            packages.join(", ")
        );
    }
    Ok(())
}

/// Says whether this process runs as root.
pub(crate) fn is_root() -> bool {
    process::capture(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Privilege {
    Root,
    Sudo,
}

fn privilege() -> Option<Privilege> {
    if is_root() {
        Some(Privilege::Root)
    } else if process::succeeds(Command::new("sudo").args(["-n", "true"])) {
        Some(Privilege::Sudo)
    } else {
        None
    }
}

fn apt(privilege: Privilege, verb: &str, packages: &[&str]) -> Command {
    let mut command = match privilege {
        Privilege::Root => Command::new("env"),
        Privilege::Sudo => {
            let mut sudo = Command::new("sudo");
            sudo.args(["-n", "env"]);
            sudo
        }
    };
    command.args([
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
        verb,
        "-q",
        "-y",
    ]);
    if verb == "install" {
        command.arg("--no-install-recommends").args(packages);
    }
    command
}

/// Returns the line that installs packages, also where there are no package lists or old ones.
pub(crate) fn by_hand(packages: &[&str]) -> String {
    format!(
        "sudo apt-get update && sudo apt-get install -y --no-install-recommends {}",
        packages.join(" ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_to_run_names_every_package() {
        assert_eq!(
            by_hand(&["postgresql", "wrk"]),
            "sudo apt-get update && sudo apt-get install -y --no-install-recommends postgresql wrk"
        );
    }

    #[test]
    fn sudo_never_asks_for_a_password() {
        let line = process::line(&apt(Privilege::Sudo, "install", &["wrk"]));
        assert!(line.starts_with("sudo -n env"), "{line}");
        assert!(line.ends_with("--no-install-recommends wrk"), "{line}");
    }
}
