//! What every component may ask for: texts, theme, user, calendar and, on the server, path.
//!
//! Provided by `ssr::PageRequest` for whatever the server renders, and by [`crate::app::App`] for the
//! pages inside the frame, so that a component works in both.

pub mod auth;
pub mod calendar;
pub mod i18n;
#[cfg(feature = "ssr")]
pub mod location;
pub mod response;
#[cfg(feature = "ssr")]
pub mod teams;
pub mod theme;

pub use auth::{is_impersonated, use_auth, use_user};
pub use calendar::{Calendar, use_calendar};
pub use i18n::{use_locale, use_texts};
#[cfg(feature = "ssr")]
pub use location::use_own_path;
pub use response::{set_status, set_title};
#[cfg(feature = "ssr")]
pub use teams::use_teams;
pub use theme::use_theme;
