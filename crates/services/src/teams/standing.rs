//! How teams stand, and what their members see of them.

use contract::{MemberId, TeamId, UserId, teams::Team};
use db::{
    AllTeamsTx, Tx,
    entity::{team_transfers, teams::Model},
};
use uuid::Uuid;

use super::{TeamActor, actor, mfa, store};
use crate::{
    Caller, Ctx, Error, Result,
    roles::{self, Grants},
};

/// The actor's team as they see it.
pub(super) async fn load(ctx: &Ctx, tx: &Tx, actor: &TeamActor) -> Result<Team> {
    let scoped = tx.of_team(actor.team.uuid()).await?;
    let user = actor.caller.user.id;
    let membership = store::find_membership(&scoped, user)
        .await?
        .ok_or(Error::NotFound)?;
    let transfer = store::find_transfer(&scoped, ctx.clock.now()).await?;
    let needs_mfa = mfa::needs(tx, user, &membership.2).await?;
    let standing = Standing {
        transfer_to: transfer.map(|transfer| MemberId::new(transfer.to_member_id)),
        needs_mfa,
        is_kept_out: needs_mfa && mfa::asks(ctx, &membership.2),
    };
    Ok(seen_by(&actor.caller, view(membership, standing)))
}

/// How a team stands at the moment.
#[derive(Clone, Copy, Default)]
pub(super) struct Standing {
    /// To whom it is being handed over.
    transfer_to: Option<MemberId>,
    /// Whether who looks at it has no second factor although it asks for one, now or from some day on.
    needs_mfa: bool,
    /// Whether it keeps them out.
    is_kept_out: bool,
}

/// How several teams of somebody stand, in as many queries for all as for one.
pub(super) struct Around {
    transfers: Vec<team_transfers::Model>,
    needing_mfa: Vec<Uuid>,
}

impl Around {
    pub(super) async fn load(
        ctx: &Ctx,
        all: &AllTeamsTx,
        user: UserId,
        memberships: &[store::Membership],
    ) -> Result<Self> {
        let ids = memberships.iter().map(|(_, _, team)| team.id).collect();
        Ok(Self {
            transfers: store::transfers(all, ids, ctx.clock.now()).await?,
            needing_mfa: mfa::needing(all, user, memberships).await?,
        })
    }

    /// One of the teams as its member sees it.
    pub(super) fn view(&self, ctx: &Ctx, membership: store::Membership) -> Team {
        let team = &membership.2;
        let mut transfers = self.transfers.iter();
        let transfer = transfers.find(|transfer| transfer.team_id == team.id);
        let needs_mfa = self.needing_mfa.contains(&team.id);
        let standing = Standing {
            transfer_to: transfer.map(|transfer| MemberId::new(transfer.to_member_id)),
            needs_mfa,
            is_kept_out: needs_mfa && mfa::asks(ctx, team),
        };
        view(membership, standing)
    }
}

/// The team with what who asks may do there, by a key or as somebody else.
pub(super) fn seen_by(caller: &Caller, team: Team) -> Team {
    Team {
        permissions: caller.limit(team.permissions),
        ..team
    }
}

/// The team as one of its members sees it.
pub(super) fn view((member, role, team): store::Membership, standing: Standing) -> Team {
    let Model {
        id,
        slug,
        name,
        name_key: _,
        mfa_required_from,
        delete_at,
        version,
        created_at,
        updated_at: _,
    } = team;
    let Standing {
        transfer_to,
        needs_mfa,
        is_kept_out,
    } = standing;
    Team {
        id: TeamId::new(id),
        slug,
        name,
        member_id: MemberId::new(member.id),
        permissions: Grants::in_team(roles::read_patterns(&role.permissions))
            .permissions()
            .union(actor::by_membership()),
        role: roles::name(&role),
        mfa_required_from,
        needs_mfa,
        is_kept_out,
        transfer_to,
        delete_at,
        version,
        created_at,
    }
}
