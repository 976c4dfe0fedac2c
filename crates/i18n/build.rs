//! Turns `locales/<language>/*.ftl` into typed accessors and one data file per language.

use std::{
    error::Error,
    fs,
    path::{Path, PathBuf},
};

use crate::catalogue::Source;

#[path = "build/catalogue.rs"]
mod catalogue;
#[path = "build/generate.rs"]
mod generate;
#[path = "src/plural.rs"]
pub mod plural;

#[expect(
    clippy::disallowed_methods,
    reason = "what was compiled in may be another checkout, where two share a target folder"
)]
fn main() -> Result<(), Box<dyn Error>> {
    let manifest = std::env::var_os("CARGO_MANIFEST_DIR").ok_or("no CARGO_MANIFEST_DIR")?;
    let locales = Path::new(&manifest).join("../../locales");
    println!("cargo::rerun-if-changed={}", locales.display());
    let sources = read(&locales)?;
    match catalogue::check(&sources) {
        Ok(catalogue) => {
            let out = out_dir()?;
            for language in &catalogue.languages {
                fs::write(
                    out.join(format!("{}.json", language.code)),
                    generate::json(&catalogue, language),
                )?;
            }
            fs::write(out.join("texts.rs"), generate::rust(&catalogue)?)?;
        }
        Err(problems) => {
            for problem in problems {
                println!("cargo::error=locales/{problem}");
            }
        }
    }
    Ok(())
}

fn out_dir() -> Result<PathBuf, Box<dyn Error>> {
    #[expect(
        clippy::disallowed_methods,
        reason = "cargo hands the folder to a build script through the environment"
    )]
    let path = std::env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?;
    Ok(path.into())
}

fn read(locales: &Path) -> Result<Vec<Source>, Box<dyn Error>> {
    let mut sources = Vec::new();
    for language in entries(locales)?.into_iter().filter(|path| path.is_dir()) {
        for path in entries(&language)? {
            if path.extension().is_some_and(|extension| extension == "ftl") {
                sources.push(Source {
                    language: name(&language),
                    file: name(&path),
                    text: fs::read_to_string(&path)?,
                });
            }
        }
    }
    Ok(sources)
}

/// The entries in the order of their names, so that two builds write the same bytes.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut paths = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()?;
    paths.sort();
    Ok(paths)
}

fn name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}
