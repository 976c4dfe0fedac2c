//! The document, without the cases that cannot occur: selectors and names are constants that a
//! browser understands.

use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Document, Element, Event, EventTarget, HtmlElement, HtmlFormElement, HtmlInputElement,
    HtmlTemplateElement, Window,
};

pub(crate) fn window() -> Option<Window> {
    web_sys::window()
}

pub(crate) fn document() -> Option<Document> {
    window()?.document()
}

/// Finds the first element of the document that a selector names.
pub(crate) fn first<T: JsCast>(selector: &str) -> Option<T> {
    document()?.query_selector(selector).ok()??.dyn_into().ok()
}

/// Finds the element of the document with an id.
pub(crate) fn by_id<T: JsCast>(id: &str) -> Option<T> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// Finds all elements of the document that a selector names.
pub(crate) fn all<T: JsCast>(selector: &str) -> impl Iterator<Item = T> {
    let found = document().and_then(|document| document.query_selector_all(selector).ok());
    let length = found.as_ref().map_or(0, web_sys::NodeList::length);
    (0..length).filter_map(move |at| found.as_ref()?.item(at)?.dyn_into().ok())
}

/// Gets what is typed into the field of a form, if the form has it.
pub(crate) fn value(form: &HtmlFormElement, name: &str) -> Option<String> {
    let field: HtmlInputElement = form.elements().named_item(name)?.dyn_into().ok()?;
    Some(field.value())
}

/// Sets an attribute; without a value it is taken away.
pub(crate) fn set(element: &Element, name: &str, value: Option<&str>) {
    // They fail only for names that are no attribute.
    drop(match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    });
}

/// Shows an element that the server has rendered hidden.
pub(crate) fn show(element: &HtmlElement) {
    element.set_hidden(false);
}

/// Makes a copy of the one element in a template.
pub(crate) fn copy_of(template: &str) -> Option<Element> {
    let template: HtmlTemplateElement = by_id(template)?;
    template
        .content()
        .first_element_child()?
        .clone_node_with_deep(true)
        .ok()?
        .dyn_into()
        .ok()
}

/// Listens as long as the document lives.
pub(crate) fn listen(target: &EventTarget, event: &str, handle: impl Fn(&Event) + 'static) {
    let closure = Closure::<dyn Fn(Event)>::new(move |event| handle(&event)).into_js_value();
    // It fails only for closures that are none.
    drop(target.add_event_listener_with_callback(event, closure.unchecked_ref()));
}

/// Whether the document can be seen.
pub(crate) fn is_visible() -> bool {
    document().is_some_and(|document| !document.hidden())
}

/// Does something when some milliseconds have passed.
pub(crate) fn after(milliseconds: i32, work: impl FnOnce() + 'static) {
    let Some(window) = window() else { return };
    let closure = Closure::once_into_js(work);
    // It fails only for closures that are none.
    drop(
        window.set_timeout_with_callback_and_timeout_and_arguments_0(
            closure.unchecked_ref(),
            milliseconds,
        ),
    );
}

/// Waits for some milliseconds.
pub(crate) async fn pause(milliseconds: i32) {
    let over = Promise::new(&mut |resolve, _| {
        // It fails only for functions that throw.
        after(milliseconds, move || drop(resolve.call0(&JsValue::NULL)));
    });
    // It is never refused.
    drop(JsFuture::from(over).await);
}

/// Loads the document at an address.
pub(crate) fn load(address: &str) {
    if let Some(window) = window() {
        // It fails only for addresses that cannot be parsed.
        drop(window.location().set_href(address));
    }
}
