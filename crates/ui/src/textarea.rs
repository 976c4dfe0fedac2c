use leptos::{html, prelude::*};

use crate::{
    class::{classes, present},
    field::Control,
};

/// A native input of several lines.
///
/// Inside a [`crate::FormField`] it takes the field's id, descriptions and error state. It is
/// uncontrolled: `value` is what it starts with, and the form is read when it is sent.
#[component]
pub fn Textarea(
    /// The name under which the value is sent.
    #[prop(into)]
    name: String,
    /// The id, needed only outside of a field.
    #[prop(optional, into)]
    id: Option<String>,
    /// The value to start with.
    #[prop(optional, into)]
    value: String,
    /// How many lines it shows.
    #[prop(default = 3)]
    rows: u32,
    /// An example, never the label.
    #[prop(optional, into)]
    placeholder: String,
    /// The accessible name, where there is no visible label.
    #[prop(optional, into)]
    label: Option<String>,
    /// Whether a value must be given.
    #[prop(optional)]
    required: bool,
    /// Gives the page the element.
    #[prop(optional)]
    node_ref: NodeRef<html::Textarea>,
    /// Classes added after the textarea's own.
    #[prop(optional, into)]
    class: String,
) -> impl IntoView {
    let control = Control::in_field(id, required);
    let described_by = control.described_by();
    let invalid = control.invalid();
    view! {
        <textarea
            data-slot="textarea"
            class=classes(&["input textarea", &class])
            name=name
            id=control.id
            rows=rows
            placeholder=present(placeholder)
            required=control.required
            aria-label=label
            aria-describedby=described_by
            aria-invalid=invalid
            node_ref=node_ref
        >
            {value}
        </textarea>
    }
}
