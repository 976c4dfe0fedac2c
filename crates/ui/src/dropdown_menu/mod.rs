//! A menu behind a button. One text serves both kinds of page: without scripts it is a native
//! disclosure (`<details>`) of links and buttons, which the keyboard walks with Tab; where
//! `enliven_menus` has run it is the ARIA menu button pattern, with its roles and keys.
//!
//! The behaviour belongs to the document, not to the parts: it serves menus that only the server
//! has rendered as well as those that come later, and the parts carry no state.

#[cfg(feature = "hydrate")]
mod behaviour;

#[cfg(feature = "hydrate")]
pub use behaviour::{choose_menu_item, enliven_menus};

use leptos::{context::Provider, prelude::*};

use crate::{
    button::{ButtonSize, ButtonVariant},
    class::classes,
    icon::{Icon, IconData},
    icons,
};

/// The id of the menu around a part.
#[derive(Clone)]
struct MenuId(String);

/// Holds one menu: a [`DropdownMenuTrigger`] and a [`DropdownMenuContent`].
///
/// The ARIA menu button pattern where the document is alive: arrow keys, Home, End, the first letter of
/// an item, Escape, which gives the focus back; a click or the focus elsewhere closes it. Elsewhere
/// a native disclosure.
#[component]
pub fn DropdownMenu(
    /// The id from which those of the parts are derived. Unique in the page.
    #[prop(into)]
    id: String,
    /// Classes added after the menu's own.
    #[prop(optional, into)]
    class: String,
    /// The parts.
    children: Children,
) -> impl IntoView {
    let menu = MenuId(id.clone());
    view! {
        <details
            data-slot="dropdown-menu"
            class=classes(&["dropdown-menu", &class])
            id=id
            // Of the menus in a page the browser keeps one open, scripts or not.
            name="dropdown-menu"
        >
            <Provider value=menu>{children()}</Provider>
        </details>
    }
}

/// The button that opens the menu around it. The browser itself says whether it is open.
#[component]
pub fn DropdownMenuTrigger(
    /// How much it asks for attention.
    #[prop(default = ButtonVariant::Ghost)]
    variant: ButtonVariant,
    /// How large.
    #[prop(optional)]
    size: ButtonSize,
    /// The accessible name, where the content is only an icon.
    #[prop(optional, into)]
    label: Option<String>,
    /// Whether a chevron stands at the end.
    #[prop(optional)]
    chevron: bool,
    /// Classes added after the trigger's own.
    #[prop(optional, into)]
    class: String,
    /// The text or icon.
    children: Children,
) -> impl IntoView {
    let MenuId(id) = expect_context();
    view! {
        <summary
            data-slot="dropdown-menu-trigger"
            class=classes(&["button", variant.class(), size.class(), "dropdown-trigger", &class])
            id=format!("{id}-trigger")
            aria-label=label
        >
            {children()}
            {chevron.then(|| view! { <Icon icon=icons::CHEVRON_DOWN class="dropdown-chevron" /> })}
        </summary>
    }
}

/// The items, shown below the trigger at the end of its line.
#[component]
pub fn DropdownMenuContent(
    /// Whether it opens upwards.
    #[prop(optional)]
    above: bool,
    /// Whether it is aligned with the start of the trigger's line, not with its end.
    #[prop(optional)]
    align_start: bool,
    /// Classes added after the content's own.
    #[prop(optional, into)]
    class: String,
    /// Items, labels, separators and forms.
    children: Children,
) -> impl IntoView {
    let MenuId(id) = expect_context();
    view! {
        <div
            data-slot="dropdown-menu-content"
            class=classes(
                &[
                    "dropdown-content",
                    if above { "dropdown-above" } else { "" },
                    if align_start { "dropdown-start" } else { "" },
                    &class,
                ],
            )
            id=format!("{id}-content")
        >
            {children()}
        </div>
    }
}

/// One choice of the menu: a link with `href`, else a button, which closes the menu when used.
#[component]
pub fn DropdownMenuItem(
    /// Where it leads; without, the item is a button.
    #[prop(optional, into)]
    href: Option<String>,
    /// Whether the browser loads a new document instead of the router changing the view.
    #[prop(optional)]
    external: bool,
    /// Whether it is the chosen one of several; makes it a radio item.
    #[prop(optional, into)]
    checked: Option<bool>,
    /// Whether the button sends the form around it.
    #[prop(optional)]
    submit: bool,
    /// The name under which `value` is sent.
    #[prop(optional, into)]
    name: Option<String>,
    /// The value sent with the form.
    #[prop(optional, into)]
    value: Option<String>,
    /// The language of the text, where it is not that of the page.
    #[prop(optional, into)]
    lang: Option<String>,
    /// An icon before the text.
    #[prop(optional, into)]
    icon: Option<IconData>,
    /// Whether it destroys.
    #[prop(optional)]
    danger: bool,
    /// Classes added after the item's own.
    #[prop(optional, into)]
    class: String,
    /// The text.
    children: Children,
) -> impl IntoView {
    let class = classes(&[
        "dropdown-item",
        if danger { "dropdown-danger" } else { "" },
        &class,
    ]);
    // Until it is a radio item, `aria-current` says which one is chosen.
    let aria_current = checked.map(|checked| if checked { "true" } else { "false" });
    let content = view! {
        {icon.map(|icon| view! { <Icon icon class="dropdown-icon" /> })}
        <span class="dropdown-text" lang=lang>
            {children()}
        </span>
        {checked.map(|_| view! { <Icon icon=icons::CHECK class="dropdown-check" /> })}
    };
    match href {
        Some(href) => view! {
            <a
                data-slot="dropdown-menu-item"
                class=class
                href=href
                rel=external.then_some("external")
                aria-current=aria_current
            >
                {content}
            </a>
        }
        .into_any(),
        None => view! {
            <button
                data-slot="dropdown-menu-item"
                class=class
                type=if submit { "submit" } else { "button" }
                name=name
                value=value
                aria-current=aria_current
            >
                {content}
            </button>
        }
        .into_any(),
    }
}

/// A form around items with `submit`, so that they work without scripts.
#[component]
pub fn DropdownMenuForm(
    /// Where it is sent by POST.
    #[prop(into)]
    action: String,
    /// Items and hidden inputs.
    children: Children,
) -> impl IntoView {
    view! {
        <form
            data-slot="dropdown-menu-form"
            class="dropdown-form"
            method="post"
            action=action
            role="none"
        >
            {children()}
        </form>
    }
}

/// Text above a group of items.
#[component]
pub fn DropdownMenuLabel(
    /// Classes added after the label's own.
    #[prop(optional, into)]
    class: String,
    /// The text.
    children: Children,
) -> impl IntoView {
    view! {
        <div data-slot="dropdown-menu-label" class=classes(&["dropdown-label", &class])>
            {children()}
        </div>
    }
}

/// A line between groups of items.
#[component]
pub fn DropdownMenuSeparator() -> impl IntoView {
    view! { <hr data-slot="dropdown-menu-separator" class="dropdown-separator" /> }
}
