//! Signing in with an account elsewhere: a browser goes to the provider and comes back.

use axum::{
    extract::State,
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{LOCATION, SET_COOKIE},
    },
    response::{AppendHeaders, IntoResponse, Response},
};
use contract::{
    mfa::LoginAnswer,
    oauth::{Callback, ProviderId, Providers, StartQuery},
    path,
};
use services::{
    Error,
    oauth::{self, Finished, Outcome},
};

use crate::{
    ApiSettings, ApiState, cookies,
    error::ApiError,
    extract::{ClientOrigin, Json, PreferredLocale, ProviderInPath, Public, ValidQuery},
    openapi::tag,
};

/// The page to sign in.
const LOGIN: &str = "/login";
/// The page that asks for a second factor.
const MFA: &str = "/mfa";
/// The page on which accounts are connected.
const SETTINGS: &str = "/settings/security";

/// Lists the providers by which people may sign in.
#[utoipa::path(
    get, path = path::OAUTH_PROVIDERS, operation_id = "list_oauth_providers", tag = tag::AUTH,
    summary = "List the providers",
    responses((status = 200, description = "Those that are set up", body = Providers)),
)]
pub(crate) async fn providers(_: Public, State(state): State<ApiState>) -> Json<Providers> {
    Json(oauth::providers(&state.ctx))
}

/// Sends a browser to a provider to sign in.
///
/// It is a page to go to, not one to fetch. What goes wrong leads to the page to sign in, with
/// `error` in its address.
#[utoipa::path(
    get, path = path::OAUTH_START, operation_id = "start_oauth", tag = tag::AUTH,
    summary = "Go to a provider",
    params(
        ("provider" = ProviderId, Path, description = "Where the account is"),
        StartQuery,
    ),
    responses((status = 303, description = "To the provider, or to the page to sign in")),
)]
pub(crate) async fn start(
    _: Public,
    State(state): State<ApiState>,
    ProviderInPath(provider): ProviderInPath,
    ValidQuery(query): ValidQuery<StartQuery>,
) -> Result<Response, ApiError> {
    let next = query.next.as_deref();
    match oauth::start(&state.ctx, provider, next).await {
        Ok(started) => {
            let cookie = cookies::keep_oauth_state(&started.state, &state.settings)?;
            Ok((cookie, see_other(&started.authorize_url)).into_response())
        }
        Err(Error::NotFound) => Err(Error::NotFound.into()),
        Err(error) => Ok(refused(LOGIN, "error", error, next)),
    }
}

/// Takes a browser back from a provider.
///
/// It leads on to where the person wanted to go, to the page that asks for a second factor, or to
/// where it began, with the reason in the address. No address ever holds a token of ours.
#[utoipa::path(
    get, path = path::OAUTH_CALLBACK, operation_id = "finish_oauth", tag = tag::AUTH,
    summary = "Come back from a provider",
    params(
        ("provider" = ProviderId, Path, description = "Who sends the browser back"),
        Callback,
    ),
    responses((status = 303, description = "Signed in, connected, or refused")),
)]
pub(crate) async fn finish(
    _: Public,
    State(state): State<ApiState>,
    ProviderInPath(provider): ProviderInPath,
    ClientOrigin(origin): ClientOrigin,
    PreferredLocale(locale): PreferredLocale,
    headers: HeaderMap,
    ValidQuery(callback): ValidQuery<Callback>,
) -> Result<Response, ApiError> {
    let settings = &state.settings;
    let kept = cookies::oauth_state(&headers, settings);
    let finishing = oauth::finish(&state.ctx, provider, callback, kept, locale, &origin);
    let finished = Box::pin(finishing).await?;
    let used = AppendHeaders([(SET_COOKIE, cookies::forget_oauth_state(settings)?)]);
    // The page to sign in has nothing to say to who is signed in.
    let is_signed_in = cookies::access(&headers, settings).is_some();
    Ok((used, answer(finished, is_signed_in, settings)?).into_response())
}

fn answer(
    finished: Finished,
    is_signed_in: bool,
    settings: &ApiSettings,
) -> Result<Response, ApiError> {
    let Finished {
        is_link,
        return_to,
        outcome,
    } = finished;
    Ok(match outcome {
        Ok(Outcome::Linked) => see_other(&return_to).into_response(),
        Ok(Outcome::SignedIn(sign_in)) => {
            let (cookies, answer) = cookies::sign_in(sign_in, settings)?;
            let to = match answer {
                LoginAnswer::User(_) => return_to,
                LoginAnswer::MfaRequired(_) => with_query(MFA, &[("next", &return_to)]),
            };
            (cookies, see_other(&to)).into_response()
        }
        Err(error) if is_link || is_signed_in => refused(SETTINGS, "oauth_error", error, None),
        Err(error) => refused(LOGIN, "error", error, Some(&return_to)),
    })
}

/// Leads to a page that words the refusal.
fn refused(page: &str, name: &str, error: Error, next: Option<&str>) -> Response {
    let error = ApiError::from(error);
    let reason = [(name, error.code())];
    let next = next.map(|next| ("next", next));
    let query: Vec<_> = reason.into_iter().chain(next).collect();
    see_other(&with_query(page, &query)).into_response()
}

fn with_query(page: &str, query: &[(&str, &str)]) -> String {
    let query = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(query)
        .finish();
    format!("{page}?{query}")
}

fn see_other(to: &str) -> (StatusCode, HeaderMap) {
    let mut headers = HeaderMap::new();
    // An address that is none cannot be followed, wherever it came from.
    let to = HeaderValue::try_from(to).unwrap_or(HeaderValue::from_static(LOGIN));
    headers.insert(LOCATION, to);
    (StatusCode::SEE_OTHER, headers)
}
