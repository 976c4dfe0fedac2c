use contract::{Permission, problem::code, projects::ProjectQuery};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use ui::{
    Button, ButtonLink, ButtonVariant, Card, EmptyState, HeadingLevel, Icon, PageHeader, icons,
};

use super::{
    address,
    create::CreateDialog,
    search::Search,
    table::{Loading, ProjectTable},
};
#[cfg(feature = "ssr")]
use crate::{
    answers::Answers,
    pages::teams::{with_filter, with_team},
    ssr::PageRequest,
};
use crate::{
    client::{
        ask::{self, query_of},
        projects_export_path,
    },
    contexts::{set_status, set_title, use_texts},
    forms::use_alive,
    pages::{
        download::Download,
        teams::{TeamPage, TeamRefusal, use_in_team, use_may, use_team},
    },
};

/// The page.
#[component]
pub(super) fn Projects() -> impl IntoView {
    view! { <TeamPage page=|| view! { <Content /> }.into_any() /> }
}

/// Asks for what the page shows.
#[cfg(feature = "ssr")]
pub(crate) async fn load(page: &PageRequest) -> Answers {
    let (answers, team) = with_team(page);
    let Some(team) = team else { return answers };
    let query = address::read(page.query());
    let answers = answers
        .ask(&page.client, ask::projects(team.id, &query))
        .await;
    with_filter(page, answers, &team, query.owner_id).await
}

#[component]
fn Content() -> impl IntoView {
    let texts = use_texts();
    set_title(texts.projects_title());
    let search = use_location().search;
    let query = Memo::new(move |_| search.with(|search| address::read(search)));
    let may_create = use_may(Permission::ProjectsCreate);
    let may_export = use_may(Permission::ProjectsExport);
    let is_creating = RwSignal::new(false);
    let alive = use_alive();
    view! {
        <PageHeader title=texts.projects_title() description=texts.projects_lead()>
            {move || may_export.get().then(|| view! { <Export query /> })}
            {move || {
                may_create
                    .get()
                    .then(|| {
                        view! {
                            <Button
                                disabled=Signal::derive(move || !alive.get())
                                on:click=move |_| is_creating.set(true)
                            >
                                {texts.projects_create()}
                            </Button>
                        }
                    })}
            }
        </PageHeader>
        <Search query />
        <Found query is_creating />
        {move || may_create.get().then(|| view! { <CreateDialog open=is_creating /> })}
    }
}

/// Downloads what the list shows.
#[component]
fn Export(query: Memo<ProjectQuery>) -> impl IntoView {
    let texts = use_texts();
    let team = use_team();
    let href = Signal::derive(move || {
        let team = team.with(|team| team.id);
        query.with(|query| projects_export_path(team, query))
    });
    view! {
        <Download href>
            <Icon icon=icons::DOWNLOAD />
            {texts.projects_export()}
        </Download>
    }
}

/// The projects that were searched for.
#[component]
fn Found(query: Memo<ProjectQuery>, is_creating: RwSignal<bool>) -> impl IntoView {
    let team = use_team();
    let projects = use_in_team(move |team| query.with(|query| ask::projects(team, query)));
    let slug = Memo::new(move |_| team.with(|team| team.slug.clone()));
    let may_create = use_may(Permission::ProjectsCreate);
    let may_read = use_may(Permission::ProjectsRead);
    let list = move || match projects.latest.get() {
        None => view! { <Loading /> }.into_any(),
        Some((path, Ok(page))) => {
            // While the next page is on its way, the links are those of the one that is shown.
            let query = query_of(&path);
            if page.items.is_empty() {
                let may_create = may_create.get();
                // Who sees only what is shared with them cannot tell whether theirs is the first.
                let is_first = may_create && may_read.get();
                view! { <Empty query is_creating may_create is_first /> }.into_any()
            } else {
                view! { <ProjectTable page query slug=slug.get() /> }.into_any()
            }
        }
        Some((_, Err(error))) if error.code() == code::INVALID => {
            view! { <Outdated status=error.status() /> }.into_any()
        }
        Some((_, Err(error))) => view! { <TeamRefusal error retry=projects.retry /> }.into_any(),
    };
    view! {
        <div
            class="listing"
            aria-busy=move || projects.is_loading.get().then_some("true")
        >
            {list}
        </div>
    }
}

/// Says that the list is empty, why, and what to do about it.
#[component]
fn Empty(
    query: ProjectQuery,
    is_creating: RwSignal<bool>,
    may_create: bool,
    is_first: bool,
) -> impl IntoView {
    let texts = use_texts();
    let team = use_team();
    let alive = use_alive();
    let is_narrowed = query.search.is_some() || query.status.is_some() || query.owner_id.is_some();
    let (title, text) = if is_narrowed {
        (
            texts.projects_empty_narrowed_title(),
            texts.projects_empty_narrowed(),
        )
    } else if query.archived {
        (
            texts.projects_empty_archive_title(),
            texts.projects_empty_archive(),
        )
    } else if is_first {
        (texts.projects_empty_title(), texts.projects_empty_text())
    } else {
        (texts.projects_empty_title(), texts.projects_empty_guest())
    };
    let way_on = if is_narrowed || query.archived {
        let all = ProjectQuery {
            archived: is_narrowed && query.archived,
            ..ProjectQuery::default()
        };
        let href = team.with_untracked(|team| address::list(&team.slug, &all));
        view! {
            <ButtonLink href variant=ButtonVariant::Outline>
                {texts.projects_show_all()}
            </ButtonLink>
        }
        .into_any()
    } else {
        let create = may_create.then(|| {
            view! {
                <Button
                    disabled=Signal::derive(move || !alive.get())
                    on:click=move |_| is_creating.set(true)
                >
                    {texts.projects_create()}
                </Button>
            }
        });
        create.into_any()
    };
    view! {
        <Card>
            <EmptyState icon=icons::FOLDER title text level=HeadingLevel::H2>
                {way_on}
            </EmptyState>
        </Card>
    }
}

/// Says that the address names a page of the list that cannot be found again.
#[component]
fn Outdated(status: u16) -> impl IntoView {
    let texts = use_texts();
    let team = use_team();
    set_status(status);
    let href = team.with_untracked(|team| address::plain(&team.slug));
    view! {
        <Card>
            <EmptyState
                icon=icons::FOLDER
                title=texts.state_outdated_title()
                text=texts.state_outdated_text()
            >
                <ButtonLink href variant=ButtonVariant::Outline>
                    {texts.projects_show_all()}
                </ButtonLink>
            </EmptyState>
        </Card>
    }
}
