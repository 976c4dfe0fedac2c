//! Where the page is, for forms that come back to it and links that lead to it. Only what the server
//! renders asks: in the browser the page changes and its frame stays.

use std::sync::Arc;

use leptos::prelude::*;

#[derive(Clone)]
struct OwnPath(Arc<str>);

/// Provides the page's own path and query to everything below.
pub fn provide_own_path(path: Arc<str>) {
    provide_context(OwnPath(path));
}

/// Gets the page's own path and query: `/users?sort=email`.
pub fn use_own_path() -> Arc<str> {
    expect_context::<OwnPath>().0
}
