//! The ways to sign in by an account elsewhere.

use contract::{
    oauth::{Provider, StartQuery},
    path,
};
use leptos::prelude::*;
use ui::{ButtonLink, ButtonSize, ButtonVariant, Icon, IconSize};

use crate::{client::ask, contexts::use_texts, pages::provider, ssr::PageRequest};

/// Gets the providers to offer. None are, where that cannot be known: the form works without.
pub(super) async fn offered(page: &PageRequest) -> Vec<Provider> {
    page.client
        .get(ask::oauth_providers())
        .await
        .map(|providers| providers.items)
        .unwrap_or_default()
}

/// A link to each provider.
#[component]
pub(super) fn ProviderLinks(
    providers: Vec<Provider>,
    /// Where to go after signing in.
    next: String,
) -> impl IntoView {
    providers
        .into_iter()
        .map(|provider| {
            let href = start(&provider, &next);
            view! { <ProviderLink provider href /> }
        })
        .collect_view()
}

#[component]
fn ProviderLink(provider: Provider, href: String) -> impl IntoView {
    let mark = provider::mark(provider.id);
    view! {
        <ButtonLink href external=true size=ButtonSize::Lg variant=ButtonVariant::Outline>
            <Icon icon=mark size=IconSize::Lg />
            {use_texts().oauth_continue_with(&provider.name)}
        </ButtonLink>
    }
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
