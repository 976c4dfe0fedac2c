use chrono::{DateTime, TimeDelta, Utc};
use contract::{
    Locale,
    api_keys::{NewApiKey, Scope},
    auth::{ForgotPassword, Login, Register},
    invitations::InvitationsCreated,
    oauth::ProviderId,
    path,
    problem::code,
    roles::TeamRole,
};
use db::{
    GlobalTable,
    entity::{
        account_deletions, api_keys, email_changes, exports, invitations, jobs, oauth_flows,
        passkey_ceremonies, password_resets, refresh_tokens, registrations, sessions, users,
    },
    global, global_insert, global_insert_many,
};
use sea_orm::{ActiveValue::Set, DbErr};
use serde::{Deserialize, Serialize};
use serde_json::json;
use services::{
    Ctx, Error, auth,
    jobs::{Job, list_dead, requeue},
    sessions::{Tokens, authenticate, refresh},
};
use testkit::{Elsewhere, PASSWORD, TestApp, db_test};
use uuid::Uuid;

use crate::callers::origin;

const EMAIL: &str = "ada@example.com";

/// How many rows a transaction deletes.
const BATCH: u128 = 1000;

async fn sign_in(ctx: &Ctx) -> Tokens {
    let login = Login {
        email: EMAIL.into(),
        password: PASSWORD.into(),
    };
    match auth::login(ctx, login, &origin()).await.unwrap() {
        auth::SignIn::Session { tokens, .. } => tokens,
        auth::SignIn::Challenge { .. } => panic!("there is no second factor"),
    }
}

async fn exchange(ctx: &Ctx, token: &str) -> String {
    refresh(ctx, token, &origin()).await.unwrap().refresh
}

async fn assert_refused(ctx: &Ctx, token: &str) {
    let refused = refresh(ctx, token, &origin()).await;
    assert!(
        matches!(
            refused,
            Err(Error::Unauthenticated {
                code: code::SESSION_ENDED
            })
        ),
        "{refused:?}"
    );
}

async fn count<E: GlobalTable>(app: &TestApp) -> usize {
    global::<E>().all(app.ctx.db.read()).await.unwrap().len()
}

/// Lets time pass, and the purges run once.
async fn purge_after(app: &TestApp, time: TimeDelta) {
    // A new database learns of the schedule.
    app.deliver().await;
    app.ctx.clock.advance(time);
    app.deliver().await;
}

#[db_test]
async fn tokens_left_behind_go_after_a_week_and_the_session_lives_on(app: TestApp) {
    let ctx = &app.ctx;
    app.account("ada", false).await;
    let first = sign_in(ctx).await.refresh;
    let second = exchange(ctx, &first).await;
    let third = exchange(ctx, &second).await;
    let fourth = exchange(ctx, &third).await;
    purge_after(&app, TimeDelta::days(6)).await;
    assert_eq!(count::<refresh_tokens::Entity>(&app).await, 4);
    purge_after(&app, TimeDelta::days(2)).await;
    // The one in use, and the one before it, whose answer may have been lost.
    assert_eq!(count::<refresh_tokens::Entity>(&app).await, 2);

    assert_refused(ctx, &second).await;
    let again = exchange(ctx, &third).await;
    assert_eq!(app.db.security_events().await, [""; 0]);
    let fifth = exchange(ctx, &fourth).await;
    authenticate(ctx, &refresh(ctx, &fifth, &origin()).await.unwrap().access)
        .await
        .unwrap();
    assert_refused(ctx, &again).await;
    assert_eq!(app.db.security_events().await, ["refresh_token_reused"]);
}

#[db_test]
async fn a_purge_revives_no_token(app: TestApp) {
    let ctx = &app.ctx;
    app.account("ada", false).await;
    let first = sign_in(ctx).await.refresh;
    let dead: Vec<_> = [exchange(ctx, &first).await, exchange(ctx, &first).await].into();
    let used = exchange(ctx, &first).await;
    let mut latest = exchange(ctx, &used).await;
    // What was left behind is deleted while much of its family is still there.
    for _ in 0..3 {
        purge_after(&app, TimeDelta::days(5)).await;
        latest = exchange(ctx, &latest).await;
    }
    for token in dead.iter().chain([&first, &used]) {
        assert_refused(ctx, token).await;
    }
    exchange(ctx, &latest).await;
    assert_eq!(app.db.security_events().await, [""; 0]);
}

#[db_test]
async fn sessions_go_a_month_after_their_end(app: TestApp) {
    let ctx = &app.ctx;
    app.account("ada", false).await;
    let ended = sign_in(ctx).await;
    sign_in(ctx).await;
    services::sessions::end(ctx, &ended.refresh).await.unwrap();
    purge_after(&app, TimeDelta::days(29)).await;
    let kept = sign_in(ctx).await;
    assert_eq!(count::<sessions::Entity>(&app).await, 3);
    purge_after(&app, TimeDelta::days(2)).await;
    assert_eq!(count::<sessions::Entity>(&app).await, 2, "what had ended");
    purge_after(&app, TimeDelta::days(26)).await;
    exchange(ctx, &kept.refresh).await;
    assert_eq!(count::<sessions::Entity>(&app).await, 2);
    purge_after(&app, TimeDelta::days(4)).await;
    assert_eq!(count::<sessions::Entity>(&app).await, 1, "what had run out");
    assert_eq!(count::<refresh_tokens::Entity>(&app).await, 2);
    assert_eq!(count::<users::Entity>(&app).await, 1);
}

#[db_test]
async fn links_of_mails_go_when_they_expire(app: TestApp) {
    let ctx = &app.ctx;
    app.account("ada", false).await;
    let input = Register {
        email: "grace@example.com".into(),
        password: PASSWORD.into(),
        first_name: "Grace".into(),
        last_name: "Hopper".into(),
        locale: None,
    };
    auth::register(ctx, input, Locale::En).await.unwrap();
    let input = ForgotPassword {
        email: EMAIL.into(),
    };
    auth::forgot_password(ctx, input).await.unwrap();
    app.deliver().await;
    let left = async || {
        (
            count::<registrations::Entity>(&app).await,
            count::<password_resets::Entity>(&app).await,
        )
    };
    assert_eq!(left().await, (1, 1));
    purge_after(&app, TimeDelta::hours(2)).await;
    assert_eq!(left().await, (1, 0));
    purge_after(&app, TimeDelta::hours(23)).await;
    assert_eq!(left().await, (0, 0));
}

#[db_test]
async fn who_does_not_come_back_from_a_provider_is_forgotten(app: TestApp) {
    let elsewhere = Elsewhere::open(ProviderId::Oidc).await;
    let ctx = Ctx {
        oauth: elsewhere.providers(),
        ..app.ctx.clone()
    };
    services::oauth::start(&ctx, ProviderId::Oidc, None)
        .await
        .unwrap();
    assert_eq!(count::<oauth_flows::Entity>(&app).await, 1);
    purge_after(&app, TimeDelta::hours(2)).await;
    assert_eq!(count::<oauth_flows::Entity>(&app).await, 0);
}

#[db_test]
async fn questions_to_passkeys_go_when_they_expire(app: TestApp) {
    auth::begin_passkey_login(&app.ctx).await.unwrap();
    assert_eq!(count::<passkey_ceremonies::Entity>(&app).await, 1);
    purge_after(&app, TimeDelta::hours(1)).await;
    assert_eq!(count::<passkey_ceremonies::Entity>(&app).await, 0);
}

#[db_test]
async fn dead_jobs_can_be_requeued_for_a_week(app: TestApp) {
    /// Of a kind that nobody handles.
    #[derive(Serialize, Deserialize)]
    struct Unknown;
    impl Job for Unknown {
        const KIND: &'static str = "test.unknown";
    }
    let ctx = &app.ctx;
    ctx.db
        .write(|tx| async move { services::jobs::enqueue(ctx, &tx, &Unknown).await })
        .await
        .unwrap();
    app.deliver().await;
    purge_after(&app, TimeDelta::days(6)).await;
    let dead = list_dead(ctx, 10).await.unwrap();
    requeue(ctx, dead[0].id).await.unwrap();
    app.deliver().await;
    purge_after(&app, TimeDelta::days(6)).await;
    assert_eq!(list_dead(ctx, 10).await.unwrap().len(), 1, "it died anew");
    purge_after(&app, TimeDelta::days(2)).await;
    assert_eq!(count::<jobs::Entity>(&app).await, 0);
}

#[db_test]
async fn security_events_go_after_a_year(app: TestApp) {
    let ada = app.user("ada").await;
    app.key(&ada, &[Scope::AccountRead]).await;
    purge_after(&app, TimeDelta::days(364)).await;
    assert!(!app.db.security_events().await.is_empty());
    purge_after(&app, TimeDelta::days(2)).await;
    assert_eq!(app.db.security_events().await, [""; 0]);
}

#[db_test]
async fn keys_go_a_month_after_their_end(app: TestApp) {
    let ada = app.user("ada").await;
    app.key(&ada, &[Scope::AccountRead]).await;
    let body = json!({"name": "Short", "scopes": ["account:read"], "expires_in_days": 1});
    let made: NewApiKey = ada.post(path::API_KEYS, &body).await.json();
    let body = json!({"name": "Revoked", "scopes": ["account:read"]});
    let revoked: NewApiKey = ada.post(path::API_KEYS, &body).await.json();
    let path = path::API_KEY.replace("{id}", &revoked.api_key.id.to_string());
    assert!(ada.delete(&path).await.status.is_success());
    assert_eq!(made.api_key.name, "Short");
    for (days, left) in [(29, 3), (2, 2), (1, 1), (400, 1)] {
        purge_after(&app, TimeDelta::days(days)).await;
        assert_eq!(count::<api_keys::Entity>(&app).await, left, "{days}");
    }
}

#[db_test]
async fn an_account_goes_with_everything_two_weeks_after_its_owner_has_asked(app: TestApp) {
    let ada = app.user("ada").await;
    app.user("grace").await;
    app.key(&ada, &[Scope::AccountRead]).await;
    let change = json!({"email": "ada@example.org"});
    assert!(
        ada.post(path::CHANGE_EMAIL, &change)
            .await
            .status
            .is_success()
    );
    assert!(ada.post_empty(path::EXPORT).await.status.is_success());
    assert!(ada.delete(path::USERS_ME).await.status.is_success());
    purge_after(&app, TimeDelta::days(13)).await;
    assert_eq!(count::<users::Entity>(&app).await, 2);
    assert_eq!(count::<account_deletions::Entity>(&app).await, 1);
    assert_eq!(count::<api_keys::Entity>(&app).await, 1);
    purge_after(&app, TimeDelta::days(2)).await;
    assert_eq!(count::<users::Entity>(&app).await, 1, "Grace stays");
    assert_eq!(count::<account_deletions::Entity>(&app).await, 0);
    assert_eq!(count::<api_keys::Entity>(&app).await, 0);
    assert_eq!(count::<email_changes::Entity>(&app).await, 0);
    assert_eq!(count::<exports::Entity>(&app).await, 0);
    assert_eq!(count::<sessions::Entity>(&app).await, 1, "hers stays");
}

/// How many invitations there are, of all teams.
async fn count_invitations(app: &TestApp) -> usize {
    let rows = app.ctx.db.read_tx(|tx| async move {
        let all = tx.across_teams().await?;
        all.find::<invitations::Entity>().all(&*all).await
    });
    rows.await
        .unwrap_or_else(|error: DbErr| panic!("{error}"))
        .len()
}

#[db_test]
async fn invitations_go_a_month_after_they_are_over(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let emails = ["revoked@example.com", "expired@example.com"];
    let body = json!({"emails": emails, "role": team.role(TeamRole::Member)});
    let path = team.path(path::INVITATIONS);
    let made: InvitationsCreated = ada.post(&path, &body).await.json();
    let revoked = &made.invitations[1];
    assert_eq!(revoked.email, emails[0]);
    let path = team.path(path::INVITATION);
    let path = path.replace("{id}", &revoked.id.to_string());
    assert!(ada.delete(&path).await.status.is_success());
    for (days, left) in [(29, 2), (2, 1), (5, 1), (2, 0)] {
        purge_after(&app, TimeDelta::days(days)).await;
        assert_eq!(count_invitations(&app).await, left, "{days}");
    }
}

#[db_test]
async fn who_is_deleted_is_told_once_in_their_language(app: TestApp) {
    let ada = app.user("ada").await;
    let grace = app.user("grace").await;
    let arabic = json!({"locale": "ar"});
    assert!(
        ada.patch(path::USERS_ME, &arabic, None)
            .await
            .status
            .is_success()
    );
    for client in [&ada, &grace] {
        assert!(client.delete(path::USERS_ME).await.status.is_success());
    }
    app.reactivate("grace@example.com").await;
    purge_after(&app, TimeDelta::days(13)).await;
    let before = app.deliver().await.len();
    for _ in 0..2 {
        purge_after(&app, TimeDelta::days(2)).await;
        let mails = app.deliver().await;
        assert_eq!(mails.len(), before + 1);
        assert_eq!(mails[0].to, [EMAIL]);
        assert_eq!(mails[0].subject, "حُذف حسابك");
    }
    assert!(app.db.has_account("grace@example.com").await);
    assert!(!app.db.has_account(EMAIL).await);
}

#[db_test]
async fn exports_go_after_a_week(app: TestApp) {
    let ada = app.user("ada").await;
    assert!(ada.post_empty(path::EXPORT).await.status.is_success());
    purge_after(&app, TimeDelta::days(6)).await;
    assert_eq!(count::<exports::Entity>(&app).await, 1);
    purge_after(&app, TimeDelta::days(2)).await;
    assert_eq!(count::<exports::Entity>(&app).await, 0);
}

fn registration(number: u128, expires_at: DateTime<Utc>) -> registrations::ActiveModel {
    registrations::ActiveModel {
        id: Set(Uuid::from_u128(number)),
        email: Set(format!("{number}@example.com")),
        password_hash: Set(String::new()),
        first_name: Set("Grace".into()),
        last_name: Set("Hopper".into()),
        locale: Set("en".into()),
        token_hash: Set(number.to_string()),
        expires_at: Set(expires_at),
        created_at: Set(expires_at),
    }
}

#[db_test]
async fn one_run_deletes_more_than_a_batch(app: TestApp) {
    let now = app.ctx.clock.now();
    let later = now + TimeDelta::days(1);
    app.ctx
        .db
        .write(|tx| async move {
            for chunk in 0..5 {
                let rows = (chunk * BATCH / 2..(chunk + 1) * BATCH / 2)
                    .map(|number| registration(number, now));
                global_insert_many(rows).exec(&*tx).await?;
            }
            let kept = registration(u128::MAX, later);
            global_insert(kept).exec(&*tx).await?;
            Ok::<_, DbErr>(())
        })
        .await
        .unwrap();
    purge_after(&app, TimeDelta::hours(1)).await;
    assert_eq!(count::<registrations::Entity>(&app).await, 1);
}
