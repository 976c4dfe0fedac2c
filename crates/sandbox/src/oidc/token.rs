//! Codes into tokens.

use std::io;

use aws_lc_rs::digest;
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use base64::{
    Engine,
    prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD},
};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{Fault, Grant, Person, Provider, TOKEN_TTL};
use crate::now;

const EMAIL_VERIFIED: &str = "email_verified";

/// What a program sends to get tokens.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Exchange {
    grant_type: String,
    code: String,
    redirect_uri: String,
    code_verifier: String,
    client_id: String,
    client_secret: String,
}

/// Why there are no tokens, as the protocol names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    Client,
    GrantType,
    Grant,
    Server,
}

impl Refusal {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Client => "invalid_client",
            Self::GrantType => "unsupported_grant_type",
            Self::Grant => "invalid_grant",
            Self::Server => "server_error",
        }
    }
}

/// Takes a code and gives what it stands for.
pub(super) fn redeem(
    provider: &Provider,
    headers: &HeaderMap,
    exchange: &Exchange,
) -> Result<Grant, Refusal> {
    let client = &provider.inner.client;
    let named = basic(headers)
        .unwrap_or_else(|| (exchange.client_id.clone(), exchange.client_secret.clone()));
    if (named.0.as_str(), named.1.as_str()) != (client.id.as_str(), client.secret.as_str()) {
        return Err(Refusal::Client);
    }
    if exchange.grant_type != "authorization_code" {
        return Err(Refusal::GrantType);
    }
    let grant = provider.redeem(&exchange.code).ok_or(Refusal::Grant)?;
    let digest = digest::digest(&digest::SHA256, exchange.code_verifier.as_bytes());
    let fits = grant.redirect_uri == exchange.redirect_uri
        && grant.challenge == BASE64_URL_SAFE_NO_PAD.encode(digest);
    if fits { Ok(grant) } else { Err(Refusal::Grant) }
}

/// The client's id and secret, if they come as HTTP Basic.
fn basic(headers: &HeaderMap) -> Option<(String, String)> {
    let value = headers.get(AUTHORIZATION)?.to_str().ok()?;
    let encoded = value.strip_prefix("Basic ")?;
    let text = String::from_utf8(BASE64_STANDARD.decode(encoded).ok()?).ok()?;
    let (id, secret) = text.split_once(':')?;
    // Both are form-encoded first, says the protocol.
    let decode = |text: &str| {
        let pairs = serde_urlencoded::from_str::<Vec<(String, String)>>(&format!("x={text}"));
        pairs.ok()?.pop().map(|(_, value)| value)
    };
    Some((decode(id)?, decode(secret)?))
}

/// The body of the answer to a good code.
pub(super) fn tokens(provider: &Provider, grant: Grant) -> io::Result<Value> {
    let id_token = id_token(provider, &grant)?;
    Ok(json!({
        "access_token": provider.admit(grant.person)?,
        "token_type": "Bearer",
        "expires_in": TOKEN_TTL.num_seconds(),
        "scope": "openid email profile",
        "id_token": id_token,
    }))
}

fn id_token(provider: &Provider, grant: &Grant) -> io::Result<String> {
    let state = provider.state();
    let fault = state.fault;
    let right_or = |wrong: Fault, right: &str| {
        if fault == Some(wrong) {
            format!("not {right}")
        } else {
            right.to_owned()
        }
    };
    let issued_at = now();
    let expires_at = if fault == Some(Fault::Expired) {
        DateTime::<Utc>::UNIX_EPOCH
    } else {
        issued_at + TOKEN_TTL
    };
    let issuer = if fault == Some(Fault::TokenIssuer) {
        "https://issuer.invalid"
    } else {
        provider.inner.signs_as.as_str()
    };
    let mut claims = about(&grant.person);
    if provider.inner.is_of_many
        && let Some(is_verified) = claims.remove(EMAIL_VERIFIED)
    {
        claims.insert("xms_edov".to_owned(), is_verified);
    }
    let audience = right_or(Fault::Audience, &provider.inner.client.id);
    let nonce = grant
        .nonce
        .as_deref()
        .map(|nonce| right_or(Fault::Nonce, nonce));
    claims.extend([
        ("iss".to_owned(), issuer.into()),
        ("aud".to_owned(), audience.into()),
        ("iat".to_owned(), issued_at.timestamp().into()),
        ("exp".to_owned(), expires_at.timestamp().into()),
        ("nonce".to_owned(), nonce.into()),
    ]);
    let claims = Value::Object(claims);
    if fault == Some(Fault::Signature) {
        state.key.forged()?.sign(&claims)
    } else {
        state.key.sign(&claims)
    }
}

/// What is told of somebody to the bearer of a token.
pub(super) fn userinfo(person: &Person) -> Value {
    Value::Object(about(person))
}

/// The claims about somebody; those that have no value are left out.
fn about(person: &Person) -> Map<String, Value> {
    let claims = [
        ("sub", person.subject.as_str().into()),
        ("email", person.email.as_str().into()),
        (EMAIL_VERIFIED, person.is_verified.into()),
        ("name", person.name().into()),
        ("given_name", person.given_name.clone().into()),
        ("family_name", person.family_name.clone().into()),
    ];
    claims
        .into_iter()
        .filter(|(_, value): &(_, Value)| !value.is_null())
        .map(|(claim, value)| (claim.to_owned(), value))
        .collect()
}
