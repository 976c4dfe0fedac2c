use std::path::PathBuf;

use anyhow::{Context as _, Result};

/// Where everything is that a journey needs.
pub(crate) struct Environment {
    /// The product, without a slash at the end.
    pub(crate) origin: String,
    pub(crate) driver: String,
    pub(crate) browser: String,
}

impl Environment {
    pub(crate) fn read() -> Result<Self> {
        Ok(Self {
            origin: required("PILASTER_E2E_URL")?
                .trim_end_matches('/')
                .to_owned(),
            driver: required("PILASTER_E2E_WEBDRIVER")?,
            browser: required("CHROME")?,
        })
    }
}

/// The server's program and the folder of its data.
pub(crate) struct Server {
    pub(crate) binary: PathBuf,
    pub(crate) data: PathBuf,
}

impl Server {
    pub(crate) fn read() -> Result<Self> {
        Ok(Self {
            binary: required("PILASTER_E2E_BINARY")?.into(),
            data: required("PILASTER_E2E_DATA")?.into(),
        })
    }
}

/// Whether axe looks at pages.
pub(crate) fn has_axe() -> bool {
    variable("PILASTER_E2E_WITHOUT_AXE").is_none()
}

/// Returns the folder for pictures, if any are wanted.
pub(crate) fn shots() -> Option<PathBuf> {
    variable("PILASTER_E2E_SHOTS").map(PathBuf::from)
}

fn required(name: &str) -> Result<String> {
    variable(name).with_context(|| {
        format!(
            "{name} is not set. Browser journeys need a running server and a driver: run \
             `cargo xtask test`, which starts both"
        )
    })
}

#[expect(
    clippy::disallowed_methods,
    reason = "the task runner hands over addresses in the environment"
)]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
