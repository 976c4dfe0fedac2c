//! Who is signed in.

use contract::users::User;
use leptos::prelude::*;

#[derive(Clone, Copy)]
struct Auth(RwSignal<Option<User>>);

/// Provides the user, if any, to everything below.
pub fn provide_auth(user: Option<User>) -> RwSignal<Option<User>> {
    let signal = RwSignal::new(user);
    provide_context(Auth(signal));
    signal
}

/// Gets who is signed in: always somebody on app pages, perhaps nobody on plain ones.
pub fn use_auth() -> RwSignal<Option<User>> {
    expect_context::<Auth>().0
}

/// Tells whether somebody else acts as the signed-in person, which a document stays with.
pub fn is_impersonated() -> bool {
    use_auth().with_untracked(|user| {
        user.as_ref()
            .is_some_and(|user| user.impersonation.is_some())
    })
}

/// Gets a part of the signed-in user, for app pages; the default value when there is none.
pub fn use_user<T>(part: impl Fn(&User) -> T + Send + Sync + 'static) -> Memo<T>
where
    T: Default + PartialEq + Send + Sync + 'static,
{
    let auth = use_auth();
    Memo::new(move |_| auth.with(|user| user.as_ref().map(&part).unwrap_or_default()))
}
