//! Behind the link of an invitation into a team.
//!
//! To open the link answers nothing, as scanners of mail open links too; the forms do. What the page
//! offers depends on who opens it: who is invited accepts or declines, somebody else is told why not,
//! and who has no account makes one. Who has to sign in first comes back to the page without the
//! token, which does not belong into further addresses: a cookie that only this page gets holds it.
//!
//! Who is told of an invitation in the product comes by its id instead ([`own`]).

mod own;
mod parts;

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
};
use i18n::CivilDateTime;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use self::parts::{InvitationPage, OverPage};
use super::{form::Refusal, mfa, status_of};
use crate::{
    client::ClientError,
    pages::errors,
    ssr::{Form, Head, PageRequest, Query, WebState, cookies, paths},
};

/// The page's own address.
const PAGE: &str = "/invitations";
/// Where it says that an invitation is declined.
const DECLINED: &str = "/invitations?done=declined";
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
        .merge(own::routes())
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
            page.redirect(DECLINED)
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
    over(page, error)
}

/// Says that the invitation is over.
fn over(page: &PageRequest, error: &ClientError) -> Response {
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
    let until = until(page, &preview);
    let mut head = Head::new(page.texts.invited_title(&preview.team));
    if matches!(offer, Offer::Register(_)) {
        head = head.enhanced();
    }
    page.render(status, head, || {
        view! { <InvitationPage token preview until offer refusal /> }
    })
}

/// Until when an invitation can be accepted, in words.
fn until(page: &PageRequest, preview: &InvitationPreview) -> String {
    let zone = page.user.as_deref().map_or("UTC", |user| &user.time_zone);
    let until = CivilDateTime::in_zone(preview.expires_at, zone);
    page.texts.date(until)
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
