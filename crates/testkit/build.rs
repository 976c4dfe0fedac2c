//! Fingerprints the schema's history, so that a template database is made anew when it changes.

use std::{
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    io,
    path::{Path, PathBuf},
};

fn main() -> io::Result<()> {
    let db = Path::new(env!("CARGO_MANIFEST_DIR")).join("../db/src");
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
