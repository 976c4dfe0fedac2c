//! The title of the document.

use super::use_texts;

/// Names the document after the page and the product.
pub fn set_title(page: &str) {
    show(format!("{page} · {}", use_texts().brand_name()));
}

#[cfg(feature = "ssr")]
fn show(text: String) {
    use leptos::prelude::*;

    // The text is handed over when the component is made; its view is empty.
    drop(view! { <leptos_meta::Title text /> });
}

/// Does it without `leptos_meta`, whose registry of tags would weigh 3 KB.
#[cfg(not(feature = "ssr"))]
fn show(text: String) {
    leptos::prelude::document().set_title(&text);
}
