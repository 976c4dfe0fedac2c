//! GitHub, which speaks OAuth 2.0 and tells about people by an API of its own.

use contract::{problem::code, validation::normalize_email};
use oauth2::{
    AccessToken, AuthUrl, AuthorizationCode, ClientId, ClientSecret, CsrfToken, EndpointNotSet,
    EndpointSet, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RequestTokenError, Scope,
    TokenResponse, TokenUrl,
    basic::{BasicClient, BasicErrorResponse, BasicRequestTokenError},
};
use serde::Deserialize;

use super::{
    http::{Http, HttpError},
    provider::{Person, Secrets, blamed, refused},
};
use crate::{Error, Result};

/// The host of everybody's accounts, whose API has a host of its own.
const GITHUB: &str = "https://github.com";
const GITHUB_API: &str = "https://api.github.com";
/// What GitHub says of a code that is unknown, used, too old or for another verifier.
const BAD_CODE: &str = "bad_verification_code";

type Client = BasicClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointSet>;

pub(super) struct Github {
    client: Client,
    api: String,
    http: Http,
}

#[derive(Deserialize)]
struct User {
    id: u64,
    name: Option<String>,
}

#[derive(Deserialize)]
struct Address {
    email: String,
    primary: bool,
    verified: bool,
}

impl Github {
    pub(super) fn new(
        url: &str,
        client_id: String,
        client_secret: String,
        http: Http,
    ) -> Result<Self> {
        let url = url.trim_end_matches('/');
        let authorize = AuthUrl::new(format!("{url}/login/oauth/authorize"));
        let token = TokenUrl::new(format!("{url}/login/oauth/access_token"));
        Ok(Self {
            client: BasicClient::new(ClientId::new(client_id))
                .set_client_secret(ClientSecret::new(client_secret))
                .set_auth_uri(authorize.map_err(Error::internal)?)
                .set_token_uri(token.map_err(Error::internal)?),
            api: if url == GITHUB {
                GITHUB_API.to_owned()
            } else {
                format!("{url}/api/v3")
            },
            http,
        })
    }

    pub(super) fn authorize_url(&self, redirect_uri: String, secrets: &Secrets) -> Result<String> {
        let verifier = PkceCodeVerifier::new(secrets.verifier.clone());
        let (url, _) = self
            .client(redirect_uri)?
            .authorize_url(|| CsrfToken::new(secrets.state.clone()))
            .add_scope(Scope::new("user:email".to_owned()))
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier))
            .url();
        Ok(url.into())
    }

    pub(super) async fn person(
        &self,
        redirect_uri: String,
        code: String,
        secrets: Secrets,
    ) -> Result<Person> {
        let tokens = self
            .client(redirect_uri)?
            .exchange_code(AuthorizationCode::new(code))
            .set_pkce_verifier(PkceCodeVerifier::new(secrets.verifier))
            .request_async(&self.http)
            .await
            .map_err(|error| exchange_refused(&error))?;
        let user: User = self.ask("user", tokens.access_token()).await?;
        let addresses: Vec<Address> = self.ask("user/emails", tokens.access_token()).await?;
        // The address on the profile may be any text; of these the primary one is the person's.
        let address = addresses.into_iter().find(|address| address.primary);
        let name = user.name.unwrap_or_default();
        let (first, last) = name.trim().split_once(' ').unwrap_or((name.trim(), ""));
        let named = |name: &str| Some(name.trim().to_owned()).filter(|name| !name.is_empty());
        Ok(Person {
            subject: user.id.to_string(),
            is_verified: address.as_ref().is_some_and(|address| address.verified),
            email: address.map(|address| normalize_email(&address.email)),
            first_name: named(first),
            last_name: named(last),
        })
    }

    fn client(&self, redirect_uri: String) -> Result<Client> {
        let redirect = RedirectUrl::new(redirect_uri).map_err(Error::internal)?;
        Ok(self.client.clone().set_redirect_uri(redirect))
    }

    async fn ask<T: serde::de::DeserializeOwned>(
        &self,
        what: &str,
        token: &AccessToken,
    ) -> Result<T> {
        self.http
            .get(&format!("{}/{what}", self.api), Some(token))
            .await
            .map_err(|error| blamed(code_of(&error), &error))
    }
}

const fn code_of(error: &HttpError) -> &'static str {
    match error {
        HttpError::Client(_) | HttpError::Status(500..) => code::OAUTH_UNREACHABLE,
        _ => code::OAUTH_PROVIDER_FAILED,
    }
}

/// What keeps GitHub from giving a token. It says so with the status 200.
fn exchange_refused(error: &BasicRequestTokenError<HttpError>) -> Error {
    let said = match error {
        RequestTokenError::ServerResponse(response) => Some(response.error().to_string()),
        RequestTokenError::Parse(_, body) => serde_json::from_slice::<BasicErrorResponse>(body)
            .ok()
            .map(|response| response.error().to_string()),
        RequestTokenError::Request(_) => return blamed(code::OAUTH_UNREACHABLE, error),
        RequestTokenError::Other(_) => None,
    };
    if said.as_deref() == Some(BAD_CODE) {
        refused(code::OAUTH_CODE_REFUSED)
    } else {
        blamed(code::OAUTH_PROVIDER_FAILED, error)
    }
}
