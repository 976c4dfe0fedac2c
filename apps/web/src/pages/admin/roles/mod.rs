//! The roles in the product.

mod edit;

use contract::{Permission, RoleId, roles::Role};
use leptos::prelude::*;
use ui::{Badge, BadgeVariant, Button, Card, CardFooter};

use self::edit::EditDialog;
use super::{Frame, Section, list::answered};
#[cfg(feature = "ssr")]
use crate::{answers::Answers, ssr::PageRequest};
use crate::{
    client::admin,
    contexts::{use_texts, use_user},
    forms::use_alive,
    pages::{
        question::{Asked, Confirmation, Question, use_question},
        roles::{Editing, role_word},
        row_button::RowButton,
    },
    queries::{use_queries, use_query},
};

/// Asks for what the page shows.
#[cfg(feature = "ssr")]
pub(super) async fn load(page: &PageRequest) -> Answers {
    Answers::default().ask(&page.client, admin::roles()).await
}

/// The page.
#[component]
pub(super) fn Roles() -> impl IntoView {
    let texts = use_texts();
    let alive = use_alive();
    let manages = use_user(|user| user.staff.contains(Permission::ProductRolesManage));
    let roles = use_query(admin::roles);
    let editing = Editing::new();
    let question = use_question();
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
                        on:click=move |_| editing.begin(None)
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
        <EditDialog editing />
        <Confirmation id="remove-role" question />
    }
}

#[component]
fn Row(role: Role, editing: Editing, manages: Memo<bool>) -> impl IntoView {
    let texts = use_texts();
    let word = role_word(texts, &role.name, role.built_in.as_deref());
    let holders = texts.teams_role_holders(role.holders);
    let allowed: Vec<_> = role
        .permissions
        .iter()
        .map(|pattern| texts.grant(*pattern))
        .collect();
    let is_built_in = role.built_in.is_some();
    let id = role.id;
    let name = StoredValue::new(word.clone());
    let role = StoredValue::new(role);
    let buttons = move || {
        (manages.get() && !is_built_in).then(|| {
            view! {
                <div class="session-actions">
                    <RowButton
                        label=texts.admin_role_edit_named(&name.get_value())
                        act=move || editing.begin(Some(role.get_value()))
                        word=texts.action_edit()
                    />
                    <RemoveButton id name />
                </div>
            }
        })
    };
    view! {
        <li class="entry">
            <div class="session-text">
                <p class="session-name">
                    <span>{word}</span>
                    {is_built_in
                        .then(|| {
                            view! {
                                <Badge variant=BadgeVariant::Outline>
                                    {texts.teams_role_built_in()}
                                </Badge>
                            }
                        })}
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
fn RemoveButton(id: RoleId, name: StoredValue<String>) -> impl IntoView {
    let texts = use_texts();
    let queries = use_queries();
    let question = Question::of_page();
    let ask = move || {
        question.ask(
            Asked::new(
                texts.admin_role_remove_title(&name.get_value()),
                texts.admin_role_remove_text(),
                texts.action_delete(),
                move |client| queries.as_staff(async move { client.remove_role(id).await }),
            )
            .danger()
            .said(texts.state_saved()),
        );
    };
    view! {
        <RowButton
            label=texts.admin_role_remove_named(&name.get_value())
            act=ask
            word=texts.action_delete()
        />
    }
}
