//! What the lists of staff have in common.

use contract::{Page, validation::SEARCH_MAX};
use leptos::{ev::SubmitEvent, html, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use ui::{
    Button, ButtonKind, ButtonVariant, Card, EmptyState, Gap, HeadingLevel, IconData, Input,
    InputGroup, Pagination, Select, SelectOption, Skeleton, SkeletonShape, Stack, icons,
};

use super::address::address;
use crate::{
    contexts::{use_calendar, use_texts},
    forms::Values,
    pages::{day::Day, problem::Refusal},
    queries::Query,
};

/// What is shown of an answer: a skeleton before it comes, and why it could not be had.
pub(super) fn answered<T>(
    query: Query<T>,
    show: impl Fn(T) -> AnyView + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
{
    let answer = move || match query.latest.get() {
        None => view! { <Loading rows=6 /> }.into_any(),
        Some((_, Ok(answer))) => show(answer),
        Some((_, Err(error))) => view! { <Refusal error retry=query.retry /> }.into_any(),
    };
    view! {
        <div class="listing" aria-busy=move || query.is_loading.get().then_some("true")>
            {answer}
        </div>
    }
}

/// What is said where there is nothing to list.
#[derive(Clone, Copy)]
pub(super) struct Nothing {
    pub(super) icon: IconData,
    pub(super) title: &'static str,
    pub(super) text: &'static str,
}

/// A page of a list, with links to the ones before and after.
pub(super) fn listed<T>(
    query: Query<Page<T>>,
    other_page: impl Fn(String) -> String + Send + Sync + 'static,
    nothing: Nothing,
    table: impl Fn(Vec<T>) -> AnyView + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
{
    answered(query, move |page: Page<T>| {
        let Page {
            items,
            next_cursor,
            previous_cursor,
        } = page;
        if items.is_empty() {
            return view! { <Empty nothing /> }.into_any();
        }
        let texts = use_texts();
        let previous = previous_cursor.map(&other_page);
        let next = next_cursor.map(&other_page);
        let has_others = previous.is_some() || next.is_some();
        let pages = has_others.then(|| {
            view! {
                <Pagination
                    label=texts.admin_pages()
                    previous_label=texts.action_previous()
                    next_label=texts.action_next()
                    previous
                    next
                />
            }
        });
        let rows = table(items);
        view! { <Stack gap=Gap::Md>{rows} {pages}</Stack> }.into_any()
    })
}

/// Stands for rows while they are being fetched.
#[component]
pub(super) fn Loading(rows: usize) -> impl IntoView {
    let texts = use_texts();
    view! {
        <div class="listing-loading">
            <p class="visually-hidden" role="status">
                {texts.state_loading()}
            </p>
            <Skeleton shape=SkeletonShape::Control lines=rows />
        </div>
    }
}

/// Says that there is nothing.
#[component]
fn Empty(nothing: Nothing) -> impl IntoView {
    let Nothing { icon, title, text } = nothing;
    view! {
        <Card>
            <EmptyState icon title text level=HeadingLevel::H2 />
        </Card>
    }
}

/// A field of a filter.
pub(super) enum Filter {
    /// Something to type.
    Text {
        name: &'static str,
        label: &'static str,
        value: String,
    },
    /// Something to choose.
    Choice {
        name: &'static str,
        label: &'static str,
        value: String,
        options: Vec<SelectOption>,
    },
    /// A day.
    Day {
        name: &'static str,
        label: &'static str,
        value: String,
    },
    /// Something that stays as it is.
    Kept { name: &'static str, value: String },
}

/// A form that narrows a list. Before the page comes alive it is a form like any other.
#[component]
pub(super) fn Filters(path: &'static str, fields: Vec<Filter>) -> impl IntoView {
    let texts = use_texts();
    let form = NodeRef::<html::Form>::new();
    let navigate = use_navigate();
    let names: Vec<_> = fields
        .iter()
        .map(|field| match field {
            Filter::Text { name, .. }
            | Filter::Choice { name, .. }
            | Filter::Day { name, .. }
            | Filter::Kept { name, .. } => *name,
        })
        .collect();
    let submit = move |ev: SubmitEvent| {
        ev.prevent_default();
        let values = Values::of(form);
        let pairs: Vec<_> = names
            .iter()
            .map(|name| (*name, values.get(name).trim().to_owned()))
            .filter(|(_, value)| !value.is_empty())
            .collect();
        navigate(&address(path, &pairs), NavigateOptions::default());
    };
    // As every search of the product is called.
    let is_search = fields
        .iter()
        .any(|field| matches!(field, Filter::Text { .. }));
    let action = if is_search {
        texts.action_search()
    } else {
        texts.action_apply()
    };
    let fields = fields.into_iter().map(field).collect_view();
    view! {
        <form
            class="admin-filters"
            method="get"
            action=path
            role="search"
            node_ref=form
            on:submit=submit
        >
            {fields}
            <Button kind=ButtonKind::Submit variant=ButtonVariant::Outline>
                {action}
            </Button>
        </form>
    }
}

/// Says of whom alone a list is, with the way to all of it.
#[component]
pub(super) fn OnlyOf(
    /// What they are called, where the list tells it.
    name: Option<String>,
    /// The address of the whole list.
    all: String,
) -> impl IntoView {
    let texts = use_texts();
    let words = match name {
        Some(name) => texts.admin_only_of(&name),
        None => texts.admin_only_one().to_owned(),
    };
    view! {
        <p class="admin-note">
            <span>{words}</span>
            " "
            <a class="link" href=all>
                {texts.admin_show_all()}
            </a>
        </p>
    }
}

fn field(field: Filter) -> AnyView {
    match field {
        Filter::Text { name, label, value } => view! {
            <InputGroup icon=icons::SEARCH>
                <Input
                    name
                    kind="search"
                    value
                    label
                    placeholder=label
                    maxlength=u32::try_from(SEARCH_MAX).unwrap_or(u32::MAX)
                    autocomplete="off"
                />
            </InputGroup>
        }
        .into_any(),
        Filter::Choice {
            name,
            label,
            value,
            options,
        } => view! { <Select name value label options /> }.into_any(),
        Filter::Day { name, label, value } => view! {
            <Day label>
                <Input name kind="date" value />
            </Day>
        }
        .into_any(),
        Filter::Kept { name, value } => {
            view! { <input type="hidden" name=name value=value /> }.into_any()
        }
    }
}

/// A time in the zone of the reader.
#[component]
pub(super) fn Time(at: chrono::DateTime<chrono::Utc>) -> impl IntoView {
    let calendar = use_calendar();
    view! { <span class="listing-date">{calendar.date_time(at)}</span> }
}

/// What a key of the code stands for, with the key for who has to look it up. One that is not known
/// here is shown alone.
#[component]
pub(super) fn Named(key: String, words: Option<&'static str>) -> impl IntoView {
    match words {
        Some(words) => view! {
            <span class="listing-who">
                <span>{words}</span>
                <code class="admin-note" dir="ltr">
                    {key}
                </code>
            </span>
        }
        .into_any(),
        None => view! { <code dir="ltr">{key}</code> }.into_any(),
    }
}
