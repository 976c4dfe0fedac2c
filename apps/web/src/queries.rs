//! What the query cache knows how to fetch. Each function is a scope of the cache, its argument
//! the key: one request is under way per key, and what the server has fetched arrives with the page.

use contract::{
    Page, Theme,
    users::{User, UserUpdate},
};
use leptos_fetch::QueryClient;

use crate::client::{Client, Result, use_client};

/// Gets the signed-in user.
pub async fn me() -> Result<User> {
    use_client().me().await
}

/// Gets a page of users by the query string of a [`contract::users::UserQuery`].
pub async fn users(query: String) -> Result<Page<User>> {
    let query = serde_urlencoded::from_str(&query).unwrap_or_default();
    use_client().users(&query).await
}

/// Gets the time zones to choose from.
pub async fn time_zones() -> Vec<String> {
    zones()
}

#[cfg(not(feature = "hydrate"))]
fn zones() -> Vec<String> {
    i18n::time_zones().map(str::to_owned).collect()
}

/// Asks the browser when the page did not come from the server: a list of our own would weigh as
/// much as the page.
#[cfg(feature = "hydrate")]
fn zones() -> Vec<String> {
    use js_sys::{Array, Function, Reflect, global};
    use wasm_bindgen::JsCast;

    let supported = || {
        let intl = Reflect::get(&global(), &"Intl".into()).ok()?;
        let list = Reflect::get(&intl, &"supportedValuesOf".into()).ok()?;
        let list = list.dyn_into::<Function>().ok()?;
        let zones = list.call1(&intl, &"timeZone".into()).ok()?;
        zones.dyn_into::<Array>().ok()
    };
    let mut zones: Vec<_> = supported()
        .into_iter()
        .flat_map(|zones| {
            zones
                .iter()
                .filter_map(|zone| zone.as_string())
                .collect::<Vec<_>>()
        })
        .filter(|zone| zone != "UTC")
        .collect();
    zones.insert(0, "UTC".to_owned());
    zones
}

/// Changes the signed-in user and lets every view know.
pub async fn update_me(
    client: &Client,
    queries: QueryClient,
    input: &UserUpdate,
    version: i64,
) -> Result<User> {
    let user = client.update_me(input, version).await?;
    queries.set_query(me, (), Ok(user.clone()));
    queries.invalidate_query_scope(users);
    Ok(user)
}

/// Keeps a theme in the account. A change of the profile in between is no conflict with it, so it
/// is tried again upon the new version.
pub async fn keep_theme(
    client: &Client,
    queries: QueryClient,
    theme: Theme,
    version: i64,
) -> Result<User> {
    let input = UserUpdate {
        theme: Some(theme),
        ..UserUpdate::default()
    };
    match update_me(client, queries, &input, version).await {
        Err(error) if error.status() == 412 => {
            let user = client.me().await?;
            update_me(client, queries, &input, user.version).await
        }
        other => other,
    }
}
