use std::marker::PhantomData;

use axum::{
    extract::{FromRef, FromRequestParts},
    http::request::Parts,
};
use contract::{
    api_keys::Grantable,
    permission::{Level, Named},
};
use services::{Caller, roles, roles::Staff, sessions::Actor};

use super::{ClientOrigin, user};
use crate::{
    ApiState,
    access::{Access, Guard},
    error::ApiError,
    layers,
};

/// Who asks, in a session or by a key that has the scope of `P`; without either the request ends
/// with 401, and with a key of other scopes with 403.
///
/// The type of a handler's argument thus says which keys reach it.
pub(crate) struct Authorized<P> {
    /// The person or program.
    pub(crate) caller: Caller,
    permission: PhantomData<P>,
}

impl<P: Grantable> Guard for Authorized<P> {
    const ACCESS: Access = Access {
        permission: Some(P::PERMISSION),
    };
}

impl<P, S> FromRequestParts<S> for Authorized<P>
where
    P: Grantable,
    ApiState: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        const {
            assert!(
                matches!(P::PERMISSION.level(), Level::Own),
                "only what is everybody's own needs no role"
            );
        }
        let state = ApiState::from_ref(state);
        let caller = user::caller(parts, &state).await?;
        caller.require_scope_of(P::PERMISSION)?;
        Ok(Self {
            caller,
            permission: PhantomData,
        })
    }
}

/// The signed-in person, for what is their own; without one the request ends with 401, and with a
/// program's key with 403.
pub(crate) struct SignedIn<P>(pub(crate) Actor, pub(crate) PhantomData<P>);

impl<P: Named> Guard for SignedIn<P> {
    const ACCESS: Access = Access {
        permission: Some(P::PERMISSION),
    };
}

impl<P, S> FromRequestParts<S> for SignedIn<P>
where
    P: Named,
    ApiState: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        const {
            assert!(
                matches!(P::PERMISSION.level(), Level::Own),
                "only what is everybody's own needs no role"
            );
        }
        let state = ApiState::from_ref(state);
        let actor = user::actor(parts, &state).await?;
        actor.require(P::PERMISSION)?;
        Ok(Self(actor, PhantomData))
    }
}

/// Who asks, by a role in the product that grants `P`; others end with 403, and so does everybody
/// outside of the networks of administrators, whatever the route is called.
pub(crate) struct OfStaff<P>(pub(crate) Staff, pub(crate) PhantomData<P>);

impl<P: Named> Guard for OfStaff<P> {
    const ACCESS: Access = Access {
        permission: Some(P::PERMISSION),
    };
}

impl<P, S> FromRequestParts<S> for OfStaff<P>
where
    P: Named,
    ApiState: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        const {
            assert!(
                matches!(P::PERMISSION.level(), Level::Product),
                "a role in the product does not grant it"
            );
        }
        let ClientOrigin(origin) = ClientOrigin::from_request_parts(parts, state).await?;
        let state = ApiState::from_ref(state);
        if layers::is_outside_admin_networks(&parts.extensions, &state.settings) {
            return Err(layers::stranger());
        }
        let caller = user::caller(parts, &state).await?;
        let staff = roles::staff(&state.ctx, caller, origin, P::PERMISSION).await?;
        Ok(Self(staff, PhantomData))
    }
}
