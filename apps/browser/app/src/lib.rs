#![doc = include_str!("../README.md")]

use wasm_bindgen::prelude::wasm_bindgen;

/// Hydrates the current page with the texts of its language.
#[wasm_bindgen]
pub fn hydrate(locale: &str, texts: &str) {
    console_error_panic_hook::set_once();
    web::hydrate(locale, texts);
}
