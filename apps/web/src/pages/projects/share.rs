use contract::{
    GrantId, MemberId, Permission, RoleId,
    projects::{GrantCreate, GrantLevel, Project, ProjectGrant},
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
    Alert, AlertVariant, Avatar, AvatarSize, Button, ButtonKind, ButtonSize, ButtonVariant,
    ComboboxOption, Dialog, DialogContent, DialogDescription, DialogTitle, FormField, Icon, Select,
    SelectOption, Skeleton, icons,
};

use super::{focus, level_word};
use crate::{
    client::{ClientError, Result, use_client},
    contexts::use_texts,
    forms::{FormErrors, Values, focus_first_error},
    pages::teams::{MemberPicker, TeamRefusal, role_word, use_may, use_team},
    queries::{
        projects::{project_key, use_grants},
        teams::use_roles,
        use_queries,
    },
};

/// With whom a project can be shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Grantee {
    Member(MemberId),
    Role(RoleId),
}

impl Grantee {
    fn of(grant: &ProjectGrant) -> Option<Self> {
        let member = grant.member.as_ref().map(|member| Self::Member(member.id));
        member.or_else(|| grant.role.as_ref().map(|role| Self::Role(role.id)))
    }

    /// As it stands in the form.
    fn word(self) -> String {
        match self {
            Self::Member(id) => format!("member:{id}"),
            Self::Role(id) => format!("role:{id}"),
        }
    }

    fn read(word: &str) -> Option<Self> {
        match word.split_once(':')? {
            ("member", id) => id.parse().ok().map(Self::Member),
            ("role", id) => id.parse().ok().map(Self::Role),
            _ => None,
        }
    }

    fn at(self, level: GrantLevel) -> GrantCreate {
        let (member_id, role_id) = match self {
            Self::Member(id) => (Some(id), None),
            Self::Role(id) => (None, Some(id)),
        };
        GrantCreate {
            member_id,
            role_id,
            level,
        }
    }
}

/// What is done in the dialog.
#[derive(Clone, Copy)]
enum Step {
    Share(GrantCreate),
    Unshare(GrantId),
}

/// What the parts of the dialog have in common.
#[derive(Clone, Copy)]
struct Sharing {
    work: Action<Step, Result<()>>,
    refusal: RwSignal<Option<ClientError>>,
    /// Where the grants are, which takes the focus when the button that had it is gone.
    place: NodeRef<html::Div>,
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
        let id = project.with(|project| project.as_ref().map(|project| project.id))?;
        open.get().then(|| view! { <Content id /> })
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

#[component]
fn Content(id: contract::ProjectId) -> impl IntoView {
    let texts = use_texts();
    let team = use_team();
    let client = use_client();
    let queries = use_queries();
    let team_id = move || team.with_untracked(|team| team.id);
    let sharing = Sharing {
        work: Action::new(move |step: &Step| {
            let (client, team, step) = (client.clone(), team_id(), *step);
            async move {
                match step {
                    Step::Share(input) => {
                        let shared = client.share_project(team, id, &input);
                        queries.in_project(shared).await.map(drop)
                    }
                    Step::Unshare(grant) => {
                        let unshared = client.unshare_project(team, id, grant);
                        queries.remove_from_project(unshared).await
                    }
                }
            }
        }),
        refusal: RwSignal::new(None),
        place: NodeRef::new(),
    };
    let done = sharing.work.value();
    Effect::new(move || {
        if let Some(result) = done.get() {
            sharing.refusal.set(result.err());
        }
    });
    let grants = use_grants(Signal::derive(move || {
        team.with(|team| project_key(team.id, id))
    }));
    let list = move || match grants.latest.get() {
        None => view! { <Skeleton lines=2 /> }.into_any(),
        Some((_, Ok(page))) if page.items.is_empty() => {
            view! { <p class="text-muted">{texts.projects_share_none()}</p> }.into_any()
        }
        Some((_, Ok(page))) => view! { <Grants grants=page.items sharing /> }.into_any(),
        Some((_, Err(error))) => view! { <TeamRefusal error retry=grants.retry /> }.into_any(),
    };
    let refused = move || {
        sharing.refusal.get().map(|error| {
            let text = texts.error(error.code()).unwrap_or_default();
            view! { <Alert variant=AlertVariant::Danger>{text}</Alert> }
        })
    };
    view! {
        {refused}
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
fn Grants(grants: Vec<ProjectGrant>, sharing: Sharing) -> impl IntoView {
    // Keyed by all that a line shows: one that came to stand for another would keep its handlers.
    view! {
        <ul class="grant-list">
            <For
                each=move || grants.clone()
                key=|grant| (grant.id, grant.level)
                children=move |grant| view! { <Line grant sharing /> }
            />
        </ul>
    }
}

#[component]
fn Line(grant: ProjectGrant, sharing: Sharing) -> impl IntoView {
    let texts = use_texts();
    let name = name_of(texts, &grant);
    let is_member = grant.member.is_some();
    let grantee = Grantee::of(&grant);
    let change = move |ev: Event| {
        if let (Some(grantee), Ok(level)) = (grantee, event_target_value(&ev).parse()) {
            sharing.work.dispatch(Step::Share(grantee.at(level)));
        }
    };
    let remove = move |_| {
        sharing.work.dispatch(Step::Unshare(grant.id));
        focus(sharing.place);
    };
    let sign = if is_member {
        view! { <Avatar name=name.clone() size=AvatarSize::Sm /> }.into_any()
    } else {
        view! { <Icon icon=icons::USERS /> }.into_any()
    };
    view! {
        <li class="grant">
            {sign}
            <bdi class="grant-name">{name.clone()}</bdi>
            <Select
                name="level"
                label=texts.projects_level_of(&name)
                value=grant.level.as_str()
                options=levels(texts)
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
        </li>
    }
}

/// Whom a grant is for, in words.
fn name_of(texts: &'static Texts, grant: &ProjectGrant) -> String {
    if let Some(member) = &grant.member {
        let name = format!("{} {}", member.first_name, member.last_name);
        return name.trim_end().to_owned();
    }
    let role = grant.role.as_ref();
    let role = role.map(|role| role_word(texts, &role.name, role.built_in.as_deref()));
    texts.projects_share_role(&role.unwrap_or_default())
}

fn levels(texts: &'static Texts) -> Vec<SelectOption> {
    GrantLevel::ALL
        .map(|level| SelectOption::new(level.as_str(), level_word(texts, level)))
        .to_vec()
}

/// Shares the project with somebody else.
#[component]
fn AddForm(sharing: Sharing) -> impl IntoView {
    let texts = use_texts();
    let form = NodeRef::<html::Form>::new();
    let errors = FormErrors::new();
    let chosen = RwSignal::new(None::<ComboboxOption>);
    let is_adding = StoredValue::new(false);
    let submit = move |ev: SubmitEvent| {
        ev.prevent_default();
        let values = Values::of(form);
        let grantee = Grantee::read(&values.get("grantee"));
        let Some(grantee) = grantee else {
            errors.show(vec![FieldError::new("grantee", field_code::REQUIRED)]);
            return focus_first_error(form);
        };
        if let Ok(level) = values.get("level").parse() {
            is_adding.set_value(true);
            sharing.work.dispatch(Step::Share(grantee.at(level)));
        }
    };
    let done = sharing.work.value();
    Effect::new(move || {
        let is_done = done.with(|result| matches!(result, Some(Ok(()))));
        if is_done && is_adding.get_value() {
            chosen.set(None);
        }
        is_adding.set_value(false);
    });
    view! {
        <form class="grant-form" method="post" novalidate=true node_ref=form on:submit=submit>
            <FormField
                id="grantee"
                label=texts.projects_share_with()
                errors=errors.of("grantee")
                required=true
                class="grant-whom"
            >
                <GranteePicker chosen on_choose=move || errors.clear() />
            </FormField>
            <FormField id="grant-level" label=texts.projects_level()>
                <Select name="level" options=levels(texts) />
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
                value=|member| Grantee::Member(member.id).word()
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
    let team = use_team();
    let roles = use_roles(Signal::derive(move || {
        team.with(|team| team.id.to_string())
    }));
    Memo::new(move |_| {
        roles.latest.with(|answer| match answer {
            Some((_, Ok(roles))) => roles.clone(),
            _ => Vec::new(),
        })
    })
}

fn choice(texts: &'static Texts, role: &Role) -> ComboboxOption {
    let word = role_word(texts, &role.name, role.built_in.as_deref());
    let label = texts.projects_share_role(&word);
    ComboboxOption::new(Grantee::Role(role.id).word(), label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whom_the_form_names_is_read_as_it_is_written() {
        let id = "019a0000-0000-7000-8000-0000000000d1";
        for grantee in [
            Grantee::Member(id.parse().unwrap()),
            Grantee::Role(id.parse().unwrap()),
        ] {
            assert_eq!(Grantee::read(&grantee.word()), Some(grantee));
        }
        for bad in [
            "",
            "member",
            "member:",
            "team:019a0000-0000-7000-8000-0000000000d1",
        ] {
            assert_eq!(Grantee::read(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn a_grant_names_a_member_or_a_role() {
        let id: MemberId = "019a0000-0000-7000-8000-0000000000d1".parse().unwrap();
        let input = Grantee::Member(id).at(GrantLevel::Editor);
        assert_eq!((input.member_id, input.role_id), (Some(id), None));
        assert_eq!(contract::validation::check(&input), Ok(()));
    }
}
