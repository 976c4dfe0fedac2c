//! Teams with everything in them that a request may name, their people, and calls that are watched.

use std::fmt::Display;

use contract::{
    InvitationId, MemberId, ProjectGrantId, ProjectId, RoleId, TeamId, UserId,
    invitations::InvitationsCreated,
    path,
    projects::{Project, ProjectGrant},
    roles::{Role, TeamRole},
};
use http::{Method, StatusCode};
use serde_json::{Value, json};
use services::audit::{self, Verdict};
use testkit::{Answer, Client, TestApp, TestTeam};

use crate::isolation::Row;

/// What belongs to a team, or is to be done in it.
pub(crate) struct World {
    pub(crate) team: TestTeam,
    /// Who has made the team and all that is in it.
    pub(crate) owner: UserId,
    /// Somebody who is no owner, and their membership.
    pub(crate) user: UserId,
    pub(crate) member: MemberId,
    /// A role that the team has made.
    pub(crate) role: RoleId,
    /// An invitation that waits for an answer.
    pub(crate) invitation: InvitationId,
    /// A project, and what is shared of it with `member`.
    pub(crate) project: ProjectId,
    pub(crate) grant: ProjectGrantId,
    /// A project that is archived.
    pub(crate) archived: ProjectId,
}

impl World {
    /// A path of the contract about the project.
    pub(crate) fn of_project(&self, path: &str) -> String {
        with_id(&self.team.path(path), self.project)
    }

    /// The ids of all that a request may name beside the team, in the same order in every world.
    pub(crate) fn ids(&self) -> Vec<String> {
        let roles = TeamRole::ALL.map(|role| self.team.role(role).to_string());
        let others = [
            self.owner.to_string(),
            self.user.to_string(),
            self.member.to_string(),
            self.role.to_string(),
            self.invitation.to_string(),
            self.project.to_string(),
            self.grant.to_string(),
            self.archived.to_string(),
        ];
        roles.into_iter().chain(others).collect()
    }
}

/// A request: its method, its path with the query, and its body, which may be null.
pub(crate) type Asked = (Method, String, Value);

/// What succeeds and leaves no line in the team's log: at which team somebody is at work is their own
/// affair.
const UNTOLD: [&str; 1] = ["select_team"];

/// What only reads, and leaves a line all the same: it takes out more than is looked at.
pub(crate) const TOLD_READS: [&str; 3] = [
    "export_projects",
    "export_audit_events",
    "admin_export_audit_events",
];

/// Everybody who has a part in these tests.
pub(crate) struct People {
    /// One for each role, owner first.
    pub(crate) members: Vec<(TeamRole, UserId, Client)>,
    other: UserId,
}

impl People {
    /// Makes their accounts, whose names begin with that of their `house`.
    pub(crate) async fn of(app: &TestApp, house: &str) -> Self {
        let mut members = Vec::new();
        for role in TeamRole::ALL {
            let name = format!("{house}-{}", role.as_str());
            let user = app.account(&name, false).await;
            members.push((role, user.id, app.sign_in(&user.email).await));
        }
        let other = app.account(&format!("{house}-other"), false).await;
        Self {
            members,
            other: other.id,
        }
    }

    pub(crate) fn owner(&self) -> &Client {
        &self.members[0].2
    }

    /// A new team with all of them in it.
    pub(crate) async fn world(&self, app: &TestApp) -> World {
        let team = app.team(self.owner(), "Engines").await;
        for (role, user, _) in &self.members[1..] {
            app.join(&team, *user, *role).await;
        }
        let member = app.join(&team, self.other, TeamRole::Viewer).await;
        let project = project(self.owner(), &team, "Engine").await;
        World {
            owner: self.members[0].1,
            user: self.other,
            member,
            role: role(self.owner(), &team).await,
            invitation: invitation(self.owner(), &team).await,
            project,
            grant: grant(self.owner(), &team, project, member).await,
            archived: archived(self.owner(), &team).await,
            team,
        }
    }
}

async fn role(owner: &Client, team: &TestTeam) -> RoleId {
    let body = json!({"name": "Editor", "permissions": ["team:read", "projects:read"]});
    let created = owner.post(&team.path(path::TEAM_ROLES), &body).await;
    created.expect(StatusCode::CREATED);
    created.json::<Role>().id
}

async fn project(owner: &Client, team: &TestTeam, name: &str) -> ProjectId {
    let body = json!({"name": name});
    let created = owner.post(&team.path(path::PROJECTS), &body).await;
    created.with(StatusCode::CREATED).json::<Project>().id
}

async fn archived(owner: &Client, team: &TestTeam) -> ProjectId {
    let id = project(owner, team, "Loom").await;
    let path = with_id(&team.path(path::ARCHIVE_PROJECT), id);
    owner.post_empty(&path).await.expect(StatusCode::OK);
    id
}

async fn grant(
    owner: &Client,
    team: &TestTeam,
    project: ProjectId,
    member: MemberId,
) -> ProjectGrantId {
    let path = with_id(&team.path(path::PROJECT_GRANTS), project);
    let body = json!({"grantee": {"kind": "member", "id": member}, "level": "viewer"});
    let created = owner.post(&path, &body).await;
    created.with(StatusCode::CREATED).json::<ProjectGrant>().id
}

async fn invitation(owner: &Client, team: &TestTeam) -> InvitationId {
    let role = team.role(TeamRole::Member);
    let body = json!({"emails": ["invited@example.com"], "role": role});
    let created = owner.post(&team.path(path::INVITATIONS), &body).await;
    created.expect(StatusCode::CREATED);
    created.json::<InvitationsCreated>().invitations[0].id
}

/// Sends a request.
pub(crate) async fn ask(client: &Client, asked: &Asked) -> Answer {
    let (method, path, body) = asked;
    if body.is_null() {
        let request = client.request(method.clone(), path);
        client.send(request, axum::body::Body::empty()).await
    } else {
        client.json(method.clone(), path, body, None).await
    }
}

/// How many lines the log of a team has, or that of the product as a whole; it is whole.
pub(crate) async fn lines(app: &TestApp, team: Option<TeamId>) -> i64 {
    let verdict = audit::verify(&app.ctx, team).await.unwrap();
    let Verdict::Whole { lines, .. } = verdict else {
        unreachable!("{verdict:?}");
    };
    lines
}

/// A world until it is changed, then the next one: making one takes a dozen requests, and most calls
/// read or are refused. One that is refused and changes something all the same is found by the next.
pub(crate) struct Worlds<'a> {
    app: &'a TestApp,
    people: &'a People,
    unchanged: Option<World>,
    /// How many there were.
    pub(crate) made: usize,
}

impl<'a> Worlds<'a> {
    pub(crate) fn of(app: &'a TestApp, people: &'a People) -> Self {
        Self {
            app,
            people,
            unchanged: None,
            made: 0,
        }
    }

    /// Calls in a world that nobody has changed. What succeeds and changes something, and nothing else,
    /// is told in the team's log.
    pub(crate) async fn call(&mut self, client: &Client, row: &Row) -> Answer {
        let world = if let Some(world) = self.unchanged.take() {
            world
        } else {
            self.made += 1;
            self.people.world(self.app).await
        };
        let asked = (row.request)(&world);
        let (team, is_read) = (Some(world.team.id), asked.0 == Method::GET);
        let before = lines(self.app, team).await;
        let answer = ask(client, &asked).await;
        let is_told = if is_read {
            TOLD_READS.contains(&row.operation)
        } else {
            !UNTOLD.contains(&row.operation)
        };
        let (name, status) = (row.operation, answer.status);
        assert_eq!(
            lines(self.app, team).await > before,
            is_told && status.is_success(),
            "{name} answers {status}: whether it is in the log"
        );
        if is_read || !status.is_success() {
            self.unchanged = Some(world);
        } else {
            self.end(&world).await;
        }
        answer
    }

    /// Gives a team up, so that its owner can make the next one.
    async fn end(&self, world: &World) {
        let owner = self.people.owner();
        let deleted = owner.delete(&world.team.path(path::TEAM)).await;
        assert!(
            [StatusCode::ACCEPTED, StatusCode::CONFLICT].contains(&deleted.status),
            "{}",
            deleted.text()
        );
    }
}

/// A path with the id of the one thing that it is about.
pub(crate) fn with_id(path: &str, id: impl Display) -> String {
    path.replace("{id}", &format!("{id}"))
}
