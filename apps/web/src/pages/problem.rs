use leptos::prelude::*;
use ui::{Alert, AlertVariant, Button, ButtonSize, ButtonVariant};

use crate::{
    client::ClientError,
    contexts::{set_status, use_texts},
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
