//! Questions to the API: where each is asked, and what the answer is.

use std::marker::PhantomData;

use contract::{
    MemberId, Page, ProjectId, TeamId,
    account::Export,
    announcements::{AnnouncementQuery, ManagedAnnouncement},
    api_keys::ApiKey,
    audit::{AuditEvent, AuditQuery},
    identities::Identities,
    invitations::{Invitation, InvitationQuery},
    members::{Member, MemberQuery},
    mfa::{MfaStatus, TrustedDevice},
    notifications::{Notification, NotificationPreferences, NotificationQuery},
    oauth::Providers,
    page::MAX_LIMIT,
    passkeys::Passkey,
    path,
    projects::{Project, ProjectGrant, ProjectQuery},
    roles::Role,
    security_events::{SecurityEvent, SecurityEventQuery},
    sessions::Session,
    teams::{Team, TeamQuery},
    users::{User, UserQuery},
};
use serde::{Serialize, de::DeserializeOwned};

/// A question: where it is asked, and what the answer is.
pub struct Ask<T> {
    path: String,
    answer: PhantomData<fn() -> T>,
}

impl<T> Ask<T> {
    pub(super) fn at(path: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            answer: PhantomData,
        }
    }

    /// No question, for who may not ask: there is never an answer.
    pub fn nothing() -> Self {
        Self::at("")
    }

    /// The path and the query, which name the answer too.
    pub fn into_path(self) -> String {
        self.path
    }
}

impl<T> Ask<Page<T>> {
    pub(super) fn list(path: &str, query: &impl Serialize) -> Self {
        let query = serde_urlencoded::to_string(query).unwrap_or_default();
        Self::at(format!("{path}?{query}"))
    }
}

/// Reads the query of a list from the path at which it was asked.
pub fn query_of<Q: DeserializeOwned + Default>(path: &str) -> Q {
    let query = path.split_once('?').map_or("", |(_, query)| query);
    serde_urlencoded::from_str(query).unwrap_or_default()
}

/// Who is signed in.
pub fn me() -> Ask<User> {
    Ask::at(path::USERS_ME)
}

/// Where the user is signed in, newest first, as far as one page goes.
pub fn sessions() -> Ask<Page<Session>> {
    Ask::at(format!("{}?limit={MAX_LIMIT}", path::SESSIONS))
}

/// What the second factor is.
pub fn mfa() -> Ask<MfaStatus> {
    Ask::at(path::MFA)
}

/// The browsers of which no second factor is asked.
pub fn trusted_devices() -> Ask<Vec<TrustedDevice>> {
    Ask::at(path::MFA_DEVICES)
}

/// The user's API keys, newest first, as far as one page goes.
pub fn api_keys() -> Ask<Page<ApiKey>> {
    Ask::at(format!("{}?limit={MAX_LIMIT}", path::API_KEYS))
}

/// What happened to the user's account, newest first.
pub fn security_events(query: &SecurityEventQuery) -> Ask<Page<SecurityEvent>> {
    Ask::list(path::SECURITY_EVENTS, query)
}

/// The user's archives, newest first.
pub fn exports() -> Ask<Page<Export>> {
    Ask::at(path::EXPORTS)
}

/// The providers by which people may sign in.
pub fn oauth_providers() -> Ask<Providers> {
    Ask::at(path::OAUTH_PROVIDERS)
}

/// The accounts elsewhere that are connected with the user's.
pub fn identities() -> Ask<Identities> {
    Ask::at(path::IDENTITIES)
}

/// The user's passkeys.
pub fn passkeys() -> Ask<Page<Passkey>> {
    Ask::at(path::PASSKEYS)
}

/// The user's notifications.
pub fn notifications(query: &NotificationQuery) -> Ask<Page<Notification>> {
    Ask::list(path::NOTIFICATIONS, query)
}

/// How the user is told what.
pub fn notification_preferences() -> Ask<NotificationPreferences> {
    Ask::at(path::NOTIFICATION_PREFERENCES)
}

/// All users.
pub fn users(query: &UserQuery) -> Ask<Page<User>> {
    Ask::list(path::USERS, query)
}

/// All announcements.
pub fn announcements(query: &AnnouncementQuery) -> Ask<Page<ManagedAnnouncement>> {
    Ask::list(path::ADMIN_ANNOUNCEMENTS, query)
}

/// The user's teams, the one joined last first, as far as one page goes and as far as `T` reads them:
/// [`Team`] or [`TeamLink`](super::teams::TeamLink).
pub fn my_teams<T>() -> Ask<Page<T>> {
    let query = TeamQuery {
        limit: Some(MAX_LIMIT),
        ..TeamQuery::default()
    };
    Ask::list(path::TEAMS, &query)
}

/// The user's team with a word in addresses; none, or a refusal of the word, if there is none.
pub fn team_at(slug: &str) -> Ask<Page<Team>> {
    let query = TeamQuery {
        slug: Some(slug.to_owned()),
        ..TeamQuery::default()
    };
    Ask::list(path::TEAMS, &query)
}

/// Members of a team.
pub fn members(team: TeamId, query: &MemberQuery) -> Ask<Page<Member>> {
    Ask::list(&of_team(path::MEMBERS, team), query)
}

/// A member of a team.
pub fn member(team: TeamId, id: MemberId) -> Ask<Member> {
    Ask::at(in_team(path::MEMBER, team, id))
}

/// The invitations into a team that wait for an answer.
pub fn invitations(team: TeamId, query: &InvitationQuery) -> Ask<Page<Invitation>> {
    Ask::list(&of_team(path::INVITATIONS, team), query)
}

/// The roles of a team.
pub fn team_roles(team: TeamId) -> Ask<Vec<Role>> {
    Ask::at(of_team(path::TEAM_ROLES, team))
}

/// Who has changed what in a team, the latest change first.
pub fn audit(team: TeamId, query: &AuditQuery) -> Ask<Page<AuditEvent>> {
    Ask::list(&of_team(path::AUDIT, team), query)
}

/// The projects of a team that the user may see.
pub fn projects(team: TeamId, query: &ProjectQuery) -> Ask<Page<Project>> {
    Ask::list(&of_team(path::PROJECTS, team), query)
}

/// A project.
pub fn project(team: TeamId, id: ProjectId) -> Ask<Project> {
    Ask::at(in_team(path::PROJECT, team, id))
}

/// With whom a project is shared.
pub fn project_grants(team: TeamId, id: ProjectId) -> Ask<Page<ProjectGrant>> {
    Ask::at(in_team(path::PROJECT_GRANTS, team, id))
}

/// Puts a team into a path.
pub(super) fn of_team(path: &str, team: TeamId) -> String {
    path.replace("{team_id}", &team.to_string())
}

/// Puts a team, and something of it, into a path.
pub(super) fn in_team(path: &str, team: TeamId, id: impl ToString) -> String {
    with_id(&of_team(path, team), id)
}

/// Puts an id into a path.
pub(super) fn with_id(path: &str, id: impl ToString) -> String {
    path.replace("{id}", &id.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_query_of_a_list_is_read_as_it_was_written() {
        let team: TeamId = "019a0000-0000-7000-8000-0000000000c1".parse().unwrap();
        let query = MemberQuery {
            search: Some("ada l&".to_owned()),
            role_id: Some("019a0000-0000-7000-8000-0000000000d1".parse().unwrap()),
            has_mfa: Some(false),
            user_id: None,
            limit: Some(5),
            cursor: None,
        };
        assert_eq!(
            query_of::<MemberQuery>(&members(team, &query).into_path()),
            query
        );
        let none = MemberQuery::default();
        assert_eq!(
            query_of::<MemberQuery>(&members(team, &none).into_path()),
            none
        );
        assert_eq!(query_of::<MemberQuery>("/"), none);
    }
}
