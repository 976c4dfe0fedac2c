use contract::{Page, members::Member, teams::TeamUpdate};
use i18n::Texts;
use leptos::{ev::SubmitEvent, html, prelude::*};
use ui::{
    Avatar, AvatarSize, Button, ButtonKind, ButtonVariant, Card, CardContent, CardDescription,
    CardFooter, CardHeader, CardTitle, FormField, Select, SelectOption, Skeleton,
};

use super::{use_is_ending, use_is_fixed, without_mfa};
use crate::{
    client::ask,
    contexts::{use_calendar, use_texts},
    forms::Values,
    pages::{
        question::{Asked, Question},
        teams::{TeamRefusal, use_in_team, use_team},
    },
    queries::use_queries,
};

/// The days that the form offers for setting a second factor up.
const GRACES: [u16; 4] = [0, 7, 14, 30];
/// The one that is chosen at first.
const USUAL_GRACE: &str = "14";

/// Whether the team asks its members for a second factor, and who has none.
#[component]
pub(super) fn Mfa() -> impl IntoView {
    let texts = use_texts();
    let team = use_team();
    let calendar = use_calendar();
    let from = Memo::new(move |_| team.with(|team| team.mfa_required_from));
    let is_required = Memo::new(move |_| from.get().is_some());
    let state = move || match from.get() {
        Some(at) => {
            let day = calendar.date(at);
            texts.teams_mfa_from(&day)
        }
        None => texts.teams_mfa_free_text().to_owned(),
    };
    view! {
        <Card>
            <CardHeader>
                <CardTitle>{texts.teams_mfa()}</CardTitle>
                <CardDescription>{state}</CardDescription>
            </CardHeader>
            <Missing />
            {move || {
                if is_required.get() {
                    view! { <Release /> }.into_any()
                } else {
                    view! { <Require /> }.into_any()
                }
            }}
        </Card>
    }
}

/// Those who have no second factor.
#[component]
fn Missing() -> impl IntoView {
    let texts = use_texts();
    let members = use_in_team(|team| ask::members(team, &without_mfa()));
    let list = move || match members.latest.get() {
        None => view! { <Skeleton lines=2 /> }.into_any(),
        Some((_, Ok(page))) => view! { <List page /> }.into_any(),
        Some((_, Err(error))) => view! { <TeamRefusal error retry=members.retry /> }.into_any(),
    };
    view! {
        <CardContent>
            <h3 class="label">{texts.teams_mfa_missing()}</h3>
            {list}
        </CardContent>
    }
}

#[component]
fn List(page: Page<Member>) -> impl IntoView {
    let texts = use_texts();
    if page.items.is_empty() {
        return view! { <p class="text-muted">{texts.teams_mfa_complete()}</p> }.into_any();
    }
    let note = page.next_cursor.is_some().then(|| texts.teams_mfa_cut());
    let rows = page
        .items
        .iter()
        .map(|member| {
            let name = member.full_name();
            view! {
                <li class="team-missing">
                    <Avatar name=name.clone() size=AvatarSize::Sm />
                    <bdi>{name}</bdi>
                    <bdi class="text-muted text-sm" dir="ltr">
                        {member.email.clone()}
                    </bdi>
                </li>
            }
        })
        .collect_view();
    view! {
        <ul class="team-missing-list">{rows}</ul>
        {note.map(|note| view! { <p class="text-muted text-sm">{note}</p> })}
    }
    .into_any()
}

fn graces(texts: &Texts) -> Vec<SelectOption> {
    GRACES
        .iter()
        .map(|days| {
            let label = match days {
                0 => texts.teams_mfa_at_once().to_owned(),
                days => texts.teams_mfa_days((*days).into()),
            };
            SelectOption::new(days.to_string(), label)
        })
        .collect()
}

/// Says whom it keeps out to ask for a second factor after some days.
fn consequence(texts: &Texts, days: u16) -> String {
    match days {
        0 => texts.teams_mfa_require_now().to_owned(),
        days => texts.teams_mfa_require_later(days.into()),
    }
}

/// Asks for a second factor from a day on.
#[component]
fn Require() -> impl IntoView {
    let texts = use_texts();
    let team = use_team();
    let queries = use_queries();
    let is_fixed = use_is_fixed();
    let is_ending = use_is_ending();
    let question = Question::of_page();
    let form = NodeRef::<html::Form>::new();
    let submit = move |ev: SubmitEvent| {
        ev.prevent_default();
        let days: u16 = Values::of(form).get("grace").parse().unwrap_or_default();
        question.ask(
            Asked::new(
                texts.teams_mfa_require_title(),
                consequence(texts, days),
                texts.teams_mfa_require_action(),
                move |client| {
                    let (id, version) = team.with_untracked(|team| (team.id, team.version));
                    let required = async move {
                        let input = TeamUpdate {
                            mfa_required: Some(true),
                            mfa_grace_days: Some(days),
                            ..TeamUpdate::default()
                        };
                        client.update_team(id, &input, version).await.map(drop)
                    };
                    queries.in_team(required)
                },
            )
            .danger()
            .said(texts.state_saved()),
        );
    };
    view! {
        <form id="mfa-form" method="post" node_ref=form on:submit=submit>
            <CardContent>
                <FormField id="mfa-grace" label=texts.teams_mfa_grace()>
                    <Select
                        name="grace"
                        value=USUAL_GRACE
                        options=graces(texts)
                        disabled=is_ending
                    />
                </FormField>
            </CardContent>
        </form>
        <CardFooter>
            <Button
                kind=ButtonKind::Submit
                form="mfa-form"
                disabled=is_fixed
            >
                {texts.teams_mfa_require()}
            </Button>
        </CardFooter>
    }
}

/// Asks for it no more.
#[component]
fn Release() -> impl IntoView {
    let texts = use_texts();
    let team = use_team();
    let queries = use_queries();
    let is_fixed = use_is_fixed();
    let question = Question::of_page();
    let ask = move |_| {
        question.ask(
            Asked::new(
                texts.teams_mfa_release_title(),
                texts.teams_mfa_release_text(),
                texts.teams_mfa_release(),
                move |client| {
                    let (id, version) = team.with_untracked(|team| (team.id, team.version));
                    let released = async move {
                        let input = TeamUpdate {
                            mfa_required: Some(false),
                            ..TeamUpdate::default()
                        };
                        client.update_team(id, &input, version).await.map(drop)
                    };
                    queries.in_team(released)
                },
            )
            .danger()
            .said(texts.state_saved()),
        );
    };
    view! {
        <CardFooter>
            <Button
                variant=ButtonVariant::Outline
                disabled=is_fixed
                on:click=ask
            >
                {texts.teams_mfa_release()}
            </Button>
        </CardFooter>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_said_whom_it_keeps_out_and_when() {
        let texts = Texts::embedded(contract::Locale::En);
        let now = consequence(texts, 0);
        assert!(now.contains("at once"), "{now}");
        let later = consequence(texts, 14);
        assert!(later.contains("in 14 days"), "{later}");
        for said in [now, later] {
            assert!(said.contains("including you"), "{said}");
        }
    }
}
