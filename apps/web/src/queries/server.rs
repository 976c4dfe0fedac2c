use std::future::{Ready, ready};

use contract::{passkeys::PasskeyChallenge, path, users::User};
use credentials::Refusal;
use leptos::prelude::*;
use serde_json::Value;

use super::Text;
use crate::answers;

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

    /// Gets who is signed in.
    pub(crate) fn me(self) -> Option<User> {
        answers::answered(path::USERS_ME)
    }

    pub(super) fn keep(self, _: &str, _: crate::client::Result<String>) {}

    pub(crate) fn forget_where(self, _: &dyn Fn(&str) -> bool) {}
}

/// Only a browser makes passkeys.
pub(super) fn create_passkey(_: &PasskeyChallenge) -> Ready<Result<Value, Refusal>> {
    ready(Err(Refusal::Unsupported))
}

/// Only a browser asks for passkeys.
pub(super) fn get_passkey(_: &PasskeyChallenge) -> Ready<Result<Value, Refusal>> {
    ready(Err(Refusal::Unsupported))
}

/// Takes what has come before the page is rendered.
pub(super) fn use_text(path: Memo<String>) -> Text {
    let path = path.get_untracked();
    let answer = answers::answer(&path);
    Text {
        latest: RwSignal::new(answer.map(|answer| (path, answer))),
        is_loading: Signal::stored(false),
        retry: Callback::new(|()| {}),
    }
}
