//! Queues, jobs that were given up, and schedules.

use axum::{extract::State, http::StatusCode};
use contract::{
    JobId, Page,
    admin::{DeadJob, DeadJobQuery, JobKind, RequeueKind, Requeued, Schedule},
    path,
};
use services::admin::jobs;

use crate::{
    ApiState,
    error::ApiError,
    extract::{Id, Json, OfStaff, ValidJson, ValidQuery, perm},
    openapi::tag,
};

/// Counts the jobs of each kind.
#[utoipa::path(
    get, path = path::ADMIN_JOBS, operation_id = "admin_list_job_kinds", tag = tag::ADMIN,
    summary = "Count jobs",
    responses((status = 200, description = "All kinds of which there are jobs", body = Vec<JobKind>)),
)]
pub(crate) async fn kinds(
    OfStaff(staff, _): OfStaff<perm::JobsRead>,
    State(state): State<ApiState>,
) -> Result<Json<Vec<JobKind>>, ApiError> {
    jobs::kinds(&state.ctx, &staff)
        .await
        .map(Json)
        .map_err(ApiError::from)
}

/// Lists the jobs that were given up, the latest first.
#[utoipa::path(
    get, path = path::ADMIN_DEAD_JOBS, operation_id = "admin_list_dead_jobs", tag = tag::ADMIN,
    summary = "List failed jobs",
    params(DeadJobQuery),
    responses((status = 200, description = "A page of jobs", body = Page<DeadJob>)),
)]
pub(crate) async fn list_dead(
    OfStaff(staff, _): OfStaff<perm::JobsRead>,
    State(state): State<ApiState>,
    ValidQuery(query): ValidQuery<DeadJobQuery>,
) -> Result<Json<Page<DeadJob>>, ApiError> {
    jobs::list_dead(&state.ctx, &staff, query)
        .await
        .map(Json)
        .map_err(ApiError::from)
}

/// Has a job done again that was given up.
#[utoipa::path(
    post, path = path::ADMIN_REQUEUE_JOB, operation_id = "admin_requeue_job", tag = tag::ADMIN,
    summary = "Queue a failed job again",
    params(("id" = JobId, Path, description = "The job's id")),
    responses((status = 204, description = "It is queued")),
)]
pub(crate) async fn requeue(
    OfStaff(staff, _): OfStaff<perm::JobsManage>,
    State(state): State<ApiState>,
    Id(id): Id<JobId>,
) -> Result<StatusCode, ApiError> {
    jobs::requeue(&state.ctx, &staff, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Has all jobs of a kind done again that were given up.
#[utoipa::path(
    post, path = path::ADMIN_REQUEUE_JOBS, operation_id = "admin_requeue_jobs", tag = tag::ADMIN,
    summary = "Queue all failed jobs of a kind again",
    request_body = RequeueKind,
    responses((status = 200, description = "They are queued", body = Requeued)),
)]
pub(crate) async fn requeue_kind(
    OfStaff(staff, _): OfStaff<perm::JobsManage>,
    State(state): State<ApiState>,
    ValidJson(input): ValidJson<RequeueKind>,
) -> Result<Json<Requeued>, ApiError> {
    jobs::requeue_kind(&state.ctx, &staff, input)
        .await
        .map(Json)
        .map_err(ApiError::from)
}

/// Says when the clock queues its jobs.
#[utoipa::path(
    get, path = path::ADMIN_SCHEDULES, operation_id = "admin_list_schedules", tag = tag::ADMIN,
    summary = "List schedules",
    responses((status = 200, description = "All schedules", body = Vec<Schedule>)),
)]
pub(crate) async fn schedules(
    OfStaff(staff, _): OfStaff<perm::JobsRead>,
    State(state): State<ApiState>,
) -> Result<Json<Vec<Schedule>>, ApiError> {
    jobs::schedules(&state.ctx, &staff)
        .await
        .map(Json)
        .map_err(ApiError::from)
}
