//! The roles in the product.

use contract::{
    Permission, RoleId,
    permission::Pattern,
    roles::{Role, RoleCreate, RoleUpdate},
    validation,
};
use i18n::Texts;
use leptos::{ev::SubmitEvent, html, prelude::*};
use ui::{
    Badge, Button, ButtonKind, ButtonSize, ButtonVariant, Card, CardFooter, Checkbox, Dialog,
    DialogClose, DialogContent, DialogDescription, DialogFooter, DialogTitle, FormField, Input,
    Toasts,
};

use super::{Frame, Section, list::answered};
#[cfg(feature = "ssr")]
use crate::{answers::Answers, ssr::PageRequest};
use crate::{
    client::{Result, admin, use_client},
    contexts::{use_texts, use_user},
    forms::{FormErrors, Values, focus_first_error, use_alive},
    queries::{use_queries, use_query},
};

/// Asks for what the page shows.
#[cfg(feature = "ssr")]
pub(super) async fn load(page: &PageRequest) -> Answers {
    Answers::default().ask(&page.client, admin::roles()).await
}

/// What is done with a role.
#[derive(Clone)]
enum Change {
    Save(Option<Box<Role>>, RoleCreate),
    Remove(RoleId),
}

/// The dialogs of the page, and what they lead to.
#[derive(Clone, Copy)]
struct Editing {
    /// The role that is changed; a new one is made if there is none.
    role: RwSignal<Option<Role>>,
    is_open: RwSignal<bool>,
    removed: RwSignal<Option<Role>>,
    is_asking: RwSignal<bool>,
    form: NodeRef<html::Form>,
    errors: FormErrors,
    change: Action<Change, Result<()>>,
}

impl Editing {
    fn edit(self, role: Option<Role>) {
        Toasts.clear();
        self.errors.clear();
        self.role.set(role);
        self.is_open.set(true);
    }

    fn ask(self, role: Role) {
        Toasts.clear();
        self.removed.set(Some(role));
        self.is_asking.set(true);
    }

    fn read(self) -> RoleCreate {
        let values = Values::of(self.form);
        let permissions = Permission::ALL.iter().copied();
        RoleCreate {
            name: values.get("name"),
            permissions: permissions
                .filter(|permission| permission.is_of_product())
                .filter(|permission| !values.get(permission.as_str()).is_empty())
                .map(Pattern::One)
                .collect(),
        }
    }
}

fn use_editing() -> Editing {
    let texts = use_texts();
    let client = use_client();
    let queries = use_queries();
    let editing = Editing {
        role: RwSignal::new(None),
        is_open: RwSignal::new(false),
        removed: RwSignal::new(None),
        is_asking: RwSignal::new(false),
        form: NodeRef::new(),
        errors: FormErrors::new(),
        change: Action::new(move |change: &Change| {
            let (client, change) = (client.clone(), change.clone());
            async move {
                let done = match change {
                    Change::Save(None, input) => client.create_role(&input).await.map(drop),
                    Change::Save(Some(role), RoleCreate { name, permissions }) => {
                        let input = RoleUpdate {
                            name: Some(name),
                            permissions: Some(permissions),
                        };
                        let updated = client.update_role(role.id, &input, role.version).await;
                        updated.map(drop)
                    }
                    Change::Remove(id) => client.remove_role(id).await,
                };
                queries.forget_staff();
                done
            }
        }),
    };
    let done = editing.change.value();
    Effect::new(move || match done.get() {
        None => {}
        Some(Err(error)) if !error.fields().is_empty() => {
            editing.errors.show(error.fields().to_vec());
            focus_first_error(editing.form);
        }
        Some(result) => {
            editing.is_open.set(false);
            editing.is_asking.set(false);
            match result {
                Ok(()) => Toasts.success(texts.state_saved()),
                Err(error) => Toasts.danger(texts.error(error.code()).unwrap_or_default()),
            }
        }
    });
    editing
}

/// The page.
#[component]
pub(super) fn Roles() -> impl IntoView {
    let texts = use_texts();
    let alive = use_alive();
    let manages = use_user(|user| user.staff.contains(Permission::ProductRolesManage));
    let roles = use_query(admin::roles);
    let editing = use_editing();
    let show = move |roles: Vec<Role>| {
        let row = move |role| view! { <Row role editing manages /> };
        view! {
            <ul class="session-list admin-roles">
                <For
                    each=move || roles.clone()
                    key=|role| (role.id, role.version, role.holders)
                    children=row
                />
            </ul>
        }
        .into_any()
    };
    let create = move || {
        manages.get().then(|| {
            view! {
                <CardFooter>
                    <Button
                        disabled=Signal::derive(move || !alive.get())
                        on:click=move |_| editing.edit(None)
                    >
                        {texts.admin_role_create()}
                    </Button>
                </CardFooter>
            }
        })
    };
    view! {
        <Frame section=Section::Roles>
            <Card>{answered(roles, show)} {create}</Card>
        </Frame>
        <Editor editing />
        <Removal editing />
    }
}

/// The name of a role in words.
fn name_of(texts: &Texts, role: &Role) -> String {
    let built_in = role.built_in.as_deref().and_then(|name| texts.role(name));
    built_in.unwrap_or(&role.name).to_owned()
}

#[component]
fn Row(role: Role, editing: Editing, manages: Memo<bool>) -> impl IntoView {
    let texts = use_texts();
    let alive = use_alive();
    let name = name_of(texts, &role);
    let is_built_in = role.built_in.is_some();
    let allowed: Vec<_> = role
        .permissions
        .iter()
        .map(|pattern| texts.grant(*pattern))
        .collect();
    let holders = texts.admin_holders(role.holders);
    let (edit_label, remove_label) = (
        texts.admin_role_edit_named(&name),
        texts.admin_role_remove_named(&name),
    );
    let buttons = move || {
        let (edited, removed) = (role.clone(), role.clone());
        let (edit_label, remove_label) = (edit_label.clone(), remove_label.clone());
        (manages.get() && !is_built_in).then(|| {
            view! {
                <div class="session-actions">
                    <Button
                        variant=ButtonVariant::Outline
                        size=ButtonSize::Sm
                        label=edit_label
                        disabled=Signal::derive(move || !alive.get())
                        on:click=move |_| editing.edit(Some(edited.clone()))
                    >
                        {texts.action_edit()}
                    </Button>
                    <Button
                        variant=ButtonVariant::Outline
                        size=ButtonSize::Sm
                        label=remove_label
                        disabled=Signal::derive(move || !alive.get())
                        on:click=move |_| editing.ask(removed.clone())
                    >
                        {texts.action_delete()}
                    </Button>
                </div>
            }
        })
    };
    view! {
        <li class="entry">
            <div class="session-text">
                <p class="session-name">
                    <span>{name}</span>
                    {is_built_in.then(|| view! { <Badge>{texts.admin_role_built_in()}</Badge> })}
                </p>
                <p class="session-facts">
                    <span>{holders}</span>
                </p>
                <p class="session-facts">{allowed.join(", ")}</p>
            </div>
            {buttons}
        </li>
    }
}

#[component]
fn Editor(editing: Editing) -> impl IntoView {
    let texts = use_texts();
    let Editing {
        role,
        is_open,
        form,
        errors,
        change,
        ..
    } = editing;
    let submit = move |ev: SubmitEvent| {
        ev.prevent_default();
        Toasts.clear();
        let input = editing.read();
        match validation::check(&input) {
            Ok(()) => {
                let role = role.get_untracked().map(Box::new);
                change.dispatch(Change::Save(role, input));
            }
            Err(refused) => {
                errors.show(refused);
                focus_first_error(form);
            }
        }
    };
    let title = move || {
        if role.with(Option::is_some) {
            texts.admin_role_edit()
        } else {
            texts.admin_role_create()
        }
    };
    // Made anew for each role, so that the fields begin with what it is.
    let fields = move || {
        let role = role.get();
        view! { <Fields role errors /> }
    };
    view! {
        <Dialog id="edit-role" open=is_open>
            <DialogContent close_label=texts.action_close() described=true>
                <DialogTitle>{title}</DialogTitle>
                <DialogDescription>{texts.admin_role_edit_text()}</DialogDescription>
                <form
                    id="edit-role-form"
                    class="form-stack"
                    method="post"
                    novalidate=true
                    node_ref=form
                    on:submit=submit
                    on:input=move |_| errors.follow(validation::check(&editing.read()))
                >
                    {fields}
                </form>
                <DialogFooter>
                    <DialogClose>{texts.action_cancel()}</DialogClose>
                    <Button
                        kind=ButtonKind::Submit
                        form="edit-role-form"
                        loading=change.pending()
                    >
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
    let staff = use_user(|user| user.staff).get_untracked();
    let refused = errors.of("permissions");
    let granted = role
        .as_ref()
        .map(|role| role.permissions.clone())
        .unwrap_or_default();
    let boxes = staff
        .iter()
        .map(|permission| {
            let word = permission.as_str();
            let checked = granted.iter().any(|pattern| pattern.matches(permission));
            view! {
                <Checkbox
                    id=format!("role-{}", word.replace([':', '_'], "-"))
                    name=word
                    checked
                    hint=word
                >
                    {texts.permission(word).unwrap_or(word).to_owned()}
                </Checkbox>
            }
        })
        .collect_view();
    view! {
        <FormField
            id="role-name"
            label=texts.users_name()
            errors=errors.of("name")
            required=true
        >
            <Input
                name="name"
                value=role.map(|role| role.name).unwrap_or_default()
                autocomplete="off"
            />
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

/// Asks once more, before a role is gone.
#[component]
fn Removal(editing: Editing) -> impl IntoView {
    let texts = use_texts();
    let Editing {
        removed,
        is_asking,
        change,
        ..
    } = editing;
    let title = move || {
        removed.with(|role| {
            let name = role.as_ref().map(|role| name_of(texts, role));
            texts.admin_role_remove_title(&name.unwrap_or_default())
        })
    };
    let confirm = move |_| {
        if let Some(role) = removed.get_untracked() {
            change.dispatch(Change::Remove(role.id));
        }
    };
    view! {
        <Dialog id="remove-role" open=is_asking>
            <DialogContent close_label=texts.action_close() described=true>
                <DialogTitle>{title}</DialogTitle>
                <DialogDescription>{texts.admin_role_remove_text()}</DialogDescription>
                <DialogFooter>
                    <DialogClose>{texts.action_cancel()}</DialogClose>
                    <Button
                        variant=ButtonVariant::Danger
                        loading=change.pending()
                        on:click=confirm
                    >
                        {texts.action_delete()}
                    </Button>
                </DialogFooter>
            </DialogContent>
        </Dialog>
    }
}
