//! What was not read is mailed once a day, and what was read is forgotten some time.

use chrono::TimeDelta;
use contract::{
    Locale, Page, UserId,
    notifications::{Channel, Notification, NotificationKind, NotificationPreferenceUpdate},
    path,
    projects::Project,
    roles::TeamRole,
    users::{User, UserUpdate},
};
use db::{
    entity::{jobs as job_rows, notifications as rows},
    global,
};
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter};
use serde_json::json;
use services::{
    jobs,
    notifications::{self, Digest, Notice},
};
use testkit::{Client, TestApp, db_test};

pub(crate) async fn tell(app: &TestApp, user: UserId, kind: NotificationKind) {
    let ctx = &app.ctx;
    let notice = &Notice::new(kind);
    ctx.db
        .write(|tx| async move { notifications::notify(ctx, &tx, user, notice).await })
        .await
        .unwrap();
}

/// Does the daily job now, and answers with the digests that arrived, newest first.
pub(crate) async fn digest(app: &TestApp) -> Vec<String> {
    let ctx = &app.ctx;
    ctx.db
        .write(|tx| async move { jobs::enqueue(ctx, &tx, &Digest).await })
        .await
        .unwrap();
    let mails = app.deliver().await;
    let texts = mails.into_iter().map(|mail| mail.text);
    let is_digest = |text: &String| text.contains("/settings/notifications");
    texts.filter(is_digest).collect()
}

async fn prefer(client: &Client, kind: Option<NotificationKind>, channel: Channel, on: bool) {
    let update = NotificationPreferenceUpdate {
        kind,
        channel,
        is_enabled: on,
    };
    let answer = client
        .patch(path::NOTIFICATION_PREFERENCES, &update, None)
        .await;
    assert!(answer.status.is_success(), "{}", answer.text());
}

async fn listed(client: &Client) -> Vec<Notification> {
    let page: Page<Notification> = client.get(path::NOTIFICATIONS).await.json();
    page.items
}

async fn kept(app: &TestApp) -> u64 {
    global::<rows::Entity>()
        .count(app.ctx.db.read())
        .await
        .unwrap()
}

/// Renews the session of somebody who was away for hours.
async fn come_back(client: &Client) {
    let renewed = client.post_empty(path::REFRESH).await;
    assert!(renewed.status.is_success(), "{}", renewed.text());
}

async fn me(client: &Client) -> User {
    client.get(path::USERS_ME).await.json()
}

#[db_test]
async fn what_was_not_read_for_hours_is_mailed_once(app: TestApp) {
    let ada = app.user("ada").await;
    let id = me(&ada).await.id;
    tell(&app, id, NotificationKind::ExportReady).await;
    assert_eq!(digest(&app).await.len(), 0, "she may read it yet");
    app.ctx.clock.advance(TimeDelta::hours(5));
    let mails = digest(&app).await;
    assert_eq!(mails.len(), 1);
    assert!(mails[0].contains("Your data export is ready"));
    assert_eq!(digest(&app).await.len(), 1, "not once more");
    app.ctx.clock.advance(TimeDelta::days(1));
    assert_eq!(digest(&app).await.len(), 1, "nor the day after");
    come_back(&ada).await;
    assert_eq!(listed(&ada).await.len(), 1, "it is still unread");
}

#[db_test]
async fn what_is_shared_is_mailed_in_words(app: TestApp) {
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
    app.ctx.clock.advance(TimeDelta::hours(5));
    let mails = digest(&app).await;
    let told = "owner Tester shared Mill in Engines with you. You can edit it";
    assert!(mails[0].contains(told), "{}", mails[0]);
}

#[db_test]
async fn there_is_one_mail_a_day(app: TestApp) {
    let ada = app.account("ada", false).await;
    tell(&app, ada.id, NotificationKind::ExportReady).await;
    app.ctx.clock.advance(TimeDelta::hours(5));
    assert_eq!(digest(&app).await.len(), 1);
    tell(&app, ada.id, NotificationKind::Impersonated).await;
    app.ctx.clock.advance(TimeDelta::hours(5));
    assert_eq!(digest(&app).await.len(), 1, "it waits");
    app.ctx.clock.advance(TimeDelta::hours(15));
    let mails = digest(&app).await;
    assert_eq!(mails.len(), 2, "and comes the day after");
    let latest = &mails[0];
    assert!(latest.contains("Support signed in"), "{latest}");
    assert!(!latest.contains("data export"), "{latest}");
}

#[db_test]
async fn what_was_read_is_not_mailed(app: TestApp) {
    let ada = app.user("ada").await;
    tell(&app, me(&ada).await.id, NotificationKind::ExportReady).await;
    assert!(
        ada.post_empty(path::READ_NOTIFICATIONS)
            .await
            .status
            .is_success()
    );
    app.ctx.clock.advance(TimeDelta::hours(5));
    assert_eq!(digest(&app).await.len(), 0);
}

#[db_test]
async fn ten_are_told_and_the_others_counted_in_the_readers_language(app: TestApp) {
    let ada = app.user("ada").await;
    let input = UserUpdate {
        locale: Some(Locale::Ar),
        ..UserUpdate::default()
    };
    assert!(
        ada.patch(path::USERS_ME, &input, None)
            .await
            .status
            .is_success()
    );
    let id = me(&ada).await.id;
    for _ in 0..13 {
        tell(&app, id, NotificationKind::ExportReady).await;
    }
    app.ctx.clock.advance(TimeDelta::hours(5));
    let mails = digest(&app).await;
    assert_eq!(mails.len(), 1);
    let text = &mails[0];
    assert_eq!(text.matches("• ").count(), 10, "{text}");
    assert!(text.contains("و٣ إشعارات أخرى"), "{text}");
}

#[db_test]
async fn who_changes_their_mind_gets_no_mail(app: TestApp) {
    let ada = app.user("ada").await;
    tell(&app, me(&ada).await.id, NotificationKind::ExportReady).await;
    app.ctx.clock.advance(TimeDelta::hours(5));
    come_back(&ada).await;
    prefer(&ada, None, Channel::Mail, false).await;
    assert_eq!(digest(&app).await.len(), 0);
}

#[db_test]
async fn a_deactivated_account_gets_no_mail(app: TestApp) {
    let ada = app.account("ada", false).await;
    tell(&app, ada.id, NotificationKind::ExportReady).await;
    app.db.deactivate(&ada.email).await;
    app.ctx.clock.advance(TimeDelta::hours(5));
    assert_eq!(digest(&app).await.len(), 0);
}

#[db_test]
async fn preferences_say_what_comes_where(app: TestApp) {
    let ada = app.user("ada").await;
    let id = me(&ada).await.id;
    let kind = NotificationKind::ExportReady;
    prefer(&ada, Some(kind), Channel::InApp, false).await;
    tell(&app, id, kind).await;
    tell(&app, id, NotificationKind::Impersonated).await;
    let shown = listed(&ada).await;
    assert_eq!(shown.len(), 1);
    assert_eq!(shown[0].kind, "impersonated");
    app.ctx.clock.advance(TimeDelta::hours(5));
    let mails = digest(&app).await;
    assert!(mails[0].contains("Your data export is ready"));

    come_back(&ada).await;
    prefer(&ada, Some(kind), Channel::Mail, false).await;
    let before = kept(&app).await;
    tell(&app, id, kind).await;
    assert_eq!(kept(&app).await, before, "nobody is to be told");
}

#[db_test]
async fn the_clock_queues_the_digest_each_day(app: TestApp) {
    let ada = app.account("ada", false).await;
    tell(&app, ada.id, NotificationKind::ExportReady).await;
    // A new database learns of the schedule.
    app.deliver().await;
    app.ctx.clock.advance(TimeDelta::days(1));
    let mails = app.deliver().await;
    assert!(mails.iter().any(|mail| mail.text.contains("data export")));
    let queued = global::<job_rows::Entity>()
        .filter(job_rows::Column::Kind.eq("notifications.digest"))
        .count(app.ctx.db.read())
        .await
        .unwrap();
    assert_eq!(queued, 0);
}

#[db_test]
async fn what_was_read_goes_after_ninety_days_and_nothing_else(app: TestApp) {
    let ada = app.user("ada").await;
    let id = me(&ada).await.id;
    tell(&app, id, NotificationKind::ExportReady).await;
    assert!(
        ada.post_empty(path::READ_NOTIFICATIONS)
            .await
            .status
            .is_success()
    );
    tell(&app, id, NotificationKind::Impersonated).await;
    app.deliver().await;
    app.ctx.clock.advance(TimeDelta::days(89));
    app.deliver().await;
    assert_eq!(kept(&app).await, 2);
    app.ctx.clock.advance(TimeDelta::days(2));
    app.deliver().await;
    assert_eq!(kept(&app).await, 1, "what was not read stays");
}

#[db_test]
async fn news_of_a_change_that_failed_is_no_news(app: TestApp) {
    let ada = app.user("ada").await;
    let id = me(&ada).await.id;
    let ctx = &app.ctx;
    let failed = ctx
        .db
        .write(|tx| async move {
            let notice = Notice::new(NotificationKind::ExportReady);
            notifications::notify(ctx, &tx, id, &notice).await?;
            Err::<(), _>(services::Error::NotFound)
        })
        .await;
    assert!(failed.is_err());
    assert_eq!(listed(&ada).await, []);
}
