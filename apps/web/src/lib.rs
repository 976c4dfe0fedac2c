#![doc = include_str!("../README.md")]
// Views nest types deeply.
#![recursion_limit = "256"]
#![expect(
    unreachable_pub,
    reason = "the component macro makes its property builders `pub`"
)]
#![expect(
    clippy::needless_pass_by_value,
    reason = "component properties are moved in by their builders"
)]

pub mod answers;
pub mod app;
mod browser;
pub mod client;
pub mod contexts;
pub mod forms;
pub mod layout;
pub mod pages;
pub mod queries;
#[cfg(feature = "ssr")]
pub mod shell;
#[cfg(feature = "ssr")]
pub mod ssr;

#[cfg(feature = "hydrate")]
pub use browser::hydrate;
