//! Signing up, in and out: forms that work without scripts, and are more comfortable with one.
//!
//! Each form posts to its own page, which calls the API as the visitor. What succeeds is answered
//! by 303, so that a reload repeats nothing; what is refused by the page again, with the API's
//! status, every value but passwords, and the reasons beside their fields.

mod address;
mod forgot;
mod form;
mod invitation;
mod links;
mod login;
mod logout;
mod mfa;
mod passkey;
mod pending;
mod providers;
mod register;
mod reset;
mod sent;
mod strength;
mod unlock;
mod verify;
mod ways;

use axum::{
    Router,
    http::StatusCode,
    routing::{get, post},
};

use crate::{client::ClientError, ssr::WebState};

/// The routes of these pages.
pub fn routes() -> Router<WebState> {
    Router::new()
        .route("/login", get(login::show).post(login::submit))
        .route("/mfa", get(mfa::show).post(mfa::submit))
        .route("/register", get(register::show).post(register::submit))
        .route("/verify-email", get(verify::show).post(verify::submit))
        .route("/verify-email/resend", post(verify::resend))
        .route("/forgot-password", get(forgot::show).post(forgot::submit))
        .route("/forgot-password/resend", post(forgot::resend))
        .route("/reset-password", get(reset::show).post(reset::submit))
        .route("/unlock", get(unlock::show).post(unlock::submit))
        .route(
            "/confirm-email",
            get(links::show_confirm).post(links::submit_confirm),
        )
        .route(
            "/undo-email",
            get(links::show_undo).post(links::submit_undo),
        )
        .route(
            "/cancel-deletion",
            get(links::show_keep).post(links::submit_keep),
        )
        .merge(invitation::routes())
        .route("/logout", get(logout::show).post(logout::submit))
}

fn status_of(error: &ClientError) -> StatusCode {
    StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// A bound of the contract, as words take it.
fn bound(characters: usize) -> i64 {
    i64::try_from(characters).unwrap_or(i64::MAX)
}
