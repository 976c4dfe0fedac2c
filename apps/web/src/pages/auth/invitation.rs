//! Behind the link of an invitation into a team.
//!
//! To open the link answers nothing, as scanners of mail open links too; the forms do. What the page
//! offers depends on who opens it: who is invited accepts or declines, somebody else is told why not,
//! and who has no account makes one. Who has to sign in first comes back to the page without the
//! token, which does not belong into further addresses: a cookie that only this page gets holds it.

use axum::{
    Router,
    http::{HeaderMap, HeaderValue, StatusCode},
    response::Response,
    routing::get,
};
use contract::{
    auth::Login,
    invitations::{InvitationPreview, InvitationRegister, InvitationToken},
    mfa::LoginAnswer,
    problem::code,
    validation,
};
use i18n::{CivilDateTime, Texts};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use ui::{
    Button, ButtonKind, ButtonLink, ButtonSize, ButtonVariant, FormField, Input, PasswordInput,
    icons,
};

use super::{
    bound,
    form::{Refusal, summary},
    mfa, status_of,
    strength::Strength,
};
use crate::{
    client::ClientError,
    contexts::{use_auth, use_texts},
    layout::site::AuthFrame,
    pages::errors,
    ssr::{Form, Head, PageRequest, Query, WebState, cookies, paths},
};

/// The page's own address.
const PAGE: &str = "/invitations";
/// Where one goes who has nothing to answer.
const HOME: &str = "/dashboard";
/// The cookie that holds the token while its reader signs in.
const COOKIE: &str = "pilaster_invitation";
const LIFETIME: u32 = 60 * 60;

/// The routes of this page.
pub(super) fn routes() -> Router<WebState> {
    Router::new()
        .route(PAGE, get(show))
        .route("/invitations/accept", get(back).post(accept))
        .route("/invitations/decline", get(back).post(decline))
        .route("/invitations/register", get(back).post(register))
        .route("/invitations/switch", get(back).post(switch))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    token: String,
    done: String,
}

/// The token, as a form sends it and the cookie holds it.
#[derive(Default, Deserialize, Serialize)]
#[serde(default)]
struct Held {
    token: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Posted {
    token: String,
    first_name: String,
    last_name: String,
    password: String,
}

/// What the form for a new account shows again: everything but the password.
#[derive(Clone, Default)]
struct Kept {
    first_name: String,
    last_name: String,
}

/// What the page offers to whoever has opened it.
#[derive(Clone)]
enum Offer {
    /// To answer: it is they who are invited.
    Answer,
    /// To sign out: they have this other address.
    Switch(String),
    /// To sign in: the address has an account.
    SignIn,
    /// To make an account.
    Register(Kept),
}

async fn show(page: PageRequest, headers: HeaderMap, Query(asked): Query<Asked>) -> Response {
    let Asked { token, done } = asked;
    if !done.is_empty() {
        let texts = page.texts;
        let (title, lead) = (
            texts.invited_declined_title(),
            texts.invited_declined_lead(),
        );
        return page.render(StatusCode::OK, title, || {
            view! { <OverPage title lead /> }
        });
    }
    let token = if token.is_empty() {
        held(&headers)
    } else {
        token
    };
    if token.is_empty() {
        return page.redirect(HOME);
    }
    again(&page, StatusCode::OK, token).await
}

/// Who asks for the address of a form, as by a change of language after a refusal, means the page.
async fn back(page: PageRequest) -> Response {
    page.redirect(PAGE)
}

async fn accept(page: PageRequest, Form(posted): Form<Held>) -> Response {
    let Held { token } = posted;
    match page.client.accept_invitation(&input(&token)).await {
        Ok(accepted) => {
            keep(&page, "", 0);
            page.redirect(&home_of(&accepted.slug))
        }
        Err(error) if error.status() == 401 => {
            keep(&page, &token, LIFETIME);
            page.redirect(&paths::login(PAGE))
        }
        // The page says why, and what to do.
        Err(error) if error.code() == code::INVITATION_OTHER_ADDRESS => {
            again(&page, status_of(&error), token).await
        }
        Err(error) => failed(&page, &error),
    }
}

async fn decline(page: PageRequest, Form(posted): Form<Held>) -> Response {
    match page.client.decline_invitation(&input(&posted.token)).await {
        Ok(()) => {
            keep(&page, "", 0);
            page.redirect("/invitations?done=declined")
        }
        Err(error) => failed(&page, &error),
    }
}

/// Signs out whoever is not invited, and comes back.
async fn switch(page: PageRequest, Form(posted): Form<Held>) -> Response {
    match page.client.logout().await {
        Err(error) if error.status() != 401 => errors::refused(&page, &error),
        Ok(()) | Err(_) => {
            keep(&page, &posted.token, LIFETIME);
            page.redirect(PAGE)
        }
    }
}

/// Makes the account, and signs in as everybody does.
async fn register(page: PageRequest, Form(posted): Form<Posted>) -> Response {
    let Posted {
        token,
        first_name,
        last_name,
        password,
    } = posted;
    let preview = match page.client.preview_invitation(&input(&token)).await {
        Ok(preview) => preview,
        Err(error) => return failed(&page, &error),
    };
    let kept = Kept {
        first_name: first_name.clone(),
        last_name: last_name.clone(),
    };
    let input = InvitationRegister {
        token: token.clone(),
        password: password.clone(),
        first_name,
        last_name,
        locale: Some(page.locale),
    };
    match page.client.register_by_invitation(&input).await {
        Ok(accepted) => {
            keep(&page, "", 0);
            let login = Login {
                email: preview.email,
                password,
            };
            sign_in(&page, &login, &home_of(&accepted.slug)).await
        }
        Err(error) if error.code() == code::EMAIL_TAKEN => {
            let refusal = Refusal::default();
            render(
                &page,
                status_of(&error),
                token,
                preview,
                Offer::SignIn,
                refusal,
            )
        }
        Err(error) if is_over(&error) => failed(&page, &error),
        Err(error) => {
            let (status, refusal) = (status_of(&error), Refusal::of(&error));
            render(
                &page,
                status,
                token,
                preview,
                Offer::Register(kept),
                refusal,
            )
        }
    }
}

async fn sign_in(page: &PageRequest, login: &Login, next: &str) -> Response {
    match page.client.login(login).await {
        Ok(LoginAnswer::User(_)) => page.redirect(next),
        Ok(LoginAnswer::MfaRequired(required)) => {
            page.redirect(&mfa::path(next, &required.methods))
        }
        // There is an account by now, so that is where to try again.
        Err(_) => page.redirect(&paths::login(next)),
    }
}

/// Shows the page to whoever has opened it, and remembers the token for when they come back.
async fn again(page: &PageRequest, status: StatusCode, token: String) -> Response {
    let preview = match page.client.preview_invitation(&input(&token)).await {
        Ok(preview) => preview,
        Err(error) => return failed(page, &error),
    };
    keep(page, &token, LIFETIME);
    let offer = match page.user.as_deref() {
        Some(user) if user.email == preview.email => Offer::Answer,
        Some(user) => Offer::Switch(user.email.clone()),
        None if preview.has_account => Offer::SignIn,
        None => Offer::Register(Kept::default()),
    };
    render(page, status, token, preview, offer, Refusal::default())
}

/// Says that there is nothing to answer, or why that is not known.
fn failed(page: &PageRequest, error: &ClientError) -> Response {
    if !is_over(error) {
        return errors::refused(page, error);
    }
    let texts = page.texts;
    let title = texts.invited_over_title();
    let lead = match error.code() {
        code::TEAM_DELETING => texts.invited_over_deleting(),
        _ => texts.invited_over_lead(),
    };
    page.render(
        status_of(error),
        title,
        || view! { <OverPage title lead /> },
    )
}

/// Whether the invitation cannot be answered. A token of a wrong length is as useless as one that was
/// used.
fn is_over(error: &ClientError) -> bool {
    let is_about_token = error.fields().iter().any(|field| field.path == "token");
    is_about_token || matches!(error.code(), code::INVITATION_ENDED | code::TEAM_DELETING)
}

fn render(
    page: &PageRequest,
    status: StatusCode,
    token: String,
    preview: InvitationPreview,
    offer: Offer,
    refusal: Refusal,
) -> Response {
    let zone = page.user.as_deref().map_or("UTC", |user| &user.time_zone);
    let until = CivilDateTime::in_zone(preview.expires_at, zone);
    let until = page.texts.date(until);
    let mut head = Head::new(page.texts.invited_title(&preview.team));
    if matches!(offer, Offer::Register(_)) {
        head = head.enhanced();
    }
    page.render(status, head, || {
        view! { <InvitationPage token preview until offer refusal /> }
    })
}

fn input(token: &str) -> InvitationToken {
    InvitationToken {
        token: token.to_owned(),
    }
}

/// The team's first page.
fn home_of(slug: &str) -> String {
    format!("/t/{slug}")
}

/// The token that the cookie holds, empty without one.
fn held(headers: &HeaderMap) -> String {
    cookies::get(headers, COOKIE)
        .and_then(|value| serde_urlencoded::from_str(value).ok())
        .map(|Held { token }| token)
        .unwrap_or_default()
}

/// Has the browser hold the token for this page, or forget it.
fn keep(page: &PageRequest, token: &str, lifetime: u32) {
    let value = serde_urlencoded::to_string([("token", token)]).unwrap_or_default();
    let secure = if page.web.settings.is_secure() {
        "; Secure"
    } else {
        ""
    };
    let cookie = format!(
        "{COOKIE}={value}; Max-Age={lifetime}; Path={PAGE}; HttpOnly; SameSite=Lax{secure}"
    );
    if let Ok(cookie) = HeaderValue::try_from(cookie) {
        page.set_cookie(cookie);
    }
}

#[component]
fn InvitationPage(
    token: String,
    preview: InvitationPreview,
    /// Until when it can be accepted, in words.
    until: String,
    offer: Offer,
    refusal: Refusal,
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
        Offer::Answer => view! { <AcceptForm token=token.clone() /> }.into_any(),
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
            view! { <RegisterForm token email=email.clone() kept refusal /> }.into_any()
        }
    };
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
            {note.map(|note| view! { <p class="auth-hint">{note}</p> })}
            {summary}
            {action}
            // It is not theirs to decline.
            {(!is_other).then(|| view! { <DeclineForm token /> })}
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
fn AcceptForm(token: String) -> impl IntoView {
    view! {
        <form class="auth-form" method="post" action="/invitations/accept">
            <input type="hidden" name="token" value=token />
            <Button kind=ButtonKind::Submit size=ButtonSize::Lg class="auth-submit">
                {use_texts().invited_accept()}
            </Button>
        </form>
    }
}

#[component]
fn DeclineForm(token: String) -> impl IntoView {
    view! {
        <form class="auth-form" method="post" action="/invitations/decline">
            <input type="hidden" name="token" value=token />
            <Button
                kind=ButtonKind::Submit
                size=ButtonSize::Lg
                variant=ButtonVariant::Outline
                class="auth-submit"
            >
                {use_texts().invited_decline()}
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
fn OverPage(title: &'static str, lead: &'static str) -> impl IntoView {
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
