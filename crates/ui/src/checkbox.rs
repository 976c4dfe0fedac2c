use leptos::prelude::*;

use crate::class::classes;

/// A native checkbox with its label beside it.
#[component]
pub fn Checkbox(
    /// The element's id. Unique in the page.
    #[prop(into)]
    id: String,
    /// The name under which `value` is sent when it is ticked.
    #[prop(into)]
    name: String,
    /// What is sent, `true` unless told.
    #[prop(into, default = "true".to_owned())]
    value: String,
    /// Whether it is ticked at first.
    #[prop(optional)]
    checked: bool,
    /// Whether it must be ticked.
    #[prop(optional)]
    required: bool,
    /// Whether it cannot be used now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Help below the label.
    #[prop(optional, into)]
    hint: Option<String>,
    /// Classes added after the checkbox's own.
    #[prop(optional, into)]
    class: String,
    /// The label.
    children: Children,
) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    let described_by = hint.is_some().then(|| hint_id.clone());
    view! {
        <div data-slot="checkbox" class=classes(&["checkbox", &class])>
            <input
                data-slot="checkbox-control"
                class="checkbox-control"
                type="checkbox"
                id=id.clone()
                name=name
                value=value
                checked=checked
                required=required
                disabled=disabled
                aria-describedby=described_by
            />
            <div class="checkbox-text">
                <label data-slot="label" class="checkbox-label" for=id>
                    {children()}
                </label>
                {hint
                    .map(|hint| {
                        view! {
                            <p data-slot="field-hint" class="field-hint" id=hint_id>
                                {hint}
                            </p>
                        }
                    })}
            </div>
        </div>
    }
}

/// A native checkbox that is named by what stands around it, as in a table.
#[component]
pub fn CheckboxCell(
    /// The accessible name.
    #[prop(into)]
    label: String,
    /// Whether it is ticked at first.
    #[prop(optional)]
    checked: bool,
    /// Whether it cannot be used now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    view! {
        <input
            data-slot="checkbox-control"
            class="checkbox-control"
            type="checkbox"
            checked=checked
            disabled=disabled
            aria-label=label
        />
    }
}
