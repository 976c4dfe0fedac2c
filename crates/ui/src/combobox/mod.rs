//! A choice among more than a list can show: an input that is typed into, and a list of what is found.

mod state;

use leptos::{ev::KeyboardEvent, html, prelude::*};

use self::state::State;
use crate::{
    case::lower,
    class::{classes, present},
    field::Control,
    icon::Icon,
    icons,
};

/// One choice of a [`Combobox`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ComboboxOption {
    /// What is sent. Unique in the list, and without spaces.
    pub value: String,
    /// What is shown, also once it is chosen.
    pub label: String,
    /// What tells it apart from others of the same label; may be empty.
    pub detail: String,
}

impl ComboboxOption {
    /// Makes a choice without a detail.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            detail: String::new(),
        }
    }

    /// Adds the detail.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    /// Whether the label has a text in it, whatever its capitals: for choices that are all known.
    pub fn contains(&self, text: &str) -> bool {
        let lower = |text: &str| text.chars().map(lower).collect::<String>();
        lower(&self.label).contains(&lower(text))
    }
}

/// What a [`Combobox`] offers at a moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ComboboxChoices {
    /// The options, in order.
    pub options: Vec<ComboboxOption>,
    /// Whether they are still those of what was typed before.
    pub is_searching: bool,
    /// What is said below them, such as that nothing was found, or why not.
    pub note: Option<String>,
}

/// An input that finds what is chosen while one types.
///
/// The ARIA editable combobox pattern with list autocomplete: the focus stays in the input, arrow
/// keys, Home and End move through the list, Enter chooses, Escape closes. It opens on a click, by an
/// arrow key and by typing. What was typed and not chosen is gone once the input is left.
///
/// Inside a [`crate::FormField`] it takes the field's id, descriptions and error state. What is found
/// comes from outside, in `choices`; what is sent stands in a hidden input, empty while nothing is
/// chosen. It needs a script: without one it shows what is chosen, and sends it.
#[component]
pub fn Combobox(
    /// The name under which the value is sent.
    #[prop(into)]
    name: String,
    /// What is chosen.
    chosen: RwSignal<Option<ComboboxOption>>,
    /// What can be chosen.
    #[prop(into)]
    choices: Signal<ComboboxChoices>,
    /// Is told what to search for: each time something is typed, and nothing when the list opens.
    search: Callback<String>,
    /// The accessible name of the list.
    #[prop(into)]
    list_label: String,
    /// The name of the button that takes the choice back; without, there is none.
    #[prop(optional, into)]
    clear_label: String,
    /// Is told when somebody has chosen something else.
    #[prop(default = Callback::new(|()| {}), into)]
    on_choose: Callback<()>,
    /// The id, needed only outside of a field.
    #[prop(optional, into)]
    id: Option<String>,
    /// What is shown while nothing is chosen, never the label.
    #[prop(optional, into)]
    placeholder: String,
    /// The accessible name, where there is no visible label.
    #[prop(optional, into)]
    label: String,
    /// The longest text to search for in UTF-16 units.
    #[prop(optional, into)]
    maxlength: Option<u32>,
    /// Classes added after the combobox's own.
    #[prop(optional, into)]
    class: String,
) -> impl IntoView {
    let control = Control::in_field(id, false);
    let described_by = control.described_by();
    let invalid = control.invalid();
    let id = control.id.unwrap_or_else(|| name.clone());
    let input = NodeRef::<html::Input>::new();
    let state = State::new(input, chosen, choices, search, on_choose)
        .clearable(!clear_label.is_empty())
        .following(id.clone());
    let first = state.text_untracked();
    let value = move || {
        let value = chosen.with(|chosen| chosen.as_ref().map(|chosen| chosen.value.clone()));
        value.unwrap_or_default()
    };
    let keydown = move |ev: KeyboardEvent| {
        let is_plain = !(ev.ctrl_key() || ev.alt_key() || ev.meta_key() || ev.shift_key());
        if is_plain && !ev.is_composing() && state.press(&ev.key()) {
            ev.prevent_default();
        }
    };
    let active = {
        let id = id.clone();
        move || state.active().map(|value| option_id(&id, &value))
    };
    view! {
        <div data-slot="combobox" class=classes(&["combobox", &class])>
            <input type="hidden" name=name value=value />
            <input
                data-slot="combobox-input"
                class="input combobox-input"
                type="text"
                id=id.clone()
                value=present(first)
                prop:value=move || state.text()
                placeholder=present(placeholder)
                autocomplete="off"
                spellcheck="false"
                maxlength=maxlength
                role="combobox"
                aria-autocomplete="list"
                aria-expanded=move || if state.is_open() { "true" } else { "false" }
                aria-controls=format!("{id}-list")
                aria-activedescendant=active
                aria-required=control.required.then_some("true")
                aria-label=present(label)
                aria-describedby=described_by
                aria-invalid=invalid
                node_ref=input
                on:input:target=move |ev| state.follow(ev.target().value())
                on:click=move |_| state.open()
                on:keydown=keydown
                on:blur=move |_| state.leave()
            />
            {present(clear_label).map(|label| view! { <Clear label state /> })}
            <Icon icon=icons::CHEVRON_DOWN class="select-icon" />
            <Popup id label=list_label state />
        </div>
    }
}

/// Takes the choice back; hidden while there is none, and until a script can serve it.
#[component]
fn Clear(label: String, state: State) -> impl IntoView {
    let alive = RwSignal::new(false);
    Effect::new(move || alive.set(true));
    view! {
        <button
            data-slot="combobox-clear"
            class="input-button combobox-clear"
            type="button"
            hidden=move || !alive.get() || !state.has_choice()
            aria-label=label
            on:click=move |_| state.clear()
        >
            <Icon icon=icons::X />
        </button>
    }
}

/// The list, and what is said below it.
#[component]
fn Popup(id: String, label: String, state: State) -> impl IntoView {
    let choices = state.choices;
    let list_id = format!("{id}-list");
    // Keyed by all that a line shows: one that came to stand for another would keep its handlers.
    view! {
        <div
            data-slot="combobox-popup"
            class="combobox-popup"
            hidden=move || !state.is_open()
            // The focus stays in the input.
            on:mousedown=|ev| ev.prevent_default()
        >
            <ul
                data-slot="combobox-list"
                class="combobox-list"
                id=list_id
                role="listbox"
                aria-label=label
                aria-busy=move || choices.with(|choices| choices.is_searching.then_some("true"))
            >
                <For
                    each=move || choices.with(|choices| choices.options.clone())
                    key=|option| (option.value.clone(), option.label.clone(), option.detail.clone())
                    children=move |option| view! { <Line id=id.clone() option state /> }
                />
            </ul>
            <p data-slot="combobox-note" class="combobox-note" role="status">
                {move || choices.with(|choices| choices.note.clone())}
            </p>
        </div>
    }
}

#[component]
fn Line(id: String, option: ComboboxOption, state: State) -> impl IntoView {
    let id = option_id(&id, &option.value);
    let is_active = {
        let value = option.value.clone();
        move || state.active().as_ref() == Some(&value)
    };
    let is_chosen = {
        let value = option.value.clone();
        move || state.is_chosen(&value)
    };
    let label = option.label.clone();
    let detail = present(option.detail.clone());
    view! {
        <li
            data-slot="combobox-option"
            class="combobox-option"
            id=id
            role="option"
            aria-selected=move || if is_active() { "true" } else { "false" }
            on:click=move |_| state.choose(Some(option.clone()))
        >
            <span class="combobox-text">
                <span>
                    <bdi>{label}</bdi>
                </span>
                {detail
                    .map(|detail| {
                        view! {
                            <span class="combobox-detail">
                                <bdi>{detail}</bdi>
                            </span>
                        }
                    })}
            </span>
            {move || is_chosen().then(|| view! { <Icon icon=icons::CHECK class="combobox-check" /> })}
        </li>
    }
}

fn option_id(id: &str, value: &str) -> String {
    format!("{id}-{value}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_do_not_matter_in_what_is_known() {
        let option = ComboboxOption::new("billing", "Everyone with the role Billing");
        for found in ["", "bill", "ROLE B"] {
            assert!(option.contains(found), "{found}");
        }
        assert!(!option.contains("owner"));
    }
}
