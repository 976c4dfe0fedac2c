//! What only a browser does. The server never runs any of it.

use contract::Theme;
use leptos::prelude::*;

/// Brings an app page to life, with the texts that the document names.
#[cfg(feature = "hydrate")]
pub fn hydrate(locale: &str, texts: &str) {
    use i18n::Texts;
    use leptos::{logging, mount::hydrate_body};

    use crate::app::{App, AppProps};

    let locale = locale.parse::<contract::Locale>().unwrap_or_default();
    match Texts::from_json(locale, texts) {
        Ok(texts) => {
            // They live as long as the document.
            let texts: &'static Texts = Box::leak(Box::new(texts));
            hydrate_body(move || App(AppProps { locale, texts }));
        }
        // The page works without scripts; a new build asks for a reload, no more.
        Err(error) => logging::error!("{error}"),
    }
}

/// Loads the sign-in page, which comes back here.
#[cfg(feature = "hydrate")]
pub(crate) fn go_to_login() {
    let location = window().location();
    let path = location.pathname().unwrap_or_default();
    let search = location.search().unwrap_or_default();
    let next = serde_urlencoded::to_string([("next", format!("{path}{search}"))]);
    let url = format!("/login?{}", next.unwrap_or_default());
    // It fails only for addresses that cannot be parsed.
    drop(location.set_href(&url));
}

/// Loads the document again.
pub(crate) fn reload() {
    // It fails only while the document is being left.
    drop(window().location().reload());
}

/// Shows the document in a theme.
pub(crate) fn apply_theme(theme: Theme) {
    if let Some(root) = document().document_element() {
        // It fails only for names that are no attribute.
        drop(root.set_attribute("data-theme", theme.as_str()));
    }
}
