//! The ways to sign in by an account elsewhere.

use contract::{
    oauth::{Provider, StartQuery},
    path,
};
use leptos::prelude::*;
use ui::{ButtonLink, ButtonSize, ButtonVariant, Icon, IconSize};

use crate::{contexts::use_texts, pages::provider, ssr::PageRequest};

/// Gets the providers to offer. None are, where that cannot be known: the form works without.
pub(super) async fn offered(page: &PageRequest) -> Vec<Provider> {
    page.client
        .oauth_providers()
        .await
        .map(|providers| providers.items)
        .unwrap_or_default()
}

/// A link to each provider, set off from the form before it.
#[component]
pub(super) fn ProviderLinks(
    providers: Vec<Provider>,
    /// Where to go after signing in.
    next: String,
) -> impl IntoView {
    let texts = use_texts();
    let links = providers
        .iter()
        .map(|offer| {
            view! {
                <ButtonLink
                    href=start(offer, &next)
                    external=true
                    size=ButtonSize::Lg
                    variant=ButtonVariant::Outline
                >
                    <Icon icon=provider::mark(offer.id) size=IconSize::Lg />
                    {texts.oauth_continue_with(&offer.name)}
                </ButtonLink>
            }
        })
        .collect_view();
    (!providers.is_empty()).then(|| {
        view! {
            <div class="auth-providers">
                <p class="auth-or">
                    <span>{texts.oauth_or()}</span>
                </p>
                {links}
            </div>
        }
    })
}

fn start(provider: &Provider, next: &str) -> String {
    let path = path::OAUTH_START.replace("{provider}", provider.id.as_str());
    let query = StartQuery {
        next: Some(next.to_owned()),
    };
    format!(
        "{path}?{}",
        serde_urlencoded::to_string(query).unwrap_or_default()
    )
}
