use contract::{TeamId, roles::TeamRole};
use leptos::prelude::*;
use ui::{Button, ButtonVariant, Card, CardDescription, CardFooter, CardHeader, CardTitle};

use super::use_is_ending;
use crate::{
    browser,
    contexts::use_texts,
    forms::use_alive,
    pages::{
        question::{Asked, Question},
        teams::use_team,
    },
    queries::use_queries,
};

/// Where who has left a team is left.
const AFTERWARDS: &str = "/teams";

/// Takes the user out of the team.
#[component]
pub(super) fn Leave() -> impl IntoView {
    let texts = use_texts();
    let (id, name) = use_id_and_name();
    let question = Question::of_page();
    let ask = move |()| {
        let id = id.get_untracked();
        question.ask(
            Asked::new(
                texts.teams_leave_title(&name.get_untracked()),
                texts.teams_leave_text(),
                texts.teams_leave(),
                // Nothing more is asked about the team, which does not exist for the user then.
                move |client| async move { client.leave_team(id).await },
            )
            .danger()
            .then(|| browser::load(AFTERWARDS)),
        );
    };
    let is_owner = use_is_owner();
    let ask = Callback::new(ask);
    move || {
        let text = if is_owner.get() {
            texts.teams_leave_owner()
        } else {
            texts.teams_leave_text()
        };
        view! { <CloseCard title=texts.teams_leave() text action=texts.teams_leave() ask /> }
    }
}

/// Has the team deleted, which an owner can take back for a while.
#[component]
pub(super) fn Delete() -> impl IntoView {
    let texts = use_texts();
    let (id, name) = use_id_and_name();
    let queries = use_queries();
    let question = Question::of_page();
    let ask = move |()| {
        let id = id.get_untracked();
        question.ask(
            Asked::new(
                texts.teams_delete_title(&name.get_untracked()),
                texts.teams_delete_text(),
                texts.teams_delete(),
                move |client| {
                    queries.in_team(async move { client.delete_team(id).await.map(drop) })
                },
            )
            .danger()
            .said(texts.teams_delete_done())
            // The page, which takes the focus, begins with the warning and the way back.
            .then(|| window().scroll_to_with_x_and_y(0.0, 0.0)),
        );
    };
    let ask = Callback::new(ask);
    let is_ending = use_is_ending();
    move || {
        (!is_ending.get()).then(|| {
            view! {
                <CloseCard
                    title=texts.teams_delete()
                    text=texts.teams_delete_text()
                    action=texts.teams_delete()
                    ask
                />
            }
        })
    }
}

/// Whether the user owns the team, perhaps with others.
fn use_is_owner() -> Memo<bool> {
    let team = use_team();
    Memo::new(move |_| {
        team.with(|team| team.role.built_in.as_deref() == Some(TeamRole::Owner.as_str()))
    })
}

fn use_id_and_name() -> (Memo<TeamId>, Memo<String>) {
    let team = use_team();
    (
        Memo::new(move |_| team.with(|team| team.id)),
        Memo::new(move |_| team.with(|team| team.name.clone())),
    )
}

/// Says what it means, and opens the question whether it shall be.
#[component]
fn CloseCard(
    title: &'static str,
    text: &'static str,
    action: &'static str,
    ask: Callback<()>,
) -> impl IntoView {
    let alive = use_alive();
    view! {
        <Card>
            <CardHeader>
                <CardTitle>{title}</CardTitle>
                <CardDescription>{text}</CardDescription>
            </CardHeader>
            <CardFooter>
                <Button
                    variant=ButtonVariant::Danger
                    disabled=Signal::derive(move || !alive.get())
                    on:click=move |_| ask.run(())
                >
                    {action}
                </Button>
            </CardFooter>
        </Card>
    }
}
