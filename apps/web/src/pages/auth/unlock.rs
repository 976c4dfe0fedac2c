//! Unlocking an account, behind the link of a mail.
//!
//! To open the link changes nothing, as scanners of mail open links too; the button does.

use axum::{http::StatusCode, response::Response};
use contract::{auth::Unlock, problem::code};
use leptos::prelude::*;
use serde::Deserialize;
use ui::{Button, ButtonKind, ButtonLink, ButtonSize, IconData, icons};

use super::{
    form::{Refusal, summary},
    status_of,
};
use crate::{
    contexts::use_texts,
    layout::site::AuthFrame,
    ssr::{Form, PageRequest, Query},
};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    token: String,
    done: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Posted {
    token: String,
}

pub(super) async fn show(page: PageRequest, Query(asked): Query<Asked>) -> Response {
    let Asked { token, done } = asked;
    let texts = page.texts;
    if !done.is_empty() {
        let (title, lead) = (texts.lockouts_done_title(), texts.lockouts_done_lead());
        page.render(StatusCode::OK, title, || {
            view! { <OnwardPage title lead icon=icons::CIRCLE_CHECK /> }
        })
    } else if token.is_empty() {
        page.redirect("/login")
    } else {
        ask(&page, StatusCode::OK, token, Refusal::default())
    }
}

pub(super) async fn submit(page: PageRequest, Form(posted): Form<Posted>) -> Response {
    let Posted { token } = posted;
    let input = Unlock {
        token: token.clone(),
    };
    match page.client.unlock(&input).await {
        Ok(()) => page.redirect("/unlock?done=1"),
        Err(error) => {
            let refusal = Refusal::of(&error);
            // A token of a wrong length is as useless as one that was used.
            if refusal.is(code::TOKEN_INVALID) || refusal.is(code::INVALID) {
                let texts = page.texts;
                let (title, lead) = (texts.lockouts_failed_title(), texts.lockouts_failed_lead());
                page.render(status_of(&error), title, || {
                    view! { <OnwardPage title lead icon=icons::CIRCLE_ALERT /> }
                })
            } else {
                ask(&page, status_of(&error), token, refusal)
            }
        }
    }
}

fn ask(page: &PageRequest, status: StatusCode, token: String, refusal: Refusal) -> Response {
    page.render(
        status,
        page.texts.lockouts_title(),
        || view! { <UnlockPage token refusal /> },
    )
}

/// Behind the link of the mail.
#[component]
fn UnlockPage(token: String, refusal: Refusal) -> impl IntoView {
    let texts = use_texts();
    view! {
        <AuthFrame
            title=texts.lockouts_title()
            lead=texts.lockouts_lead()
            icon=icons::LOCK
        >
            {summary(&refusal, &[])}
            <form class="auth-form" method="post" action="/unlock">
                <input type="hidden" name="token" value=token />
                <Button kind=ButtonKind::Submit size=ButtonSize::Lg class="auth-submit">
                    {texts.lockouts_submit()}
                </Button>
            </form>
        </AuthFrame>
    }
}

/// After the button: what has come of it, and the way to sign in.
#[component]
fn OnwardPage(title: &'static str, lead: &'static str, icon: IconData) -> impl IntoView {
    let texts = use_texts();
    view! {
        <AuthFrame title lead icon>
            <ButtonLink href="/login" size=ButtonSize::Lg external=true class="auth-submit">
                {texts.nav_sign_in()}
            </ButtonLink>
        </AuthFrame>
    }
}
