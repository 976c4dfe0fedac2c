//! Sign-ups whose addresses are not confirmed.

use axum::{extract::State, http::StatusCode, response::IntoResponse};
use contract::{
    Page, Problem, RegistrationId,
    admin::{Registration, SearchQuery},
    path,
    users::User,
};
use services::admin::registrations;

use crate::{
    ApiState,
    error::ApiError,
    extract::{Id, Json, OfStaff, ValidQuery, perm},
    openapi::tag,
};

/// Lists sign-ups that can still be confirmed, newest first.
///
/// `search` is the beginning of an address.
#[utoipa::path(
    get, path = path::ADMIN_REGISTRATIONS, operation_id = "admin_list_registrations",
    tag = tag::ADMIN, summary = "List unconfirmed sign-ups",
    params(SearchQuery),
    responses((status = 200, description = "A page of sign-ups", body = Page<Registration>)),
)]
pub(crate) async fn list(
    OfStaff(staff, _): OfStaff<perm::UsersVerify>,
    State(state): State<ApiState>,
    ValidQuery(query): ValidQuery<SearchQuery>,
) -> Result<Json<Page<Registration>>, ApiError> {
    registrations::list(&state.ctx, &staff, query)
        .await
        .map(Json)
        .map_err(ApiError::from)
}

/// Takes the address of a sign-up for confirmed.
///
/// It makes the account, with the password that was chosen. Where several people have signed up with
/// the address only its owner can tell which of them they are.
#[utoipa::path(
    post, path = path::ADMIN_VERIFY_REGISTRATION, operation_id = "admin_verify_registration",
    tag = tag::ADMIN, summary = "Confirm a sign-up",
    params(("id" = RegistrationId, Path, description = "The sign-up's id")),
    responses(
        (status = 201, description = "The account", body = User),
        (status = 409, description = "`registrations.several` or `users.email_taken`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn verify(
    OfStaff(staff, _): OfStaff<perm::UsersVerify>,
    State(state): State<ApiState>,
    Id(id): Id<RegistrationId>,
) -> Result<impl IntoResponse, ApiError> {
    let user = registrations::verify(&state.ctx, &staff, id).await?;
    Ok((StatusCode::CREATED, Json(user)))
}
