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

use crate::{
    client::{Result, use_client},
    contexts::{use_texts, use_user},
    forms::{FormErrors, Refused, refuse},
    pages::{
        roles::{Editing, changes},
        step_up::use_step_up,
    },
    queries::use_queries,
};

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
    let read = move || editing.read(Permission::is_of_product);
    let submit = move |ev: SubmitEvent| {
        ev.prevent_default();
        Toasts.clear();
        refusal.set(None);
        let input = read();
        if errors.accept(form, validation::check(&input)) {
            save.dispatch((role.get_untracked(), input));
        }
    };
    let title = move || {
        if role.with(Option::is_some) {
            texts.admin_role_edit()
        } else {
            texts.admin_role_create()
        }
    };
    view! {
        <Dialog id="edit-role" open=is_open>
            <DialogContent close_label=texts.action_close() described=true>
                <DialogTitle>{title}</DialogTitle>
                <DialogDescription>{texts.admin_role_edit_text()}</DialogDescription>
                <Refused refusal />
                <form
                    id="edit-role-form"
                    class="form-stack"
                    method="post"
                    novalidate=true
                    node_ref=form
                    on:submit=submit
                    on:input=move |_| errors.follow(validation::check(&read()))
                >
                    // What was typed and given up does not come back.
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
    // Nobody gives what they do not hold.
    let offered = use_user(|user| user.staff).get_untracked();
    let (name, granted) = role
        .map(|role| (role.name, role.permissions))
        .unwrap_or_default();
    let boxes = offered
        .iter()
        .map(|permission| {
            let word = permission.as_str();
            view! {
                <Checkbox
                    id=format!("role-{}", word.replace([':', '_'], "-"))
                    name=word
                    checked=grants(&granted, permission)
                    hint=word
                >
                    {texts.permission(word).unwrap_or(word)}
                </Checkbox>
            }
        })
        .collect_view();
    let refused = errors.of("permissions");
    view! {
        <FormField
            id="role-name"
            label=texts.users_name()
            errors=errors.of("name")
            required=true
        >
            <Input name="name" value=name autocomplete="off" />
        </FormField>
        <fieldset class="key-scopes" aria-describedby="role-permissions-errors">
            <legend class="label">{texts.admin_role_permissions()}</legend>
            {boxes}
            <p id="role-permissions-errors" class="field-error" aria-live="polite">
                {move || {
                    let is_missing = refused.with(|errors| !errors.is_empty());
                    is_missing.then(|| texts.api_keys_scopes_missing())
                }}
            </p>
        </fieldset>
    }
}

type Save = Action<(Option<Role>, RoleCreate), Result<Role>>;

fn use_save(editing: Editing) -> Save {
    let texts = use_texts();
    let client = use_client();
    let queries = use_queries();
    let step_up = use_step_up();
    let save = Action::new(move |(role, input): &(Option<Role>, RoleCreate)| {
        let (client, role, input) = (client.clone(), role.clone(), input.clone());
        async move {
            let saved = match role {
                Some(role) => {
                    let input = changes(&role, input, Permission::is_of_product);
                    client.update_role(role.id, &input, role.version).await
                }
                None => client.create_role(&input).await,
            };
            queries.forget_staff();
            saved
        }
    });
    let saved = save.value();
    Effect::new(move || match saved.get() {
        None => {}
        Some(Ok(_)) => {
            editing.is_open.set(false);
            Toasts.success(texts.state_saved());
        }
        Some(Err(error)) => {
            let again = move || {
                let input = editing.read(Permission::is_of_product);
                save.dispatch((editing.role.get_untracked(), input));
            };
            if !step_up.asks(&error, again) {
                refuse(error, editing.form, editing.errors, editing.refusal);
            }
        }
    });
    save
}
