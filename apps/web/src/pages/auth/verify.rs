//! Confirming an address.
//!
//! The link of the mail never confirms by itself, as scanners of mail open links too: the page
//! behind it has a button.

use axum::{
    http::{HeaderMap, StatusCode},
    response::Response,
};
use contract::{
    auth::{ResendVerification, VerifyEmail},
    problem::code,
};
use leptos::prelude::*;
use serde::Deserialize;
use ui::{Button, ButtonKind, ButtonLink, ButtonSize, icons};

use super::{
    address::AddressPage,
    form::{Refusal, summary},
    pending,
    sent::SentPage,
    status_of,
};
use crate::{
    contexts::use_texts,
    layout::site::AuthFrame,
    ssr::{Form, Head, PageRequest, Query},
};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    token: String,
    sent: String,
    done: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct PostedToken {
    token: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct PostedEmail {
    email: String,
}

pub(super) async fn show(
    page: PageRequest,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Response {
    let Asked { token, sent, done } = asked;
    let email = pending::read(&headers);
    if !token.is_empty() {
        let title = page.texts.auth_verify_title();
        page.render(StatusCode::OK, title, || {
            view! { <ConfirmPage token refusal=Refusal::default() /> }
        })
    } else if !done.is_empty() {
        page.render(
            StatusCode::OK,
            page.texts.auth_verify_done_title(),
            || view! { <DonePage /> },
        )
    } else if !sent.is_empty() {
        sent_page(&page, email, sent == "again")
    } else {
        let email = email.unwrap_or_default();
        let head = Head::new(page.texts.auth_resend_title()).enhanced();
        page.render(StatusCode::OK, head, || {
            view! { <ResendPage email refusal=Refusal::default() stale=false /> }
        })
    }
}

/// After signing up, and after asking for the mail again.
fn sent_page(page: &PageRequest, email: Option<String>, again: bool) -> Response {
    let texts = page.texts;
    let lead = match email.as_deref() {
        // Whether an address waits for its confirmation is told to nobody.
        _ if again => texts.auth_sent_again_lead().to_owned(),
        Some(email) => texts.auth_sent_lead_to(email),
        None => texts.auth_sent_lead().to_owned(),
    };
    let notice = again.then(|| texts.auth_sent_resent());
    let sandbox = page.web.settings.sandbox;
    page.render(StatusCode::OK, texts.auth_sent_title(), || {
        view! {
            <SentPage
                lead
                notice
                email
                resend="/verify-email/resend"
                ask="/verify-email"
                other=("/register", texts.auth_sent_other_address())
                sandbox
            />
        }
    })
}

pub(super) async fn submit(
    page: PageRequest,
    headers: HeaderMap,
    Form(posted): Form<PostedToken>,
) -> Response {
    let PostedToken { token } = posted;
    match page
        .client
        .verify_email(&VerifyEmail {
            token: token.clone(),
        })
        .await
    {
        Ok(()) => {
            pending::forget(&page, pending::VERIFY);
            page.redirect("/verify-email?done=1")
        }
        Err(error) => {
            let refusal = Refusal::of(&error);
            // A token of a wrong length is as useless as one that was used.
            if refusal.is(code::TOKEN_INVALID) || refusal.is(code::INVALID) {
                let email = pending::read(&headers).unwrap_or_default();
                let head = Head::new(page.texts.auth_verify_failed_title()).enhanced();
                page.render(status_of(&error), head, || {
                    view! { <ResendPage email refusal=Refusal::default() stale=true /> }
                })
            } else {
                let title = page.texts.auth_verify_title();
                page.render(
                    status_of(&error),
                    title,
                    || view! { <ConfirmPage token refusal /> },
                )
            }
        }
    }
}

pub(super) async fn resend(page: PageRequest, Form(posted): Form<PostedEmail>) -> Response {
    let PostedEmail { email } = posted;
    match page
        .client
        .resend_verification(&ResendVerification {
            email: email.clone(),
        })
        .await
    {
        Ok(()) => {
            pending::remember(&page, pending::VERIFY, email.trim());
            page.redirect("/verify-email?sent=again")
        }
        Err(error) => {
            let refusal = Refusal::of(&error);
            let head = Head::new(page.texts.auth_resend_title()).enhanced();
            page.render(status_of(&error), head, || {
                view! { <ResendPage email refusal stale=false /> }
            })
        }
    }
}

/// Behind the link of the mail.
#[component]
fn ConfirmPage(token: String, refusal: Refusal) -> impl IntoView {
    let texts = use_texts();
    view! {
        <AuthFrame
            title=texts.auth_verify_title()
            lead=texts.auth_verify_lead()
            icon=icons::MAIL_CHECK
        >
            {summary(&refusal, &[])}
            <form class="auth-form" method="post" action="/verify-email">
                <input type="hidden" name="token" value=token />
                <Button kind=ButtonKind::Submit size=ButtonSize::Lg class="auth-submit">
                    {texts.auth_verify_submit()}
                </Button>
            </form>
        </AuthFrame>
    }
}

/// After the button.
#[component]
fn DonePage() -> impl IntoView {
    let texts = use_texts();
    view! {
        <AuthFrame
            title=texts.auth_verify_done_title()
            lead=texts.auth_verify_done_lead()
            icon=icons::CIRCLE_CHECK
        >
            <ButtonLink href="/login" size=ButtonSize::Lg external=true class="auth-submit">
                {texts.nav_sign_in()}
            </ButtonLink>
        </AuthFrame>
    }
}

/// Asks for the address to send the mail to.
#[component]
fn ResendPage(
    email: String,
    refusal: Refusal,
    /// Whether a link that no longer works led here.
    stale: bool,
) -> impl IntoView {
    let texts = use_texts();
    let (title, lead) = if stale {
        (
            texts.auth_verify_failed_title(),
            texts.auth_verify_failed_lead(),
        )
    } else {
        (texts.auth_resend_title(), texts.auth_resend_lead())
    };
    view! {
        <AddressPage
            title
            lead
            action="/verify-email/resend"
            autocomplete="email"
            email
            autofocus=false
            refusal
            back=texts.nav_sign_in()
        />
    }
}
