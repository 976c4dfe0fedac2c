//! The texts of each language, as the browser loads them: once, under a name that changes with
//! what is in them.

use std::{
    array,
    hash::{DefaultHasher, Hash, Hasher},
    sync::LazyLock,
};

use axum::{
    Router,
    http::header::{CACHE_CONTROL, CONTENT_TYPE},
    routing::get,
};
use contract::Locale;
use i18n::Texts;

use super::WebState;

static URLS: LazyLock<[String; Locale::ALL.len()]> = LazyLock::new(|| {
    array::from_fn(|index| {
        Locale::ALL
            .get(index)
            .copied()
            .map_or_else(String::new, url)
    })
});

/// Where the texts of a language are.
pub(crate) fn texts_url(locale: Locale) -> &'static str {
    Locale::ALL
        .iter()
        .zip(URLS.iter())
        .find_map(|(candidate, url)| (*candidate == locale).then_some(url.as_str()))
        .unwrap_or_default()
}

pub(super) fn routes() -> Router<WebState> {
    Locale::ALL
        .into_iter()
        .fold(Router::new(), |router, locale| {
            let answer = move || async move {
                (
                    [
                        (CONTENT_TYPE, "application/json"),
                        (CACHE_CONTROL, "public, max-age=31536000, immutable"),
                    ],
                    Texts::embedded_json(locale),
                )
            };
            router.route(texts_url(locale), get(answer))
        })
}

fn url(locale: Locale) -> String {
    let mut hasher = DefaultHasher::new();
    Texts::embedded_json(locale).hash(&mut hasher);
    format!(
        "/assets/i18n/{}.{:016x}.json",
        locale.code(),
        hasher.finish()
    )
}
