//! Projects of teams.

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use contract::{
    Page, Problem, ProjectGrantId, ProjectId, TeamId, path,
    projects::{
        Project, ProjectCreate, ProjectExportQuery, ProjectGrant, ProjectGrantCreate, ProjectQuery,
        ProjectUpdate,
    },
};
use services::projects::{self, Shared};

use crate::{
    ApiState, download,
    error::ApiError,
    extract::{self, Id, IdOf, IfMatch, InTeam, Json, ValidJson, ValidQuery, perm},
    openapi::tag,
};

/// A project with the tag of its version.
fn tagged(project: Project) -> impl IntoResponse {
    extract::tagged(project.version, project)
}

/// Lists the projects of a team that you may see.
///
/// Who has no role that shows all of them sees those that they own, and those that are shared with them.
#[utoipa::path(
    get, path = path::PROJECTS, operation_id = "list_projects", tag = tag::PROJECTS,
    summary = "List projects",
    params(("team_id" = TeamId, Path, description = "The team's id"), ProjectQuery),
    responses((status = 200, description = "A page of projects", body = Page<Project>)),
)]
pub(crate) async fn list(
    InTeam(actor, _): InTeam<perm::ProjectsRead>,
    State(state): State<ApiState>,
    ValidQuery(query): ValidQuery<ProjectQuery>,
) -> Result<Json<Page<Project>>, ApiError> {
    projects::list(&state.ctx, &actor, query)
        .await
        .map(Json)
        .map_err(ApiError::from)
}

/// Creates a project.
///
/// The caller owns it, who can name another member as its owner, or nobody, if they may edit all
/// projects.
#[utoipa::path(
    post, path = path::PROJECTS, operation_id = "create_project", tag = tag::PROJECTS,
    summary = "Create a project",
    request_body = ProjectCreate,
    params(("team_id" = TeamId, Path, description = "The team's id")),
    responses(
        (
            status = 201, description = "The project", body = Project,
            headers(("ETag" = String, description = "The version, for `If-Match`")),
        ),
        (status = 403, description = "`projects.owner_fixed`, `request.forbidden`, `request.cross_origin`, or `api_keys.scope_missing`", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`projects.name_taken`, be it by an archived one", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn create(
    InTeam(actor, _): InTeam<perm::ProjectsCreate>,
    State(state): State<ApiState>,
    ValidJson(input): ValidJson<ProjectCreate>,
) -> Result<impl IntoResponse, ApiError> {
    let project = projects::create(&state.ctx, &actor, input).await?;
    Ok((StatusCode::CREATED, tagged(project)))
}

/// Answers with the list of projects as a file.
///
/// CSV as in RFC 4180, in UTF-8 with a byte order mark, and with the names of the API's fields in its
/// first line. A field that a spreadsheet would take for a formula begins with an apostrophe. The
/// projects are in the order in which they were made.
#[utoipa::path(
    get, path = path::EXPORT_PROJECTS, operation_id = "export_projects", tag = tag::PROJECTS,
    summary = "Export projects",
    params(("team_id" = TeamId, Path, description = "The team's id"), ProjectExportQuery),
    responses((
        status = 200, description = "The file", body = String, content_type = "text/csv",
        headers(("Content-Disposition" = String, description = "The name of the file")),
    )),
)]
pub(crate) async fn export(
    InTeam(actor, _): InTeam<perm::ProjectsExport>,
    State(state): State<ApiState>,
    ValidQuery(query): ValidQuery<ProjectExportQuery>,
) -> Result<Response, ApiError> {
    let parts = projects::export(&state.ctx, &actor, query).await?;
    let file = download::File {
        noun: "projects",
        extension: "csv",
        kind: download::CSV,
        now: state.ctx.clock.now(),
    };
    Ok(file.send(parts))
}

/// Answers with a project.
#[utoipa::path(
    get, path = path::PROJECT, operation_id = "get_project", tag = tag::PROJECTS,
    summary = "Get a project",
    params(
        ("team_id" = TeamId, Path, description = "The team's id"),
        ("id" = ProjectId, Path, description = "The project's id"),
    ),
    responses((
        status = 200, description = "The project", body = Project,
        headers(("ETag" = String, description = "The version, for `If-Match`")),
    )),
)]
pub(crate) async fn get(
    InTeam(actor, _): InTeam<perm::ProjectsRead>,
    State(state): State<ApiState>,
    Id(id): Id<ProjectId>,
) -> Result<impl IntoResponse, ApiError> {
    Ok(tagged(projects::get(&state.ctx, &actor, id).await?))
}

/// Changes a project.
///
/// Absent fields stay as they are. With `If-Match`, the change is made only if nobody else was
/// faster. An archived project has to be restored first.
#[utoipa::path(
    patch, path = path::PROJECT, operation_id = "update_project", tag = tag::PROJECTS,
    summary = "Change a project",
    request_body = ProjectUpdate,
    params(
        ("team_id" = TeamId, Path, description = "The team's id"),
        ("id" = ProjectId, Path, description = "The project's id"),
        (
            "If-Match" = Option<String>, Header, nullable = false, example = "\"1\"",
            description = "The `ETag` that the change is based on; without it the change is always made",
        ),
    ),
    responses(
        (
            status = 200, description = "The changed project", body = Project,
            headers(("ETag" = String, description = "The new version")),
        ),
        (status = 403, description = "`projects.owner_fixed`, `request.forbidden`, `request.cross_origin`, or `api_keys.scope_missing`", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`projects.name_taken` or `projects.archived`", body = Problem, content_type = "application/problem+json"),
        (status = 412, description = "`request.precondition_failed`: changed by someone else meanwhile", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn update(
    InTeam(actor, _): InTeam<perm::ProjectsUpdate>,
    State(state): State<ApiState>,
    Id(id): Id<ProjectId>,
    IfMatch(expected): IfMatch,
    ValidJson(input): ValidJson<ProjectUpdate>,
) -> Result<impl IntoResponse, ApiError> {
    let project = projects::update(&state.ctx, &actor, id, expected.as_deref(), input).await?;
    Ok(tagged(project))
}

/// Puts a project out of the way. Its name stays taken.
#[utoipa::path(
    post, path = path::ARCHIVE_PROJECT, operation_id = "archive_project", tag = tag::PROJECTS,
    summary = "Archive a project",
    params(
        ("team_id" = TeamId, Path, description = "The team's id"),
        ("id" = ProjectId, Path, description = "The project's id"),
    ),
    responses((
        status = 200, description = "The archived project", body = Project,
        headers(("ETag" = String, description = "The new version")),
    )),
)]
pub(crate) async fn archive(
    InTeam(actor, _): InTeam<perm::ProjectsArchive>,
    State(state): State<ApiState>,
    Id(id): Id<ProjectId>,
) -> Result<impl IntoResponse, ApiError> {
    Ok(tagged(projects::archive(&state.ctx, &actor, id).await?))
}

/// Brings an archived project back.
#[utoipa::path(
    post, path = path::RESTORE_PROJECT, operation_id = "restore_project", tag = tag::PROJECTS,
    summary = "Restore a project",
    params(
        ("team_id" = TeamId, Path, description = "The team's id"),
        ("id" = ProjectId, Path, description = "The project's id"),
    ),
    responses((
        status = 200, description = "The restored project", body = Project,
        headers(("ETag" = String, description = "The new version")),
    )),
)]
pub(crate) async fn restore(
    InTeam(actor, _): InTeam<perm::ProjectsArchive>,
    State(state): State<ApiState>,
    Id(id): Id<ProjectId>,
) -> Result<impl IntoResponse, ApiError> {
    Ok(tagged(projects::restore(&state.ctx, &actor, id).await?))
}

/// Deletes a project for good.
#[utoipa::path(
    delete, path = path::PROJECT, operation_id = "delete_project", tag = tag::PROJECTS,
    summary = "Delete a project",
    params(
        ("team_id" = TeamId, Path, description = "The team's id"),
        ("id" = ProjectId, Path, description = "The project's id"),
    ),
    responses((status = 204, description = "Deleted")),
)]
pub(crate) async fn delete(
    InTeam(actor, _): InTeam<perm::ProjectsDelete>,
    State(state): State<ApiState>,
    Id(id): Id<ProjectId>,
) -> Result<StatusCode, ApiError> {
    projects::delete(&state.ctx, &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Lists with whom a project is shared, with whom it was first first.
///
/// There is one page of them: a project is shared with at most 100 members and roles.
#[utoipa::path(
    get, path = path::PROJECT_GRANTS, operation_id = "list_project_grants", tag = tag::PROJECTS,
    summary = "List with whom a project is shared",
    params(
        ("team_id" = TeamId, Path, description = "The team's id"),
        ("id" = ProjectId, Path, description = "The project's id"),
    ),
    responses((status = 200, description = "All grants", body = Page<ProjectGrant>)),
)]
pub(crate) async fn list_grants(
    InTeam(actor, _): InTeam<perm::ProjectsShare>,
    State(state): State<ApiState>,
    Id(id): Id<ProjectId>,
) -> Result<Json<Page<ProjectGrant>>, ApiError> {
    projects::list_grants(&state.ctx, &actor, id)
        .await
        .map(Json)
        .map_err(ApiError::from)
}

/// Shares a project with a member or with everybody of a role.
///
/// With whom it is shared already, it is shared at the new level from now on: that is 200.
#[utoipa::path(
    post, path = path::PROJECT_GRANTS, operation_id = "share_project", tag = tag::PROJECTS,
    summary = "Share a project",
    request_body = ProjectGrantCreate,
    params(
        ("team_id" = TeamId, Path, description = "The team's id"),
        ("id" = ProjectId, Path, description = "The project's id"),
    ),
    responses(
        (status = 200, description = "The grant that there was, at the level that was asked for", body = ProjectGrant),
        (status = 201, description = "The new grant", body = ProjectGrant),
        (status = 403, description = "`projects.level_too_high`, `projects.too_many_grants` or `request.forbidden`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn share(
    InTeam(actor, _): InTeam<perm::ProjectsShare>,
    State(state): State<ApiState>,
    Id(id): Id<ProjectId>,
    ValidJson(input): ValidJson<ProjectGrantCreate>,
) -> Result<impl IntoResponse, ApiError> {
    Ok(
        match projects::share(&state.ctx, &actor, id, input).await? {
            Shared::New(grant) => (StatusCode::CREATED, Json(grant)),
            Shared::Known(grant) => (StatusCode::OK, Json(grant)),
        },
    )
}

/// Shares a project with somebody no more, which acts at once.
#[utoipa::path(
    delete, path = path::PROJECT_GRANT, operation_id = "unshare_project", tag = tag::PROJECTS,
    summary = "Share a project no more",
    params(
        ("team_id" = TeamId, Path, description = "The team's id"),
        ("id" = ProjectId, Path, description = "The project's id"),
        ("grant_id" = ProjectGrantId, Path, description = "The grant's id"),
    ),
    responses(
        (status = 204, description = "Shared no more"),
        (status = 403, description = "`projects.level_too_high` or `request.forbidden`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn unshare(
    InTeam(actor, _): InTeam<perm::ProjectsShare>,
    State(state): State<ApiState>,
    Id(id): Id<ProjectId>,
    IdOf(grant): IdOf<ProjectGrantId>,
) -> Result<StatusCode, ApiError> {
    projects::unshare(&state.ctx, &actor, id, grant).await?;
    Ok(StatusCode::NO_CONTENT)
}
