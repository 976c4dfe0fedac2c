//! Whether the process lives, and whether it can serve.

use axum::{extract::State, http::StatusCode, response::IntoResponse};
use contract::path;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{ApiState, extract::Json, openapi::tag};

/// The state of a dependency, or of all together.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum Health {
    /// Works.
    Ok,
    /// Does not work.
    Failing,
}

/// What the process depends on.
#[derive(Serialize, ToSchema)]
pub(crate) struct Readiness {
    /// `ok` if everything is.
    status: Health,
    /// The database answers and has the schema of this version.
    database: Health,
}

/// Answers as long as the process lives.
///
/// For the supervisor that restarts a process which does not answer.
#[utoipa::path(
    get, path = path::HEALTHZ, operation_id = "get_health", tag = tag::HEALTH,
    summary = "Is it alive?",
    responses((status = 204, description = "Alive")),
    extensions(("x-public" = json!(true)))
)]
pub(crate) async fn live() -> StatusCode {
    StatusCode::NO_CONTENT
}

/// Tells whether every dependency works.
///
/// For load balancers: a process that is not ready gets no requests.
#[utoipa::path(
    get, path = path::READYZ, operation_id = "get_readiness", tag = tag::HEALTH,
    summary = "Is it ready to serve?",
    responses(
        (status = 200, description = "Ready to serve", body = Readiness),
        (status = 503, description = "A dependency fails", body = Readiness),
    ),
    extensions(("x-public" = json!(true)))
)]
pub(crate) async fn ready(State(state): State<ApiState>) -> impl IntoResponse {
    let database = if services::health::database(&state.ctx).await {
        Health::Ok
    } else {
        Health::Failing
    };
    let code = match database {
        Health::Ok => StatusCode::OK,
        Health::Failing => StatusCode::SERVICE_UNAVAILABLE,
    };
    (
        code,
        Json(Readiness {
            status: database,
            database,
        }),
    )
}
