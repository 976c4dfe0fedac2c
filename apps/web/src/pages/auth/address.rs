//! What pages show that ask for an address to send a mail to.

use leptos::prelude::*;
use ui::{Button, ButtonKind, ButtonSize, FormField, Input, Link};

use super::form::{Refusal, summary};
use crate::{contexts::use_texts, layout::site::AuthFrame};

/// Asks for an address.
#[component]
pub(super) fn AddressPage(
    title: &'static str,
    lead: &'static str,
    /// Where the form is sent.
    action: &'static str,
    /// What browsers fill in: the name of an account or any address.
    autocomplete: &'static str,
    /// What was typed before.
    email: String,
    /// Whether the form waits for the address.
    autofocus: bool,
    refusal: Refusal,
    /// The words of the way to the sign-in page.
    back: &'static str,
) -> impl IntoView {
    let texts = use_texts();
    let below = move || {
        view! {
            <p class="auth-other">
                <Link href="/login" external=true>
                    {back}
                </Link>
            </p>
        }
    };
    let errors = refusal.field("email", texts);
    let summary = summary(&refusal, &[("email", "email", texts.auth_email())]);
    // After a refusal the summary takes the focus.
    let autofocus = autofocus && summary.is_none();
    view! {
        <AuthFrame title lead below>
            {summary}
            <form class="auth-form" method="post" action=action novalidate>
                <FormField id="email" label=texts.auth_email() errors>
                    <Input
                        name="email"
                        kind="email"
                        autocomplete
                        value=email.clone()
                        required=true
                        autofocus=autofocus
                    />
                </FormField>
                <Button kind=ButtonKind::Submit size=ButtonSize::Lg class="auth-submit">
                    {texts.auth_resend_submit()}
                </Button>
            </form>
        </AuthFrame>
    }
}
