//! The style sheet: every `@import` followed, one minified file.

use std::path::Path;

use anyhow::{Result, anyhow};
use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::printer::PrinterOptions;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions};

/// Bundles and minifies a style sheet. What is written is what is sent: nothing is lowered for
/// old browsers.
pub(super) fn bundle(entry: &Path) -> Result<String> {
    let provider = FileProvider::new();
    let mut bundler = Bundler::new(&provider, None, ParserOptions::default());
    let mut sheet = bundler
        .bundle(entry)
        .map_err(|error| anyhow!("{}: {error}", entry.display()))?;
    sheet
        .minify(MinifyOptions::default())
        .map_err(|error| anyhow!("{}: {error}", entry.display()))?;
    let printed = sheet
        .to_css(PrinterOptions {
            minify: true,
            ..PrinterOptions::default()
        })
        .map_err(|error| anyhow!("{}: {error}", entry.display()))?;
    Ok(printed.code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::process::TempDir;

    #[test]
    fn imports_are_followed_and_layers_kept() {
        let folder = TempDir::new("style").unwrap();
        let entry = folder.path().join("main.css");
        std::fs::write(folder.path().join("base.css"), "a { color : red }").unwrap();
        std::fs::write(&entry, "@layer reset, page, base;\n@import './base.css' layer(base);\n@layer page { p { top: 0 } }").unwrap();
        let sheet = bundle(&entry).unwrap();
        assert_eq!(
            sheet,
            "@layer reset;@layer page{p{top:0}}@layer base{a{color:red}}"
        );
    }

    #[test]
    fn a_mistake_names_file_and_line() {
        let folder = TempDir::new("style-mistake").unwrap();
        let entry = folder.path().join("main.css");
        std::fs::write(&entry, "a { color: red }\n} b {").unwrap();
        let error = bundle(&entry).unwrap_err().to_string();
        assert!(error.contains("main.css"), "{error}");
    }
}
