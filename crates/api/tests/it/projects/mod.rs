mod archive;
mod change;
mod create;
mod demo;
mod export;
mod list;
mod owner;
mod races;
mod search;
mod share;

use contract::{Page, ProjectId, audit::AuditEvent, path, projects::Project};
use http::StatusCode;
use serde_json::{Value, json};
use testkit::{Client, TestTeam};

/// A path of the contract about one project.
fn of(team: &TestTeam, path: &str, id: ProjectId) -> String {
    team.path(path).replace("{id}", &id.to_string())
}

async fn create(client: &Client, team: &TestTeam, input: &Value) -> Project {
    let created = client.post(&team.path(path::PROJECTS), input).await;
    created.expect(StatusCode::CREATED);
    created.json()
}

async fn named(client: &Client, team: &TestTeam, name: &str) -> Project {
    create(client, team, &json!({ "name": name })).await
}

async fn get(client: &Client, team: &TestTeam, id: ProjectId) -> Project {
    let found = client.get(&of(team, path::PROJECT, id)).await;
    found.with(StatusCode::OK).json()
}

async fn archive(client: &Client, team: &TestTeam, id: ProjectId) -> Project {
    let archived = client
        .post_empty(&of(team, path::ARCHIVE_PROJECT, id))
        .await;
    archived.with(StatusCode::OK).json()
}

async fn page(client: &Client, team: &TestTeam, query: &str) -> Page<Project> {
    let path = format!("{}?{query}", team.path(path::PROJECTS));
    client.get(&path).await.with(StatusCode::OK).json()
}

/// The names of the projects of one page.
async fn names(client: &Client, team: &TestTeam, query: &str) -> Vec<String> {
    let page = page(client, team, query).await;
    page.items.into_iter().map(|project| project.name).collect()
}

/// What the audit log tells of a project, the last first.
async fn told(client: &Client, team: &TestTeam, id: ProjectId) -> Vec<AuditEvent> {
    let log = format!("{}?subject_id={id}", team.path(path::AUDIT));
    let page = client.get(&log).await.with(StatusCode::OK);
    page.json::<Page<AuditEvent>>().items
}

async fn actions(client: &Client, team: &TestTeam, id: ProjectId) -> Vec<String> {
    let told = told(client, team, id).await;
    told.into_iter().map(|event| event.action).collect()
}
