//! What the pages of teams ask for. In the browser their answers are kept apart from the others, in
//! code that only those pages load.

use contract::{
    MemberId, Page, RoleId, TeamId,
    audit::AuditEvent,
    invitations::Invitation,
    members::Member,
    roles::{Role, RoleName},
    teams::Team,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

#[cfg(feature = "hydrate")]
use self::browser as place;
#[cfg(feature = "ssr")]
use self::server as place;
use super::{Queries, Query};
use crate::client::Result;

/// The name under which the user's teams come with the document.
pub const MY_TEAMS: &str = "my-teams";

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

/// The name under which a team comes with the document, by its word in addresses.
pub fn team_name(slug: &str) -> String {
    format!("team?{slug}")
}

/// The name under which the roles of a team come with the document, by the team's id.
pub fn roles_name(key: &str) -> String {
    format!("roles?{key}")
}

/// The name under which members of a team come with the document.
pub fn members_name(key: &str) -> String {
    format!("members?{key}")
}

/// The name under which a member of a team comes with the document.
pub fn member_name(key: &str) -> String {
    format!("member?{key}")
}

/// The key of one member: their team, and their membership in it.
pub fn member_key(team: TeamId, id: MemberId) -> String {
    format!("{team}/{id}")
}

#[cfg(any(feature = "hydrate", test))]
fn read_member_key(key: &str) -> Option<(TeamId, MemberId)> {
    let (team, id) = key.split_once('/')?;
    Some((team.parse().ok()?, id.parse().ok()?))
}

/// The name under which invitations into a team come with the document.
pub fn invitations_name(key: &str) -> String {
    format!("invitations?{key}")
}

/// The name under which a page of a team's audit log comes with the document.
pub fn audit_name(key: &str) -> String {
    format!("audit?{key}")
}

/// The key of a list of what belongs to a team: the team, and the query string by which the API is
/// asked.
pub fn list_key(team: TeamId, query: &impl Serialize) -> String {
    let query = serde_urlencoded::to_string(query).unwrap_or_default();
    format!("{team}?{query}")
}

/// Reads what [`list_key`] has written.
pub fn read_list_key<Q: DeserializeOwned>(key: &str) -> Option<(TeamId, Q)> {
    let (team, query) = key.split_once('?')?;
    Some((team.parse().ok()?, serde_urlencoded::from_str(query).ok()?))
}

/// Gets the user's teams, as far as one page goes.
pub fn use_my_teams() -> Query<Page<TeamLink>> {
    place::use_my_teams()
}

/// Gets one of the user's teams by its word in addresses; nothing if there is none.
pub fn use_team_at(slug: Signal<String>) -> Query<Option<Team>> {
    place::use_team_at(slug)
}

/// Gets the roles of a team, by its id.
pub fn use_roles(team: Signal<String>) -> Query<Vec<Role>> {
    place::use_roles(team)
}

/// Gets members of a team, by the key of the list.
pub fn use_members(key: Signal<String>) -> Query<Page<Member>> {
    place::use_members(key)
}

/// Gets a member of a team, by their key.
pub fn use_member(key: Signal<String>) -> Query<Member> {
    place::use_member(key)
}

/// Gets invitations into a team that wait for an answer, by the key of the list.
pub fn use_invitations(key: Signal<String>) -> Query<Page<Invitation>> {
    place::use_invitations(key)
}

/// Gets a page of the audit log of a team, by the key of the list.
pub fn use_audit(key: Signal<String>) -> Query<Page<AuditEvent>> {
    place::use_audit(key)
}

/// Finds a role among those of a team.
pub fn find_role(roles: &[Role], id: RoleId) -> Option<&Role> {
    roles.iter().find(|role| role.id == id)
}

impl Queries {
    /// Changes something in a team, whatever comes of it: what was known of the team is old then.
    pub async fn in_team<T>(self, change: impl Future<Output = Result<T>>) -> Result<T> {
        let changed = change.await;
        self.forget_team();
        changed
    }

    /// Removes something from a team. What is gone by now is as good as removed.
    pub async fn remove_from_team(self, change: impl Future<Output = Result<()>>) -> Result<()> {
        match self.in_team(change).await {
            Err(error) if error.status() == 404 => Ok(()),
            other => other,
        }
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use contract::{
        Page,
        audit::{AuditEvent, AuditQuery},
        invitations::{Invitation, InvitationQuery},
        members::{Member, MemberQuery},
        page::MAX_LIMIT,
        roles::Role,
        teams::{Team, TeamQuery},
    };
    use leptos::prelude::*;

    use super::{
        MY_TEAMS, TeamLink, audit_name, invitations_name, member_name, members_name, read_list_key,
        read_member_key, roles_name, team_name,
    };
    use crate::{
        client::ClientError,
        queries::{
            Queries, Query,
            browser::{Kept, client, use_query},
            use_queries,
        },
    };

    /// The answers about teams.
    #[derive(Clone, Copy)]
    pub struct TeamAnswers {
        team: Kept<Option<Team>>,
        roles: Kept<Vec<Role>>,
        members: Kept<Page<Member>>,
        member: Kept<Member>,
        invitations: Kept<Page<Invitation>>,
        audit: Kept<Page<AuditEvent>>,
    }

    impl TeamAnswers {
        fn new() -> Self {
            Self {
                team: Kept::new(),
                roles: Kept::new(),
                members: Kept::new(),
                member: Kept::new(),
                invitations: Kept::new(),
                audit: Kept::new(),
            }
        }
    }

    impl Queries {
        /// Gets the answers about teams, which live as long as the document from the first page on
        /// that asks for them.
        fn of_teams(self) -> TeamAnswers {
            if let Some(answers) = self.teams.get_value() {
                return answers;
            }
            let answers = self.root.get_value().with(TeamAnswers::new);
            self.teams.set_value(Some(answers));
            answers
        }

        /// Makes stale what is known of teams.
        pub fn forget_team(self) {
            let answers = self.of_teams();
            self.my_teams.forget();
            answers.team.forget();
            answers.roles.forget();
            answers.members.forget();
            answers.member.forget();
            answers.invitations.forget();
            answers.audit.forget();
        }

        /// Has the team that is shown asked for anew, which somebody else may have changed.
        pub fn revalidate_team(self) {
            self.of_teams().team.forget();
        }
    }

    pub(super) fn use_my_teams() -> Query<Page<TeamLink>> {
        let key = Signal::stored(MY_TEAMS.to_owned());
        use_query(
            use_queries().my_teams,
            str::to_owned,
            key,
            async |_: String| {
                let query = TeamQuery {
                    limit: Some(MAX_LIMIT),
                    ..TeamQuery::default()
                };
                client().teams(&query).await
            },
        )
    }

    pub(super) fn use_team_at(slug: Signal<String>) -> Query<Option<Team>> {
        let kept = use_queries().of_teams().team;
        use_query(kept, team_name, slug, async |slug: String| {
            client().team_at(&slug).await
        })
    }

    pub(super) fn use_roles(team: Signal<String>) -> Query<Vec<Role>> {
        let kept = use_queries().of_teams().roles;
        use_query(kept, roles_name, team, async |team: String| {
            let team = team.parse().or(Err(ClientError::Unexpected))?;
            client().team_roles(team).await
        })
    }

    pub(super) fn use_members(key: Signal<String>) -> Query<Page<Member>> {
        let kept = use_queries().of_teams().members;
        use_query(kept, members_name, key, async |key: String| {
            let read = read_list_key::<MemberQuery>(&key);
            let (team, query) = read.ok_or(ClientError::Unexpected)?;
            client().members(team, &query).await
        })
    }

    pub(super) fn use_member(key: Signal<String>) -> Query<Member> {
        let kept = use_queries().of_teams().member;
        use_query(kept, member_name, key, async |key: String| {
            let (team, id) = read_member_key(&key).ok_or(ClientError::Unexpected)?;
            client().member(team, id).await
        })
    }

    pub(super) fn use_invitations(key: Signal<String>) -> Query<Page<Invitation>> {
        let kept = use_queries().of_teams().invitations;
        use_query(kept, invitations_name, key, async |key: String| {
            let read = read_list_key::<InvitationQuery>(&key);
            let (team, query) = read.ok_or(ClientError::Unexpected)?;
            client().invitations(team, &query).await
        })
    }

    pub(super) fn use_audit(key: Signal<String>) -> Query<Page<AuditEvent>> {
        let kept = use_queries().of_teams().audit;
        use_query(kept, audit_name, key, async |key: String| {
            let read = read_list_key::<AuditQuery>(&key);
            let (team, query) = read.ok_or(ClientError::Unexpected)?;
            client().audit(team, &query).await
        })
    }
}

#[cfg(feature = "hydrate")]
pub(super) use browser::TeamAnswers;

#[cfg(feature = "ssr")]
mod server {
    use contract::{
        Page, audit::AuditEvent, invitations::Invitation, members::Member, roles::Role, teams::Team,
    };
    use leptos::prelude::*;

    use super::{
        MY_TEAMS, TeamLink, audit_name, invitations_name, member_name, members_name, roles_name,
        team_name,
    };
    use crate::queries::{Queries, Query, server::use_query};

    impl Queries {
        /// Makes stale what is known of teams.
        pub fn forget_team(self) {}

        /// Has the team that is shown asked for anew, which somebody else may have changed.
        pub fn revalidate_team(self) {}
    }

    pub(super) fn use_my_teams() -> Query<Page<TeamLink>> {
        use_query(MY_TEAMS.to_owned(), MY_TEAMS)
    }

    pub(super) fn use_team_at(slug: Signal<String>) -> Query<Option<Team>> {
        use_named(slug, team_name)
    }

    pub(super) fn use_roles(team: Signal<String>) -> Query<Vec<Role>> {
        use_named(team, roles_name)
    }

    pub(super) fn use_members(key: Signal<String>) -> Query<Page<Member>> {
        use_named(key, members_name)
    }

    pub(super) fn use_member(key: Signal<String>) -> Query<Member> {
        use_named(key, member_name)
    }

    pub(super) fn use_invitations(key: Signal<String>) -> Query<Page<Invitation>> {
        use_named(key, invitations_name)
    }

    pub(super) fn use_audit(key: Signal<String>) -> Query<Page<AuditEvent>> {
        use_named(key, audit_name)
    }

    fn use_named<T>(key: Signal<String>, name: fn(&str) -> String) -> Query<T>
    where
        T: Clone + Send + Sync + 'static,
    {
        let key = key.get_untracked();
        let name = name(&key);
        use_query(key, &name)
    }
}

#[cfg(test)]
mod tests {
    use contract::members::MemberQuery;

    use super::*;

    #[test]
    fn the_key_of_a_list_is_read_as_it_is_written() {
        let team: TeamId = "019a0000-0000-7000-8000-0000000000c1".parse().unwrap();
        let query = MemberQuery {
            search: Some("ada l&".to_owned()),
            role_id: Some("019a0000-0000-7000-8000-0000000000d1".parse().unwrap()),
            user_id: Some("019a0000-0000-7000-8000-0000000000f1".parse().unwrap()),
            has_mfa: Some(false),
            limit: Some(5),
            cursor: None,
        };
        let key = list_key(team, &query);
        assert_eq!(read_list_key(&key), Some((team, query)));
        let key = list_key(team, &MemberQuery::default());
        assert_eq!(read_list_key(&key), Some((team, MemberQuery::default())));
        assert_eq!(read_list_key::<MemberQuery>("teams?"), None);
    }

    #[test]
    fn the_key_of_a_member_is_read_as_it_is_written() {
        let team: TeamId = "019a0000-0000-7000-8000-0000000000c1".parse().unwrap();
        let id: MemberId = "019a0000-0000-7000-8000-0000000000e1".parse().unwrap();
        assert_eq!(read_member_key(&member_key(team, id)), Some((team, id)));
        assert_eq!(read_member_key(""), None);
    }
}
