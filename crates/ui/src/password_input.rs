use leptos::prelude::*;

use crate::{class::classes, field::Control, icon::Icon, icons};

/// An input for a password, with a button that shows what was typed.
///
/// The button needs a script, so it is there only with `toggle` and appears when the page comes
/// alive.
#[component]
pub fn PasswordInput(
    /// The name under which the value is sent.
    #[prop(into)]
    name: String,
    /// `current-password` or `new-password`.
    #[prop(into)]
    autocomplete: String,
    /// The id, needed only outside of a field.
    #[prop(optional, into)]
    id: Option<String>,
    /// The accessible name, where there is no visible label.
    #[prop(optional, into)]
    label: Option<String>,
    /// The fewest characters, so that the browser can say so before the server does.
    #[prop(optional, into)]
    minlength: Option<u32>,
    /// Whether a value must be given.
    #[prop(optional)]
    required: bool,
    /// Whether it takes the focus when the page opens.
    #[prop(optional)]
    autofocus: bool,
    /// Whether it cannot be used now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Whether to offer the button. Leave it out on pages that never come alive.
    #[prop(optional)]
    toggle: bool,
    /// The button's name while the password is hidden.
    #[prop(optional, into)]
    show_label: String,
    /// The button's name while the password is shown.
    #[prop(optional, into)]
    hide_label: String,
    /// Classes added after the input's own.
    #[prop(optional, into)]
    class: String,
) -> impl IntoView {
    let control = Control::in_field(id, required);
    let described_by = control.described_by();
    let invalid = control.invalid();
    let shown = RwSignal::new(false);
    let button = toggle.then(|| {
        view! { <PasswordToggle shown show_label hide_label controls=control.id.clone() /> }
    });
    let group = if toggle {
        "input-group input-group-end"
    } else {
        "input-group"
    };
    view! {
        <div data-slot="password-input" class=group>
            <input
                data-slot="input"
                class=classes(&["input", &class])
                type=move || if shown.get() { "text" } else { "password" }
                name=name
                id=control.id
                autocomplete=autocomplete
                autocapitalize="none"
                spellcheck="false"
                minlength=minlength
                required=control.required
                autofocus=autofocus
                disabled=disabled
                aria-label=label
                aria-describedby=described_by
                aria-invalid=invalid
            />
            {button}
        </div>
    }
}

/// The button inside the input; hidden until a script can serve it.
#[component]
fn PasswordToggle(
    /// Whether the password can be read.
    shown: RwSignal<bool>,
    /// The name while the password is hidden.
    show_label: String,
    /// The name while the password is shown.
    hide_label: String,
    /// The input's id.
    controls: Option<String>,
) -> impl IntoView {
    let alive = RwSignal::new(false);
    Effect::new(move || alive.set(true));
    view! {
        <button
            data-slot="password-toggle"
            class="input-button"
            type="button"
            hidden=move || !alive.get()
            aria-controls=controls
            aria-label=move || if shown.get() { hide_label.clone() } else { show_label.clone() }
            on:click=move |_| shown.update(|shown| *shown = !*shown)
        >
            {move || {
                let icon = if shown.get() { icons::EYE_OFF } else { icons::EYE };
                view! { <Icon icon /> }
            }}
        </button>
    }
}
