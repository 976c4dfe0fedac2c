//! Writing the folder: hashed names, compressed siblings, the manifest, nothing left over.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result};
use flate2::Compression;
use flate2::write::GzEncoder;

use super::wasm::{Bundle, LOADER};
use super::{Kind, Manifest, fingerprint};

/// Changes when the scripts are rewritten in another way, and with it their names.
const NAMING: &[u8] = b"1";

/// What the names of files begin with that the first view does not load.
pub(super) const CHUNKS: &str = "chunks/";

/// Reads all files under a folder as paths relative to it; none when there is no folder.
pub(super) fn read_tree(folder: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let mut found = Vec::new();
    if folder.is_dir() {
        collect(folder, "", &mut found)?;
    }
    found.sort();
    Ok(found)
}

fn collect(folder: &Path, prefix: &str, found: &mut Vec<(String, Vec<u8>)>) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with('.') {
            continue;
        }
        let path = format!("{prefix}{name}");
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{path}/"), found)?;
        } else {
            found.push((path, std::fs::read(entry.path())?));
        }
    }
    Ok(())
}

/// Writes everything and returns what it is called.
pub(super) fn write(
    dir: &Path,
    kind: Kind,
    bundles: &[Bundle],
    mut sheet: String,
    public: Vec<(String, Vec<u8>)>,
) -> Result<Manifest> {
    std::fs::create_dir_all(dir)?;
    let mut folder = Folder {
        dir,
        kind,
        manifest: Manifest::default(),
    };
    for (name, content) in public {
        let hashed = folder.add(&name, &content)?;
        sheet = sheet.replace(&format!("/assets/{name}"), &format!("/assets/{hashed}"));
    }
    folder.add("style.css", sheet.as_bytes())?;

    for bundle in bundles {
        write_bundle(&mut folder, bundle)?;
    }

    super::write_json(&dir.join("manifest.json"), &folder.manifest)?;
    remove_others(dir, &folder.manifest)?;
    Ok(folder.manifest)
}

/// Writes a module, its chunks and its scripts, of which one starts it.
///
/// The scripts name each other, so their parts share one hash, that of them all.
fn write_bundle(folder: &mut Folder<'_>, bundle: &Bundle) -> Result<()> {
    let hash = hash_of(bundle);
    let glue = bundle.entry.glue();
    let mut js = bundle.js.clone();
    for (path, content) in &bundle.snippets {
        let hashed = folder.add(path, content.as_bytes())?;
        js = js.replace(&format!("./{path}"), &format!("./{hashed}"));
    }
    if let Some(loader) = &bundle.loader {
        write_chunks(folder, bundle, loader, &hash)?;
        // As it is imported; the module itself goes on calling the loader by its plain name.
        js = js.replace(
            &format!("from \"./{LOADER}\""),
            &format!("from \"./{}\"", with_hash(LOADER, &hash)),
        );
    }
    let js = folder.add_as(&glue, &hash, js.as_bytes())?;
    let module = format!("{}.wasm", bundle.entry.name());
    let wasm = folder.add_as(&module, &hash, &bundle.wasm)?;
    let boot = bundle
        .boot
        .replace(&format!("./{glue}"), &format!("./{js}"))
        .replace(&format!("./{module}"), &format!("./{wasm}"));
    folder.add(bundle.entry.boot().1, boot.as_bytes())?;
    Ok(())
}

/// Writes the chunks and the script that loads them.
fn write_chunks(folder: &mut Folder<'_>, bundle: &Bundle, loader: &str, hash: &str) -> Result<()> {
    let mut loader = loader.to_owned();
    for (name, chunk) in &bundle.chunks {
        let hashed = folder.add_as(&format!("{CHUNKS}{name}"), hash, chunk)?;
        loader = loader.replace(&format!("./{name}"), &format!("./{hashed}"));
    }
    let glue = bundle.entry.glue();
    let loader = loader.replace(
        &format!("from \"./{glue}\""),
        &format!("from \"./{}\"", with_hash(&glue, hash)),
    );
    folder.add_as(LOADER, hash, loader.as_bytes())?;
    Ok(())
}

fn hash_of(bundle: &Bundle) -> String {
    let loader = bundle.loader.as_deref().unwrap_or_default();
    let mut parts = vec![
        NAMING,
        bundle.js.as_bytes(),
        loader.as_bytes(),
        &bundle.wasm,
    ];
    parts.extend(bundle.chunks.iter().map(|(_, chunk)| chunk.as_slice()));
    parts.extend(
        bundle
            .snippets
            .iter()
            .map(|(_, snippet)| snippet.as_bytes()),
    );
    fingerprint::of(&parts.concat())
}

struct Folder<'a> {
    dir: &'a Path,
    kind: Kind,
    manifest: Manifest,
}

impl Folder<'_> {
    fn add(&mut self, name: &str, content: &[u8]) -> Result<String> {
        self.add_as(name, &fingerprint::of(content), content)
    }

    fn add_as(&mut self, name: &str, hash: &str, content: &[u8]) -> Result<String> {
        let hashed = with_hash(name, hash);
        let path = self.dir.join(&hashed);
        std::fs::write(&path, content)
            .with_context(|| format!("cannot write {}", path.display()))?;
        if self.kind == Kind::Release {
            let sibling = |ending: &str| self.dir.join(format!("{hashed}.{ending}"));
            // The name stands for the content: what exists is right, and brotli is slow.
            if !sibling("br").exists() {
                std::fs::write(sibling("br"), brotli(content)?)?;
            }
            if !sibling("gz").exists() {
                std::fs::write(sibling("gz"), gzip(content)?)?;
            }
        }
        self.manifest.files.insert(name.to_owned(), hashed.clone());
        Ok(hashed)
    }
}

/// Puts a hash into a name, and folders into the name: addresses are flat.
fn with_hash(name: &str, hash: &str) -> String {
    let flat = name.replace('/', "-");
    match flat.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}.{hash}.{ending}"),
        None => format!("{flat}.{hash}"),
    }
}

fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let mut compressed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 24,
        size_hint: content.len(),
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &*content, &mut compressed, &parameters)?;
    Ok(compressed)
}

fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}

fn remove_others(dir: &Path, manifest: &Manifest) -> Result<()> {
    let mut wanted: BTreeSet<String> = BTreeSet::from(["manifest.json".to_owned()]);
    for name in manifest.files.values() {
        wanted.extend([name.clone(), format!("{name}.br"), format!("{name}.gz")]);
    }
    for (name, _) in read_tree(dir)? {
        if !wanted.contains(&name) {
            std::fs::remove_file(dir.join(name))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assets::wasm::Entry;
    use crate::process::TempDir;

    fn app() -> Bundle {
        Bundle {
            entry: Entry::App,
            boot: "import init from './app.js'; init('./app.wasm')".to_owned(),
            wasm: b"\0asm".to_vec(),
            js: "import * as i from \"./chunks.js\"\nimport './snippets/x/inline0.js';\n\
                 imports['./chunks.js'] = i"
                .to_owned(),
            loader: Some("import { initSync } from \"./app.js\"; fetch('./users.wasm')".to_owned()),
            chunks: vec![("users.wasm".to_owned(), b"\0asm".to_vec())],
            snippets: vec![("snippets/x/inline0.js".to_owned(), "export {}".to_owned())],
        }
    }

    fn public() -> Bundle {
        Bundle {
            entry: Entry::Public,
            boot: "import init from './public.js'; init('./public.wasm')".to_owned(),
            wasm: b"\0asm".to_vec(),
            js: "export default init".to_owned(),
            loader: None,
            chunks: Vec::new(),
            snippets: Vec::new(),
        }
    }

    fn write_all(dir: &Path, sheet: &str) -> Manifest {
        let public_files = vec![("fonts/a.woff2".to_owned(), b"font".to_vec())];
        let bundles = [app(), public()];
        write(dir, Kind::Release, &bundles, sheet.to_owned(), public_files).unwrap()
    }

    #[test]
    fn every_reference_uses_a_hashed_name() {
        let folder = TempDir::new("files").unwrap();
        let manifest = write_all(folder.path(), "a{src:url(/assets/fonts/a.woff2)}");
        let text = |name: &str| {
            std::fs::read_to_string(folder.path().join(&manifest.files[name])).unwrap()
        };
        let hashed = |name: &str| manifest.files[name].clone();
        assert_eq!(
            text("style.css"),
            format!("a{{src:url(/assets/{})}}", hashed("fonts/a.woff2"))
        );
        assert_eq!(
            text("app.js"),
            format!(
                "import * as i from \"./{}\"\nimport './{}';\nimports['./chunks.js'] = i",
                hashed("chunks.js"),
                hashed("snippets/x/inline0.js")
            )
        );
        assert_eq!(
            text("chunks.js"),
            format!(
                "import {{ initSync }} from \"./{}\"; fetch('./{}')",
                hashed("app.js"),
                hashed("chunks/users.wasm")
            )
        );
        assert!(text("boot.js").contains(&hashed("app.js")));
        assert!(text("boot.js").contains(&hashed("app.wasm")));
        assert!(text("public-boot.js").contains(&hashed("public.js")));
        assert!(text("public-boot.js").contains(&hashed("public.wasm")));
        assert!(hashed("fonts/a.woff2").starts_with("fonts-a."));
    }

    #[test]
    fn old_files_go_and_compressed_siblings_come() {
        let folder = TempDir::new("files-old").unwrap();
        let first = write_all(folder.path(), "a{}").files["style.css"].clone();
        let second = write_all(folder.path(), "b{}").files["style.css"].clone();
        assert_ne!(first, second);
        assert!(!folder.path().join(&first).exists());
        assert!(!folder.path().join(format!("{first}.br")).exists());
        assert!(folder.path().join(format!("{second}.br")).exists());
        assert!(folder.path().join(format!("{second}.gz")).exists());
    }
}
