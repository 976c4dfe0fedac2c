#![doc = include_str!("../README.md")]

pub mod access;
mod account;
mod admin;
mod announcements;
mod api_keys;
mod audit;
mod auth;
mod cookies;
mod download;
mod error;
mod extract;
mod health;
mod identities;
mod invitations;
mod layers;
mod members;
mod mfa;
mod notifications;
mod oauth;
mod openapi;
mod passkeys;
mod projects;
mod roles;
mod security_events;
mod sessions;
mod teams;
mod users;

use std::sync::Arc;

use axum::{
    Router,
    middleware::{from_fn, from_fn_with_state},
    routing::any,
};
use ipnet::IpNet;
use services::Ctx;
use utoipa_axum::router::OpenApiRouter;

use access::operations;

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
    pub(crate) fn is_https(&self) -> bool {
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
        .layer(from_fn(layers::whole::read))
        .layer(from_fn_with_state(state.clone(), layers::limits::count))
        .with_state(state);
    layers::api(router, &settings)
}

/// Every operation, with its description.
#[expect(clippy::too_many_lines, reason = "it is a list")]
fn operations() -> OpenApiRouter<ApiState> {
    operations![
        OpenApiRouter::with_openapi(openapi::head()),
        auth::register,
        auth::verify_email,
        auth::resend_verification,
        auth::login,
        auth::refresh,
        auth::logout,
        auth::forgot_password,
        auth::reset_password,
        auth::unlock,
        auth::password_strength,
        auth::change_password,
        auth::me,
        auth::step_up,
        mfa::get,
        mfa::answer_totp,
        mfa::remove_totp,
        mfa::set_up_totp,
        mfa::confirm_totp,
        mfa::answer_recovery_code,
        mfa::renew_recovery_codes,
        mfa::list_devices,
        mfa::untrust_device,
        oauth::providers,
        oauth::start,
        oauth::finish,
        identities::list,
        identities::link,
        identities::unlink,
        passkeys::begin_login,
        passkeys::login,
        passkeys::begin_second_factor,
        passkeys::answer_second_factor,
        passkeys::begin_step_up,
        passkeys::list,
        passkeys::add,
        passkeys::begin_adding,
        passkeys::rename,
        passkeys::remove,
        sessions::list,
        sessions::end_others,
        sessions::end,
        users::get_me,
        users::update_me,
        account::delete,
        users::list,
        users::get,
        api_keys::list,
        api_keys::create,
        api_keys::revoke,
        api_keys::rotate,
        security_events::list,
        account::change_email,
        account::confirm_email_change,
        account::undo_email_change,
        account::deactivate,
        account::cancel_deletion,
        account::request_export,
        account::list_exports,
        account::download_export,
        teams::list,
        teams::create,
        teams::get,
        teams::update,
        teams::delete,
        teams::restore,
        teams::select,
        teams::leave,
        teams::begin_transfer,
        teams::cancel_transfer,
        teams::accept_transfer,
        teams::decline_transfer,
        members::list,
        members::get,
        members::update,
        members::remove,
        invitations::list,
        invitations::create,
        invitations::resend,
        invitations::revoke,
        invitations::preview,
        invitations::accept,
        invitations::register,
        invitations::decline,
        invitations::get_own,
        invitations::accept_own,
        invitations::decline_own,
        roles::list,
        roles::create,
        roles::update,
        roles::remove,
        roles::list_product,
        roles::create_product,
        roles::update_product,
        roles::remove_product,
        roles::list_of_user,
        roles::give,
        roles::take,
        projects::list,
        projects::create,
        projects::export,
        projects::get,
        projects::update,
        projects::delete,
        projects::archive,
        projects::restore,
        projects::list_grants,
        projects::share,
        projects::unshare,
        audit::list,
        admin::users::get,
        admin::users::deactivate,
        admin::users::activate,
        admin::users::reset_mfa,
        admin::users::end_sessions,
        admin::impersonation::begin,
        admin::impersonation::end,
        admin::registrations::list,
        admin::registrations::verify,
        admin::teams::list,
        admin::teams::get,
        admin::invitations::list,
        admin::invitations::revoke,
        admin::jobs::kinds,
        admin::jobs::list_dead,
        admin::jobs::requeue,
        admin::jobs::requeue_kind,
        admin::jobs::schedules,
        admin::records::mails,
        admin::records::security_events,
        admin::records::audit,
        admin::records::system,
        notifications::list,
        notifications::unread_count,
        notifications::read,
        notifications::read_all,
        notifications::preferences,
        notifications::update_preference,
        notifications::stream,
        announcements::current,
        announcements::dismiss,
        announcements::list,
        announcements::create,
        announcements::update,
        announcements::remove,
        audit::export,
        admin::records::export_audit,
        health::live,
        health::ready,
    ]
}
