//! Who asks, whatever they prove it with.

use contract::{
    ApiKeyId, Permission, PermissionSet, SessionId, UserId, api_keys::Scope, problem::code,
    users::User,
};

use crate::{Error, Result, impersonation, sessions::Actor};

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
    /// Who acts as the person, if it is somebody else.
    pub impersonator: Option<UserId>,
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

impl Caller {
    /// Lets a key pass that can have the permission and has it, and every session, unless somebody
    /// acts in it as somebody else who may not do this.
    ///
    /// # Errors
    ///
    /// - [`code::IMPERSONATING`] for what is barred while acting as somebody else.
    /// - [`code::KEY_NOT_ALLOWED`] for a key, if none can have the permission.
    /// - [`code::KEY_SCOPE_MISSING`] for a key without the scope.
    pub fn require_scope_of(&self, permission: Permission) -> Result<()> {
        impersonation::require(self.impersonator, permission)?;
        match (&self.via, Scope::of(permission)) {
            (Via::Session(_), _) => Ok(()),
            (Via::ApiKey { .. }, Some(scope)) => self.require(scope),
            (Via::ApiKey { .. }, None) => Err(Error::Forbidden {
                code: code::KEY_NOT_ALLOWED,
            }),
        }
    }

    /// Those of the person's `permissions` that who asks has in their name: by a key those that it has
    /// scopes for, and as somebody else those that nobody is barred from.
    #[must_use]
    pub fn limit(&self, permissions: PermissionSet) -> PermissionSet {
        match &self.via {
            Via::Session(_) if self.impersonator.is_none() => permissions,
            Via::Session(_) => permissions
                .iter()
                .filter(|permission| !impersonation::is_barred(*permission))
                .collect(),
            Via::ApiKey { scopes, .. } => {
                permissions.intersection(scopes.iter().map(|scope| scope.permission()).collect())
            }
        }
    }

    /// The signed-in person; for what no program may do.
    ///
    /// # Errors
    ///
    /// [`code::KEY_NOT_ALLOWED`] for a key.
    pub fn actor(&self) -> Result<Actor> {
        match self.via {
            Via::Session(session) => Ok(Actor {
                user: self.user.clone(),
                session,
                impersonator: self.impersonator,
            }),
            Via::ApiKey { .. } => Err(Error::Forbidden {
                code: code::KEY_NOT_ALLOWED,
            }),
        }
    }
}

impl From<Actor> for Caller {
    fn from(actor: Actor) -> Self {
        Self {
            user: actor.user,
            via: Via::Session(actor.session),
            impersonator: actor.impersonator,
        }
    }
}
