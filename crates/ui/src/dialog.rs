use leptos::{context::Provider, html, prelude::*};

use crate::{
    button::{Button, ButtonSize, ButtonVariant},
    class::classes,
    icon::Icon,
    icons,
};

/// What the parts of one dialog share.
#[derive(Clone)]
struct Context {
    id: String,
    open: RwSignal<bool>,
}

/// Holds the parts of one dialog: a [`DialogTrigger`] and a [`DialogContent`].
///
/// The ARIA modal dialog pattern on the native `<dialog>`: the browser keeps the focus inside,
/// closes on Escape and gives the focus back. It opens only where the page is alive.
#[component]
pub fn Dialog(
    /// The dialog's id, from which those of title and description are derived. Unique in the page.
    #[prop(into)]
    id: String,
    /// Whether it is open, for pages that open or close it themselves.
    #[prop(optional)]
    open: RwSignal<bool>,
    /// The parts.
    children: Children,
) -> impl IntoView {
    view! { <Provider value=Context { id, open }>{children()}</Provider> }
}

/// The button that opens the dialog around it.
#[component]
pub fn DialogTrigger(
    /// How much it asks for attention.
    #[prop(optional)]
    variant: ButtonVariant,
    /// How large.
    #[prop(optional)]
    size: ButtonSize,
    /// Classes added after the button's own.
    #[prop(optional, into)]
    class: String,
    /// The text.
    children: Children,
) -> impl IntoView {
    let Context { id, open } = expect_context();
    view! {
        <Button
            variant
            size
            class
            attr:aria-haspopup="dialog"
            attr:aria-controls=id
            attr:aria-expanded=move || if open.get() { "true" } else { "false" }
            on:click=move |_| open.set(true)
        >
            {children()}
        </Button>
    }
}

/// The dialog itself, named by its [`DialogTitle`] and described by its [`DialogDescription`].
///
/// A click beside it closes it, as Escape does.
#[component]
pub fn DialogContent(
    /// The name of the button that closes it.
    #[prop(into)]
    close_label: String,
    /// Whether there is a [`DialogDescription`].
    #[prop(optional)]
    described: bool,
    /// Classes added after the dialog's own.
    #[prop(optional, into)]
    class: String,
    /// [`DialogTitle`], [`DialogDescription`], anything, [`DialogFooter`].
    children: Children,
) -> impl IntoView {
    let Context { id, open } = expect_context();
    let title_id = format!("{id}-title");
    let description_id = described.then(|| format!("{id}-description"));
    let dialog = NodeRef::<html::Dialog>::new();
    behaviour::follow(dialog, open);
    let outside = StoredValue::new(false);
    view! {
        <dialog
            data-slot="dialog"
            class=classes(&["dialog", &class])
            id=id
            aria-labelledby=title_id
            aria-describedby=description_id
            node_ref=dialog
            on:close=move |_| open.set(false)
            on:mousedown=move |ev| outside.set_value(behaviour::is_outside(&ev, dialog))
            on:click=move |ev| {
                // A selection that ends beside the dialog is no click beside it.
                if outside.get_value() && behaviour::is_outside(&ev, dialog) {
                    open.set(false);
                }
            }
        >
            <div data-slot="dialog-content" class="dialog-content">
                {children()}
                <button
                    data-slot="dialog-close"
                    class="dialog-close"
                    type="button"
                    aria-label=close_label
                    on:click=move |_| open.set(false)
                >
                    <Icon icon=icons::X />
                </button>
            </div>
        </dialog>
    }
}

/// The heading that names the dialog.
#[component]
pub fn DialogTitle(
    /// Classes added after the title's own.
    #[prop(optional, into)]
    class: String,
    /// The text.
    children: Children,
) -> impl IntoView {
    let Context { id, .. } = expect_context();
    view! {
        <h2
            data-slot="dialog-title"
            class=classes(&["dialog-title", &class])
            id=format!("{id}-title")
        >
            {children()}
        </h2>
    }
}

/// The sentence that says what the dialog is for.
#[component]
pub fn DialogDescription(
    /// Classes added after the description's own.
    #[prop(optional, into)]
    class: String,
    /// The text.
    children: Children,
) -> impl IntoView {
    let Context { id, .. } = expect_context();
    view! {
        <p
            data-slot="dialog-description"
            class=classes(&["dialog-description", &class])
            id=format!("{id}-description")
        >
            {children()}
        </p>
    }
}

/// The dialog's actions, the main one last.
#[component]
pub fn DialogFooter(
    /// Classes added after the footer's own.
    #[prop(optional, into)]
    class: String,
    /// Buttons.
    children: Children,
) -> impl IntoView {
    view! {
        <div data-slot="dialog-footer" class=classes(&["dialog-footer", &class])>
            {children()}
        </div>
    }
}

/// A button that closes the dialog around it, such as "Cancel".
#[component]
pub fn DialogClose(
    /// How much it asks for attention.
    #[prop(default = ButtonVariant::Outline)]
    variant: ButtonVariant,
    /// Classes added after the button's own.
    #[prop(optional, into)]
    class: String,
    /// The text.
    children: Children,
) -> impl IntoView {
    let Context { open, .. } = expect_context();
    view! {
        <Button variant class on:click=move |_| open.set(false)>
            {children()}
        </Button>
    }
}

#[cfg(feature = "hydrate")]
mod behaviour {
    use leptos::{ev, html, prelude::*};
    use wasm_bindgen::JsCast;

    /// Opens and closes the element as the signal says.
    pub(super) fn follow(dialog: NodeRef<html::Dialog>, open: RwSignal<bool>) {
        Effect::new(move || {
            let wanted = open.get();
            let Some(dialog) = dialog.get() else {
                return;
            };
            if wanted && !dialog.open() {
                // It fails only for an element that has left the document.
                drop(dialog.show_modal());
            } else if !wanted && dialog.open() {
                dialog.close();
            }
        });
    }

    /// Whether it happens on the backdrop: only then is the target the dialog itself, for its content
    /// covers all of it.
    pub(super) fn is_outside(ev: &ev::MouseEvent, dialog: NodeRef<html::Dialog>) -> bool {
        let target = ev
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        let (Some(dialog), Some(target)) = (dialog.get_untracked(), target) else {
            return false;
        };
        dialog.is_same_node(Some(&target))
    }
}

/// The server renders no behaviour.
#[cfg(not(feature = "hydrate"))]
mod behaviour {
    use leptos::{ev, html, prelude::*};

    pub(super) fn follow(_: NodeRef<html::Dialog>, _: RwSignal<bool>) {}

    pub(super) fn is_outside(_: &ev::MouseEvent, _: NodeRef<html::Dialog>) -> bool {
        false
    }
}
