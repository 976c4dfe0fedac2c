//! What behaviour needs of the document, without the cases that cannot occur: selectors and names
//! are constants that a browser understands.

use leptos::{
    prelude::document,
    wasm_bindgen::{JsCast, JsValue, closure::Closure},
};
use web_sys::{Element, Event, NodeList, ScrollIntoViewOptions, ScrollLogicalPosition};

/// Finds the first element of the document that a selector names.
pub fn first(selector: &str) -> Option<Element> {
    document().query_selector(selector).ok()?
}

/// Finds all elements of the document that a selector names.
pub fn all(selector: &str) -> impl Iterator<Item = Element> + use<> {
    elements(document().query_selector_all(selector))
}

/// Finds all elements inside another one that a selector names.
pub fn all_within(element: &Element, selector: &str) -> impl Iterator<Item = Element> + use<> {
    elements(element.query_selector_all(selector))
}

fn elements(found: Result<NodeList, JsValue>) -> impl Iterator<Item = Element> {
    let found = found.ok();
    let length = found.as_ref().map_or(0, NodeList::length);
    (0..length).filter_map(move |at| Some(found.as_ref()?.item(at)?.unchecked_into()))
}

/// Sets an attribute; without a value it is taken away.
pub fn set_attribute(element: &Element, name: &str, value: Option<&str>) {
    // They fail only for names that are no attribute.
    drop(match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    });
}

/// Gives an element the focus.
pub fn focus(element: &Element) {
    // It fails only for elements that have left the document.
    drop(element.unchecked_ref::<web_sys::HtmlElement>().focus());
}

/// Brings an element into sight, by no more than it takes.
pub(crate) fn reveal(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Listens to an event anywhere in the document, on its way down, as long as the document lives:
/// so behaviour serves what is there and what will come.
pub(crate) fn listen(event: &str, handle: fn(&Event)) {
    let closure = Closure::<dyn Fn(Event)>::new(move |ev| handle(&ev)).into_js_value();
    // It fails for options that are none.
    drop(document().add_event_listener_with_callback_and_bool(
        event,
        closure.unchecked_ref(),
        true,
    ));
}
