//! The providers that are set up, each behind the same three questions.

use std::{fmt, sync::Arc};

use chrono::{DateTime, Utc};
use contract::{
    oauth::{Provider as View, ProviderId},
    problem::code,
};
use secrecy::{ExposeSecret, SecretString};

use super::{github::Github, http::Http, oidc::Oidc};
use crate::{Error, Result};

/// How a provider is reached, and as what it knows this product.
#[derive(Clone, Debug)]
pub struct ProviderSettings {
    /// Which one it is.
    pub id: ProviderId,
    /// Its name for people.
    pub name: String,
    /// The product's id there.
    pub client_id: String,
    /// The product's secret there.
    pub client_secret: SecretString,
    /// Where it is, and what it speaks.
    pub protocol: Protocol,
}

/// What a provider speaks.
#[derive(Clone, Debug)]
pub enum Protocol {
    /// OpenID Connect.
    Oidc {
        /// The address under which it describes itself.
        issuer: String,
    },
    /// OpenID Connect, for accounts of any organisation at once, each of which is an issuer of its
    /// own; addresses count as confirmed by the organisation whose domain they are in.
    Microsoft {
        /// The address under which it describes itself.
        issuer: String,
    },
    /// OAuth 2.0 and GitHub's own API.
    Github {
        /// `https://github.com`, or an Enterprise Server.
        url: String,
    },
}

/// The providers that are set up; a clone is the same ones.
#[derive(Clone, Default)]
pub struct Providers(Arc<[Provider]>);

pub(super) struct Provider {
    pub(super) id: ProviderId,
    pub(super) name: String,
    dialect: Dialect,
}

enum Dialect {
    Oidc(Box<Oidc>),
    Github(Box<Github>),
}

/// What a product keeps to itself while somebody is away to a provider.
#[derive(Clone)]
pub(super) struct Secrets {
    pub(super) state: String,
    pub(super) nonce: String,
    pub(super) verifier: String,
}

/// Somebody, as a provider tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Person {
    /// What the provider calls the person, for ever.
    pub(super) subject: String,
    /// The address, brought into the form in which it is a key.
    pub(super) email: Option<String>,
    /// Whether the provider vouches for the address.
    pub(super) is_verified: bool,
    pub(super) first_name: Option<String>,
    pub(super) last_name: Option<String>,
}

impl Providers {
    /// Prepares the providers; none of them is asked anything yet.
    ///
    /// # Errors
    ///
    /// [`Error::Internal`] if an address of one of them is none, or no HTTP client can be made.
    pub fn new(all: Vec<ProviderSettings>) -> Result<Self> {
        if all.is_empty() {
            return Ok(Self::default());
        }
        let http = Http::new()?;
        let providers: Result<Vec<_>> = all
            .into_iter()
            .map(|settings| Provider::new(settings, &http))
            .collect();
        Ok(Self(providers?.into()))
    }

    /// The providers as people see them.
    pub(super) fn views(&self) -> Vec<View> {
        self.0
            .iter()
            .map(|provider| View {
                id: provider.id,
                name: provider.name.clone(),
            })
            .collect()
    }

    /// Finds a provider.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if it is not set up.
    pub(super) fn find(&self, id: ProviderId) -> Result<&Provider> {
        self.0
            .iter()
            .find(|provider| provider.id == id)
            .ok_or(Error::NotFound)
    }

    /// What people call a provider, even one that is set up no more.
    pub(crate) fn name_of(&self, id: ProviderId) -> &str {
        self.find(id)
            .map_or(id.as_str(), |provider| provider.name.as_str())
    }
}

impl fmt::Debug for Providers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(self.0.iter().map(|provider| provider.id))
            .finish()
    }
}

impl Provider {
    fn new(settings: ProviderSettings, http: &Http) -> Result<Self> {
        let ProviderSettings {
            id,
            name,
            client_id,
            client_secret,
            protocol,
        } = settings;
        let secret = client_secret.expose_secret().to_owned();
        let oidc = |issuer, is_multi_tenant| {
            Oidc::new(
                issuer,
                client_id.clone(),
                secret.clone(),
                is_multi_tenant,
                http.clone(),
            )
        };
        let dialect = match protocol {
            Protocol::Oidc { issuer } => Dialect::Oidc(Box::new(oidc(issuer, false)?)),
            Protocol::Microsoft { issuer } => Dialect::Oidc(Box::new(oidc(issuer, true)?)),
            Protocol::Github { url } => {
                let github = Github::new(&url, client_id.clone(), secret, http.clone())?;
                Dialect::Github(Box::new(github))
            }
        };
        Ok(Self { id, name, dialect })
    }

    /// Says where to send somebody.
    ///
    /// # Errors
    ///
    /// [`code::OAUTH_UNREACHABLE`] if the provider does not describe itself.
    pub(super) async fn authorize_url(
        &self,
        redirect_uri: String,
        secrets: &Secrets,
        now: DateTime<Utc>,
    ) -> Result<String> {
        match &self.dialect {
            Dialect::Oidc(oidc) => oidc.authorize_url(redirect_uri, secrets, now).await,
            Dialect::Github(github) => github.authorize_url(redirect_uri, secrets),
        }
    }

    /// Checks in whose name somebody is sent back, as far as the provider says so (RFC 9207).
    ///
    /// # Errors
    ///
    /// [`code::OAUTH_ISSUER_INVALID`] if it is another's, or missing although it is promised.
    pub(super) async fn check_issuer(
        &self,
        issuer: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<()> {
        match &self.dialect {
            Dialect::Oidc(oidc) => oidc.check_issuer(issuer, now).await,
            // It knows no such parameter, so whoever adds one is somebody else.
            Dialect::Github(_) if issuer.is_some() => Err(refused(code::OAUTH_ISSUER_INVALID)),
            Dialect::Github(_) => Ok(()),
        }
    }

    /// Exchanges a code for who has come back.
    ///
    /// # Errors
    ///
    /// A code of `oauth`, for whatever is wrong with the code or the answer to it.
    pub(super) async fn person(
        &self,
        redirect_uri: String,
        code: String,
        secrets: Secrets,
        now: DateTime<Utc>,
    ) -> Result<Person> {
        match &self.dialect {
            Dialect::Oidc(oidc) => oidc.person(redirect_uri, code, secrets, now).await,
            Dialect::Github(github) => github.person(redirect_uri, code, secrets).await,
        }
    }
}

/// What is said to who cannot be let in this way.
pub(super) const fn refused(code: &'static str) -> Error {
    Error::Conflict { code }
}

/// Refuses because of something that the provider did, which is for the log.
pub(super) fn blamed(code: &'static str, cause: &dyn std::error::Error) -> Error {
    let causes: Vec<String> = std::iter::successors(Some(cause), |cause| cause.source())
        .map(ToString::to_string)
        .collect();
    tracing::warn!(
        code,
        cause = causes.join(": "),
        "a provider's answer is refused"
    );
    refused(code)
}
