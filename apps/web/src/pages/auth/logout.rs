//! Signing out: only by a form, so that no link or image of another site can do it.

use axum::{http::StatusCode, response::Response};
use leptos::prelude::*;
use ui::{Button, ButtonKind, ButtonLink, ButtonSize, ButtonVariant};

use super::status_of;
use crate::{contexts::use_texts, layout::site::AuthFrame, pages::errors, ssr::PageRequest};

/// The sign-in page, which says what has happened.
const SIGNED_OUT: &str = "/login?signed_out=1";

pub(super) async fn show(page: PageRequest) -> Response {
    let Some(user) = page.user.clone() else {
        return page.redirect("/login");
    };
    page.render(StatusCode::OK, page.texts.auth_logout_title(), || {
        view! { <LogoutPage email=user.email.clone() /> }
    })
}

pub(super) async fn submit(page: PageRequest) -> Response {
    match page.client.logout().await {
        Ok(()) => page.redirect(SIGNED_OUT),
        Err(error) if status_of(&error) == StatusCode::UNAUTHORIZED => page.redirect(SIGNED_OUT),
        Err(error) => errors::refused(&page, &error),
    }
}

#[component]
fn LogoutPage(email: String) -> impl IntoView {
    let texts = use_texts();
    view! {
        <AuthFrame title=texts.auth_logout_title() lead=texts.auth_logout_lead(&email)>
            <form class="auth-form" method="post" action="/logout">
                <Button kind=ButtonKind::Submit size=ButtonSize::Lg class="auth-submit">
                    {texts.nav_sign_out()}
                </Button>
                <ButtonLink
                    href="/dashboard"
                    size=ButtonSize::Lg
                    variant=ButtonVariant::Outline
                    external=true
                    class="auth-submit"
                >
                    {texts.auth_logout_cancel()}
                </ButtonLink>
            </form>
        </AuthFrame>
    }
}
