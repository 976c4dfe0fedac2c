use contract::TeamId;
use leptos::prelude::*;
use ui::{
    Button, ButtonVariant, Card, CardContent, CardDescription, CardFooter, CardHeader, CardTitle,
    Link,
};

use super::{is_owner, transfer::TRANSFER, two_of, use_is_ending};
use crate::{
    browser,
    client::ask,
    contexts::use_texts,
    forms::use_alive,
    pages::{
        question::{Asked, Question},
        teams::{use_in_team, use_team},
    },
    queries::use_queries,
};

/// Where who has left a team is left.
const AFTERWARDS: &str = "/teams";

/// Takes the user out of the team, unless that would leave it without an owner.
#[component]
pub(super) fn Leave() -> impl IntoView {
    let texts = use_texts();
    let team = use_team();
    // Who is kept out learns nothing about other members, owner or not.
    let state = Memo::new(move |_| team.with(|team| (is_owner(team), team.is_kept_out)));
    move || match state.get() {
        (true, false) => view! { <LeaveAsOwner /> }.into_any(),
        (true, true) => view! { <LeaveCard text=texts.teams_leave_owner() /> }.into_any(),
        (false, _) => view! { <LeaveCard text=texts.teams_leave_text() /> }.into_any(),
    }
}

/// Lets an owner go who is not the only one.
#[component]
fn LeaveAsOwner() -> impl IntoView {
    let texts = use_texts();
    let team = use_team();
    let role = team.with_untracked(|team| team.role.id);
    let owners = use_in_team(move |team| ask::members(team, &two_of(role)));
    // Nothing as long as it is not known. Where it cannot be known, leaving is refused if need be.
    let is_only = Memo::new(move |_| {
        owners.latest.with(|answer| {
            let (_, answer) = answer.as_ref()?;
            Some(answer.as_ref().is_ok_and(|page| page.items.len() < 2))
        })
    });
    let is_ending = use_is_ending();
    move || match is_only.get() {
        // A team about to be deleted cannot be handed over, and ends by itself.
        Some(true) if is_ending.get() => ().into_any(),
        Some(true) => view! { <OnlyOwner /> }.into_any(),
        known => view! {
            <LeaveCard text=texts.teams_leave_owner() is_waiting=known.is_none() />
        }
        .into_any(),
    }
}

/// Says what comes before the only owner can go, and leads there.
#[component]
fn OnlyOwner() -> impl IntoView {
    let texts = use_texts();
    view! {
        <Card>
            <CardHeader>
                <CardTitle>{texts.teams_leave()}</CardTitle>
                <CardDescription>{texts.teams_leave_only_owner()}</CardDescription>
            </CardHeader>
            <CardContent>
                <Link href=format!("#{TRANSFER}") external=true>
                    {texts.teams_transfer_action()}
                </Link>
            </CardContent>
        </Card>
    }
}

/// Asks whether the user shall be taken out of the team.
#[component]
fn LeaveCard(
    text: &'static str,
    /// Whether it is not known yet if they can leave.
    #[prop(optional)]
    is_waiting: bool,
) -> impl IntoView {
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
    view! {
        <CloseCard
            title=texts.teams_leave()
            text
            action=texts.teams_leave()
            ask=Callback::new(ask)
            is_waiting
        />
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
    /// Whether it cannot be asked yet.
    #[prop(optional)]
    is_waiting: bool,
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
                    disabled=Signal::derive(move || is_waiting || !alive.get())
                    on:click=move |_| ask.run(())
                >
                    {action}
                </Button>
            </CardFooter>
        </Card>
    }
}
