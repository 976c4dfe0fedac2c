//! What every component may ask for: texts, theme, user, path.
//!
//! Provided by [`crate::app::App`] on app pages and by `ssr::PageRequest::render` on plain pages,
//! so that a component works in both.

pub mod auth;
pub mod i18n;
pub mod location;
pub mod status;
pub mod theme;
pub mod title;

pub use auth::{use_auth, use_user};
pub use i18n::{use_locale, use_texts};
pub use location::use_own_path;
pub use status::set_status;
pub use theme::use_theme;
pub use title::set_title;
