//! Where people say who they are, and that the other program may know.

use serde::{Deserialize, Serialize};
use url::Url;

use super::{CODE_TTL, Fault, Grant, Person, Provider, people};
use crate::now;

/// What a program asks when it sends somebody here.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Asked {
    pub(super) client_id: String,
    pub(super) redirect_uri: String,
    response_type: String,
    scope: String,
    state: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    nonce: Option<String>,
    code_challenge: String,
    code_challenge_method: String,
}

/// What somebody has answered.
#[derive(Debug, Deserialize)]
pub(super) struct Answered {
    /// The question, as it was put.
    asked: String,
    /// The subject of somebody on the list, [`OTHER`] or [`DENY`].
    choice: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    verified: Option<String>,
}

pub(super) const OTHER: &str = "other";
pub(super) const DENY: &str = "deny";

/// Whose protocol is spoken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    Oidc,
    Github,
}

impl Asked {
    /// What keeps people from being sent back at all.
    pub(super) fn problem(&self, provider: &Provider) -> Option<&'static str> {
        let client = &provider.inner.client;
        if self.client_id != client.id {
            Some("No program is known by this client_id.")
        } else if !client.redirect_uris.contains(&self.redirect_uri) {
            Some("The redirect_uri is not one that the program has registered.")
        } else {
            None
        }
    }

    /// What the program has forgotten, as the protocol names it.
    fn refusal(&self) -> Option<&'static str> {
        if self.response_type != "code" {
            Some("unsupported_response_type")
        } else if self.code_challenge.is_empty() || self.code_challenge_method != "S256" {
            Some("invalid_request")
        } else {
            None
        }
    }

    /// The question in one field of a form.
    pub(super) fn to_field(&self) -> String {
        serde_urlencoded::to_string(self).unwrap_or_default()
    }
}

impl Answered {
    pub(super) fn asked(&self) -> Asked {
        serde_urlencoded::from_str(&self.asked).unwrap_or_default()
    }

    fn person(&self) -> Option<Person> {
        if self.choice == OTHER {
            let is_verified = self.verified.is_some();
            let is_named = !self.email.is_empty();
            return is_named.then(|| Person::other(&self.name, &self.email, is_verified));
        }
        people::find(&self.choice)
    }
}

/// Where to send somebody back who has answered; `None` if it cannot be said.
pub(super) fn way_back(provider: &Provider, answered: &Answered, dialect: Dialect) -> Option<Url> {
    let asked = answered.asked();
    let mut url = Url::parse(&asked.redirect_uri).ok()?;
    let said = match (asked.refusal(), answered.person()) {
        (Some(refusal), _) => ("error", refusal.to_owned()),
        (None, None) => ("error", "access_denied".to_owned()),
        (None, Some(person)) => ("code", code(provider, &asked, person)?),
    };
    {
        let mut query = url.query_pairs_mut();
        query.append_pair(said.0, &said.1);
        query.append_pair("state", &asked.state);
        if dialect == Dialect::Oidc && !provider.inner.is_of_many {
            let issuer = if provider.has_fault(Fault::ResponseIssuer) {
                "https://issuer.invalid"
            } else {
                provider.issuer()
            };
            query.append_pair("iss", issuer);
        }
    }
    Some(url)
}

fn code(provider: &Provider, asked: &Asked, person: Person) -> Option<String> {
    let challenge = if provider.has_fault(Fault::Challenge) {
        "a challenge of somebody else".to_owned()
    } else {
        asked.code_challenge.clone()
    };
    let grant = Grant {
        person,
        redirect_uri: asked.redirect_uri.clone(),
        challenge,
        nonce: asked.nonce.clone(),
        expires_at: now() + CODE_TTL,
    };
    provider
        .grant(grant)
        .inspect_err(|error| tracing::error!(%error, "no code can be made"))
        .ok()
}
