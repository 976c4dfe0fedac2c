use contract::{
    Permission,
    projects::{ProjectQuery, ProjectStatus},
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::{address, status_word};
use crate::{
    contexts::use_texts,
    pages::{
        search::SearchForm,
        teams::{MemberFilter, use_may, use_team},
    },
};

/// The search, which follows the typing, and the filters. Before the page comes alive the one is a
/// form, the others are links, but for the one by owner.
#[component]
pub(super) fn Search(query: Memo<ProjectQuery>) -> impl IntoView {
    let texts = use_texts();
    let team = use_team();
    let action = Signal::derive(move || team.with(|team| address::plain(&team.slug)));
    let may_list = use_may(Permission::MembersList);
    let searched = Signal::derive(move || query.with(search_of));
    let address = Callback::new(move |search| {
        let next = ProjectQuery {
            search,
            cursor: None,
            ..query.get_untracked()
        };
        team.with_untracked(|team| address::list(&team.slug, &next))
    });
    view! {
        <div class="listing-tools">
            <SearchForm action label=texts.projects_search() searched address>
                {move || view! { <Kept query=query.get() /> }}
            </SearchForm>
            <div class="projects-filters">
                {move || view! { <Statuses query=query.get() /> }}
                {move || view! { <Shelves query=query.get() /> }}
                {move || may_list.get().then(|| view! { <Owners query /> })}
            </div>
        </div>
    }
}

fn search_of(query: &ProjectQuery) -> String {
    query.search.clone().unwrap_or_default()
}

/// What else of the address the form keeps when it is sent as a form.
#[component]
fn Kept(query: ProjectQuery) -> impl IntoView {
    let kept = [
        (
            "status",
            query.status.map(|status| status.as_str().to_owned()),
        ),
        ("owner_id", query.owner_id.map(|id| id.to_string())),
        ("archived", query.archived.then(|| "true".to_owned())),
        ("sort", Some(query.sort.as_str().to_owned())),
    ];
    kept.into_iter()
        .filter_map(|(name, value)| {
            let value = value?;
            Some(view! { <input type="hidden" name=name value=value /> })
        })
        .collect_view()
}

#[component]
fn Statuses(query: ProjectQuery) -> impl IntoView {
    let texts = use_texts();
    let all = (None, texts.projects_filter_all());
    let each = ProjectStatus::ALL.map(|status| (Some(status), status_word(texts, status)));
    let choices = std::iter::once(all)
        .chain(each)
        .map(|(status, text)| {
            let next = ProjectQuery {
                status,
                cursor: None,
                ..query.clone()
            };
            view! { <Choice next is_current=query.status == status text /> }
        })
        .collect_view();
    view! {
        <div class="segments" role="group" aria-label=texts.projects_status()>
            {choices}
        </div>
    }
}

/// Those that are in the way, and those that are not.
#[component]
fn Shelves(query: ProjectQuery) -> impl IntoView {
    let texts = use_texts();
    let choices = [
        (false, texts.projects_shelf_current()),
        (true, texts.projects_shelf_archived()),
    ]
    .map(|(archived, text)| {
        let next = ProjectQuery {
            archived,
            cursor: None,
            ..query.clone()
        };
        view! { <Choice next is_current=query.archived == archived text /> }
    });
    view! {
        <div class="segments" role="group" aria-label=texts.projects_shelf()>
            {choices.collect_view()}
        </div>
    }
}

/// Those of one owner.
#[component]
fn Owners(query: Memo<ProjectQuery>) -> impl IntoView {
    let texts = use_texts();
    let team = use_team();
    let navigate = use_navigate();
    let choose = move |owner_id| {
        let next = ProjectQuery {
            owner_id,
            cursor: None,
            ..query.get_untracked()
        };
        let options = NavigateOptions {
            scroll: false,
            ..NavigateOptions::default()
        };
        let address = team.with_untracked(|team| address::list(&team.slug, &next));
        navigate(&address, options);
    };
    view! {
        <MemberFilter
            name="owner"
            user=Memo::new(move |_| query.with(|query| query.owner_id))
            choose=Callback::new(choose)
            label=texts.projects_owner()
            placeholder=texts.projects_owner_any()
        />
    }
}

#[component]
fn Choice(next: ProjectQuery, is_current: bool, text: &'static str) -> impl IntoView {
    let team = use_team();
    let href = team.with_untracked(|team| address::list(&team.slug, &next));
    view! {
        <a class="segment" href=href aria-current=is_current.then_some("true")>
            {text}
        </a>
    }
}
