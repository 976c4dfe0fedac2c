//! A menu behind a button. One text serves both kinds of page: without scripts it is a native
//! disclosure (`<details>`) of links and buttons, which the keyboard walks with Tab; where the page
//! comes alive it becomes the ARIA menu button pattern, with its roles and keys.

#[cfg(feature = "hydrate")]
mod behaviour;
/// The server renders no behaviour.
#[cfg(not(feature = "hydrate"))]
mod behaviour {
    use leptos::{ev, html, prelude::*};

    pub(super) fn attach(_: NodeRef<html::Details>, _: RwSignal<bool>) {}

    pub(super) fn keydown(_: &ev::KeyboardEvent, _: NodeRef<html::Details>) {}

    pub(super) fn opened(_: NodeRef<html::Details>) {}

    pub(super) fn close(_: NodeRef<html::Details>) {}

    pub(super) fn focus_left(_: &ev::FocusEvent, _: NodeRef<html::Details>) {}
}

use leptos::{context::Provider, html, prelude::*};

use crate::{
    button::{ButtonSize, ButtonVariant},
    class::classes,
    icon::{Icon, IconData},
    icons,
};

/// What the parts of one menu share.
#[derive(Clone)]
struct Context {
    id: String,
    /// Whether the page has come alive, so that the parts may claim the roles of a menu.
    alive: RwSignal<bool>,
    root: NodeRef<html::Details>,
}

impl Context {
    /// Claims a role once the keys that it promises work.
    fn role(&self, role: &'static str) -> impl Fn() -> Option<&'static str> + Send + use<> {
        let alive = self.alive;
        move || alive.get().then_some(role)
    }
}

/// Holds one menu: a [`DropdownMenuTrigger`] and a [`DropdownMenuContent`].
///
/// The ARIA menu button pattern where the page is alive: arrow keys, Home, End, the first letter of
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
    let alive = RwSignal::new(false);
    let root = NodeRef::<html::Details>::new();
    behaviour::attach(root, alive);
    let context = Context {
        id: id.clone(),
        alive,
        root,
    };
    view! {
        <details
            data-slot="dropdown-menu"
            class=classes(&["dropdown-menu", &class])
            id=id
            // Of the menus in a page the browser keeps one open, scripts or not.
            name="dropdown-menu"
            node_ref=root
            on:toggle=move |_| behaviour::opened(root)
            on:keydown=move |ev| behaviour::keydown(&ev, root)
            on:focusout=move |ev| behaviour::focus_left(&ev, root)
        >
            <Provider value=context>{children()}</Provider>
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
    let context = expect_context::<Context>();
    let has_popup = context.role("menu");
    view! {
        <summary
            data-slot="dropdown-menu-trigger"
            class=classes(&["button", variant.class(), size.class(), "dropdown-trigger", &class])
            id=format!("{}-trigger", context.id)
            aria-label=label
            aria-haspopup=has_popup
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
    let context = expect_context::<Context>();
    let role = context.role("menu");
    let Context { id, alive, .. } = context;
    let content_id = format!("{id}-content");
    let labelled_by = move || alive.get().then(|| format!("{id}-trigger"));
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
            id=content_id
            role=role
            aria-labelledby=labelled_by
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
    checked: Option<Signal<bool>>,
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
    let context = expect_context::<Context>();
    let root = context.root;
    let alive = context.alive;
    let class = classes(&[
        "dropdown-item",
        if danger { "dropdown-danger" } else { "" },
        &class,
    ]);
    let role = context.role(if checked.is_some() {
        "menuitemradio"
    } else {
        "menuitem"
    });
    let tabindex = move || alive.get().then_some("-1");
    let aria_checked = checked.map(|checked| {
        move || {
            alive
                .get()
                .then_some(if checked.get() { "true" } else { "false" })
        }
    });
    // Before the roles of a menu are claimed, `aria-current` says which one is chosen.
    let aria_current =
        checked.map(|checked| move || (!alive.get() && checked.get()).then_some("true"));
    let content = view! {
        {icon.map(|icon| view! { <Icon icon class="dropdown-icon" /> })}
        <span class="dropdown-text" lang=lang>
            {children()}
        </span>
        {checked
            .map(|checked| {
                move || {
                    checked
                        .get()
                        .then(|| view! { <Icon icon=icons::CHECK class="dropdown-check" /> })
                }
            })}
    };
    match href {
        Some(href) => view! {
            <a
                data-slot="dropdown-menu-item"
                class=class
                href=href
                rel=external.then_some("external")
                role=role
                tabindex=tabindex
                aria-checked=aria_checked
                aria-current=aria_current
                on:click=move |_| behaviour::close(root)
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
                role=role
                tabindex=tabindex
                aria-checked=aria_checked
                aria-current=aria_current
                on:click=move |_| behaviour::close(root)
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
    let role = expect_context::<Context>().role("presentation");
    view! {
        <div data-slot="dropdown-menu-label" class=classes(&["dropdown-label", &class]) role=role>
            {children()}
        </div>
    }
}

/// A line between groups of items.
#[component]
pub fn DropdownMenuSeparator() -> impl IntoView {
    view! { <hr data-slot="dropdown-menu-separator" class="dropdown-separator" /> }
}
