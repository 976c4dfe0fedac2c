//! Who is reminded that they need a second factor in a few days.

use chrono::{DateTime, TimeDelta, Utc};
use contract::{UserId, mfa::TotpSetup, path, roles::TeamRole};
use db::{entity::notifications, global};
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter};
use serde_json::{Value, json};
use testkit::{Client, TestApp, TestTeam, Totp, db_test};

/// How often somebody was told.
async fn told(app: &TestApp, user: UserId) -> u64 {
    global::<notifications::Entity>()
        .filter(notifications::Column::Kind.eq("team_mfa_required"))
        .filter(notifications::Column::UserId.eq(user.uuid()))
        .count(app.ctx.db.read())
        .await
        .unwrap()
}

async fn change(client: &Client, team: &TestTeam, body: Value) {
    let changed = client.patch(&team.path(path::TEAM), &body, None).await;
    assert!(changed.status.is_success(), "{}", changed.text());
}

async fn set_up(app: &TestApp, client: &Client) {
    let setup: TotpSetup = client.post_empty(path::MFA_TOTP_SETUP).await.json();
    let code = Totp::new(&setup.secret).code(app.ctx.clock.now());
    let body = json!({"code": code});
    let confirmed = client.post(path::MFA_TOTP_CONFIRM, &body).await;
    assert!(confirmed.status.is_success(), "{}", confirmed.text());
}

/// Makes an account that belongs to a team.
async fn member(app: &TestApp, team: &TestTeam, name: &str) -> UserId {
    let user = app.account(name, false).await;
    app.join(team, user.id, TeamRole::Viewer).await;
    user.id
}

/// Goes on to a time, and does what is due by then.
async fn pass(app: &TestApp, until: DateTime<Utc>) {
    app.ctx.clock.advance(until - app.ctx.clock.now());
    app.deliver().await;
}

#[db_test]
async fn who_still_has_none_is_reminded_once(app: TestApp) {
    let owner = app.account("owner", false).await;
    let client = app.sign_in(&owner.email).await;
    let team = app.team(&client, "Engines").await;
    let ada = member(&app, &team, "ada").await;
    let grace = member(&app, &team, "grace").await;
    let start = app.ctx.clock.now();
    change(&client, &team, json!({"mfa_required": true})).await;
    app.deliver().await;
    assert_eq!((told(&app, ada).await, told(&app, grace).await), (1, 1));
    set_up(&app, &app.sign_in("grace@example.com").await).await;

    pass(&app, start + TimeDelta::days(10)).await;
    assert_eq!(told(&app, ada).await, 1, "there is time yet");
    pass(&app, start + TimeDelta::days(12)).await;
    assert_eq!(told(&app, ada).await, 2);
    assert_eq!(told(&app, grace).await, 1, "has one by now");
    assert_eq!(told(&app, owner.id).await, 1, "who has asked for it, too");
    let joan = member(&app, &team, "joan").await;
    pass(&app, start + TimeDelta::days(13)).await;
    assert_eq!(told(&app, ada).await, 2, "not once more");
    assert_eq!(told(&app, joan).await, 1, "who has come meanwhile is told");
    pass(&app, start + TimeDelta::days(16)).await;
    for (user, times) in [(owner.id, 1), (ada, 2), (grace, 1), (joan, 1)] {
        assert_eq!(told(&app, user).await, times, "it is over");
    }
}

#[db_test]
async fn who_was_told_late_is_not_reminded(app: TestApp) {
    let owner = app.account("owner", false).await;
    let client = app.sign_in(&owner.email).await;
    let team = app.team(&client, "Engines").await;
    let ada = member(&app, &team, "ada").await;
    let start = app.ctx.clock.now();
    let soon = json!({"mfa_required": true, "mfa_grace_days": 2});
    change(&client, &team, soon).await;
    app.deliver().await;
    assert_eq!((told(&app, ada).await, told(&app, owner.id).await), (1, 0));
    pass(&app, start + TimeDelta::days(1)).await;
    assert_eq!((told(&app, ada).await, told(&app, owner.id).await), (1, 1));
}

#[db_test]
async fn nobody_is_reminded_of_what_is_asked_for_no_more(app: TestApp) {
    let owner = app.account("owner", false).await;
    let client = app.sign_in(&owner.email).await;
    let team = app.team(&client, "Engines").await;
    let ada = member(&app, &team, "ada").await;
    let start = app.ctx.clock.now();
    change(&client, &team, json!({"mfa_required": true})).await;
    app.deliver().await;
    change(&client, &team, json!({"mfa_required": false})).await;
    pass(&app, start + TimeDelta::days(12)).await;
    assert_eq!(told(&app, ada).await, 1);
}

#[db_test]
async fn the_mail_of_the_day_tells_the_reminder(app: TestApp) {
    let owner = app.account("owner", false).await;
    let client = app.sign_in(&owner.email).await;
    let team = app.team(&client, "Engines").await;
    change(&client, &team, json!({"mfa_required": true})).await;
    app.deliver().await;
    pass(&app, "2026-01-14T02:30:00Z".parse().unwrap()).await;
    assert_eq!(told(&app, owner.id).await, 1);
    pass(&app, "2026-01-14T07:07:00Z".parse().unwrap()).await;
    let mails = app.deliver().await;
    let mail = mails.iter().find(|mail| mail.to == [owner.email.clone()]);
    let text = &mail.expect("a mail has come").text;
    let told = "Two-step verification is required in Engines from Jan 16, 2026";
    assert!(text.contains(told), "{text}");
}
