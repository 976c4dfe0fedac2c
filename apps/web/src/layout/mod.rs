//! The frames around pages.

#[cfg(feature = "hydrate")]
pub mod alive;
#[cfg(feature = "hydrate")]
mod news;
pub mod place;

#[cfg(feature = "ssr")]
pub mod banners;
#[cfg(feature = "ssr")]
pub mod impersonation;
#[cfg(feature = "ssr")]
pub mod mark;
#[cfg(feature = "ssr")]
pub mod preferences;
#[cfg(feature = "ssr")]
pub mod signed_in;
#[cfg(feature = "ssr")]
pub mod site;
#[cfg(feature = "ssr")]
pub mod words;

/// Where the language is chosen.
pub const LOCALE_PATH: &str = "/preferences/locale";
/// Where what is announced comes from, as it stands in the frame.
pub const BANNERS_PATH: &str = "/announcements";
/// Where an announcement is put away.
pub const DISMISS_PATH: &str = "/announcements/dismiss";
/// Where the theme is chosen.
pub const THEME_PATH: &str = "/preferences/theme";
