//! What pages show that have had a mail sent.

use leptos::prelude::*;
use ui::{
    Alert, AlertVariant, Button, ButtonKind, ButtonLink, ButtonSize, ButtonVariant, Link, icons,
};

use crate::{contexts::use_texts, layout::site::AuthFrame};

/// Asks to look into the inbox.
#[component]
pub(super) fn SentPage(
    /// What was sent, and what to do with it.
    #[prop(into)]
    lead: String,
    /// What has come of asking again.
    notice: Option<&'static str>,
    /// The address, as far as the page knows it.
    email: Option<String>,
    /// Where a form with the address has the mail sent again.
    resend: &'static str,
    /// The page that asks for the address.
    ask: &'static str,
    /// The way elsewhere: where to, and in which words.
    other: (&'static str, &'static str),
    /// Whether the mailbox of the sandbox is here.
    sandbox: bool,
) -> impl IntoView {
    let texts = use_texts();
    let (href, label) = other;
    let below = move || {
        view! {
            <p class="auth-other">
                <Link href external=true>
                    {label}
                </Link>
            </p>
        }
    };
    view! {
        <AuthFrame title=texts.auth_sent_title() lead icon=icons::MAIL below>
            {notice.map(|notice| view! { <Alert variant=AlertVariant::Success>{notice}</Alert> })}
            {sandbox
                .then(|| {
                    view! {
                        <ButtonLink
                            href="/dev/mail"
                            size=ButtonSize::Lg
                            external=true
                            class="auth-submit"
                        >
                            {texts.auth_sent_mailbox()}
                        </ButtonLink>
                    }
                })}
            <p class="auth-hint">{texts.auth_sent_hint()}</p>
            {match email {
                Some(email) => {
                    view! {
                        <form method="post" action=resend>
                            <input type="hidden" name="email" value=email />
                            <Button
                                kind=ButtonKind::Submit
                                variant=ButtonVariant::Outline
                                class="auth-submit"
                            >
                                {texts.auth_sent_resend()}
                            </Button>
                        </form>
                    }
                        .into_any()
                }
                None => {
                    view! {
                        <ButtonLink
                            href=ask
                            variant=ButtonVariant::Outline
                            external=true
                            class="auth-submit"
                        >
                            {texts.auth_sent_resend()}
                        </ButtonLink>
                    }
                        .into_any()
                }
            }}
        </AuthFrame>
    }
}
