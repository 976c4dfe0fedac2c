use contract::{MemberId, Page, members::Member, teams::TransferCreate};
use leptos::{ev::SubmitEvent, html, prelude::*};
use ui::{
    Button, ButtonKind, ButtonVariant, Card, CardContent, CardDescription, CardFooter, CardHeader,
    CardTitle, FormField, Select, SelectOption, Skeleton, Toasts,
};

use super::everybody;
use crate::{
    client::{ask, use_client},
    contexts::use_texts,
    forms::{Values, use_alive},
    pages::teams::{Asked, Question, TeamRefusal, use_in_team, use_team},
    queries::use_queries,
};

/// Hands the team over to another member, who has to agree.
#[component]
pub(super) fn Transfer() -> impl IntoView {
    let texts = use_texts();
    let team = use_team();
    let members = use_in_team(|team| ask::members(team, &everybody()));
    let to = Memo::new(move |_| team.with(|team| team.transfer_to));
    let me = team.with_untracked(|team| team.member_id);
    let state = Memo::new(move |_| {
        members.latest.with(|answer| match answer {
            None => Known::Asking,
            Some((_, Ok(page))) => Known::Members(choices(page, me)),
            Some((_, Err(error))) => Known::Refused(error.clone()),
        })
    });
    let content = move || match (state.get(), to.get()) {
        (Known::Asking, _) => view! {
            <CardContent>
                <Skeleton lines=2 />
            </CardContent>
        }
        .into_any(),
        (Known::Members(members), Some(to)) => {
            let name = members.into_iter().find(|(id, _)| *id == to);
            let name = name.map_or_else(|| texts.teams_fact_member().to_owned(), |(_, name)| name);
            view! { <Offered name /> }.into_any()
        }
        (Known::Members(members), None) if members.is_empty() => view! {
            <CardContent>
                <p class="text-muted">{texts.teams_transfer_nobody()}</p>
            </CardContent>
        }
        .into_any(),
        (Known::Members(members), None) => view! { <Offer members /> }.into_any(),
        (Known::Refused(error), _) => view! {
            <CardContent>
                <TeamRefusal error retry=members.retry />
            </CardContent>
        }
        .into_any(),
    };
    view! {
        <Card>
            <CardHeader>
                <CardTitle>{texts.teams_transfer()}</CardTitle>
                <CardDescription>{texts.teams_transfer_text()}</CardDescription>
            </CardHeader>
            {content}
        </Card>
    }
}

#[derive(Clone, PartialEq)]
enum Known {
    Asking,
    Members(Vec<(MemberId, String)>),
    Refused(crate::client::ClientError),
}

/// Everybody but oneself, by name.
fn choices(page: &Page<Member>, me: MemberId) -> Vec<(MemberId, String)> {
    let others = page.items.iter().filter(|member| member.id != me);
    others
        .map(|member| {
            (
                member.id,
                format!("{} ({})", member.full_name(), member.email),
            )
        })
        .collect()
}

#[component]
fn Offer(members: Vec<(MemberId, String)>) -> impl IntoView {
    let texts = use_texts();
    let team = use_team();
    let client = use_client();
    let queries = use_queries();
    let alive = use_alive();
    let question = Question::of_page();
    let form = NodeRef::<html::Form>::new();
    let options = members
        .iter()
        .map(|(id, name)| SelectOption::new(id.to_string(), name.clone()))
        .collect::<Vec<_>>();
    let submit = move |ev: SubmitEvent| {
        ev.prevent_default();
        Toasts.clear();
        let Ok(member_id) = Values::of(form).get("member").parse::<MemberId>() else {
            return;
        };
        let name = members.iter().find(|(id, _)| *id == member_id);
        let name = name.map(|(_, name)| name.clone()).unwrap_or_default();
        let client = client.clone();
        question.ask(
            Asked::new(
                texts.teams_transfer_title(&name),
                texts.teams_transfer_question(),
                texts.teams_transfer_action(),
                move || {
                    let client = client.clone();
                    let id = team.with_untracked(|team| team.id);
                    let begun = async move {
                        let input = TransferCreate { member_id };
                        client.begin_transfer(id, &input).await.map(drop)
                    };
                    queries.in_team(begun)
                },
            )
            .danger()
            .said(texts.teams_transfer_begun()),
        );
    };
    view! {
        <form id="transfer-form" method="post" node_ref=form on:submit=submit>
            <CardContent>
                <FormField id="transfer-member" label=texts.teams_transfer_member()>
                    <Select name="member" options />
                </FormField>
            </CardContent>
        </form>
        <CardFooter>
            <Button
                kind=ButtonKind::Submit
                variant=ButtonVariant::Outline
                form="transfer-form"
                disabled=Signal::derive(move || !alive.get())
            >
                {texts.teams_transfer_action()}
            </Button>
        </CardFooter>
    }
}

/// Says to whom the team is offered, and takes that back.
#[component]
fn Offered(name: String) -> impl IntoView {
    let texts = use_texts();
    let team = use_team();
    let client = use_client();
    let queries = use_queries();
    let alive = use_alive();
    let question = Question::of_page();
    let ask = move |_| {
        let client = client.clone();
        question.ask(
            Asked::new(
                texts.teams_transfer_cancel_title(),
                texts.teams_transfer_cancel_text(),
                texts.teams_transfer_cancel(),
                move || {
                    let client = client.clone();
                    let id = team.with_untracked(|team| team.id);
                    queries.in_team(async move { client.cancel_transfer(id).await })
                },
            )
            .said(texts.teams_transfer_cancelled()),
        );
    };
    view! {
        <CardContent>
            <p>{texts.teams_transfer_pending(&name)}</p>
        </CardContent>
        <CardFooter>
            <Button
                variant=ButtonVariant::Outline
                disabled=Signal::derive(move || !alive.get())
                on:click=ask
            >
                {texts.teams_transfer_cancel()}
            </Button>
        </CardFooter>
    }
}
