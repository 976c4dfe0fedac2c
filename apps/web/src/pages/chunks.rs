//! Pages whose code no first view of another page should wait for: it is loaded in a chunk of its
//! own when such a page is first opened. To the server they are pages like any other.

#![expect(
    clippy::unnecessary_wraps,
    reason = "the result is that of loading, which the macro adds"
)]

use leptos::{
    prelude::*,
    wasm_split::{SplitLoaderError, wasm_split},
};
use leptos_router::{LazyRoute, hooks::use_location};

use super::{
    admin::Admin,
    problem::Refusal,
    settings::{account::Account, api_keys::ApiKeys, profile::Profile, security::Security},
};
use crate::{
    browser,
    client::ClientError,
    contexts::{set_title, use_texts},
};

type Chunk = Result<AnyView, SplitLoaderError>;

/// The profile, in the chunk of the settings.
pub struct ProfileRoute;

/// The page of password and sessions, in the chunk of the settings.
pub struct SecurityRoute;

/// The page of API keys, in the chunk of the settings.
pub struct ApiKeysRoute;

/// The page of the account as a whole, in the chunk of the settings.
pub struct AccountRoute;

/// The pages of staff, all in one chunk.
pub struct AdminRoute;

impl LazyRoute for ProfileRoute {
    fn data() -> Self {
        Self
    }

    async fn view(_: Self) -> AnyView {
        shown(profile().await)
    }
}

impl LazyRoute for SecurityRoute {
    fn data() -> Self {
        Self
    }

    async fn view(_: Self) -> AnyView {
        shown(security().await)
    }
}

impl LazyRoute for ApiKeysRoute {
    fn data() -> Self {
        Self
    }

    async fn view(_: Self) -> AnyView {
        shown(api_keys().await)
    }
}

impl LazyRoute for AccountRoute {
    fn data() -> Self {
        Self
    }

    async fn view(_: Self) -> AnyView {
        shown(account().await)
    }
}

impl LazyRoute for AdminRoute {
    fn data() -> Self {
        Self
    }

    async fn view(_: Self) -> AnyView {
        shown(admin().await)
    }
}

/// Loads the chunk of a page, if it has one, so that the page can be brought to life at once.
#[cfg(feature = "hydrate")]
pub(crate) async fn preload(path: &str) -> Result<(), SplitLoaderError> {
    match path {
        "/settings/profile" => preload_profile().await,
        "/settings/security" => preload_security().await,
        "/settings/api-keys" => preload_api_keys().await,
        "/settings/account" => preload_account().await,
        path if path.starts_with("/admin/") => preload_admin().await,
        _ => Ok(()),
    }
}

#[wasm_split(settings, fallible, wasm_split_path = leptos::wasm_split, preload(preload_profile))]
fn profile() -> Chunk {
    Ok(view! { <Profile /> }.into_any())
}

#[wasm_split(settings, fallible, wasm_split_path = leptos::wasm_split, preload(preload_security))]
fn security() -> Chunk {
    Ok(view! { <Security /> }.into_any())
}

#[wasm_split(settings, fallible, wasm_split_path = leptos::wasm_split, preload(preload_api_keys))]
fn api_keys() -> Chunk {
    Ok(view! { <ApiKeys /> }.into_any())
}

#[wasm_split(settings, fallible, wasm_split_path = leptos::wasm_split, preload(preload_account))]
fn account() -> Chunk {
    Ok(view! { <Account /> }.into_any())
}

#[wasm_split(admin, fallible, wasm_split_path = leptos::wasm_split, preload(preload_admin))]
fn admin() -> Chunk {
    Ok(view! { <Admin /> }.into_any())
}

/// Offers the page's document where its chunk cannot be had: that of a newer build brings its own.
fn shown(chunk: Chunk) -> AnyView {
    chunk.unwrap_or_else(|_| {
        set_title(use_texts().app_error_title());
        let location = use_location();
        let retry = move |()| {
            let path = location.pathname.get_untracked();
            let search = location.search.get_untracked();
            let separator = if search.is_empty() { "" } else { "?" };
            browser::load(&format!("{path}{separator}{search}"));
        };
        view! { <Refusal error=ClientError::Offline retry /> }.into_any()
    })
}
