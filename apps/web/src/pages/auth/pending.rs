//! The address that a mail went to, remembered for the pages that speak of it.
//!
//! In a cookie that only such a page gets, because an address does not belong into a URL, and the
//! page must survive a reload. It proves nothing and decides nothing.

use axum::http::{HeaderMap, HeaderValue};
use serde::{Deserialize, Serialize};

use crate::ssr::{PageRequest, cookies};

const NAME: &str = "pilaster_pending";
const LIFETIME: u32 = 30 * 60;

/// The page that confirms addresses.
pub(super) const VERIFY: &str = "/verify-email";
/// The page for who has forgotten the password.
pub(super) const FORGOT: &str = "/forgot-password";
/// The page behind the link of the mail.
pub(super) const RESET: &str = "/reset-password";

#[derive(Deserialize, Serialize)]
struct Pending {
    email: String,
}

/// Remembers the address for the page at `path`, for half an hour.
pub(super) fn remember(page: &PageRequest, path: &str, email: &str) {
    let value = serde_urlencoded::to_string([("email", email)]).unwrap_or_default();
    set(page, path, &value, LIFETIME);
}

/// Forgets the address.
pub(super) fn forget(page: &PageRequest, path: &str) {
    set(page, path, "", 0);
}

/// Reads the address.
pub(super) fn read(headers: &HeaderMap) -> Option<String> {
    let value = cookies::get(headers, NAME)?;
    serde_urlencoded::from_str(value)
        .ok()
        .map(|Pending { email }| email)
}

fn set(page: &PageRequest, path: &str, value: &str, lifetime: u32) {
    let secure = if page.web.settings.is_secure() {
        "; Secure"
    } else {
        ""
    };
    let cookie =
        format!("{NAME}={value}; Max-Age={lifetime}; Path={path}; HttpOnly; SameSite=Lax{secure}");
    if let Ok(cookie) = HeaderValue::try_from(cookie) {
        page.set_cookie(cookie);
    }
}
