//! Content hashes: for file names, and to know whether inputs have changed.

use std::path::Path;

use anyhow::{Context as _, Result};

// FNV-1a with 128 bits. The inputs are our own files: nobody searches for collisions.
const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

/// A running hash.
pub(super) struct Fingerprint(u128);

impl Fingerprint {
    pub(super) fn new() -> Self {
        Self(OFFSET)
    }

    fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u128::from(*byte)).wrapping_mul(PRIME);
        }
    }

    /// Adds a text and its end, so that `ab` and `c` differ from `a` and `bc`.
    pub(super) fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
        self.bytes(&[0]);
    }

    /// Adds a file's name and content.
    pub(super) fn file(&mut self, path: &Path) -> Result<()> {
        let content =
            std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        self.text(&path.to_string_lossy());
        self.bytes(&(content.len() as u64).to_le_bytes());
        self.bytes(&content);
        Ok(())
    }

    /// Adds all files under a folder in a fixed order, without names that `keep` refuses.
    pub(super) fn tree(&mut self, folder: &Path, keep: fn(&str) -> bool) -> Result<()> {
        let mut entries: Vec<_> = std::fs::read_dir(folder)
            .with_context(|| format!("cannot read {}", folder.display()))?
            .collect::<Result<_, _>>()?;
        entries.sort_by_key(std::fs::DirEntry::file_name);
        for entry in entries {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            // Editors leave dot files and backups beside what is edited.
            if name.starts_with('.') || name.ends_with('~') || !keep(&name) {
                continue;
            }
            if entry.file_type()?.is_dir() {
                self.tree(&entry.path(), keep)?;
            } else {
                self.file(&entry.path())?;
            }
        }
        Ok(())
    }

    pub(super) fn finish(self) -> String {
        format!("{:032x}", self.0)
    }
}

/// Returns the part of a file's name that stands for its content.
pub(super) fn of(content: &[u8]) -> String {
    let mut hash = Fingerprint::new();
    hash.bytes(content);
    hash.finish().chars().take(16).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::process::TempDir;

    #[test]
    fn known_hashes() {
        let mut hash = Fingerprint::new();
        hash.bytes(b"foobar");
        assert_eq!(hash.finish(), "343e1662793c64bf6f0d3597ba446f18");
    }

    #[test]
    fn a_tree_changes_with_content_and_names_and_nothing_else() {
        let folder = TempDir::new("fingerprint").unwrap();
        let of_tree = || {
            let mut hash = Fingerprint::new();
            hash.tree(folder.path(), |name| name != "tests").unwrap();
            hash.finish()
        };
        let file = folder.path().join("a.rs");
        std::fs::write(&file, "1").unwrap();
        let first = of_tree();
        std::fs::create_dir(folder.path().join("tests")).unwrap();
        std::fs::write(folder.path().join("tests/x.rs"), "").unwrap();
        std::fs::write(folder.path().join(".a.rs.swp"), "").unwrap();
        assert_eq!(of_tree(), first);
        std::fs::write(&file, "2").unwrap();
        let second = of_tree();
        assert_ne!(second, first);
        std::fs::rename(&file, folder.path().join("b.rs")).unwrap();
        assert_ne!(of_tree(), second);
    }
}
