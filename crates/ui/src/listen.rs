//! Behaviour that belongs to the document: it serves what is there and what will come.

use leptos::{
    prelude::document,
    wasm_bindgen::{JsCast, closure::Closure},
};
use web_sys::Event;

/// Listens to an event anywhere in the document, on its way down, as long as the document lives.
pub(crate) fn listen(event: &str, handle: fn(&Event)) {
    let closure = Closure::<dyn Fn(Event)>::new(move |ev| handle(&ev)).into_js_value();
    // It fails for options that are none.
    drop(document().add_event_listener_with_callback_and_bool(
        event,
        closure.unchecked_ref(),
        true,
    ));
}
