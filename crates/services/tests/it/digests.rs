//! Who is mailed what they have not read, and who is not.

use chrono::TimeDelta;
use contract::notifications::NotificationKind;
use db::{
    entity::{jobs, notifications as rows, users},
    global, global_update,
};
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter, sea_query::Expr};
use testkit::{TestApp, db_test};
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
