use contract::{
    Patch, Permission, UserId,
    projects::{ProjectOwner, ProjectStatus},
};
use leptos::prelude::*;
use ui::{ComboboxOption, FormField, Input, Select, SelectOption, Textarea};

use super::status_word;
use crate::{
    contexts::use_texts,
    forms::{FormErrors, Values},
    pages::teams::{MemberPicker, use_may},
};

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
    Said {
        name: values.get("name"),
        description: values.get("description"),
        status: values.get("status").parse().unwrap_or_default(),
        owner: match values.find("owner_id") {
            Some(nobody) if nobody.is_empty() => Patch::Clear,
            Some(owner) => owner.parse().map_or(Patch::Keep, Patch::Set),
            None => Patch::Keep,
        },
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
    view! {
        <FormField
            id=format!("{id}-name")
            label=texts.projects_name()
            hint=texts.projects_name_hint()
            errors=errors.of("name")
            required=true
        >
            <Input name="name" value=name autocomplete="off" attr:dir="auto" />
        </FormField>
        <FormField
            id=format!("{id}-description")
            label=texts.projects_description()
            errors=errors.of("description")
        >
            <Textarea name="description" value=description rows=4 attr:dir="auto" />
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
                            <OwnerPicker owner />
                        </FormField>
                    }
                })
        }}
    }
}

/// Nobody may be the owner.
#[component]
fn OwnerPicker(owner: Option<ProjectOwner>) -> impl IntoView {
    let texts = use_texts();
    let chosen =
        owner.map(|owner| ComboboxOption::new(owner.user_id.to_string(), owner.full_name()));
    view! {
        <MemberPicker
            name="owner_id"
            chosen=RwSignal::new(chosen)
            value=|member| member.user_id.to_string()
            placeholder=texts.projects_owner_none()
            clearable=true
        />
    }
}
