//! Teams and who belongs to them.

use std::collections::BTreeMap;

use contract::{
    MemberId, ProjectId, RoleId, TeamId, UserId, path,
    roles::{Role, TeamRole},
    teams::{Team, TeamCreate},
};
use db::entity::{project_grants, projects, roles, team_members};
use http::StatusCode;
use sea_orm::{ColumnTrait, DbErr, QueryFilter, Set};
use uuid::Uuid;

use crate::{Client, TestApp};

/// A team, with the roles that every team begins with.
#[derive(Clone, Debug)]
pub struct TestTeam {
    /// The team's id.
    pub id: TeamId,
    /// The team as its owner sees it.
    pub team: Team,
    roles: BTreeMap<TeamRole, RoleId>,
}

impl TestTeam {
    /// The id of one of its roles.
    ///
    /// # Panics
    ///
    /// Never: every team has each of them.
    pub fn role(&self, role: TeamRole) -> RoleId {
        *self.roles.get(&role).expect("every team has the role")
    }

    /// A path of the contract in this team.
    pub fn path(&self, path: &str) -> String {
        path.replace("{team_id}", &self.id.to_string())
    }
}

impl TestApp {
    /// Creates a team that belongs to a signed-in person.
    pub async fn team(&self, owner: &Client, name: &str) -> TestTeam {
        let input = TeamCreate {
            name: name.to_owned(),
            slug: None,
        };
        let created = owner.post(path::TEAMS, &input).await;
        created.expect(StatusCode::CREATED);
        let team: Team = created.json();
        let path = path::TEAM_ROLES.replace("{team_id}", &team.id.to_string());
        let roles: Vec<Role> = owner.get(&path).await.json();
        let id = |wanted: TeamRole| {
            roles
                .iter()
                .find(|role| role.built_in.as_deref() == Some(wanted.as_str()))
                .map(|role| role.id)
                .expect("every team has the role")
        };
        TestTeam {
            id: team.id,
            roles: TeamRole::ALL.map(|role| (role, id(role))).into(),
            team,
        }
    }

    /// Makes somebody a member of a team.
    pub async fn join(&self, team: &TestTeam, user: UserId, role: TeamRole) -> MemberId {
        let now = self.ctx.clock.now();
        let id = self.ctx.ids.uuid(now).expect("an id is made");
        let row = team_members::ActiveModel {
            id: Set(id),
            team_id: Set(team.id.uuid()),
            user_id: Set(user.uuid()),
            role_id: Set(team.role(role).uuid()),
            joined_at: Set(now),
        };
        self.ctx
            .db
            .write(|tx| {
                let row = row.clone();
                async move {
                    let scoped = tx.of_team(team.id.uuid()).await?;
                    scoped.insert(row).await?;
                    Ok::<_, DbErr>(())
                }
            })
            .await
            .expect("the member is added");
        MemberId::new(id)
    }

    /// Puts many projects into a team at once, which nobody owns.
    pub async fn projects(&self, team: &TestTeam, count: usize) {
        let now = self.ctx.clock.now();
        let row = |number: usize| projects::ActiveModel {
            id: Set(self.ctx.ids.uuid(now).expect("an id is made")),
            team_id: Set(team.id.uuid()),
            name: Set(format!("Project {number}")),
            name_key: Set(format!("project {number}")),
            description: Set(String::new()),
            status: Set("planned".to_owned()),
            owner_id: Set(None),
            is_archived: Set(false),
            archived_at: Set(None),
            version: Set(1),
            created_at: Set(now),
            updated_at: Set(now),
        };
        let rows: Vec<_> = (0..count).map(row).collect();
        self.ctx
            .db
            .write(|tx| {
                let rows = rows.clone();
                async move {
                    let scoped = tx.of_team(team.id.uuid()).await?;
                    for row in rows {
                        scoped.insert(row).await?;
                    }
                    Ok::<_, DbErr>(())
                }
            })
            .await
            .expect("the projects are added");
    }

    /// Shares a project with many roles at once, which are made for it and nobody has.
    pub async fn project_grants(&self, team: &TestTeam, project: ProjectId, count: usize) {
        let now = self.ctx.clock.now();
        let id = || self.ctx.ids.uuid(now).expect("an id is made");
        let role = |number: usize| roles::ActiveModel {
            id: Set(id()),
            team_id: Set(team.id.uuid()),
            built_in: Set(None),
            name: Set(format!("Role {number}")),
            name_key: Set(format!("role {number}")),
            permissions: Set("team:read".to_owned()),
            version: Set(1),
            created_at: Set(now),
            updated_at: Set(now),
        };
        let grant = |role: Uuid| project_grants::ActiveModel {
            id: Set(id()),
            team_id: Set(team.id.uuid()),
            project_id: Set(project.uuid()),
            member_id: Set(None),
            role_id: Set(Some(role)),
            level: Set("viewer".to_owned()),
            created_at: Set(now),
        };
        let roles: Vec<_> = (0..count).map(role).collect();
        self.ctx
            .db
            .write(|tx| {
                let roles = roles.clone();
                async move {
                    let scoped = tx.of_team(team.id.uuid()).await?;
                    for role in roles {
                        let role = scoped.insert(role).await?;
                        scoped.insert(grant(role.id)).await?;
                    }
                    Ok::<_, DbErr>(())
                }
            })
            .await
            .expect("the grants are added");
    }

    /// Makes an account named `name`, signs in with it and makes it a member of a team.
    pub async fn member(&self, team: &TestTeam, name: &str, role: TeamRole) -> Client {
        let user = self.account(name, false).await;
        self.join(team, user.id, role).await;
        self.sign_in(&user.email).await
    }

    /// How many members have the role of owners, read behind everybody's back.
    ///
    /// # Panics
    ///
    /// If they cannot be read.
    pub async fn owners(&self, team: &TestTeam) -> usize {
        let (id, owner) = (team.id.uuid(), team.role(TeamRole::Owner).uuid());
        self.ctx
            .db
            .read_tx(|tx| async move {
                let tx = tx.of_team(id).await?;
                let members = tx.find::<team_members::Entity>();
                let owners = members.filter(team_members::Column::RoleId.eq(owner));
                Ok::<_, DbErr>(owners.all(&*tx).await?.len())
            })
            .await
            .expect("the members can be read")
    }
}
