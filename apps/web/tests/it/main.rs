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
mod invitations;
#[cfg(test)]
mod landing;
mod notifications;
#[cfg(test)]
mod oauth;
#[cfg(test)]
mod project_api;
#[cfg(test)]
mod projects;
#[cfg(test)]
mod recovery;
#[cfg(test)]
mod support;
#[cfg(test)]
mod team_api;
#[cfg(test)]
mod teams;
