//! The pages, one module each.

pub mod admin;
mod changes;
pub mod chunks;
pub mod dashboard;
mod day;
mod download;
pub mod missing;
pub mod notifications;
mod problem;
pub mod projects;
mod provider;
mod question;
mod roles;
mod row_button;
mod search;
pub mod settings;
mod step_up;
pub mod teams;

#[cfg(feature = "ssr")]
pub mod api_docs;
#[cfg(feature = "ssr")]
pub mod auth;
#[cfg(feature = "ssr")]
pub mod errors;
#[cfg(feature = "ssr")]
pub mod landing;
