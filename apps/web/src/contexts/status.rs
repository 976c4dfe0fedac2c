//! The status of the page's response.

#[cfg(feature = "ssr")]
use {axum::http::StatusCode, leptos::prelude::use_context, leptos_axum::ResponseOptions};

/// Sets the status with which the server answers the page; in the browser there is none to set.
#[cfg(feature = "ssr")]
pub fn set_status(status: u16) {
    if let Some(response) = use_context::<ResponseOptions>()
        && let Ok(status) = StatusCode::from_u16(status)
    {
        response.set_status(status);
    }
}

/// Sets the status with which the server answers the page; in the browser there is none to set.
#[cfg(not(feature = "ssr"))]
pub fn set_status(_: u16) {}
