//! Who is mailed what they have not read, and who is not.

use chrono::TimeDelta;
use contract::{
    MemberId, notifications::NotificationKind, path, projects::Project, roles::TeamRole,
};
use db::{
    entity::{jobs, notifications as rows, team_members, users},
    global, global_update,
};
use sea_orm::{ColumnTrait, DbErr, PaginatorTrait, QueryFilter, sea_query::Expr};
use serde_json::json;
use testkit::{Client, TestApp, TestTeam, db_test};
use uuid::Uuid;

use crate::notifications::{digest, tell};

/// How many daily jobs wait for another attempt.
async fn waiting(app: &TestApp) -> u64 {
    global::<jobs::Entity>()
        .filter(jobs::Column::Kind.eq("notifications.digest"))
        .count(app.ctx.db.read())
        .await
        .unwrap()
}

async fn set_locale(app: &TestApp, user: Uuid, locale: &str) {
    global_update::<users::Entity>()
        .col_expr(users::Column::Locale, Expr::value(locale))
        .filter(users::Column::Id.eq(user))
        .exec(app.ctx.db.read())
        .await
        .unwrap();
}

#[db_test]
async fn who_cannot_be_mailed_keeps_nobody_from_their_mail(app: TestApp) {
    let mut readers = [
        app.account("ada", false).await,
        app.account("grace", false).await,
    ];
    readers.sort_by_key(|reader| reader.id);
    for reader in &readers {
        tell(&app, reader.id, NotificationKind::ExportReady).await;
    }
    let [first, second] = readers;
    set_locale(&app, first.id.uuid(), "xx").await;
    app.ctx.clock.advance(TimeDelta::hours(5));
    assert_eq!(digest(&app).await.len(), 1);
    let mails = app.deliver().await;
    assert_eq!(mails[0].to, [second.email]);
    assert_eq!(waiting(&app).await, 1, "it is tried again");

    set_locale(&app, first.id.uuid(), "en").await;
    app.ctx.clock.advance(TimeDelta::hours(1));
    let mails = app.deliver().await;
    assert_eq!(mails.len(), 2, "once each");
    assert_eq!(mails[0].to, [first.email]);
    assert_eq!(waiting(&app).await, 0);
}

#[db_test]
async fn a_notification_that_cannot_be_read_is_left_out(app: TestApp) {
    let ada = app.account("ada", false).await;
    tell(&app, ada.id, NotificationKind::ExportReady).await;
    tell(&app, ada.id, NotificationKind::Impersonated).await;
    let broken = global_update::<rows::Entity>()
        .col_expr(rows::Column::Data, Expr::value("{"))
        .filter(rows::Column::Kind.eq("export_ready"))
        .exec(app.ctx.db.read())
        .await
        .unwrap();
    assert_eq!(broken.rows_affected, 1);
    app.ctx.clock.advance(TimeDelta::hours(5));
    let mails = digest(&app).await;
    assert_eq!(mails.len(), 1);
    assert!(mails[0].contains("Support signed in"), "{}", mails[0]);
    assert!(!mails[0].contains("data export"), "{}", mails[0]);
    assert_eq!(waiting(&app).await, 0, "it is done");
}

/// A team whose owner has shared a project with Ada; with them, and with Ada's membership.
async fn shared(app: &TestApp) -> (Client, TestTeam, MemberId) {
    let owner = app.user("owner").await;
    let team = app.team(&owner, "Engines").await;
    let ada = app.account("ada", false).await;
    let member = app.join(&team, ada.id, TeamRole::Billing).await;
    let made = owner
        .post(&team.path(path::PROJECTS), &json!({"name": "Mill"}))
        .await;
    let project: Project = made.json();
    let grants = team.path(path::PROJECT_GRANTS);
    let grants = grants.replace("{id}", &project.id.to_string());
    let input = json!({"grantee": {"kind": "member", "id": member}, "level": "editor"});
    let shared = owner.post(&grants, &input).await;
    assert!(shared.status.is_success(), "{}", shared.text());
    (owner, team, member)
}

#[db_test]
async fn who_was_removed_is_mailed_that_and_nothing_of_the_inside(app: TestApp) {
    let (owner, team, member) = shared(&app).await;
    let path = team.path(path::MEMBER).replace("{id}", &member.to_string());
    let removed = owner.delete(&path).await;
    assert!(removed.status.is_success(), "{}", removed.text());
    app.ctx.clock.advance(TimeDelta::hours(5));
    let mails = digest(&app).await;
    assert_eq!(mails.len(), 1);
    let told = "owner Tester removed you from Engines";
    assert!(mails[0].contains(told), "{}", mails[0]);
    assert!(!mails[0].contains("Mill"), "{}", mails[0]);
}

/// However the membership ended: what waits for its time is not mailed to who is no member then.
#[db_test]
async fn who_is_no_member_is_mailed_nothing_of_the_inside(app: TestApp) {
    let (_, team, member) = shared(&app).await;
    let team = team.id.uuid();
    app.ctx
        .db
        .write(|tx| async move {
            let scoped = tx.of_team(team).await?;
            let ended = scoped
                .delete::<team_members::Entity>()
                .filter(team_members::Column::Id.eq(member.uuid()))
                .exec(&*scoped)
                .await?;
            assert_eq!(ended.rows_affected, 1);
            Ok::<_, DbErr>(())
        })
        .await
        .unwrap();
    app.ctx.clock.advance(TimeDelta::hours(5));
    assert_eq!(digest(&app).await.len(), 0);
}

#[db_test]
async fn whom_a_team_keeps_out_is_mailed_nothing_of_the_inside(app: TestApp) {
    let (owner, team, _) = shared(&app).await;
    let rule = json!({"mfa_required": true, "mfa_grace_days": 0});
    let asked = owner.patch(&team.path(path::TEAM), &rule, None).await;
    assert!(asked.status.is_success(), "{}", asked.text());
    app.ctx.clock.advance(TimeDelta::hours(5));
    for mail in digest(&app).await {
        assert!(!mail.contains("Mill"), "{mail}");
    }
    let unsent = global::<rows::Entity>()
        .filter(rows::Column::Kind.eq("project_shared"))
        .filter(rows::Column::MailDue.is_not_null())
        .count(app.ctx.db.read())
        .await
        .unwrap();
    assert_eq!(unsent, 0, "nor later");
}
