use contract::{path, problem::code, projects::Project};
use http::StatusCode;
use serde_json::json;
use testkit::{TestApp, db_test};

use super::{archive, get, named, names, of};

#[db_test]
async fn archived_name_stays_reserved(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let project = named(&ada, &team, "Engine").await;
    let archived = archive(&ada, &team, project.id).await;
    assert!(archived.archived_at.is_some());
    let refused = ada
        .post(&team.path(path::PROJECTS), &json!({"name": "engine"}))
        .await;
    refused.problem(StatusCode::CONFLICT, code::PROJECT_NAME_TAKEN);

    let restored = ada
        .post_empty(&of(&team, path::RESTORE_PROJECT, project.id))
        .await;
    let restored: Project = restored.with(StatusCode::OK).json();
    assert_eq!((restored.archived_at, restored.version), (None, 3));
    assert_eq!(names(&ada, &team, "").await, ["Engine"]);
}

#[db_test]
async fn archiving_twice_is_archiving_once(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let project = named(&ada, &team, "Engine").await;
    let once = archive(&ada, &team, project.id).await;
    app.ctx.clock.advance(chrono::TimeDelta::minutes(1));
    assert_eq!(archive(&ada, &team, project.id).await, once);
    assert_eq!(get(&ada, &team, project.id).await, once);
}

#[db_test]
async fn a_list_is_of_archived_projects_or_of_the_others(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let old = named(&ada, &team, "Old").await;
    named(&ada, &team, "New").await;
    archive(&ada, &team, old.id).await;
    assert_eq!(names(&ada, &team, "").await, ["New"]);
    assert_eq!(names(&ada, &team, "archived=false").await, ["New"]);
    assert_eq!(names(&ada, &team, "archived=true").await, ["Old"]);
}

#[db_test]
async fn what_is_deleted_is_gone_and_its_name_is_free(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let project = named(&ada, &team, "Engine").await;
    let path = of(&team, path::PROJECT, project.id);
    ada.delete(&path).await.expect(StatusCode::NO_CONTENT);
    ada.get(&path)
        .await
        .problem(StatusCode::NOT_FOUND, code::NOT_FOUND);
    ada.delete(&path)
        .await
        .problem(StatusCode::NOT_FOUND, code::NOT_FOUND);
    named(&ada, &team, "Engine").await;
}
