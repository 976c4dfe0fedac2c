use contract::{
    path,
    problem::code,
    projects::{Project, ProjectStatus},
    roles::TeamRole,
    validation::code as field_code,
};
use http::{StatusCode, header};
use serde_json::{Value, json};
use testkit::{TestApp, db_test};

use super::{actions, archive, create, get, named, of, told};

#[db_test]
async fn what_is_absent_stays_and_null_empties(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let input = json!({"name": "Engine", "description": "By gears.", "status": "active"});
    let project = create(&ada, &team, &input).await;
    let path = of(&team, path::PROJECT, project.id);

    let changed = ada.patch(&path, &json!({"status": "done"}), None).await;
    assert_eq!(changed.headers[header::ETAG], "\"2\"");
    let changed: Project = changed.with(StatusCode::OK).json();
    let expected = Project {
        status: ProjectStatus::Done,
        version: 2,
        updated_at: changed.updated_at,
        ..project
    };
    assert_eq!(changed, expected);

    let input = json!({"owner_id": null, "description": ""});
    let changed: Project = ada
        .patch(&path, &input, None)
        .await
        .with(StatusCode::OK)
        .json();
    assert_eq!((changed.owner, changed.description.as_str()), (None, ""));
    assert_eq!(changed.name, "Engine");
}

#[db_test]
async fn a_change_that_changes_nothing_is_none(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let input = json!({"name": "Engine", "description": "By gears.", "status": "active"});
    let project = create(&ada, &team, &input).await;
    let path = of(&team, path::PROJECT, project.id);
    app.ctx.clock.advance(chrono::TimeDelta::minutes(1));
    let owner = project.owner.as_ref().map(|owner| owner.user_id);
    let the_same = json!({
        "name": " Engine ",
        "description": "By gears.\r\n",
        "status": "active",
        "owner_id": owner,
    });
    for input in [json!({}), the_same] {
        let answer = ada.patch(&path, &input, Some("\"1\"")).await;
        assert_eq!(answer.headers[header::ETAG], "\"1\"");
        assert_eq!(answer.with(StatusCode::OK).json::<Project>(), project);
    }
    assert_eq!(actions(&ada, &team, project.id).await, ["projects.create"]);
    // It is refused where a change would be.
    let late = ada.patch(&path, &json!({}), Some("\"0\"")).await;
    late.problem(StatusCode::PRECONDITION_FAILED, code::PRECONDITION_FAILED);
}

#[db_test]
async fn a_change_upon_an_old_version_is_refused(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let project = named(&ada, &team, "Engine").await;
    let path = of(&team, path::PROJECT, project.id);
    let first = ada
        .patch(&path, &json!({"name": "One"}), Some("\"1\""))
        .await;
    first.expect(StatusCode::OK);
    let late = ada
        .patch(&path, &json!({"name": "Two"}), Some("\"1\""))
        .await;
    late.problem(StatusCode::PRECONDITION_FAILED, code::PRECONDITION_FAILED);
    assert_eq!(get(&ada, &team, project.id).await.name, "One");
}

#[db_test]
async fn of_two_changes_of_one_version_one_is_made(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let project = named(&ada, &team, "Engine").await;
    let path = of(&team, path::PROJECT, project.id);
    let (one, two) = (json!({"name": "One"}), json!({"name": "Two"}));
    let (one, two) = tokio::join!(
        ada.patch(&path, &one, Some("\"1\"")),
        ada.patch(&path, &two, Some("\"1\""))
    );
    let mut statuses = [one.status, two.status];
    statuses.sort();
    assert_eq!(statuses, [StatusCode::OK, StatusCode::PRECONDITION_FAILED]);
    assert_eq!(get(&ada, &team, project.id).await.version, 2);
}

#[db_test]
async fn a_taken_name_and_a_stranger_as_owner_are_refused(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    named(&ada, &team, "Mill").await;
    let project = named(&ada, &team, "Engine").await;
    let path = of(&team, path::PROJECT, project.id);
    let taken = ada.patch(&path, &json!({"name": "mill"}), None).await;
    taken.problem(StatusCode::CONFLICT, code::PROJECT_NAME_TAKEN);
    // Its own name is no clash.
    let own = ada.patch(&path, &json!({"name": "ENGINE"}), None).await;
    own.expect(StatusCode::OK);

    let stranger = app.account("stranger", false).await;
    let refused = ada
        .patch(&path, &json!({"owner_id": stranger.id}), None)
        .await;
    let problem = refused.problem(StatusCode::UNPROCESSABLE_ENTITY, code::INVALID);
    assert_eq!(problem.errors[0].code, field_code::UNKNOWN);
}

#[db_test]
async fn who_leaves_while_they_are_made_owner_owns_nothing(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let project = named(&ada, &team, "Engine").await;
    let grace = app.account("grace", false).await;
    let path = of(&team, path::PROJECT, project.id);
    let input = json!({"owner_id": grace.id});
    for _ in 0..5 {
        let member = app.join(&team, grace.id, TeamRole::Member).await;
        let membership = team.path(path::MEMBER).replace("{id}", &member.to_string());
        let (changed, removed) =
            tokio::join!(ada.patch(&path, &input, None), ada.delete(&membership));
        removed.expect(StatusCode::NO_CONTENT);
        let statuses = [StatusCode::OK, StatusCode::UNPROCESSABLE_ENTITY];
        assert!(statuses.contains(&changed.status), "{}", changed.text());
        let owner = get(&ada, &team, project.id).await.owner;
        assert!(owner.is_none_or(|owner| owner.user_id != grace.id));
    }
}

#[db_test]
async fn an_archived_project_stays_as_it_is(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let project = named(&ada, &team, "Engine").await;
    archive(&ada, &team, project.id).await;
    let path = of(&team, path::PROJECT, project.id);
    let refused = ada.patch(&path, &json!({"name": "Mill"}), None).await;
    refused.problem(StatusCode::CONFLICT, code::PROJECT_ARCHIVED);
}

#[db_test]
async fn a_change_is_in_the_log_with_before_and_after(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let project = named(&ada, &team, "Engine").await;
    let path = of(&team, path::PROJECT, project.id);
    let changed = ada.patch(&path, &json!({"name": "Mill"}), None).await;
    changed.expect(StatusCode::OK);
    ada.delete(&path).await.expect(StatusCode::NO_CONTENT);

    let told = told(&ada, &team, project.id).await;
    let name = |told: &Option<Value>| told.as_ref().map(|told| told["name"].clone());
    let told: Vec<_> = told
        .iter()
        .map(|event| (&*event.action, name(&event.before), name(&event.after)))
        .collect();
    let (mill, engine) = (Some(json!("Mill")), Some(json!("Engine")));
    assert_eq!(
        told,
        [
            ("projects.delete", mill.clone(), None),
            ("projects.update", engine.clone(), mill),
            ("projects.create", None, engine),
        ]
    );
}

#[db_test]
async fn people_are_told_in_the_log_by_name(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let project = named(&ada, &team, "Engine").await;
    let grace = app.account("grace", false).await;
    let member = app.join(&team, grace.id, TeamRole::Member).await;
    let path = of(&team, path::PROJECT, project.id);
    let input = json!({"owner_id": grace.id});
    let changed = ada.patch(&path, &input, None).await;
    changed.expect(StatusCode::OK);
    let input = json!({"grantee": {"kind": "member", "id": member}, "level": "viewer"});
    let grants = of(&team, path::PROJECT_GRANTS, project.id);
    ada.post(&grants, &input).await.expect(StatusCode::CREATED);
    let input =
        json!({"grantee": {"kind": "role", "id": team.role(TeamRole::Billing)}, "level": "editor"});
    ada.post(&grants, &input).await.expect(StatusCode::CREATED);

    let told = told(&ada, &team, project.id).await;
    let [role, member, owner, _] = &*told else {
        panic!("{told:?}")
    };
    let (before, after) = (
        owner.before.as_ref().unwrap(),
        owner.after.as_ref().unwrap(),
    );
    assert_eq!(before["owner"], "ada Tester");
    assert_eq!(after["owner"], "grace Tester");
    assert_eq!(after["owner_id"], json!(grace.id));
    for share in [role, member] {
        assert_eq!(share.after.as_ref().unwrap()["name"], "Engine");
    }
    let after = member.after.as_ref().unwrap();
    assert_eq!(
        (&after["user"], &after["level"]),
        (&json!("grace Tester"), &json!("viewer"))
    );
    let after = role.after.as_ref().unwrap();
    assert_eq!(
        (&after["role"], &after["level"]),
        (&json!("Billing"), &json!("editor"))
    );
}

#[db_test]
async fn who_may_look_on_may_not_change(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let project = named(&ada, &team, "Engine").await;
    let viewer = app.member(&team, "viewer", TeamRole::Viewer).await;
    let path = of(&team, path::PROJECT, project.id);
    let refused = viewer.patch(&path, &json!({"name": "Mill"}), None).await;
    refused.problem(StatusCode::FORBIDDEN, code::FORBIDDEN);
    let billing = app.member(&team, "billing", TeamRole::Billing).await;
    let refused = billing.patch(&path, &json!({"name": "Mill"}), None).await;
    refused.problem(StatusCode::NOT_FOUND, code::NOT_FOUND);
}
