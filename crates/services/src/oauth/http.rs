//! The way to providers: one HTTP client that follows nobody elsewhere and waits for nobody long.

use std::{pin::Pin, time::Duration};

use oauth2::{
    AccessToken, AsyncHttpClient, HttpRequest, HttpResponse,
    http::{
        Request, Response,
        header::{ACCEPT, AUTHORIZATION},
    },
};
use serde::de::DeserializeOwned;

use crate::{Error, Result};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
const TIMEOUT: Duration = Duration::from_secs(10);
/// The largest answer that is read: sets of keys have a few kilobytes.
const ANSWER_LIMIT: usize = 1024 * 1024;

/// Why there is no answer of a provider.
#[derive(Debug, thiserror::Error)]
pub(super) enum HttpError {
    #[error(transparent)]
    Client(#[from] reqwest::Error),
    #[error(transparent)]
    Form(#[from] oauth2::http::Error),
    #[error("the answer is too large")]
    TooLarge,
    #[error("the answer has the status {0}")]
    Status(u16),
    #[error("the answer cannot be understood: {0}")]
    Shape(#[from] serde_json::Error),
}

/// A client; a clone is the same one.
#[derive(Clone, Debug)]
pub(super) struct Http(reqwest::Client);

impl Http {
    /// Prepares the client.
    ///
    /// # Errors
    ///
    /// [`Error::Internal`] if the machine trusts no certificates at all.
    pub(super) fn new() -> Result<Self> {
        reqwest::Client::builder()
            // A provider could send us to a host of this network.
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(CONNECT_TIMEOUT)
            .timeout(TIMEOUT)
            .user_agent("Pilaster")
            .build()
            .map(Self)
            .map_err(Error::internal)
    }

    /// Gets a JSON document, with a token if it is for its bearer only.
    pub(super) async fn get<T: DeserializeOwned>(
        &self,
        url: &str,
        bearer: Option<&AccessToken>,
    ) -> Result<T, HttpError> {
        let mut request = Request::get(url).header(ACCEPT, "application/json");
        if let Some(token) = bearer {
            request = request.header(AUTHORIZATION, format!("Bearer {}", token.secret()));
        }
        let answer = self.send(request.body(Vec::new())?).await?;
        if !answer.status().is_success() {
            return Err(HttpError::Status(answer.status().as_u16()));
        }
        Ok(serde_json::from_slice(answer.body())?)
    }

    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let mut answer = self.0.execute(request.try_into()?).await?;
        let status = answer.status();
        if status.is_server_error() {
            return Err(HttpError::Status(status.as_u16()));
        }
        let mut response = Response::builder().status(status);
        if let Some(headers) = response.headers_mut() {
            headers.clone_from(answer.headers());
        }
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await? {
            body.extend_from_slice(&chunk);
            if body.len() > ANSWER_LIMIT {
                return Err(HttpError::TooLarge);
            }
        }
        Ok(response.body(body)?)
    }
}

impl<'c> AsyncHttpClient<'c> for Http {
    type Error = HttpError;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, HttpError>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.send(request))
    }
}
