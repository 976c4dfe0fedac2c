//! Signing in.

use axum::{http::StatusCode, response::Response};
use contract::{auth::Login, mfa::LoginAnswer, oauth::Provider, problem::code};
use leptos::prelude::*;
use serde::Deserialize;
use ui::{
    Alert, AlertVariant, Button, ButtonKind, ButtonSize, ButtonVariant, FormField, Input, Link,
    PasswordInput,
};

use super::{
    form::{Refusal, summary},
    mfa, pending,
    providers::offered,
    status_of,
    ways::OtherWays,
};
use crate::{
    contexts::use_texts,
    layout::site::AuthFrame,
    ssr::{Form, Head, PageRequest, Query, paths},
};

/// The accounts that the sandbox's demo data has.
const DEMO_USER: &str = "ada@example.com";
const DEMO_SUPERUSER: &str = "admin@example.com";
const DEMO_PASSWORD: &str = "correct-horse-battery-staple";

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    next: String,
    signed_out: String,
    reset: String,
    expired: String,
    /// Why signing in by a provider came to nothing.
    error: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Posted {
    email: String,
    password: String,
    next: String,
}

pub(super) async fn show(page: PageRequest, Query(asked): Query<Asked>) -> Response {
    let next = next(&asked.next);
    if page.user.is_some() {
        return page.redirect(&next);
    }
    let form = LoginForm {
        next,
        notice: notice(&page, &asked),
        refusal: Refusal::told(&asked.error, page.texts),
        ..LoginForm::default()
    };
    render(&page, StatusCode::OK, form).await
}

pub(super) async fn submit(page: PageRequest, Form(posted): Form<Posted>) -> Response {
    let Posted {
        email,
        password,
        next: asked,
    } = posted;
    let next = next(&asked);
    match page
        .client
        .login(&Login {
            email: email.clone(),
            password,
        })
        .await
    {
        Ok(LoginAnswer::User(_)) => page.redirect(&next),
        Ok(LoginAnswer::MfaRequired(required)) => {
            page.redirect(&mfa::path(&next, &required.methods))
        }
        Err(error) => {
            if error.code() == code::EMAIL_UNVERIFIED {
                pending::remember(&page, pending::VERIFY, &email);
            }
            let form = LoginForm {
                email,
                next,
                notice: None,
                refusal: Refusal::of(&error),
            };
            render(&page, status_of(&error), form).await
        }
    }
}

/// Where to go after signing in; never to another site, and not back here.
pub(super) fn next(asked: &str) -> String {
    let leads_back = |path: &str| {
        ["/login", "/logout", "/mfa"]
            .iter()
            .any(|p| path.starts_with(p))
    };
    paths::own(asked)
        .filter(|path| !leads_back(path))
        .unwrap_or("/dashboard")
        .to_owned()
}

/// The address of this page for who took too long to complete signing in.
pub(super) fn expired(next: &str) -> String {
    let query = [("expired", "1"), ("next", next)];
    let query = serde_urlencoded::to_string(query).unwrap_or_default();
    format!("/login?{query}")
}

/// What has led here, in words.
fn notice(page: &PageRequest, asked: &Asked) -> Option<(AlertVariant, &'static str)> {
    if !asked.reset.is_empty() {
        Some((AlertVariant::Success, page.texts.auth_login_reset()))
    } else if !asked.signed_out.is_empty() {
        Some((AlertVariant::Success, page.texts.auth_login_signed_out()))
    } else if !asked.expired.is_empty() {
        Some((AlertVariant::Warning, page.texts.auth_login_expired()))
    } else {
        None
    }
}

/// What the form shows.
#[derive(Default)]
struct LoginForm {
    email: String,
    next: String,
    notice: Option<(AlertVariant, &'static str)>,
    refusal: Refusal,
}

async fn render(page: &PageRequest, status: StatusCode, form: LoginForm) -> Response {
    let sandbox = page.web.settings.sandbox;
    let providers = offered(page).await;
    let head = Head::new(page.texts.nav_sign_in()).enhanced();
    page.render(status, head, move || {
        view! { <LoginPage form sandbox providers /> }
    })
}

#[component]
fn LoginPage(form: LoginForm, sandbox: bool, providers: Vec<Provider>) -> impl IntoView {
    let texts = use_texts();
    let LoginForm {
        email,
        next,
        notice,
        refusal,
    } = form;
    let (demo_next, ways_next) = (next.clone(), next.clone());
    let below = move || {
        let next = demo_next.clone();
        view! {
            <p class="auth-other">
                {texts.auth_login_no_account()} " "
                <Link href="/register" external=true>
                    {texts.nav_sign_up()}
                </Link>
            </p>
            {sandbox.then(|| view! { <DemoSignIns next /> })}
        }
    };
    let unverified = refusal.is(code::EMAIL_UNVERIFIED).then(|| email.clone());
    let email_errors = refusal.field("email", texts);
    let password_errors = refusal.field("password", texts);
    let summary = summary(
        &refusal,
        &[
            ("email", "email", texts.auth_email()),
            ("password", "password", texts.auth_password()),
        ],
    );
    // After a refusal the summary takes the focus.
    // With a notice there is something to read first.
    let autofocus = email.is_empty() && notice.is_none();
    view! {
        <AuthFrame title=texts.nav_sign_in() lead=texts.auth_login_lead() below>
            {notice.map(|(variant, notice)| view! { <Alert variant>{notice}</Alert> })}
            {summary}
            {unverified.map(|email| view! { <ResendNow email /> })}
            <form class="auth-form" method="post" action="/login" novalidate>
                <input type="hidden" name="next" value=next />
                <FormField id="email" label=texts.auth_email() errors=email_errors>
                    <Input
                        name="email"
                        kind="email"
                        autocomplete="username webauthn"
                        value=email.clone()
                        required=true
                        autofocus=autofocus
                    />
                </FormField>
                <div class="auth-password">
                    <FormField id="password" label=texts.auth_password() errors=password_errors>
                        <PasswordInput
                            name="password"
                            autocomplete="current-password"
                            required=true
                        />
                    </FormField>
                    <Link href="/forgot-password" external=true class="auth-forgot">
                        {texts.auth_login_forgot()}
                    </Link>
                </div>
                <Button kind=ButtonKind::Submit size=ButtonSize::Lg class="auth-submit">
                    {texts.nav_sign_in()}
                </Button>
            </form>
            <OtherWays providers passkey=true next=ways_next />
        </AuthFrame>
    }
}

/// The way on for who has signed up, but not confirmed the address.
#[component]
fn ResendNow(email: String) -> impl IntoView {
    view! {
        <form class="auth-resend-now" method="post" action="/verify-email/resend">
            <input type="hidden" name="email" value=email />
            <Button kind=ButtonKind::Submit variant=ButtonVariant::Outline>
                {use_texts().auth_login_unverified_resend()}
            </Button>
        </form>
    }
}

/// The accounts of the demo data, one click away; only where the sandbox is.
#[component]
fn DemoSignIns(next: String) -> impl IntoView {
    let texts = use_texts();
    let accounts = [
        (DEMO_USER, texts.auth_login_demo_user()),
        (DEMO_SUPERUSER, texts.auth_login_demo_superuser()),
    ];
    view! {
        <section class="demo" aria-labelledby="demo-title">
            <h2 class="demo-title" id="demo-title">
                {texts.auth_login_demo_title()}
            </h2>
            <p class="demo-text">
                {texts.auth_login_demo_text()} <code dir="ltr">{DEMO_PASSWORD}</code>
            </p>
            {accounts
                .into_iter()
                .map(|(email, label)| {
                    view! {
                        <form class="demo-account" method="post" action="/login">
                            <input type="hidden" name="next" value=next.clone() />
                            <input type="hidden" name="email" value=email />
                            <input type="hidden" name="password" value=DEMO_PASSWORD />
                            <code class="demo-email" dir="ltr">
                                {email}
                            </code>
                            <Button
                                kind=ButtonKind::Submit
                                size=ButtonSize::Sm
                                variant=ButtonVariant::Outline
                            >
                                {label}
                            </Button>
                        </form>
                    }
                })
                .collect_view()}
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn next_stays_on_this_site_and_leads_somewhere() {
        for (asked, expected) in [
            ("", "/dashboard"),
            ("/users?sort=email", "/users?sort=email"),
            ("//evil.example", "/dashboard"),
            ("https://evil.example", "/dashboard"),
            ("/login?next=/users", "/dashboard"),
            ("/logout", "/dashboard"),
            ("/mfa?next=/users", "/dashboard"),
        ] {
            assert_eq!(next(asked), expected, "{asked}");
        }
    }
}
