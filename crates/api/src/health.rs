//! Whether the process lives, and whether it can serve.

use axum::{extract::State, http::StatusCode, response::IntoResponse};
use contract::path;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    ApiState,
    extract::{Json, Public},
    openapi::tag,
};

/// The state of a dependency, or of all together.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum Health {
    /// Works.
    Ok,
    /// Works, but less well than it could.
    Degraded,
    /// Does not work.
    Failing,
}

/// What the process depends on.
#[derive(Serialize, ToSchema)]
pub(crate) struct Readiness {
    /// `ok` if everything is; `degraded` if what fails can be done without.
    status: Health,
    /// The database answers and has the schema of this version.
    database: Health,
    /// Redis answers, if one is configured. Without it each process counts requests alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    redis: Option<Health>,
}

/// Answers as long as the process lives.
///
/// For the supervisor that restarts a process which does not answer.
#[utoipa::path(
    get, path = path::HEALTHZ, operation_id = "get_health", tag = tag::HEALTH,
    summary = "Is it alive?",
    responses((status = 204, description = "Alive")),
)]
pub(crate) async fn live(_: Public) -> StatusCode {
    StatusCode::NO_CONTENT
}

/// Tells whether every dependency works.
///
/// For load balancers: a process that is not ready gets no requests. One that is degraded serves.
#[utoipa::path(
    get, path = path::READYZ, operation_id = "get_readiness", tag = tag::HEALTH,
    summary = "Is it ready to serve?",
    responses(
        (status = 200, description = "Ready to serve", body = Readiness),
        (status = 503, description = "A dependency fails that nothing works without", body = Readiness),
    ),
)]
pub(crate) async fn ready(_: Public, State(state): State<ApiState>) -> impl IntoResponse {
    let database = health(services::health::database(&state.ctx).await);
    let redis = services::health::redis(&state.ctx).await.map(health);
    let (code, status) = match (database, redis) {
        (Health::Failing, _) => (StatusCode::SERVICE_UNAVAILABLE, Health::Failing),
        (_, Some(Health::Failing)) => (StatusCode::OK, Health::Degraded),
        _ => (StatusCode::OK, Health::Ok),
    };
    (
        code,
        Json(Readiness {
            status,
            database,
            redis,
        }),
    )
}

const fn health(works: bool) -> Health {
    if works { Health::Ok } else { Health::Failing }
}
