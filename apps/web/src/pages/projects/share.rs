use contract::{
    Permission, PermissionSet, ProjectGrantId, ProjectId,
    projects::{
        Project, ProjectGrant, ProjectGrantCreate, ProjectGrantLevel, ProjectGrantee,
        ProjectGranteeId,
    },
    roles::Role,
    validation::{FieldError, code as field_code},
};
use i18n::Texts;
use leptos::{
    ev::{Event, SubmitEvent},
    html,
    prelude::*,
};
use ui::{
    Avatar, AvatarSize, Button, ButtonKind, ButtonSize, ButtonVariant, ComboboxOption, Dialog,
    DialogContent, DialogDescription, DialogTitle, FormField, Icon, IconSize, Select, SelectOption,
    Skeleton, icons,
};

use super::{focus, level_word};
use crate::{
    client::{ClientError, Result, ask, use_client},
    contexts::use_texts,
    forms::{self, FormErrors, Values, focus_first_error},
    pages::{
        roles::role_word,
        teams::{MemberPicker, TeamRefusal, use_in_team, use_may, use_team},
    },
    queries::use_queries,
};

/// Whom the form names, as it stands there.
fn word(grantee: ProjectGranteeId) -> String {
    match grantee {
        ProjectGranteeId::Member(id) => format!("member:{id}"),
        ProjectGranteeId::Role(id) => format!("role:{id}"),
    }
}

fn read(word: &str) -> Option<ProjectGranteeId> {
    match word.split_once(':')? {
        ("member", id) => id.parse().ok().map(ProjectGranteeId::Member),
        ("role", id) => id.parse().ok().map(ProjectGranteeId::Role),
        _ => None,
    }
}

/// What is done in the dialog.
#[derive(Clone, Copy)]
enum Step {
    Share(ProjectGrantCreate),
    Unshare(ProjectGrantId),
}

/// Where in the dialog something is done, and said to have been refused.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    Form,
    Line(ProjectGrantId),
}

/// What the parts of the dialog have in common.
#[derive(Clone, Copy)]
struct Sharing {
    work: Action<(At, Step), (At, Result<()>)>,
    refusal: RwSignal<Option<(At, ClientError)>>,
    /// What the user may do with the project: nobody gives or takes more.
    held: PermissionSet,
    /// Where the grants are, which takes the focus when the button that had it is gone.
    place: NodeRef<html::Div>,
}

impl Sharing {
    /// Words what was refused at a place.
    fn refused(self, texts: &'static Texts, at: At) -> Option<String> {
        self.refusal.with(|refusal| {
            let (_, error) = refusal.as_ref().filter(|(place, _)| *place == at)?;
            let field = error.fields().first();
            let text = field.map(|field| forms::word(texts, field));
            text.or_else(|| texts.error(error.code()).map(str::to_owned))
        })
    }
}

/// Lists with whom a project is shared, and shares it with others.
#[component]
pub(super) fn ShareDialog(open: RwSignal<bool>, project: Memo<Option<Project>>) -> impl IntoView {
    let texts = use_texts();
    let title = move || {
        project.with(|project| {
            let name = project.as_ref().map(|project| project.name.clone());
            texts.projects_share_title(&name.unwrap_or_default())
        })
    };
    // Nothing is asked for before it opens.
    let content = move || {
        let shown = |project: &Project| (project.id, project.permissions);
        let (id, held) = project.with(|project| project.as_ref().map(shown))?;
        open.get().then(|| view! { <Content id held /> })
    };
    view! {
        <Dialog id="share-project" open>
            <DialogContent close_label=texts.action_close() described=true>
                <DialogTitle>{title}</DialogTitle>
                <DialogDescription>{texts.projects_share_text()}</DialogDescription>
                {content}
            </DialogContent>
        </Dialog>
    }
}

/// What is to be shown of the grants.
#[derive(Clone, PartialEq)]
enum State {
    Asking,
    Nobody,
    Shown,
    Refused(ClientError),
}

#[component]
fn Content(id: ProjectId, held: PermissionSet) -> impl IntoView {
    let texts = use_texts();
    let team = use_team();
    let client = use_client();
    let queries = use_queries();
    let team_id = move || team.with_untracked(|team| team.id);
    let sharing = Sharing {
        work: Action::new(move |(at, step): &(At, Step)| {
            let (client, team, at, step) = (client.clone(), team_id(), *at, *step);
            async move {
                let done = match step {
                    Step::Share(input) => {
                        let shared = client.share_project(team, id, &input);
                        queries.in_team(shared).await.map(drop)
                    }
                    Step::Unshare(grant) => {
                        let unshared = client.unshare_project(team, id, grant);
                        queries.remove_from_team(unshared).await
                    }
                };
                (at, done)
            }
        }),
        refusal: RwSignal::new(None),
        held,
        place: NodeRef::new(),
    };
    let done = sharing.work.value();
    Effect::new(move || {
        if let Some((at, result)) = done.get() {
            sharing.refusal.set(result.err().map(|error| (at, error)));
        }
    });
    let grants = use_in_team(move |team| ask::project_grants(team, id));
    let shared = Memo::new(move |_| {
        grants.latest.with(|answer| match answer {
            Some((_, Ok(page))) => page.items.clone(),
            _ => Vec::new(),
        })
    });
    let state = Memo::new(move |_| {
        grants.latest.with(|answer| match answer {
            None => State::Asking,
            Some((_, Ok(page))) if page.items.is_empty() => State::Nobody,
            Some((_, Ok(_))) => State::Shown,
            Some((_, Err(error))) => State::Refused(error.clone()),
        })
    });
    let list = move || match state.get() {
        State::Asking => view! { <Skeleton lines=2 /> }.into_any(),
        State::Nobody => {
            view! { <p class="text-muted">{texts.projects_share_none()}</p> }.into_any()
        }
        State::Shown => view! { <Grants shared sharing /> }.into_any(),
        State::Refused(error) => view! { <TeamRefusal error retry=grants.retry /> }.into_any(),
    };
    view! {
        <AddForm sharing />
        <div
            class="grants"
            role="group"
            aria-label=texts.projects_share_with()
            tabindex="-1"
            node_ref=sharing.place
        >
            {list}
        </div>
    }
}

#[component]
fn Grants(shared: Memo<Vec<ProjectGrant>>, sharing: Sharing) -> impl IntoView {
    // A line outlives a change of its level, and so does the focus in it.
    view! {
        <ul class="grant-list">
            <For
                each=move || shared.get()
                key=|grant| grant.id
                children=move |grant| view! { <Line grant shared sharing /> }
            />
        </ul>
    }
}

#[component]
fn Line(grant: ProjectGrant, shared: Memo<Vec<ProjectGrant>>, sharing: Sharing) -> impl IntoView {
    let texts = use_texts();
    let level = RwSignal::new(grant.level.as_str().to_owned());
    // What was chosen and refused is not so.
    Effect::new(move || {
        sharing.refusal.track();
        let known = shared.with(|shared| {
            let grant = shared.iter().find(|it| it.id == grant.id);
            grant.map(|grant| grant.level.as_str().to_owned())
        });
        if let Some(known) = known {
            level.set(known);
        }
    });
    let name = name_of(texts, &grant.grantee);
    let grantee = grant.grantee.id();
    let at = At::Line(grant.id);
    let change = move |ev: Event| {
        if let Ok(level) = event_target_value(&ev).parse() {
            let input = ProjectGrantCreate { grantee, level };
            sharing.work.dispatch((at, Step::Share(input)));
        }
    };
    let remove = move |_| {
        sharing.work.dispatch((at, Step::Unshare(grant.id)));
        focus(sharing.place);
    };
    let sign = match grant.grantee {
        ProjectGrantee::Member(_) => {
            view! { <Avatar name=name.clone() size=AvatarSize::Sm /> }.into_any()
        }
        ProjectGrantee::Role(_) => view! { <Icon icon=icons::USERS /> }.into_any(),
    };
    let access = if is_held(sharing.held, grant.level) {
        view! {
            <Select
                name="level"
                label=texts.projects_level_of(&name)
                bind=level
                options=levels(texts, sharing.held)
                on:change=change
            />
            <Button
                variant=ButtonVariant::Ghost
                size=ButtonSize::Icon
                label=texts.projects_unshare(&name)
                disabled=sharing.work.pending()
                on:click=remove
            >
                <Icon icon=icons::X />
            </Button>
        }
        .into_any()
    } else {
        view! { <span>{level_word(texts, grant.level)}</span> }.into_any()
    };
    let refused = move || {
        sharing.refused(texts, at).map(|text| {
            view! {
                <p class="field-error grant-error" role="alert">
                    <Icon icon=icons::CIRCLE_ALERT size=IconSize::Sm />
                    <span>{text}</span>
                </p>
            }
        })
    };
    view! {
        <li class="grant">
            {sign}
            <bdi class="grant-name">{name}</bdi>
            {access}
            {refused}
        </li>
    }
}

/// Whom a grant is for, in words.
fn name_of(texts: &'static Texts, grantee: &ProjectGrantee) -> String {
    match grantee {
        ProjectGrantee::Member(member) => member.full_name(),
        ProjectGrantee::Role(role) => {
            let role = role_word(texts, &role.name, role.built_in.as_deref());
            texts.projects_share_role(&role)
        }
    }
}

/// Whether the user may do all that a level allows.
fn is_held(held: PermissionSet, level: ProjectGrantLevel) -> bool {
    level.permissions().is_subset(held)
}

/// The levels at which the user may share.
fn levels(texts: &'static Texts, held: PermissionSet) -> Vec<SelectOption> {
    ProjectGrantLevel::ALL
        .into_iter()
        .filter(|level| is_held(held, *level))
        .map(|level| SelectOption::new(level.as_str(), level_word(texts, level)))
        .collect()
}

/// Says what each level allows at which the user may share.
fn levels_text(texts: &'static Texts, held: PermissionSet) -> String {
    let each: Vec<_> = ProjectGrantLevel::ALL
        .into_iter()
        .filter(|level| is_held(held, *level))
        .map(|level| match level {
            ProjectGrantLevel::Viewer => texts.projects_level_viewer_text(),
            ProjectGrantLevel::Editor => texts.projects_level_editor_text(),
        })
        .collect();
    each.join(" ")
}

/// Shares the project with somebody else.
#[component]
fn AddForm(sharing: Sharing) -> impl IntoView {
    let texts = use_texts();
    let form = NodeRef::<html::Form>::new();
    let errors = FormErrors::new();
    let chosen = RwSignal::new(None::<ComboboxOption>);
    let unfit = errors.of("grantee");
    let wrong = Signal::derive(move || {
        let refused = sharing.refused(texts, At::Form);
        unfit.get().into_iter().chain(refused).collect::<Vec<_>>()
    });
    let submit = move |ev: SubmitEvent| {
        ev.prevent_default();
        let values = Values::of(form);
        let grantee = read(&values.get("grantee"));
        let Some(grantee) = grantee else {
            errors.show(vec![FieldError::new("grantee", field_code::REQUIRED)]);
            return focus_first_error(form);
        };
        if let Ok(level) = values.get("level").parse() {
            let input = ProjectGrantCreate { grantee, level };
            sharing.work.dispatch((At::Form, Step::Share(input)));
        }
    };
    let done = sharing.work.value();
    Effect::new(move || match done.get() {
        Some((At::Form, Ok(()))) => chosen.set(None),
        Some((At::Form, Err(_))) => focus_first_error(form),
        Some((At::Line(_), _)) | None => {}
    });
    let choose = move || {
        errors.clear();
        sharing.refusal.set(None);
    };
    view! {
        <form class="grant-form" method="post" novalidate=true node_ref=form on:submit=submit>
            <FormField
                id="grantee"
                label=texts.projects_share_with()
                errors=wrong
                required=true
            >
                <GranteePicker chosen on_choose=choose />
            </FormField>
            <FormField
                id="grant-level"
                label=texts.projects_level()
                hint=levels_text(texts, sharing.held)
            >
                <Select name="level" options=levels(texts, sharing.held) />
            </FormField>
            <Button kind=ButtonKind::Submit loading=sharing.work.pending()>
                {texts.projects_share()}
            </Button>
        </form>
    }
}

/// The roles of the team and its members, as far as the user may list them.
#[component]
fn GranteePicker(
    chosen: RwSignal<Option<ComboboxOption>>,
    #[prop(into)] on_choose: Callback<()>,
) -> impl IntoView {
    let texts = use_texts();
    let may_list_roles = use_may(Permission::RolesList);
    let may_list_members = use_may(Permission::MembersList);
    let roles = may_list_roles.get_untracked().then(listed_roles);
    let roles = Signal::derive(move || {
        let roles = roles.map(|roles| roles.get()).unwrap_or_default();
        roles
            .iter()
            .map(|role| choice(texts, role))
            .collect::<Vec<_>>()
    });
    if may_list_members.get_untracked() {
        view! {
            <MemberPicker
                name="grantee"
                chosen
                value=|member| word(ProjectGranteeId::Member(member.id))
                others=roles
                placeholder=texts.users_search()
                on_choose
            />
        }
        .into_any()
    } else {
        let options = move || {
            let each = roles.get().into_iter();
            each.map(|role| SelectOption::new(role.value, role.label))
                .collect()
        };
        (move || view! { <Select name="grantee" options=options() /> }).into_any()
    }
}

fn listed_roles() -> Memo<Vec<Role>> {
    let roles = use_in_team(ask::team_roles);
    Memo::new(move |_| {
        roles.latest.with(|answer| match answer {
            Some((_, Ok(roles))) => roles.clone(),
            _ => Vec::new(),
        })
    })
}

fn choice(texts: &'static Texts, role: &Role) -> ComboboxOption {
    let name = role_word(texts, &role.name, role.built_in.as_deref());
    let label = texts.projects_share_role(&name);
    ComboboxOption::new(word(ProjectGranteeId::Role(role.id)), label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whom_the_form_names_is_read_as_it_is_written() {
        let id = "019a0000-0000-7000-8000-0000000000d1";
        for grantee in [
            ProjectGranteeId::Member(id.parse().unwrap()),
            ProjectGranteeId::Role(id.parse().unwrap()),
        ] {
            assert_eq!(read(&word(grantee)), Some(grantee));
        }
        for bad in [
            "",
            "member",
            "member:",
            "team:019a0000-0000-7000-8000-0000000000d1",
        ] {
            assert_eq!(read(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn nobody_is_offered_more_than_they_hold() {
        let texts = Texts::embedded(contract::Locale::En);
        let values = |held: &[Permission]| -> Vec<String> {
            let offered = levels(texts, held.iter().copied().collect());
            offered.into_iter().map(|option| option.value).collect()
        };
        let looking = [Permission::ProjectsRead, Permission::ProjectsShare];
        assert_eq!(values(&looking), ["viewer"]);
        let editing = [
            Permission::ProjectsRead,
            Permission::ProjectsUpdate,
            Permission::ProjectsArchive,
        ];
        assert_eq!(values(&editing), ["viewer", "editor"]);
        let said = |held: &[Permission]| levels_text(texts, held.iter().copied().collect());
        assert!(!said(&looking).contains("Can edit"), "{}", said(&looking));
        assert!(said(&editing).contains("Can edit"), "{}", said(&editing));
    }
}
