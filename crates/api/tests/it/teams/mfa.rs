use chrono::TimeDelta;
use contract::{Page, mfa::TotpSetup, path, problem::code, roles::TeamRole, teams::Team};
use http::StatusCode;
use serde_json::{Value, json};
use testkit::{Answer, Client, TestApp, TestTeam, Totp, db_test};

use super::seen;

pub(super) async fn set_up(app: &TestApp, client: &Client) {
    let setup: TotpSetup = client.post_empty(path::MFA_TOTP_SETUP).await.json();
    let code = Totp::new(&setup.secret).code(app.ctx.clock.now());
    client
        .post(path::MFA_TOTP_CONFIRM, &json!({"code": code}))
        .await
        .expect(StatusCode::OK);
}

async fn ask(client: &Client, team: &TestTeam, body: Value) -> Team {
    let answer = client.patch(&team.path(path::TEAM), &body, None).await;
    answer.with(StatusCode::OK).json()
}

fn kept_out(answer: &Answer) {
    answer.problem(StatusCode::FORBIDDEN, code::TEAM_MFA_REQUIRED);
}

#[db_test]
async fn members_have_time_to_set_up_a_second_factor_and_are_kept_out_then(app: TestApp) {
    let owner = app.user("owner").await;
    let team = app.team(&owner, "Engines").await;
    app.member(&team, "ada", TeamRole::Admin).await;
    let start = app.ctx.clock.now();
    let changed = ask(
        &owner,
        &team,
        json!({"mfa_required": true, "mfa_grace_days": 3}),
    )
    .await;
    assert_eq!(changed.mfa_required_from, Some(start + TimeDelta::days(3)));

    app.ctx
        .clock
        .advance(TimeDelta::days(3) - TimeDelta::seconds(1));
    let ada = app.sign_in("ada@example.com").await;
    ada.get(&team.path(path::MEMBERS))
        .await
        .expect(StatusCode::OK);
    let key = app.program(&app.key(&ada, contract::api_keys::Scope::ALL).await);
    app.ctx.clock.advance(TimeDelta::seconds(1));
    for client in [&ada, &key] {
        kept_out(&client.get(&team.path(path::MEMBERS)).await);
    }
    kept_out(
        &ada.patch(&team.path(path::TEAM), &json!({"name": "X"}), None)
            .await,
    );
    // They see which team it is, and can leave it.
    seen(&ada, &team).await;
    set_up(&app, &ada).await;
    for client in [&ada, &key] {
        client
            .get(&team.path(path::MEMBERS))
            .await
            .expect(StatusCode::OK);
    }
    let other = app.member(&team, "other", TeamRole::Member).await;
    kept_out(&other.get(&team.path(path::MEMBERS)).await);
    other
        .post_empty(&team.path(path::LEAVE_TEAM))
        .await
        .expect(StatusCode::NO_CONTENT);
}

#[db_test]
async fn a_team_says_whom_it_keeps_out(app: TestApp) {
    let owner = app.user("owner").await;
    let strict = app.team(&owner, "Engines").await;
    let open = app.team(&owner, "Looms").await;
    app.member(&strict, "ada", TeamRole::Admin).await;
    let ada = app.sign_in("ada@example.com").await;
    let key = app.program(&app.key(&ada, contract::api_keys::Scope::ALL).await);
    let said = async |client: &Client| {
        let list: Page<Team> = client.get(path::TEAMS).await.json();
        let listed = list.items.iter().find(|team| team.id == strict.id).unwrap();
        assert_eq!(listed, &seen(client, &strict).await);
        listed.is_kept_out
    };
    assert!(!said(&ada).await);
    let asked = json!({"mfa_required": true, "mfa_grace_days": 1});
    assert!(!ask(&owner, &strict, asked).await.is_kept_out);
    for client in [&owner, &ada, &key] {
        assert!(!said(client).await, "they have time yet");
    }
    app.ctx.clock.advance(TimeDelta::days(1));
    let (owner, ada) = (
        app.sign_in("owner@example.com").await,
        app.sign_in("ada@example.com").await,
    );
    for client in [&owner, &ada, &key] {
        assert!(said(client).await);
    }
    let list: Page<Team> = owner.get(path::TEAMS).await.json();
    let other = list.items.iter().find(|team| team.id == open.id).unwrap();
    assert!(!other.is_kept_out, "it asks for none");
    // For a key it counts what its owner has.
    set_up(&app, &ada).await;
    for client in [&ada, &key] {
        assert!(!said(client).await);
    }
    assert!(said(&owner).await);
}

#[db_test]
async fn a_team_says_who_needs_a_second_factor_yet(app: TestApp) {
    let owner = app.user("owner").await;
    let strict = app.team(&owner, "Engines").await;
    let open = app.team(&owner, "Looms").await;
    let ada = app.member(&strict, "ada", TeamRole::Viewer).await;
    let said = async |client: &Client| {
        let list: Page<Team> = client.get(path::TEAMS).await.json();
        let listed = list.items.iter().find(|team| team.id == strict.id).unwrap();
        assert_eq!(listed, &seen(client, &strict).await);
        (listed.needs_mfa, listed.is_kept_out)
    };
    assert_eq!(said(&ada).await, (false, false), "it asks for none");
    let asked = json!({"mfa_required": true, "mfa_grace_days": 1});
    assert!(ask(&owner, &strict, asked).await.needs_mfa);
    assert_eq!(said(&ada).await, (true, false), "there is time yet");
    assert_eq!(said(&owner).await, (true, false));
    assert!(!seen(&owner, &open).await.needs_mfa);
    set_up(&app, &ada).await;
    assert_eq!(said(&ada).await, (false, false));
    app.ctx.clock.advance(TimeDelta::days(1));
    let owner = app.sign_in("owner@example.com").await;
    assert_eq!(said(&owner).await, (true, true));
}

#[db_test]
async fn the_end_of_the_grace_can_be_brought_forward_and_not_put_off(app: TestApp) {
    let owner = app.user("owner").await;
    let team = app.team(&owner, "Engines").await;
    let start = app.ctx.clock.now();
    let from = async |body: Value| ask(&owner, &team, body).await.mfa_required_from;
    let days = |days| Some(start + TimeDelta::days(days));
    assert_eq!(from(json!({"mfa_required": true})).await, days(14));
    assert_eq!(
        from(json!({"mfa_required": true, "mfa_grace_days": 30})).await,
        days(14)
    );
    assert_eq!(
        from(json!({"mfa_required": true, "mfa_grace_days": 5})).await,
        days(5)
    );
    assert_eq!(from(json!({"mfa_required": true})).await, days(5));
    assert_eq!(from(json!({"name": "Looms"})).await, days(5));
    assert_eq!(from(json!({"mfa_required": false})).await, None);
    assert_eq!(
        from(json!({"mfa_required": true, "mfa_grace_days": 30})).await,
        days(30)
    );
}

#[db_test]
async fn asking_for_it_again_writes_nothing(app: TestApp) {
    let owner = app.user("owner").await;
    let team = app.team(&owner, "Engines").await;
    let asked = json!({"mfa_required": true, "mfa_grace_days": 7});
    let first = ask(&owner, &team, asked.clone()).await;
    assert_eq!(first.version, 2);
    app.ctx.clock.advance(TimeDelta::minutes(1));
    for body in [asked, json!({"mfa_required": true})] {
        assert_eq!(ask(&owner, &team, body).await, first);
    }
    assert_eq!(app.db.audit_lines(team.id.uuid()).await.len(), 2);
}

#[db_test]
async fn asking_for_it_no_more_takes_a_fresh_proof(app: TestApp) {
    let owner = app.user("owner").await;
    let team = app.team(&owner, "Engines").await;
    ask(&owner, &team, json!({"mfa_required": true})).await;
    app.ctx.clock.advance(TimeDelta::minutes(11));
    owner
        .post_empty(path::REFRESH)
        .await
        .expect(StatusCode::NO_CONTENT);
    let off = json!({"mfa_required": false});
    owner
        .patch(&team.path(path::TEAM), &off, None)
        .await
        .problem(StatusCode::FORBIDDEN, code::STEP_UP_REQUIRED);
    let proof = json!({"method": "password", "password": testkit::PASSWORD});
    owner
        .post(path::STEP_UP, &proof)
        .await
        .expect(StatusCode::NO_CONTENT);
    assert_eq!(ask(&owner, &team, off).await.mfa_required_from, None);
}
