//! What is asked of the API about teams and what belongs to them.

use contract::{
    InvitationId, MemberId, RoleId, TeamId,
    invitations::{InvitationCreate, InvitationsCreated},
    members::{Member, MemberUpdate},
    path,
    roles::{Role, RoleCreate, RoleName, RoleUpdate},
    teams::{Team, TeamCreate, TeamDeletion, TeamUpdate, TransferCreate},
};
use serde::{Deserialize, Serialize};

use super::{
    Call, Client, Result,
    ask::{in_team, of_team},
};

/// A team, as far as a link to it tells: less code than all of it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct TeamLink {
    /// The team's id.
    pub id: TeamId,
    /// Its word in addresses.
    pub slug: String,
    /// What it is called.
    pub name: String,
    /// The user's role.
    pub role: RoleName,
}

impl From<Team> for TeamLink {
    fn from(team: Team) -> Self {
        Self {
            id: team.id,
            slug: team.slug,
            name: team.name,
            role: team.role,
        }
    }
}

impl Client {
    /// Creates a team, which the user owns.
    pub async fn create_team(&self, input: &TeamCreate) -> Result<Team> {
        self.fetch(Call::post(path::TEAMS).with(input)?).await
    }

    /// Changes a team, unless it was changed since `version`.
    pub async fn update_team(&self, id: TeamId, input: &TeamUpdate, version: i64) -> Result<Team> {
        let call = Call::patch(of_team(path::TEAM, id), Some(version));
        self.fetch(call.with(input)?).await
    }

    /// Has a team deleted in two weeks.
    pub async fn delete_team(&self, id: TeamId) -> Result<TeamDeletion> {
        self.fetch(Call::delete(of_team(path::TEAM, id))).await
    }

    /// Keeps a team that was to be deleted.
    pub async fn restore_team(&self, id: TeamId) -> Result<Team> {
        self.fetch(Call::post(of_team(path::RESTORE_TEAM, id)))
            .await
    }

    /// Remembers a team as the one in which the user is at work.
    pub async fn select_team(&self, id: TeamId) -> Result<()> {
        self.run(Call::post(of_team(path::SELECT_TEAM, id))).await
    }

    /// Takes the user out of a team.
    pub async fn leave_team(&self, id: TeamId) -> Result<()> {
        self.run(Call::post(of_team(path::LEAVE_TEAM, id))).await
    }

    /// Offers a team to another member.
    pub async fn begin_transfer(&self, id: TeamId, input: &TransferCreate) -> Result<Team> {
        self.fetch(Call::post(of_team(path::TEAM_TRANSFER, id)).with(input)?)
            .await
    }

    /// Takes the offer of a team back.
    pub async fn cancel_transfer(&self, id: TeamId) -> Result<()> {
        self.run(Call::delete(of_team(path::TEAM_TRANSFER, id)))
            .await
    }

    /// Takes a team over that is offered to the user.
    pub async fn accept_transfer(&self, id: TeamId) -> Result<Team> {
        self.fetch(Call::post(of_team(path::ACCEPT_TEAM_TRANSFER, id)))
            .await
    }

    /// Does not take a team over that is offered to the user.
    pub async fn decline_transfer(&self, id: TeamId) -> Result<()> {
        self.run(Call::post(of_team(path::DECLINE_TEAM_TRANSFER, id)))
            .await
    }

    /// Changes the role of a member.
    pub async fn update_member(
        &self,
        team: TeamId,
        id: MemberId,
        input: MemberUpdate,
    ) -> Result<Member> {
        let call = Call::patch(in_team(path::MEMBER, team, id), None);
        self.fetch(call.with(&input)?).await
    }

    /// Removes a member.
    pub async fn remove_member(&self, team: TeamId, id: MemberId) -> Result<()> {
        let path = in_team(path::MEMBER, team, id);
        self.run(Call::delete(path)).await
    }

    /// Invites people into a team.
    pub async fn invite(
        &self,
        team: TeamId,
        input: &InvitationCreate,
    ) -> Result<InvitationsCreated> {
        let call = Call::post(of_team(path::INVITATIONS, team));
        self.fetch(call.with(input)?).await
    }

    /// Has an invitation mailed again, with a new link.
    pub async fn resend_invitation(&self, team: TeamId, id: InvitationId) -> Result<()> {
        let path = in_team(path::RESEND_INVITATION, team, id);
        self.run(Call::post(path)).await
    }

    /// Revokes an invitation.
    pub async fn revoke_invitation(&self, team: TeamId, id: InvitationId) -> Result<()> {
        let path = in_team(path::INVITATION, team, id);
        self.run(Call::delete(path)).await
    }

    /// Makes a role of a team.
    pub async fn create_team_role(&self, team: TeamId, input: &RoleCreate) -> Result<Role> {
        let call = Call::post(of_team(path::TEAM_ROLES, team));
        self.fetch(call.with(input)?).await
    }

    /// Changes a role of a team, unless it was changed since `version`.
    pub async fn update_team_role(
        &self,
        team: TeamId,
        id: RoleId,
        input: &RoleUpdate,
        version: i64,
    ) -> Result<Role> {
        let path = in_team(path::TEAM_ROLE, team, id);
        self.fetch(Call::patch(path, Some(version)).with(input)?)
            .await
    }

    /// Removes a role of a team.
    pub async fn remove_team_role(&self, team: TeamId, id: RoleId) -> Result<()> {
        let path = in_team(path::TEAM_ROLE, team, id);
        self.run(Call::delete(path)).await
    }
}

/// Where the audit log of a team is downloaded.
pub fn audit_export_path(team: TeamId) -> String {
    of_team(path::AUDIT_EXPORT, team)
}
