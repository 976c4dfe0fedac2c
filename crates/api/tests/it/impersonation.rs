//! Acting as the owner of a team: what may be done in it meanwhile, and what may not.

use contract::{
    Page, audit::AuditEvent, invitations::InvitationsCreated, path, problem::code,
    projects::Project, roles::TeamRole, teams::Team,
};
use http::{Method, StatusCode};
use serde_json::{Value, json};
use testkit::{Answer, Client, TestApp, db_test};

use crate::admin::impersonate;

async fn call(client: &Client, method: &Method, path: &str, body: &Value) -> Answer {
    if body.is_null() {
        let request = client.request(method.clone(), path);
        client.send(request, axum::body::Body::empty()).await
    } else {
        client.json(method.clone(), path, body, None).await
    }
}

#[db_test]
async fn what_lasts_or_is_taken_out_is_left_to_the_owner(app: TestApp) {
    let owner = app.account("ada", false).await;
    let ada = app.sign_in(&owner.email).await;
    let team = app.team(&ada, "Engines").await;
    let made = ada
        .post(&team.path(path::PROJECTS), &json!({"name": "Mill"}))
        .await;
    let project: Project = made.with(StatusCode::CREATED).json();
    let role = team.role(TeamRole::Member);
    let body = json!({"emails": ["bob@example.com"], "role": role});
    let made = ada.post(&team.path(path::INVITATIONS), &body).await;
    let invited: InvitationsCreated = made.with(StatusCode::CREATED).json();
    let one = |path: &str, id: String| team.path(path).replace("{id}", &id);
    let of_project = |path: &str| one(path, project.id.to_string());
    let invitation = one(path::INVITATION, invited.invitations[0].id.to_string());

    let staff = app.superuser("root").await;
    impersonate(&staff, owner.id).await;
    let shown: Team = staff
        .get(&team.path(path::TEAM))
        .await
        .with(StatusCode::OK)
        .json();
    let of_team = team.path(path::TEAM);
    for (method, path, body) in [
        (Method::PATCH, &of_team, json!({"name": "Looms"})),
        (Method::PATCH, &of_team, json!({"slug": "looms"})),
        (Method::PATCH, &of_team, json!({"mfa_required": true})),
        (Method::PATCH, &of_team, json!({"mfa_required": false})),
        (Method::DELETE, &of_team, Value::Null),
        (Method::DELETE, &invitation, Value::Null),
        (Method::DELETE, &of_project(path::PROJECT), Value::Null),
        (
            Method::PATCH,
            &of_project(path::PROJECT),
            json!({"owner_id": null}),
        ),
        (
            Method::POST,
            &team.path(path::PROJECTS),
            json!({"name": "Store", "owner_id": null}),
        ),
        (Method::GET, &team.path(path::EXPORT_PROJECTS), Value::Null),
        (Method::GET, &team.path(path::AUDIT_EXPORT), Value::Null),
    ] {
        let answer = call(&staff, &method, path, &body).await;
        answer.problem(StatusCode::FORBIDDEN, code::IMPERSONATING);
    }
    for (method, path, body) in [
        (Method::GET, &team.path(path::AUDIT), Value::Null),
        (Method::GET, &team.path(path::INVITATIONS), Value::Null),
        (Method::GET, &team.path(path::PROJECTS), Value::Null),
        (
            Method::PATCH,
            &of_project(path::PROJECT),
            json!({"name": "Store"}),
        ),
    ] {
        let answer = call(&staff, &method, path, &body).await;
        answer.expect(StatusCode::OK);
    }

    // What was refused has left nothing behind, and the owner may do all of it.
    let now: Team = ada.get(&of_team).await.with(StatusCode::OK).json();
    assert_eq!((&now.name, now.version), (&shown.name, shown.version));
    let log: Page<AuditEvent> = ada.get(&team.path(path::AUDIT)).await.json();
    let told: Vec<&str> = log.items.iter().map(|line| &*line.action).collect();
    assert_eq!(
        told,
        [
            "projects.update",
            "invitations.create",
            "projects.create",
            "teams.create"
        ]
    );
    for path in [path::EXPORT_PROJECTS, path::AUDIT_EXPORT] {
        ada.get(&team.path(path)).await.expect(StatusCode::OK);
    }
    ada.delete(&invitation).await.expect(StatusCode::NO_CONTENT);
}
