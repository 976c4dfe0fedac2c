//! The typed client of the REST API, the one door to the data.
//!
//! The same methods have two transports: on the server a call of the API's router in process, with
//! the cookies of the page's request; in the browser `fetch`, which also renews the session once
//! when the access token has run out.
//!
//! The questions of pages stand in [`ask`]; all else is a method of [`Client`], in a file for each
//! noun. [`admin`] holds both for the pages of staff.

mod account;
pub mod admin;
mod announcements;
mod api_keys;
pub mod ask;
mod auth;
#[cfg(feature = "hydrate")]
mod browser;
mod call;
mod error;
mod identities;
mod invitations;
mod mfa;
mod notifications;
mod passkeys;
mod projects;
#[cfg(all(feature = "ssr", not(feature = "hydrate")))]
mod server;
mod sessions;
pub mod teams;

use contract::path;
use leptos::prelude::expect_context;
use serde::de::DeserializeOwned;

#[cfg(feature = "hydrate")]
use self::browser as transport;
#[cfg(all(feature = "ssr", not(feature = "hydrate")))]
use self::server as transport;
use self::{ask::Ask, call::Call};

pub use self::{
    account::export_path,
    error::{ClientError, Result},
    projects::projects_export_path,
    teams::audit_export_path,
};

#[cfg(not(any(feature = "ssr", feature = "hydrate")))]
compile_error!("choose where the client runs: feature `ssr` or `hydrate`");

/// The typed client; cheap to clone.
#[derive(Clone)]
pub struct Client {
    transport: transport::Transport,
}

impl Client {
    /// Gets the API's description of itself, as far as `T` reads it.
    pub async fn document<T: DeserializeOwned>(&self) -> Result<T> {
        self.fetch(Call::get(path::OPENAPI)).await
    }

    /// Asks, and reads the answer.
    pub async fn get<T: DeserializeOwned>(&self, ask: Ask<T>) -> Result<T> {
        self.fetch(Call::get(ask.into_path())).await
    }

    /// Asks at a path, and leaves the answer as it came.
    pub(crate) async fn text(&self, path: &str) -> Result<String> {
        self.transport.send(Call::get(path)).await?.accepted()
    }

    async fn fetch<T: DeserializeOwned>(&self, call: Call) -> Result<T> {
        let body = self.transport.send(call).await?.accepted()?;
        serde_json::from_str(&body).or(Err(ClientError::Unexpected))
    }

    async fn run(&self, call: Call) -> Result<()> {
        self.transport.send(call).await?.accepted().map(|_| ())
    }
}

/// Gets the client of the page.
pub fn use_client() -> Client {
    expect_context()
}
