use contract::{
    MemberId, Permission, PermissionSet, RoleId, TeamId,
    permission::{Level, Pattern},
    problem::code,
};
use db::{Tx, entity::teams};

use super::{mfa, store};
use crate::{Caller, Ctx, Error, Origin, Result, audit::Author, roles::Grants};

/// What being a member is enough for, whatever the role says: to see which team it is, and to leave it.
const BY_MEMBERSHIP: [Permission; 2] = [Permission::TeamRead, Permission::TeamLeave];

/// The same as a set.
pub(super) fn by_membership() -> PermissionSet {
    BY_MEMBERSHIP.into_iter().collect()
}

/// Who asks, in a team that they belong to: the one way to what belongs to a team.
#[derive(Clone, Debug)]
pub struct TeamActor {
    /// The person or program.
    pub caller: Caller,
    /// From where they ask.
    pub origin: Origin,
    /// The team.
    pub team: TeamId,
    /// The person's membership.
    pub member: MemberId,
    /// The person's role.
    pub role: RoleId,
    /// What the role grants.
    pub grants: Grants,
}

impl TeamActor {
    /// What the actor may do: by the role, and by the scopes of a key.
    pub fn permissions(&self) -> PermissionSet {
        self.caller
            .limit(self.grants.permissions().union(by_membership()))
    }

    /// Lets pass who holds the permission by their role or as a member, and, with a key, by its scopes.
    ///
    /// # Errors
    ///
    /// - [`code::KEY_NOT_ALLOWED`] or [`code::KEY_SCOPE_MISSING`] for a key that may not.
    /// - [`code::FORBIDDEN`] for everybody else.
    pub fn require(&self, permission: Permission) -> Result<()> {
        self.caller.require_scope_of(permission)?;
        if BY_MEMBERSHIP.contains(&permission) {
            return Ok(());
        }
        self.grants.require(permission)
    }

    /// Lets pass who holds all of `patterns`; by a key one holds no more than its scopes name, and what
    /// being a member is enough for.
    ///
    /// # Errors
    ///
    /// [`code::ROLE_TOO_HIGH`] for everybody else.
    pub(crate) fn require_cover(&self, patterns: &[Pattern]) -> Result<()> {
        self.grants.require_cover(patterns)?;
        self.require_all(Grants::in_team(patterns.to_vec()).permissions())
    }

    /// Lets pass who may do all of it.
    ///
    /// # Errors
    ///
    /// [`code::ROLE_TOO_HIGH`] for everybody else.
    pub(crate) fn require_all(&self, permissions: PermissionSet) -> Result<()> {
        if permissions.is_subset(self.permissions().union(by_membership())) {
            Ok(())
        } else {
            Err(Error::Forbidden {
                code: code::ROLE_TOO_HIGH,
            })
        }
    }

    /// The actor, for the audit log.
    pub(crate) fn author(&self) -> Author {
        Author::of(&self.caller, &self.origin)
    }

    /// Looks again, in a transaction that writes, whether the actor holds the permission: their role
    /// may have changed since they came.
    ///
    /// # Errors
    ///
    /// As [`enter`].
    pub(crate) async fn confirm(&self, ctx: &Ctx, tx: &Tx, permission: Permission) -> Result<Self> {
        resolve(ctx, tx, &self.caller, &self.origin, self.team, permission).await
    }
}

/// Lets somebody into a team, to do what `permission` names.
///
/// For what is shared singly ([`Level::Resource`]), and for what is everybody's own, being a member is
/// enough to ask; who has it decides. It is enough as well to see which team it is and to leave it.
///
/// # Errors
///
/// - [`Error::NotFound`] if there is no such team, or they do not belong to it.
/// - [`code::KEY_NOT_ALLOWED`] or [`code::KEY_SCOPE_MISSING`] for a key that may not.
/// - [`code::FORBIDDEN`] if their role does not grant it.
/// - [`code::TEAM_MFA_REQUIRED`] if the team asks for a second factor, and they have none.
/// - [`code::TEAM_DELETING`] if the team is about to be deleted, and they want more than to look, to
///   leave or to keep it.
pub async fn enter(
    ctx: &Ctx,
    caller: Caller,
    origin: Origin,
    team: TeamId,
    permission: Permission,
) -> Result<TeamActor> {
    caller.require_scope_of(permission)?;
    let (caller, origin) = (&caller, &origin);
    ctx.db
        .read_tx(|tx| async move { resolve(ctx, &tx, caller, origin, team, permission).await })
        .await
}

async fn resolve(
    ctx: &Ctx,
    tx: &Tx,
    caller: &Caller,
    origin: &Origin,
    team: TeamId,
    permission: Permission,
) -> Result<TeamActor> {
    let scoped = tx.of_team(team.uuid()).await?;
    let found = store::find_membership(&scoped, caller.user.id).await?;
    let (member, role, row) = found.ok_or(Error::NotFound)?;
    let actor = TeamActor {
        caller: caller.clone(),
        origin: origin.clone(),
        team,
        member: MemberId::new(member.id),
        role: RoleId::new(role.id),
        grants: Grants::in_team(crate::roles::read_patterns(&role.permissions)),
    };
    if permission.level() == Level::Team {
        actor.require(permission)?;
    }
    check_state(&row, permission)?;
    check_mfa(ctx, tx, &actor, &row, permission).await?;
    Ok(actor)
}

/// What a team that is about to be deleted still allows.
fn check_state(team: &teams::Model, permission: Permission) -> Result<()> {
    let is_allowed = permission.level() == Level::Own
        || matches!(
            permission,
            Permission::TeamRead
                | Permission::TeamDelete
                | Permission::TeamLeave
                | Permission::MembersList
                | Permission::InvitationsList
                | Permission::RolesList
                | Permission::AuditRead
                | Permission::ProjectsRead
                | Permission::ProjectsExport
        );
    if team.delete_at.is_none() || is_allowed {
        Ok(())
    } else {
        Err(Error::Conflict {
            code: code::TEAM_DELETING,
        })
    }
}

/// Keeps out who has no second factor where the team asks for one, whatever they sign in with. They
/// may see which team it is, and leave it.
async fn check_mfa(
    ctx: &Ctx,
    tx: &Tx,
    actor: &TeamActor,
    team: &teams::Model,
    permission: Permission,
) -> Result<()> {
    if permission.level() == Level::Own || BY_MEMBERSHIP.contains(&permission) {
        return Ok(());
    }
    mfa::require(ctx, tx, actor.caller.user.id, team).await
}
