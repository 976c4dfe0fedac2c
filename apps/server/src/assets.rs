//! The browser's files: hashed names, so they never change and are kept for ever.

use std::{borrow::Cow, collections::BTreeMap, path::PathBuf, sync::Arc};

use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use serde::Deserialize;

/// Where the address of every asset begins.
const ROOT: &str = "/assets/";

/// What the plain names of modules begin with that pages load when they are first opened.
const CHUNKS: &str = "chunks/";

#[derive(Clone, Default, Deserialize)]
struct Manifest {
    files: BTreeMap<String, String>,
}

/// The files of one build.
pub(crate) enum Assets {
    /// A folder that a build writes to while the server runs.
    Folder(PathBuf),
    /// Inside the binary.
    #[cfg(feature = "embedded-assets")]
    Embedded(Manifest),
}

#[cfg(feature = "embedded-assets")]
#[derive(rust_embed::RustEmbed)]
#[folder = "$PILASTER_ASSETS_DIR"]
struct Files;

impl Assets {
    /// The files in `folder`, or else those inside the binary.
    pub(crate) fn new(folder: Option<PathBuf>) -> anyhow::Result<Self> {
        match folder {
            Some(folder) => {
                let assets = Self::Folder(folder);
                assets.manifest()?;
                Ok(assets)
            }
            None => Self::embedded(),
        }
    }

    #[cfg(feature = "embedded-assets")]
    fn embedded() -> anyhow::Result<Self> {
        let file = Files::get("manifest.json").ok_or_else(|| anyhow::anyhow!("no manifest"))?;
        Ok(Self::Embedded(serde_json::from_slice(&file.data)?))
    }

    #[cfg(not(feature = "embedded-assets"))]
    fn embedded() -> anyhow::Result<Self> {
        anyhow::bail!(
            "this binary was built without assets: set assets.dir to the folder of a build, \
             or build it by `cargo xtask build`"
        )
    }

    fn manifest(&self) -> anyhow::Result<Cow<'_, Manifest>> {
        match self {
            Self::Folder(folder) => {
                let path = folder.join("manifest.json");
                let text = std::fs::read(&path)
                    .map_err(|error| anyhow::anyhow!("{}: {error}", path.display()))?;
                Ok(Cow::Owned(serde_json::from_slice(&text)?))
            }
            #[cfg(feature = "embedded-assets")]
            Self::Embedded(manifest) => Ok(Cow::Borrowed(manifest)),
        }
    }

    async fn read(&self, name: &str) -> Option<Cow<'static, [u8]>> {
        match self {
            Self::Folder(folder) => tokio::fs::read(folder.join(name))
                .await
                .ok()
                .map(Cow::Owned),
            #[cfg(feature = "embedded-assets")]
            Self::Embedded(_) => Files::get(name).map(|file| file.data),
        }
    }

    async fn answer(&self, name: &str, headers: &HeaderMap) -> Option<Response> {
        // Only names that a build writes: no folders, nothing hidden.
        let (stem, extension) = name.rsplit_once('.')?;
        if name.contains('/') || stem.is_empty() || name.starts_with('.') {
            return None;
        }
        let content_type = content_type(extension)?;
        let (encoding, body) = self.best(name, headers).await?;
        // Other bytes, another tag.
        let etag = match encoding {
            Some(encoding) => format!("\"{stem}-{encoding}\""),
            None => format!("\"{stem}\""),
        };
        let mut response = if is_known(headers, &etag) {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            body.into_response()
        };
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
        let forever = HeaderValue::from_static("public, max-age=31536000, immutable");
        headers.insert(header::CACHE_CONTROL, forever);
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        headers.insert(header::ETAG, HeaderValue::try_from(etag).ok()?);
        if let Some(encoding) = encoding {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        Some(response)
    }

    /// The smallest body that the caller understands.
    async fn best(
        &self,
        name: &str,
        headers: &HeaderMap,
    ) -> Option<(Option<&'static str>, Cow<'static, [u8]>)> {
        let accepted = headers
            .get(header::ACCEPT_ENCODING)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        for (encoding, suffix) in [("br", "br"), ("gzip", "gz")] {
            if accepts(accepted, encoding)
                && let Some(body) = self.read(&format!("{name}.{suffix}")).await
            {
                return Some((Some(encoding), body));
            }
        }
        Some((None, self.read(name).await?))
    }
}

impl web::ssr::Assets for Assets {
    fn url(&self, name: &str) -> String {
        match self.manifest() {
            Ok(manifest) => {
                let file = manifest.files.get(name).map_or(name, String::as_str);
                format!("{ROOT}{file}")
            }
            Err(error) => {
                tracing::error!(%error, "the manifest of the assets cannot be read");
                format!("{ROOT}{name}")
            }
        }
    }

    fn chunks(&self) -> Vec<String> {
        let Ok(manifest) = self.manifest() else {
            return Vec::new();
        };
        let names = manifest.files.iter();
        names
            .filter(|(name, _)| name.starts_with(CHUNKS))
            .map(|(_, file)| format!("{ROOT}{file}"))
            .collect()
    }
}

fn is_known(headers: &HeaderMap, etag: &str) -> bool {
    let tags = headers
        .get(header::IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    tags.split(',')
        .map(str::trim)
        .any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == etag)
}

fn accepts(header: &str, encoding: &str) -> bool {
    header.split(',').any(|item| {
        let mut parts = item.split(';').map(str::trim);
        parts.next() == Some(encoding) && !parts.any(|part| matches!(part, "q=0" | "q=0.0"))
    })
}

fn content_type(extension: &str) -> Option<&'static str> {
    Some(match extension {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "webmanifest" => "application/manifest+json",
        "txt" => "text/plain; charset=utf-8",
        _ => return None,
    })
}

/// Serves the files.
pub(crate) fn routes(assets: Arc<Assets>) -> Router {
    Router::new()
        .route(&format!("{ROOT}{{name}}"), get(serve))
        .route("/favicon.ico", get(favicon))
        .with_state(assets)
}

/// Leads browsers that ask by the old name, for documents that cannot name another, to the icon.
async fn favicon(State(assets): State<Arc<Assets>>) -> Redirect {
    Redirect::temporary(&web::ssr::Assets::url(&*assets, "favicon.svg"))
}

async fn serve(State(assets): State<Arc<Assets>>, request: Request) -> Response {
    let name = request.uri().path().strip_prefix(ROOT).unwrap_or_default();
    match assets.answer(name, request.headers()).await {
        Some(response) => response,
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_only_used_when_accepted() {
        assert!(accepts("gzip, deflate, br", "br"));
        assert!(accepts("br;q=0.5", "br"));
        assert!(!accepts("br;q=0, gzip", "br"));
        assert!(!accepts("", "gzip"));
        assert!(!accepts("bread", "br"));
    }
}
