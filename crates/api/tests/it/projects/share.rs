use contract::{
    MemberId, Page, Permission, PermissionSet, ProjectId, RoleId,
    invitations::InvitationsCreated,
    path,
    problem::code,
    projects::{ProjectGrant, ProjectGrantLevel, ProjectGrantee, ProjectGranteeId},
    roles::{Role, TeamRole},
    validation::code as field_code,
};
use http::StatusCode;
use serde_json::{Value, json};
use services::projects::MAX_GRANTS;
use testkit::{Answer, Client, TestApp, TestTeam, db_test};

use super::{actions, get, named, names, of};

async fn share(client: &Client, team: &TestTeam, id: ProjectId, input: &Value) -> ProjectGrant {
    let path = of(team, path::PROJECT_GRANTS, id);
    let shared = client.post(&path, input).await;
    shared.with(StatusCode::CREATED).json()
}

async fn share_again(
    client: &Client,
    team: &TestTeam,
    id: ProjectId,
    input: &Value,
) -> ProjectGrant {
    let path = of(team, path::PROJECT_GRANTS, id);
    let shared = client.post(&path, input).await;
    shared.with(StatusCode::OK).json()
}

async fn unshare(client: &Client, team: &TestTeam, id: ProjectId, grant: &ProjectGrant) -> Answer {
    let path = of(team, path::PROJECT_GRANT, id).replace("{grant_id}", &grant.id.to_string());
    client.delete(&path).await
}

async fn grants(client: &Client, team: &TestTeam, id: ProjectId) -> Vec<ProjectGrant> {
    let listed = client.get(&of(team, path::PROJECT_GRANTS, id)).await;
    listed
        .with(StatusCode::OK)
        .json::<Page<ProjectGrant>>()
        .items
}

/// Somebody whose role shows no project.
async fn guest(app: &TestApp, team: &TestTeam, name: &str) -> (MemberId, Client) {
    let user = app.account(name, false).await;
    let member = app.join(team, user.id, TeamRole::Billing).await;
    (member, app.sign_in(&user.email).await)
}

#[db_test]
async fn a_project_is_seen_by_whom_it_is_shared_with(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let project = named(&ada, &team, "Engine").await;
    named(&ada, &team, "Secret").await;
    let (member, guest) = guest(&app, &team, "guest").await;
    let path = of(&team, path::PROJECT, project.id);
    assert!(names(&guest, &team, "").await.is_empty());
    guest
        .get(&path)
        .await
        .problem(StatusCode::NOT_FOUND, code::NOT_FOUND);

    let input = json!({"grantee": {"kind": "member", "id": member}, "level": "viewer"});
    let grant = share(&ada, &team, project.id, &input).await;
    assert_eq!(grant.grantee.id(), ProjectGranteeId::Member(member));
    assert_eq!(names(&guest, &team, "").await, ["Engine"]);
    let seen = get(&guest, &team, project.id).await;
    let reading: PermissionSet = [Permission::ProjectsRead].into_iter().collect();
    assert_eq!(seen.permissions, reading);
    let refused = guest.patch(&path, &json!({"name": "Mine"}), None).await;
    refused.problem(StatusCode::FORBIDDEN, code::FORBIDDEN);

    unshare(&ada, &team, project.id, &grant)
        .await
        .expect(StatusCode::NO_CONTENT);
    guest
        .get(&path)
        .await
        .problem(StatusCode::NOT_FOUND, code::NOT_FOUND);
    assert!(grants(&ada, &team, project.id).await.is_empty());
}

#[db_test]
async fn an_editor_changes_and_archives_and_no_more(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let project = named(&ada, &team, "Engine").await;
    let (member, guest) = guest(&app, &team, "guest").await;
    let input = json!({"grantee": {"kind": "member", "id": member}, "level": "editor"});
    share(&ada, &team, project.id, &input).await;

    let path = of(&team, path::PROJECT, project.id);
    let changed = guest.patch(&path, &json!({"name": "Ours"}), None).await;
    changed.expect(StatusCode::OK);
    for action in [path::ARCHIVE_PROJECT, path::RESTORE_PROJECT] {
        let done = guest.post_empty(&of(&team, action, project.id)).await;
        done.expect(StatusCode::OK);
    }
    guest
        .delete(&path)
        .await
        .problem(StatusCode::FORBIDDEN, code::FORBIDDEN);
    let grants = guest
        .get(&of(&team, path::PROJECT_GRANTS, project.id))
        .await;
    grants.problem(StatusCode::FORBIDDEN, code::FORBIDDEN);
}

#[db_test]
async fn sharing_with_a_role_is_sharing_with_all_who_have_it(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let project = named(&ada, &team, "Engine").await;
    let (member, guest) = guest(&app, &team, "guest").await;
    let viewer = app.member(&team, "viewer", TeamRole::Viewer).await;
    let input =
        json!({"grantee": {"kind": "role", "id": team.role(TeamRole::Billing)}, "level": "editor"});
    let grant = share(&ada, &team, project.id, &input).await;
    let ProjectGrantee::Role(role) = grant.grantee else {
        panic!("{grant:?}")
    };
    assert_eq!(role.built_in.as_deref(), Some("billing"));
    let editing = ProjectGrantLevel::Editor.permissions();
    assert_eq!(get(&guest, &team, project.id).await.permissions, editing);
    let reading = ProjectGrantLevel::Viewer.permissions();
    assert_eq!(get(&viewer, &team, project.id).await.permissions, reading);

    // A grant of one's own adds to that of the role, and takes nothing away.
    let input = json!({"grantee": {"kind": "member", "id": member}, "level": "viewer"});
    share(&ada, &team, project.id, &input).await;
    assert_eq!(get(&guest, &team, project.id).await.permissions, editing);
    assert_eq!(names(&guest, &team, "").await, ["Engine"]);
}

#[db_test]
async fn sharing_again_changes_the_level(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let project = named(&ada, &team, "Engine").await;
    let (member, guest) = guest(&app, &team, "guest").await;
    let at = |level| json!({"grantee": {"kind": "member", "id": member}, "level": level});
    share(&ada, &team, project.id, &at("viewer")).await;
    for level in ["editor", "viewer"] {
        share_again(&ada, &team, project.id, &at(level)).await;
        let grants = grants(&ada, &team, project.id).await;
        assert_eq!(grants.len(), 1);
        assert_eq!(grants[0].level.as_str(), level);
        let held = get(&guest, &team, project.id).await.permissions;
        assert_eq!(held, grants[0].level.permissions());
    }
}

#[db_test]
async fn of_two_who_share_alike_one_makes_the_grant(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let project = named(&ada, &team, "Engine").await;
    let (member, _) = guest(&app, &team, "guest").await;
    let input = json!({"grantee": {"kind": "member", "id": member}, "level": "editor"});
    let path = of(&team, path::PROJECT_GRANTS, project.id);
    let (one, other) = tokio::join!(ada.post(&path, &input), ada.post(&path, &input));
    let mut statuses = [one.status, other.status];
    statuses.sort();
    assert_eq!(statuses, [StatusCode::OK, StatusCode::CREATED]);
    assert_eq!(grants(&ada, &team, project.id).await.len(), 1);
}

#[db_test]
async fn sharing_again_at_the_same_level_changes_nothing(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let project = named(&ada, &team, "Engine").await;
    let (member, _) = guest(&app, &team, "guest").await;
    let input = json!({"grantee": {"kind": "member", "id": member}, "level": "viewer"});
    let grant = share(&ada, &team, project.id, &input).await;
    assert_eq!(share_again(&ada, &team, project.id, &input).await, grant);
    let actions = actions(&ada, &team, project.id).await;
    assert_eq!(actions, ["projects.share", "projects.create"]);
}

#[db_test]
async fn grants_name_members_and_roles_of_the_team(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let other = app.team(&ada, "Others").await;
    let project = named(&ada, &team, "Engine").await;
    let (stranger, _) = guest(&app, &other, "guest").await;
    let path = of(&team, path::PROJECT_GRANTS, project.id);
    let role = other.role(TeamRole::Billing);
    for grantee in [
        json!({"kind": "member", "id": stranger}),
        json!({"kind": "role", "id": role}),
        // Each is looked for among its own kind.
        json!({"kind": "member", "id": team.role(TeamRole::Billing)}),
    ] {
        let input = json!({"grantee": grantee, "level": "viewer"});
        let refused = ada.post(&path, &input).await;
        let problem = refused.problem(StatusCode::UNPROCESSABLE_ENTITY, code::INVALID);
        assert_eq!(problem.errors[0].path, "grantee");
        assert_eq!(problem.errors[0].code, field_code::UNKNOWN);
    }
    for input in [
        json!({"level": "viewer"}),
        json!({"grantee": ["member", stranger], "level": "viewer"}),
        json!({"grantee": {"kind": "team", "id": team.id}, "level": "viewer"}),
        json!({"grantee": {"kind": "member", "id": stranger, "role": role}, "level": "viewer"}),
    ] {
        let refused = ada.post(&path, &input).await;
        refused.problem(StatusCode::UNPROCESSABLE_ENTITY, code::INVALID);
    }
}

#[db_test]
async fn a_project_is_shared_with_so_many_and_no_more(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let project = named(&ada, &team, "Engine").await;
    let (member, _) = guest(&app, &team, "guest").await;
    let at = |level| json!({"grantee": {"kind": "member", "id": member}, "level": level});
    let most = usize::try_from(MAX_GRANTS).unwrap();
    app.project_grants(&team, project.id, most - 1).await;
    let grant = share(&ada, &team, project.id, &at("viewer")).await;
    // One that there is can be changed all the same.
    share_again(&ada, &team, project.id, &at("editor")).await;
    assert_eq!(grants(&ada, &team, project.id).await.len(), most);

    let role = team.role(TeamRole::Viewer);
    let input = json!({"grantee": {"kind": "role", "id": role}, "level": "viewer"});
    let path = of(&team, path::PROJECT_GRANTS, project.id);
    let refused = ada.post(&path, &input).await;
    refused.problem(StatusCode::FORBIDDEN, code::TOO_MANY_PROJECT_GRANTS);
    let gone = unshare(&ada, &team, project.id, &grant).await;
    gone.expect(StatusCode::NO_CONTENT);
    share(&ada, &team, project.id, &input).await;
}

async fn custom_role(owner: &Client, team: &TestTeam, name: &str, permissions: &Value) -> RoleId {
    let input = json!({"name": name, "permissions": permissions});
    let made = owner.post(&team.path(path::TEAM_ROLES), &input).await;
    made.with(StatusCode::CREATED).json::<Role>().id
}

#[db_test]
async fn nobody_shares_more_than_they_hold(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let project = named(&ada, &team, "Engine").await;
    let permissions = json!(["projects:read", "projects:share"]);
    let role = custom_role(&ada, &team, "Host", &permissions).await;
    let (host_id, host) = guest(&app, &team, "host").await;
    let path = team
        .path(path::MEMBER)
        .replace("{id}", &host_id.to_string());
    let changed = ada.patch(&path, &json!({"role_id": role}), None).await;
    changed.expect(StatusCode::OK);
    let (guest_id, _) = guest(&app, &team, "guest").await;

    let path = of(&team, path::PROJECT_GRANTS, project.id);
    let as_editor = json!({"grantee": {"kind": "member", "id": guest_id}, "level": "editor"});
    let as_viewer = json!({"grantee": {"kind": "member", "id": guest_id}, "level": "viewer"});
    let to_self = json!({"grantee": {"kind": "member", "id": host_id}, "level": "editor"});
    for input in [&as_editor, &to_self] {
        let refused = host.post(&path, input).await;
        refused.problem(StatusCode::FORBIDDEN, code::PROJECT_LEVEL_TOO_HIGH);
    }
    share(&host, &team, project.id, &as_viewer).await;
    // Nor do they take or lower what they do not hold.
    let grant = share_again(&ada, &team, project.id, &as_editor).await;
    let refused = host.post(&path, &as_viewer).await;
    refused.problem(StatusCode::FORBIDDEN, code::PROJECT_LEVEL_TOO_HIGH);
    let refused = unshare(&host, &team, project.id, &grant).await;
    refused.problem(StatusCode::FORBIDDEN, code::PROJECT_LEVEL_TOO_HIGH);
}

#[db_test]
async fn grants_go_with_whom_they_are_for(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let project = named(&ada, &team, "Engine").await;
    let (member, _) = guest(&app, &team, "guest").await;
    let role = custom_role(&ada, &team, "Guest", &json!(["team:read"])).await;
    for input in [
        json!({"grantee": {"kind": "member", "id": member}, "level": "viewer"}),
        json!({"grantee": {"kind": "role", "id": role}, "level": "viewer"}),
    ] {
        share(&ada, &team, project.id, &input).await;
    }
    assert_eq!(grants(&ada, &team, project.id).await.len(), 2);
    for path in [
        team.path(path::MEMBER).replace("{id}", &member.to_string()),
        team.path(path::TEAM_ROLE)
            .replace("{id}", &role.to_string()),
    ] {
        ada.delete(&path).await.expect(StatusCode::NO_CONTENT);
    }
    assert!(grants(&ada, &team, project.id).await.is_empty());
}

/// Otherwise somebody would give themselves what nobody has shared with them.
#[db_test]
async fn a_role_is_not_given_by_who_holds_less_than_is_shared_with_it(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let input = json!({
        "name": "People",
        "permissions": [
            "team:read", "team:leave", "members:list", "members:update", "invitations:create",
            "roles:list",
        ],
    });
    let made = ada.post(&team.path(path::TEAM_ROLES), &input).await;
    let people: Role = made.with(StatusCode::CREATED).json();
    let (member, hr) = guest(&app, &team, "hr").await;
    let path = team.path(path::MEMBER).replace("{id}", &member.to_string());
    let to = |role: RoleId| json!({ "role_id": role });
    ada.patch(&path, &to(people.id), None)
        .await
        .expect(StatusCode::OK);

    let billing = team.role(TeamRole::Billing);
    let invite = json!({ "emails": ["new@example.com"], "role": billing });
    hr.patch(&path, &to(billing), None)
        .await
        .expect(StatusCode::OK);
    ada.patch(&path, &to(people.id), None)
        .await
        .expect(StatusCode::OK);

    let project = named(&ada, &team, "Engine").await;
    let with_role = json!({ "grantee": { "kind": "role", "id": billing }, "level": "viewer" });
    share(&ada, &team, project.id, &with_role).await;
    let refused = hr.patch(&path, &to(billing), None).await;
    refused.problem(StatusCode::FORBIDDEN, code::ROLE_TOO_HIGH);
    let refused = hr.post(&team.path(path::INVITATIONS), &invite).await;
    refused.problem(StatusCode::FORBIDDEN, code::ROLE_TOO_HIGH);
    ada.patch(&path, &to(billing), None)
        .await
        .expect(StatusCode::OK);
}

/// What is shared with a role is part of it, also for who would take it away.
#[db_test]
async fn a_role_is_not_taken_by_who_holds_less_than_is_shared_with_it(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let manages = json!([
        "team:read",
        "team:leave",
        "members:*",
        "invitations:*",
        "roles:*"
    ]);
    let people = custom_role(&ada, &team, "People", &manages).await;
    let reader = custom_role(&ada, &team, "Reader", &json!(["team:read"])).await;
    let spare = custom_role(&ada, &team, "Spare", &json!(["team:read"])).await;
    let (hr_id, hr) = guest(&app, &team, "hr").await;
    let (held_id, _) = guest(&app, &team, "held").await;
    let (alone_id, _) = guest(&app, &team, "alone").await;
    let member = |id: MemberId| team.path(path::MEMBER).replace("{id}", &id.to_string());
    let role = |id: RoleId| team.path(path::TEAM_ROLE).replace("{id}", &id.to_string());
    for (id, role_id) in [(hr_id, people), (held_id, reader)] {
        let given = ada
            .patch(&member(id), &json!({"role_id": role_id}), None)
            .await;
        given.expect(StatusCode::OK);
    }
    let invite = json!({"emails": ["new@example.com"], "role": reader});
    let invited = ada.post(&team.path(path::INVITATIONS), &invite).await;
    let invited: InvitationsCreated = invited.with(StatusCode::CREATED).json();
    let id = invited.invitations[0].id.to_string();
    let invitation = team.path(path::INVITATION).replace("{id}", &id);

    let project = named(&ada, &team, "Engine").await;
    for grantee in [
        json!({"kind": "role", "id": reader}),
        json!({"kind": "role", "id": spare}),
        json!({"kind": "member", "id": alone_id}),
    ] {
        let input = json!({"grantee": grantee, "level": "viewer"});
        share(&ada, &team, project.id, &input).await;
    }
    let billing = json!({"role_id": team.role(TeamRole::Billing)});
    for refused in [
        hr.patch(&member(held_id), &billing, None).await,
        hr.delete(&member(held_id)).await,
        hr.patch(&role(reader), &json!({"name": "Guest"}), None)
            .await,
        hr.delete(&role(spare)).await,
        hr.delete(&invitation).await,
    ] {
        refused.problem(StatusCode::FORBIDDEN, code::ROLE_TOO_HIGH);
    }
    assert_eq!(grants(&ada, &team, project.id).await.len(), 3);

    // What is shared with a member alone is no part of their role.
    let removed = hr.delete(&member(alone_id)).await;
    removed.expect(StatusCode::NO_CONTENT);
    assert_eq!(grants(&ada, &team, project.id).await.len(), 2);
}
