#![doc = include_str!("../README.md")]
#![warn(missing_docs)]

pub mod account;
pub mod admin;
pub mod announcements;
pub mod api_keys;
pub mod audit;
pub mod auth;
pub mod devices;
pub mod health;
pub mod identities;
pub mod impersonation;
pub mod invitations;
pub mod jobs;
pub mod large_seed;
pub mod limits;
pub mod lockouts;
pub mod mails;
pub mod members;
pub mod mfa;
pub mod notifications;
pub mod oauth;
pub mod passkeys;
pub mod passwords;
pub mod projects;
pub mod purges;
pub mod roles;
pub mod sealing;
pub mod security_events;
pub mod seed;
pub mod sessions;
pub mod teams;
pub mod tokens;
pub mod users;

mod caller;
mod clock;
mod ctx;
mod cursor;
mod error;
mod ids;
mod search;
mod spreadsheet;
mod user_agent;
mod versions;

pub use caller::{Caller, Via};
pub use clock::Clock;
pub use ctx::{Ctx, Origin, Retention, Settings};
pub use error::{Error, Result};
pub use ids::Ids;
