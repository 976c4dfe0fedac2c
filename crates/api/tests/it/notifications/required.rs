use chrono::TimeDelta;
use contract::{path, roles::TeamRole};
use http::StatusCode;
use serde_json::{Value, json};
use testkit::{Client, TestApp, TestTeam, db_test};

use super::told::{kinds, latest};
use crate::admin::enable_totp;

/// Changes a team, and has told what is to be told of it.
async fn change(app: &TestApp, client: &Client, team: &TestTeam, body: Value) {
    let changed = client.patch(&team.path(path::TEAM), &body, None).await;
    changed.expect(StatusCode::OK);
    app.deliver().await;
}

#[db_test]
async fn who_has_no_second_factor_is_told_from_when_on_they_need_one(app: TestApp) {
    let owner = app.user("owner").await;
    let team = app.team(&owner, "Engines").await;
    let ada = app.member(&team, "ada", TeamRole::Viewer).await;
    let grace = app.member(&team, "grace", TeamRole::Member).await;
    enable_totp(&app, &grace).await;
    let stranger = app.user("stranger").await;
    let start = app.ctx.clock.now();

    change(&app, &owner, &team, json!({"mfa_required": true})).await;
    let news = latest(&ada).await;
    assert_eq!(news.kind, "team_mfa_required");
    assert_eq!(news.team_id, Some(team.id));
    assert_eq!(news.data.team.as_deref(), Some("Engines"));
    assert_eq!(news.data.slug.as_deref(), Some("engines"));
    assert_eq!(news.data.actor.as_deref(), Some("owner Tester"));
    assert_eq!(news.data.at, Some(start + TimeDelta::days(14)));
    for client in [&owner, &grace, &stranger] {
        assert_eq!(kinds(client).await, [""; 0], "it is not news to them");
    }

    // What changes nothing of it is no news, and neither is a later day.
    for body in [
        json!({"mfa_required": true}),
        json!({"mfa_required": true, "mfa_grace_days": 30}),
        json!({"name": "Looms"}),
    ] {
        change(&app, &owner, &team, body).await;
    }
    assert_eq!(kinds(&ada).await.len(), 1);
    let sooner = json!({"mfa_required": true, "mfa_grace_days": 5});
    change(&app, &owner, &team, sooner).await;
    assert_eq!(kinds(&ada).await.len(), 2);
    let news = latest(&ada).await;
    assert_eq!(news.data.at, Some(start + TimeDelta::days(5)));
    change(&app, &owner, &team, json!({"mfa_required": false})).await;
    assert_eq!(kinds(&ada).await.len(), 2);
}

#[db_test]
async fn whom_a_team_keeps_out_at_once_is_told_so(app: TestApp) {
    let owner = app.user("owner").await;
    let team = app.team(&owner, "Engines").await;
    let ada = app.member(&team, "ada", TeamRole::Viewer).await;
    let at_once = json!({"mfa_required": true, "mfa_grace_days": 0});
    change(&app, &owner, &team, at_once).await;
    let news = latest(&ada).await;
    assert_eq!(news.kind, "team_mfa_required");
    assert_eq!(news.data.at, Some(app.ctx.clock.now()));
}

#[db_test]
async fn who_does_not_want_to_hear_of_it_does_not(app: TestApp) {
    let owner = app.user("owner").await;
    let team = app.team(&owner, "Engines").await;
    let ada = app.member(&team, "ada", TeamRole::Viewer).await;
    let body = json!({"kind": "team_mfa_required", "channel": "in_app", "is_enabled": false});
    let said = ada.patch(path::NOTIFICATION_PREFERENCES, &body, None).await;
    said.expect(StatusCode::OK);
    change(&app, &owner, &team, json!({"mfa_required": true})).await;
    assert_eq!(kinds(&ada).await, [""; 0]);
}
