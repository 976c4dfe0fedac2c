//! What the pages of invitations are made of.

use contract::{invitations::InvitationPreview, validation};
use i18n::Texts;
use leptos::prelude::*;
use ui::{
    Button, ButtonKind, ButtonLink, ButtonSize, ButtonVariant, FormField, Input, PasswordInput,
    icons,
};

use super::{HOME, Kept, Offer, PAGE};
use crate::{
    contexts::{use_auth, use_texts},
    layout::site::AuthFrame,
    pages::auth::{
        bound,
        form::{Refusal, summary},
        strength::Strength,
    },
    ssr::paths,
};

/// What an invitation says to who has come by its link, and what they can do about it.
#[component]
pub(super) fn InvitationPage(
    token: String,
    preview: InvitationPreview,
    /// Until when it can be accepted, in words.
    until: String,
    offer: Offer,
    refusal: Refusal,
) -> impl IntoView {
    let texts = use_texts();
    let email = preview.email.clone();
    let note = note(texts, &offer, &email);
    let summary = summary(
        &refusal,
        &[
            ("first_name", "first-name", texts.auth_first_name()),
            ("last_name", "last-name", texts.auth_last_name()),
            ("password", "password", texts.auth_password()),
        ],
    );
    let is_other = matches!(offer, Offer::Switch(_));
    let action = match offer {
        Offer::Answer => {
            view! { <AcceptForm action="/invitations/accept" token=token.clone() /> }.into_any()
        }
        Offer::Switch(_) => view! { <SwitchForm token=token.clone() /> }.into_any(),
        Offer::SignIn => view! {
            <ButtonLink
                href=paths::login(PAGE)
                size=ButtonSize::Lg
                external=true
                class="auth-submit"
            >
                {texts.invited_sign_in()}
            </ButtonLink>
        }
        .into_any(),
        Offer::Register(kept) => {
            let token = token.clone();
            view! { <RegisterForm token email kept refusal /> }.into_any()
        }
    };
    view! {
        <InvitationFrame preview until>
            {note.map(|note| view! { <p class="auth-hint">{note}</p> })}
            {summary}
            {action}
            // It is not theirs to decline.
            {(!is_other).then(|| view! { <DeclineForm action="/invitations/decline" token /> })}
        </InvitationFrame>
    }
}

/// What an invitation says, above what can be done about it.
#[component]
pub(super) fn InvitationFrame(
    preview: InvitationPreview,
    /// Until when it can be accepted, in words.
    until: String,
    children: Children,
) -> impl IntoView {
    let texts = use_texts();
    let InvitationPreview {
        team,
        invited_by,
        email,
        role,
        has_account: _,
        expires_at: _,
    } = preview;
    let built_in = role.built_in.as_deref().and_then(|name| texts.role(name));
    let role = built_in.map_or(role.name.clone(), str::to_owned);
    view! {
        <AuthFrame
            title=texts.invited_title(&team)
            lead=texts.invited_lead(&invited_by)
            icon=icons::USERS
        >
            <dl class="auth-facts">
                <div>
                    <dt>{texts.invited_role()}</dt>
                    <dd>{role}</dd>
                </div>
                <div>
                    <dt>{texts.invited_address()}</dt>
                    <dd>
                        <bdi>{email}</bdi>
                    </dd>
                </div>
                <div>
                    <dt>{texts.invited_until()}</dt>
                    <dd>{until}</dd>
                </div>
            </dl>
            {children()}
        </AuthFrame>
    }
}

/// Why the page offers what it offers, unless that is plain.
fn note(texts: &Texts, offer: &Offer, email: &str) -> Option<String> {
    match offer {
        Offer::Answer => None,
        Offer::Switch(other) => Some(texts.invited_other(email, other)),
        Offer::SignIn => Some(texts.invited_has_account().to_owned()),
        Offer::Register(_) => Some(texts.invited_no_account().to_owned()),
    }
}

#[component]
pub(super) fn AcceptForm(
    /// Where it is sent.
    #[prop(into)]
    action: String,
    /// The token of the link, for who has come by it.
    #[prop(optional, into)]
    token: Option<String>,
) -> impl IntoView {
    let label = use_texts().invited_accept();
    view! { <AnswerForm action token variant=ButtonVariant::Primary label /> }
}

#[component]
pub(super) fn DeclineForm(
    /// Where it is sent.
    #[prop(into)]
    action: String,
    /// The token of the link, for who has come by it.
    #[prop(optional, into)]
    token: Option<String>,
) -> impl IntoView {
    let label = use_texts().invited_decline();
    view! { <AnswerForm action token variant=ButtonVariant::Outline label /> }
}

#[component]
fn AnswerForm(
    action: String,
    token: Option<String>,
    variant: ButtonVariant,
    label: &'static str,
) -> impl IntoView {
    view! {
        <form class="auth-form" method="post" action=action>
            {token.map(|token| view! { <input type="hidden" name="token" value=token /> })}
            <Button kind=ButtonKind::Submit size=ButtonSize::Lg variant class="auth-submit">
                {label}
            </Button>
        </form>
    }
}

#[component]
fn SwitchForm(token: String) -> impl IntoView {
    let texts = use_texts();
    view! {
        <form class="auth-form" method="post" action="/invitations/switch">
            <input type="hidden" name="token" value=token />
            <Button kind=ButtonKind::Submit size=ButtonSize::Lg class="auth-submit">
                {texts.invited_switch()}
            </Button>
            <ButtonLink
                href=HOME
                size=ButtonSize::Lg
                variant=ButtonVariant::Outline
                external=true
                class="auth-submit"
            >
                {texts.auth_logout_cancel()}
            </ButtonLink>
        </form>
    }
}

#[component]
fn RegisterForm(token: String, email: String, kept: Kept, refusal: Refusal) -> impl IntoView {
    let texts = use_texts();
    let errors = |path: &str| refusal.field(path, texts);
    let [first_name_errors, last_name_errors, password_errors] =
        ["first_name", "last_name", "password"].map(errors);
    let Kept {
        first_name,
        last_name,
    } = kept;
    let hint = texts.auth_register_password_hint(bound(validation::PASSWORD_MIN));
    view! {
        <form class="auth-form" method="post" action="/invitations/register" novalidate>
            <input type="hidden" name="token" value=token />
            // Password managers find the account by a field for its name.
            <input
                type="text"
                name="email"
                autocomplete="username"
                value=email
                readonly=true
                hidden=true
            />
            <div class="auth-pair">
                <FormField id="first-name" label=texts.auth_first_name() errors=first_name_errors>
                    <Input
                        name="first_name"
                        autocomplete="given-name"
                        value=first_name.clone()
                        required=true
                    />
                </FormField>
                <FormField id="last-name" label=texts.auth_last_name() errors=last_name_errors>
                    <Input
                        name="last_name"
                        autocomplete="family-name"
                        value=last_name.clone()
                        required=true
                    />
                </FormField>
            </div>
            <FormField id="password" label=texts.auth_password() hint errors=password_errors>
                <PasswordInput name="password" autocomplete="new-password" required=true />
                <Strength of="password" />
            </FormField>
            <Button kind=ButtonKind::Submit size=ButtonSize::Lg class="auth-submit">
                {texts.invited_register()}
            </Button>
        </form>
    }
}

/// Says that there is nothing to answer any more. Who has answered twice finds the team among theirs.
#[component]
pub(super) fn OverPage(title: &'static str, lead: &'static str) -> impl IntoView {
    let texts = use_texts();
    let (href, label) = if use_auth().with_untracked(Option::is_some) {
        (HOME, texts.nav_dashboard())
    } else {
        ("/", texts.nav_home())
    };
    view! {
        <AuthFrame title lead icon=icons::MAIL>
            <ButtonLink
                href
                size=ButtonSize::Lg
                variant=ButtonVariant::Outline
                external=true
                class="auth-submit"
            >
                {label}
            </ButtonLink>
        </AuthFrame>
    }
}
