//! Audit logs of teams, and how any log is sent as a file.

use axum::{extract::State, response::Response};
use contract::{
    Page, TeamId,
    audit::{AuditEvent, AuditExportQuery, AuditFormat, AuditQuery},
    path,
};
use futures_util::{StreamExt, stream};
use services::audit;

use crate::{
    ApiState, download,
    error::ApiError,
    extract::{InTeam, Json, ValidQuery, perm},
    openapi::tag,
};

/// Lists who has changed what in a team, the latest change first.
#[utoipa::path(
    get, path = path::AUDIT, operation_id = "list_audit_events", tag = tag::AUDIT,
    summary = "List changes",
    params(("team_id" = TeamId, Path, description = "The team's id"), AuditQuery),
    responses((status = 200, description = "A page of the log", body = Page<AuditEvent>)),
)]
pub(crate) async fn list(
    InTeam(actor, _): InTeam<perm::AuditRead>,
    State(state): State<ApiState>,
    ValidQuery(query): ValidQuery<AuditQuery>,
) -> Result<Json<Page<AuditEvent>>, ApiError> {
    audit::list(&state.ctx, &actor, query)
        .await
        .map(Json)
        .map_err(ApiError::from)
}

/// Takes the log of a team out as a file, the latest change first.
///
/// It is sent while it is read, however long it is. Should it end early, the connection breaks. A table
/// is in UTF-8 with a byte order mark.
#[utoipa::path(
    get, path = path::AUDIT_EXPORT, operation_id = "export_audit_events", tag = tag::AUDIT,
    summary = "Export changes",
    params(("team_id" = TeamId, Path, description = "The team's id"), AuditExportQuery),
    responses((
        status = 200, description = "The log",
        content(
            (String = "text/csv"),
            (String = "application/jsonl"),
        ),
        headers(("Content-Disposition" = String, description = "The name of the file")),
    )),
)]
pub(crate) async fn export(
    InTeam(actor, _): InTeam<perm::AuditRead>,
    State(state): State<ApiState>,
    ValidQuery(query): ValidQuery<AuditExportQuery>,
) -> Result<Response, ApiError> {
    let format = query.format;
    let export = audit::export(&state.ctx, actor, query).await?;
    send(&state, "audit", format, export).await
}

/// Sends a log as it is read.
pub(crate) async fn send(
    state: &ApiState,
    noun: &'static str,
    format: AuditFormat,
    mut export: audit::Export,
) -> Result<Response, ApiError> {
    let file = download::File {
        noun,
        extension: format.as_str(),
        kind: match format {
            AuditFormat::Csv => download::CSV,
            AuditFormat::Jsonl => "application/jsonl",
        },
        now: state.ctx.clock.now(),
    };
    // What cannot even begin is refused with a status.
    let first = export.next().await?;
    let rest = stream::try_unfold(export, |mut export| async move {
        let piece = export.next().await?;
        Ok::<_, services::Error>(piece.map(|piece| (piece, export)))
    });
    Ok(file.send(stream::iter(first.map(Ok)).chain(rest)))
}
