//! Where the page is, for forms that come back to it.

use leptos::prelude::*;

#[derive(Clone, Copy)]
struct OwnPath(Signal<String>);

/// Provides the page's own path and query to everything below.
pub fn provide_own_path(path: impl Into<Signal<String>>) {
    provide_context(OwnPath(path.into()));
}

/// Gets the page's own path and query: `/users?sort=email`.
pub fn use_own_path() -> Signal<String> {
    expect_context::<OwnPath>().0
}
