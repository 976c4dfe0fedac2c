//! Signing up.

use axum::{http::StatusCode, response::Response};
use contract::{auth::Register, oauth::Provider, validation};
use leptos::prelude::*;
use serde::Deserialize;
use ui::{Button, ButtonKind, ButtonSize, FormField, Input, Link, PasswordInput};

use super::{
    bound,
    form::{Refusal, summary},
    pending,
    providers::offered,
    status_of,
    strength::Strength,
    ways::OtherWays,
};
use crate::{
    contexts::use_texts,
    layout::site::AuthFrame,
    ssr::{Form, Head, PageRequest},
};

/// Where one goes who is signed in.
const HOME: &str = "/dashboard";

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Posted {
    first_name: String,
    last_name: String,
    email: String,
    password: String,
}

/// What is kept when the form is shown again: everything but the password.
#[derive(Clone, Default)]
struct Kept {
    first_name: String,
    last_name: String,
    email: String,
}

pub(super) async fn show(page: PageRequest) -> Response {
    if page.user.is_some() {
        return page.redirect(HOME);
    }
    render(&page, StatusCode::OK, Kept::default(), Refusal::default()).await
}

pub(super) async fn submit(page: PageRequest, Form(posted): Form<Posted>) -> Response {
    let Posted {
        first_name,
        last_name,
        email,
        password,
    } = posted;
    let kept = Kept {
        first_name: first_name.clone(),
        last_name: last_name.clone(),
        email: email.clone(),
    };
    let input = Register {
        email,
        password,
        first_name,
        last_name,
        locale: Some(page.locale),
    };
    match page.client.register(&input).await {
        Ok(registered) => {
            pending::remember(&page, pending::VERIFY, &registered.email);
            page.redirect("/verify-email?sent=1")
        }
        Err(error) => render(&page, status_of(&error), kept, Refusal::of(&error)).await,
    }
}

async fn render(page: &PageRequest, status: StatusCode, kept: Kept, refusal: Refusal) -> Response {
    let providers = offered(page).await;
    let head = Head::new(page.texts.auth_register_title()).enhanced();
    page.render(status, head, move || {
        view! { <RegisterPage kept refusal providers /> }
    })
}

#[component]
fn RegisterPage(kept: Kept, refusal: Refusal, providers: Vec<Provider>) -> impl IntoView {
    let texts = use_texts();
    let below = move || {
        view! {
            <p class="auth-other">
                {texts.auth_register_have_account()} " "
                <Link href="/login" external=true>
                    {texts.nav_sign_in()}
                </Link>
            </p>
        }
    };
    let errors = |path: &str| refusal.field(path, texts);
    let [
        first_name_errors,
        last_name_errors,
        email_errors,
        password_errors,
    ] = ["first_name", "last_name", "email", "password"].map(errors);
    let summary = summary(
        &refusal,
        &[
            ("first_name", "first-name", texts.auth_first_name()),
            ("last_name", "last-name", texts.auth_last_name()),
            ("email", "email", texts.auth_email()),
            ("password", "password", texts.auth_password()),
        ],
    );
    let Kept {
        first_name,
        last_name,
        email,
    } = kept;
    let hint = texts.auth_register_password_hint(bound(validation::PASSWORD_MIN));
    view! {
        <AuthFrame title=texts.auth_register_title() lead=texts.auth_register_lead() below>
            {summary}
            <form class="auth-form" method="post" action="/register" novalidate>
                <div class="auth-pair">
                    <FormField
                        id="first-name"
                        label=texts.auth_first_name()
                        errors=first_name_errors
                    >
                        <Input
                            name="first_name"
                            autocomplete="given-name"
                            value=first_name.clone()
                            required=true
                        />
                    </FormField>
                    <FormField
                        id="last-name"
                        label=texts.auth_last_name()
                        errors=last_name_errors
                    >
                        <Input
                            name="last_name"
                            autocomplete="family-name"
                            value=last_name.clone()
                            required=true
                        />
                    </FormField>
                </div>
                <FormField id="email" label=texts.auth_email() errors=email_errors>
                    <Input
                        name="email"
                        kind="email"
                        autocomplete="email"
                        value=email.clone()
                        required=true
                    />
                </FormField>
                <FormField
                    id="password"
                    label=texts.auth_password()
                    hint
                    errors=password_errors
                >
                    <PasswordInput name="password" autocomplete="new-password" required=true />
                    <Strength of="password" />
                </FormField>
                <Button kind=ButtonKind::Submit size=ButtonSize::Lg class="auth-submit">
                    {texts.auth_register_submit()}
                </Button>
            </form>
            <OtherWays providers next=HOME />
        </AuthFrame>
    }
}
