//! Roles of teams, and in the product as a whole.

use axum::{extract::State, http::StatusCode, response::IntoResponse};
use contract::{
    Problem, RoleId, TeamId, UserId, path,
    roles::{Role, RoleCreate, RoleUpdate, UserRoleCreate},
};
use services::roles;

use crate::{
    ApiState,
    error::ApiError,
    extract::{self, Id, IdOf, IfMatch, InTeam, Json, OfStaff, ValidJson, perm},
    openapi::tag,
};

/// A role with the tag of its version.
fn tagged(role: Role) -> impl IntoResponse {
    extract::tagged(role.version, role)
}

/// Lists the roles of a team: the built-in ones, then the others by name.
#[utoipa::path(
    get, path = path::TEAM_ROLES, operation_id = "list_team_roles", tag = tag::ROLES,
    summary = "List roles of a team",
    params(("team_id" = TeamId, Path, description = "The team's id")),
    responses((status = 200, description = "All roles", body = Vec<Role>)),
)]
pub(crate) async fn list(
    InTeam(asking, _): InTeam<perm::RolesList>,
    State(state): State<ApiState>,
) -> Result<Json<Vec<Role>>, ApiError> {
    roles::list(&state.ctx, &asking)
        .await
        .map(Json)
        .map_err(ApiError::from)
}

/// Makes a role of a team, which grants nothing that you do not hold.
#[utoipa::path(
    post, path = path::TEAM_ROLES, operation_id = "create_team_role", tag = tag::ROLES,
    summary = "Create a role of a team",
    request_body = RoleCreate,
    params(("team_id" = TeamId, Path, description = "The team's id")),
    responses(
        (status = 201, description = "The role", body = Role),
        (status = 403, description = "`roles.too_high`, `roles.too_many`, or `request.forbidden`", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`roles.name_taken`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn create(
    InTeam(asking, _): InTeam<perm::RolesManage>,
    State(state): State<ApiState>,
    ValidJson(input): ValidJson<RoleCreate>,
) -> Result<impl IntoResponse, ApiError> {
    let role = roles::create(&state.ctx, &asking, input).await?;
    Ok((StatusCode::CREATED, tagged(role)))
}

/// Changes a role of a team, for all who have it, at once.
#[utoipa::path(
    patch, path = path::TEAM_ROLE, operation_id = "update_team_role", tag = tag::ROLES,
    summary = "Change a role of a team",
    request_body = RoleUpdate,
    params(
        ("team_id" = TeamId, Path, description = "The team's id"),
        ("id" = RoleId, Path, description = "The role's id"),
        (
            "If-Match" = Option<String>, Header, nullable = false, example = "\"1\"",
            description = "The `ETag` that the change is based on; without it the change is always made",
        ),
    ),
    responses(
        (status = 200, description = "The changed role", body = Role),
        (status = 403, description = "`roles.too_high`, or `request.forbidden`", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`roles.built_in` or `roles.name_taken`", body = Problem, content_type = "application/problem+json"),
        (status = 412, description = "`request.precondition_failed`: changed by someone else meanwhile", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn update(
    InTeam(asking, _): InTeam<perm::RolesManage>,
    State(state): State<ApiState>,
    Id(id): Id<RoleId>,
    IfMatch(expected): IfMatch,
    ValidJson(input): ValidJson<RoleUpdate>,
) -> Result<impl IntoResponse, ApiError> {
    let role = roles::update(&state.ctx, &asking, id, expected.as_deref(), input).await?;
    Ok(tagged(role))
}

/// Removes a role of a team that nobody has.
#[utoipa::path(
    delete, path = path::TEAM_ROLE, operation_id = "remove_team_role", tag = tag::ROLES,
    summary = "Remove a role of a team",
    params(
        ("team_id" = TeamId, Path, description = "The team's id"),
        ("id" = RoleId, Path, description = "The role's id"),
    ),
    responses(
        (status = 204, description = "Removed"),
        (status = 403, description = "`roles.too_high`, or `request.forbidden`", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`roles.built_in` or `roles.in_use`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn remove(
    InTeam(asking, _): InTeam<perm::RolesManage>,
    State(state): State<ApiState>,
    Id(id): Id<RoleId>,
) -> Result<StatusCode, ApiError> {
    roles::remove(&state.ctx, &asking, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Lists the roles in the product: the built-in ones, then the others by name.
#[utoipa::path(
    get, path = path::ROLES, operation_id = "list_roles", tag = tag::ROLES,
    summary = "List roles in the product",
    responses((status = 200, description = "All roles", body = Vec<Role>)),
)]
pub(crate) async fn list_product(
    OfStaff(asking, _): OfStaff<perm::ProductRolesList>,
    State(state): State<ApiState>,
) -> Result<Json<Vec<Role>>, ApiError> {
    roles::list_product(&state.ctx, &asking)
        .await
        .map(Json)
        .map_err(ApiError::from)
}

/// Makes a role in the product, which grants nothing that you do not hold.
#[utoipa::path(
    post, path = path::ROLES, operation_id = "create_role", tag = tag::ROLES,
    summary = "Create a role in the product",
    request_body = RoleCreate,
    responses(
        (status = 201, description = "The role", body = Role),
        (status = 403, description = "`auth.step_up_required`, `roles.too_high`, `roles.too_many`, or `request.forbidden`", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`roles.name_taken`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn create_product(
    OfStaff(asking, _): OfStaff<perm::ProductRolesManage>,
    State(state): State<ApiState>,
    ValidJson(input): ValidJson<RoleCreate>,
) -> Result<impl IntoResponse, ApiError> {
    let role = roles::create_product(&state.ctx, &asking, input).await?;
    Ok((StatusCode::CREATED, tagged(role)))
}

/// Changes a role in the product, for all who have it, at once.
#[utoipa::path(
    patch, path = path::ROLE, operation_id = "update_role", tag = tag::ROLES,
    summary = "Change a role in the product",
    request_body = RoleUpdate,
    params(
        ("id" = RoleId, Path, description = "The role's id"),
        (
            "If-Match" = Option<String>, Header, nullable = false, example = "\"1\"",
            description = "The `ETag` that the change is based on; without it the change is always made",
        ),
    ),
    responses(
        (status = 200, description = "The changed role", body = Role),
        (status = 403, description = "`auth.step_up_required`, `roles.too_high`, or `request.forbidden`", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`roles.built_in` or `roles.name_taken`", body = Problem, content_type = "application/problem+json"),
        (status = 412, description = "`request.precondition_failed`: changed by someone else meanwhile", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn update_product(
    OfStaff(asking, _): OfStaff<perm::ProductRolesManage>,
    State(state): State<ApiState>,
    Id(id): Id<RoleId>,
    IfMatch(expected): IfMatch,
    ValidJson(input): ValidJson<RoleUpdate>,
) -> Result<impl IntoResponse, ApiError> {
    let role = roles::update_product(&state.ctx, &asking, id, expected.as_deref(), input).await?;
    Ok(tagged(role))
}

/// Removes a role in the product that nobody has.
#[utoipa::path(
    delete, path = path::ROLE, operation_id = "remove_role", tag = tag::ROLES,
    summary = "Remove a role in the product",
    params(
        ("id" = RoleId, Path, description = "The role's id"),
    ),
    responses(
        (status = 204, description = "Removed"),
        (status = 403, description = "`auth.step_up_required`, `roles.too_high`, or `request.forbidden`", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`roles.built_in` or `roles.in_use`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn remove_product(
    OfStaff(asking, _): OfStaff<perm::ProductRolesManage>,
    State(state): State<ApiState>,
    Id(id): Id<RoleId>,
) -> Result<StatusCode, ApiError> {
    roles::remove_product(&state.ctx, &asking, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Lists the roles in the product that a user has.
#[utoipa::path(
    get, path = path::USER_ROLES, operation_id = "list_user_roles", tag = tag::ROLES,
    summary = "List a user's roles",
    params(("id" = UserId, Path, description = "The user's id")),
    responses((status = 200, description = "Their roles", body = Vec<Role>)),
)]
pub(crate) async fn list_of_user(
    OfStaff(staff, _): OfStaff<perm::ProductRolesList>,
    State(state): State<ApiState>,
    Id(id): Id<UserId>,
) -> Result<Json<Vec<Role>>, ApiError> {
    roles::list_of_user(&state.ctx, &staff, id)
        .await
        .map(Json)
        .map_err(ApiError::from)
}

/// Gives a user a role in the product that grants nothing that you do not hold.
#[utoipa::path(
    post, path = path::USER_ROLES, operation_id = "give_role", tag = tag::ROLES,
    summary = "Give a user a role",
    request_body = UserRoleCreate,
    params(("id" = UserId, Path, description = "The user's id")),
    responses(
        (status = 204, description = "They have it"),
        (status = 403, description = "`auth.step_up_required`, `roles.too_high`, or `request.forbidden`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn give(
    OfStaff(staff, _): OfStaff<perm::UsersGrantRoles>,
    State(state): State<ApiState>,
    Id(id): Id<UserId>,
    ValidJson(input): ValidJson<UserRoleCreate>,
) -> Result<StatusCode, ApiError> {
    roles::give(&state.ctx, &staff, id, input).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes a role in the product from a user.
#[utoipa::path(
    delete, path = path::USER_ROLE, operation_id = "take_role", tag = tag::ROLES,
    summary = "Take a role from a user",
    params(
        ("id" = UserId, Path, description = "The user's id"),
        ("role_id" = RoleId, Path, description = "The role's id"),
    ),
    responses(
        (status = 204, description = "They have it no more"),
        (status = 403, description = "`auth.step_up_required`, `roles.too_high`, or `request.forbidden`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn take(
    OfStaff(staff, _): OfStaff<perm::UsersGrantRoles>,
    State(state): State<ApiState>,
    Id(id): Id<UserId>,
    IdOf(role): IdOf<RoleId>,
) -> Result<StatusCode, ApiError> {
    roles::take(&state.ctx, &staff, id, role).await?;
    Ok(StatusCode::NO_CONTENT)
}
