//! Invitations: who may send them, what comes of their links, and what of two things at once.

use std::slice;

use chrono::TimeDelta;
use contract::{
    Page, RoleId,
    admin::{AdminInvitation, InvitationState},
    audit::AuditEvent,
    invitations::{Invitation, InvitationAccepted, InvitationPreview, InvitationsCreated},
    members::Member,
    notifications::Notification,
    path,
    problem::code,
    roles::{Role, TeamRole},
    teams::Team,
};
use http::{StatusCode, header};
use sandbox::mailbox::Mail;
use serde_json::{Value, json};
use services::audit::Verdict;
use testkit::{Answer, Client, PASSWORD, TestApp, TestTeam, db_test};

use crate::{limited, token};

pub(crate) const BOB: &str = "bob@example.com";
const NEW: &str = "new@example.com";

async fn send(client: &Client, team: &TestTeam, emails: &[&str], role: RoleId) -> Answer {
    let body = json!({"emails": emails, "role": role});
    client.post(&team.path(path::INVITATIONS), &body).await
}

/// Invites one address and takes the token from the mail.
pub(crate) async fn invite(
    app: &TestApp,
    client: &Client,
    team: &TestTeam,
    email: &str,
    role: TeamRole,
) -> (Invitation, String) {
    let sent = send(client, team, &[email], team.role(role)).await;
    sent.expect(StatusCode::CREATED);
    let mut created: InvitationsCreated = sent.json();
    assert_eq!(created.members, [""; 0]);
    let token = token(&mail_to(app, &email.trim().to_lowercase()).await);
    assert!(!sent.text().contains(&token), "only the mail has it");
    (created.invitations.swap_remove(0), token)
}

/// The latest mail to an address.
async fn mail_to(app: &TestApp, email: &str) -> Mail {
    let mails = app.deliver().await;
    let mail = mails.into_iter().find(|mail| mail.to == [email]);
    mail.expect("a mail has come")
}

pub(crate) async fn accept(client: &Client, token: &str) -> Answer {
    client
        .post(path::ACCEPT_INVITATION, &json!({"token": token}))
        .await
}

async fn preview(app: &TestApp, token: &str) -> Answer {
    app.anon()
        .post(path::PREVIEW_INVITATION, &json!({"token": token}))
        .await
}

async fn register(app: &TestApp, token: &str) -> Answer {
    let body = json!({
        "token": token, "password": PASSWORD, "first_name": " Grace ", "last_name": "Hopper",
        "locale": "ar",
    });
    app.anon().post(path::REGISTER_BY_INVITATION, &body).await
}

pub(crate) async fn revoke(client: &Client, team: &TestTeam, invitation: &Invitation) -> Answer {
    let path = team.path(path::INVITATION);
    client
        .delete(&path.replace("{id}", &invitation.id.to_string()))
        .await
}

async fn resend(client: &Client, team: &TestTeam, invitation: &Invitation) -> Answer {
    let path = team.path(path::RESEND_INVITATION);
    client
        .post_empty(&path.replace("{id}", &invitation.id.to_string()))
        .await
}

async fn waiting(client: &Client, team: &TestTeam) -> Vec<Invitation> {
    let page: Page<Invitation> = client.get(&team.path(path::INVITATIONS)).await.json();
    page.items
}

/// The members by address and role.
pub(crate) async fn members(client: &Client, team: &TestTeam) -> Vec<(String, String)> {
    let page: Page<Member> = client.get(&team.path(path::MEMBERS)).await.json();
    let word = |member: Member| (member.email, member.role.built_in.unwrap_or_default());
    page.items.into_iter().map(word).collect()
}

pub(crate) async fn news(client: &Client) -> Vec<Notification> {
    let page: Page<Notification> = client.get(path::NOTIFICATIONS).await.json();
    page.items
}

/// What the team's log tells, oldest first.
pub(crate) async fn log(client: &Client, team: &TestTeam) -> Vec<AuditEvent> {
    let page: Page<AuditEvent> = client.get(&team.path(path::AUDIT)).await.json();
    page.items.into_iter().rev().collect()
}

/// Gives a member another role.
async fn give(client: &Client, team: &TestTeam, email: &str, role: TeamRole) -> Answer {
    let page: Page<Member> = client.get(&team.path(path::MEMBERS)).await.json();
    let member = page.items.iter().find(|member| member.email == email);
    let id = member.expect("they belong to the team").id.to_string();
    let path = team.path(path::MEMBER).replace("{id}", &id);
    let body = json!({"role_id": team.role(role)});
    client.patch(&path, &body, None).await
}

/// Makes a role of the team.
async fn own_role(client: &Client, team: &TestTeam, name: &str, permissions: &[&str]) -> RoleId {
    let body = json!({"name": name, "permissions": permissions});
    let made = client.post(&team.path(path::TEAM_ROLES), &body).await;
    made.with(StatusCode::CREATED).json::<Role>().id
}

#[db_test]
async fn who_is_invited_becomes_a_member_once(app: TestApp) {
    let ada = app.user("ada").await;
    let bob = app.user("bob").await;
    let team = app.team(&ada, "Engines").await;
    let (invitation, token) = invite(&app, &ada, &team, BOB, TeamRole::Member).await;
    assert_eq!(token.len(), 43);
    assert_eq!(waiting(&ada, &team).await, slice::from_ref(&invitation));
    let told = news(&bob).await;
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].kind, "invitation_received");
    assert_eq!(told[0].data.team.as_deref(), Some("Engines"));
    assert_eq!(told[0].data.actor.as_deref(), Some("ada Tester"));

    for _ in 0..2 {
        let seen: InvitationPreview = preview(&app, &token).await.json();
        assert_eq!(seen.team, "Engines");
        assert_eq!(seen.email, BOB);
        assert_eq!(seen.role.built_in.as_deref(), Some("member"));
        assert_eq!(seen.invited_by, invitation.invited_by);
        assert!(seen.has_account);
    }
    let accepted = accept(&bob, &token).await;
    accepted.expect(StatusCode::OK);
    let accepted: InvitationAccepted = accepted.json();
    assert_eq!(
        (accepted.team_id, accepted.slug),
        (team.id, team.team.slug.clone())
    );
    let seen: Team = bob.get(&team.path(path::TEAM)).await.json();
    assert_eq!(seen.role.built_in.as_deref(), Some("member"));

    accept(&bob, &token)
        .await
        .problem(StatusCode::CONFLICT, code::INVITATION_ENDED);
    preview(&app, &token)
        .await
        .problem(StatusCode::CONFLICT, code::INVITATION_ENDED);
    assert_eq!(waiting(&ada, &team).await, []);
    assert_eq!(members(&ada, &team).await.len(), 2);
    let told = news(&ada).await;
    assert_eq!(told.len(), 1, "once");
    assert_eq!(told[0].kind, "member_joined");
    assert_eq!(told[0].data.actor.as_deref(), Some("bob Tester"));
    assert_eq!(news(&bob).await.len(), 1, "who joins knows");

    let log = log(&ada, &team).await;
    let told: Vec<&str> = log.iter().map(|event| event.action.as_str()).collect();
    assert_eq!(
        told,
        ["teams.create", "invitations.create", "invitations.accept"]
    );
    let after = log[1].after.as_ref().unwrap();
    assert_eq!(after["email"], "b…@example.com", "not the whole address");
    let verdict = services::audit::verify(&app.ctx, Some(team.id)).await;
    assert!(matches!(verdict.unwrap(), Verdict::Whole { lines: 3, .. }));
}

#[db_test]
async fn who_has_no_account_makes_one_by_the_link(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    // Somebody has signed up with the address before, with a password of their own.
    let body = json!({
        "email": NEW, "password": "four green kettles hum", "first_name": "E", "last_name": "V",
    });
    let pending = app.anon().post(path::REGISTER, &body).await;
    pending.expect(StatusCode::CREATED);
    let verification = token(&mail_to(&app, NEW).await);

    let (_, token) = invite(&app, &ada, &team, NEW, TeamRole::Viewer).await;
    let seen: InvitationPreview = preview(&app, &token).await.json();
    assert!(!seen.has_account);
    let weak = json!({
        "token": token, "password": "password12", "first_name": "G", "last_name": "H",
    });
    let refused = app.anon().post(path::REGISTER_BY_INVITATION, &weak).await;
    let problem = refused.problem(StatusCode::UNPROCESSABLE_ENTITY, code::INVALID);
    assert_eq!(problem.errors[0].path, "password");

    let made = register(&app, &token).await;
    made.expect(StatusCode::CREATED);
    assert!(
        !made.headers.contains_key(header::SET_COOKIE),
        "it signs nobody in"
    );
    let grace = app.sign_in(NEW).await;
    let me: Value = grace.get(path::USERS_ME).await.json();
    assert_eq!(
        (&me["first_name"], &me["locale"]),
        (&json!("Grace"), &json!("ar"))
    );
    assert_eq!(me["team_id"], json!(team.id));
    let seen: Team = grace.get(&team.path(path::TEAM)).await.json();
    assert_eq!(seen.role.built_in.as_deref(), Some("viewer"));

    register(&app, &token)
        .await
        .problem(StatusCode::CONFLICT, code::INVITATION_ENDED);
    let body = json!({"token": verification});
    let late = app.anon().post(path::VERIFY_EMAIL, &body).await;
    late.problem(StatusCode::CONFLICT, code::TOKEN_INVALID);
    let log = log(&ada, &team).await;
    let last = log.last().unwrap();
    assert_eq!(
        (last.action.as_str(), last.via.as_str()),
        ("invitations.accept", "link")
    );
    assert_eq!(last.actor_name, "Grace Hopper");
}

#[db_test]
async fn an_address_that_has_an_account_by_now_accepts_with_it(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let (_, token) = invite(&app, &ada, &team, NEW, TeamRole::Member).await;
    let new = app.user("new").await;
    register(&app, &token)
        .await
        .problem(StatusCode::CONFLICT, code::EMAIL_TAKEN);
    accept(&new, &token).await.expect(StatusCode::OK);
}

#[db_test]
async fn an_invitation_is_for_one_address(app: TestApp) {
    let ada = app.user("ada").await;
    let eve = app.user("eve").await;
    let bob = app.user("bob").await;
    let team = app.team(&ada, "Engines").await;
    let (_, token) = invite(&app, &ada, &team, " BOB@Example.com ", TeamRole::Member).await;
    for other in [&eve, &ada] {
        accept(other, &token)
            .await
            .problem(StatusCode::FORBIDDEN, code::INVITATION_OTHER_ADDRESS);
    }
    accept(&bob, &token).await.expect(StatusCode::OK);
}

#[db_test]
async fn a_link_works_for_a_week_and_can_be_sent_again(app: TestApp) {
    let ada = app.user("ada").await;
    app.account("admin", false).await;
    let team = app.team(&ada, "Engines").await;
    let (first, old) = invite(&app, &ada, &team, NEW, TeamRole::Member).await;
    app.ctx.clock.advance(TimeDelta::days(7));
    let ada = app.sign_in("ada@example.com").await;
    for refused in [preview(&app, &old).await, register(&app, &old).await] {
        refused.problem(StatusCode::CONFLICT, code::INVITATION_ENDED);
    }
    assert_eq!(
        waiting(&ada, &team).await,
        slice::from_ref(&first),
        "to be sent again"
    );

    let email = "admin@example.com";
    let (_, token_of_admin) = invite(&app, &ada, &team, email, TeamRole::Admin).await;
    let admin = app.sign_in(email).await;
    accept(&admin, &token_of_admin).await.expect(StatusCode::OK);
    let again = resend(&admin, &team, &first).await;
    again.expect(StatusCode::OK);
    let again: Invitation = again.json();
    assert_eq!((again.id, again.created_at), (first.id, first.created_at));
    assert!(again.expires_at > first.expires_at);
    assert_ne!(
        again.invited_by, first.invited_by,
        "who sends it vouches for it"
    );
    let new = token(&mail_to(&app, NEW).await);
    assert_ne!(new, old);
    preview(&app, &old)
        .await
        .problem(StatusCode::CONFLICT, code::INVITATION_ENDED);
    register(&app, &new).await.expect(StatusCode::CREATED);
    resend(&ada, &team, &first)
        .await
        .problem(StatusCode::NOT_FOUND, code::NOT_FOUND);
}

#[db_test]
async fn an_address_has_one_invitation_and_members_have_none(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    app.member(&team, "bob", TeamRole::Viewer).await;
    let (first, old) = invite(&app, &ada, &team, NEW, TeamRole::Member).await;
    let emails = [NEW, "NEW@example.com", BOB, "zoe@example.com"];
    let sent = send(&ada, &team, &emails, team.role(TeamRole::Viewer)).await;
    sent.expect(StatusCode::CREATED);
    let created: InvitationsCreated = sent.json();
    assert_eq!(created.members, [BOB]);
    let invited: Vec<&str> = created
        .invitations
        .iter()
        .map(|it| it.email.as_str())
        .collect();
    assert_eq!(invited, [NEW, "zoe@example.com"]);
    assert_eq!(created.invitations[0].id, first.id);
    assert_eq!(waiting(&ada, &team).await.len(), 2);

    let seen = preview(&app, &old).await;
    seen.problem(StatusCode::CONFLICT, code::INVITATION_ENDED);
    let new = token(&mail_to(&app, NEW).await);
    let seen: InvitationPreview = preview(&app, &new).await.json();
    assert_eq!(seen.role.built_in.as_deref(), Some("viewer"));
    assert!(app.deliver().await.iter().all(|mail| mail.to != [BOB]));
}

#[db_test]
async fn revoked_and_declined_invitations_are_over(app: TestApp) {
    let ada = app.user("ada").await;
    let bob = app.user("bob").await;
    let team = app.team(&ada, "Engines").await;
    let (invitation, token) = invite(&app, &ada, &team, BOB, TeamRole::Member).await;
    revoke(&ada, &team, &invitation)
        .await
        .expect(StatusCode::NO_CONTENT);
    accept(&bob, &token)
        .await
        .problem(StatusCode::CONFLICT, code::INVITATION_ENDED);
    revoke(&ada, &team, &invitation)
        .await
        .problem(StatusCode::NOT_FOUND, code::NOT_FOUND);

    let (_, token) = invite(&app, &ada, &team, NEW, TeamRole::Member).await;
    let body = json!({"token": token});
    let declined = app.anon().post(path::DECLINE_INVITATION, &body).await;
    declined.expect(StatusCode::NO_CONTENT);
    let again = app.anon().post(path::DECLINE_INVITATION, &body).await;
    again.problem(StatusCode::CONFLICT, code::INVITATION_ENDED);
    register(&app, &token)
        .await
        .problem(StatusCode::CONFLICT, code::INVITATION_ENDED);
    let log = log(&ada, &team).await;
    let last = log.last().unwrap();
    assert_eq!(last.action, "invitations.decline");
    assert_eq!((last.actor_id, last.via.as_str()), (None, "link"));
}

/// What staff see of the invitations into all teams.
async fn seen_by_staff(staff: &Client, query: &str) -> Page<AdminInvitation> {
    let path = format!("{}{query}", path::ADMIN_INVITATIONS);
    staff.get(&path).await.with(StatusCode::OK).json()
}

fn addresses(page: &Page<AdminInvitation>) -> Vec<&str> {
    page.items.iter().map(|item| item.email.as_str()).collect()
}

#[db_test]
async fn staff_see_the_invitations_of_all_teams(app: TestApp) {
    let sue = app.account("sue", false).await;
    app.db.give_role(sue.id, "auditor").await;
    let ada = app.user("ada").await;
    let engines = app.team(&ada, "Engines").await;
    let looms = app.team(&ada, "Looms").await;
    invite(&app, &ada, &engines, NEW, TeamRole::Member).await;
    app.ctx.clock.advance(TimeDelta::days(5));
    let ada = app.sign_in("ada@example.com").await;
    let (bob, _) = invite(&app, &ada, &engines, BOB, TeamRole::Viewer).await;
    app.ctx.clock.advance(TimeDelta::seconds(1));
    let (newest, _) = invite(&app, &ada, &looms, NEW, TeamRole::Admin).await;
    let (ended, _) = invite(&app, &ada, &looms, "gone@example.com", TeamRole::Viewer).await;
    revoke(&ada, &looms, &ended).await;
    app.ctx.clock.advance(TimeDelta::days(3));
    let staff = app.sign_in(&sue.email).await;

    let all = seen_by_staff(&staff, "").await;
    assert_eq!(addresses(&all), [NEW, BOB, NEW], "newest first");
    let first = &all.items[0];
    assert_eq!((first.id, first.team.id), (newest.id, looms.id));
    assert_eq!(first.team.name, "Looms");
    assert_eq!(first.role.built_in.as_deref(), Some("admin"));
    assert_eq!(first.invited_by.email, "ada@example.com");
    assert_eq!(first.expires_at, newest.expires_at);
    let states: Vec<_> = all.items.iter().map(|item| item.state).collect();
    let (pending, expired) = (InvitationState::Pending, InvitationState::Expired);
    assert_eq!(states, [pending, pending, expired]);

    let only = seen_by_staff(&staff, "?state=expired").await;
    assert_eq!(only.items, all.items[2..]);
    let only = seen_by_staff(&staff, "?state=pending&search=%20NEW%40").await;
    assert_eq!(only.items, all.items[..1]);
    let only = seen_by_staff(&staff, "?search=bob").await;
    assert_eq!(only.items[0].id, bob.id);
    let head = seen_by_staff(&staff, "?search=new&limit=1").await;
    assert_eq!(head.items, all.items[..1]);
    let cursor = head.next_cursor.unwrap();
    let rest = seen_by_staff(&staff, &format!("?search=new&limit=1&cursor={cursor}")).await;
    assert_eq!(rest.items, all.items[2..]);
    assert_eq!(rest.next_cursor, None);
    for bad in ["?state=perhaps", "?cursor=abc"] {
        let path = format!("{}{bad}", path::ADMIN_INVITATIONS);
        let answer = staff.get(&path).await;
        answer.problem(StatusCode::UNPROCESSABLE_ENTITY, code::INVALID);
    }
    // Who may look may not revoke.
    let one = path::ADMIN_INVITATION.replace("{id}", &bob.id.to_string());
    let answer = staff.delete(&one).await;
    answer.problem(StatusCode::FORBIDDEN, code::FORBIDDEN);
}

#[db_test]
async fn what_staff_revoke_is_over_and_told_to_the_team(app: TestApp) {
    let root = app.superuser("root").await;
    let sue = app.account("sue", false).await;
    app.db.give_role(sue.id, "support").await;
    let staff = app.sign_in(&sue.email).await;
    let ada = app.user("ada").await;
    let bob = app.user("bob").await;
    let team = app.team(&ada, "Engines").await;
    let (invitation, token) = invite(&app, &ada, &team, BOB, TeamRole::Member).await;
    let one = path::ADMIN_INVITATION.replace("{id}", &invitation.id.to_string());
    staff.delete(&one).await.expect(StatusCode::NO_CONTENT);
    accept(&bob, &token)
        .await
        .problem(StatusCode::CONFLICT, code::INVITATION_ENDED);
    let again = staff.delete(&one).await;
    again.problem(StatusCode::NOT_FOUND, code::NOT_FOUND);
    assert_eq!(waiting(&ada, &team).await, []);
    assert_eq!(seen_by_staff(&staff, "").await.items, []);

    let log = log(&ada, &team).await;
    let last = log.last().unwrap();
    assert_eq!(last.action, "invitations.revoke");
    assert_eq!(last.actor_id, Some(sue.id));
    assert_eq!(last.subject_id, Some(invitation.id.uuid()));
    assert_eq!(last.address, None, "not from where staff work");
    let path = format!("{}?action=invitations.revoke", path::ADMIN_AUDIT);
    let told: Page<AuditEvent> = root.get(&path).await.json();
    assert_eq!(told.items.len(), 1);
    assert_eq!(told.items[0].actor_id, Some(sue.id));
    assert_eq!(told.items[0].before.as_ref().unwrap()["team"], "Engines");
}

#[db_test]
async fn nobody_invites_above_themselves(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let admin = app.member(&team, "admin", TeamRole::Admin).await;
    let too_high = send(&admin, &team, &[NEW], team.role(TeamRole::Owner)).await;
    too_high.problem(StatusCode::FORBIDDEN, code::ROLE_TOO_HIGH);
    let by_transfer = send(&ada, &team, &[NEW], team.role(TeamRole::Owner)).await;
    by_transfer.problem(StatusCode::CONFLICT, code::OWNER_BY_TRANSFER);

    // Nor do they touch what somebody above them has sent.
    let deputy = own_role(&ada, &team, "Deputy", &["*"]).await;
    let sent = send(&ada, &team, &[NEW], deputy).await;
    let invitation = &sent.json::<InvitationsCreated>().invitations[0];
    let token = token(&mail_to(&app, NEW).await);
    for refused in [
        send(&admin, &team, &[NEW], team.role(TeamRole::Viewer)).await,
        resend(&admin, &team, invitation).await,
        revoke(&admin, &team, invitation).await,
    ] {
        refused.problem(StatusCode::FORBIDDEN, code::ROLE_TOO_HIGH);
    }
    register(&app, &token).await.expect(StatusCode::CREATED);

    // A role of another team is none.
    let other = app.team(&ada, "Other").await;
    let unknown = send(&ada, &team, &[BOB], other.role(TeamRole::Viewer)).await;
    let problem = unknown.problem(StatusCode::UNPROCESSABLE_ENTITY, code::INVALID);
    assert_eq!(problem.errors[0].path, "role");
}

#[db_test]
async fn an_invitation_grants_no_more_than_its_sender_holds_by_now(app: TestApp) {
    let ada = app.user("ada").await;
    for (email, fall) in [
        ("demoted@example.com", "demoted"),
        ("removed@example.com", "removed"),
        ("disabled@example.com", "disabled"),
    ] {
        let team = app.team(&ada, "Engines").await;
        let name = email.split_once('@').unwrap().0;
        let sender = app.member(&team, name, TeamRole::Admin).await;
        let invited = format!("invited-by-{email}");
        let (_, token) = invite(&app, &sender, &team, &invited, TeamRole::Viewer).await;
        preview(&app, &token).await.expect(StatusCode::OK);
        match fall {
            "demoted" => give(&ada, &team, email, TeamRole::Viewer)
                .await
                .expect(StatusCode::OK),
            "removed" => {
                let page: Page<Member> = ada.get(&team.path(path::MEMBERS)).await.json();
                let member = page.items.iter().find(|member| member.email == email);
                let id = member.unwrap().id.to_string();
                let path = team.path(path::MEMBER).replace("{id}", &id);
                ada.delete(&path).await.expect(StatusCode::NO_CONTENT);
            }
            _ => app.db.deactivate(email).await,
        }
        for refused in [preview(&app, &token).await, register(&app, &token).await] {
            refused.problem(StatusCode::CONFLICT, code::INVITATION_ENDED);
        }
        assert!(!app.db.has_account(&invited).await, "{fall}");
        let name = format!("invited-by-{name}");
        let invited = app.user(&name).await;
        accept(&invited, &token)
            .await
            .problem(StatusCode::CONFLICT, code::INVITATION_ENDED);
        assert_eq!(waiting(&ada, &team).await, [], "{fall}");
        let log = log(&ada, &team).await;
        assert_eq!(log.last().unwrap().action, "invitations.withdraw", "{fall}");
    }
}

#[db_test]
async fn an_invitation_brings_nothing_that_was_shared_above_its_sender(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let held = ["team:*", "invitations:*", "roles:list"];
    let doorkeeper = own_role(&ada, &team, "Doorkeeper", &held).await;
    let sent = send(&ada, &team, &[BOB], doorkeeper).await;
    sent.expect(StatusCode::CREATED);
    let bob = app.user("bob").await;
    let link = token(&mail_to(&app, BOB).await);
    accept(&bob, &link).await.expect(StatusCode::OK);

    let (_, link) = invite(&app, &bob, &team, NEW, TeamRole::Billing).await;
    let project = ada
        .post(&team.path(path::PROJECTS), &json!({"name": "Mill"}))
        .await;
    let id = project.json::<Value>()["id"].as_str().unwrap().to_owned();
    let grantee = json!({"kind": "role", "id": team.role(TeamRole::Billing)});
    let grants = team.path(path::PROJECT_GRANTS).replace("{id}", &id);
    ada.post(&grants, &json!({"grantee": grantee, "level": "viewer"}))
        .await
        .expect(StatusCode::CREATED);
    for refused in [preview(&app, &link).await, register(&app, &link).await] {
        refused.problem(StatusCode::CONFLICT, code::INVITATION_ENDED);
    }
    assert!(!app.db.has_account(NEW).await);
}

#[db_test]
async fn a_key_invites_with_no_more_than_its_scopes(app: TestApp) {
    use contract::api_keys::Scope;

    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let viewing = [
        Scope::InvitationsCreate,
        Scope::MembersList,
        Scope::ProjectsRead,
        Scope::ProjectsExport,
    ];
    for (scopes, role, expected) in [
        (&viewing[..1], TeamRole::Billing, StatusCode::CREATED),
        (&viewing[..1], TeamRole::Viewer, StatusCode::FORBIDDEN),
        (&viewing, TeamRole::Viewer, StatusCode::CREATED),
        (&viewing, TeamRole::Member, StatusCode::FORBIDDEN),
        (Scope::ALL, TeamRole::Member, StatusCode::CREATED),
        (Scope::ALL, TeamRole::Admin, StatusCode::FORBIDDEN),
    ] {
        let program = app.program(&app.key(&ada, scopes).await);
        let sent = send(&program, &team, &[NEW], team.role(role)).await;
        assert_eq!(sent.status, expected, "{scopes:?} {role:?}");
        if expected == StatusCode::FORBIDDEN {
            sent.problem(expected, code::ROLE_TOO_HIGH);
        }
    }
}

#[db_test]
async fn a_role_that_somebody_is_invited_with_stays(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let body = json!({"name": "Editor", "permissions": ["team:read"]});
    let role: Role = ada.post(&team.path(path::TEAM_ROLES), &body).await.json();
    let sent = send(&ada, &team, &[NEW, BOB], role.id).await;
    let created: InvitationsCreated = sent.json();
    let path = team.path(path::TEAM_ROLE);
    let path = path.replace("{id}", &role.id.to_string());
    let remove = async || ada.delete(&path).await;
    remove()
        .await
        .problem(StatusCode::CONFLICT, code::ROLE_IN_USE);
    for invitation in &created.invitations {
        remove()
            .await
            .problem(StatusCode::CONFLICT, code::ROLE_IN_USE);
        revoke(&ada, &team, invitation)
            .await
            .expect(StatusCode::NO_CONTENT);
    }
    remove().await.expect(StatusCode::NO_CONTENT);
}

#[db_test]
async fn into_a_team_that_is_given_up_nobody_comes(app: TestApp) {
    let ada = app.user("ada").await;
    let bob = app.user("bob").await;
    let team = app.team(&ada, "Engines").await;
    let (_, token) = invite(&app, &ada, &team, BOB, TeamRole::Member).await;
    ada.delete(&team.path(path::TEAM))
        .await
        .expect(StatusCode::ACCEPTED);
    for refused in [preview(&app, &token).await, accept(&bob, &token).await] {
        refused.problem(StatusCode::CONFLICT, code::TEAM_DELETING);
    }
    ada.post_empty(&team.path(path::RESTORE_TEAM))
        .await
        .expect(StatusCode::OK);
    accept(&bob, &token).await.expect(StatusCode::OK);
}

#[db_test]
async fn the_mail_speaks_the_readers_language(app: TestApp) {
    let ada = app.user("ada").await;
    let bob = app.user("bob").await;
    let locale = json!({"locale": "ar"});
    bob.patch(path::USERS_ME, &locale, None)
        .await
        .expect(StatusCode::OK);
    let team = app.team(&ada, "Engines").await;
    invite(&app, &ada, &team, BOB, TeamRole::Member).await;
    assert!(mail_to(&app, BOB).await.subject.contains("دعوة"));
    // Of who has no account nothing is known but who has sent it.
    invite(&app, &ada, &team, NEW, TeamRole::Member).await;
    assert!(
        mail_to(&app, NEW)
            .await
            .subject
            .contains("invites you to Engines")
    );
}

#[db_test]
async fn a_team_has_so_many_invitations_and_no_more(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let role = team.role(TeamRole::Viewer);
    let names: Vec<String> = (0..200)
        .map(|number| format!("n{number}@example.com"))
        .collect();
    for chunk in names.chunks(50) {
        let emails: Vec<&str> = chunk.iter().map(String::as_str).collect();
        send(&ada, &team, &emails, role)
            .await
            .expect(StatusCode::CREATED);
    }
    let refused = send(&ada, &team, &[NEW], role).await;
    refused.problem(StatusCode::FORBIDDEN, code::TOO_MANY_INVITATIONS);
    send(&ada, &team, &["n7@example.com"], role)
        .await
        .expect(StatusCode::CREATED);
    let too_many: Vec<&str> = names.iter().take(51).map(String::as_str).collect();
    let refused = send(&ada, &team, &too_many, role).await;
    refused.problem(StatusCode::UNPROCESSABLE_ENTITY, code::INVALID);

    // The list is read in pages, each invitation once.
    let (mut seen, mut next) = (Vec::new(), Some(String::new()));
    while let Some(cursor) = next {
        let path = format!("{}?limit=90{cursor}", team.path(path::INVITATIONS));
        let page: Page<Invitation> = ada.get(&path).await.json();
        seen.extend(page.items.into_iter().map(|invitation| invitation.email));
        next = page.next_cursor.map(|cursor| format!("&cursor={cursor}"));
    }
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), 200);
}

#[db_test]
async fn nobodys_mailbox_is_filled(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    let (invitation, _) = invite(&app, &ada, &team, NEW, TeamRole::Viewer).await;
    let ctx = limited(&app);
    let limited = app.anon_on(&ctx);
    let login = json!({"email": "ada@example.com", "password": PASSWORD});
    limited
        .post(path::LOGIN, &login)
        .await
        .expect(StatusCode::OK);
    for _ in 0..3 {
        resend(&limited, &team, &invitation)
            .await
            .expect(StatusCode::OK);
        send(&limited, &team, &[NEW], team.role(TeamRole::Viewer))
            .await
            .expect(StatusCode::CREATED);
    }
    for refused in [
        resend(&limited, &team, &invitation).await,
        send(&limited, &team, &[NEW], team.role(TeamRole::Viewer)).await,
    ] {
        refused.problem(StatusCode::TOO_MANY_REQUESTS, code::RATE_LIMITED);
    }

    // Nor are the mailboxes of many, one mail each.
    let mut status = StatusCode::CREATED;
    for chunk in 0..5 {
        let names: Vec<String> = (0..50)
            .map(|n| format!("m{chunk}-{n}@example.com"))
            .collect();
        let emails: Vec<&str> = names.iter().map(String::as_str).collect();
        status = send(&limited, &team, &emails, team.role(TeamRole::Viewer))
            .await
            .status;
    }
    assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
}

#[db_test]
async fn two_at_once_make_one_membership(app: TestApp) {
    let ada = app.user("ada").await;
    let bob = app.user("bob").await;
    let team = app.team(&ada, "Engines").await;
    let (_, token) = invite(&app, &ada, &team, BOB, TeamRole::Member).await;
    let twin = bob.twin();
    let (one, two) = tokio::join!(accept(&bob, &token), accept(&twin, &token));
    let mut statuses = [one.status.as_u16(), two.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);

    let (_, token) = invite(&app, &ada, &team, NEW, TeamRole::Member).await;
    let (one, two) = tokio::join!(register(&app, &token), register(&app, &token));
    let mut statuses = [one.status.as_u16(), two.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409]);
    assert_eq!(members(&ada, &team).await.len(), 3);
}

#[db_test]
async fn an_acceptance_and_a_revocation_at_once_agree(app: TestApp) {
    let ada = app.user("ada").await;
    let bob = app.user("bob").await;
    for _ in 0..4 {
        let team = app.team(&ada, "Engines").await;
        let (invitation, token) = invite(&app, &ada, &team, BOB, TeamRole::Member).await;
        let (accepted, revoked) =
            tokio::join!(accept(&bob, &token), revoke(&ada, &team, &invitation));
        let statuses = (accepted.status.as_u16(), revoked.status.as_u16());
        let count = members(&ada, &team).await.len();
        match statuses {
            (200, 404) => assert_eq!(count, 2),
            (409, 204) => assert_eq!(count, 1),
            other => panic!("{other:?}"),
        }
    }
}

#[db_test]
async fn an_acceptance_and_the_fall_of_its_sender_at_once_agree(app: TestApp) {
    let ada = app.user("ada").await;
    let bob = app.user("bob").await;
    for round in 0..4 {
        let team = app.team(&ada, "Engines").await;
        let name = format!("sender{round}");
        let sender = app.member(&team, &name, TeamRole::Admin).await;
        let (_, token) = invite(&app, &sender, &team, BOB, TeamRole::Admin).await;
        let email = format!("{name}@example.com");
        let (accepted, demoted) = tokio::join!(
            accept(&bob, &token),
            give(&ada, &team, &email, TeamRole::Member)
        );
        demoted.expect(StatusCode::OK);
        let count = members(&ada, &team).await.len();
        let log = log(&ada, &team).await;
        let at = |action: &str| log.iter().position(|event| event.action == action);
        match accepted.status.as_u16() {
            200 => {
                assert_eq!(count, 3);
                assert!(at("invitations.accept") < at("members.update"));
            }
            409 => {
                assert_eq!(count, 2);
                assert!(at("invitations.withdraw") > at("members.update"));
            }
            other => panic!("{other}"),
        }
    }
}

#[db_test]
async fn an_acceptance_and_the_end_of_its_team_at_once_agree(app: TestApp) {
    let ada = app.user("ada").await;
    let bob = app.user("bob").await;
    for _ in 0..4 {
        let team = app.team(&ada, "Engines").await;
        let (_, token) = invite(&app, &ada, &team, BOB, TeamRole::Member).await;
        let path = team.path(path::TEAM);
        let (accepted, deleted) = tokio::join!(accept(&bob, &token), ada.delete(&path));
        deleted.expect(StatusCode::ACCEPTED);
        let seen = bob.get(&path).await.status.as_u16();
        assert!(
            matches!((accepted.status.as_u16(), seen), (200, 200) | (409, 404)),
            "{} {seen}",
            accepted.text()
        );
    }
}

#[db_test]
async fn an_invitation_and_the_end_of_its_role_at_once_agree(app: TestApp) {
    let ada = app.user("ada").await;
    let team = app.team(&ada, "Engines").await;
    for round in 0..4 {
        let body = json!({"name": format!("Role {round}"), "permissions": ["team:read"]});
        let role: Role = ada.post(&team.path(path::TEAM_ROLES), &body).await.json();
        let path = team.path(path::TEAM_ROLE);
        let path = path.replace("{id}", &role.id.to_string());
        let email = format!("new{round}@example.com");
        let emails = [email.as_str()];
        let (sent, removed) = tokio::join!(send(&ada, &team, &emails, role.id), ada.delete(&path));
        let statuses = (sent.status.as_u16(), removed.status.as_u16());
        assert!(matches!(statuses, (201, 409) | (422, 204)), "{statuses:?}");
    }
}
