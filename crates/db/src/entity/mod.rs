//! One table each, written by hand. They never leave a `store.rs`.

pub mod jobs;
pub mod refresh_tokens;
pub mod registrations;
pub mod security_events;
pub mod sessions;
pub mod users;
