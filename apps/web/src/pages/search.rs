//! The search of a list: what is searched for is in the list's address.

use contract::validation::SEARCH_MAX;
use leptos::{ev::SubmitEvent, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use ui::{Button, ButtonKind, ButtonVariant, Input, InputGroup, icons};

use crate::{contexts::use_texts, forms::after_rest};

/// A search that follows the typing. Before the page comes alive it is a form like any other.
#[component]
pub(super) fn SearchForm(
    /// Where it leads as a form.
    #[prop(into)]
    action: Signal<String>,
    /// What is searched, in words.
    label: &'static str,
    /// What the address searches for.
    searched: Signal<String>,
    /// Names the page of the list that searches for something else, or for nothing.
    address: Callback<Option<String>, String>,
    /// What else of the address it keeps when it is sent as a form.
    children: Children,
) -> impl IntoView {
    let texts = use_texts();
    let typed = RwSignal::new(searched.get_untracked());
    let asked = StoredValue::new(typed.get_untracked());
    let navigate = use_navigate();
    let ask = move || {
        let search = typed.get_untracked().trim().to_owned();
        if search == asked.get_value() {
            return;
        }
        asked.set_value(search.clone());
        // Each letter is no step that the back button should take.
        let options = NavigateOptions {
            replace: true,
            scroll: false,
            ..NavigateOptions::default()
        };
        let search = Some(search).filter(|search| !search.is_empty());
        navigate(&address.run(search), options);
    };
    // The back button and links change the address without the input.
    Effect::new(move || {
        let search = searched.get();
        if search != asked.get_value() {
            asked.set_value(search.clone());
            typed.set(search);
        }
    });
    let follow = after_rest(ask.clone());
    let submit = move |ev: SubmitEvent| {
        ev.prevent_default();
        ask();
    };
    view! {
        <form
            class="listing-search"
            method="get"
            action=move || action.get()
            role="search"
            on:submit=submit
        >
            <InputGroup icon=icons::SEARCH>
                <Input
                    name="search"
                    kind="search"
                    bind=typed
                    label
                    placeholder=label
                    maxlength=u32::try_from(SEARCH_MAX).unwrap_or(u32::MAX)
                    autocomplete="off"
                    on:input=move |_| follow()
                />
            </InputGroup>
            {children()}
            <Button kind=ButtonKind::Submit variant=ButtonVariant::Outline>
                {texts.action_search()}
            </Button>
        </form>
    }
}
