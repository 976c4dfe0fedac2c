#![doc = include_str!("../README.md")]

use wasm_bindgen::prelude::wasm_bindgen;

/// Hydrates the current page with the texts of its language.
#[wasm_bindgen]
pub async fn hydrate(locale: String, texts: String) {
    console_error_panic_hook::set_once();
    web::hydrate(&locale, &texts).await;
}
