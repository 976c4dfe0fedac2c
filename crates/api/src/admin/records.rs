//! What is written down of the product as a whole, and how it is.

use axum::{extract::State, response::Response};
use contract::{
    Page,
    admin::{AccountEvent, AccountEventQuery, MailLogEntry, MailLogQuery, SystemStatus},
    audit::{AuditEvent, AuditExportQuery, AuditQuery},
    path,
};
use services::{admin, audit, mails, security_events};

use crate::{
    ApiState,
    error::ApiError,
    extract::{Json, OfStaff, ValidQuery, perm},
    openapi::tag,
};

/// Lists the mails that were sent or given up, the latest first.
///
/// Nothing of what they said is kept, and of an address only its beginning and its domain.
#[utoipa::path(
    get, path = path::ADMIN_MAILS, operation_id = "admin_list_mails", tag = tag::ADMIN,
    summary = "List mails",
    params(MailLogQuery),
    responses((status = 200, description = "A page of the log", body = Page<MailLogEntry>)),
)]
pub(crate) async fn mails(
    OfStaff(staff, _): OfStaff<perm::MailsRead>,
    State(state): State<ApiState>,
    ValidQuery(query): ValidQuery<MailLogQuery>,
) -> Result<Json<Page<MailLogEntry>>, ApiError> {
    mails::list_log(&state.ctx, &staff, query)
        .await
        .map(Json)
        .map_err(ApiError::from)
}

/// Lists what happened to anybody's account, newest first.
#[utoipa::path(
    get, path = path::ADMIN_SECURITY_EVENTS, operation_id = "admin_list_security_events",
    tag = tag::ADMIN, summary = "List what happened to accounts",
    params(AccountEventQuery),
    responses((status = 200, description = "A page of events", body = Page<AccountEvent>)),
)]
pub(crate) async fn security_events(
    OfStaff(staff, _): OfStaff<perm::AllSecurityEventsRead>,
    State(state): State<ApiState>,
    ValidQuery(query): ValidQuery<AccountEventQuery>,
) -> Result<Json<Page<AccountEvent>>, ApiError> {
    security_events::list_all(&state.ctx, &staff, query)
        .await
        .map(Json)
        .map_err(ApiError::from)
}

/// Lists who has changed what in the product as a whole, the latest change first.
#[utoipa::path(
    get, path = path::ADMIN_AUDIT, operation_id = "admin_list_audit_events", tag = tag::ADMIN,
    summary = "List changes of the product",
    params(AuditQuery),
    responses((status = 200, description = "A page of the log", body = Page<AuditEvent>)),
)]
pub(crate) async fn audit(
    OfStaff(staff, _): OfStaff<perm::ProductAuditRead>,
    State(state): State<ApiState>,
    ValidQuery(query): ValidQuery<AuditQuery>,
) -> Result<Json<Page<AuditEvent>>, ApiError> {
    audit::list_product(&state.ctx, &staff, query)
        .await
        .map(Json)
        .map_err(ApiError::from)
}

/// Takes the log of the product as a whole out as a file, the latest change first.
///
/// It is sent while it is read, however long it is. Should it end early, the connection breaks. A table
/// is in UTF-8 with a byte order mark.
#[utoipa::path(
    get, path = path::ADMIN_AUDIT_EXPORT, operation_id = "admin_export_audit_events",
    tag = tag::ADMIN, summary = "Export changes of the product",
    params(AuditExportQuery),
    responses((
        status = 200, description = "The log",
        content(
            (String = "text/csv"),
            (String = "application/jsonl"),
        ),
        headers(("Content-Disposition" = String, description = "The name of the file")),
    )),
)]
pub(crate) async fn export_audit(
    OfStaff(staff, _): OfStaff<perm::ProductAuditRead>,
    State(state): State<ApiState>,
    ValidQuery(query): ValidQuery<AuditExportQuery>,
) -> Result<Response, ApiError> {
    let format = query.format;
    let export = audit::export_product(&state.ctx, staff, query).await?;
    crate::audit::send(&state, "product-audit", format, export).await
}

/// Says how the product is, as far as the process that answers can tell.
#[utoipa::path(
    get, path = path::ADMIN_SYSTEM, operation_id = "admin_get_system", tag = tag::ADMIN,
    summary = "Get the state of the product",
    responses((status = 200, description = "How it is", body = SystemStatus)),
)]
pub(crate) async fn system(
    OfStaff(staff, _): OfStaff<perm::SystemRead>,
    State(state): State<ApiState>,
) -> Result<Json<SystemStatus>, ApiError> {
    admin::status(&state.ctx, &staff)
        .await
        .map(Json)
        .map_err(ApiError::from)
}
