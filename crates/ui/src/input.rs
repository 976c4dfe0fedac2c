use leptos::{html, prelude::*};

use crate::{
    class::{classes, present},
    field::Control,
    icon::{Icon, IconData},
};

/// A native one-line input.
///
/// Inside a [`crate::FormField`] it takes the field's id, descriptions and error state. It is
/// uncontrolled: `value` is what it starts with, and the form is read when it is sent. `bind` is
/// for views that follow every keystroke.
#[component]
pub fn Input(
    /// The name under which the value is sent.
    #[prop(into)]
    name: String,
    /// The native type, `text` unless told.
    #[prop(into, default = "text".to_owned())]
    kind: String,
    /// The id, needed only outside of a field.
    #[prop(optional, into)]
    id: Option<String>,
    /// The value to start with.
    #[prop(optional, into)]
    value: String,
    /// A signal kept equal to the value. What was typed before hydration wins.
    #[prop(optional)]
    bind: Option<RwSignal<String>>,
    /// An example, never the label.
    #[prop(optional, into)]
    placeholder: String,
    /// What the browser may fill in, such as `email`.
    #[prop(optional, into)]
    autocomplete: Option<String>,
    /// The accessible name, where there is no visible label.
    #[prop(optional, into)]
    label: Option<String>,
    /// The keyboard to show on a touch screen, such as `numeric`.
    #[prop(optional, into)]
    inputmode: Option<String>,
    /// The longest value in UTF-16 units, for searches alone: the browser cuts without a word what is
    /// pasted. A form says what is too long beside its field.
    #[prop(optional, into)]
    maxlength: Option<u32>,
    /// Whether a value must be given.
    #[prop(optional)]
    required: bool,
    /// Whether it takes the focus when the page opens.
    #[prop(optional)]
    autofocus: bool,
    /// Whether it cannot be changed but is sent.
    #[prop(optional)]
    readonly: bool,
    /// Whether it cannot be used now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Gives the page the element.
    #[prop(optional)]
    node_ref: NodeRef<html::Input>,
    /// Classes added after the input's own.
    #[prop(optional, into)]
    class: String,
) -> impl IntoView {
    let control = Control::in_field(id, required);
    let described_by = control.described_by();
    let invalid = control.invalid();
    if let Some(bind) = bind {
        follow(node_ref, bind);
    }
    let value = bind.map_or(value, |bind| bind.get_untracked());
    view! {
        <input
            data-slot="input"
            class=classes(&["input", &class])
            type=kind
            name=name
            id=control.id
            value=present(value)
            placeholder=present(placeholder)
            autocomplete=autocomplete
            inputmode=inputmode
            maxlength=maxlength
            required=control.required
            autofocus=autofocus
            readonly=readonly
            disabled=disabled
            aria-label=label
            aria-describedby=described_by
            aria-invalid=invalid
            node_ref=node_ref
            on:input:target=move |ev| {
                if let Some(bind) = bind {
                    bind.set(ev.target().value());
                }
            }
        />
    }
}

/// Keeps the element's value equal to the signal, after the signal has taken over what was typed
/// before the page came alive.
fn follow(node_ref: NodeRef<html::Input>, bind: RwSignal<String>) {
    Effect::new(move |adopted: Option<bool>| {
        let Some(input) = node_ref.get() else {
            return false;
        };
        let shown = input.value();
        let wanted = bind.get();
        if shown == wanted {
            return true;
        }
        if adopted == Some(true) {
            input.set_value(&wanted);
        } else {
            bind.set(shown);
        }
        true
    });
}

/// Puts an icon at the start of the [`Input`] inside it.
#[component]
pub fn InputGroup(
    /// The icon.
    icon: IconData,
    /// Classes added after the group's own.
    #[prop(optional, into)]
    class: String,
    /// The input.
    children: Children,
) -> impl IntoView {
    view! {
        <div data-slot="input-group" class=classes(&["input-group", "input-group-start", &class])>
            <Icon icon />
            {children()}
        </div>
    }
}
