use contract::{
    Permission, RoleId, UserId,
    roles::{Role, RoleName, UserRoleCreate},
};
use leptos::{ev::SubmitEvent, html, prelude::*};
use ui::{
    Button, ButtonKind, ButtonVariant, Card, CardDescription, CardHeader, CardTitle, Select,
    SelectOption, Toasts,
};

use crate::{
    client::{Result, admin, use_client},
    contexts::{use_texts, use_user},
    forms::{Values, use_alive},
    pages::{roles::role_word, row_button::RowButton, step_up::use_step_up},
    queries::{use_queries, use_query},
};

/// What is to be done with a role.
#[derive(Clone, Copy)]
pub(super) enum Change {
    Give(RoleId),
    Take(RoleId),
}

/// Does it, and tells what was done.
pub(super) type ChangeRole = Action<Change, (Change, Result<()>)>;

/// Gives somebody roles, and takes them.
pub(super) fn use_change(id: UserId) -> ChangeRole {
    let texts = use_texts();
    let client = use_client();
    let queries = use_queries();
    let step_up = use_step_up();
    let change = Action::new(move |change: &Change| {
        let (client, change) = (client.clone(), *change);
        async move {
            let done = match change {
                Change::Give(role_id) => client.give_role(id, &UserRoleCreate { role_id }).await,
                Change::Take(role_id) => client.take_role(id, role_id).await,
            };
            queries.forget_staff();
            (change, done)
        }
    });
    let done = change.value();
    Effect::new(move || match done.get() {
        None => {}
        Some((Change::Give(_), Ok(()))) => Toasts.success(texts.admin_role_given()),
        Some((Change::Take(_), Ok(()))) => Toasts.success(texts.admin_role_taken()),
        Some((asked, Err(error))) => step_up.refused(texts, &error, move || {
            change.dispatch(asked);
        }),
    });
    change
}

/// The roles in the product that somebody has, and the others.
#[component]
pub(super) fn UserRoles(held: Vec<RoleName>, change: ChangeRole) -> impl IntoView {
    let texts = use_texts();
    let gives = use_user(|user| user.staff.contains(Permission::UsersGrantRoles));
    let all = use_query(admin::roles);
    let is_empty = held.is_empty();
    let held_ids: Vec<RoleId> = held.iter().map(|role| role.id).collect();
    let others = move || {
        let all = all.latest.get().and_then(|(_, answer)| answer.ok());
        let mut others = all.unwrap_or_default();
        others.retain(|role| !held_ids.contains(&role.id));
        (gives.get() && !others.is_empty()).then(|| view! { <Give others change /> })
    };
    view! {
        <Card>
            <CardHeader>
                <CardTitle>{texts.admin_roles()}</CardTitle>
                <CardDescription>{texts.admin_user_roles_text()}</CardDescription>
            </CardHeader>
            {is_empty
                .then(|| view! { <p class="session-note">{texts.admin_no_roles()}</p> })}
            <ul class="session-list">
                <For
                    each=move || held.clone()
                    key=|role| role.id
                    children=move |role| view! { <Held role gives change /> }
                />
            </ul>
            {others}
        </Card>
    }
}

#[component]
fn Held(role: RoleName, gives: Memo<bool>, change: ChangeRole) -> impl IntoView {
    let texts = use_texts();
    let id = role.id;
    let name = role_word(texts, &role.name, role.built_in.as_deref());
    let label = texts.admin_role_take_named(&name);
    let button = move || {
        let label = label.clone();
        gives.get().then(|| {
            view! {
                <RowButton
                    label
                    act=move || {
                        Toasts.clear();
                        change.dispatch(Change::Take(id));
                    }
                    word=texts.admin_role_take()
                />
            }
        })
    };
    view! {
        <li class="entry">
            <div class="session-text">
                <p class="session-name">{name}</p>
            </div>
            {button}
        </li>
    }
}

#[component]
fn Give(others: Vec<Role>, change: ChangeRole) -> impl IntoView {
    let texts = use_texts();
    let alive = use_alive();
    let form = NodeRef::<html::Form>::new();
    let options = others
        .iter()
        .map(|role| {
            let word = role_word(texts, &role.name, role.built_in.as_deref());
            SelectOption::new(role.id.to_string(), word)
        })
        .collect::<Vec<_>>();
    let submit = move |ev: SubmitEvent| {
        ev.prevent_default();
        Toasts.clear();
        if let Ok(id) = Values::of(form).get("role").parse() {
            change.dispatch(Change::Give(id));
        }
    };
    view! {
        <form class="admin-give" method="post" node_ref=form on:submit=submit>
            <Select name="role" label=texts.users_role() options />
            <Button
                kind=ButtonKind::Submit
                variant=ButtonVariant::Outline
                loading=change.pending()
                disabled=Signal::derive(move || !alive.get())
            >
                {texts.admin_role_give()}
            </Button>
        </form>
    }
}
