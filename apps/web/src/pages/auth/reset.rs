//! Choosing a new password, behind the link of a mail.
//!
//! To open the link changes nothing, as scanners of mail open links too; the form does.

use axum::{
    http::{HeaderMap, StatusCode},
    response::Response,
};
use contract::{auth::ResetPassword, problem::code, validation};
use leptos::prelude::*;
use serde::Deserialize;
use ui::{Button, ButtonKind, ButtonSize, FormField, PasswordInput};

use super::{
    bound, forgot,
    form::{Refusal, summary},
    pending, status_of,
    strength::Strength,
};
use crate::{
    contexts::use_texts,
    layout::site::AuthFrame,
    ssr::{Form, Head, PageRequest, Query},
};

/// The sign-in page, which says what has happened.
const CHANGED: &str = "/login?reset=1";

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    token: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Posted {
    token: String,
    new_password: String,
}

pub(super) async fn show(
    page: PageRequest,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Response {
    let Asked { token } = asked;
    if token.is_empty() {
        return page.redirect("/forgot-password");
    }
    let email = pending::read(&headers);
    render(&page, StatusCode::OK, token, email, Refusal::default())
}

pub(super) async fn submit(
    page: PageRequest,
    headers: HeaderMap,
    Form(posted): Form<Posted>,
) -> Response {
    let Posted {
        token,
        new_password,
    } = posted;
    let input = ResetPassword {
        token: token.clone(),
        new_password,
    };
    match page.client.reset_password(&input).await {
        Ok(()) => {
            for path in [pending::FORGOT, pending::RESET] {
                pending::forget(&page, path);
            }
            page.redirect(CHANGED)
        }
        Err(error) => {
            let refusal = Refusal::of(&error);
            let email = pending::read(&headers);
            // A token of a wrong length is as useless as one that was used.
            if refusal.is(code::TOKEN_INVALID) || !refusal.field("token", page.texts).is_empty() {
                forgot::stale(&page, status_of(&error), email.unwrap_or_default())
            } else {
                render(&page, status_of(&error), token, email, refusal)
            }
        }
    }
}

fn render(
    page: &PageRequest,
    status: StatusCode,
    token: String,
    email: Option<String>,
    refusal: Refusal,
) -> Response {
    let head = Head::new(page.texts.auth_reset_title()).enhanced();
    page.render(status, head, || view! { <ResetPage token email refusal /> })
}

#[component]
fn ResetPage(
    token: String,
    /// The address that this browser has asked for. Whose the token is, the page does not ask.
    email: Option<String>,
    refusal: Refusal,
) -> impl IntoView {
    let texts = use_texts();
    let label = texts.auth_reset_password();
    let errors = refusal.field("new_password", texts);
    let summary = summary(&refusal, &[("new_password", "new-password", label)]);
    let hint = texts.auth_register_password_hint(bound(validation::PASSWORD_MIN));
    // After a refusal the summary takes the focus.
    let autofocus = summary.is_none();
    view! {
        <AuthFrame title=texts.auth_reset_title() lead=texts.auth_reset_lead()>
            {summary}
            <form class="auth-form" method="post" action="/reset-password" novalidate>
                <input type="hidden" name="token" value=token />
                // Password managers find the account by a field for its name.
                <input
                    type="text"
                    name="username"
                    autocomplete="username"
                    value=email
                    readonly=true
                    hidden=true
                />
                <FormField id="new-password" label hint errors>
                    <PasswordInput
                        name="new_password"
                        autocomplete="new-password"
                        required=true
                        autofocus=autofocus
                    />
                    <Strength of="new-password" />
                </FormField>
                <Button kind=ButtonKind::Submit size=ButtonSize::Lg class="auth-submit">
                    {texts.auth_reset_submit()}
                </Button>
            </form>
        </AuthFrame>
    }
}
