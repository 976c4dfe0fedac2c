use chrono::TimeDelta;
use contract::{
    MemberId,
    members::MemberUpdate,
    notifications::Notification,
    path,
    problem::code,
    projects::{Project, ProjectGrant},
    roles::TeamRole,
    teams::TransferCreate,
};
use http::StatusCode;
use serde_json::{Value, json};
use services::notifications::{Notice, tell_admins};
use testkit::{Client, TestApp, TestTeam, db_test};

use super::{me, page};
use crate::{admin::enable_totp, token};

pub(super) async fn latest(client: &Client) -> Notification {
    page(client, "").await.items.remove(0)
}

pub(super) async fn kinds(client: &Client) -> Vec<String> {
    let page = page(client, "").await;
    page.items.into_iter().map(|item| item.kind).collect()
}

/// The owner of a team, the team, and a member of it with a role.
async fn engines(app: &TestApp, role: TeamRole) -> (Client, TestTeam, Client, MemberId) {
    let owner = app.user("owner").await;
    let team = app.team(&owner, "Engines").await;
    let ada = app.user("ada").await;
    let member = app.join(&team, me(&ada).await, role).await;
    (owner, team, ada, member)
}

#[track_caller]
fn assert_of_engines(news: &Notification, kind: &str, team: &TestTeam) {
    assert_eq!(news.kind, kind);
    assert_eq!(news.team_id, Some(team.id));
    assert_eq!(news.data.team.as_deref(), Some("Engines"));
    assert_eq!(news.data.slug.as_deref(), Some("engines"));
}

/// Offers the team to a member.
async fn offer(owner: &Client, team: &TestTeam, member_id: MemberId) {
    let input = TransferCreate { member_id };
    let offered = owner.post(&team.path(path::TEAM_TRANSFER), &input).await;
    offered.expect(StatusCode::OK);
}

#[db_test]
async fn a_member_is_told_of_a_role_and_of_removal(app: TestApp) {
    let (owner, team, ada, member) = engines(&app, TeamRole::Member).await;
    let path = team.path(path::MEMBER).replace("{id}", &member.to_string());
    let update = MemberUpdate {
        role_id: team.role(TeamRole::Viewer),
    };
    for _ in 0..2 {
        owner
            .patch(&path, &update, None)
            .await
            .expect(StatusCode::OK);
    }
    let news = latest(&ada).await;
    assert_of_engines(&news, "role_changed", &team);
    assert_eq!(news.data.actor.as_deref(), Some("owner Tester"));
    assert_eq!(news.data.built_in.as_deref(), Some("viewer"));
    owner.delete(&path).await.expect(StatusCode::NO_CONTENT);
    let told = kinds(&ada).await;
    assert_eq!(told, ["removed_from_team", "role_changed"], "once each");
    assert_eq!(kinds(&owner).await, [""; 0], "who did it knows");
}

#[db_test]
async fn who_offers_a_team_hears_what_comes_of_it(app: TestApp) {
    let (owner, team, ada, member) = engines(&app, TeamRole::Member).await;
    for (answer, kind) in [
        (path::DECLINE_TEAM_TRANSFER, "offer_declined"),
        (path::ACCEPT_TEAM_TRANSFER, "offer_accepted"),
    ] {
        offer(&owner, &team, member).await;
        let news = latest(&ada).await;
        assert_eq!(news.kind, "team_offered");
        assert!(news.data.at.is_some(), "until when it can be answered");
        assert!(ada.post_empty(&team.path(answer)).await.status.is_success());
        assert_eq!(latest(&owner).await.kind, kind);
    }
}

#[db_test]
async fn whom_a_team_was_offered_hears_that_it_is_no_more(app: TestApp) {
    let (owner, team, ada, member) = engines(&app, TeamRole::Member).await;
    let transfer = team.path(path::TEAM_TRANSFER);
    offer(&owner, &team, member).await;
    owner.delete(&transfer).await.expect(StatusCode::NO_CONTENT);
    let news = latest(&ada).await;
    assert_eq!(news.kind, "offer_withdrawn");
    assert_eq!(news.team_id, Some(team.id));
    assert_eq!(news.data.actor.as_deref(), Some("owner Tester"));
    assert_eq!(kinds(&owner).await, [""; 0], "who did it knows");

    // What ran out unanswered was no offer any more.
    offer(&owner, &team, member).await;
    app.ctx.clock.advance(TimeDelta::days(7));
    let owner = app.sign_in("owner@example.com").await;
    let ada = app.sign_in("ada@example.com").await;
    owner.delete(&transfer).await.expect(StatusCode::NO_CONTENT);
    let told = kinds(&ada).await;
    assert_eq!(told, ["team_offered", "offer_withdrawn", "team_offered"]);
}

/// Makes a project, and names what its sharing is asked of.
pub(super) async fn project(owner: &Client, team: &TestTeam, name: &str) -> (Project, String) {
    let input = json!({ "name": name });
    let made = owner.post(&team.path(path::PROJECTS), &input).await;
    let made: Project = made.with(StatusCode::CREATED).json();
    let grants = team.path(path::PROJECT_GRANTS);
    let grants = grants.replace("{id}", &made.id.to_string());
    (made, grants)
}

pub(super) fn with_member(id: MemberId, level: &str) -> Value {
    json!({"grantee": {"kind": "member", "id": id}, "level": level})
}

#[db_test]
async fn a_member_is_told_what_is_shared_with_them(app: TestApp) {
    let (owner, team, ada, member) = engines(&app, TeamRole::Billing).await;
    let (project, grants) = project(&owner, &team, "Mill").await;
    let viewing = with_member(member, "viewer");
    let shared = owner.post(&grants, &viewing).await;
    let grant: ProjectGrant = shared.with(StatusCode::CREATED).json();
    let news = latest(&ada).await;
    assert_of_engines(&news, "project_shared", &team);
    assert_eq!(news.data.actor.as_deref(), Some("owner Tester"));
    assert_eq!(news.data.project.as_deref(), Some("Mill"));
    assert_eq!(news.data.project_id, Some(project.id));
    assert_eq!(news.data.level.as_deref(), Some("viewer"));
    owner.post(&grants, &viewing).await.expect(StatusCode::OK);
    assert_eq!(kinds(&ada).await.len(), 1, "nothing is new");

    let editing = with_member(member, "editor");
    owner.post(&grants, &editing).await.expect(StatusCode::OK);
    assert_eq!(latest(&ada).await.data.level.as_deref(), Some("editor"));
    owner.post(&grants, &viewing).await.expect(StatusCode::OK);
    let gone = owner.delete(&format!("{grants}/{}", grant.id)).await;
    gone.expect(StatusCode::NO_CONTENT);
    let told = kinds(&ada).await;
    assert_eq!(told, ["project_shared"; 2], "not of what is taken");
    assert_eq!(kinds(&owner).await, [""; 0], "who did it knows");

    // Whom the team keeps out learns nothing of what is in it.
    let rule = json!({"mfa_required": true, "mfa_grace_days": 0});
    enable_totp(&app, &owner).await;
    owner
        .patch(&team.path(path::TEAM), &rule, None)
        .await
        .expect(StatusCode::OK);
    owner
        .post(&grants, &viewing)
        .await
        .expect(StatusCode::CREATED);
    assert_eq!(kinds(&ada).await, told);
}

#[db_test]
async fn nobody_is_told_what_they_share_with_themselves_or_with_a_role(app: TestApp) {
    let (owner, team, ada, admin) = engines(&app, TeamRole::Admin).await;
    let grace = app.member(&team, "grace", TeamRole::Billing).await;
    let (_, grants) = project(&owner, &team, "Mill").await;
    let shared = ada.post(&grants, &with_member(admin, "editor")).await;
    shared.expect(StatusCode::CREATED);
    let role = team.role(TeamRole::Billing);
    let input = json!({"grantee": {"kind": "role", "id": role}, "level": "editor"});
    let shared = owner.post(&grants, &input).await;
    shared.expect(StatusCode::CREATED);
    for client in [&owner, &ada, &grace] {
        assert_eq!(kinds(client).await, [""; 0]);
    }
}

#[db_test]
async fn who_does_not_want_to_hear_what_is_shared_does_not(app: TestApp) {
    let (owner, team, ada, member) = engines(&app, TeamRole::Billing).await;
    let body = json!({"kind": "project_shared", "channel": "in_app", "is_enabled": false});
    let said = ada.patch(path::NOTIFICATION_PREFERENCES, &body, None).await;
    said.expect(StatusCode::OK);
    let (_, grants) = project(&owner, &team, "Mill").await;
    let shared = owner.post(&grants, &with_member(member, "viewer")).await;
    shared.expect(StatusCode::CREATED);
    assert_eq!(kinds(&ada).await, [""; 0]);
}

#[db_test]
async fn whom_a_team_was_offered_hears_that_it_is_given_up(app: TestApp) {
    let (owner, team, ada, member) = engines(&app, TeamRole::Member).await;
    offer(&owner, &team, member).await;
    let deleted = owner.delete(&team.path(path::TEAM)).await;
    deleted.expect(StatusCode::ACCEPTED);
    app.deliver().await;
    let told = kinds(&ada).await;
    assert_eq!(told, ["team_deleting", "offer_withdrawn", "team_offered"]);
    assert_eq!(kinds(&owner).await, [""; 0], "who did it knows");
}

#[db_test]
async fn all_members_are_told_that_their_team_goes_and_that_it_stays(app: TestApp) {
    let (owner, team, ada, _) = engines(&app, TeamRole::Viewer).await;
    let grace = app.member(&team, "grace", TeamRole::Billing).await;
    let deleted = owner.delete(&team.path(path::TEAM)).await;
    deleted.expect(StatusCode::ACCEPTED);
    app.deliver().await;
    for client in [&ada, &grace] {
        let news = latest(client).await;
        assert_eq!(news.kind, "team_deleting");
        assert!(news.data.at.is_some());
    }
    owner
        .post_empty(&team.path(path::RESTORE_TEAM))
        .await
        .expect(StatusCode::OK);
    app.deliver().await;
    assert_eq!(kinds(&ada).await, ["team_kept", "team_deleting"]);
    assert_eq!(kinds(&owner).await, [""; 0]);
}

#[db_test]
async fn those_who_look_after_a_team_are_told_of_members(app: TestApp) {
    let owner = app.user("owner").await;
    let team = app.team(&owner, "Engines").await;
    let admin = app.member(&team, "admin", TeamRole::Admin).await;
    let ada = app.member(&team, "ada", TeamRole::Member).await;
    let (ctx, except) = (&app.ctx, me(&admin).await);
    let notice = &Notice::new(contract::notifications::NotificationKind::MemberJoined);
    ctx.db
        .write(|tx| async move {
            let scoped = tx.of_team(team.id.uuid()).await?;
            tell_admins(ctx, &scoped, Some(except), notice).await
        })
        .await
        .unwrap();
    assert_eq!(kinds(&owner).await, ["member_joined"]);
    assert_eq!(kinds(&admin).await, [""; 0]);
    assert_eq!(kinds(&ada).await, [""; 0]);
}

#[db_test]
async fn those_who_look_after_a_team_are_told_who_leaves(app: TestApp) {
    let owner = app.user("owner").await;
    let team = app.team(&owner, "Engines").await;
    let admin = app.member(&team, "admin", TeamRole::Admin).await;
    let ada = app.member(&team, "ada", TeamRole::Member).await;
    let grace = app.member(&team, "grace", TeamRole::Viewer).await;
    let leave = team.path(path::LEAVE_TEAM);
    let left = ada.post_empty(&leave).await;
    left.expect(StatusCode::NO_CONTENT);
    let told = latest(&admin).await;
    assert_eq!(told.kind, "member_left");
    assert_eq!(told.data.actor.as_deref(), Some("ada Tester"));
    let left = admin.post_empty(&leave).await;
    left.expect(StatusCode::NO_CONTENT);
    let news = latest(&owner).await;
    assert_of_engines(&news, "member_left", &team);
    assert_eq!(news.data.actor.as_deref(), Some("admin Tester"));
    assert_eq!(kinds(&owner).await, ["member_left"; 2]);
    assert_eq!(kinds(&admin).await, [""; 0], "who leaves knows");
    assert_eq!(kinds(&ada).await, [""; 0]);
    assert_eq!(kinds(&grace).await, [""; 0], "they do not look after it");
    let last = owner.post_empty(&leave).await;
    last.problem(StatusCode::CONFLICT, code::LAST_OWNER);
    assert_eq!(kinds(&owner).await.len(), 2, "nobody has left");
}

/// Invites an address, and takes the token from its mail.
async fn invite(app: &TestApp, sender: &Client, team: &TestTeam, email: &str) -> String {
    let body = json!({"emails": [email], "role": team.role(TeamRole::Member)});
    let sent = sender.post(&team.path(path::INVITATIONS), &body).await;
    sent.expect(StatusCode::CREATED);
    let mails = app.deliver().await;
    let mail = mails.iter().find(|mail| mail.to == [email]);
    token(mail.expect("a mail has come"))
}

async fn decline(app: &TestApp, token: &str) {
    let body = json!({ "token": token });
    let declined = app.anon().post(path::DECLINE_INVITATION, &body).await;
    declined.expect(StatusCode::NO_CONTENT);
}

#[db_test]
async fn who_invites_hears_that_it_is_declined_as_long_as_they_belong(app: TestApp) {
    let (owner, team, ada, admin) = engines(&app, TeamRole::Admin).await;
    let first = invite(&app, &ada, &team, "grace@example.com").await;
    let second = invite(&app, &ada, &team, "joan@example.com").await;
    decline(&app, &first).await;
    let news = latest(&ada).await;
    assert_of_engines(&news, "invitation_declined", &team);
    assert_eq!(news.data.email.as_deref(), Some("grace@example.com"));
    assert_eq!(news.data.actor, None, "whoever holds the link");

    let member = team.path(path::MEMBER).replace("{id}", &admin.to_string());
    owner.delete(&member).await.expect(StatusCode::NO_CONTENT);
    decline(&app, &second).await;
    let told = kinds(&ada).await;
    assert_eq!(told, ["removed_from_team"], "nothing more of the team");
    assert_eq!(kinds(&owner).await, [""; 0], "they have not invited");
}

#[db_test]
async fn an_export_is_told_when_it_is_ready_and_holds_what_was_told(app: TestApp) {
    let ada = app.user("ada").await;
    for _ in 0..2 {
        ada.post_empty(path::EXPORT)
            .await
            .expect(StatusCode::ACCEPTED);
        app.deliver().await;
        app.ctx.clock.advance(TimeDelta::seconds(1));
    }
    assert_eq!(kinds(&ada).await, ["export_ready"; 2]);
    let exports: contract::Page<contract::account::Export> = ada.get(path::EXPORTS).await.json();
    let path = path::DOWNLOAD_EXPORT.replace("{id}", &exports.items[0].id.to_string());
    assert!(ada.get(&path).await.text().contains("\"export_ready\""));
}
