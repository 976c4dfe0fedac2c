//! The keys, focus and dismissal of the ARIA menu button pattern, on the native `<details>`.

use leptos::{ev, html, prelude::*, wasm_bindgen::JsCast};
use web_sys::{Element, HtmlDetailsElement, HtmlElement, Node};

const ITEMS: &str = "[data-slot=dropdown-menu-item]:not([disabled])";

/// Turns the disclosure into a menu and closes it on a press anywhere else.
pub(super) fn attach(root: NodeRef<html::Details>, alive: RwSignal<bool>) {
    Effect::new(move || alive.set(true));
    let outside = window_event_listener(ev::pointerdown, move |ev| {
        let target = ev
            .target()
            .and_then(|target| target.dyn_into::<Node>().ok());
        if let Some(details) = root.get_untracked()
            && details.open()
            && !details.contains(target.as_ref())
        {
            details.set_open(false);
        }
    });
    on_cleanup(move || outside.remove());
}

/// Moves the focus into a menu that has just opened, unless a key has already put it there.
pub(super) fn opened(root: NodeRef<html::Details>) {
    let Some(details) = root.get_untracked().filter(HtmlDetailsElement::open) else {
        return;
    };
    let items = items(&details);
    if focused(&items).is_none() {
        focus(&items, 0);
    }
}

/// Closes the menu after one of its items was used.
pub(super) fn close(root: NodeRef<html::Details>) {
    if let Some(details) = root.get_untracked() {
        details.set_open(false);
    }
}

/// Closes the menu when the focus goes somewhere else in the page.
pub(super) fn focus_left(ev: &ev::FocusEvent, root: NodeRef<html::Details>) {
    let Some(next) = ev
        .related_target()
        .and_then(|next| next.dyn_into::<Node>().ok())
    else {
        return;
    };
    if let Some(details) = root.get_untracked()
        && !details.contains(Some(&next))
    {
        details.set_open(false);
    }
}

/// Serves the keys of the pattern; all others keep their native meaning.
pub(super) fn keydown(ev: &ev::KeyboardEvent, root: NodeRef<html::Details>) {
    if ev.ctrl_key() || ev.alt_key() || ev.meta_key() {
        return;
    }
    let Some(details) = root.get_untracked() else {
        return;
    };
    let key = ev.key();
    if !details.open() {
        match key.as_str() {
            "ArrowDown" | "ArrowUp" => {
                ev.prevent_default();
                details.set_open(true);
                let items = items(&details);
                focus(
                    &items,
                    if key == "ArrowUp" {
                        items.len().saturating_sub(1)
                    } else {
                        0
                    },
                );
            }
            _ => {}
        }
        return;
    }
    let items = items(&details);
    let last = items.len().saturating_sub(1);
    let current = focused(&items);
    let next = match key.as_str() {
        "ArrowDown" => current.map_or(0, |at| if at == last { 0 } else { at + 1 }),
        "ArrowUp" => current.map_or(last, |at| at.checked_sub(1).unwrap_or(last)),
        "Home" => 0,
        "End" => last,
        "Escape" => {
            ev.prevent_default();
            details.set_open(false);
            focus_trigger(&details);
            return;
        }
        // The focus moves on from the trigger, as the items are no stops of their own.
        "Tab" => {
            focus_trigger(&details);
            details.set_open(false);
            return;
        }
        // A link takes Enter natively, but not Space.
        " " if current.is_some() => {
            ev.prevent_default();
            if let Some(item) = current.and_then(|at| items.get(at)) {
                item.click();
            }
            return;
        }
        letter => match starting_with(&items, letter, current) {
            Some(at) => at,
            None => return,
        },
    };
    ev.prevent_default();
    focus(&items, next);
}

fn items(details: &HtmlDetailsElement) -> Vec<HtmlElement> {
    let Ok(found) = details.query_selector_all(ITEMS) else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|at| found.item(at)?.dyn_into::<HtmlElement>().ok())
        .collect()
}

fn focused(items: &[HtmlElement]) -> Option<usize> {
    let active: Element = document().active_element()?;
    items
        .iter()
        .position(|item| item.is_same_node(Some(&active)))
}

/// Focus fails only for elements that have left the document, where there is nothing to do.
fn focus(items: &[HtmlElement], at: usize) {
    if let Some(item) = items.get(at) {
        drop(item.focus());
    }
}

fn focus_trigger(details: &HtmlDetailsElement) {
    if let Ok(Some(trigger)) = details.query_selector("summary")
        && let Ok(trigger) = trigger.dyn_into::<HtmlElement>()
    {
        drop(trigger.focus());
    }
}

/// Finds the next item after the current one whose text starts with the letter that was typed.
fn starting_with(items: &[HtmlElement], key: &str, current: Option<usize>) -> Option<usize> {
    if key.chars().count() != 1 {
        return None;
    }
    let letter = key.to_lowercase();
    let start = current.map_or(0, |at| at + 1);
    (start..items.len())
        .chain(0..start.min(items.len()))
        .find(|at| {
            items
                .get(*at)
                .and_then(|item| item.text_content())
                .is_some_and(|text| text.trim().to_lowercase().starts_with(&letter))
        })
}
