//! The second factor, after a password: a code of the authenticator app, or a recovery code.

use axum::{
    http::{HeaderMap, StatusCode},
    response::Response,
};
use contract::{
    mfa::{MfaMethod, RecoveryCodeAnswer, TotpAnswer},
    problem::code,
};
use leptos::prelude::*;
use serde::Deserialize;
use ui::{Button, ButtonKind, ButtonSize, Checkbox, FormField, Input, Link};

use super::{
    form::{Refusal, summary},
    login,
    passkey::{PasskeyOffer, Purpose},
    status_of,
};
use crate::{
    contexts::use_texts,
    layout::site::AuthFrame,
    ssr::{Form, Head, PageRequest, Query, cookies},
};

/// Which code is asked for.
#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum With {
    #[default]
    Totp,
    RecoveryCode,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    next: String,
    with: With,
    /// Whether a passkey would do.
    passkey: bool,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Posted {
    code: String,
    trust_device: bool,
    next: String,
    with: With,
    passkey: bool,
}

/// What the page knows of where it stands, from one request to the next.
#[derive(Clone)]
struct Place {
    next: String,
    with: With,
    passkey: bool,
}

/// The address of the page that asks for the second factor.
pub(super) fn path(next: &str, methods: &[MfaMethod]) -> String {
    address(&Place {
        next: next.to_owned(),
        with: With::Totp,
        passkey: methods.contains(&MfaMethod::Passkey),
    })
}

pub(super) async fn show(
    page: PageRequest,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Response {
    let next = login::next(&asked.next);
    if page.user.is_some() {
        return page.redirect(&next);
    }
    if !cookies::has_challenge(&headers) {
        return page.redirect(&login::expired(&next));
    }
    let place = Place {
        next,
        with: asked.with,
        passkey: asked.passkey,
    };
    render(&page, StatusCode::OK, place, Refusal::default())
}

pub(super) async fn submit(page: PageRequest, Form(posted): Form<Posted>) -> Response {
    let Posted {
        code,
        trust_device,
        next,
        with,
        passkey,
    } = posted;
    let next = login::next(&next);
    let answered = match with {
        With::Totp => {
            let input = TotpAnswer { code, trust_device };
            page.client.answer_totp(&input).await
        }
        With::RecoveryCode => {
            let input = RecoveryCodeAnswer { code };
            page.client.answer_recovery_code(&input).await
        }
    };
    match answered {
        Ok(_) => page.redirect(&next),
        Err(error) if error.code() == code::CHALLENGE_EXPIRED => {
            page.redirect(&login::expired(&next))
        }
        Err(error) => {
            let place = Place {
                next,
                with,
                passkey,
            };
            render(&page, status_of(&error), place, Refusal::of(&error))
        }
    }
}

fn render(page: &PageRequest, status: StatusCode, place: Place, refusal: Refusal) -> Response {
    let head = Head::new(page.texts.auth_mfa_title()).enhanced();
    page.render(status, head, || view! { <MfaPage place refusal /> })
}

#[component]
fn MfaPage(place: Place, refusal: Refusal) -> impl IntoView {
    let texts = use_texts();
    let Place {
        next,
        with,
        passkey,
    } = place.clone();
    let is_totp = with == With::Totp;
    let (lead, label, other, other_label) = if is_totp {
        (
            texts.auth_mfa_lead(),
            texts.auth_mfa_code(),
            With::RecoveryCode,
            texts.auth_mfa_use_recovery_code(),
        )
    } else {
        (
            texts.auth_mfa_recovery_lead(),
            texts.auth_mfa_recovery_code(),
            With::Totp,
            texts.auth_mfa_use_app(),
        )
    };
    let other = address(&Place {
        with: other,
        ..place
    });
    let offer = passkey.then(|| {
        let next = next.clone();
        view! { <PasskeyOffer purpose=Purpose::SecondFactor next has_line=true /> }
    });
    let below = move || {
        let other = other.clone();
        view! {
            <p class="auth-other">
                <Link href=other external=true>
                    {other_label}
                </Link>
            </p>
            <p class="auth-other">
                <Link href="/login" external=true>
                    {texts.auth_forgot_back()}
                </Link>
            </p>
        }
    };
    let errors = refusal.field("code", texts);
    let summary = summary(&refusal, &[("code", "code", label)]);
    // After a refusal the summary takes the focus.
    let autofocus = summary.is_none();
    let inputmode = if is_totp { "numeric" } else { "text" };
    let trust = is_totp.then(|| {
        view! {
            <Checkbox id="trust-device" name="trust_device" hint=texts.auth_mfa_trust_hint()>
                {texts.auth_mfa_trust()}
            </Checkbox>
        }
    });
    view! {
        <AuthFrame title=texts.auth_mfa_title() lead below>
            {summary}
            <form class="auth-form" method="post" action="/mfa" novalidate>
                <input type="hidden" name="next" value=next />
                <input type="hidden" name="with" value=name(with) />
                <input type="hidden" name="passkey" value=passkey.to_string() />
                <FormField id="code" label errors>
                    <Input
                        name="code"
                        autocomplete="one-time-code"
                        required=true
                        autofocus=autofocus
                        attr:inputmode=inputmode
                        attr:dir="ltr"
                        attr:spellcheck="false"
                        attr:autocapitalize="off"
                    />
                </FormField>
                {trust}
                <Button kind=ButtonKind::Submit size=ButtonSize::Lg class="auth-submit">
                    {texts.auth_mfa_submit()}
                </Button>
            </form>
            {offer}
        </AuthFrame>
    }
}

const fn name(with: With) -> &'static str {
    match with {
        With::Totp => "totp",
        With::RecoveryCode => "recovery_code",
    }
}

fn address(place: &Place) -> String {
    let Place {
        next,
        with,
        passkey,
    } = place;
    let passkey = passkey.to_string();
    let query = [
        ("next", next.as_str()),
        ("with", name(*with)),
        ("passkey", &passkey),
    ];
    let query = serde_urlencoded::to_string(query).unwrap_or_default();
    format!("/mfa?{query}")
}
