//! The ways in beside a form: by an account elsewhere, and by a passkey.

use contract::oauth::Provider;
use leptos::prelude::*;

use super::{
    passkey::{PasskeyOffer, Purpose},
    providers::ProviderLinks,
};
use crate::contexts::use_texts;

/// They in one group, set off from the form before them by one line.
///
/// Where there are no providers the line belongs to the passkey, and is hidden with it until a script
/// can serve it.
#[component]
pub(super) fn OtherWays(
    providers: Vec<Provider>,
    /// Whether a passkey is one of them.
    #[prop(optional)]
    passkey: bool,
    /// Where to go after signing in.
    #[prop(into)]
    next: String,
) -> impl IntoView {
    let has_line = providers.is_empty();
    let offer = passkey.then(|| {
        let next = next.clone();
        view! { <PasskeyOffer purpose=Purpose::SignIn next has_line /> }
    });
    if providers.is_empty() {
        return offer.into_any();
    }
    view! {
        <div class="ways">
            <p class="ways-or">{use_texts().auth_or()}</p>
            <ProviderLinks providers next />
            {offer}
        </div>
    }
    .into_any()
}
