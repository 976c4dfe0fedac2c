//! Every operation in a team, called by its members: each role does what it may and no more, and
//! what it does is told in the audit log. What others find is in `strangers`.

use std::collections::{BTreeMap, BTreeSet};

use contract::{
    Permission, SessionId, UserId, api_keys::Scope, path, problem::code, roles::TeamRole,
    users::User,
};
use http::{Method, StatusCode};
use serde_json::{Value, json};
use services::{
    Caller, Via,
    audit::{self, Verdict},
};
use testkit::{TestApp, db_test};
use uuid::Uuid;

use crate::worlds::{Asked, People, World, Worlds, with_id};

/// A call of an operation, and the statuses for each role: owner, admin, member, viewer, billing. It
/// names all ids that the operation takes.
pub(crate) struct Row {
    pub(crate) operation: &'static str,
    pub(crate) request: fn(&World) -> Asked,
    pub(crate) expected: [u16; 5],
}

pub(crate) const ROWS: &[Row] = &[
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
        request: |world| {
            let (path, role) = (
                world.team.path(path::MEMBERS),
                world.team.role(TeamRole::Viewer),
            );
            let path = format!("{path}?role_id={role}&user_id={}", world.user);
            (Method::GET, path, Value::Null)
        },
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
            let body = json!({"role_id": world.team.role(TeamRole::Member)});
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
        request: |world| {
            let path = world.team.path(path::PROJECTS);
            let path = format!("{path}?owner_id={}", world.owner);
            (Method::GET, path, Value::Null)
        },
        expected: [200; 5],
    },
    Row {
        operation: "create_project",
        request: |world| {
            let body = json!({"name": "Other", "owner_id": world.user});
            (Method::POST, world.team.path(path::PROJECTS), body)
        },
        expected: [201, 201, 201, 403, 403],
    },
    Row {
        operation: "export_projects",
        request: |world| {
            let path = world.team.path(path::EXPORT_PROJECTS);
            let path = format!("{path}?owner_id={}", world.owner);
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
            let body = json!({"name": "Other", "owner_id": world.user});
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
            let path = with_id(&world.team.path(path::RESTORE_PROJECT), world.archived);
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
        operation: "share_project",
        request: |world| {
            let body = json!({"grantee": {"kind": "role", "id": world.role}, "level": "viewer"});
            (Method::POST, world.of_project(path::PROJECT_GRANTS), body)
        },
        expected: [201, 201, 403, 403, 403],
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
        request: |world| {
            (
                Method::GET,
                of_project_by_owner(world, path::AUDIT),
                Value::Null,
            )
        },
        expected: [200, 200, 403, 403, 403],
    },
    Row {
        operation: "export_audit_events",
        request: |world| {
            let path = of_project_by_owner(world, path::AUDIT_EXPORT);
            (Method::GET, path, Value::Null)
        },
        expected: [200, 200, 403, 403, 403],
    },
];

/// What asks for one's own name by itself, whatever the permission is that it goes by: to take the log
/// out, and to choose the owner of a project, as its rows do.
const OF_ONES_OWN: [&str; 3] = ["create_project", "export_audit_events", "update_project"];

/// The operations that have a row here.
pub(crate) fn operations() -> BTreeSet<&'static str> {
    ROWS.iter().map(|row| row.operation).collect()
}

/// What of the log is about the project and done by the owner.
fn of_project_by_owner(world: &World, path: &str) -> String {
    let (owner, project) = (world.owner, world.project);
    let path = world.team.path(path);
    format!("{path}?actor_id={owner}&subject_id={project}")
}

/// The permission of each operation in a team, by the document.
pub(crate) fn documented() -> BTreeMap<String, String> {
    let document: Value = serde_json::to_value(api::openapi()).unwrap();
    let mut operations = BTreeMap::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for operation in item.as_object().unwrap().values() {
            if path.contains("{team_id}") {
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
    let rows: Vec<&str> = operations().into_iter().collect();
    assert_eq!(rows, documented, "add a row for a new operation");
}

#[db_test]
async fn every_role_does_what_it_may(app: TestApp) {
    let people = People::of(&app, "north").await;
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
async fn keys_reach_what_their_scopes_name(app: TestApp) {
    let people = People::of(&app, "north").await;
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

/// Whether the policy bars somebody who acts as `user` from what the permission names.
fn is_barred(user: &User, impersonator: UserId, permission: Permission) -> bool {
    let caller = Caller {
        user: user.clone(),
        via: Via::Session(SessionId::new(Uuid::nil())),
        impersonator: Some(impersonator),
    };
    caller.require_scope_of(permission).is_err()
}

/// Who acts as the owner does what the owner does, but for what is barred.
#[db_test]
async fn what_is_barred_is_refused_in_the_owners_name(app: TestApp) {
    let people = People::of(&app, "north").await;
    let root = app.account("root", true).await;
    let staff = app.sign_in(&root.email).await;
    let owner = people.members[0].1;
    crate::admin::impersonate(&staff, owner).await;
    let owner: User = staff.get(path::USERS_ME).await.json();
    let documented = documented();
    let mut worlds = Worlds::of(&app, &people);
    let mut barred = BTreeSet::new();
    for row in ROWS {
        let permission = documented[row.operation].parse().unwrap();
        let answer = worlds.call(&staff, row).await;
        let is_of_ones_own = OF_ONES_OWN.contains(&row.operation);
        if is_barred(&owner, root.id, permission) || is_of_ones_own {
            answer.problem(StatusCode::FORBIDDEN, code::IMPERSONATING);
            barred.insert(row.operation);
        } else {
            assert_eq!(answer.status, row.expected[0], "{}", row.operation);
        }
    }
    assert!(!barred.is_empty() && barred.len() < operations().len());
}
