//! The address that waits for its confirmation, remembered for the page that says so.
//!
//! In a cookie that only `/verify-email` gets, because an address does not belong into a URL, and
//! the page must survive a reload. It proves nothing and decides nothing.

use axum::http::{HeaderMap, HeaderValue};
use serde::{Deserialize, Serialize};

use crate::ssr::{PageRequest, cookies};

const NAME: &str = "pilaster_pending";
const LIFETIME: u32 = 30 * 60;

#[derive(Deserialize, Serialize)]
struct Pending {
    email: String,
}

/// Remembers the address for half an hour.
pub(super) fn remember(page: &PageRequest, email: &str) {
    set(
        page,
        serde_urlencoded::to_string([("email", email)]).unwrap_or_default(),
        LIFETIME,
    );
}

/// Forgets the address.
pub(super) fn forget(page: &PageRequest) {
    set(page, String::new(), 0);
}

/// Reads the address.
pub(super) fn read(headers: &HeaderMap) -> Option<String> {
    let value = cookies::get(headers, NAME)?;
    serde_urlencoded::from_str(value)
        .ok()
        .map(|Pending { email }| email)
}

fn set(page: &PageRequest, value: String, lifetime: u32) {
    let secure = if page.web.settings.is_secure() {
        "; Secure"
    } else {
        ""
    };
    let cookie = format!(
        "{NAME}={value}; Max-Age={lifetime}; Path=/verify-email; HttpOnly; SameSite=Lax{secure}"
    );
    if let Ok(cookie) = HeaderValue::try_from(cookie) {
        page.set_cookie(cookie);
    }
}
