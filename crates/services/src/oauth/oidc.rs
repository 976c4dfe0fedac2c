//! Providers that speak OpenID Connect.

use std::{ops::Deref, sync::Arc};

use chrono::{DateTime, TimeDelta, Utc};
use contract::{problem::code, validation::normalize_email};
use openidconnect::{
    AccessTokenHash, AdditionalClaims, AdditionalProviderMetadata, AuthorizationCode,
    ClaimsVerificationError, ClientId, ClientSecret, CsrfToken, EmptyAdditionalClaims,
    EmptyExtraTokenFields, EndpointMaybeSet, EndpointNotSet, EndpointSet, IdTokenFields,
    IdTokenVerifier, IssuerUrl, JsonWebKeySet, LocalizedClaim, Nonce, OAuth2TokenResponse,
    PkceCodeChallenge, PkceCodeVerifier, ProviderMetadata, RedirectUrl, RequestTokenError, Scope,
    SignatureVerificationError, StandardErrorResponse, StandardTokenResponse, TokenResponse,
    UserInfoClaims,
    core::{
        CoreAuthDisplay, CoreAuthPrompt, CoreAuthenticationFlow, CoreClaimName, CoreClaimType,
        CoreClientAuthMethod, CoreErrorResponseType, CoreGenderClaim, CoreGrantType,
        CoreJsonWebKey, CoreJweContentEncryptionAlgorithm, CoreJweKeyManagementAlgorithm,
        CoreJwsSigningAlgorithm, CoreResponseMode, CoreResponseType, CoreRevocableToken,
        CoreRevocationErrorResponse, CoreSubjectIdentifierType, CoreTokenIntrospectionResponse,
        CoreTokenType,
    },
};
use serde::{Deserialize, Serialize};
use tokio::sync::Mutex;
use uuid::Uuid;

use super::{
    http::{Http, HttpError},
    provider::{Person, Secrets, blamed, refused},
};
use crate::{Error, Result};

/// How long a provider's description of itself is believed; an unknown key has it read again.
const METADATA_TTL: TimeDelta = TimeDelta::hours(1);
/// What stands for the organisation in the issuer of a provider for many.
const TENANT: &str = "{tenantid}";

/// What a provider may say of itself beyond the library's list.
#[derive(Clone, Debug, Deserialize, Serialize)]
struct MoreMetadata {
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
}

impl AdditionalProviderMetadata for MoreMetadata {}

/// What a token may say beyond the library's list.
#[derive(Clone, Debug, Deserialize, Serialize)]
struct MoreClaims {
    /// Microsoft: whether the address is in a domain that the organisation has proved to own.
    #[serde(default)]
    xms_edov: Option<serde_json::Value>,
}

impl AdditionalClaims for MoreClaims {}

impl MoreClaims {
    /// It is a truth value that comes as one, as a number or as a text.
    fn is_domain_owned(&self) -> bool {
        self.xms_edov.as_ref().is_some_and(|value| {
            value.as_bool() == Some(true)
                || value.as_i64() == Some(1)
                || matches!(value.as_str(), Some("1" | "true" | "True"))
        })
    }
}

type Metadata = ProviderMetadata<
    MoreMetadata,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

type Tokens = StandardTokenResponse<
    IdTokenFields<
        MoreClaims,
        EmptyExtraTokenFields,
        CoreGenderClaim,
        CoreJweContentEncryptionAlgorithm,
        CoreJwsSigningAlgorithm,
    >,
    CoreTokenType,
>;

type Claims = openidconnect::IdTokenClaims<MoreClaims, CoreGenderClaim>;

type Client = openidconnect::Client<
    MoreClaims,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    Tokens,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// A provider, and what is known of it.
pub(super) struct Oidc {
    issuer: IssuerUrl,
    client_id: ClientId,
    client_secret: ClientSecret,
    /// Whether each organisation is an issuer of its own.
    is_multi_tenant: bool,
    http: Http,
    /// Held while the provider is asked, so that many who wait ask once.
    known: Mutex<Option<Known>>,
}

#[derive(Clone)]
struct Known {
    metadata: Arc<Metadata>,
    read_at: DateTime<Utc>,
}

impl Oidc {
    pub(super) fn new(
        issuer: String,
        client_id: String,
        client_secret: String,
        is_multi_tenant: bool,
        http: Http,
    ) -> Result<Self> {
        Ok(Self {
            issuer: IssuerUrl::new(issuer).map_err(Error::internal)?,
            client_id: ClientId::new(client_id),
            client_secret: ClientSecret::new(client_secret),
            is_multi_tenant,
            http,
            known: Mutex::default(),
        })
    }

    pub(super) async fn authorize_url(
        &self,
        redirect_uri: String,
        secrets: &Secrets,
        now: DateTime<Utc>,
    ) -> Result<String> {
        let metadata = self.metadata(now).await?;
        let client = self.client(&metadata, redirect_uri)?;
        let Secrets {
            state,
            nonce,
            verifier,
        } = secrets.clone();
        let verifier = PkceCodeVerifier::new(verifier);
        let (url, ..) = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                move || CsrfToken::new(state),
                move || Nonce::new(nonce),
            )
            .add_scope(Scope::new("email".to_owned()))
            .add_scope(Scope::new("profile".to_owned()))
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier))
            .url();
        Ok(url.into())
    }

    pub(super) async fn check_issuer(
        &self,
        issuer: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<()> {
        let metadata = self.metadata(now).await?;
        let promises = metadata
            .additional_metadata()
            .authorization_response_iss_parameter_supported;
        let is_right = match issuer {
            Some(issuer) => self.is_issued(&metadata, issuer),
            None => !promises,
        };
        if is_right {
            Ok(())
        } else {
            Err(refused(code::OAUTH_ISSUER_INVALID))
        }
    }

    pub(super) async fn person(
        &self,
        redirect_uri: String,
        code: String,
        secrets: Secrets,
        now: DateTime<Utc>,
    ) -> Result<Person> {
        let metadata = self.metadata(now).await?;
        let client = self.client(&metadata, redirect_uri)?;
        let tokens = client
            .exchange_code(AuthorizationCode::new(code))
            .map_err(|error| blamed(code::OAUTH_PROVIDER_FAILED, &error))?
            .set_pkce_verifier(PkceCodeVerifier::new(secrets.verifier))
            .request_async(&self.http)
            .await
            .map_err(|error| exchange_refused(&error))?;
        let nonce = Nonce::new(secrets.nonce);
        let claims = match self.verify(&metadata, &client, &tokens, &nonce, now) {
            Err(ClaimsVerificationError::SignatureVerification(
                SignatureVerificationError::NoMatchingKey,
            )) => {
                let metadata = self.metadata_after(&metadata, now).await?;
                let client = client_of(self, &metadata);
                self.verify(&metadata, &client, &tokens, &nonce, now)
            }
            verified => verified,
        };
        let claims = claims.map_err(|error| blamed(code_of(&error), &error))?;
        let person = self.read(claims);
        if person.email.is_some() || client.user_info_url().is_none() {
            return Ok(person);
        }
        let info: UserInfoClaims<EmptyAdditionalClaims, CoreGenderClaim> = client
            .user_info(
                tokens.access_token().clone(),
                Some(claims.subject().clone()),
            )
            .map_err(|error| blamed(code::OAUTH_PROVIDER_FAILED, &error))?
            .request_async(&self.http)
            .await
            .map_err(|error| blamed(code::OAUTH_PROVIDER_FAILED, &error))?;
        Ok(Person {
            email: info.email().map(|email| normalize_email(email)),
            is_verified: info.email_verified() == Some(true),
            first_name: person.first_name.or_else(|| text(info.given_name())),
            last_name: person.last_name.or_else(|| text(info.family_name())),
            subject: person.subject,
        })
    }

    fn client(&self, metadata: &Metadata, redirect_uri: String) -> Result<Client> {
        let redirect = RedirectUrl::new(redirect_uri).map_err(Error::internal)?;
        Ok(client_of(self, metadata).set_redirect_uri(redirect))
    }

    /// Reads the token's claims, once all of them are proved.
    fn verify<'t>(
        &self,
        metadata: &Metadata,
        client: &Client,
        tokens: &'t Tokens,
        nonce: &Nonce,
        now: DateTime<Utc>,
    ) -> Result<&'t Claims, ClaimsVerificationError> {
        let Some(token) = tokens.id_token() else {
            return Err(ClaimsVerificationError::Other("there is no token".into()));
        };
        let verifier: IdTokenVerifier<'_, _> = client
            .id_token_verifier()
            .set_time_fn(move || now)
            .require_issuer_match(!self.is_multi_tenant);
        let claims = token.claims(&verifier, nonce)?;
        if !self.is_issued(metadata, claims.issuer()) {
            let issuer = claims.issuer().to_string();
            return Err(ClaimsVerificationError::InvalidIssuer(issuer));
        }
        if let Some(expected) = claims.access_token_hash() {
            let other = |error: &dyn std::error::Error| {
                ClaimsVerificationError::Other(format!("the hash of the access token: {error}"))
            };
            let algorithm = token.signing_alg().map_err(|error| other(&error))?;
            let key = token
                .signing_key(&verifier)
                .map_err(|error| other(&error))?;
            let actual = AccessTokenHash::from_token(tokens.access_token(), algorithm, key)
                .map_err(|error| other(&error))?;
            if actual != *expected {
                let message = "the access token is another one".into();
                return Err(ClaimsVerificationError::Other(message));
            }
        }
        Ok(claims)
    }

    /// Whether `issuer` is this provider, or one of its organisations.
    fn is_issued(&self, metadata: &Metadata, issuer: &str) -> bool {
        let own = metadata.issuer().as_str();
        match own.split_once(TENANT) {
            Some((before, after)) if self.is_multi_tenant => issuer
                .strip_prefix(before)
                .and_then(|rest| rest.strip_suffix(after))
                .is_some_and(|tenant| Uuid::parse_str(tenant).is_ok()),
            _ => issuer == own,
        }
    }

    fn read(&self, claims: &Claims) -> Person {
        let vouches_for_domain =
            self.is_multi_tenant && claims.additional_claims().is_domain_owned();
        Person {
            subject: claims.subject().to_string(),
            email: claims.email().map(|email| normalize_email(email)),
            is_verified: claims.email_verified() == Some(true) || vouches_for_domain,
            first_name: text(claims.given_name()),
            last_name: text(claims.family_name()),
        }
    }

    /// What the provider says of itself.
    async fn metadata(&self, now: DateTime<Utc>) -> Result<Arc<Metadata>> {
        let mut known = self.known.lock().await;
        if let Some(known) = known.as_ref()
            && now < known.read_at + METADATA_TTL
        {
            return Ok(Arc::clone(&known.metadata));
        }
        self.renew(&mut known, now).await
    }

    /// What the provider says of itself since it said `old`.
    async fn metadata_after(
        &self,
        old: &Arc<Metadata>,
        now: DateTime<Utc>,
    ) -> Result<Arc<Metadata>> {
        let mut known = self.known.lock().await;
        if let Some(known) = known.as_ref()
            && !Arc::ptr_eq(&known.metadata, old)
        {
            return Ok(Arc::clone(&known.metadata));
        }
        self.renew(&mut known, now).await
    }

    async fn renew(&self, known: &mut Option<Known>, now: DateTime<Utc>) -> Result<Arc<Metadata>> {
        let metadata = self
            .discover()
            .await
            .map_err(|error| blamed(code::OAUTH_UNREACHABLE, &error))?;
        if !self.is_described_by(&metadata) {
            let told = metadata.issuer().as_str();
            tracing::warn!(
                issuer = self.issuer.as_str(),
                told,
                "the issuer is another one"
            );
            return Err(refused(code::OAUTH_ISSUER_INVALID));
        }
        let metadata = Arc::new(metadata);
        *known = Some(Known {
            metadata: Arc::clone(&metadata),
            read_at: now,
        });
        Ok(metadata)
    }

    async fn discover(&self) -> Result<Metadata, HttpError> {
        let base = self.issuer.trim_end_matches('/');
        let url = format!("{base}/.well-known/openid-configuration");
        let metadata: Metadata = self.http.get(&url, None).await?;
        let keys: JsonWebKeySet<CoreJsonWebKey> =
            self.http.get(metadata.jwks_uri().as_str(), None).await?;
        Ok(metadata.set_jwks(keys))
    }

    /// Whether the description is of the provider that was asked for it.
    fn is_described_by(&self, metadata: &Metadata) -> bool {
        if self.is_multi_tenant && metadata.issuer().contains(TENANT) {
            return metadata.issuer().url().origin() == self.issuer.url().origin();
        }
        *metadata.issuer() == self.issuer
    }
}

fn client_of(oidc: &Oidc, metadata: &Metadata) -> Client {
    Client::from_provider_metadata(
        metadata.clone(),
        oidc.client_id.clone(),
        Some(oidc.client_secret.clone()),
    )
}

/// The first text of a claim in whatever language.
fn text<T: Deref<Target = String>>(claim: Option<&LocalizedClaim<T>>) -> Option<String> {
    let (_, value) = claim?.iter().next()?;
    Some((**value).clone())
}

/// What keeps the provider from giving tokens.
fn exchange_refused(
    error: &RequestTokenError<HttpError, StandardErrorResponse<CoreErrorResponseType>>,
) -> Error {
    match error {
        RequestTokenError::ServerResponse(response)
            if *response.error() == CoreErrorResponseType::InvalidGrant =>
        {
            refused(code::OAUTH_CODE_REFUSED)
        }
        RequestTokenError::Request(_) => blamed(code::OAUTH_UNREACHABLE, error),
        _ => blamed(code::OAUTH_PROVIDER_FAILED, error),
    }
}

/// The code for what is wrong with a token.
const fn code_of(error: &ClaimsVerificationError) -> &'static str {
    match error {
        ClaimsVerificationError::Expired(_) => code::OAUTH_TOKEN_EXPIRED,
        ClaimsVerificationError::InvalidAudience(_) => code::OAUTH_AUDIENCE_INVALID,
        ClaimsVerificationError::InvalidIssuer(_) => code::OAUTH_ISSUER_INVALID,
        ClaimsVerificationError::InvalidNonce(_) => code::OAUTH_NONCE_INVALID,
        ClaimsVerificationError::SignatureVerification(_) => code::OAUTH_SIGNATURE_INVALID,
        _ => code::OAUTH_TOKEN_INVALID,
    }
}
