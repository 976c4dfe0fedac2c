use contract::{Permission, ProjectId, projects::Project};
use leptos::{html, prelude::*};
use ui::{
    Alert, AlertVariant, Avatar, AvatarSize, Button, ButtonVariant, Card, CardContent, CardHeader,
    CardTitle, Icon, PageHeader, Skeleton, SkeletonShape, icons,
};

use super::{
    StatusBadge,
    acts::{Act, use_acts},
    address,
    edit::{EditDialog, Editing, use_editing},
    share::ShareDialog,
};
#[cfg(feature = "ssr")]
use crate::{answers::Answers, pages::teams::with_team, ssr::PageRequest};
use crate::{
    client::ask,
    contexts::{set_title, use_calendar, use_texts},
    forms::use_alive,
    pages::{
        chunks::Chunk,
        missing::Missing,
        teams::{TeamPage, TeamRefusal, use_in_team, use_team},
    },
};

/// The page.
#[component]
pub(super) fn ProjectDetail() -> impl IntoView {
    view! { <TeamPage page=|| view! { <Content /> }.into_any() /> }
}

/// Asks for what the page shows.
#[cfg(feature = "ssr")]
pub(crate) async fn load(page: &PageRequest) -> Answers {
    let (answers, team) = with_team(page);
    let (Some(team), Some(id)) = (team, address::project_of(&page.path)) else {
        return answers;
    };
    answers.ask(&page.client, ask::project(team.id, id)).await
}

#[component]
fn Content() -> impl IntoView {
    let id = Chunk::Projects.use_place(address::project_of);
    move || match id.get() {
        Some(id) => view! { <Found id /> }.into_any(),
        None => view! { <Missing /> }.into_any(),
    }
}

/// What is to be shown instead of a project, or that it is shown.
#[derive(Clone, PartialEq)]
enum State {
    Asking,
    Missing,
    Refused(crate::client::ClientError),
    Shown,
}

#[component]
fn Found(id: ProjectId) -> impl IntoView {
    let found = use_in_team(move |team| ask::project(team, id));
    // The last one that was there: dialogs outlive a moment without an answer.
    let project = Memo::new(move |last: Option<&Option<Project>>| {
        let project = found.latest.with(|answer| match answer {
            Some((_, Ok(project))) => Some(project.clone()),
            _ => None,
        });
        project.or_else(|| last.cloned().flatten())
    });
    let state = Memo::new(move |_| {
        found.latest.with(|answer| match answer {
            None => State::Asking,
            Some((_, Ok(_))) => State::Shown,
            Some((_, Err(error))) if error.status() == 404 => State::Missing,
            Some((_, Err(error))) => State::Refused(error.clone()),
        })
    });
    move || match state.get() {
        State::Asking => view! { <Skeleton shape=SkeletonShape::Block /> }.into_any(),
        State::Missing => view! { <Missing /> }.into_any(),
        State::Refused(error) => view! { <TeamRefusal error retry=found.retry /> }.into_any(),
        State::Shown => view! { <Shown project /> }.into_any(),
    }
}

#[component]
fn Shown(project: Memo<Option<Project>>) -> impl IntoView {
    let is_sharing = RwSignal::new(false);
    let place = NodeRef::<html::Div>::new();
    let editing = use_editing(place);
    view! {
        <div class="project" tabindex="-1" node_ref=place>
            <BackLink />
            // Keyed by all that changes: buttons of a view that came to stand for another state would do
            // what they did as well.
            <For
                each=move || project.get()
                key=|project| (project.version, project.permissions, project.owner.clone())
                children=move |project| {
                    set_title(&project.name);
                    view! {
                        <Head project=project.clone() editing is_sharing />
                        <Archived project=project.clone() />
                        <div class="project-columns">
                            <About description=project.description.clone() />
                            <Facts project />
                        </div>
                    }
                }
            />
        </div>
        <EditDialog editing />
        <ShareDialog open=is_sharing project />
    }
}

#[component]
fn BackLink() -> impl IntoView {
    let texts = use_texts();
    let team = use_team();
    view! {
        <a class="project-back" href=move || team.with(|team| address::plain(&team.slug))>
            <Icon icon=icons::CHEVRON_LEFT />
            {texts.projects_back()}
        </a>
    }
}

/// The name, and what may be done: first what is done most, last what cannot be undone.
#[component]
fn Head(project: Project, editing: Editing, is_sharing: RwSignal<bool>) -> impl IntoView {
    let texts = use_texts();
    let alive = use_alive();
    let is_archived = project.archived_at.is_some();
    let may_edit = project.allows(Permission::ProjectsUpdate) && !is_archived;
    let may_share = project.allows(Permission::ProjectsShare);
    let may_archive = project.allows(Permission::ProjectsArchive);
    let may_delete = project.allows(Permission::ProjectsDelete);
    let shelve = if is_archived {
        Act::Restore
    } else {
        Act::Archive
    };
    let name = project.name.clone();
    let project = StoredValue::new(project);
    let acts = use_acts();
    let ask = move |act| move |_| acts.run((act, project.get_value()));
    let disabled = Signal::derive(move || !alive.get());
    view! {
        <PageHeader title=name class="project-head">
            {may_edit
                .then(|| {
                    view! {
                        <Button disabled on:click=move |_| editing.begin(project.get_value())>
                            {texts.action_edit()}
                        </Button>
                    }
                })}
            {may_share
                .then(|| {
                    view! {
                        <Button
                            variant=ButtonVariant::Outline
                            disabled
                            on:click=move |_| is_sharing.set(true)
                        >
                            <Icon icon=icons::USERS />
                            {texts.projects_share()}
                        </Button>
                    }
                })}
            {may_archive
                .then(|| {
                    view! {
                        <Button variant=ButtonVariant::Outline disabled on:click=ask(shelve)>
                            {shelve.word(texts)}
                        </Button>
                    }
                })}
            {may_delete
                .then(|| {
                    view! {
                        <Button
                            variant=ButtonVariant::Ghost
                            disabled
                            class="project-delete"
                            on:click=ask(Act::Delete)
                        >
                            {Act::Delete.word(texts)}
                        </Button>
                    }
                })}
        </PageHeader>
    }
}

/// Says that the project is out of the way, and how to bring it back.
#[component]
fn Archived(project: Project) -> impl IntoView {
    let texts = use_texts();
    let calendar = use_calendar();
    let may_restore = project.allows(Permission::ProjectsArchive);
    project.archived_at.map(|at| {
        let title = texts.projects_archived_on(&calendar.date(at));
        view! {
            <Alert variant=AlertVariant::Info>
                <p>{title}</p>
                {may_restore.then(|| view! { <p>{texts.projects_archived_text()}</p> })}
            </Alert>
        }
    })
}

#[component]
fn About(description: String) -> impl IntoView {
    let texts = use_texts();
    let text = if description.is_empty() {
        view! { <p class="text-muted">{texts.projects_description_none()}</p> }.into_any()
    } else {
        view! {
            <p class="project-description" dir="auto">
                {description}
            </p>
        }
        .into_any()
    };
    view! {
        <Card>
            <CardHeader>
                <CardTitle>{texts.projects_description()}</CardTitle>
            </CardHeader>
            <CardContent>{text}</CardContent>
        </Card>
    }
}

#[component]
fn Facts(project: Project) -> impl IntoView {
    let texts = use_texts();
    let calendar = use_calendar();
    let at = move |moment| calendar.date_time(moment);
    let owner = match &project.owner {
        Some(owner) => {
            let name = owner.full_name();
            view! {
                <span class="listing-name">
                    <Avatar name=name.clone() size=AvatarSize::Sm />
                    <bdi>{name}</bdi>
                </span>
            }
            .into_any()
        }
        None => view! { <span class="text-muted">{texts.projects_owner_none()}</span> }.into_any(),
    };
    view! {
        <Card>
            <CardHeader>
                <CardTitle>{texts.projects_facts()}</CardTitle>
            </CardHeader>
            <CardContent>
                <dl class="project-facts">
                    <dt>{texts.projects_status()}</dt>
                    <dd>
                        <StatusBadge status=project.status />
                    </dd>
                    <dt>{texts.projects_owner()}</dt>
                    <dd>{owner}</dd>
                    <dt>{texts.projects_created_at()}</dt>
                    <dd>{at(project.created_at)}</dd>
                    <dt>{texts.projects_updated_at()}</dt>
                    <dd>{at(project.updated_at)}</dd>
                </dl>
            </CardContent>
        </Card>
    }
}
