//! The keys, focus and dismissal of the ARIA menu button pattern, on the native `<details>`.

use leptos::{prelude::*, wasm_bindgen::JsCast};
use web_sys::{Element, Event, EventTarget, HtmlDetailsElement, HtmlElement, KeyboardEvent};

use crate::{
    case::lower,
    dom::{self, all, all_within, listen, set_attribute},
};

const MENU: &str = "[data-slot=dropdown-menu]";
const OPEN_MENU: &str = "[data-slot=dropdown-menu][open]";
const ITEM: &str = "[data-slot=dropdown-menu-item]";
const ENABLED_ITEM: &str = "[data-slot=dropdown-menu-item]:not([disabled])";

/// Makes menus of all disclosures in the document, now and later.
///
/// Call it once per document, when what the server has rendered is hydrated.
pub fn enliven_menus() {
    for menu in all(MENU) {
        claim_roles(&menu);
    }
    listen("toggle", toggled);
    listen("focusin", moved_on);
    listen("pointerdown", moved_on);
    listen("keydown", |ev| {
        if let Some(ev) = ev.dyn_ref::<KeyboardEvent>()
            && let Some(menu) = menu_of(ev.target())
        {
            keydown(ev, &menu);
        }
    });
    listen("click", |ev| {
        if closest(ev.target(), ITEM).is_some()
            && let Some(menu) = menu_of(ev.target())
        {
            // Hidden, the item would lose the focus to nobody.
            if focused(&items(&menu)).is_some() {
                focus_trigger(&menu);
            }
            menu.set_open(false);
        }
    });
}

/// Marks one radio item as the chosen one of its menu.
pub fn choose_menu_item(chosen: &Element) {
    let Ok(Some(menu)) = chosen.closest(MENU) else {
        return;
    };
    for item in all_within(&menu, "[role=menuitemradio]") {
        let is_chosen = item.is_same_node(Some(chosen));
        set(
            &item,
            "aria-checked",
            if is_chosen { "true" } else { "false" },
        );
    }
}

/// Claims the roles whose keys work from now on.
fn claim_roles(menu: &Element) {
    let parts = |selector| all_within(menu, selector);
    for trigger in parts("summary") {
        set(&trigger, "aria-haspopup", "menu");
    }
    for content in parts("[data-slot=dropdown-menu-content]") {
        set(&content, "role", "menu");
        set(
            &content,
            "aria-labelledby",
            &format!("{}-trigger", menu.id()),
        );
    }
    for label in parts("[data-slot=dropdown-menu-label]") {
        set(&label, "role", "presentation");
    }
    for item in parts(ITEM) {
        set(&item, "tabindex", "-1");
        match item.get_attribute("aria-current") {
            Some(is_chosen) => {
                set(&item, "role", "menuitemradio");
                set(&item, "aria-checked", &is_chosen);
                set_attribute(&item, "aria-current", None);
            }
            None if item.has_attribute("aria-checked") => {}
            None => set(&item, "role", "menuitem"),
        }
    }
}

fn set(element: &Element, name: &str, value: &str) {
    set_attribute(element, name, Some(value));
}

/// Moves the focus into a menu that has just opened, unless a key has already put it there.
fn toggled(ev: &Event) {
    let Some(menu) = menu_of(ev.target()).filter(HtmlDetailsElement::open) else {
        return;
    };
    // It may have come into the document after the others.
    claim_roles(&menu);
    let items = items(&menu);
    if focused(&items).is_none() {
        focus(items.first());
    }
}

/// Closes menus when the focus or the pointer goes somewhere else.
fn moved_on(ev: &Event) {
    close_others(menu_of(ev.target()).as_ref());
}

fn close_others(kept: Option<&HtmlDetailsElement>) {
    for menu in all(OPEN_MENU) {
        let menu: HtmlDetailsElement = menu.unchecked_into();
        if !menu.is_same_node(kept.map(AsRef::as_ref)) {
            menu.set_open(false);
        }
    }
}

/// Serves the keys of the pattern; all others keep their native meaning.
fn keydown(ev: &KeyboardEvent, menu: &HtmlDetailsElement) {
    if ev.ctrl_key() || ev.alt_key() || ev.meta_key() {
        return;
    }
    let key = ev.key();
    let items = items(menu);
    if !menu.open() {
        let first = match key.as_str() {
            "ArrowDown" => items.first(),
            "ArrowUp" => items.last(),
            _ => return,
        };
        ev.prevent_default();
        menu.set_open(true);
        focus(first);
        return;
    }
    let last = items.len().saturating_sub(1);
    let current = focused(&items);
    let next = match key.as_str() {
        "ArrowDown" => current.map_or(0, |at| if at == last { 0 } else { at + 1 }),
        "ArrowUp" => current.map_or(last, |at| at.checked_sub(1).unwrap_or(last)),
        "Home" => 0,
        "End" => last,
        "Escape" => {
            ev.prevent_default();
            menu.set_open(false);
            focus_trigger(menu);
            return;
        }
        // The focus moves on from the trigger, as the items are no stops of their own.
        "Tab" => {
            focus_trigger(menu);
            menu.set_open(false);
            return;
        }
        // A button takes Space natively, a link does not.
        " " => {
            let item = current.and_then(|at| items.get(at));
            if let Some(link) = item.filter(|item| item.tag_name() == "A") {
                ev.prevent_default();
                link.click();
            }
            return;
        }
        letter => match starting_with(&items, letter, current) {
            Some(at) => at,
            None => return,
        },
    };
    ev.prevent_default();
    focus(items.get(next));
}

fn menu_of(target: Option<EventTarget>) -> Option<HtmlDetailsElement> {
    closest(target, MENU).map(JsCast::unchecked_into)
}

fn closest(target: Option<EventTarget>, selector: &str) -> Option<Element> {
    target?.dyn_into::<Element>().ok()?.closest(selector).ok()?
}

fn items(menu: &Element) -> Vec<HtmlElement> {
    all_within(menu, ENABLED_ITEM)
        .map(JsCast::unchecked_into)
        .collect()
}

fn focused(items: &[HtmlElement]) -> Option<usize> {
    let active = document().active_element()?;
    items
        .iter()
        .position(|item| item.is_same_node(Some(&active)))
}

fn focus(item: Option<&HtmlElement>) {
    if let Some(item) = item {
        dom::focus(item);
    }
}

fn focus_trigger(menu: &Element) {
    if let Some(trigger) = all_within(menu, "summary").next() {
        dom::focus(&trigger);
    }
}

/// Finds the next item after the current one whose text starts with the letter that was typed.
fn starting_with(items: &[HtmlElement], key: &str, current: Option<usize>) -> Option<usize> {
    let mut letters = key.chars();
    let letter = lower(letters.next()?);
    if letters.next().is_some() {
        return None;
    }
    let start = current.map_or(0, |at| at + 1);
    (start..items.len())
        .chain(0..start.min(items.len()))
        .find(|at| {
            let text = items.get(*at).and_then(|item| item.text_content());
            let first = text.and_then(|text| text.trim().chars().next());
            first.is_some_and(|first| lower(first) == letter)
        })
}
