use contract::{NotificationId, path, roles::TeamRole};
use http::StatusCode;
use serde_json::json;
use testkit::{TestApp, db_test};

use super::{
    me, page,
    told::{kinds, project, with_member},
    unread,
};

#[db_test]
async fn who_is_removed_is_shown_nothing_more_of_the_inside(app: TestApp) {
    let owner = app.user("owner").await;
    let team = app.team(&owner, "Engines").await;
    let other = app.team(&owner, "Looms").await;
    let ada = app.user("ada").await;
    let id = me(&ada).await;
    let mut members = Vec::new();
    for team in [&team, &other] {
        let member = app.join(team, id, TeamRole::Billing).await;
        let (_, grants) = project(&owner, team, "Mill").await;
        let shared = owner.post(&grants, &with_member(member, "viewer")).await;
        shared.expect(StatusCode::CREATED);
        members.push(member);
    }
    let path = team
        .path(path::MEMBER)
        .replace("{id}", &members[0].to_string());
    let role = json!({"role_id": team.role(TeamRole::Viewer)});
    let changed = owner.patch(&path, &role, None).await;
    changed.expect(StatusCode::OK);
    let told = ["role_changed", "project_shared", "project_shared"];
    assert_eq!(kinds(&ada).await, told);
    let shared: Vec<NotificationId> = page(&ada, "")
        .await
        .items
        .into_iter()
        .filter(|item| item.kind == "project_shared" && item.team_id == Some(team.id))
        .map(|item| item.id)
        .collect();

    owner.delete(&path).await.expect(StatusCode::NO_CONTENT);
    let told = ["removed_from_team", "role_changed", "project_shared"];
    assert_eq!(kinds(&ada).await, told, "what happened to them stays");
    assert_eq!(page(&ada, "").await.items[2].team_id, Some(other.id));
    assert_eq!(unread(&ada).await.unread, 3);
    let path = path::READ_NOTIFICATION.replace("{id}", &shared[0].to_string());
    let gone = ada.post_empty(&path).await;
    gone.expect(StatusCode::NOT_FOUND);
}

#[db_test]
async fn who_leaves_is_shown_nothing_more_of_the_inside(app: TestApp) {
    let owner = app.user("owner").await;
    let team = app.team(&owner, "Engines").await;
    let ada = app.user("ada").await;
    let member = app.join(&team, me(&ada).await, TeamRole::Billing).await;
    let (_, grants) = project(&owner, &team, "Mill").await;
    let shared = owner.post(&grants, &with_member(member, "viewer")).await;
    shared.expect(StatusCode::CREATED);
    assert_eq!(kinds(&ada).await, ["project_shared"]);
    let left = ada.post_empty(&team.path(path::LEAVE_TEAM)).await;
    left.expect(StatusCode::NO_CONTENT);
    assert_eq!(kinds(&ada).await, [""; 0]);
    assert_eq!(unread(&ada).await.unread, 0);
    assert_eq!(kinds(&owner).await, ["member_left"], "theirs is another");
}
