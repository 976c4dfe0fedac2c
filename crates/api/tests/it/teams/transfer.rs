use chrono::TimeDelta;
use contract::{
    MemberId, path, problem::code, roles::TeamRole, teams::Team, validation::code as field_code,
};
use http::StatusCode;
use serde_json::json;
use testkit::{Answer, Client, TestApp, TestTeam, db_test};

use super::{mfa::set_up, seen};

async fn offer(client: &Client, team: &TestTeam, to: MemberId) -> Answer {
    let body = json!({"member_id": to});
    client.post(&team.path(path::TEAM_TRANSFER), &body).await
}

async fn accept(client: &Client, team: &TestTeam) -> Answer {
    client
        .post_empty(&team.path(path::ACCEPT_TEAM_TRANSFER))
        .await
}

fn none(answer: &Answer) {
    answer.problem(StatusCode::CONFLICT, code::TRANSFER_NONE);
}

/// An owner, a viewer, and their team.
async fn two(app: &TestApp) -> (Client, Client, TestTeam, MemberId) {
    let owner = app.user("owner").await;
    let team = app.team(&owner, "Engines").await;
    let ada = app.member(&team, "ada", TeamRole::Viewer).await;
    let id = seen(&ada, &team).await.member_id;
    (owner, ada, team, id)
}

fn role(team: &Team) -> Option<&str> {
    team.role.built_in.as_deref()
}

#[db_test]
async fn the_other_side_takes_a_team_over(app: TestApp) {
    let (owner, ada, team, id) = two(&app).await;
    let third = app.member(&team, "third", TeamRole::Admin).await;
    let offered: Team = offer(&owner, &team, id).await.with(StatusCode::OK).json();
    assert_eq!(offered.transfer_to, Some(id));
    assert_eq!(seen(&ada, &team).await.transfer_to, Some(id));
    offer(&owner, &team, id)
        .await
        .problem(StatusCode::CONFLICT, code::TRANSFER_PENDING);
    none(&accept(&third, &team).await);
    none(&accept(&owner, &team).await);
    assert_eq!(role(&seen(&ada, &team).await), Some("viewer"));

    let taken: Team = accept(&ada, &team).await.with(StatusCode::OK).json();
    assert_eq!((role(&taken), taken.transfer_to), (Some("owner"), None));
    assert_eq!(role(&seen(&owner, &team).await), Some("admin"));
    none(&accept(&ada, &team).await);
    offer(&owner, &team, id)
        .await
        .problem(StatusCode::FORBIDDEN, code::FORBIDDEN);
}

#[db_test]
async fn an_offer_is_declined_taken_back_or_runs_out(app: TestApp) {
    let (owner, ada, team, id) = two(&app).await;
    offer(&owner, &team, id).await.expect(StatusCode::OK);
    ada.post_empty(&team.path(path::DECLINE_TEAM_TRANSFER))
        .await
        .expect(StatusCode::NO_CONTENT);
    none(&accept(&ada, &team).await);

    offer(&owner, &team, id).await.expect(StatusCode::OK);
    owner
        .delete(&team.path(path::TEAM_TRANSFER))
        .await
        .expect(StatusCode::NO_CONTENT);
    none(&owner.delete(&team.path(path::TEAM_TRANSFER)).await);
    none(&accept(&ada, &team).await);

    offer(&owner, &team, id).await.expect(StatusCode::OK);
    app.ctx.clock.advance(TimeDelta::days(7));
    let (owner, ada) = (
        app.sign_in("owner@example.com").await,
        app.sign_in("ada@example.com").await,
    );
    none(&accept(&ada, &team).await);
    assert_eq!(seen(&owner, &team).await.transfer_to, None);
    offer(&owner, &team, id).await.expect(StatusCode::OK);
    accept(&ada, &team).await.expect(StatusCode::OK);
}

#[db_test]
async fn an_offer_ends_with_either_side(app: TestApp) {
    let (owner, ada, team, id) = two(&app).await;
    offer(&owner, &team, id).await.expect(StatusCode::OK);
    ada.post_empty(&team.path(path::LEAVE_TEAM))
        .await
        .expect(StatusCode::NO_CONTENT);
    assert_eq!(seen(&owner, &team).await.transfer_to, None);

    // Of an owner who is one no more.
    let grace = app.member(&team, "grace", TeamRole::Owner).await;
    let other = app.member(&team, "other", TeamRole::Viewer).await;
    let to = seen(&other, &team).await.member_id;
    offer(&grace, &team, to).await.expect(StatusCode::OK);
    let giver = seen(&grace, &team).await.member_id;
    let member = team.path(path::MEMBER).replace("{id}", &giver.to_string());
    let body = json!({"role_id": team.role(TeamRole::Admin)});
    owner
        .patch(&member, &body, None)
        .await
        .expect(StatusCode::OK);
    none(&accept(&other, &team).await);
}

#[db_test]
async fn who_is_kept_out_of_their_account_is_offered_nothing(app: TestApp) {
    let (owner, ada, team, id) = two(&app).await;
    offer(&owner, &team, id).await.expect(StatusCode::OK);
    app.db.deactivate("ada@example.com").await;
    assert_ne!(accept(&ada, &team).await.status, StatusCode::OK);
    assert_eq!(role(&seen(&owner, &team).await), Some("owner"));

    owner
        .delete(&team.path(path::TEAM_TRANSFER))
        .await
        .expect(StatusCode::NO_CONTENT);
    let problem = offer(&owner, &team, id)
        .await
        .problem(StatusCode::UNPROCESSABLE_ENTITY, code::INVALID);
    assert_eq!(problem.errors[0].path, "member_id");
    assert_eq!(problem.errors[0].code, field_code::UNKNOWN);
    assert_eq!(seen(&owner, &team).await.transfer_to, None);
}

#[db_test]
async fn a_team_that_is_given_up_is_offered_no_more(app: TestApp) {
    let (owner, ada, team, id) = two(&app).await;
    offer(&owner, &team, id).await.expect(StatusCode::OK);
    owner
        .delete(&team.path(path::TEAM))
        .await
        .expect(StatusCode::ACCEPTED);
    for client in [&owner, &ada] {
        assert_eq!(seen(client, &team).await.transfer_to, None);
    }
    for answer in [accept(&ada, &team).await, offer(&owner, &team, id).await] {
        answer.problem(StatusCode::CONFLICT, code::TEAM_DELETING);
    }
    let lines = app.db.audit_lines(team.id.uuid()).await;
    let told: Vec<_> = lines.iter().map(|line| &*line.action).collect();
    assert_eq!(
        told,
        [
            "teams.create",
            "teams.transfer",
            "teams.cancel_transfer",
            "teams.delete"
        ]
    );

    // What was taken back does not return with the team.
    owner
        .post_empty(&team.path(path::RESTORE_TEAM))
        .await
        .expect(StatusCode::OK);
    none(&accept(&ada, &team).await);
    offer(&owner, &team, id).await.expect(StatusCode::OK);
    accept(&ada, &team).await.expect(StatusCode::OK);
}

#[db_test]
async fn a_team_is_offered_to_another_member_after_a_fresh_proof(app: TestApp) {
    let (owner, _ada, team, id) = two(&app).await;
    let me = seen(&owner, &team).await.member_id;
    let elsewhere = app.team(&owner, "Looms").await;
    let stranger = seen(&owner, &elsewhere).await.member_id;
    for to in [me, stranger] {
        let problem = offer(&owner, &team, to)
            .await
            .problem(StatusCode::UNPROCESSABLE_ENTITY, code::INVALID);
        assert_eq!(problem.errors[0].code, field_code::UNKNOWN);
    }
    app.ctx.clock.advance(TimeDelta::minutes(11));
    owner
        .post_empty(path::REFRESH)
        .await
        .expect(StatusCode::NO_CONTENT);
    offer(&owner, &team, id)
        .await
        .problem(StatusCode::FORBIDDEN, code::STEP_UP_REQUIRED);
}

#[db_test]
async fn who_owns_fifty_teams_takes_no_other_over(app: TestApp) {
    let (owner, ada, team, id) = two(&app).await;
    offer(&owner, &team, id).await.expect(StatusCode::OK);
    let mut own = app.team(&ada, "Own").await;
    for number in 1..50 {
        own = app.team(&ada, &format!("Own {number}")).await;
    }
    accept(&ada, &team)
        .await
        .problem(StatusCode::FORBIDDEN, code::TOO_MANY_TEAMS);
    assert_eq!(role(&seen(&owner, &team).await), Some("owner"));
    ada.delete(&own.path(path::TEAM))
        .await
        .expect(StatusCode::ACCEPTED);
    accept(&ada, &team).await.expect(StatusCode::OK);
}

#[db_test]
async fn a_team_that_asks_for_a_second_factor_is_taken_over_with_one(app: TestApp) {
    let (owner, ada, team, id) = two(&app).await;
    offer(&owner, &team, id).await.expect(StatusCode::OK);
    let asked = json!({"mfa_required": true, "mfa_grace_days": 0});
    owner
        .patch(&team.path(path::TEAM), &asked, None)
        .await
        .expect(StatusCode::OK);
    accept(&ada, &team)
        .await
        .problem(StatusCode::FORBIDDEN, code::TEAM_MFA_REQUIRED);
    assert_eq!(role(&seen(&ada, &team).await), Some("viewer"));
    set_up(&app, &ada).await;
    accept(&ada, &team).await.expect(StatusCode::OK);
}
