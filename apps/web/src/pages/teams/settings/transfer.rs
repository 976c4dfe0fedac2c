use contract::{
    MemberId,
    members::Member,
    teams::TransferCreate,
    validation::{FieldError, code as field_code},
};
use leptos::{ev::SubmitEvent, html, prelude::*};
use ui::{
    Button, ButtonKind, ButtonVariant, Card, CardContent, CardDescription, CardFooter, CardHeader,
    CardTitle, ComboboxOption, FormField, Skeleton, Toasts,
};

use super::{two, use_is_fixed};
use crate::{
    client::ask,
    contexts::use_texts,
    forms::{FormErrors, Values, focus_first_error, use_alive},
    pages::{
        question::{Asked, Question},
        teams::{MemberPicker, TeamRefusal, use_in_team, use_team},
    },
    queries::use_queries,
};

/// The id of the part, to which the only owner is led who would leave.
pub(super) const TRANSFER: &str = "transfer";

/// Hands the team over to another member, who has to agree.
#[component]
pub(super) fn Transfer() -> impl IntoView {
    let texts = use_texts();
    let team = use_team();
    let to = Memo::new(move |_| team.with(|team| team.transfer_to));
    view! {
        <Card id=TRANSFER>
            <CardHeader>
                <CardTitle>{texts.teams_transfer()}</CardTitle>
                <CardDescription>{texts.teams_transfer_text()}</CardDescription>
            </CardHeader>
            {move || match to.get() {
                Some(to) => view! { <Offered to /> }.into_any(),
                None => view! { <Unoffered /> }.into_any(),
            }}
        </Card>
    }
}

/// Offers the team, if there is anybody to whom.
#[component]
fn Unoffered() -> impl IntoView {
    let texts = use_texts();
    let members = use_in_team(|team| ask::members(team, &two()));
    let is_alone = Memo::new(move |_| {
        members.latest.with(|answer| {
            let (_, answer) = answer.as_ref()?;
            Some(
                answer
                    .as_ref()
                    .map(|page| page.items.len() < 2)
                    .map_err(Clone::clone),
            )
        })
    });
    move || match is_alone.get() {
        None => view! {
            <CardContent>
                <Skeleton lines=2 />
            </CardContent>
        }
        .into_any(),
        Some(Ok(true)) => view! {
            <CardContent>
                <p class="text-muted">{texts.teams_transfer_nobody()}</p>
            </CardContent>
        }
        .into_any(),
        Some(Ok(false)) => view! { <Offer /> }.into_any(),
        Some(Err(error)) => view! {
            <CardContent>
                <TeamRefusal error retry=members.retry />
            </CardContent>
        }
        .into_any(),
    }
}

#[component]
fn Offer() -> impl IntoView {
    let texts = use_texts();
    let team = use_team();
    let queries = use_queries();
    let is_fixed = use_is_fixed();
    let question = Question::of_page();
    let form = NodeRef::<html::Form>::new();
    let errors = FormErrors::new();
    let chosen = RwSignal::new(None::<ComboboxOption>);
    let me = team.with_untracked(|team| team.member_id);
    let submit = move |ev: SubmitEvent| {
        ev.prevent_default();
        Toasts.clear();
        let Ok(member_id) = Values::of(form).get("member").parse::<MemberId>() else {
            errors.show(vec![FieldError::new("member", field_code::REQUIRED)]);
            return focus_first_error(form);
        };
        let name = chosen.get_untracked().unwrap_or_default();
        let name = format!("{} ({})", name.label, name.detail);
        question.ask(
            Asked::new(
                texts.teams_transfer_title(&name),
                texts.teams_transfer_question(),
                texts.teams_transfer_action(),
                move |client| {
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
        <form id="transfer-form" method="post" novalidate=true node_ref=form on:submit=submit>
            <CardContent>
                <FormField
                    id="transfer-member"
                    label=texts.teams_transfer_member()
                    errors=errors.of("member")
                    required=true
                >
                    <MemberPicker
                        name="member"
                        chosen
                        value=|member| member.id.to_string()
                        but=me
                        placeholder=texts.users_search()
                        on_choose=move || errors.clear()
                    />
                </FormField>
            </CardContent>
        </form>
        <CardFooter>
            <Button
                kind=ButtonKind::Submit
                variant=ButtonVariant::Outline
                form="transfer-form"
                disabled=is_fixed
            >
                {texts.teams_transfer_action()}
            </Button>
        </CardFooter>
    }
}

/// Says to whom the team is offered, and takes that back.
#[component]
fn Offered(to: MemberId) -> impl IntoView {
    let texts = use_texts();
    let team = use_team();
    let member = use_in_team(move |team| ask::member(team, to));
    let pending = move || {
        let name = member.latest.with(|answer| {
            let (_, answer) = answer.as_ref()?;
            let name = |member: &Member| format!("{} ({})", member.full_name(), member.email);
            let somebody = || texts.teams_transfer_somebody().to_owned();
            Some(answer.as_ref().map_or_else(|_| somebody(), name))
        });
        match name {
            Some(name) => view! { <p>{texts.teams_transfer_pending(&name)}</p> }.into_any(),
            None => view! { <Skeleton /> }.into_any(),
        }
    };
    let queries = use_queries();
    let alive = use_alive();
    let question = Question::of_page();
    let ask = move |_| {
        question.ask(
            Asked::new(
                texts.teams_transfer_cancel_title(),
                texts.teams_transfer_cancel_text(),
                texts.teams_transfer_cancel(),
                move |client| {
                    let id = team.with_untracked(|team| team.id);
                    queries.in_team(async move { client.cancel_transfer(id).await })
                },
            )
            .said(texts.teams_transfer_cancelled()),
        );
    };
    view! {
        <CardContent>
            {pending}
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
