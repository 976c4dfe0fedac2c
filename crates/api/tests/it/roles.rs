//! Roles of teams, and in the product.

use contract::{
    Page, Permission, RoleId,
    audit::AuditEvent,
    path,
    permission::Pattern,
    problem::code,
    roles::{Role, TeamRole},
    teams::Team,
    users::User,
    validation::code as field_code,
};
use http::{Method, StatusCode, header};
use serde_json::{Value, json};
use services::roles::built_in_product_grants;
use testkit::{Answer, Client, TestApp, TestTeam, db_test};
use uuid::Uuid;

fn one(team: &TestTeam, id: RoleId) -> String {
    team.path(path::TEAM_ROLE).replace("{id}", &id.to_string())
}

async fn create(client: &Client, team: &TestTeam, name: &str, permissions: &[&str]) -> Answer {
    let body = json!({"name": name, "permissions": permissions});
    client.post(&team.path(path::TEAM_ROLES), &body).await
}

async fn created(client: &Client, team: &TestTeam, name: &str, permissions: &[&str]) -> Role {
    let answer = create(client, team, name, permissions).await;
    answer.with(StatusCode::CREATED).json()
}

fn refused(answer: &Answer, field: &str, code: &str) {
    let problem = answer.problem(StatusCode::UNPROCESSABLE_ENTITY, code::INVALID);
    assert_eq!(
        (&*problem.errors[0].path, &*problem.errors[0].code),
        (field, code)
    );
}

#[db_test]
async fn a_team_makes_roles_of_its_own(app: TestApp) {
    let owner = app.user("owner").await;
    let team = app.team(&owner, "Engines").await;
    let permissions = ["projects:*", "members:list", "projects:*", "team:read"];
    let answer = create(&owner, &team, "  Editor ", &permissions).await;
    assert_eq!(answer.headers[header::ETAG], "\"1\"");
    let role: Role = answer.with(StatusCode::CREATED).json();
    assert_eq!(
        (&*role.name, &role.built_in, role.holders),
        ("Editor", &None, 0)
    );
    assert_eq!(role.permissions.len(), 3);

    let user = app.account("ada", false).await;
    let id = app.join(&team, user.id, TeamRole::Billing).await;
    let ada = app.sign_in(&user.email).await;
    let members = team.path(path::MEMBERS);
    ada.get(&members)
        .await
        .problem(StatusCode::FORBIDDEN, code::FORBIDDEN);
    let body = json!({"role_id": role.id});
    let member = team.path(path::MEMBER).replace("{id}", &id.to_string());
    owner
        .patch(&member, &body, None)
        .await
        .expect(StatusCode::OK);
    ada.get(&members).await.expect(StatusCode::OK);

    // A role that is edited acts at once, on who has it.
    let body = json!({"permissions": ["team:read"]});
    let stale = owner
        .patch(&one(&team, role.id), &body, Some("\"7\""))
        .await;
    stale.problem(StatusCode::PRECONDITION_FAILED, code::PRECONDITION_FAILED);
    let edited = owner
        .patch(&one(&team, role.id), &body, Some("\"1\""))
        .await;
    let edited: Role = edited.with(StatusCode::OK).json();
    assert_eq!(
        (edited.version, edited.holders, &*edited.name),
        (2, 1, "Editor")
    );
    assert_eq!(edited.permissions, [Pattern::One(Permission::TeamRead)]);
    ada.get(&members)
        .await
        .problem(StatusCode::FORBIDDEN, code::FORBIDDEN);

    owner
        .delete(&one(&team, role.id))
        .await
        .problem(StatusCode::CONFLICT, code::ROLE_IN_USE);
    owner.delete(&member).await.expect(StatusCode::NO_CONTENT);
    owner
        .delete(&one(&team, role.id))
        .await
        .expect(StatusCode::NO_CONTENT);
    owner
        .delete(&one(&team, role.id))
        .await
        .problem(StatusCode::NOT_FOUND, code::NOT_FOUND);
}

/// Otherwise they would be asked to choose a role from none.
#[db_test]
async fn who_chooses_roles_for_others_sees_which_there_are(app: TestApp) {
    let owner = app.user("owner").await;
    let team = app.team(&owner, "Engines").await;
    let user = app.account("ada", false).await;
    let id = app.join(&team, user.id, TeamRole::Viewer).await;
    let ada = app.sign_in(&user.email).await;
    let roles = team.path(path::TEAM_ROLES);
    let member = team.path(path::MEMBER).replace("{id}", &id.to_string());
    ada.get(&roles)
        .await
        .problem(StatusCode::FORBIDDEN, code::FORBIDDEN);
    for word in ["invitations:create", "members:update", "members:remove"] {
        let held = ["team:read", "members:list", word];
        let role = created(&owner, &team, &word.replace(':', " "), &held).await;
        assert_eq!(role.permissions.len(), held.len(), "as it was made");
        let body = json!({"role_id": role.id});
        let given = owner.patch(&member, &body, None).await;
        given.expect(StatusCode::OK);

        let listed: Vec<Role> = ada.get(&roles).await.with(StatusCode::OK).json();
        assert!(listed.iter().any(|it| it.id == role.id), "{word}");
        let seen: Team = ada.get(&team.path(path::TEAM)).await.json();
        assert!(seen.permissions.contains(Permission::RolesList), "{word}");
        create(&ada, &team, "Mine", &["team:read"])
            .await
            .problem(StatusCode::FORBIDDEN, code::FORBIDDEN);
    }
}

#[db_test]
async fn names_are_unique_within_a_team(app: TestApp) {
    let owner = app.user("owner").await;
    let team = app.team(&owner, "Engines").await;
    let role = created(&owner, &team, "Editor", &["team:read"]).await;
    for name in ["editor", "EDITOR "] {
        create(&owner, &team, name, &["team:read"])
            .await
            .problem(StatusCode::CONFLICT, code::ROLE_NAME_TAKEN);
    }
    let other = created(&owner, &team, "Reader", &["team:read"]).await;
    let body = json!({"name": "Editor"});
    let answer = owner.patch(&one(&team, other.id), &body, None).await;
    answer.problem(StatusCode::CONFLICT, code::ROLE_NAME_TAKEN);
    let same = owner.patch(&one(&team, role.id), &body, None).await;
    same.expect(StatusCode::OK);
    let elsewhere = app.team(&owner, "Looms").await;
    created(&owner, &elsewhere, "Editor", &["team:read"]).await;
}

#[db_test]
async fn no_role_looks_like_one_that_comes_with_the_product(app: TestApp) {
    let owner = app.user("owner").await;
    let team = app.team(&owner, "Engines").await;
    let role = created(&owner, &team, "Support", &["team:read"]).await;
    // With a Cyrillic letter, in the other language, and as it is.
    for name in ["\u{41E}WNER", "مالك", " Admin "] {
        let answer = create(&owner, &team, name, &["team:read"]).await;
        refused(&answer, "name", field_code::NAME_RESERVED);
        let renamed = owner
            .patch(&one(&team, role.id), &json!({"name": name}), None)
            .await;
        refused(&renamed, "name", field_code::NAME_RESERVED);
    }

    let root = app.superuser("root").await;
    for name in ["Supp\u{43E}rt", "Superuser"] {
        let new = json!({"name": name, "permissions": ["users:list"]});
        let answer = root.post(path::ROLES, &new).await;
        refused(&answer, "name", field_code::NAME_RESERVED);
    }
    let new = json!({"name": "Owner", "permissions": ["users:list"]});
    let made: Role = root.post(path::ROLES, &new).await.json();
    let one = path::ROLE.replace("{id}", &made.id.to_string());
    let renamed = root.patch(&one, &json!({"name": "auditor"}), None).await;
    refused(&renamed, "name", field_code::NAME_RESERVED);
}

#[db_test]
async fn a_change_of_nothing_changes_nothing(app: TestApp) {
    let owner = app.user("owner").await;
    let team = app.team(&owner, "Engines").await;
    let role = created(&owner, &team, "Editor", &["team:read", "members:list"]).await;
    let lines = app.db.audit_lines(team.id.uuid()).await.len();
    for body in [
        json!({}),
        json!({"name": " Editor "}),
        json!({"permissions": ["members:list", "team:read", "team:read"]}),
    ] {
        let answer = owner.patch(&one(&team, role.id), &body, None).await;
        assert_eq!(answer.headers[header::ETAG], "\"1\"");
        assert_eq!(answer.with(StatusCode::OK).json::<Role>(), role, "{body}");
    }
    assert_eq!(app.db.audit_lines(team.id.uuid()).await.len(), lines);
}

#[db_test]
async fn a_change_of_nothing_changes_nothing_in_the_product(app: TestApp) {
    let root = app.superuser("root").await;
    let new = json!({"name": "Reader", "permissions": ["users:list"]});
    let role: Role = root.post(path::ROLES, &new).await.json();
    let lines = app.db.audit_lines(Uuid::nil()).await.len();
    let one = path::ROLE.replace("{id}", &role.id.to_string());
    for body in [json!({}), new] {
        let answer = root.patch(&one, &body, None).await;
        assert_eq!(answer.headers[header::ETAG], "\"1\"");
        assert_eq!(answer.with(StatusCode::OK).json::<Role>(), role, "{body}");
    }
    assert_eq!(app.db.audit_lines(Uuid::nil()).await.len(), lines);
}

#[db_test]
async fn what_no_role_of_a_team_can_grant_is_refused(app: TestApp) {
    let owner = app.user("owner").await;
    let team = app.team(&owner, "Engines").await;
    for (permission, code) in [
        ("users:list", field_code::MALFORMED),
        ("account:read", field_code::MALFORMED),
        ("jobs:*", field_code::MALFORMED),
    ] {
        let answer = create(&owner, &team, "Editor", &["team:read", permission]).await;
        refused(&answer, "permissions", code);
    }
    let answer = create(&owner, &team, "Editor", &["juggling:*"]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let answer = create(&owner, &team, "Editor", &[]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[db_test]
async fn nobody_makes_or_edits_a_role_above_their_own(app: TestApp) {
    let owner = app.user("owner").await;
    let team = app.team(&owner, "Engines").await;
    let admin = app.member(&team, "admin", TeamRole::Admin).await;
    for permissions in [&["*"][..], &["team:*"], &["team:read", "team:delete"]] {
        create(&admin, &team, "Editor", permissions)
            .await
            .problem(StatusCode::FORBIDDEN, code::ROLE_TOO_HIGH);
    }
    let own = created(&admin, &team, "Editor", &["members:*", "team:read"]).await;
    let high = created(&owner, &team, "Deputy", &["team:delete"]).await;
    for (role, body) in [
        (own.id, json!({"permissions": ["*"]})),
        (high.id, json!({"permissions": ["team:read"]})),
        (high.id, json!({"name": "Nobody"})),
    ] {
        let answer = admin.patch(&one(&team, role), &body, None).await;
        answer.problem(StatusCode::FORBIDDEN, code::ROLE_TOO_HIGH);
    }
    let answer = admin.delete(&one(&team, high.id)).await;
    answer.problem(StatusCode::FORBIDDEN, code::ROLE_TOO_HIGH);
    admin
        .delete(&one(&team, own.id))
        .await
        .expect(StatusCode::NO_CONTENT);
}

#[db_test]
async fn built_in_roles_stay_as_they_are(app: TestApp) {
    let owner = app.user("owner").await;
    let team = app.team(&owner, "Engines").await;
    for role in TeamRole::ALL {
        let path = one(&team, team.role(role));
        let body = json!({"permissions": ["team:read"]});
        for (method, body) in [(Method::PATCH, body), (Method::DELETE, Value::Null)] {
            let answer = owner.json(method, &path, &body, None).await;
            answer.problem(StatusCode::CONFLICT, code::ROLE_BUILT_IN);
        }
    }
}

#[db_test]
async fn a_team_has_fifty_roles_at_most(app: TestApp) {
    let owner = app.user("owner").await;
    let team = app.team(&owner, "Engines").await;
    for number in TeamRole::ALL.len()..50 {
        created(&owner, &team, &format!("Role {number}"), &["team:read"]).await;
    }
    create(&owner, &team, "One more", &["team:read"])
        .await
        .problem(StatusCode::FORBIDDEN, code::TOO_MANY_ROLES);
    let roles: Vec<Role> = owner.get(&team.path(path::TEAM_ROLES)).await.json();
    assert_eq!(roles.len(), 50);
    let built_in: Vec<_> = roles
        .iter()
        .filter_map(|role| role.built_in.as_deref())
        .collect();
    assert_eq!(built_in, TeamRole::ALL.map(TeamRole::as_str));
    assert!(roles[..5].iter().all(|role| role.built_in.is_some()));
}

#[db_test]
async fn the_roles_that_a_migration_brings_are_those_of_the_code(app: TestApp) {
    let root = app.superuser("root").await;
    let roles: Vec<Role> = root.get(path::ROLES).await.json();
    let brought: Vec<_> = roles
        .iter()
        .map(|role| {
            let granted = Permission::ALL.iter().copied().filter(|permission| {
                permission.is_of_product()
                    && role
                        .permissions
                        .iter()
                        .any(|pattern| pattern.matches(*permission))
            });
            (role.built_in.as_deref().unwrap(), granted.collect())
        })
        .collect();
    let of_code = built_in_product_grants().map(|(name, grants)| (name, grants.permissions()));
    assert_eq!(brought, of_code);
}

#[db_test]
async fn a_role_in_the_product_is_given_and_taken_at_once(app: TestApp) {
    let root = app.superuser("root").await;
    let user: User = app.account("ada", false).await;
    let ada = app.sign_in(&user.email).await;
    let given = path::USER_ROLES.replace("{id}", &user.id.to_string());
    let roles: Vec<Role> = root.get(path::ROLES).await.json();
    let [support, operator] = ["support", "operator"].map(|name| {
        let found = roles
            .iter()
            .find(|role| role.built_in.as_deref() == Some(name));
        found.unwrap().id
    });
    ada.get(path::USERS)
        .await
        .problem(StatusCode::FORBIDDEN, code::FORBIDDEN);
    for _ in 0..2 {
        let body = json!({"role_id": support});
        root.post(&given, &body)
            .await
            .expect(StatusCode::NO_CONTENT);
    }
    ada.get(path::USERS).await.expect(StatusCode::OK);
    // Support looks after people, and says of nobody what they may do.
    let body = json!({"role_id": operator});
    ada.post(&given, &body)
        .await
        .problem(StatusCode::FORBIDDEN, code::FORBIDDEN);
    // Who gives roles gives none that grants what they do not hold.
    let new = json!({"name": "Giver", "permissions": ["users:grant_roles"]});
    let giver: Role = root.post(path::ROLES, &new).await.json();
    root.post(&given, &json!({"role_id": giver.id}))
        .await
        .expect(StatusCode::NO_CONTENT);
    ada.post(&given, &body)
        .await
        .problem(StatusCode::FORBIDDEN, code::ROLE_TOO_HIGH);
    let taken = path::USER_ROLE
        .replace("{id}", &user.id.to_string())
        .replace("{role_id}", &support.to_string());
    root.delete(&taken).await.expect(StatusCode::NO_CONTENT);
    ada.get(path::USERS)
        .await
        .problem(StatusCode::FORBIDDEN, code::FORBIDDEN);
    root.delete(&taken)
        .await
        .problem(StatusCode::NOT_FOUND, code::NOT_FOUND);
    let log = format!("{}?subject_id={}", path::ADMIN_AUDIT, user.id);
    let lines: Page<AuditEvent> = root.get(&log).await.with(StatusCode::OK).json();
    let told: Vec<_> = lines
        .items
        .iter()
        .map(|line| (&*line.action, line.before.as_ref().or(line.after.as_ref())))
        .collect();
    let about = |role: &str| json!({"user": "ada Tester", "user_id": user.id, "role": role});
    let (support, giver) = (about("Support"), about("Giver"));
    assert_eq!(
        told,
        [
            ("users.take_role", Some(&support)),
            ("users.give_role", Some(&giver)),
            ("users.give_role", Some(&support)),
        ],
        "giving what is held and taking what is not tell nothing"
    );
}

#[db_test]
async fn roles_in_the_product_take_a_fresh_proof(app: TestApp) {
    let root = app.superuser("root").await;
    let user: User = app.account("ada", false).await;
    let given = path::USER_ROLES.replace("{id}", &user.id.to_string());
    let new = json!({"name": "Reader", "permissions": ["users:list"]});
    let role: Role = root.post(path::ROLES, &new).await.json();
    let one = path::ROLE.replace("{id}", &role.id.to_string());
    let taken = path::USER_ROLE
        .replace("{id}", &user.id.to_string())
        .replace("{role_id}", &role.id.to_string());
    let body = json!({"role_id": role.id});
    root.post(&given, &body)
        .await
        .expect(StatusCode::NO_CONTENT);

    app.ctx.clock.advance(chrono::TimeDelta::minutes(11));
    root.post_empty(path::REFRESH)
        .await
        .expect(StatusCode::NO_CONTENT);
    let renamed = json!({"name": "Readers"});
    for answer in [
        root.post(
            path::ROLES,
            &json!({"name": "Other", "permissions": ["users:list"]}),
        )
        .await,
        root.patch(&one, &renamed, None).await,
        root.delete(&one).await,
        root.post(&given, &body).await,
        root.delete(&taken).await,
    ] {
        answer.problem(StatusCode::FORBIDDEN, code::STEP_UP_REQUIRED);
    }
    let held: Vec<Role> = root.get(&given).await.json();
    assert_eq!(held.len(), 1);
    let proof = json!({"method": "password", "password": testkit::PASSWORD});
    root.post(path::STEP_UP, &proof)
        .await
        .expect(StatusCode::NO_CONTENT);
    root.patch(&one, &renamed, None)
        .await
        .expect(StatusCode::OK);
    root.delete(&taken).await.expect(StatusCode::NO_CONTENT);
    root.delete(&one).await.expect(StatusCode::NO_CONTENT);
}
