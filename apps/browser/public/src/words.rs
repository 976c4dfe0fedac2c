//! The words that the page brings along, in the language of the page: a catalogue and its reader
//! would weigh more than all else.

use js_sys::{JSON, Reflect};
use wasm_bindgen::JsValue;

use crate::dom;

/// The block of data that holds them.
const BLOCK: &str = "words";

/// All words of the page.
#[derive(Clone)]
pub(crate) struct Words(JsValue);

impl Words {
    /// Reads those of the current page.
    pub(crate) fn of_page() -> Option<Self> {
        let block: web_sys::Element = dom::by_id(BLOCK)?;
        JSON::parse(&block.text_content()?).ok().map(Self)
    }

    /// Gets some words by the name of their group and their own.
    pub(crate) fn get(&self, group: &str, name: &str) -> Option<String> {
        let group = Reflect::get(&self.0, &JsValue::from_str(group)).ok()?;
        Reflect::get(&group, &JsValue::from_str(name))
            .ok()?
            .as_string()
    }
}
