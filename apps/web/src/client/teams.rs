//! What is asked of the API about teams and what belongs to them.

use contract::{
    InvitationId, MemberId, Page, RoleId, TeamId,
    audit::{AuditEvent, AuditQuery},
    invitations::{Invitation, InvitationCreate, InvitationQuery, InvitationsCreated},
    members::{Member, MemberQuery, MemberUpdate},
    path,
    roles::{Role, RoleCreate, RoleUpdate},
    teams::{Team, TeamCreate, TeamDeletion, TeamQuery, TeamUpdate, TransferCreate},
};
use serde::{Serialize, de::DeserializeOwned};

use super::{Call, Client, Method, Result};

impl Client {
    /// Lists the user's teams, the one joined last first, as far as `T` reads them.
    pub async fn teams<T: DeserializeOwned>(&self, query: &TeamQuery) -> Result<Page<T>> {
        self.fetch(listing(path::TEAMS.to_owned(), query)).await
    }

    /// Gets one of the user's teams by its word in addresses; nothing if there is none.
    pub async fn team_at(&self, slug: &str) -> Result<Option<Team>> {
        let query = TeamQuery {
            slug: Some(slug.to_owned()),
            ..TeamQuery::default()
        };
        // What cannot be such a word is no team's.
        match self.teams::<Team>(&query).await {
            Ok(page) => Ok(page.items.into_iter().next()),
            Err(error) if error.status() == 422 => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Creates a team, which the user owns.
    pub async fn create_team(&self, input: &TeamCreate) -> Result<Team> {
        self.fetch(Call::post(path::TEAMS).with(input)?).await
    }

    /// Changes a team, unless it was changed since `version`.
    pub async fn update_team(&self, id: TeamId, input: &TeamUpdate, version: i64) -> Result<Team> {
        let call = patch(of_team(path::TEAM, id), Some(version));
        self.fetch(call.with(input)?).await
    }

    /// Has a team deleted in two weeks.
    pub async fn delete_team(&self, id: TeamId) -> Result<TeamDeletion> {
        self.fetch(Call::delete(of_team(path::TEAM, id))).await
    }

    /// Keeps a team that was to be deleted.
    pub async fn restore_team(&self, id: TeamId) -> Result<Team> {
        self.fetch(Call::post(&of_team(path::RESTORE_TEAM, id)))
            .await
    }

    /// Remembers a team as the one in which the user is at work.
    pub async fn select_team(&self, id: TeamId) -> Result<()> {
        self.run(Call::post(&of_team(path::SELECT_TEAM, id))).await
    }

    /// Takes the user out of a team.
    pub async fn leave_team(&self, id: TeamId) -> Result<()> {
        self.run(Call::post(&of_team(path::LEAVE_TEAM, id))).await
    }

    /// Offers a team to another member.
    pub async fn begin_transfer(&self, id: TeamId, input: &TransferCreate) -> Result<Team> {
        self.fetch(Call::post(&of_team(path::TEAM_TRANSFER, id)).with(input)?)
            .await
    }

    /// Takes the offer of a team back.
    pub async fn cancel_transfer(&self, id: TeamId) -> Result<()> {
        self.run(Call::delete(of_team(path::TEAM_TRANSFER, id)))
            .await
    }

    /// Takes a team over that is offered to the user.
    pub async fn accept_transfer(&self, id: TeamId) -> Result<Team> {
        self.fetch(Call::post(&of_team(path::ACCEPT_TEAM_TRANSFER, id)))
            .await
    }

    /// Does not take a team over that is offered to the user.
    pub async fn decline_transfer(&self, id: TeamId) -> Result<()> {
        self.run(Call::post(&of_team(path::DECLINE_TEAM_TRANSFER, id)))
            .await
    }

    /// Lists members of a team.
    pub async fn members(&self, team: TeamId, query: &MemberQuery) -> Result<Page<Member>> {
        self.fetch(listing(of_team(path::MEMBERS, team), query))
            .await
    }

    /// Gets a member of a team.
    pub async fn member(&self, team: TeamId, id: MemberId) -> Result<Member> {
        let path = in_team(path::MEMBER, team, &id.to_string());
        self.fetch(Call::get(path)).await
    }

    /// Changes the role of a member.
    pub async fn update_member(
        &self,
        team: TeamId,
        id: MemberId,
        input: MemberUpdate,
    ) -> Result<Member> {
        let call = patch(in_team(path::MEMBER, team, &id.to_string()), None);
        self.fetch(call.with(&input)?).await
    }

    /// Removes a member.
    pub async fn remove_member(&self, team: TeamId, id: MemberId) -> Result<()> {
        let path = in_team(path::MEMBER, team, &id.to_string());
        self.run(Call::delete(path)).await
    }

    /// Lists the invitations into a team that wait for an answer.
    pub async fn invitations(
        &self,
        team: TeamId,
        query: &InvitationQuery,
    ) -> Result<Page<Invitation>> {
        self.fetch(listing(of_team(path::INVITATIONS, team), query))
            .await
    }

    /// Invites people into a team.
    pub async fn invite(
        &self,
        team: TeamId,
        input: &InvitationCreate,
    ) -> Result<InvitationsCreated> {
        let call = Call::post(&of_team(path::INVITATIONS, team));
        self.fetch(call.with(input)?).await
    }

    /// Has an invitation mailed again, with a new link.
    pub async fn resend_invitation(&self, team: TeamId, id: InvitationId) -> Result<()> {
        let path = in_team(path::RESEND_INVITATION, team, &id.to_string());
        self.run(Call::post(&path)).await
    }

    /// Revokes an invitation.
    pub async fn revoke_invitation(&self, team: TeamId, id: InvitationId) -> Result<()> {
        let path = in_team(path::INVITATION, team, &id.to_string());
        self.run(Call::delete(path)).await
    }

    /// Lists the roles of a team.
    pub async fn team_roles(&self, team: TeamId) -> Result<Vec<Role>> {
        self.fetch(Call::get(of_team(path::TEAM_ROLES, team))).await
    }

    /// Makes a role of a team.
    pub async fn create_team_role(&self, team: TeamId, input: &RoleCreate) -> Result<Role> {
        let call = Call::post(&of_team(path::TEAM_ROLES, team));
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
        let path = in_team(path::TEAM_ROLE, team, &id.to_string());
        self.fetch(patch(path, Some(version)).with(input)?).await
    }

    /// Removes a role of a team.
    pub async fn remove_team_role(&self, team: TeamId, id: RoleId) -> Result<()> {
        let path = in_team(path::TEAM_ROLE, team, &id.to_string());
        self.run(Call::delete(path)).await
    }

    /// Lists who has changed what in a team, the latest change first.
    pub async fn audit(&self, team: TeamId, query: &AuditQuery) -> Result<Page<AuditEvent>> {
        self.fetch(listing(of_team(path::AUDIT, team), query)).await
    }
}

/// Where the audit log of a team is downloaded.
pub fn audit_export_path(team: TeamId) -> String {
    of_team(path::AUDIT_EXPORT, team)
}

fn of_team(path: &str, team: TeamId) -> String {
    path.replace("{team_id}", &team.to_string())
}

fn in_team(path: &str, team: TeamId, id: &str) -> String {
    of_team(path, team).replace("{id}", id)
}

fn listing(path: String, query: &impl Serialize) -> Call {
    let query = serde_urlencoded::to_string(query).unwrap_or_default();
    Call::get(format!("{path}?{query}"))
}

fn patch(path: String, version: Option<i64>) -> Call {
    Call {
        method: Method::Patch,
        version,
        ..Call::get(path)
    }
}
