//! Fingerprints the schema's history, so that a template database is made anew when it changes.

use std::{
    env, fs,
    hash::{DefaultHasher, Hash, Hasher},
    io,
    path::{Path, PathBuf},
};

#[expect(
    clippy::disallowed_methods,
    reason = "what was compiled in may be another checkout, where two share a target folder"
)]
fn main() -> io::Result<()> {
    let package = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
    let db = Path::new(&package).join("../db/src");
    let migrations = db.join("migration");
    let mut files = fs::read_dir(&migrations)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<Vec<PathBuf>>>()?;
    files.push(db.join("dialect.rs"));
    files.sort();

    let mut hasher = DefaultHasher::new();
    for file in &files {
        fs::read(file)?.hash(&mut hasher);
    }
    println!(
        "cargo::rustc-env=SCHEMA_FINGERPRINT={:016x}",
        hasher.finish()
    );
    println!("cargo::rerun-if-changed={}", migrations.display());
    println!(
        "cargo::rerun-if-changed={}",
        db.join("dialect.rs").display()
    );
    Ok(())
}
