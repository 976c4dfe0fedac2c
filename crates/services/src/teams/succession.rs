//! What becomes of the teams of somebody whose account is deleted.

use contract::{MemberId, UserId, audit::Fact, roles::TeamRole};
use db::{
    TeamTx, Tx,
    entity::{team_members, teams::Model},
};

use super::{deletion, store};
use crate::{
    Ctx, Result,
    audit::{self, Author, Entry},
    members, roles,
};

/// Locks the teams of which the user is an owner; before the user, as everybody does who decides over
/// members.
pub(crate) async fn lock_owned(tx: &Tx, user: UserId) -> Result<Vec<Model>> {
    let owned = members::owned_by(&tx.across_teams().await?, user).await?;
    store::lock_all(tx, owned).await
}

/// Locks the teams to which the user belongs; before the user, too.
pub(crate) async fn lock_joined(tx: &Tx, user: UserId) -> Result<Vec<Model>> {
    let joined = members::joined_by(&tx.across_teams().await?, user).await?;
    store::lock_all(tx, joined).await
}

/// Takes the user, who is about to be deleted, out of `teams`. None is left without an owner: what they
/// had for themselves alone goes with them, and where others have joined since, the first of them
/// becomes the owner, administrators before all.
pub(crate) async fn settle(ctx: &Ctx, tx: &Tx, user: UserId, teams: Vec<Model>) -> Result<()> {
    for team in teams {
        let scoped = tx.of_team(team.id).await?;
        let Some(member) = members::find_of_user(&scoped, user).await? else {
            continue;
        };
        let owner = roles::find_built_in(&scoped, TeamRole::Owner).await?;
        if member.role_id == owner.id && !members::has_other(&scoped, user, Some(owner.id)).await? {
            let admin = roles::find_built_in(&scoped, TeamRole::Admin).await?;
            match members::heir(&scoped, user, owner.id, admin.id).await? {
                Some(heir) if heir.role_id == owner.id => {}
                Some(heir) => succeed(ctx, &scoped, &heir, owner.id).await?,
                None => {
                    deletion::end(ctx, tx, &team).await?;
                    continue;
                }
            }
        }
        members::end(ctx, &scoped, &Author::job(), member, "members.leave").await?;
    }
    Ok(())
}

async fn succeed(
    ctx: &Ctx,
    tx: &TeamTx,
    heir: &team_members::Model,
    owner: uuid::Uuid,
) -> Result<()> {
    members::set_role(tx, MemberId::new(heir.id), owner).await?;
    let user = members::person(tx, UserId::new(heir.user_id)).await?;
    let facts = members::facts(user.as_ref()).open(Fact::Role, TeamRole::Owner.as_str());
    let entry = Entry::new("members.update", "member", heir.id).after(facts);
    audit::record(ctx, tx, &Author::job(), entry).await
}
