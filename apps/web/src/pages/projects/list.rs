use contract::{Permission, TeamId, problem::code, projects::ProjectQuery};
use leptos::{ev::MouseEvent, prelude::*};
use leptos_router::hooks::use_location;
use ui::{
    Button, ButtonLink, ButtonVariant, Card, EmptyState, HeadingLevel, Icon, PageHeader, Toasts,
    icons,
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
    queries::projects::projects_name,
    ssr::PageRequest,
};
use crate::{
    browser,
    client::{projects_export_path, use_client},
    contexts::{set_status, set_title, use_texts},
    forms::use_alive,
    pages::teams::{TeamPage, TeamRefusal, use_may, use_team},
    queries::{
        projects::use_projects,
        teams::{list_key, read_list_key},
    },
};

/// The page.
#[component]
pub fn Projects() -> impl IntoView {
    view! { <TeamPage page=|| view! { <Content /> }.into_any() /> }
}

/// Asks for what the page shows.
#[cfg(feature = "ssr")]
pub(crate) async fn load(page: &PageRequest) -> Answers {
    let (answers, team) = with_team(page);
    let Some(team) = team else { return answers };
    let query = address::read(page.query());
    let projects = page.client.projects(team.id, &query).await;
    let answers = answers.with(projects_name(&list_key(team.id, &query)), projects);
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

/// Downloads what the list shows. As a document it is asked for with the cookies as they are, so the
/// session is renewed before, where scripts run.
#[component]
fn Export(query: Memo<ProjectQuery>) -> impl IntoView {
    let texts = use_texts();
    let team = use_team();
    let client = use_client();
    let href = move || {
        let team = team.with(|team| team.id);
        query.with(|query| projects_export_path(team, query))
    };
    let renew = Action::new(move |path: &String| {
        let (client, path) = (client.clone(), path.clone());
        async move { client.me().await.map(|_| path) }
    });
    let renewed = renew.value();
    Effect::new(move || match renewed.get() {
        None => {}
        Some(Ok(path)) => browser::load(&path),
        Some(Err(error)) => Toasts.danger(texts.error(error.code()).unwrap_or_default()),
    });
    let download = move |ev: MouseEvent| {
        ev.prevent_default();
        renew.dispatch(untrack(href));
    };
    move || {
        view! {
            <ButtonLink
                href=href()
                variant=ButtonVariant::Outline
                external=true
                on:click=download
            >
                <Icon icon=icons::DOWNLOAD />
                {texts.projects_export()}
            </ButtonLink>
        }
    }
}

/// The projects that were searched for.
#[component]
fn Found(query: Memo<ProjectQuery>, is_creating: RwSignal<bool>) -> impl IntoView {
    let team = use_team();
    let id = Memo::new(move |_| team.with(|team| team.id));
    let projects = use_projects(Signal::derive(move || key(id.get(), query)));
    let slug = Memo::new(move |_| team.with(|team| team.slug.clone()));
    let list = move || match projects.latest.get() {
        None => view! { <Loading /> }.into_any(),
        Some((key, Ok(page))) => {
            // While the next page is on its way, the links are those of the one that is shown.
            let query = read_list_key(&key)
                .map(|(_, query)| query)
                .unwrap_or_default();
            if page.items.is_empty() {
                view! { <Empty query is_creating /> }.into_any()
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
            class="users-list"
            aria-busy=move || projects.is_loading.get().then_some("true")
        >
            {list}
        </div>
    }
}

fn key(team: TeamId, query: Memo<ProjectQuery>) -> String {
    query.with(|query| list_key(team, query))
}

/// Says that the list is empty, why, and what to do about it.
#[component]
fn Empty(query: ProjectQuery, is_creating: RwSignal<bool>) -> impl IntoView {
    let texts = use_texts();
    let team = use_team();
    let may_create = use_may(Permission::ProjectsCreate);
    let alive = use_alive();
    let is_narrowed = query != ProjectQuery::default();
    let (title, text) = if is_narrowed {
        (
            texts.projects_empty_narrowed_title(),
            texts.projects_empty_narrowed(),
        )
    } else if may_create.get_untracked() {
        (texts.projects_empty_title(), texts.projects_empty_text())
    } else {
        (texts.projects_empty_title(), texts.projects_empty_guest())
    };
    let way_on = if is_narrowed {
        let href = team.with_untracked(|team| address::plain(&team.slug));
        view! {
            <ButtonLink href variant=ButtonVariant::Outline>
                {texts.projects_show_all()}
            </ButtonLink>
        }
        .into_any()
    } else {
        let create = move || {
            view! {
                <Button
                    disabled=Signal::derive(move || !alive.get())
                    on:click=move |_| is_creating.set(true)
                >
                    {texts.projects_create()}
                </Button>
            }
        };
        (move || may_create.get().then(create)).into_any()
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
                title=texts.users_outdated_title()
                text=texts.users_outdated_text()
            >
                <ButtonLink href variant=ButtonVariant::Outline>
                    {texts.projects_show_all()}
                </ButtonLink>
            </EmptyState>
        </Card>
    }
}
