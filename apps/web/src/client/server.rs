use std::sync::{Arc, Mutex, PoisonError};

use axum::{
    body::Body,
    extract::{MatchedPath, OriginalUri},
    http::{
        self, Extensions, HeaderMap, HeaderName, HeaderValue, Request,
        header::{ACCEPT_LANGUAGE, CONTENT_TYPE, COOKIE, IF_MATCH, SET_COOKIE, USER_AGENT},
        request::Parts,
    },
};
use tower::ServiceExt;

use super::{
    Client, ClientError, Result,
    call::{Answer, Call, Method},
};
use crate::ssr::{ApiService, cookies};

/// What is copied from the page's request to the API's.
const COPIED: [HeaderName; 2] = [USER_AGENT, ACCEPT_LANGUAGE];

/// The largest answer that is read.
const ANSWER_LIMIT: usize = 8 * 1024 * 1024;

#[derive(Clone)]
pub(super) struct Transport(Arc<Inner>);

struct Inner {
    api: ApiService,
    headers: HeaderMap,
    extensions: Extensions,
    jar: Mutex<Jar>,
}

/// The cookies of the page's request, brought up to date by the answers so far.
struct Jar {
    sent: Option<HeaderValue>,
    set: Vec<HeaderValue>,
}

impl Transport {
    pub(super) async fn send(&self, call: Call) -> Result<Answer> {
        let mut request = Request::new(call.body.map_or_else(Body::empty, Body::from));
        *request.method_mut() = match call.method {
            Method::Get => http::Method::GET,
            Method::Post => http::Method::POST,
            Method::Patch => http::Method::PATCH,
            Method::Delete => http::Method::DELETE,
        };
        *request.uri_mut() = call.path.parse().or(Err(ClientError::Unexpected))?;
        *request.extensions_mut() = self.0.extensions.clone();
        let headers = request.headers_mut();
        headers.clone_from(&self.0.headers);
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        if let Some(cookie) = self.jar(|jar| jar.sent.clone()) {
            headers.insert(COOKIE, cookie);
        }
        if let Some(version) = call.version
            && let Ok(tag) = HeaderValue::try_from(format!("\"{version}\""))
        {
            headers.insert(IF_MATCH, tag);
        }

        let Ok(response) = self.0.api.clone().oneshot(request).await;
        let (parts, body) = response.into_parts();
        self.jar(|jar| {
            for cookie in parts.headers.get_all(SET_COOKIE) {
                jar.sent = cookies::apply(jar.sent.as_ref(), cookie);
                jar.set.push(cookie.clone());
            }
        });
        let body = axum::body::to_bytes(body, ANSWER_LIMIT)
            .await
            .map_err(|error| {
                tracing::error!(%error, "the API's answer to a page broke off");
                ClientError::Unexpected
            })?;
        let body = String::from_utf8(body.into()).or(Err(ClientError::Unexpected))?;
        Ok(Answer {
            status: parts.status.as_u16(),
            body,
        })
    }

    fn jar<T>(&self, then: impl FnOnce(&mut Jar) -> T) -> T {
        then(&mut self.0.jar.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Client {
    /// Makes the client of one page's request: with its cookies, its language and what middleware
    /// has learnt about it.
    pub fn for_request(api: ApiService, parts: &Parts) -> Self {
        let headers = COPIED
            .into_iter()
            .filter_map(|name| {
                let value = parts.headers.get(&name)?.clone();
                Some((name, value))
            })
            .collect();
        let mut extensions = parts.extensions.clone();
        // Left in place, they would be taken for an outer router of the API.
        extensions.remove::<MatchedPath>();
        extensions.remove::<OriginalUri>();
        Self {
            transport: Transport(Arc::new(Inner {
                api,
                headers,
                extensions,
                jar: Mutex::new(Jar {
                    sent: cookies::joined(&parts.headers),
                    set: Vec::new(),
                }),
            })),
        }
    }

    /// Takes the `Set-Cookie` headers that answers brought, for the page's own response.
    pub fn take_set_cookies(&self) -> Vec<HeaderValue> {
        self.transport.jar(|jar| std::mem::take(&mut jar.set))
    }

    /// Adds a `Set-Cookie` header to the page's response.
    pub fn set_cookie(&self, value: HeaderValue) {
        self.transport.jar(|jar| jar.set.push(value));
    }

    /// Says whether the request carries session cookies: one to show, one to renew with.
    pub fn session_cookies(&self) -> cookies::Session {
        self.transport
            .jar(|jar| cookies::Session::read(jar.sent.as_ref()))
    }
}
