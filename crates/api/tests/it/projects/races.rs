//! Two at once: whoever is first, the second one sees what has become of it.

use contract::{MemberId, Page, audit::AuditEvent, path, projects::ProjectGrant, roles::TeamRole};
use http::{Method, StatusCode};
use serde_json::{Value, json};
use testkit::{Client, TestApp, TestTeam, db_test};
use tokio::join;

use super::{named, of};

/// How often each race is run: who wins it is not said.
const ROUNDS: usize = 4;

fn membership(team: &TestTeam, member: MemberId) -> String {
    team.path(path::MEMBER).replace("{id}", &member.to_string())
}

/// When an action was last done, by its place in the log.
async fn last(client: &Client, team: &TestTeam, action: &str) -> i64 {
    let log = format!("{}?action={action}&limit=1", team.path(path::AUDIT));
    let page: Page<AuditEvent> = client.get(&log).await.with(StatusCode::OK).json();
    page.items[0].seq
}

async fn send(client: &Client, method: &Method, path: &str, body: &Value) -> StatusCode {
    if body.is_null() {
        let request = client.request(method.clone(), path);
        let answer = client.send(request, axum::body::Body::empty()).await;
        return answer.status;
    }
    client.json(method.clone(), path, body, None).await.status
}

#[db_test]
async fn nothing_is_written_by_a_role_that_was_taken(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let grace = app.account("grace", false).await;
    let member = app.join(&team, grace.id, TeamRole::Admin).await;
    let grace = app.sign_in(&grace.email).await;
    let role = |role| json!({"role_id": team.role(role)});
    let (viewer, admin) = (role(TeamRole::Viewer), role(TeamRole::Admin));
    let membership = membership(&team, member);
    let rename = json!({"name": "Renamed"});
    let share =
        json!({"grantee": {"kind": "role", "id": team.role(TeamRole::Billing)}, "level": "viewer"});
    for round in 0..ROUNDS {
        for (action, method, to, body) in [
            ("update", Method::PATCH, path::PROJECT, &rename),
            ("archive", Method::POST, path::ARCHIVE_PROJECT, &Value::Null),
            ("share", Method::POST, path::PROJECT_GRANTS, &share),
            ("delete", Method::DELETE, path::PROJECT, &Value::Null),
        ] {
            let project = named(&ada, &team, &format!("{action} {round}")).await;
            let to = of(&team, to, project.id);
            let (demoted, written) = join!(
                ada.patch(&membership, &viewer, None),
                send(&grace, &method, &to, body)
            );
            demoted.expect(StatusCode::OK);
            if written.is_success() {
                let written = last(&ada, &team, &format!("projects.{action}")).await;
                assert!(written < last(&ada, &team, "members.update").await);
            } else {
                assert_eq!(written, StatusCode::FORBIDDEN, "{action}");
            }
            let again = ada.delete(&of(&team, path::PROJECT, project.id)).await;
            assert!([StatusCode::NO_CONTENT, StatusCode::NOT_FOUND].contains(&again.status));
            let back = ada.patch(&membership, &admin, None).await;
            back.expect(StatusCode::OK);
        }
    }
}

#[db_test]
async fn sharing_against_the_removal_of_whom_it_is_shared_with(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let project = named(&ada, &team, "Engine").await;
    let grace = app.account("grace", false).await;
    let grants = of(&team, path::PROJECT_GRANTS, project.id);
    for _ in 0..ROUNDS {
        let member = app.join(&team, grace.id, TeamRole::Member).await;
        let input = json!({"grantee": {"kind": "member", "id": member}, "level": "viewer"});
        let membership = membership(&team, member);
        let (shared, removed) = join!(ada.post(&grants, &input), ada.delete(&membership));
        removed.expect(StatusCode::NO_CONTENT);
        let statuses = [StatusCode::CREATED, StatusCode::UNPROCESSABLE_ENTITY];
        assert!(statuses.contains(&shared.status), "{}", shared.text());

        let member = app.join(&team, grace.id, TeamRole::Member).await;
        let input = json!({"grantee": {"kind": "member", "id": member}, "level": "viewer"});
        let shared = ada.post(&grants, &input).await;
        let grant: ProjectGrant = shared.with(StatusCode::CREATED).json();
        let grant =
            of(&team, path::PROJECT_GRANT, project.id).replace("{grant_id}", &grant.id.to_string());
        let membership = self::membership(&team, member);
        let (unshared, removed) = join!(ada.delete(&grant), ada.delete(&membership));
        removed.expect(StatusCode::NO_CONTENT);
        let statuses = [StatusCode::NO_CONTENT, StatusCode::NOT_FOUND];
        assert!(statuses.contains(&unshared.status), "{}", unshared.text());

        let left: Page<ProjectGrant> = ada.get(&grants).await.with(StatusCode::OK).json();
        assert!(left.items.is_empty());
    }
}
