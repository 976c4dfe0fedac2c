//! Accounts elsewhere by which one signs in.

use axum::{extract::State, http::StatusCode, response::IntoResponse};
use contract::{
    Problem,
    identities::Identities,
    oauth::{LinkStarted, ProviderId},
    path,
};
use services::{identities, oauth};

use crate::{
    ApiState, cookies,
    error::ApiError,
    extract::{ClientOrigin, Json, ProviderInPath, SignedIn, perm},
    openapi::tag,
};

/// Lists the accounts elsewhere that are connected with yours.
#[utoipa::path(
    get, path = path::IDENTITIES, operation_id = "list_identities", tag = tag::IDENTITIES,
    summary = "List your connected accounts",
    responses((status = 200, description = "At most one of each provider", body = Identities)),
)]
pub(crate) async fn list(
    SignedIn(actor, _): SignedIn<perm::IdentitiesList>,
    State(state): State<ApiState>,
) -> Result<Json<Identities>, ApiError> {
    identities::list(&state.ctx, &actor)
        .await
        .map(Json)
        .map_err(ApiError::from)
}

/// Begins to connect your account at a provider.
///
/// Go to `authorize_url` with the same browser, within ten minutes. You come back to the security
/// settings, with `oauth_error` in the address if it came to nothing.
#[utoipa::path(
    post, path = path::IDENTITY_LINK, operation_id = "link_identity", tag = tag::IDENTITIES,
    summary = "Connect an account",
    params(("provider" = ProviderId, Path, description = "Where the account is")),
    responses(
        (status = 200, description = "Where to go", body = LinkStarted),
        (status = 403, description = "`auth.step_up_required`", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`oauth.unreachable`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn link(
    SignedIn(actor, _): SignedIn<perm::IdentitiesChange>,
    State(state): State<ApiState>,
    ProviderInPath(provider): ProviderInPath,
) -> Result<impl IntoResponse, ApiError> {
    let started = oauth::link(&state.ctx, &actor, provider).await?;
    let cookie = cookies::keep_oauth_state(&started.state, &state.settings)?;
    let authorize_url = started.authorize_url;
    Ok((cookie, Json(LinkStarted { authorize_url })))
}

/// Disconnects your account at a provider.
///
/// You are told by mail.
#[utoipa::path(
    delete, path = path::IDENTITY, operation_id = "unlink_identity", tag = tag::IDENTITIES,
    summary = "Disconnect an account",
    params(("provider" = ProviderId, Path, description = "Where the account is")),
    responses(
        (status = 204, description = "Disconnected"),
        (status = 403, description = "`auth.step_up_required`", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`auth.last_way_in`: you could not sign in any more", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn unlink(
    SignedIn(actor, _): SignedIn<perm::IdentitiesChange>,
    State(state): State<ApiState>,
    ProviderInPath(provider): ProviderInPath,
    ClientOrigin(origin): ClientOrigin,
) -> Result<StatusCode, ApiError> {
    identities::unlink(&state.ctx, &actor, provider, &origin).await?;
    Ok(StatusCode::NO_CONTENT)
}
