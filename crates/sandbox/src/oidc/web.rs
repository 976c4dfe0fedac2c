//! The provider over HTTP.
#![expect(
    clippy::disallowed_types,
    reason = "the product's extractors belong to its API; a stand-in must not see them"
)]

use askama::Template;
use axum::extract::{Form, Query, Request, State};
use axum::http::header::{
    AUTHORIZATION, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderMap, HeaderValue,
    LOCATION,
};
use axum::http::{StatusCode, Uri};
use axum::middleware::{self, Next};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::{Value, json};
use url::Url;

use super::authorize::{self, Answered, Asked, DENY, Dialect, OTHER};
use super::token::{self, Exchange, Refusal};
use super::{Fault, Person, Provider, github, people};

/// Where the page is.
const AUTHORIZE: &str = "/authorize";
const GITHUB_AUTHORIZE: &str = "/login/oauth/authorize";

/// The page names no `form-action`: to send people elsewhere is what its form is for.
const PAGE_POLICY: &str =
    "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Serves the provider below the path of its issuer.
pub fn router(provider: Provider) -> Router {
    let prefix = prefix(&provider);
    let back_channel = Router::new()
        .route("/.well-known/openid-configuration", get(discovery))
        .route("/jwks", get(jwks))
        .route("/token", post(exchange))
        .route("/userinfo", get(userinfo))
        .route("/login/oauth/access_token", post(github_exchange))
        .route("/api/v3/user", get(github_user))
        .route("/api/v3/user/emails", get(github_emails))
        .layer(middleware::from_fn_with_state(provider.clone(), away));
    let routes = Router::new()
        .route(AUTHORIZE, get(ask).post(answer))
        .route(GITHUB_AUTHORIZE, get(ask).post(answer))
        .route("/provider.css", get(style_sheet))
        .merge(back_channel)
        .layer(middleware::from_fn(common_headers))
        .with_state(provider);
    if prefix.is_empty() {
        routes
    } else {
        Router::new().nest(&prefix, routes)
    }
}

/// The path of the issuer, empty if it has none.
fn prefix(provider: &Provider) -> String {
    let path = Url::parse(provider.issuer()).map(|url| url.path().trim_end_matches('/').to_owned());
    path.unwrap_or_default()
}

async fn away(State(provider): State<Provider>, request: Request, next: Next) -> Response {
    if provider.has_fault(Fault::Away) {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    next.run(request).await
}

async fn common_headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let policy = HeaderValue::from_static(PAGE_POLICY);
    headers.insert(CONTENT_SECURITY_POLICY, policy);
    response
}

async fn discovery(State(provider): State<Provider>) -> Json<Value> {
    let issuer = provider.issuer();
    Json(json!({
        "issuer": provider.inner.described_as,
        "authorization_endpoint": format!("{issuer}{AUTHORIZE}"),
        "token_endpoint": format!("{issuer}/token"),
        "userinfo_endpoint": format!("{issuer}/userinfo"),
        "jwks_uri": format!("{issuer}/jwks"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["ES256"],
        "scopes_supported": ["openid", "email", "profile"],
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "authorization_response_iss_parameter_supported": !provider.inner.is_of_many,
    }))
}

async fn jwks(State(provider): State<Provider>) -> Json<Value> {
    let key = provider.state().key.public();
    Json(json!({ "keys": [key] }))
}

async fn exchange(
    State(provider): State<Provider>,
    headers: HeaderMap,
    Form(exchange): Form<Exchange>,
) -> Response {
    let tokens = token::redeem(&provider, &headers, &exchange)
        .and_then(|grant| token::tokens(&provider, grant).map_err(|_error| Refusal::Server));
    match tokens {
        Ok(tokens) => Json(tokens).into_response(),
        Err(refusal) => {
            let status = match refusal {
                Refusal::Client => StatusCode::UNAUTHORIZED,
                Refusal::GrantType | Refusal::Grant => StatusCode::BAD_REQUEST,
                Refusal::Server => StatusCode::INTERNAL_SERVER_ERROR,
            };
            (status, Json(json!({ "error": refusal.as_str() }))).into_response()
        }
    }
}

async fn userinfo(State(provider): State<Provider>, headers: HeaderMap) -> Response {
    told(&provider, &headers, token::userinfo)
}

/// GitHub says 200 whatever happens.
async fn github_exchange(
    State(provider): State<Provider>,
    headers: HeaderMap,
    Form(exchange): Form<Exchange>,
) -> Json<Value> {
    let token = token::redeem(&provider, &headers, &exchange).and_then(|grant| {
        provider
            .admit(grant.person)
            .map_err(|_error| Refusal::Server)
    });
    Json(match token {
        Ok(token) => {
            json!({ "access_token": token, "token_type": "bearer", "scope": "user:email" })
        }
        Err(Refusal::Client) => json!({ "error": "incorrect_client_credentials" }),
        Err(_) => json!({ "error": "bad_verification_code" }),
    })
}

async fn github_user(State(provider): State<Provider>, headers: HeaderMap) -> Response {
    told(&provider, &headers, github::user)
}

async fn github_emails(State(provider): State<Provider>, headers: HeaderMap) -> Response {
    told(&provider, &headers, github::emails)
}

/// Tells the bearer of an access token about its person.
fn told(provider: &Provider, headers: &HeaderMap, tell: fn(&Person) -> Value) -> Response {
    let person = headers
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "))
        .and_then(|token| provider.person_of(token));
    match person {
        Some(person) => Json(tell(&person)).into_response(),
        None => StatusCode::UNAUTHORIZED.into_response(),
    }
}

async fn style_sheet() -> impl IntoResponse {
    (
        [(CONTENT_TYPE, "text/css; charset=utf-8")],
        include_str!("../../assets/provider.css"),
    )
}

#[derive(Template)]
#[template(path = "authorize.html")]
struct Page {
    style_sheet: String,
    action: String,
    problem: Option<&'static str>,
    asked: String,
    redirect_uri: String,
    people: Vec<Person>,
}

async fn ask(
    State(provider): State<Provider>,
    request_uri: Uri,
    Query(asked): Query<Asked>,
) -> Response {
    let prefix = prefix(&provider);
    let page = Page {
        style_sheet: format!("{prefix}/provider.css"),
        // Within its prefix a route sees the rest of the path.
        action: format!("{prefix}{}", request_uri.path()),
        problem: asked.problem(&provider),
        asked: asked.to_field(),
        redirect_uri: asked.redirect_uri,
        people: people::all(),
    };
    let status = if page.problem.is_some() {
        StatusCode::BAD_REQUEST
    } else {
        StatusCode::OK
    };
    match page.render() {
        Ok(html) => (status, Html(html)).into_response(),
        Err(error) => {
            tracing::error!(%error, "cannot render the provider's page");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

async fn answer(
    State(provider): State<Provider>,
    request_uri: Uri,
    Form(answered): Form<Answered>,
) -> Response {
    let dialect = if request_uri.path().ends_with(GITHUB_AUTHORIZE) {
        Dialect::Github
    } else {
        Dialect::Oidc
    };
    if let Some(problem) = answered.asked().problem(&provider) {
        return (StatusCode::BAD_REQUEST, problem).into_response();
    }
    match authorize::way_back(&provider, &answered, dialect) {
        Some(url) => (StatusCode::SEE_OTHER, [(LOCATION, url.to_string())]).into_response(),
        None => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
