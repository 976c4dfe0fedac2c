//! The pages, one module each.

pub mod admin;
pub mod chunks;
pub mod dashboard;
pub mod missing;
mod problem;
mod provider;
pub mod settings;

#[cfg(feature = "ssr")]
pub mod api_docs;
#[cfg(feature = "ssr")]
pub mod auth;
#[cfg(feature = "ssr")]
pub mod errors;
#[cfg(feature = "ssr")]
pub mod landing;
