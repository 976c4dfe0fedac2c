//! One page's request: who asks, in which language, and how a plain page answers.

use std::{convert::Infallible, sync::Arc};

use axum::{
    body::Body,
    extract::{FromRequestParts, Request, State},
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{
            ACCEPT_LANGUAGE, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, LOCATION,
            REFERRER_POLICY, SET_COOKIE, VARY,
        },
        request::Parts,
    },
    middleware::Next,
    response::Response,
};
use contract::{Locale, Theme, users::User};
use i18n::Texts;
use leptos::{nonce::Nonce, prelude::*};

use super::{OutsideNetwork, Teams, WebState, cookies, csp};
use crate::{
    client::{Client, ClientError, ask},
    contexts,
    layout::banners::Frame,
    pages::errors,
    shell::{PlainDocument, PlainDocumentProps},
};

pub use crate::shell::Head;

/// What a page knows about its request; cheap to clone.
#[derive(Clone)]
pub struct PageRequest {
    /// The texts of the page's language.
    pub texts: &'static Texts,
    /// The user's language, else that of the cookie, else the browser's.
    pub locale: Locale,
    /// The user's theme, else that of the cookie.
    pub theme: Theme,
    /// The page's own path and query.
    pub path: Arc<str>,
    /// Who is signed in.
    pub user: Option<Arc<User>>,
    /// Why it is unknown who is signed in, if it is.
    pub refusal: Option<ClientError>,
    /// Their teams, on app pages.
    pub teams: Arc<Teams>,
    /// The API, called as this visitor. What it sets as cookies reaches the browser.
    pub client: Client,
    /// Assets and settings.
    pub web: WebState,
    /// What the frame around an app page tells.
    pub frame: Arc<Frame>,
}

impl PageRequest {
    async fn new(web: WebState, parts: &Parts) -> Self {
        let client = Client::for_request(web.api.clone(), parts);
        let (user, refusal) = match signed_in(&client).await {
            Ok(user) => (user, None),
            Err(error) => (None, Some(error)),
        };
        let locale = locale(user.as_ref(), &parts.headers);
        let theme = theme(user.as_ref(), &parts.headers);
        if user.is_some() {
            remember(&client, &web, &parts.headers, locale, theme);
        }
        let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
        Self {
            texts: Texts::embedded(locale),
            locale,
            theme,
            path: path.into(),
            user: user.map(Arc::new),
            refusal,
            teams: Arc::default(),
            client,
            web,
            frame: Arc::default(),
        }
    }

    /// Renders a plain page: a whole document, without scripts unless its head asks for one.
    pub fn render<V: IntoView>(
        &self,
        status: StatusCode,
        head: impl Into<Head>,
        view: impl FnOnce() -> V,
    ) -> Response {
        let head = head.into();
        let nonce = head.is_enhanced().then(Nonce::new);
        let policy = nonce.as_ref().map(|nonce| csp::scripted(nonce));
        let owner = Owner::new_root(None);
        let html = owner.with(|| {
            self.provide_contexts();
            let body = view().into_any();
            PlainDocument(PlainDocumentProps {
                page: self.clone(),
                head,
                nonce,
                body,
            })
            .to_html()
        });
        drop(owner);
        let mut response = self::html(status, html);
        if let Some(policy) = policy {
            response
                .headers_mut()
                .insert(CONTENT_SECURITY_POLICY, policy);
        }
        response
    }

    /// The page's query string, empty if it has none.
    pub fn query(&self) -> &str {
        self.path.split_once('?').map_or("", |(_, query)| query)
    }

    /// Sends the browser to another page, which it asks for by GET.
    pub fn redirect(&self, to: &str) -> Response {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::SEE_OTHER;
        let to = HeaderValue::try_from(to).unwrap_or_else(|_| HeaderValue::from_static("/"));
        response.headers_mut().insert(LOCATION, to);
        response
    }

    /// Adds a cookie to the response.
    pub fn set_cookie(&self, cookie: HeaderValue) {
        self.client.set_cookie(cookie);
    }

    /// Provides what components ask for.
    pub(super) fn provide_contexts(&self) {
        contexts::i18n::provide_i18n(self.locale, self.texts);
        contexts::location::provide_own_path(Arc::clone(&self.path));
        contexts::teams::provide_teams(Arc::clone(&self.teams));
        contexts::theme::provide_theme(self.theme);
        provide_context(Frame::clone(&self.frame));
        contexts::auth::provide_auth(self.user.as_deref().cloned());
    }
}

/// Answers with a document.
pub(super) fn html(status: StatusCode, html: String) -> Response {
    let mut response = Response::new(Body::from(html));
    *response.status_mut() = status;
    response.headers_mut().insert(
        CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    response
}

impl FromRequestParts<WebState> for PageRequest {
    type Rejection = Infallible;

    /// Takes what [`layer`] has found out.
    async fn from_request_parts(parts: &mut Parts, web: &WebState) -> Result<Self, Infallible> {
        if let Some(page) = parts.extensions.get::<Self>() {
            return Ok(page.clone());
        }
        Ok(Self::new(web.clone(), parts).await)
    }
}

/// Finds out who asks before the page is made, and completes its response: a page is about one
/// visitor, so no cache may keep it, and cookies that the API has set go on to the browser.
pub(super) async fn layer(State(web): State<WebState>, request: Request, next: Next) -> Response {
    let policy = csp::plain(web.settings.live_reload);
    let (mut parts, body) = request.into_parts();
    let page = PageRequest::new(web, &parts).await;
    let client = page.client.clone();
    let has_token = page.query().contains("token=");
    let is_outside = parts.extensions.get::<OutsideNetwork>().is_some();
    parts.extensions.insert(page.clone());

    let mut response = if is_outside {
        errors::network_forbidden(&page)
    } else {
        next.run(Request::from_parts(parts, body)).await
    };

    let headers = response.headers_mut();
    for cookie in client.take_set_cookies() {
        headers.append(SET_COOKIE, cookie);
    }
    headers
        .entry(CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("private, no-store"));
    headers
        .entry(VARY)
        .or_insert(HeaderValue::from_static("cookie, accept-language"));
    headers.entry(CONTENT_SECURITY_POLICY).or_insert(policy);
    if has_token {
        // Not even to its own assets a page tells the token in its address.
        let origin_only = HeaderValue::from_static("strict-origin");
        headers.insert(REFERRER_POLICY, origin_only);
    }
    response
}

/// Gets the user, renewing the session once if its access token has run out.
///
/// It happens before rendering: headers are gone once a page streams.
async fn signed_in(client: &Client) -> Result<Option<User>, ClientError> {
    let session = client.session_cookies();
    if session.access {
        match client.get(ask::me()).await {
            Ok(user) => return Ok(Some(user)),
            Err(error) if error.status() == 401 => {}
            Err(error) => return Err(error),
        }
    }
    let is_renewed = session.refresh && is_done(client.refresh().await)?;
    // Who has acted as somebody else until that ran out is themselves again.
    let is_back = is_renewed || (session.own && is_done(client.end_impersonation().await)?);
    if !is_back {
        return Ok(None);
    }
    match client.get(ask::me()).await {
        Ok(user) => Ok(Some(user)),
        Err(error) if error.status() == 401 => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether a call has led to a session.
fn is_done(called: Result<(), ClientError>) -> Result<bool, ClientError> {
    match called {
        Ok(()) => Ok(true),
        // Too many at a time says nothing of the session.
        Err(error) if error.status() < 500 && error.status() != 429 => Ok(false),
        Err(error) => Err(error),
    }
}

fn locale(user: Option<&User>, headers: &HeaderMap) -> Locale {
    user.map(|user| user.locale)
        .or_else(|| cookies::get(headers, cookies::LOCALE)?.parse().ok())
        .or_else(|| Locale::negotiate(headers.get(ACCEPT_LANGUAGE)?.to_str().ok()?))
        .unwrap_or_default()
}

fn theme(user: Option<&User>, headers: &HeaderMap) -> Theme {
    user.map(|user| user.theme)
        .or_else(|| cookies::get(headers, cookies::THEME)?.parse().ok())
        .unwrap_or_default()
}

/// Keeps the user's language and theme for the pages after signing out.
fn remember(client: &Client, web: &WebState, headers: &HeaderMap, locale: Locale, theme: Theme) {
    for (name, value) in [
        (cookies::LOCALE, locale.code()),
        (cookies::THEME, theme.as_str()),
    ] {
        if cookies::get(headers, name) != Some(value)
            && let Some(cookie) = cookies::keep(name, value, web.settings.is_secure())
        {
            client.set_cookie(cookie);
        }
    }
}
