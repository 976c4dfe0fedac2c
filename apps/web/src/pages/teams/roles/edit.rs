use contract::{
    Permission,
    permission::grants,
    roles::{Role, RoleCreate},
    validation,
};
use leptos::{ev::SubmitEvent, prelude::*};
use ui::{
    Button, ButtonKind, Checkbox, Dialog, DialogClose, DialogContent, DialogDescription,
    DialogFooter, DialogTitle, FormField, Input, Toasts,
};

use super::{group_word, groups, permission_word};
use crate::{
    client::{Result, use_client},
    contexts::use_texts,
    forms::{FormErrors, Refused, refuse},
    pages::{
        roles::{Editing, changes},
        teams::use_team,
    },
    queries::use_queries,
};

/// What a new role allows unless it is told otherwise: to look around.
const USUAL: [Permission; 4] = [
    Permission::TeamRead,
    Permission::TeamLeave,
    Permission::MembersList,
    Permission::ProjectsRead,
];

/// Asks for the name of a role, and what it allows.
#[component]
pub(super) fn EditDialog(editing: Editing) -> impl IntoView {
    let texts = use_texts();
    let save = use_save(editing);
    let Editing {
        role,
        turn,
        is_open,
        form,
        errors,
        refusal,
    } = editing;
    let title = move || {
        role.with(|role| match role {
            Some(role) => texts.teams_role_edit_named(&role.name),
            None => texts.teams_role_create().to_owned(),
        })
    };
    let read = move || editing.read(Permission::is_of_team);
    let submit = move |ev: SubmitEvent| {
        ev.prevent_default();
        refusal.set(None);
        let input = read();
        if errors.accept(form, validation::check(&input)) {
            save.dispatch((role.get_untracked(), input));
        }
    };
    view! {
        <Dialog id="edit-role" open=is_open>
            <DialogContent close_label=texts.action_close() described=true class="dialog-wide">
                <DialogTitle>{title}</DialogTitle>
                <DialogDescription>{texts.teams_role_edit_text()}</DialogDescription>
                <Refused refusal conflict=texts.teams_role_conflict() />
                <form
                    id="edit-role-form"
                    class="form-stack"
                    method="post"
                    novalidate=true
                    node_ref=form
                    on:submit=submit
                    on:input=move |_| errors.follow(validation::check(&read()))
                >
                    <For
                        each=move || [turn.get()]
                        key=|turn| *turn
                        children=move |_| view! { <Fields role=role.get_untracked() errors /> }
                    />
                </form>
                <DialogFooter>
                    <DialogClose>{texts.action_cancel()}</DialogClose>
                    <Button kind=ButtonKind::Submit form="edit-role-form" loading=save.pending()>
                        {texts.action_save()}
                    </Button>
                </DialogFooter>
            </DialogContent>
        </Dialog>
    }
}

#[component]
fn Fields(role: Option<Role>, errors: FormErrors) -> impl IntoView {
    let texts = use_texts();
    let held = use_team().with_untracked(|team| team.permissions);
    let name = role.as_ref().map(|role| role.name.clone());
    let is_ticked = move |permission: Permission| match &role {
        Some(role) => grants(&role.permissions, permission),
        None => USUAL.contains(&permission),
    };
    let groups = groups()
        .into_iter()
        .filter_map(|(resource, permissions)| {
            // Nobody gives what they do not hold.
            let offered: Vec<_> = permissions
                .into_iter()
                .filter(|permission| held.contains(*permission))
                .map(|permission| {
                    let word = permission.as_str();
                    view! {
                        <Checkbox
                            id=format!("grant-{}", word.replace(':', "-"))
                            name=word
                            checked=is_ticked(permission)
                        >
                            {permission_word(texts, permission)}
                        </Checkbox>
                    }
                })
                .collect();
            (!offered.is_empty()).then(|| {
                view! {
                    <fieldset class="role-group">
                        <legend class="label">{group_word(texts, resource)}</legend>
                        {offered}
                    </fieldset>
                }
            })
        })
        .collect_view();
    let refused = errors.of("permissions");
    view! {
        <FormField
            id="role-name"
            label=texts.teams_role_name()
            errors=errors.of("name")
            required=true
        >
            <Input name="name" value=name.unwrap_or_default() autocomplete="off" />
        </FormField>
        <div class="role-groups">{groups}</div>
        <p class="field-error" aria-live="polite">
            {move || {
                let is_missing = refused.with(|errors| !errors.is_empty());
                is_missing.then(|| texts.teams_role_empty())
            }}
        </p>
    }
}

type Save = Action<(Option<Role>, RoleCreate), Result<Role>>;

fn use_save(editing: Editing) -> Save {
    let texts = use_texts();
    let team = use_team();
    let client = use_client();
    let queries = use_queries();
    let save = Action::new(move |(role, input): &(Option<Role>, RoleCreate)| {
        let (client, role, input) = (client.clone(), role.clone(), input.clone());
        let team = team.with_untracked(|team| team.id);
        async move {
            match role {
                Some(role) => {
                    let (id, version) = (role.id, role.version);
                    let input = changes(&role, input, Permission::is_of_team);
                    let saved = client.update_team_role(team, id, &input, version);
                    queries.in_team(saved).await
                }
                None => queries.in_team(client.create_team_role(team, &input)).await,
            }
        }
    });
    let saved = save.value();
    Effect::new(move || match saved.get() {
        None => {}
        Some(Ok(_)) => {
            editing.is_open.set(false);
            Toasts.success(texts.state_saved());
        }
        Some(Err(error)) => refuse(error, editing.form, editing.errors, editing.refusal),
    });
    save
}
