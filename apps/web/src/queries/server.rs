use contract::{Page, users::User};
use leptos::prelude::*;

use super::{Query, users_name};
use crate::answers::answered;

/// On the server nothing is kept: a page is rendered once.
#[derive(Clone, Copy, Debug)]
pub struct Queries;

#[expect(
    clippy::unused_self,
    reason = "the browser's handle does something with itself"
)]
impl Queries {
    /// Provides the handle to everything below.
    pub(crate) fn provide() -> Self {
        provide_context(Self);
        Self
    }

    /// Has who is signed in follow what is kept.
    pub(crate) fn follow_me(self, _: RwSignal<Option<User>>) {}

    pub(super) fn set_me(self, _: &User) {}

    pub(super) fn forget_users(self) {}
}

pub(super) fn use_users(key: Signal<String>) -> Query<Page<User>> {
    let key = key.get_untracked();
    let latest = answered(&users_name(&key)).map(|answer| (key, answer));
    Query {
        latest: RwSignal::new(latest),
        is_loading: Signal::stored(false),
        retry: Callback::new(|()| {}),
    }
}
