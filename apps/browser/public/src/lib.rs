#![doc = include_str!("../README.md")]

mod api;
mod dom;
mod live;
mod passkeys;
mod strength;
mod words;

use wasm_bindgen::prelude::wasm_bindgen;
use words::Words;

/// Makes the forms of the current page comfortable.
#[wasm_bindgen]
pub fn start() {
    // The page works without scripts.
    let Some(words) = Words::of_page() else {
        return;
    };
    live::start(&words);
    strength::start(&words);
    passkeys::start(&words);
}
