use contract::{Permission, PermissionSet, permission::Pattern, problem::code, users::User};
use sea_orm::ConnectionTrait;

use super::{Grants, grants_of};
use crate::{Caller, Ctx, Error, Origin, Result, audit::Author, auth::step_up, sessions::Actor};

/// Who asks, by what they hold in the product as a whole.
///
/// There are two ways to become one: [`staff`](super::staff) for people and their programs, and
/// [`Staff::command`] for who runs the program on its machine. What is asked of them afterwards is the
/// same, but for what only a person can have.
#[derive(Clone, Debug)]
pub struct Staff {
    by: By,
    /// From where they ask.
    pub origin: Origin,
    /// What they hold.
    pub grants: Grants,
}

#[derive(Clone, Debug)]
enum By {
    /// A person, or a program of theirs.
    Caller(Box<Caller>),
    /// The command line, to do what this names.
    Command(Permission),
}

impl Staff {
    pub(super) fn new(caller: Caller, origin: Origin, grants: Grants) -> Self {
        Self {
            by: By::Caller(Box::new(caller)),
            origin,
            grants,
        }
    }

    /// Whoever runs a command on the machine, to do what `permission` names and nothing else.
    ///
    /// They are above everybody: who can run it has the database and the secrets that sessions are
    /// signed with. So they hold everything, but each command goes by one permission, as each route
    /// does.
    pub fn command(permission: Permission) -> Self {
        Self {
            by: By::Command(permission),
            origin: Origin::nowhere(),
            grants: Grants::in_product(vec![Pattern::All]),
        }
    }

    /// What they may do.
    pub const fn permissions(&self) -> PermissionSet {
        self.grants.permissions()
    }

    /// Who they are, for the audit log.
    pub fn author(&self) -> Author {
        match &self.by {
            By::Caller(caller) => Author::of(caller, &self.origin),
            By::Command(_) => Author::command(),
        }
    }

    /// The person; nobody for a command.
    pub(crate) fn user(&self) -> Option<&User> {
        match &self.by {
            By::Caller(caller) => Some(&caller.user),
            By::Command(_) => None,
        }
    }

    /// The signed-in person; for what neither a program nor a command can do.
    ///
    /// # Errors
    ///
    /// - [`code::KEY_NOT_ALLOWED`] for a key.
    /// - [`code::FORBIDDEN`] for a command.
    pub(crate) fn actor(&self) -> Result<Actor> {
        match &self.by {
            By::Caller(caller) => caller.actor(),
            By::Command(_) => Err(forbidden()),
        }
    }

    /// Lets pass who has proved lately who they are.
    ///
    /// A command passes: the proof is against who has stolen a session, and a command has none. Who
    /// runs it has been let in by the machine.
    ///
    /// # Errors
    ///
    /// - [`Error::StepUpRequired`] without a fresh proof.
    /// - [`code::KEY_NOT_ALLOWED`] for a key.
    pub(crate) async fn require_proof(&self, ctx: &Ctx) -> Result<()> {
        match &self.by {
            By::Caller(caller) => step_up::require(ctx, &caller.actor()?).await,
            By::Command(_) => Ok(()),
        }
    }

    /// Looks again what they hold, for a transaction that is about to do what `permission` names.
    pub(super) async fn hold(
        &self,
        conn: &impl ConnectionTrait,
        permission: Permission,
    ) -> Result<Grants> {
        let held = match &self.by {
            By::Caller(caller) => grants_of(conn, caller).await?,
            By::Command(named) if *named == permission => self.grants.clone(),
            By::Command(_) => return Err(forbidden()),
        };
        held.require(permission)?;
        Ok(held)
    }
}

const fn forbidden() -> Error {
    Error::Forbidden {
        code: code::FORBIDDEN,
    }
}
