use leptos::prelude::*;

use crate::{
    button::{Button, ButtonSize, ButtonVariant},
    icon::Icon,
    icons,
};

/// A button that copies a text, and says so until it is left.
///
/// It works only where the page is alive, and the page is served over TLS or from this machine.
#[component]
pub fn CopyButton(
    /// What is copied.
    #[prop(into)]
    text: Signal<String>,
    /// The button's words.
    #[prop(into)]
    label: String,
    /// Its words once the text was copied.
    #[prop(into)]
    copied_label: String,
    /// How much it asks for attention.
    #[prop(default = ButtonVariant::Outline)]
    variant: ButtonVariant,
    /// How large.
    #[prop(optional)]
    size: ButtonSize,
    /// Classes added after the button's own.
    #[prop(optional, into)]
    class: String,
) -> impl IntoView {
    let copied = RwSignal::new(false);
    let icon = move || {
        if copied.get() {
            view! { <Icon icon=icons::CHECK /> }
        } else {
            view! { <Icon icon=icons::COPY /> }
        }
    };
    let words = move || {
        if copied.get() {
            copied_label.clone()
        } else {
            label.clone()
        }
    };
    view! {
        <Button
            variant
            size
            class
            attr:data-slot="copy-button"
            on:click=move |_| behaviour::copy(text.get_untracked(), copied)
            on:blur=move |_| copied.set(false)
        >
            {icon}
            <span aria-live="polite">{words}</span>
        </Button>
    }
}

#[cfg(feature = "hydrate")]
mod behaviour {
    use leptos::{prelude::*, task::spawn_local};

    /// Copies the text, and notes when it is done. Where the browser refuses nothing is said: the
    /// text stands beside the button.
    pub(super) fn copy(text: String, copied: RwSignal<bool>) {
        let promise = window().navigator().clipboard().write_text(&text);
        spawn_local(async move {
            if wasm_bindgen_futures::JsFuture::from(promise).await.is_ok() {
                copied.set(true);
            }
        });
    }
}

/// The server renders no behaviour.
#[cfg(not(feature = "hydrate"))]
mod behaviour {
    use leptos::prelude::*;

    pub(super) fn copy(_: String, _: RwSignal<bool>) {}
}
