use std::marker::PhantomData;

use axum::{
    extract::{FromRef, FromRequestParts},
    http::request::Parts,
};
use contract::api_keys::Scope;
use services::Caller;

use super::user;
use crate::{ApiState, error::ApiError};

/// Who asks, in a session or by a key that has the scope of `P`; without either the request ends
/// with 401, and with a key of other scopes with 403.
///
/// The type of a handler's argument thus says which keys reach it.
pub(crate) struct Authorized<P> {
    /// The person or program.
    pub(crate) caller: Caller,
    permission: PhantomData<P>,
}

/// A permission as a type.
pub(crate) trait Grantable {
    /// The scope by which a key has it.
    const SCOPE: Scope;
}

/// The permissions that keys can have, as types.
pub(crate) mod perm {
    use super::{Grantable, Scope};

    macro_rules! permissions {
        ($($name:ident),+ $(,)?) => {$(
            pub(crate) struct $name;

            impl Grantable for $name {
                const SCOPE: Scope = Scope::$name;
            }
        )+};
    }

    permissions!(AccountRead, AccountUpdate, UsersRead, UsersList);
}

impl<P, S> FromRequestParts<S> for Authorized<P>
where
    P: Grantable,
    ApiState: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let state = ApiState::from_ref(state);
        let caller = match user::by_key(parts, &state).await? {
            Some(caller) => caller,
            None => user::by_session(parts, &state).await?.into(),
        };
        caller.require(P::SCOPE)?;
        Ok(Self {
            caller,
            permission: PhantomData,
        })
    }
}
