//! The way in by a passkey, which only a script can open.

use leptos::prelude::*;
use ui::{Button, ButtonKind, ButtonSize, ButtonVariant, Icon, IconSize, icons};

use crate::contexts::use_texts;

/// What a passkey is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Instead of a password.
    SignIn,
    /// After a password.
    SecondFactor,
}

/// A button that asks for a passkey; hidden until a script can serve it.
#[component]
pub(super) fn PasskeyOffer(
    purpose: Purpose,
    /// Where to go once signed in.
    next: String,
    /// Whether it brings a line along that sets it off from the form before it.
    has_line: bool,
) -> impl IntoView {
    let texts = use_texts();
    let (purpose, label) = match purpose {
        Purpose::SignIn => ("sign-in", texts.passkeys_sign_in()),
        Purpose::SecondFactor => ("second-factor", texts.passkeys_second_factor()),
    };
    let line = has_line.then(|| view! { <p class="ways-or">{texts.auth_or()}</p> });
    view! {
        <div class="ways" data-passkey=purpose data-next=next hidden>
            {line}
            <Button
                kind=ButtonKind::Button
                variant=ButtonVariant::Outline
                size=ButtonSize::Lg
                class="auth-submit"
            >
                <Icon icon=icons::KEY size=IconSize::Lg />
                {label}
            </Button>
            <p class="passkey-message" aria-live="assertive"></p>
        </div>
    }
}
