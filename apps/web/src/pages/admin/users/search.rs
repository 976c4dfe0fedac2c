use contract::users::UserQuery;
use leptos::prelude::*;

use super::{PATH, address};
use crate::{contexts::use_texts, pages::search::SearchForm};

/// The search, which follows the typing, and the filter. Before the page comes alive the one is a
/// form, the other are links.
#[component]
pub(super) fn Search(query: Memo<UserQuery>) -> impl IntoView {
    let texts = use_texts();
    let searched = Signal::derive(move || query.with(search_of));
    let address = Callback::new(move |search| {
        address(&UserQuery {
            search,
            cursor: None,
            ..query.get_untracked()
        })
    });
    view! {
        <div class="listing-tools">
            <SearchForm action=PATH label=texts.users_search() searched address>
                {move || view! { <Kept query=query.get() /> }}
            </SearchForm>
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
