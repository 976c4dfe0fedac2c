use chrono::TimeDelta;
use contract::{
    Page, path,
    problem::code,
    roles::TeamRole,
    teams::{Team, TeamDeletion},
    users::User,
};
use http::StatusCode;
use serde_json::{Value, json};
use services::{
    audit::{self, Verdict},
    jobs::enqueue,
    purges::Purge,
};
use testkit::{Client, TestApp, TestTeam, db_test};

use super::seen;

async fn purge(app: &TestApp) {
    let ctx = &app.ctx;
    ctx.db
        .write(|tx| async move { enqueue(ctx, &tx, &Purge).await })
        .await
        .unwrap();
    app.deliver().await;
}

async fn give_up(client: &Client, team: &TestTeam) -> TeamDeletion {
    let answer = client.delete(&team.path(path::TEAM)).await;
    answer.with(StatusCode::ACCEPTED).json()
}

#[db_test]
async fn a_team_that_is_given_up_can_be_kept_for_two_weeks(app: TestApp) {
    let owner = app.user("owner").await;
    let team = app.team(&owner, "Engines").await;
    let admin = app.member(&team, "admin", TeamRole::Admin).await;
    let deletion = give_up(&owner, &team).await;
    assert_eq!(
        deletion.delete_at,
        app.ctx.clock.now() + TimeDelta::days(14)
    );
    assert_eq!(
        seen(&admin, &team).await.delete_at,
        Some(deletion.delete_at)
    );
    // It can be looked at and left, and nothing else.
    let looked = admin.get(&team.path(path::MEMBERS)).await;
    looked.expect(StatusCode::OK);
    for answer in [
        admin
            .patch(&team.path(path::TEAM), &json!({"name": "X"}), None)
            .await,
        owner.delete(&team.path(path::TEAM)).await,
    ] {
        answer.problem(StatusCode::CONFLICT, code::TEAM_DELETING);
    }
    admin
        .post_empty(&team.path(path::RESTORE_TEAM))
        .await
        .problem(StatusCode::FORBIDDEN, code::FORBIDDEN);

    app.ctx.clock.advance(TimeDelta::days(14));
    purge(&app).await;
    let owner = app.sign_in("owner@example.com").await;
    let kept = owner.post_empty(&team.path(path::RESTORE_TEAM)).await;
    assert_eq!(kept.with(StatusCode::OK).json::<Team>().delete_at, None);
    owner
        .post_empty(&team.path(path::RESTORE_TEAM))
        .await
        .problem(StatusCode::CONFLICT, code::TEAM_NOT_DELETING);
    app.ctx.clock.advance(TimeDelta::days(1));
    purge(&app).await;
    let owner = app.sign_in("owner@example.com").await;
    owner
        .get(&team.path(path::MEMBERS))
        .await
        .expect(StatusCode::OK);
}

#[db_test]
async fn after_two_weeks_only_its_log_is_left(app: TestApp) {
    let owner = app.user("owner").await;
    let team = app.team(&owner, "Engines").await;
    let other = app.team(&owner, "Looms").await;
    owner
        .post_empty(&team.path(path::SELECT_TEAM))
        .await
        .expect(StatusCode::NO_CONTENT);
    give_up(&owner, &team).await;
    app.ctx
        .clock
        .advance(TimeDelta::days(14) + TimeDelta::seconds(1));
    purge(&app).await;
    let owner = app.sign_in("owner@example.com").await;
    owner
        .get(&team.path(path::TEAM))
        .await
        .problem(StatusCode::NOT_FOUND, code::NOT_FOUND);
    let mine: Page<Team> = owner.get(path::TEAMS).await.json();
    assert_eq!(mine.items.len(), 1);
    assert_eq!(mine.items[0].id, other.id);
    let me: User = owner.get(path::USERS_ME).await.json();
    assert_eq!(me.team_id, None);
    // The word is free.
    let again = app.team(&owner, "Engines").await;
    assert_eq!(again.team.slug, team.team.slug);

    let lines = app.db.audit_lines(team.id.uuid()).await;
    let told: Vec<_> = lines
        .iter()
        .map(|line| (&*line.action, &*line.via))
        .collect();
    assert_eq!(
        told,
        [
            ("teams.create", "session"),
            ("teams.delete", "session"),
            ("teams.purge", "job")
        ]
    );
    let verdict = audit::verify(&app.ctx, Some(team.id)).await.unwrap();
    assert!(
        matches!(verdict, Verdict::Whole { lines: 3, .. }),
        "{verdict:?}"
    );
    let logs = audit::logs(&app.ctx).await.unwrap();
    let log = logs.iter().find(|log| log.team == Some(team.id)).unwrap();
    assert_eq!(log.slug, None);
}

async fn delete_account(client: &Client) -> StatusCode {
    client.delete(path::USERS_ME).await.status
}

#[db_test]
async fn an_account_takes_along_the_teams_that_nobody_else_belongs_to(app: TestApp) {
    let owner = app.user("owner").await;
    let team = app.team(&owner, "Engines").await;
    let ada = app.member(&team, "ada", TeamRole::Admin).await;
    let alone = app.team(&ada, "Looms").await;
    owner
        .delete(path::USERS_ME)
        .await
        .problem(StatusCode::CONFLICT, code::SOLE_OWNER);
    owner
        .post_empty(path::DEACTIVATE)
        .await
        .problem(StatusCode::CONFLICT, code::SOLE_OWNER);
    assert_eq!(delete_account(&ada).await, StatusCode::ACCEPTED);
    app.ctx
        .clock
        .advance(TimeDelta::days(14) + TimeDelta::seconds(1));
    purge(&app).await;
    let lines = app.db.audit_lines(alone.id.uuid()).await;
    assert_eq!(lines.last().unwrap().action, "teams.purge");
    let owner = app.sign_in("owner@example.com").await;
    let left: Page<contract::members::Member> = owner.get(&team.path(path::MEMBERS)).await.json();
    assert_eq!(left.items.len(), 1);
    assert!(!app.db.has_account("ada@example.com").await);
}

/// Somebody joins after the last owner has asked for the end of their account.
#[db_test]
async fn a_team_whose_owner_is_gone_goes_to_who_is_left(app: TestApp) {
    let owner = app.user("owner").await;
    let team = app.team(&owner, "Engines").await;
    assert_eq!(delete_account(&owner).await, StatusCode::ACCEPTED);
    app.member(&team, "first", TeamRole::Member).await;
    app.ctx.clock.advance(TimeDelta::minutes(1));
    app.member(&team, "admin", TeamRole::Admin).await;
    app.ctx.clock.advance(TimeDelta::days(14));
    purge(&app).await;
    let admin = app.sign_in("admin@example.com").await;
    assert_eq!(
        seen(&admin, &team).await.role.built_in.as_deref(),
        Some("owner")
    );
    let first = app.sign_in("first@example.com").await;
    assert_eq!(
        seen(&first, &team).await.role.built_in.as_deref(),
        Some("member")
    );
    let verdict = audit::verify(&app.ctx, Some(team.id)).await.unwrap();
    assert!(
        // The team was made, has another owner, and its first one has left.
        matches!(verdict, Verdict::Whole { lines: 3, .. }),
        "{verdict:?}"
    );
    let lines = app.db.audit_lines(team.id.uuid()).await;
    let told: Value = serde_json::from_str(lines[1].after.as_deref().unwrap()).unwrap();
    assert_eq!(told["user"], "admin Tester");
    assert_eq!(told["role"], "owner");
}
