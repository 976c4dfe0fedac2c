//! Plain pages over HTTP: what they answer, relay and refuse.
#![cfg(feature = "ssr")]

mod auth;
mod dump;
mod landing;
mod support;
