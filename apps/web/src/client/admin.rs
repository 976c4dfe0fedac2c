//! What staff ask of the API, and do by it.

use contract::{
    InvitationId, JobId, Page, RegistrationId, RoleId, TeamId, UserId,
    admin::{
        AccountEvent, AccountEventQuery, AdminInvitation, AdminInvitationQuery, AdminTeam,
        AdminTeamDetail, DeadJob, DeadJobQuery, JobKind, MailLogEntry, MailLogQuery, Reason,
        Registration, RequeueKind, Requeued, Schedule, SearchQuery, SystemStatus, UserDetail,
    },
    audit::{AuditEvent, AuditQuery},
    path,
    roles::{Role, RoleCreate, RoleUpdate, UserRoleCreate},
    users::Impersonation,
};

use super::{
    Call, Client, Result,
    ask::{Ask, with_id},
};

/// One account.
pub fn user(id: UserId) -> Ask<UserDetail> {
    Ask::at(with_id(path::ADMIN_USER, id))
}

/// The roles in the product.
pub fn roles() -> Ask<Vec<Role>> {
    Ask::at(path::ROLES)
}

/// Sign-ups whose addresses are not confirmed.
pub fn registrations(query: &SearchQuery) -> Ask<Page<Registration>> {
    Ask::list(path::ADMIN_REGISTRATIONS, query)
}

/// All teams.
pub fn teams(query: &SearchQuery) -> Ask<Page<AdminTeam>> {
    Ask::list(path::ADMIN_TEAMS, query)
}

/// One team.
pub fn team(id: TeamId) -> Ask<AdminTeamDetail> {
    Ask::at(with_id(path::ADMIN_TEAM, id))
}

/// The invitations into all teams that nobody has answered.
pub fn invitations(query: &AdminInvitationQuery) -> Ask<Page<AdminInvitation>> {
    Ask::list(path::ADMIN_INVITATIONS, query)
}

/// How many jobs there are of each kind.
pub fn job_kinds() -> Ask<Vec<JobKind>> {
    Ask::at(path::ADMIN_JOBS)
}

/// The jobs that were given up.
pub fn dead_jobs(query: &DeadJobQuery) -> Ask<Page<DeadJob>> {
    Ask::list(path::ADMIN_DEAD_JOBS, query)
}

/// When the clock queues its jobs.
pub fn schedules() -> Ask<Vec<Schedule>> {
    Ask::at(path::ADMIN_SCHEDULES)
}

/// The mails that were sent or given up.
pub fn mails(query: &MailLogQuery) -> Ask<Page<MailLogEntry>> {
    Ask::list(path::ADMIN_MAILS, query)
}

/// What happened to accounts.
pub fn events(query: &AccountEventQuery) -> Ask<Page<AccountEvent>> {
    Ask::list(path::ADMIN_SECURITY_EVENTS, query)
}

/// Who has changed what.
pub fn audit(query: &AuditQuery) -> Ask<Page<AuditEvent>> {
    Ask::list(path::ADMIN_AUDIT, query)
}

/// How the product is.
pub fn system() -> Ask<SystemStatus> {
    Ask::at(path::ADMIN_SYSTEM)
}

impl Client {
    /// Keeps everybody out of an account.
    pub async fn deactivate_user(&self, id: UserId, input: &Reason) -> Result<()> {
        let path = with_id(path::ADMIN_DEACTIVATE_USER, id);
        self.run(Call::post(path).with(input)?).await
    }

    /// Lets the owner of an account in again.
    pub async fn activate_user(&self, id: UserId) -> Result<()> {
        let path = with_id(path::ADMIN_ACTIVATE_USER, id);
        self.run(Call::post(path)).await
    }

    /// Removes the second factor of an account.
    pub async fn reset_mfa(&self, id: UserId, input: &Reason) -> Result<()> {
        let path = with_id(path::ADMIN_RESET_MFA, id);
        self.run(Call::post(path).with(input)?).await
    }

    /// Ends all sessions of an account.
    pub async fn end_sessions_of(&self, id: UserId) -> Result<()> {
        let path = with_id(path::ADMIN_USER_SESSIONS, id);
        self.run(Call::delete(path)).await
    }

    /// Begins to act as somebody else.
    pub async fn impersonate(&self, id: UserId, input: &Reason) -> Result<Impersonation> {
        let path = with_id(path::ADMIN_IMPERSONATE, id);
        self.fetch(Call::post(path).with(input)?).await
    }

    /// Acts as oneself again.
    pub async fn end_impersonation(&self) -> Result<()> {
        self.run(Call::post(path::ADMIN_END_IMPERSONATION)).await
    }

    /// Takes the address of a sign-up for confirmed.
    pub async fn verify_registration(&self, id: RegistrationId) -> Result<()> {
        let path = with_id(path::ADMIN_VERIFY_REGISTRATION, id);
        self.run(Call::post(path)).await
    }

    /// Revokes an invitation into any team.
    pub async fn revoke_any_invitation(&self, id: InvitationId) -> Result<()> {
        let path = with_id(path::ADMIN_INVITATION, id);
        self.run(Call::delete(path)).await
    }

    /// Has a job done again that was given up.
    pub async fn requeue_job(&self, id: JobId) -> Result<()> {
        let path = with_id(path::ADMIN_REQUEUE_JOB, id);
        self.run(Call::post(path)).await
    }

    /// Has all jobs of a kind done again that were given up.
    pub async fn requeue_jobs(&self, input: &RequeueKind) -> Result<Requeued> {
        self.fetch(Call::post(path::ADMIN_REQUEUE_JOBS).with(input)?)
            .await
    }

    /// Makes a role in the product.
    pub async fn create_role(&self, input: &RoleCreate) -> Result<Role> {
        self.fetch(Call::post(path::ROLES).with(input)?).await
    }

    /// Changes a role in the product, unless it was changed since `version`.
    pub async fn update_role(&self, id: RoleId, input: &RoleUpdate, version: i64) -> Result<Role> {
        let call = Call::patch(with_id(path::ROLE, id), Some(version));
        self.fetch(call.with(input)?).await
    }

    /// Removes a role in the product.
    pub async fn remove_role(&self, id: RoleId) -> Result<()> {
        let path = with_id(path::ROLE, id);
        self.run(Call::delete(path)).await
    }

    /// Gives a user a role in the product.
    pub async fn give_role(&self, id: UserId, input: &UserRoleCreate) -> Result<()> {
        let path = with_id(path::USER_ROLES, id);
        self.run(Call::post(path).with(input)?).await
    }

    /// Takes a role in the product from a user.
    pub async fn take_role(&self, id: UserId, role: RoleId) -> Result<()> {
        let path = with_id(path::USER_ROLE, id).replace("{role_id}", &role.to_string());
        self.run(Call::delete(path)).await
    }
}
