//! Keys of one's own programs.

use axum::{extract::State, http::StatusCode, response::IntoResponse};
use contract::{
    ApiKeyId, Page, Problem,
    api_keys::{ApiKey, ApiKeyQuery, CreateApiKey, NewApiKey, RotateApiKey},
    path,
};
use services::api_keys;

use crate::{
    ApiState,
    error::ApiError,
    extract::{ClientOrigin, Id, Json, SignedIn, ValidJson, ValidQuery, perm},
    openapi::tag,
};

/// Makes a key for a program.
///
/// The answer is the only one that holds the key; it is kept as a hash. A key never does more than
/// its owner may.
#[utoipa::path(
    post, path = path::API_KEYS, operation_id = "create_api_key", tag = tag::API_KEYS,
    summary = "Make a key",
    request_body = CreateApiKey,
    responses(
        (status = 201, description = "The key, shown this once", body = NewApiKey),
        (status = 403, description = "`auth.step_up_required`, or `api_keys.too_many`: 50 keys work already", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn create(
    SignedIn(actor, _): SignedIn<perm::ApiKeysManage>,
    State(state): State<ApiState>,
    ClientOrigin(origin): ClientOrigin,
    ValidJson(input): ValidJson<CreateApiKey>,
) -> Result<impl IntoResponse, ApiError> {
    let made = api_keys::create(&state.ctx, &actor, input, &origin).await?;
    Ok((StatusCode::CREATED, Json(made)))
}

/// Lists your own keys, newest first.
///
/// One that was revoked or has run out is not among them.
#[utoipa::path(
    get, path = path::API_KEYS, operation_id = "list_api_keys", tag = tag::API_KEYS,
    summary = "List your keys",
    params(ApiKeyQuery),
    responses((status = 200, description = "A page of keys", body = Page<ApiKey>)),
)]
pub(crate) async fn list(
    SignedIn(actor, _): SignedIn<perm::ApiKeysManage>,
    State(state): State<ApiState>,
    ValidQuery(query): ValidQuery<ApiKeyQuery>,
) -> Result<Json<Page<ApiKey>>, ApiError> {
    api_keys::list(&state.ctx, &actor, query)
        .await
        .map(Json)
        .map_err(ApiError::from)
}

/// Replaces a key by another one with the same name and scopes.
///
/// The new key works at once, and the old one for a while longer, so that a program can be moved from
/// one to the other. A key that had an end gets as long a life again.
#[utoipa::path(
    post, path = path::ROTATE_API_KEY, operation_id = "rotate_api_key", tag = tag::API_KEYS,
    summary = "Rotate a key",
    params(("id" = ApiKeyId, Path, description = "The id of the key to be replaced")),
    request_body = RotateApiKey,
    responses(
        (status = 201, description = "The new key, shown this once", body = NewApiKey),
        (status = 403, description = "`auth.step_up_required`, or `api_keys.too_many`: 50 keys work already", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`api_keys.ended`: it works no more, or was rotated before", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn rotate(
    SignedIn(actor, _): SignedIn<perm::ApiKeysManage>,
    State(state): State<ApiState>,
    ClientOrigin(origin): ClientOrigin,
    Id(id): Id<ApiKeyId>,
    ValidJson(input): ValidJson<RotateApiKey>,
) -> Result<impl IntoResponse, ApiError> {
    let made = api_keys::rotate(&state.ctx, &actor, id, input, &origin).await?;
    Ok((StatusCode::CREATED, Json(made)))
}

/// Revokes one of your keys.
///
/// Its next call is refused.
#[utoipa::path(
    delete, path = path::API_KEY, operation_id = "revoke_api_key", tag = tag::API_KEYS,
    summary = "Revoke a key",
    params(("id" = ApiKeyId, Path, description = "The key's id")),
    responses((status = 204, description = "Revoked")),
)]
pub(crate) async fn revoke(
    SignedIn(actor, _): SignedIn<perm::ApiKeysManage>,
    State(state): State<ApiState>,
    ClientOrigin(origin): ClientOrigin,
    Id(id): Id<ApiKeyId>,
) -> Result<StatusCode, ApiError> {
    api_keys::revoke(&state.ctx, &actor, id, &origin).await?;
    Ok(StatusCode::NO_CONTENT)
}
