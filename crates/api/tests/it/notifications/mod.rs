//! News for somebody: who is told what, the list, and the stream.

mod list;
mod removed;
mod required;
mod stream;
mod told;

use contract::{
    Page, UserId,
    notifications::{Notification, NotificationKind, UnreadCount},
    path,
    users::User,
};
use http::StatusCode;
use services::{
    Ctx,
    notifications::{Notice, notify},
};
use testkit::{Client, TestApp};

/// Tells somebody something in one process.
async fn tell_from(ctx: &Ctx, user: UserId) {
    let notice = &Notice::new(NotificationKind::ExportReady);
    ctx.db
        .write(|tx| async move { notify(ctx, &tx, user, notice).await })
        .await
        .unwrap();
}

async fn tell(app: &TestApp, user: UserId) {
    tell_from(&app.ctx, user).await;
}

async fn me(client: &Client) -> UserId {
    let user: User = client.get(path::USERS_ME).await.json();
    user.id
}

async fn page(client: &Client, query: &str) -> Page<Notification> {
    client
        .get(&format!("{}{query}", path::NOTIFICATIONS))
        .await
        .with(StatusCode::OK)
        .json()
}

async fn unread(client: &Client) -> UnreadCount {
    client
        .get(path::UNREAD_COUNT)
        .await
        .with(StatusCode::OK)
        .json()
}
