//! One's own account as a whole: its address, its end, and what is kept of its owner.

use axum::{
    extract::State,
    http::{StatusCode, header},
    response::IntoResponse,
};
use contract::{
    ExportId, Page, Problem,
    account::{
        CancelDeletion, ChangeEmail, ConfirmEmailChange, Deletion, EmailChange, Export,
        UndoEmailChange,
    },
    path,
};
use services::account;

use crate::{
    ApiState, cookies,
    error::ApiError,
    extract::{ClientOrigin, Id, Json, Public, SignedIn, ValidJson, perm},
    openapi::tag,
};

/// Changes your address, once both the old and the new one have confirmed it.
///
/// A mail with a link goes to each. The answer is the same whether or not the new address has an
/// account already: its owner is told by mail. Five changes can wait at a time.
#[utoipa::path(
    post, path = path::CHANGE_EMAIL, operation_id = "change_email", tag = tag::ACCOUNT,
    summary = "Change your address",
    request_body = ChangeEmail,
    responses(
        (status = 202, description = "Understood, the same for every address"),
        (status = 403, description = "`auth.step_up_required`", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "`request.rate_limited`: five changes are waiting, or the new address was mailed to too often", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn change_email(
    SignedIn(actor, _): SignedIn<perm::AccountSecurity>,
    State(state): State<ApiState>,
    ValidJson(input): ValidJson<ChangeEmail>,
) -> Result<StatusCode, ApiError> {
    account::change_email(&state.ctx, &actor, input).await?;
    Ok(StatusCode::ACCEPTED)
}

/// Confirms a change of address with the token of a mail.
///
/// The change is made when both addresses have confirmed it. From then on the old one can undo it for
/// 7 days.
#[utoipa::path(
    post, path = path::CONFIRM_EMAIL_CHANGE, operation_id = "confirm_email_change", tag = tag::ACCOUNT,
    summary = "Confirm a change of address",
    request_body = ConfirmEmailChange,
    responses(
        (status = 200, description = "Confirmed for one address, or changed", body = EmailChange),
        (status = 409, description = "`auth.token_invalid`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn confirm_email_change(
    _: Public,
    State(state): State<ApiState>,
    ClientOrigin(origin): ClientOrigin,
    ValidJson(input): ValidJson<ConfirmEmailChange>,
) -> Result<Json<EmailChange>, ApiError> {
    account::confirm_email_change(&state.ctx, input, &origin)
        .await
        .map(Json)
        .map_err(ApiError::from)
}

/// Undoes a change of address with the token of the mail to the old one.
///
/// All sessions of the account end, and so do links to choose a new password and keys that were made
/// since the change.
#[utoipa::path(
    post, path = path::UNDO_EMAIL_CHANGE, operation_id = "undo_email_change", tag = tag::ACCOUNT,
    summary = "Undo a change of address",
    request_body = UndoEmailChange,
    responses(
        (status = 204, description = "The account has its old address"),
        (status = 409, description = "`auth.token_invalid`, or `users.email_taken`: the old address has an account of its own", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn undo_email_change(
    _: Public,
    State(state): State<ApiState>,
    ClientOrigin(origin): ClientOrigin,
    ValidJson(input): ValidJson<UndoEmailChange>,
) -> Result<StatusCode, ApiError> {
    account::undo_email_change(&state.ctx, input, &origin).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Deactivates your account.
///
/// All its sessions end, and its keys stop to work. Nothing is deleted; an operator can bring it back.
#[utoipa::path(
    post, path = path::DEACTIVATE, operation_id = "deactivate", tag = tag::ACCOUNT,
    summary = "Deactivate your account",
    responses(
        (status = 204, description = "Deactivated; the cookies are cleared"),
        (status = 403, description = "`auth.step_up_required`", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`account.sole_owner`: hand the team over first", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn deactivate(
    SignedIn(actor, _): SignedIn<perm::AccountSecurity>,
    State(state): State<ApiState>,
    ClientOrigin(origin): ClientOrigin,
) -> Result<impl IntoResponse, ApiError> {
    account::deactivate(&state.ctx, &actor, &origin).await?;
    Ok((cookies::clear(&state.settings)?, StatusCode::NO_CONTENT))
}

/// Has your account deleted in 14 days.
///
/// All its sessions end, and its keys stop to work. Until then the link of a mail keeps the account.
#[utoipa::path(
    delete, path = path::USERS_ME, operation_id = "delete_me", tag = tag::ACCOUNT,
    summary = "Delete your account",
    responses(
        (status = 202, description = "When it will be deleted; the cookies are cleared", body = Deletion),
        (status = 403, description = "`auth.step_up_required`", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`account.sole_owner`: hand the team over first", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn delete(
    SignedIn(actor, _): SignedIn<perm::AccountSecurity>,
    State(state): State<ApiState>,
    ClientOrigin(origin): ClientOrigin,
) -> Result<impl IntoResponse, ApiError> {
    let deletion = account::request_deletion(&state.ctx, &actor, &origin).await?;
    let cookies = cookies::clear(&state.settings)?;
    Ok((StatusCode::ACCEPTED, cookies, Json(deletion)))
}

/// Keeps an account that was to be deleted, with the token of a mail.
///
/// It signs nobody in.
#[utoipa::path(
    post, path = path::CANCEL_DELETION, operation_id = "cancel_deletion", tag = tag::ACCOUNT,
    summary = "Keep your account",
    request_body = CancelDeletion,
    responses(
        (status = 204, description = "The account stays"),
        (status = 409, description = "`auth.token_invalid`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn cancel_deletion(
    _: Public,
    State(state): State<ApiState>,
    ClientOrigin(origin): ClientOrigin,
    ValidJson(input): ValidJson<CancelDeletion>,
) -> Result<StatusCode, ApiError> {
    account::cancel_deletion(&state.ctx, input, &origin).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Has an archive made of what is kept of you.
///
/// A mail says when it is ready. One that is being made already is answered with.
#[utoipa::path(
    post, path = path::EXPORT, operation_id = "request_export", tag = tag::ACCOUNT,
    summary = "Export your data",
    responses(
        (status = 202, description = "The archive, which is being made", body = Export),
        (status = 403, description = "`exports.too_many`: five are kept", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn request_export(
    SignedIn(actor, _): SignedIn<perm::AccountExport>,
    State(state): State<ApiState>,
    ClientOrigin(origin): ClientOrigin,
) -> Result<impl IntoResponse, ApiError> {
    let export = account::request_export(&state.ctx, &actor, &origin).await?;
    Ok((StatusCode::ACCEPTED, Json(export)))
}

/// Lists your archives, newest first.
///
/// There is one page of them: at most five are kept, each for 7 days.
#[utoipa::path(
    get, path = path::EXPORTS, operation_id = "list_exports", tag = tag::ACCOUNT,
    summary = "List your exports",
    responses((status = 200, description = "All archives", body = Page<Export>)),
)]
pub(crate) async fn list_exports(
    SignedIn(actor, _): SignedIn<perm::AccountExport>,
    State(state): State<ApiState>,
) -> Result<Json<Page<Export>>, ApiError> {
    account::list_exports(&state.ctx, &actor)
        .await
        .map(Json)
        .map_err(ApiError::from)
}

/// Answers with one of your archives.
///
/// A JSON document: your account and changes of its address, sessions, known browsers, second factor,
/// passkeys, connected accounts, keys, and what happened to them. No secret is in it.
#[utoipa::path(
    get, path = path::DOWNLOAD_EXPORT, operation_id = "download_export", tag = tag::ACCOUNT,
    summary = "Download an export",
    params(("id" = ExportId, Path, description = "The archive's id")),
    responses(
        (
            status = 200, description = "The archive", body = Object,
            headers(("Content-Disposition" = String, description = "The name of the file")),
        ),
        (status = 409, description = "`exports.pending`: it is not ready yet", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn download_export(
    SignedIn(actor, _): SignedIn<perm::AccountExport>,
    State(state): State<ApiState>,
    Id(id): Id<ExportId>,
) -> Result<impl IntoResponse, ApiError> {
    let archive = account::download_export(&state.ctx, &actor, id).await?;
    let day = archive.created_at.format("%Y-%m-%d");
    let name = format!("attachment; filename=\"pilaster-{day}.json\"");
    let headers = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, archive.content))
}
