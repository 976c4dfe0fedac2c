use contract::{InvitationId, Page, Permission, invitations::Invitation};
use leptos::prelude::*;
use ui::{
    Button, ButtonSize, ButtonVariant, Card, CardContent, CardDescription, CardHeader, CardTitle,
    Icon, IconSize, Skeleton, Toasts, icons,
};

use crate::{
    client::{Result, ask, use_client},
    contexts::{use_calendar, use_texts},
    forms::use_alive,
    pages::{
        question::{Asked, Question},
        roles::{RoleBadge, role_word},
        row_button::RowButton,
        teams::{TeamRefusal, overview::pending, use_in_team, use_may, use_team},
    },
    queries::use_queries,
};

/// The invitations that wait for an answer.
#[component]
pub(super) fn Invitations() -> impl IntoView {
    let texts = use_texts();
    let invitations = use_in_team(|team| ask::invitations(team, &pending()));
    let list = move || match invitations.latest.get() {
        None => view! {
            <CardContent>
                <Skeleton lines=2 />
            </CardContent>
        }
        .into_any(),
        Some((_, Ok(page))) => view! { <List page /> }.into_any(),
        Some((_, Err(error))) => view! {
            <CardContent>
                <TeamRefusal error retry=invitations.retry />
            </CardContent>
        }
        .into_any(),
    };
    view! {
        <Card>
            <CardHeader>
                <CardTitle>{texts.teams_pending()}</CardTitle>
                <CardDescription>{texts.teams_pending_text()}</CardDescription>
            </CardHeader>
            {list}
        </Card>
    }
}

#[component]
fn List(page: Page<Invitation>) -> impl IntoView {
    let texts = use_texts();
    let shown = i64::try_from(page.items.len()).unwrap_or(i64::MAX);
    let note = if page.items.is_empty() {
        Some(texts.teams_pending_none().to_owned())
    } else {
        let is_cut = page.next_cursor.is_some();
        is_cut.then(|| texts.teams_pending_cut(shown))
    };
    // Keyed by all that changes: a line that came to stand for another one would keep its handlers.
    view! {
        <ul class="team-entries" aria-label=texts.teams_pending()>
            <For
                each=move || page.items.clone()
                key=|invitation| (invitation.id, invitation.expires_at, invitation.role.id)
                children=move |invitation| view! { <Row invitation /> }
            />
        </ul>
        {note.map(|note| view! { <p class="session-note">{note}</p> })}
    }
}

#[component]
fn Row(invitation: Invitation) -> impl IntoView {
    let texts = use_texts();
    let calendar = use_calendar();
    let may_resend = use_may(Permission::InvitationsCreate);
    let may_revoke = use_may(Permission::InvitationsRevoke);
    let Invitation {
        id,
        email,
        role,
        invited_by,
        expires_at,
        created_at: _,
    } = invitation;
    let role = role_word(texts, &role.name, role.built_in.as_deref());
    let expires = texts.teams_expires(&calendar.date(expires_at));
    let address = StoredValue::new(email.clone());
    view! {
        <li class="team-entry">
            <span class="session-icon team-entry-icon">
                <Icon icon=icons::MAIL size=IconSize::Md />
            </span>
            <div class="team-entry-text">
                <p class="session-name">
                    <bdi dir="ltr">{email}</bdi>
                </p>
                <p class="session-facts">
                    <span>{texts.teams_invited_by(&invited_by)}</span>
                    <span>{expires}</span>
                </p>
            </div>
            <RoleBadge role />
            <div class="key-actions">
                {move || may_resend.get().then(|| view! { <ResendButton id address /> })}
                {move || may_revoke.get().then(|| view! { <RevokeButton id address /> })}
            </div>
        </li>
    }
}

#[component]
fn ResendButton(id: InvitationId, address: StoredValue<String>) -> impl IntoView {
    let texts = use_texts();
    let alive = use_alive();
    let team = use_team();
    let client = use_client();
    let queries = use_queries();
    let resend = Action::new(move |(): &()| {
        let client = client.clone();
        let team = team.with_untracked(|team| team.id);
        async move { queries.in_team(client.resend_invitation(team, id)).await }
    });
    let resent = resend.value();
    Effect::new(move || match resent.get() as Option<Result<()>> {
        None => {}
        Some(Ok(())) => Toasts.success(texts.teams_resent()),
        Some(Err(error)) => Toasts.danger(texts.error(error.code()).unwrap_or_default()),
    });
    view! {
        <Button
            variant=ButtonVariant::Outline
            size=ButtonSize::Sm
            label=texts.teams_resend_to(&address.get_value())
            disabled=Signal::derive(move || !alive.get())
            loading=resend.pending()
            on:click=move |_| {
                Toasts.clear();
                resend.dispatch(());
            }
        >
            {texts.teams_resend()}
        </Button>
    }
}

#[component]
fn RevokeButton(id: InvitationId, address: StoredValue<String>) -> impl IntoView {
    let texts = use_texts();
    let team = use_team();
    let queries = use_queries();
    let question = Question::of_page();
    let ask = move || {
        let title = texts.teams_revoke_title(&address.get_value());
        question.ask(
            Asked::new(
                title,
                texts.teams_revoke_text(),
                texts.teams_revoke(),
                move |client| {
                    let team = team.with_untracked(|team| team.id);
                    let revoked = async move { client.revoke_invitation(team, id).await };
                    queries.remove_from_team(revoked)
                },
            )
            .danger()
            .said(texts.teams_revoked()),
        );
    };
    view! {
        <RowButton
            label=texts.teams_revoke_named(&address.get_value())
            act=ask
            word=texts.teams_revoke()
        />
    }
}
