#![doc = include_str!("../README.md")]

mod account;
mod api_keys;
mod auth;
mod cookies;
mod error;
mod extract;
mod health;
mod identities;
mod layers;
mod mfa;
mod oauth;
mod openapi;
mod passkeys;
mod security_events;
mod sessions;
mod users;

use std::sync::Arc;

use axum::{Router, middleware::from_fn_with_state, routing::any};
use ipnet::IpNet;
use services::Ctx;
use utoipa_axum::{router::OpenApiRouter, routes};

pub use error::ApiError;
pub use layers::{Internal, RequestInfo, edge, guard, is_outside_admin_network};
pub use openapi::openapi;

/// How the API is served.
#[derive(Clone, Debug)]
pub struct ApiSettings {
    /// The origin of the product, without a slash at its end.
    pub public_url: String,
    /// Origins of other sites that may call with a signed-in browser.
    pub cors_origins: Vec<String>,
    /// Networks whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpNet>,
    /// Networks from which alone the product is administered; from everywhere if there is none.
    pub admin_networks: Vec<IpNet>,
    /// The most bytes of a request's body.
    pub body_limit: usize,
}

impl ApiSettings {
    /// The usual settings for a product at `public_url`.
    pub fn new(public_url: impl Into<String>) -> Self {
        Self {
            public_url: public_url.into(),
            cors_origins: Vec::new(),
            trusted_proxies: Vec::new(),
            admin_networks: Vec::new(),
            body_limit: 64 * 1024,
        }
    }

    /// Whether browsers reach the product over TLS.
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

/// What handlers share.
#[derive(Clone)]
pub struct ApiState {
    /// The services' context.
    pub ctx: Ctx,
    /// How the API is served.
    pub settings: Arc<ApiSettings>,
}

/// The API with its protection: everything below `/api`, and the health checks.
pub fn router(state: ApiState) -> Router {
    let settings = Arc::clone(&state.settings);
    let (router, document) = operations().split_for_parts();
    let document = openapi::finish(document);
    let router = router
        .merge(openapi::routes(&document))
        .route("/api/{*rest}", any(error::not_found))
        .method_not_allowed_fallback(error::method_not_allowed)
        .fallback(error::not_found)
        .layer(from_fn_with_state(state.clone(), layers::limits::count))
        .with_state(state);
    layers::api(router, &settings)
}

/// Every operation, with its description.
fn operations() -> OpenApiRouter<ApiState> {
    OpenApiRouter::with_openapi(openapi::head())
        .routes(routes!(auth::register))
        .routes(routes!(auth::verify_email))
        .routes(routes!(auth::resend_verification))
        .routes(routes!(auth::login))
        .routes(routes!(auth::refresh))
        .routes(routes!(auth::logout))
        .routes(routes!(auth::forgot_password))
        .routes(routes!(auth::reset_password))
        .routes(routes!(auth::unlock))
        .routes(routes!(auth::password_strength))
        .routes(routes!(auth::change_password))
        .routes(routes!(auth::me))
        .routes(routes!(auth::step_up))
        .routes(routes!(mfa::get))
        .routes(routes!(mfa::answer_totp, mfa::remove_totp))
        .routes(routes!(mfa::set_up_totp))
        .routes(routes!(mfa::confirm_totp))
        .routes(routes!(mfa::answer_recovery_code))
        .routes(routes!(mfa::renew_recovery_codes))
        .routes(routes!(mfa::list_devices))
        .routes(routes!(mfa::untrust_device))
        .routes(routes!(oauth::providers))
        .routes(routes!(oauth::start))
        .routes(routes!(oauth::finish))
        .routes(routes!(identities::list))
        .routes(routes!(identities::link))
        .routes(routes!(identities::unlink))
        .routes(routes!(passkeys::begin_login))
        .routes(routes!(passkeys::login))
        .routes(routes!(passkeys::begin_second_factor))
        .routes(routes!(passkeys::answer_second_factor))
        .routes(routes!(passkeys::begin_step_up))
        .routes(routes!(passkeys::list, passkeys::add))
        .routes(routes!(passkeys::begin_adding))
        .routes(routes!(passkeys::rename, passkeys::remove))
        .routes(routes!(sessions::list, sessions::end_others))
        .routes(routes!(sessions::end))
        .routes(routes!(users::get_me, users::update_me, account::delete))
        .routes(routes!(users::list))
        .routes(routes!(users::get))
        .routes(routes!(api_keys::list, api_keys::create))
        .routes(routes!(api_keys::revoke))
        .routes(routes!(api_keys::rotate))
        .routes(routes!(security_events::list))
        .routes(routes!(account::change_email))
        .routes(routes!(account::confirm_email_change))
        .routes(routes!(account::undo_email_change))
        .routes(routes!(account::deactivate))
        .routes(routes!(account::cancel_deletion))
        .routes(routes!(account::request_export))
        .routes(routes!(account::list_exports))
        .routes(routes!(account::download_export))
        .routes(routes!(health::live))
        .routes(routes!(health::ready))
}
