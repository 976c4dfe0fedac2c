//! People's accounts.

use axum::{extract::State, response::IntoResponse};
use contract::{
    Page, Problem, UserId, path,
    users::{User, UserQuery, UserUpdate},
};
use services::users;

use crate::{
    ApiState,
    error::ApiError,
    extract::{self, Authorized, Id, IfMatch, Json, OfStaff, ValidJson, ValidQuery, perm},
    openapi::tag,
};

/// A user with the tag of their version.
pub(crate) fn tagged(user: User) -> impl IntoResponse {
    extract::tagged(user.version, user)
}

/// Answers with the signed-in user.
#[utoipa::path(
    get, path = path::USERS_ME, operation_id = "get_me", tag = tag::USERS,
    summary = "Get yourself",
    responses((
        status = 200, description = "The signed-in user", body = User,
        headers(("ETag" = String, description = "The version, for `If-Match`")),
    )),
)]
pub(crate) async fn get_me(
    asking: Authorized<perm::AccountRead>,
    State(state): State<ApiState>,
) -> Result<impl IntoResponse, ApiError> {
    Ok(tagged(users::me(&state.ctx, &asking.caller).await?))
}

/// Changes one's profile.
///
/// Absent fields stay as they are. With `If-Match`, the change is made only if nobody else was
/// faster.
#[utoipa::path(
    patch, path = path::USERS_ME, operation_id = "update_me", tag = tag::USERS,
    summary = "Change your profile",
    request_body = UserUpdate,
    params((
        "If-Match" = Option<String>, Header, nullable = false, example = "\"1\"",
        description = "The `ETag` that the change is based on; without it the change is always made",
    )),
    responses(
        (
            status = 200, description = "The changed user", body = User,
            headers(("ETag" = String, description = "The new version")),
        ),
        (status = 412, description = "`request.precondition_failed`: changed by someone else meanwhile", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn update_me(
    asking: Authorized<perm::AccountUpdate>,
    State(state): State<ApiState>,
    IfMatch(expected): IfMatch,
    ValidJson(input): ValidJson<UserUpdate>,
) -> Result<impl IntoResponse, ApiError> {
    let user = users::update(&state.ctx, &asking.caller, expected.as_deref(), input).await?;
    let user = users::describe(&state.ctx, &asking.caller, user).await?;
    Ok(tagged(user))
}

/// Lists all users.
///
/// For who has a role in the product that grants it.
#[utoipa::path(
    get, path = path::USERS, operation_id = "list_users", tag = tag::USERS,
    summary = "List users",
    params(UserQuery),
    responses((status = 200, description = "A page of users", body = Page<User>)),
)]
pub(crate) async fn list(
    OfStaff(staff, _): OfStaff<perm::UsersList>,
    State(state): State<ApiState>,
    ValidQuery(query): ValidQuery<UserQuery>,
) -> Result<Json<Page<User>>, ApiError> {
    users::list(&state.ctx, &staff, query)
        .await
        .map(Json)
        .map_err(ApiError::from)
}

/// Answers with one user.
///
/// Who may list users sees everyone. Everybody else gets a 404 for anyone but themselves.
#[utoipa::path(
    get, path = path::USER, operation_id = "get_user", tag = tag::USERS,
    summary = "Get a user",
    params(("id" = UserId, Path, description = "The user's id")),
    responses((
        status = 200, description = "The user", body = User,
        headers(("ETag" = String, description = "The version")),
    )),
)]
pub(crate) async fn get(
    asking: Authorized<perm::UsersRead>,
    State(state): State<ApiState>,
    Id(id): Id<UserId>,
) -> Result<impl IntoResponse, ApiError> {
    Ok(tagged(users::get(&state.ctx, &asking.caller, id).await?))
}
