//! The frames around pages.

pub mod mark;
pub mod preferences;
pub mod signed_in;

#[cfg(feature = "ssr")]
pub mod site;
