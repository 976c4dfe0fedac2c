use chrono::{DateTime, TimeDelta, Utc};
use contract::{
    Page, Permission,
    audit::AuditEvent,
    path,
    problem::code,
    projects::{Project, ProjectGrantLevel},
    roles::{Role, TeamRole},
    users::User,
};
use http::StatusCode;
use serde_json::json;
use services::{jobs::enqueue, purges::Purge};
use testkit::{Client, TestApp, TestTeam, db_test};

use super::{create, get, named, names, of};

#[db_test]
async fn an_owner_edits_their_project_whatever_their_role_shows(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    named(&ada, &team, "Other").await;
    for role in [TeamRole::Viewer, TeamRole::Billing] {
        let grace = app.account(role.as_str(), false).await;
        app.join(&team, grace.id, role).await;
        let input = json!({"name": role.as_str(), "owner_id": grace.id});
        let project = create(&ada, &team, &input).await;

        let grace = app.sign_in(&grace.email).await;
        let seen = get(&grace, &team, project.id).await;
        assert_eq!(seen.permissions, ProjectGrantLevel::Editor.permissions());
        let path = of(&team, path::PROJECT, project.id);
        let input = json!({"description": "Mine."});
        let changed = grace.patch(&path, &input, None).await;
        changed.expect(StatusCode::OK);
        let refused = grace.delete(&path).await;
        refused.problem(StatusCode::FORBIDDEN, code::FORBIDDEN);
        let listed = names(&grace, &team, &format!("search={}", role.as_str())).await;
        assert_eq!(listed, [role.as_str()]);
        let sees_other = names(&grace, &team, "search=Other").await.len() == 1;
        assert_eq!(sees_other, role == TeamRole::Viewer);
    }
}

#[db_test]
async fn an_owner_hands_their_project_over_and_sees_it_no_more(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let grace = app.account("grace", false).await;
    app.join(&team, grace.id, TeamRole::Billing).await;
    let heir = app.account("heir", false).await;
    app.join(&team, heir.id, TeamRole::Billing).await;
    let input = json!({"name": "Engine", "owner_id": grace.id});
    let project = create(&ada, &team, &input).await;
    let path = of(&team, path::PROJECT, project.id);

    let grace = app.sign_in(&grace.email).await;
    let input = json!({"owner_id": heir.id});
    let handed = grace.patch(&path, &input, None).await;
    let handed: Project = handed.with(StatusCode::OK).json();
    assert!(handed.permissions.is_empty());
    let gone = grace.get(&path).await;
    gone.problem(StatusCode::NOT_FOUND, code::NOT_FOUND);
    let heir = app.sign_in(&heir.email).await;
    assert!(
        get(&heir, &team, project.id)
            .await
            .allows(Permission::ProjectsUpdate)
    );
}

/// Looks at a project whose owner is gone: whoever saw it before has not seen this.
async fn is_left(ada: &Client, team: &TestTeam, project: &Project, now: DateTime<Utc>) {
    let left = get(ada, team, project.id).await;
    assert_eq!((left.owner, left.version), (None, project.version + 1));
    assert_eq!(left.updated_at, now);
    let path = of(team, path::PROJECT, project.id);
    let input = json!({"name": "Mill"});
    let late = ada.patch(&path, &input, Some("\"1\"")).await;
    late.problem(StatusCode::PRECONDITION_FAILED, code::PRECONDITION_FAILED);

    let log = format!("{}?action=members.leave", team.path(path::AUDIT));
    let log: Page<AuditEvent> = ada.get(&log).await.with(StatusCode::OK).json();
    let told = log.items[0].before.as_ref().unwrap();
    assert_eq!(
        (&told["user"], &told["projects"]),
        (&json!("grace Tester"), &json!(1))
    );
}

#[db_test]
async fn who_leaves_owns_nothing(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let grace = app.member(&team, "grace", TeamRole::Member).await;
    let project = named(&grace, &team, "Engine").await;
    app.ctx.clock.advance(TimeDelta::minutes(1));
    let left = grace.post_empty(&team.path(path::LEAVE_TEAM)).await;
    left.expect(StatusCode::NO_CONTENT);
    is_left(&ada, &team, &project, app.ctx.clock.now()).await;
}

#[db_test]
async fn whose_account_is_deleted_owns_nothing(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let grace = app.member(&team, "grace", TeamRole::Member).await;
    let project = named(&grace, &team, "Engine").await;
    let deleted = grace.delete(path::USERS_ME).await;
    deleted.expect(StatusCode::ACCEPTED);
    app.ctx.clock.advance(TimeDelta::days(15));
    let (ctx, now) = (&app.ctx, app.ctx.clock.now());
    ctx.db
        .write(|tx| async move { enqueue(ctx, &tx, &Purge).await })
        .await
        .unwrap();
    app.deliver().await;
    let ada = app.sign_in("ada@example.com").await;
    is_left(&ada, &team, &project, now).await;
}

#[db_test]
async fn what_is_shared_with_somebody_they_do_not_pass_on(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let project = named(&ada, &team, "Engine").await;
    let grace = app.account("grace", false).await;
    let member = app.join(&team, grace.id, TeamRole::Billing).await;
    let input = json!({"grantee": {"kind": "member", "id": member}, "level": "editor"});
    let grants = of(&team, path::PROJECT_GRANTS, project.id);
    ada.post(&grants, &input).await.expect(StatusCode::CREATED);

    let id = grace.id;
    let grace = app.sign_in(&grace.email).await;
    let path = of(&team, path::PROJECT, project.id);
    for owner in [json!(id), json!(null)] {
        let refused = grace.patch(&path, &json!({"owner_id": owner}), None).await;
        refused.problem(StatusCode::FORBIDDEN, code::PROJECT_OWNER_FIXED);
    }
    // A form says who owns it even where nobody else was chosen.
    let owner = project.owner.map(|owner| owner.user_id);
    let input = json!({"name": "Mill", "owner_id": owner});
    let changed = grace.patch(&path, &input, None).await;
    changed.expect(StatusCode::OK);
}

#[db_test]
async fn who_may_only_create_owns_what_they_make(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let input = json!({"name": "Maker", "permissions": ["projects:create"]});
    let role = ada.post(&team.path(path::TEAM_ROLES), &input).await;
    let role: Role = role.with(StatusCode::CREATED).json();
    let grace = app.account("grace", false).await;
    let member = app.join(&team, grace.id, TeamRole::Billing).await;
    let path = team.path(path::MEMBER).replace("{id}", &member.to_string());
    let changed = ada.patch(&path, &json!({"role_id": role.id}), None).await;
    changed.expect(StatusCode::OK);

    let grace = app.sign_in(&grace.email).await;
    let project = named(&grace, &team, "Engine").await;
    assert_eq!(get(&grace, &team, project.id).await, project);
    let ada: User = ada.get(path::USERS_ME).await.json();
    for owner in [json!(null), json!(ada.id)] {
        let input = json!({"name": "Mill", "owner_id": owner});
        let refused = grace.post(&team.path(path::PROJECTS), &input).await;
        refused.problem(StatusCode::FORBIDDEN, code::PROJECT_OWNER_FIXED);
    }
}
