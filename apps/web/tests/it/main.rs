//! Pages over HTTP: what they answer, relay and refuse.
#![cfg(feature = "ssr")]

#[cfg(test)]
mod account;
#[cfg(test)]
mod admin;
#[cfg(test)]
mod api_docs;
#[cfg(test)]
mod app;
#[cfg(test)]
mod auth;
#[cfg(test)]
mod landing;
#[cfg(test)]
mod oauth;
#[cfg(test)]
mod recovery;
#[cfg(test)]
mod support;
