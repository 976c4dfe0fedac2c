use contract::{
    Permission,
    api_keys::Scope,
    path,
    problem::code,
    projects::{Project, ProjectStatus},
    roles::TeamRole,
    validation::code as field_code,
};
use http::{StatusCode, header};
use serde_json::json;
use testkit::{TestApp, db_test};

use super::{create, get, named, of};

#[db_test]
async fn a_new_project_is_what_was_asked_for(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let input = json!({
        "name": "  Difference Engine ",
        "description": "Tables.\r\nBy gears.\n",
        "status": "active",
    });
    let created = ada.post(&team.path(path::PROJECTS), &input).await;
    created.expect(StatusCode::CREATED);
    assert_eq!(created.headers[header::ETAG], "\"1\"");
    let project: Project = created.json();
    assert_eq!(project.name, "Difference Engine");
    assert_eq!(project.description, "Tables.\nBy gears.");
    assert_eq!(project.status, ProjectStatus::Active);
    let owner = project.owner.clone().unwrap();
    assert_eq!(owner.full_name(), "ada Tester");
    assert_eq!(project.archived_at, None);
    assert!(
        project.allows(Permission::ProjectsDelete) && project.allows(Permission::ProjectsShare)
    );
    assert_eq!(get(&ada, &team, project.id).await, project);
}

#[db_test]
async fn a_program_is_told_what_its_key_lets_it_do(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let project = named(&ada, &team, "Engine").await;
    let scopes = [Scope::ProjectsRead, Scope::ProjectsUpdate];
    let program = app.program(&app.key(&ada, &scopes).await);
    let seen = get(&program, &team, project.id).await;
    let expected = [Permission::ProjectsRead, Permission::ProjectsUpdate];
    assert_eq!(seen.permissions, expected.into_iter().collect());
    let path = of(&team, path::PROJECT, project.id);
    let changed = program.patch(&path, &json!({"name": "Mill"}), None).await;
    let changed: Project = changed.with(StatusCode::OK).json();
    assert_eq!(changed.permissions, seen.permissions);
    let refused = program.delete(&path).await;
    refused.problem(StatusCode::FORBIDDEN, code::KEY_SCOPE_MISSING);
}

#[db_test]
async fn what_is_absent_has_its_default(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let project = named(&ada, &team, "Engine").await;
    assert_eq!(
        (project.status, project.description.as_str()),
        (ProjectStatus::Planned, "")
    );
    assert_eq!(project.owner.unwrap().full_name(), "ada Tester");
    let unowned = create(&ada, &team, &json!({"name": "Mill", "owner_id": null})).await;
    assert_eq!(unowned.owner, None);
}

#[db_test]
async fn a_name_is_taken_once_in_a_team_whatever_its_capitals(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    named(&ada, &team, "Engine").await;
    let again = json!({"name": "ENGINE"});
    let refused = ada.post(&team.path(path::PROJECTS), &again).await;
    refused.problem(StatusCode::CONFLICT, code::PROJECT_NAME_TAKEN);
    named(&ada, &team, "Caf\u{00E9}").await;
    let alike = json!({"name": "Cafe\u{0301}"});
    let refused = ada.post(&team.path(path::PROJECTS), &alike).await;
    refused.problem(StatusCode::CONFLICT, code::PROJECT_NAME_TAKEN);
    let other = app.team(&ada, "Others").await;
    named(&ada, &other, "Engine").await;
}

#[db_test]
async fn of_two_at_once_one_has_the_name(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let (path, input) = (team.path(path::PROJECTS), json!({"name": "Engine"}));
    let (one, other) = tokio::join!(ada.post(&path, &input), ada.post(&path, &input));
    let mut statuses = [one.status, other.status];
    statuses.sort();
    assert_eq!(statuses, [StatusCode::CREATED, StatusCode::CONFLICT]);
}

#[db_test]
async fn the_owner_is_a_member(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let grace = app.account("grace", false).await;
    let input = json!({"name": "Engine", "owner_id": grace.id});
    let refused = ada.post(&team.path(path::PROJECTS), &input).await;
    let problem = refused.problem(StatusCode::UNPROCESSABLE_ENTITY, code::INVALID);
    assert_eq!(problem.errors[0].path, "owner_id");
    assert_eq!(problem.errors[0].code, field_code::UNKNOWN);

    let member = app.join(&team, grace.id, TeamRole::Viewer).await;
    let project = create(&ada, &team, &input).await;
    assert_eq!(project.owner.unwrap().user_id, grace.id);

    let path = team.path(path::MEMBER).replace("{id}", &member.to_string());
    ada.delete(&path).await.expect(StatusCode::NO_CONTENT);
    let left = get(&ada, &team, project.id).await;
    assert_eq!((left.owner, left.version), (None, project.version + 1));
}

#[db_test]
async fn all_refused_fields_are_told(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let input = json!({"name": " ", "description": "x".repeat(2001)});
    let refused = ada.post(&team.path(path::PROJECTS), &input).await;
    let problem = refused.problem(StatusCode::UNPROCESSABLE_ENTITY, code::INVALID);
    let told: Vec<_> = problem
        .errors
        .iter()
        .map(|error| (error.path.as_str(), error.code.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("description", field_code::TOO_LONG),
            ("name", field_code::REQUIRED)
        ]
    );
    for input in [
        json!({"name": "A", "status": "late"}),
        json!({"name": "A", "status": null}),
        json!({"name": "A", "status": 1}),
        json!({"name": "A", "id": 1}),
    ] {
        let refused = ada.post(&team.path(path::PROJECTS), &input).await;
        refused.problem(StatusCode::UNPROCESSABLE_ENTITY, code::INVALID);
    }
}
