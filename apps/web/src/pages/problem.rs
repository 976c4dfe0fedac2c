//! Refusals, in words.

use contract::problem::code;
use credentials::Refusal as BrowserRefusal;
use i18n::Texts;
use leptos::prelude::*;
use ui::{Alert, AlertVariant, Button, ButtonSize, ButtonVariant};

use crate::{
    client::ClientError,
    contexts::{set_status, use_texts},
    queries::PasskeyError,
};

/// Says why data could not be shown, and offers to ask again.
#[component]
pub(super) fn Refusal(
    /// What came instead of the data.
    error: ClientError,
    /// Asks again.
    #[prop(into)]
    retry: Callback<()>,
) -> impl IntoView {
    let texts = use_texts();
    set_status(error.status());
    let text = texts.error(error.code()).unwrap_or_default();
    view! {
        <Alert variant=AlertVariant::Danger title=texts.app_error_title()>
            <p>{text}</p>
            <Button
                variant=ButtonVariant::Outline
                size=ButtonSize::Sm
                class="alert-action"
                on:click=move |_| retry.run(())
            >
                {texts.action_retry()}
            </Button>
        </Alert>
    }
}

/// Why a passkey has led to nothing, in words.
pub(super) fn passkey_refusal(texts: &'static Texts, error: &PasskeyError) -> &'static str {
    match error {
        PasskeyError::Api(error) => texts.error(error.code()).unwrap_or_default(),
        PasskeyError::Browser(BrowserRefusal::Unsupported) => texts.passkeys_unsupported(),
        PasskeyError::Browser(BrowserRefusal::Cancelled) => texts.passkeys_add_cancelled(),
        PasskeyError::Browser(BrowserRefusal::Known) => {
            texts.error(code::PASSKEY_KNOWN).unwrap_or_default()
        }
        PasskeyError::Browser(BrowserRefusal::Failed) => texts.passkeys_failed(),
    }
}
