//! What every component may ask for: texts, theme, user, path.
//!
//! Provided by [`crate::app::App`] on app pages and by `ssr::PageRequest::render` on plain pages,
//! so that a component works in both.

pub mod auth;
pub mod i18n;
pub mod location;
pub mod response;
pub mod theme;

pub use auth::{use_auth, use_user};
pub use i18n::{use_locale, use_texts};
pub use location::use_own_path;
pub use response::{set_status, set_title};
pub use theme::use_theme;
