use contract::{users::UserQuery, validation::SEARCH_MAX};
use leptos::{ev::SubmitEvent, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use ui::{Button, ButtonKind, ButtonVariant, Input, InputGroup, icons};

use super::{PATH, address};
use crate::{contexts::use_texts, forms::after_rest};

/// The search, which follows the typing, and the filter. Before the page comes alive the one is a
/// form, the other are links.
#[component]
pub(super) fn Search(query: Memo<UserQuery>) -> impl IntoView {
    let texts = use_texts();
    let typed = RwSignal::new(query.with_untracked(search_of));
    let asked = StoredValue::new(typed.get_untracked());
    let navigate = use_navigate();
    let ask = move || {
        let search = typed.get_untracked().trim().to_owned();
        if search == asked.get_value() {
            return;
        }
        asked.set_value(search.clone());
        let next = UserQuery {
            search: Some(search).filter(|search| !search.is_empty()),
            cursor: None,
            ..query.get_untracked()
        };
        // Each letter is no step that the back button should take.
        let options = NavigateOptions {
            replace: true,
            scroll: false,
            ..NavigateOptions::default()
        };
        navigate(&address(&next), options);
    };
    // The back button and links change the address without the input.
    Effect::new(move || {
        let search = query.with(search_of);
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
        <div class="listing-tools">
            <form class="listing-search" method="get" action=PATH role="search" on:submit=submit>
                <InputGroup icon=icons::SEARCH>
                    <Input
                        name="search"
                        kind="search"
                        bind=typed
                        label=texts.users_search()
                        placeholder=texts.users_search()
                        maxlength=u32::try_from(SEARCH_MAX).unwrap_or(u32::MAX)
                        autocomplete="off"
                        on:input=move |_| follow()
                    />
                </InputGroup>
                {move || view! { <Kept query=query.get() /> }}
                <Button kind=ButtonKind::Submit variant=ButtonVariant::Outline>
                    {texts.action_search()}
                </Button>
            </form>
            {move || view! { <Filter query=query.get() /> }}
        </div>
    }
}

fn search_of(query: &UserQuery) -> String {
    query.search.clone().unwrap_or_default()
}

/// What else of the address the form keeps when it is sent as a form.
#[component]
fn Kept(query: UserQuery) -> impl IntoView {
    let is_active = query.is_active.map(|is_active| {
        view! { <input type="hidden" name="is_active" value=is_active.to_string() /> }
    });
    view! {
        {is_active}
        <input type="hidden" name="sort" value=query.sort.as_str() />
    }
}

#[component]
fn Filter(query: UserQuery) -> impl IntoView {
    let texts = use_texts();
    let choices = [
        (None, texts.users_filter_all()),
        (Some(true), texts.users_filter_active()),
        (Some(false), texts.users_filter_inactive()),
    ]
    .map(|(is_active, text)| {
        let is_current = query.is_active == is_active;
        let href = address(&UserQuery {
            is_active,
            cursor: None,
            ..query.clone()
        });
        view! {
            <a class="segment" href=href aria-current=is_current.then_some("true")>
                {text}
            </a>
        }
    });
    view! {
        <div class="segments" role="group" aria-label=texts.users_filter()>
            {choices.collect_view()}
        </div>
    }
}
