//! Who asks, whatever they prove it with.

use contract::{ApiKeyId, SessionId, api_keys::Scope, problem::code, users::User};

use crate::{Error, Result, sessions::Actor};

/// Who asks: a person, or a program of theirs.
///
/// Services that a program may reach take it; those that are for signed-in people alone take an
/// [`Actor`].
#[derive(Clone, Debug)]
pub struct Caller {
    /// The person.
    pub user: User,
    /// How it is known.
    pub via: Via,
}

/// How it is known who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Via {
    /// By a signed-in browser.
    Session(SessionId),
    /// By a program's key.
    ApiKey {
        /// The key.
        id: ApiKeyId,
        /// What it may do.
        scopes: Vec<Scope>,
    },
}

impl Caller {
    /// Lets a key pass that has the scope, and every session.
    ///
    /// # Errors
    ///
    /// [`code::KEY_SCOPE_MISSING`] for a key without the scope.
    pub fn require(&self, scope: Scope) -> Result<()> {
        match &self.via {
            Via::ApiKey { scopes, .. } if !scopes.contains(&scope) => Err(Error::Forbidden {
                code: code::KEY_SCOPE_MISSING,
            }),
            Via::ApiKey { .. } | Via::Session(_) => Ok(()),
        }
    }
}

impl From<Actor> for Caller {
    fn from(actor: Actor) -> Self {
        Self {
            user: actor.user,
            via: Via::Session(actor.session),
        }
    }
}
