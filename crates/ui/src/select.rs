use leptos::{html, prelude::*};

use crate::{class::classes, field::Control, icon::Icon, icons};

/// One choice of a [`Select`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectOption {
    /// What is sent.
    pub value: String,
    /// What is shown.
    pub label: String,
    /// The language of `label`, where it is not that of the page.
    pub lang: Option<String>,
}

impl SelectOption {
    /// Makes a choice in the language of the page.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            lang: None,
        }
    }

    /// Names the language of the label, as in a list of languages.
    #[must_use]
    pub fn lang(mut self, lang: impl Into<String>) -> Self {
        self.lang = Some(lang.into());
        self
    }
}

/// A native select, which every browser draws and drives in its own accessible way.
#[component]
pub fn Select(
    /// The name under which the value is sent.
    #[prop(into)]
    name: String,
    /// The choices, in order.
    options: Vec<SelectOption>,
    /// The value that is chosen at first.
    #[prop(optional, into)]
    value: String,
    /// A signal that the choice follows, and that follows the choice.
    #[prop(optional)]
    bind: Option<RwSignal<String>>,
    /// The id, needed only outside of a field.
    #[prop(optional, into)]
    id: Option<String>,
    /// The accessible name, where there is no visible label.
    #[prop(optional, into)]
    label: Option<String>,
    /// What the browser may fill in.
    #[prop(optional, into)]
    autocomplete: Option<String>,
    /// Whether a value must be given.
    #[prop(optional)]
    required: bool,
    /// Whether it cannot be used now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Classes added after the select's own.
    #[prop(optional, into)]
    class: String,
) -> impl IntoView {
    let control = Control::in_field(id, required);
    let described_by = control.described_by();
    let invalid = control.invalid();
    let node_ref = NodeRef::<html::Select>::new();
    if let Some(bind) = bind {
        Effect::new(move || {
            let wanted = bind.get();
            if let Some(select) = node_ref.get() {
                select.set_value(&wanted);
            }
        });
    }
    let value = bind.map_or(value, |bind| bind.get_untracked());
    let options = options
        .into_iter()
        .map(|option| {
            let selected = option.value == value;
            view! {
                <option value=option.value selected=selected lang=option.lang>
                    {option.label}
                </option>
            }
        })
        .collect_view();
    view! {
        <div data-slot="select" class=classes(&["select", &class])>
            <select
                data-slot="select-control"
                class="select-control input"
                name=name
                id=control.id
                autocomplete=autocomplete
                required=control.required
                disabled=disabled
                aria-label=label
                aria-describedby=described_by
                aria-invalid=invalid
                node_ref=node_ref
                on:change:target=move |ev| {
                    if let Some(bind) = bind {
                        bind.set(ev.target().value());
                    }
                }
            >
                {options}
            </select>
            <Icon icon=icons::CHEVRON_DOWN class="select-icon" />
        </div>
    }
}
