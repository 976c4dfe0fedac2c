use contract::{
    Patch, Permission, UserId,
    members::{Member, MemberQuery},
    page::MAX_LIMIT,
    projects::{ProjectOwner, ProjectStatus},
    validation::{NAME_MAX, TEXT_MAX},
};
use leptos::{html, prelude::*};
use ui::{Alert, AlertVariant, FormField, Input, Select, SelectOption, Textarea};

use super::status_word;
use crate::{
    client::{ClientError, ask},
    contexts::use_texts,
    forms::{FormErrors, Values, focus_first_error},
    pages::teams::{use_in_team, use_may},
};

/// The choice of nobody as owner.
const NOBODY: &str = "nobody";

/// What the form begins with.
#[derive(Clone, Default)]
pub(super) struct Start {
    pub(super) name: String,
    pub(super) description: String,
    pub(super) status: ProjectStatus,
    pub(super) owner: Option<ProjectOwner>,
}

/// What the form says.
pub(super) struct Said {
    pub(super) name: String,
    pub(super) description: String,
    pub(super) status: ProjectStatus,
    /// Kept where no owner can be chosen.
    pub(super) owner: Patch<UserId>,
}

/// Reads the form.
pub(super) fn read(values: &Values) -> Said {
    let owner = values.get("owner_id");
    Said {
        name: values.get("name"),
        description: values.get("description"),
        status: values.get("status").parse().unwrap_or_default(),
        owner: if owner == NOBODY {
            Patch::Clear
        } else {
            owner.parse().map_or(Patch::Keep, Patch::Set)
        },
    }
}

/// Says why the form was refused: beside the fields, or above them in `refusal`. A toast would stand
/// behind the dialog.
pub(super) fn refuse(
    error: ClientError,
    form: NodeRef<html::Form>,
    errors: FormErrors,
    refusal: RwSignal<Option<ClientError>>,
) {
    if error.fields().is_empty() {
        refusal.set(Some(error));
    } else {
        errors.show(error.fields().to_vec());
        focus_first_error(form);
    }
}

/// What is wrong with the form as a whole.
#[component]
pub(super) fn Refused(refusal: RwSignal<Option<ClientError>>) -> impl IntoView {
    let texts = use_texts();
    move || {
        refusal.get().map(|error| {
            let text = texts.error(error.code()).unwrap_or_default();
            view! { <Alert variant=AlertVariant::Danger>{text}</Alert> }
        })
    }
}

/// What is asked of a project, be it new or not. `id` tells apart two such forms in one page.
#[component]
pub(super) fn Fields(id: &'static str, start: Start, errors: FormErrors) -> impl IntoView {
    let texts = use_texts();
    let may_choose = use_may(Permission::MembersList);
    let Start {
        name,
        description,
        status,
        owner,
    } = start;
    let statuses = ProjectStatus::ALL
        .map(|status| SelectOption::new(status.as_str(), status_word(texts, status)))
        .to_vec();
    let length = |max: usize| u32::try_from(max).unwrap_or(u32::MAX);
    view! {
        <FormField
            id=format!("{id}-name")
            label=texts.projects_name()
            hint=texts.projects_name_hint()
            errors=errors.of("name")
            required=true
        >
            <Input
                name="name"
                value=name
                autocomplete="off"
                maxlength=length(NAME_MAX)
                attr:dir="auto"
            />
        </FormField>
        <FormField
            id=format!("{id}-description")
            label=texts.projects_description()
            errors=errors.of("description")
        >
            <Textarea
                name="description"
                value=description
                rows=4
                maxlength=length(TEXT_MAX)
                attr:dir="auto"
            />
        </FormField>
        <FormField
            id=format!("{id}-status")
            label=texts.projects_status()
            errors=errors.of("status")
        >
            <Select name="status" value=status.as_str() options=statuses />
        </FormField>
        {move || {
            let owner = owner.clone();
            may_choose
                .get()
                .then(|| {
                    view! {
                        <FormField
                            id=format!("{id}-owner")
                            label=texts.projects_owner()
                            errors=errors.of("owner_id")
                        >
                            <OwnerSelect owner />
                        </FormField>
                    }
                })
        }}
    }
}

/// The members, as far as one page goes, the present owner in any case.
#[component]
fn OwnerSelect(owner: Option<ProjectOwner>) -> impl IntoView {
    let texts = use_texts();
    let members = use_in_team(|team| ask::members(team, &all_members()));
    let value = owner
        .as_ref()
        .map_or_else(|| NOBODY.to_owned(), |owner| owner.user_id.to_string());
    move || {
        let nobody = SelectOption::new(NOBODY, texts.projects_owner_none());
        let members = members.latest.with(|answer| match answer {
            Some((_, Ok(page))) => page.items.clone(),
            _ => Vec::new(),
        });
        let options = choices(owner.as_ref(), &members);
        let options = std::iter::once(nobody).chain(options).collect::<Vec<_>>();
        view! { <Select name="owner_id" value=value.clone() options /> }
    }
}

/// The members of a team, as far as one page goes.
pub(super) fn all_members() -> MemberQuery {
    MemberQuery {
        limit: Some(MAX_LIMIT),
        ..MemberQuery::default()
    }
}

fn choices(owner: Option<&ProjectOwner>, members: &[Member]) -> Vec<SelectOption> {
    let present = owner
        .filter(|owner| members.iter().all(|member| member.user_id != owner.user_id))
        .map(|owner| SelectOption::new(owner.user_id.to_string(), owner.full_name()));
    let members = members
        .iter()
        .map(|member| SelectOption::new(member.user_id.to_string(), member.full_name()));
    present.into_iter().chain(members).collect()
}

#[cfg(test)]
mod tests {
    use std::{fmt::Debug, str::FromStr};

    use contract::roles::RoleName;

    use super::*;

    fn id<T: FromStr<Err: Debug>>(number: u8) -> T {
        let text = format!("019a0000-0000-7000-8000-0000000000{number:02x}");
        text.parse().unwrap()
    }

    fn member(number: u8) -> Member {
        Member {
            id: id(number),
            user_id: id(number),
            email: String::new(),
            first_name: "Ada".to_owned(),
            last_name: String::new(),
            role: RoleName {
                id: id(0),
                name: String::new(),
                built_in: None,
            },
            has_mfa: None,
            joined_at: chrono::DateTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn the_present_owner_can_be_chosen_whoever_is_listed() {
        let owner = ProjectOwner {
            user_id: id(2),
            first_name: "Grace".to_owned(),
            last_name: "Hopper".to_owned(),
        };
        let labels = |members: &[Member]| -> Vec<String> {
            let choices = choices(Some(&owner), members);
            choices.into_iter().map(|choice| choice.label).collect()
        };
        assert_eq!(labels(&[]), ["Grace Hopper"]);
        assert_eq!(labels(&[member(1)]), ["Grace Hopper", "Ada"]);
        assert_eq!(labels(&[member(1), member(2)]), ["Ada", "Ada"]);
    }
}
