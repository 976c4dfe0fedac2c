//! What only a browser does. The server never runs any of it.

use leptos::prelude::*;

/// Brings an app page to life, with the texts that the document names.
#[cfg(feature = "hydrate")]
pub async fn hydrate(locale: &str, texts: &str) {
    use i18n::Texts;
    use leptos::{logging, mount::hydrate_from, wasm_bindgen::JsCast};

    use crate::{
        app::{App, AppProps, ROOT_ID},
        pages::chunks,
    };

    let locale = locale.parse::<contract::Locale>().unwrap_or_default();
    let Some(root) = document().get_element_by_id(ROOT_ID) else {
        return logging::error!("there is no #{ROOT_ID} in the document");
    };
    match Texts::from_json(locale, texts) {
        Ok(texts) => {
            // They live as long as the document.
            let texts: &'static Texts = Box::leak(Box::new(texts));
            let path = pathname();
            let is_whole =
                chunks::preload(&path).await.is_ok() || chunks::preload(&path).await.is_ok();
            if is_whole {
                let app = move || App(AppProps { locale, texts });
                hydrate_from(root.unchecked_into(), app).forget();
            }
            ui::enliven_menus();
            ui::enliven_toaster();
            if !is_whole {
                let text = texts.error(contract::problem::code::UNAVAILABLE);
                ui::Toasts.danger(text.unwrap_or_default());
            }
        }
        // The page works without scripts; a new build asks for a reload, no more.
        Err(error) => logging::error!("{error}"),
    }
}

#[cfg(feature = "hydrate")]
fn pathname() -> String {
    window().location().pathname().unwrap_or_default()
}

/// Gets path and query of the page that is shown.
#[cfg(feature = "hydrate")]
pub(crate) fn own_path() -> String {
    let search = window().location().search().unwrap_or_default();
    format!("{}{search}", pathname())
}

/// Loads the sign-in page, which comes back here.
#[cfg(feature = "hydrate")]
pub(crate) fn go_to_login() {
    let next = serde_urlencoded::to_string([("next", own_path())]);
    load(&format!("/login?{}", next.unwrap_or_default()));
}

/// Loads the document at an address.
pub(crate) fn load(url: &str) {
    // It fails only for addresses that cannot be parsed.
    drop(window().location().set_href(url));
}

/// Saves the file at a path, beside the page.
#[cfg(feature = "hydrate")]
pub(crate) fn download(path: &str) {
    use leptos::wasm_bindgen::JsCast;

    // It fails only for names that are none.
    if let Ok(link) = document().create_element("a") {
        let link: web_sys::HtmlAnchorElement = link.unchecked_into();
        link.set_href(path);
        link.set_download("");
        link.click();
    }
}

/// The server saves no file.
#[cfg(feature = "ssr")]
pub(crate) fn download(_: &str) {}

/// Loads the document again.
pub(crate) fn reload() {
    // It fails only while the document is being left.
    drop(window().location().reload());
}
