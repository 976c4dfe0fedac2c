//! The second factor that a team may ask for, and whom it keeps out until they have one.

use contract::{UserId, problem::code};
use db::{AllTeamsTx, Tx, entity::teams::Model};
use uuid::Uuid;

use super::store;
use crate::{Ctx, Error, Result, mfa};

/// Whether the team asks for a second factor by now.
pub(super) fn asks(ctx: &Ctx, team: &Model) -> bool {
    team.mfa_required_from
        .is_some_and(|from| from <= ctx.clock.now())
}

/// Whether a member has no second factor although the team asks for one, now or from some day on.
pub(super) async fn needs(tx: &Tx, user: UserId, team: &Model) -> Result<bool> {
    Ok(team.mfa_required_from.is_some() && !mfa::has_any(&**tx, user).await?)
}

/// Whether the team keeps a member out until they have a second factor.
pub(crate) async fn keeps_out(ctx: &Ctx, tx: &Tx, user: UserId, team: &Model) -> Result<bool> {
    Ok(asks(ctx, team) && !mfa::has_any(&**tx, user).await?)
}

/// Those of somebody's teams for which they need a second factor, now or from some day on. Whether they
/// have one is looked up once for all teams, and only if one of them asks for it.
pub(super) async fn needing(
    tx: &AllTeamsTx,
    user: UserId,
    memberships: &[store::Membership],
) -> Result<Vec<Uuid>> {
    let asking: Vec<Uuid> = memberships
        .iter()
        .filter(|(_, _, team)| team.mfa_required_from.is_some())
        .map(|(_, _, team)| team.id)
        .collect();
    if asking.is_empty() || mfa::has_any(&**tx, user).await? {
        return Ok(Vec::new());
    }
    Ok(asking)
}

/// Those of somebody's teams that let them in.
pub(crate) async fn open_to(ctx: &Ctx, tx: &AllTeamsTx, user: UserId) -> Result<Vec<Uuid>> {
    let memberships = store::all_memberships(tx, user).await?;
    let needing = needing(tx, user, &memberships).await?;
    let open = memberships
        .into_iter()
        .filter(|(_, _, team)| !(asks(ctx, team) && needing.contains(&team.id)));
    Ok(open.map(|(_, _, team)| team.id).collect())
}

/// Lets pass who is as protected as the team asks for.
pub(super) async fn require(ctx: &Ctx, tx: &Tx, user: UserId, team: &Model) -> Result<()> {
    if keeps_out(ctx, tx, user, team).await? {
        return Err(Error::Forbidden {
            code: code::TEAM_MFA_REQUIRED,
        });
    }
    Ok(())
}
