//! Every operation in a team, called by everyone: no stranger learns that the team exists, nobody
//! reaches what belongs to another team, and each role does what it may and no more.

use std::{collections::BTreeMap, fmt::Display};

use contract::{
    InvitationId, MemberId, ProjectGrantId, ProjectId, RoleId, UserId,
    api_keys::Scope,
    invitations::InvitationsCreated,
    path,
    problem::code,
    projects::{Project, ProjectGrant},
    roles::{Role, TeamRole},
};
use http::{Method, StatusCode};
use serde_json::{Value, json};
use services::audit::{self, Verdict};
use testkit::{Answer, Client, TestApp, TestTeam, db_test};

/// What belongs to a team, or is to be done in it.
struct World {
    team: TestTeam,
    /// Somebody who is no owner.
    member: MemberId,
    /// A role that the team has made.
    role: RoleId,
    /// An invitation that waits for an answer.
    invitation: InvitationId,
    /// A project, and what is shared of it with `member`.
    project: ProjectId,
    grant: ProjectGrantId,
}

impl World {
    fn of_project(&self, path: &str) -> String {
        with_id(&self.team.path(path), self.project)
    }
}

/// The statuses for each role: owner, admin, member, viewer, billing.
struct Row {
    operation: &'static str,
    request: fn(&World) -> (Method, String, Value),
    expected: [u16; 5],
}

const ROWS: &[Row] = &[
    Row {
        operation: "get_team",
        request: |world| (Method::GET, world.team.path(path::TEAM), Value::Null),
        expected: [200; 5],
    },
    Row {
        operation: "update_team",
        request: |world| {
            let body = json!({"name": "Other"});
            (Method::PATCH, world.team.path(path::TEAM), body)
        },
        expected: [200, 200, 403, 403, 403],
    },
    Row {
        operation: "delete_team",
        request: |world| (Method::DELETE, world.team.path(path::TEAM), Value::Null),
        expected: [202, 403, 403, 403, 403],
    },
    Row {
        operation: "restore_team",
        request: |world| {
            (
                Method::POST,
                world.team.path(path::RESTORE_TEAM),
                Value::Null,
            )
        },
        expected: [409, 403, 403, 403, 403],
    },
    Row {
        operation: "select_team",
        request: |world| {
            (
                Method::POST,
                world.team.path(path::SELECT_TEAM),
                Value::Null,
            )
        },
        expected: [204; 5],
    },
    Row {
        operation: "leave_team",
        request: |world| (Method::POST, world.team.path(path::LEAVE_TEAM), Value::Null),
        expected: [409, 204, 204, 204, 204],
    },
    Row {
        operation: "begin_team_transfer",
        request: |world| {
            let body = json!({"member_id": world.member});
            (Method::POST, world.team.path(path::TEAM_TRANSFER), body)
        },
        expected: [200, 403, 403, 403, 403],
    },
    Row {
        operation: "cancel_team_transfer",
        request: |world| {
            (
                Method::DELETE,
                world.team.path(path::TEAM_TRANSFER),
                Value::Null,
            )
        },
        expected: [409, 403, 403, 403, 403],
    },
    Row {
        operation: "accept_team_transfer",
        request: |world| {
            let path = world.team.path(path::ACCEPT_TEAM_TRANSFER);
            (Method::POST, path, Value::Null)
        },
        expected: [409; 5],
    },
    Row {
        operation: "decline_team_transfer",
        request: |world| {
            let path = world.team.path(path::DECLINE_TEAM_TRANSFER);
            (Method::POST, path, Value::Null)
        },
        expected: [409; 5],
    },
    Row {
        operation: "list_members",
        request: |world| (Method::GET, world.team.path(path::MEMBERS), Value::Null),
        expected: [200, 200, 200, 200, 403],
    },
    Row {
        operation: "get_member",
        request: |world| {
            let path = with_id(&world.team.path(path::MEMBER), world.member);
            (Method::GET, path, Value::Null)
        },
        expected: [200, 200, 200, 200, 403],
    },
    Row {
        operation: "update_member",
        request: |world| {
            let path = with_id(&world.team.path(path::MEMBER), world.member);
            let body = json!({"role_id": world.team.role(TeamRole::Viewer)});
            (Method::PATCH, path, body)
        },
        expected: [200, 200, 403, 403, 403],
    },
    Row {
        operation: "remove_member",
        request: |world| {
            let path = with_id(&world.team.path(path::MEMBER), world.member);
            (Method::DELETE, path, Value::Null)
        },
        expected: [204, 204, 403, 403, 403],
    },
    Row {
        operation: "list_invitations",
        request: |world| (Method::GET, world.team.path(path::INVITATIONS), Value::Null),
        expected: [200, 200, 403, 403, 403],
    },
    Row {
        operation: "create_invitations",
        request: |world| {
            let role = world.team.role(TeamRole::Viewer);
            let body = json!({"emails": ["new@example.com"], "role": role});
            (Method::POST, world.team.path(path::INVITATIONS), body)
        },
        expected: [201, 201, 403, 403, 403],
    },
    Row {
        operation: "resend_invitation",
        request: |world| {
            let path = world.team.path(path::RESEND_INVITATION);
            (Method::POST, with_id(&path, world.invitation), Value::Null)
        },
        expected: [200, 200, 403, 403, 403],
    },
    Row {
        operation: "revoke_invitation",
        request: |world| {
            let path = with_id(&world.team.path(path::INVITATION), world.invitation);
            (Method::DELETE, path, Value::Null)
        },
        expected: [204, 204, 403, 403, 403],
    },
    Row {
        operation: "list_team_roles",
        request: |world| (Method::GET, world.team.path(path::TEAM_ROLES), Value::Null),
        expected: [200, 200, 403, 403, 403],
    },
    Row {
        operation: "create_team_role",
        request: |world| {
            let body = json!({"name": "Reader", "permissions": ["team:read"]});
            (Method::POST, world.team.path(path::TEAM_ROLES), body)
        },
        expected: [201, 201, 403, 403, 403],
    },
    Row {
        operation: "update_team_role",
        request: |world| {
            let path = with_id(&world.team.path(path::TEAM_ROLE), world.role);
            (Method::PATCH, path, json!({"name": "Reader"}))
        },
        expected: [200, 200, 403, 403, 403],
    },
    Row {
        operation: "remove_team_role",
        request: |world| {
            let path = with_id(&world.team.path(path::TEAM_ROLE), world.role);
            (Method::DELETE, path, Value::Null)
        },
        expected: [204, 204, 403, 403, 403],
    },
    Row {
        operation: "list_projects",
        request: |world| (Method::GET, world.team.path(path::PROJECTS), Value::Null),
        expected: [200; 5],
    },
    Row {
        operation: "create_project",
        request: |world| {
            let body = json!({"name": "Other"});
            (Method::POST, world.team.path(path::PROJECTS), body)
        },
        expected: [201, 201, 201, 403, 403],
    },
    Row {
        operation: "export_projects",
        request: |world| {
            let path = world.team.path(path::EXPORT_PROJECTS);
            (Method::GET, path, Value::Null)
        },
        expected: [200, 200, 200, 200, 403],
    },
    Row {
        operation: "get_project",
        request: |world| (Method::GET, world.of_project(path::PROJECT), Value::Null),
        expected: [200, 200, 200, 200, 404],
    },
    Row {
        operation: "update_project",
        request: |world| {
            let body = json!({"name": "Other"});
            (Method::PATCH, world.of_project(path::PROJECT), body)
        },
        expected: [200, 200, 200, 403, 404],
    },
    Row {
        operation: "delete_project",
        request: |world| (Method::DELETE, world.of_project(path::PROJECT), Value::Null),
        expected: [204, 204, 403, 403, 403],
    },
    Row {
        operation: "archive_project",
        request: |world| {
            let path = world.of_project(path::ARCHIVE_PROJECT);
            (Method::POST, path, Value::Null)
        },
        expected: [200, 200, 200, 403, 404],
    },
    Row {
        operation: "restore_project",
        request: |world| {
            let path = world.of_project(path::RESTORE_PROJECT);
            (Method::POST, path, Value::Null)
        },
        expected: [200, 200, 200, 403, 404],
    },
    Row {
        operation: "list_project_grants",
        request: |world| {
            let path = world.of_project(path::PROJECT_GRANTS);
            (Method::GET, path, Value::Null)
        },
        expected: [200, 200, 403, 403, 403],
    },
    Row {
        operation: "share_project",
        request: |world| {
            let body =
                json!({"grantee": {"kind": "member", "id": world.member}, "level": "editor"});
            (Method::POST, world.of_project(path::PROJECT_GRANTS), body)
        },
        expected: [200, 200, 403, 403, 403],
    },
    Row {
        operation: "unshare_project",
        request: |world| {
            let path = world.of_project(path::PROJECT_GRANT);
            let path = path.replace("{grant_id}", &world.grant.to_string());
            (Method::DELETE, path, Value::Null)
        },
        expected: [204, 204, 403, 403, 403],
    },
    Row {
        operation: "list_audit_events",
        request: |world| (Method::GET, world.team.path(path::AUDIT), Value::Null),
        expected: [200, 200, 403, 403, 403],
    },
    Row {
        operation: "export_audit_events",
        request: |world| {
            (
                Method::GET,
                world.team.path(path::AUDIT_EXPORT),
                Value::Null,
            )
        },
        expected: [200, 200, 403, 403, 403],
    },
];

/// The operations that have a row here.
pub(crate) fn operations() -> impl Iterator<Item = &'static str> {
    ROWS.iter().map(|row| row.operation)
}

/// Whether the operation of a path is one in a team.
pub(crate) fn is_in_team(path: &str) -> bool {
    path.contains("{team_id}")
}

fn with_id(path: &str, id: impl Display) -> String {
    path.replace("{id}", &format!("{id}"))
}

/// Everybody who has a part in these tests.
struct People {
    /// One for each role, owner first.
    members: Vec<(TeamRole, UserId, Client)>,
    stranger: Client,
    other: UserId,
}

impl People {
    async fn of(app: &TestApp) -> Self {
        let mut members = Vec::new();
        for role in TeamRole::ALL {
            let user = app.account(role.as_str(), false).await;
            members.push((role, user.id, app.sign_in(&user.email).await));
        }
        let other = app.account("other", false).await;
        Self {
            members,
            stranger: app.user("stranger").await,
            other: other.id,
        }
    }

    fn owner(&self) -> &Client {
        &self.members[0].2
    }

    /// A new team with all of them in it but the stranger.
    async fn world(&self, app: &TestApp) -> World {
        let team = app.team(self.owner(), "Engines").await;
        for (role, user, _) in &self.members[1..] {
            app.join(&team, *user, *role).await;
        }
        let member = app.join(&team, self.other, TeamRole::Viewer).await;
        let project = project(self.owner(), &team).await;
        World {
            member,
            role: role(self.owner(), &team).await,
            invitation: invitation(self.owner(), &team).await,
            project,
            grant: grant(self.owner(), &team, project, member).await,
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

async fn project(owner: &Client, team: &TestTeam) -> ProjectId {
    let body = json!({"name": "Engine"});
    let created = owner.post(&team.path(path::PROJECTS), &body).await;
    created.with(StatusCode::CREATED).json::<Project>().id
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

async fn call(client: &Client, row: &Row, world: &World) -> Answer {
    let (method, path, body) = (row.request)(world);
    if body.is_null() {
        let request = client.request(method, &path);
        client.send(request, axum::body::Body::empty()).await
    } else {
        client.json(method, &path, &body, None).await
    }
}

/// A world until it is changed, then the next one: making one takes a dozen requests, and most calls
/// read or are refused. One that is refused and changes something all the same is found by the next.
struct Worlds<'a> {
    app: &'a TestApp,
    people: &'a People,
    unchanged: Option<World>,
    made: usize,
}

impl<'a> Worlds<'a> {
    fn of(app: &'a TestApp, people: &'a People) -> Self {
        Self {
            app,
            people,
            unchanged: None,
            made: 0,
        }
    }

    /// Calls in a world that nobody has changed.
    async fn call(&mut self, client: &Client, row: &Row) -> Answer {
        let world = if let Some(world) = self.unchanged.take() {
            world
        } else {
            self.made += 1;
            self.people.world(self.app).await
        };
        let answer = call(client, row, &world).await;
        let (method, ..) = (row.request)(&world);
        if method == Method::GET || !answer.status.is_success() {
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

/// The permission of each operation in a team, by the document.
fn documented() -> BTreeMap<String, String> {
    let document: Value = serde_json::to_value(api::openapi()).unwrap();
    let mut operations = BTreeMap::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for operation in item.as_object().unwrap().values() {
            if is_in_team(path) {
                let id = operation["operationId"].as_str().unwrap().to_owned();
                let permission = operation["x-permission"].as_str().unwrap().to_owned();
                operations.insert(id, permission);
            }
        }
    }
    operations
}

#[test]
fn every_operation_in_a_team_has_a_row() {
    let documented: Vec<String> = documented().into_keys().collect();
    let mut rows: Vec<&str> = operations().collect();
    rows.sort_unstable();
    assert_eq!(rows, documented, "add a row for a new operation");
}

#[db_test]
async fn every_role_does_what_it_may(app: TestApp) {
    let people = People::of(&app).await;
    let mut worlds = Worlds::of(&app, &people);
    for row in ROWS {
        for ((role, _, client), expected) in people.members.iter().zip(row.expected) {
            let status = worlds.call(client, row).await.status;
            assert_eq!(status, expected, "{} as {}", row.operation, role.as_str());
        }
    }
    every_audit_log_is_whole(&app, worlds.made).await;
}

/// After all that was done in so many teams, and all that was refused.
async fn every_audit_log_is_whole(app: &TestApp, teams: usize) {
    let logs = audit::logs(&app.ctx).await.unwrap();
    assert!(logs.len() > teams, "one for each, and that of the product");
    for log in logs {
        let verdict = audit::verify(&app.ctx, log.team).await.unwrap();
        assert!(matches!(verdict, Verdict::Whole { .. }), "{verdict:?}");
    }
}

#[db_test]
async fn to_strangers_no_team_exists(app: TestApp) {
    let people = People::of(&app).await;
    let world = people.world(&app).await;
    let nowhere = World {
        team: app.team(&people.stranger, "Nowhere").await,
        ..people.world(&app).await
    };
    people
        .stranger
        .delete(&nowhere.team.path(path::TEAM))
        .await
        .expect(StatusCode::ACCEPTED);
    let keyed = app.program(&app.key(&people.stranger, Scope::ALL).await);
    let documented = documented();
    for row in ROWS {
        let answer = call(&app.anon(), row, &world).await;
        answer.problem(StatusCode::UNAUTHORIZED, code::UNAUTHENTICATED);
        let answer = call(&people.stranger, row, &world).await;
        answer.problem(StatusCode::NOT_FOUND, code::NOT_FOUND);
        let scope: Option<Scope> = documented[row.operation].parse().ok();
        let answer = call(&keyed, row, &world).await;
        match scope {
            Some(_) => answer.problem(StatusCode::NOT_FOUND, code::NOT_FOUND),
            None => answer.problem(StatusCode::FORBIDDEN, code::KEY_NOT_ALLOWED),
        };
    }
}

/// In their own team, with the ids of another one.
#[db_test]
async fn nothing_of_another_team_is_reached_from_ones_own(app: TestApp) {
    let people = People::of(&app).await;
    let theirs = people.world(&app).await;
    let (stranger, mut reached) = (&people.stranger, 0);
    let mixed = World {
        team: app.team(stranger, "Own").await,
        ..theirs
    };
    for row in ROWS {
        let path = (row.request)(&theirs).1;
        if path.trim_start_matches(&theirs.team.path(path::TEAM)).len() < 36 {
            // It names nothing but the team.
            continue;
        }
        let answer = call(stranger, row, &mixed).await;
        answer.problem(StatusCode::NOT_FOUND, code::NOT_FOUND);
        reached += 1;
    }
    assert!(reached >= 6, "{reached}");
}

#[db_test]
async fn keys_reach_what_their_scopes_name(app: TestApp) {
    let people = People::of(&app).await;
    let all = app.program(&app.key(people.owner(), Scope::ALL).await);
    let none = app.program(&app.key(people.owner(), &[Scope::AccountRead]).await);
    let documented = documented();
    let mut worlds = Worlds::of(&app, &people);
    for row in ROWS {
        let scope: Option<Scope> = documented[row.operation].parse().ok();
        if scope.is_some() {
            let answer = worlds.call(&none, row).await;
            answer.problem(StatusCode::FORBIDDEN, code::KEY_SCOPE_MISSING);
            let status = worlds.call(&all, row).await.status;
            assert_eq!(status, row.expected[0], "{}", row.operation);
        } else {
            let answer = worlds.call(&all, row).await;
            answer.problem(StatusCode::FORBIDDEN, code::KEY_NOT_ALLOWED);
        }
    }
}
