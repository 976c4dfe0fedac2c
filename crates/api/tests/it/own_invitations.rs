//! Invitations that are answered without their link, by who is signed in with the address.

use chrono::TimeDelta;
use contract::{
    InvitationId,
    invitations::{InvitationAccepted, InvitationPreview},
    path,
    problem::code,
    roles::TeamRole,
    teams::Team,
};
use http::StatusCode;
use testkit::{Answer, Client, TestApp, db_test};

use crate::invitations::{BOB, accept, invite, log, members, news, revoke};

fn own(path: &str, id: InvitationId) -> String {
    path.replace("{id}", &id.to_string())
}

async fn look(client: &Client, id: InvitationId) -> Answer {
    client.get(&own(path::OWN_INVITATION, id)).await
}

async fn accept_own(client: &Client, id: InvitationId) -> Answer {
    let path = own(path::ACCEPT_OWN_INVITATION, id);
    client.post_empty(&path).await
}

async fn decline_own(client: &Client, id: InvitationId) -> Answer {
    let path = own(path::DECLINE_OWN_INVITATION, id);
    client.post_empty(&path).await
}

/// Whatever is asked about the invitation, there is none.
async fn expect_none(client: &Client, id: InvitationId) {
    for answer in [
        look(client, id).await,
        accept_own(client, id).await,
        decline_own(client, id).await,
    ] {
        answer.problem(StatusCode::NOT_FOUND, code::NOT_FOUND);
    }
}

#[db_test]
async fn the_news_of_an_invitation_leads_to_its_acceptance(app: TestApp) {
    let ada = app.user("ada").await;
    let bob = app.user("bob").await;
    let team = app.team(&ada, "Engines").await;
    let (invitation, token) = invite(&app, &ada, &team, BOB, TeamRole::Member).await;
    let told = news(&bob).await;
    let id = told[0].data.invitation_id.unwrap();
    assert_eq!(id, invitation.id);

    for _ in 0..2 {
        let seen: InvitationPreview = look(&bob, id).await.with(StatusCode::OK).json();
        assert_eq!((seen.team.as_str(), seen.email.as_str()), ("Engines", BOB));
        assert_eq!(seen.invited_by, invitation.invited_by);
        assert!(seen.has_account);
    }
    let accepted: InvitationAccepted = accept_own(&bob, id).await.with(StatusCode::OK).json();
    assert_eq!(
        (accepted.team_id, accepted.slug),
        (team.id, team.team.slug.clone())
    );
    let seen: Team = bob.get(&team.path(path::TEAM)).await.json();
    assert_eq!(seen.role.built_in.as_deref(), Some("member"));

    expect_none(&bob, id).await;
    let late = accept(&bob, &token).await;
    late.problem(StatusCode::CONFLICT, code::INVITATION_ENDED);
    assert_eq!(members(&ada, &team).await.len(), 2);
    let log = log(&ada, &team).await;
    let last = log.last().unwrap();
    assert_eq!(
        (last.action.as_str(), last.via.as_str()),
        ("invitations.accept", "session")
    );
}

#[db_test]
async fn who_declines_needs_no_link_either_and_its_sender_is_told(app: TestApp) {
    let ada = app.user("ada").await;
    let bob = app.user("bob").await;
    let team = app.team(&ada, "Engines").await;
    let (invitation, token) = invite(&app, &ada, &team, BOB, TeamRole::Member).await;
    decline_own(&bob, invitation.id)
        .await
        .expect(StatusCode::NO_CONTENT);
    expect_none(&bob, invitation.id).await;
    let late = accept(&bob, &token).await;
    late.problem(StatusCode::CONFLICT, code::INVITATION_ENDED);
    assert_eq!(members(&ada, &team).await.len(), 1);

    let told = news(&ada).await;
    assert_eq!(told[0].kind, "invitation_declined");
    assert_eq!(told[0].data.email.as_deref(), Some(BOB));
    let log = log(&ada, &team).await;
    let last = log.last().unwrap();
    assert_eq!(last.action, "invitations.decline");
    assert_eq!(
        (last.actor_name.as_str(), last.via.as_str()),
        ("bob Tester", "session")
    );
}

#[db_test]
async fn nobody_else_learns_of_it(app: TestApp) {
    let ada = app.user("ada").await;
    let eve = app.user("eve").await;
    let root = app.superuser("root").await;
    let bob = app.user("bob").await;
    let team = app.team(&ada, "Engines").await;
    let (invitation, _) = invite(&app, &ada, &team, BOB, TeamRole::Member).await;
    for other in [&ada, &eve, &root] {
        expect_none(other, invitation.id).await;
    }
    look(&bob, invitation.id).await.expect(StatusCode::OK);
}

#[db_test]
async fn what_is_over_is_not_there(app: TestApp) {
    let ada = app.user("ada").await;
    let bob = app.user("bob").await;
    let team = app.team(&ada, "Engines").await;
    let (revoked, _) = invite(&app, &ada, &team, BOB, TeamRole::Member).await;
    revoke(&ada, &team, &revoked)
        .await
        .expect(StatusCode::NO_CONTENT);
    expect_none(&bob, revoked.id).await;

    let (expired, _) = invite(&app, &ada, &team, BOB, TeamRole::Member).await;
    assert_ne!(expired.id, revoked.id);
    app.ctx.clock.advance(TimeDelta::days(7));
    let bob = app.sign_in(BOB).await;
    expect_none(&bob, expired.id).await;
}

#[db_test]
async fn it_holds_as_the_link_does(app: TestApp) {
    let ada = app.user("ada").await;
    let bob = app.user("bob").await;
    let team = app.team(&ada, "Engines").await;
    let sender = app.member(&team, "sender", TeamRole::Admin).await;
    let (stale, _) = invite(&app, &sender, &team, BOB, TeamRole::Viewer).await;
    app.db.deactivate("sender@example.com").await;
    for refused in [look(&bob, stale.id).await, accept_own(&bob, stale.id).await] {
        refused.problem(StatusCode::CONFLICT, code::INVITATION_ENDED);
    }
    let told = log(&ada, &team).await;
    assert_eq!(told.last().unwrap().action, "invitations.withdraw");
    expect_none(&bob, stale.id).await;

    let (invitation, _) = invite(&app, &ada, &team, BOB, TeamRole::Viewer).await;
    ada.delete(&team.path(path::TEAM))
        .await
        .expect(StatusCode::ACCEPTED);
    for refused in [
        look(&bob, invitation.id).await,
        accept_own(&bob, invitation.id).await,
    ] {
        refused.problem(StatusCode::CONFLICT, code::TEAM_DELETING);
    }
}

#[db_test]
async fn with_and_without_the_link_at_once_make_one_membership(app: TestApp) {
    let ada = app.user("ada").await;
    let bob = app.user("bob").await;
    for _ in 0..4 {
        let team = app.team(&ada, "Engines").await;
        let (invitation, token) = invite(&app, &ada, &team, BOB, TeamRole::Member).await;
        let twin = bob.twin();
        let (linked, own) = tokio::join!(accept(&bob, &token), accept_own(&twin, invitation.id));
        let statuses = (linked.status.as_u16(), own.status.as_u16());
        assert!(matches!(statuses, (200, 404) | (409, 200)), "{statuses:?}");
        assert_eq!(members(&ada, &team).await.len(), 2);
    }
}
