use std::marker::PhantomData;

use axum::{
    extract::{FromRef, FromRequestParts},
    http::request::Parts,
};
use contract::{
    TeamId,
    permission::{Level, Named},
};
use services::teams::{self, TeamActor};

use super::{ClientOrigin, IdOf, user};
use crate::{
    ApiState,
    access::{Access, Guard},
    error::ApiError,
};

/// Who asks, as a member of the team in the path whose role grants `P`.
///
/// To everybody else the team does not exist: 404. A member whose role does not grant it ends with
/// 403, and so does a key that has not the scope.
pub(crate) struct InTeam<P>(pub(crate) TeamActor, pub(crate) PhantomData<P>);

impl<P: Named> Guard for InTeam<P> {
    const ACCESS: Access = Access {
        permission: Some(P::PERMISSION),
    };
}

impl<P, S> FromRequestParts<S> for InTeam<P>
where
    P: Named,
    ApiState: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        const {
            assert!(
                !matches!(P::PERMISSION.level(), Level::Product),
                "no role in a team grants it"
            );
        }
        let ClientOrigin(origin) = ClientOrigin::from_request_parts(parts, state).await?;
        let api = ApiState::from_ref(state);
        let caller = user::caller(parts, &api).await?;
        let IdOf(team) = IdOf::<TeamId>::from_request_parts(parts, state).await?;
        let actor = teams::enter(&api.ctx, caller, origin, team, P::PERMISSION).await?;
        Ok(Self(actor, PhantomData))
    }
}
