//! What is wrong with a field, told once the field is left.

use std::{cell::Cell, rc::Rc};

use contract::validation::Rule;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Event, HtmlElement, HtmlInputElement};

use crate::{dom, words::Words};

/// The template of one line below a field.
const TEMPLATE: &str = "field-error";
/// Marks a field that was typed into since the page was rendered.
const EDITED: &str = "data-edited";
/// Marks a field that was left: it is followed from then on.
const LEFT: &str = "data-left";

/// Follows the fields of all forms.
pub(crate) fn start(words: &Words) {
    let Some(document) = dom::document() else {
        return;
    };
    let followed = words.clone();
    dom::listen(&document, "input", move |event| {
        if let Some(input) = input_of(event) {
            dom::set(&input, EDITED, Some(""));
            if input.has_attribute(LEFT) {
                tell(&input, &followed);
            }
        }
    });
    listen_to_leaving(&document, words);
}

/// Tells what is wrong with a field when it loses the focus.
///
/// While a button of the mouse is down it is put off: the words would move what is pressed, and
/// the click would miss it.
fn listen_to_leaving(document: &Document, words: &Words) {
    let is_pressed = Rc::new(Cell::new(false));
    let pressed = Rc::clone(&is_pressed);
    dom::listen(document, "pointerdown", move |_| pressed.set(true));
    for event in ["pointerup", "pointercancel"] {
        let (pressed, words) = (Rc::clone(&is_pressed), words.clone());
        dom::listen(document, event, move |_| {
            pressed.set(false);
            let words = words.clone();
            dom::after(0, move || tell_all(&words));
        });
    }
    let words = words.clone();
    dom::listen(document, "focusout", move |event| {
        let Some(input) = input_of(event) else { return };
        // Nobody is blamed for passing by, and whoever looks at another window comes back.
        if input.value().is_empty() && !input.has_attribute(LEFT)
            || !has_focus()
            || is_unchanged(&input)
        {
            return;
        }
        dom::set(&input, LEFT, Some(""));
        if !is_pressed.get() {
            tell(&input, &words);
        }
    });
}

/// Whether what the server has said about a field still holds.
fn is_unchanged(input: &HtmlInputElement) -> bool {
    input.has_attribute("aria-invalid") && !input.has_attribute(EDITED)
}

fn has_focus() -> bool {
    dom::document().is_some_and(|document| document.has_focus().unwrap_or(true))
}

fn tell_all(words: &Words) {
    for input in dom::all("input[data-left]") {
        tell(&input, words);
    }
}

fn input_of(event: &Event) -> Option<HtmlInputElement> {
    event.target()?.dyn_into().ok()
}

/// Brings what is said below a field up to date.
fn tell(input: &HtmlInputElement, words: &Words) {
    let errors = [input.id().as_str(), "-errors"].concat();
    let Some(place) = dom::by_id::<HtmlElement>(&errors) else {
        return;
    };
    let refusal = refusal(input, words);
    // What is there already is not announced again.
    if place.text_content().unwrap_or_default() == refusal.as_deref().unwrap_or_default() {
        return;
    }
    place.set_text_content(None);
    if let Some(line) = refusal.as_deref().and_then(line) {
        // It fails only for an element inside itself.
        drop(place.append_child(&line));
    }
    describe(input, refusal.is_some());
}

/// Why what is typed would be refused, in words.
fn refusal(input: &HtmlInputElement, words: &Words) -> Option<String> {
    let rule = Rule::of_field(&input.get_attribute("autocomplete")?)?;
    let refusal = rule.refusal(&input.value())?;
    words.get(rule.as_str(), &refusal.code)
}

fn line(words: &str) -> Option<Element> {
    let line = dom::copy_of(TEMPLATE)?;
    line.query_selector("span")
        .ok()??
        .set_text_content(Some(words));
    Some(line)
}

/// Ties the field to its hint and, while there are any, to its errors, as the server does.
fn describe(input: &HtmlInputElement, is_refused: bool) {
    let id = input.id();
    let hint = [id.as_str(), "-hint"].concat();
    let hint = dom::by_id::<HtmlElement>(&hint).map(|_| hint);
    let errors = is_refused.then(|| [id.as_str(), "-errors"].concat());
    let described = match (hint, errors) {
        (Some(hint), Some(errors)) => Some([hint.as_str(), " ", &errors].concat()),
        (hint, errors) => hint.or(errors),
    };
    dom::set(input, "aria-describedby", described.as_deref());
    dom::set(input, "aria-invalid", is_refused.then_some("true"));
}
