//! From where the product is administered.

use std::sync::Arc;

use axum::{
    extract::{MatchedPath, Request, State},
    http::{Extensions, StatusCode},
    middleware::Next,
    response::{IntoResponse, Response},
};
use contract::{path, problem::code};

use super::RequestInfo;
use crate::{ApiSettings, error::ApiError};

/// Where everything begins that is for administrators alone.
const ADMIN: &str = "/api/v1/admin";
const ADMIN_PAGES: &str = "/admin";
/// The page of all users.
const USERS_PAGE: &str = "/users";

/// Refuses what is for administrators alone to clients outside of their networks.
pub(super) async fn refuse_strangers(
    State(settings): State<Arc<ApiSettings>>,
    request: Request,
    next: Next,
) -> Response {
    if is_outside_admin_network(request.extensions(), &settings) {
        stranger().into_response()
    } else {
        next.run(request).await
    }
}

/// The refusal of a client outside of the networks of administrators.
pub(crate) const fn stranger() -> ApiError {
    ApiError::new(StatusCode::FORBIDDEN, code::NETWORK_FORBIDDEN)
}

/// Whether the request is for administrators alone by its route, and its client outside of their
/// networks.
///
/// An address that is written in another way is no route.
pub fn is_outside_admin_network(extensions: &Extensions, settings: &ApiSettings) -> bool {
    let is_for_admins = extensions
        .get::<MatchedPath>()
        .is_some_and(|route| is_for_admins(route.as_str()));
    is_for_admins && is_outside_admin_networks(extensions, settings)
}

/// Whether the client of a request is outside of the networks of administrators, if there are any.
///
/// It is the address that counts which no client can choose.
pub(crate) fn is_outside_admin_networks(extensions: &Extensions, settings: &ApiSettings) -> bool {
    let networks = &settings.admin_networks;
    let is_inside = extensions.get::<RequestInfo>().is_some_and(|info| {
        networks
            .iter()
            .any(|network| network.contains(&info.address))
    });
    !networks.is_empty() && !is_inside
}

fn is_for_admins(route: &str) -> bool {
    let is_below = |root: &str| {
        route
            .strip_prefix(root)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    matches!(route, path::USERS | path::USER | USERS_PAGE)
        || is_below(ADMIN)
        || is_below(ADMIN_PAGES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes_for_administrators() {
        for (route, expected) in [
            (path::USERS, true),
            ("/users", true),
            ("/api/v1/admin", true),
            ("/api/v1/admin/jobs/{id}", true),
            ("/admin", true),
            ("/admin/jobs", true),
            (path::USER, true),
            (path::USERS_ME, false),
            ("/api/v1/administrators", false),
            ("/dashboard", false),
        ] {
            assert_eq!(is_for_admins(route), expected, "{route}");
        }
    }
}
