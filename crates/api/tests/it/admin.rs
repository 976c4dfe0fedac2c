use chrono::TimeDelta;
use contract::{
    Page, Permission, UserId,
    admin::{
        AccountEvent, AdminTeam, AdminTeamDetail, DatabaseKind, DeadJob, JobKind, MailLogEntry,
        MailStatus, Registration, Requeued, Schedule, SystemStatus, UserDetail,
    },
    announcements::ManagedAnnouncement,
    audit::AuditEvent,
    auth::Login,
    mfa::TotpSetup,
    notifications::{Notification, UnreadCount},
    path,
    problem::code,
    roles::TeamRole,
    security_events::SecurityEvent,
    sessions::Session,
    teams::Team,
    users::{Impersonation, User},
};
use http::StatusCode;
use serde_json::{Value, json};
use testkit::{Backend, Client, PASSWORD, TestApp, Totp, db_test};

const COOKIE: &str = "pilaster_own";

/// What is left to who acts as somebody else, of what is everybody's own.
pub(crate) fn is_allowed_in_anothers_name(permission: Permission) -> bool {
    matches!(
        permission.as_str(),
        "account:read"
            | "account:update"
            | "sessions:list"
            | "mfa:read"
            | "identities:list"
            | "passkeys:list"
            | "security_events:list"
            | "notifications:read"
            | "teams:list"
            | "teams:create"
            | "users:read"
    )
}

fn reason() -> Value {
    json!({"reason": "ticket 4711"})
}

fn of(path: &str, user: UserId) -> String {
    path.replace("{id}", &user.to_string())
}

pub(crate) async fn impersonate(client: &Client, user: UserId) -> Impersonation {
    let answer = client
        .post(&of(path::ADMIN_IMPERSONATE, user), &reason())
        .await;
    answer.with(StatusCode::OK).json()
}

async fn me(client: &Client) -> User {
    let answer = client.get(path::USERS_ME).await;
    answer.with(StatusCode::OK).json()
}

async fn detail(client: &Client, user: UserId) -> UserDetail {
    let answer = client.get(&of(path::ADMIN_USER, user)).await;
    answer.with(StatusCode::OK).json()
}

async fn audit(client: &Client, action: &str) -> Vec<AuditEvent> {
    let path = format!("{}?action={action}", path::ADMIN_AUDIT);
    let page: Page<AuditEvent> = client.get(&path).await.with(StatusCode::OK).json();
    page.items
}

/// Sets an authenticator app up.
pub(crate) async fn enable_totp(app: &TestApp, client: &Client) {
    let setup: TotpSetup = client.post(path::MFA_TOTP_SETUP, &json!({})).await.json();
    let code = Totp::new(&setup.secret).code(app.ctx.clock.now());
    client
        .post(path::MFA_TOTP_CONFIRM, &json!({ "code": code }))
        .await
        .expect(StatusCode::OK);
}

/// A signed-in member of the support, and their account.
async fn support(app: &TestApp, name: &str) -> (Client, User) {
    let user = app.account(name, false).await;
    app.db.give_role(user.id, "support").await;
    (app.sign_in(&user.email).await, user)
}

#[db_test]
async fn an_account_is_shown_with_all_that_protects_it(app: TestApp) {
    let root = app.superuser("root").await;
    let ada = app.user("ada").await;
    let id = me(&ada).await.id;
    let team = app.team(&ada, "Engines").await;
    enable_totp(&app, &ada).await;
    app.db.give_role(id, "auditor").await;
    let shown = detail(&root, id).await;
    assert_eq!(shown.user.email, "ada@example.com");
    assert!(shown.mfa.totp_since.is_some());
    assert_eq!(shown.sessions, 1);
    assert_eq!(shown.teams.len(), 1);
    assert_eq!(shown.teams[0].id, team.id);
    assert_eq!(shown.teams[0].role.built_in.as_deref(), Some("owner"));
    assert_eq!(shown.roles[0].built_in.as_deref(), Some("auditor"));
    assert_eq!((shown.failed_sign_ins, shown.locked_until), (0, None));
    assert_eq!(shown.delete_at, None);
    assert!(shown.is_within_reach);
    root.get(&of(path::ADMIN_USER, UserId::new(team.id.uuid())))
        .await
        .problem(StatusCode::NOT_FOUND, code::NOT_FOUND);
}

#[db_test]
async fn who_is_deactivated_is_out_at_once_and_told(app: TestApp) {
    let (staff, _) = support(&app, "sue").await;
    let root = app.superuser("root").await;
    let ada = app.user("ada").await;
    let id = me(&ada).await.id;
    for _ in 0..2 {
        staff
            .post(&of(path::ADMIN_DEACTIVATE_USER, id), &reason())
            .await
            .expect(StatusCode::NO_CONTENT);
    }
    ada.get(path::USERS_ME)
        .await
        .problem(StatusCode::UNAUTHORIZED, code::UNAUTHENTICATED);
    let mails = app.deliver().await;
    assert_eq!(mails.len(), 1, "deactivating twice is deactivating once");
    assert_eq!(mails[0].subject, "Your account was deactivated");
    let login = Login {
        email: "ada@example.com".to_owned(),
        password: PASSWORD.to_owned(),
    };
    app.anon()
        .post(path::LOGIN, &login)
        .await
        .problem(StatusCode::FORBIDDEN, code::ACCOUNT_DISABLED);
    let lines = audit(&root, "users.deactivate").await;
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0].actor_name, "sue Tester");
    assert_eq!(lines[0].subject_id, Some(id.uuid()));
    let told = json!({"user": "ada Tester", "user_id": id, "reason": "ticket 4711"});
    assert_eq!(lines[0].after, Some(told));

    staff
        .post(&of(path::ADMIN_ACTIVATE_USER, id), &json!({}))
        .await
        .expect(StatusCode::NO_CONTENT);
    let ada = app.sign_in("ada@example.com").await;
    let events: Page<SecurityEvent> = ada.get(path::SECURITY_EVENTS).await.json();
    let kinds: Vec<_> = events.items.iter().map(|event| &*event.kind).collect();
    assert!(kinds.contains(&"deactivated_by_staff"), "{kinds:?}");
    assert!(kinds.contains(&"activated_by_staff"), "{kinds:?}");
    let lines = audit(&root, "users.activate").await;
    assert_eq!(lines.len(), 1);
    let told = json!({"user": "ada Tester", "user_id": id});
    assert_eq!(lines[0].after, Some(told));
}

#[db_test]
async fn a_lost_second_factor_is_removed_with_a_reason(app: TestApp) {
    let (staff, _) = support(&app, "sue").await;
    let root = app.superuser("root").await;
    let ada = app.user("ada").await;
    let id = me(&ada).await.id;
    let path = of(path::ADMIN_RESET_MFA, id);
    staff
        .post(&path, &reason())
        .await
        .problem(StatusCode::CONFLICT, code::MFA_STATE);
    enable_totp(&app, &ada).await;
    let short = staff.post(&path, &json!({"reason": " x "})).await;
    let problem = short.problem(StatusCode::UNPROCESSABLE_ENTITY, code::INVALID);
    assert_eq!(problem.errors[0].path, "reason");
    staff
        .post(&path, &reason())
        .await
        .expect(StatusCode::NO_CONTENT);
    // The password is enough again.
    app.sign_in("ada@example.com").await;
    let subjects: Vec<_> = app
        .deliver()
        .await
        .into_iter()
        .map(|mail| mail.subject)
        .collect();
    assert!(
        subjects.contains(&"Your two-step verification was reset".to_owned()),
        "{subjects:?}"
    );
    let lines = audit(&root, "users.reset_mfa").await;
    assert_eq!(lines.len(), 1);
    for told in [&lines[0].before, &lines[0].after] {
        assert_eq!(told.as_ref().unwrap()["user"], "ada Tester");
    }
}

#[db_test]
async fn a_sign_up_is_confirmed_unless_another_one_has_the_address_too(app: TestApp) {
    let (staff, _) = support(&app, "sue").await;
    app.account("root", true).await;
    let input = json!({
        "email": "grace@example.com", "password": PASSWORD, "first_name": "Grace", "last_name": "H",
    });
    let register = async || {
        let answer = app.anon().post(path::REGISTER, &input).await;
        answer.expect(StatusCode::CREATED);
    };
    let pending = async || -> Page<Registration> {
        let path = format!("{}?search=GRACE", path::ADMIN_REGISTRATIONS);
        staff.get(&path).await.with(StatusCode::OK).json()
    };
    register().await;
    let first = pending().await.items[0].clone();
    assert_eq!(first.name, "Grace H");
    let verify = path::ADMIN_VERIFY_REGISTRATION.replace("{id}", &first.id.to_string());

    register().await;
    staff
        .post(&verify, &json!({}))
        .await
        .problem(StatusCode::CONFLICT, code::SEVERAL_REGISTRATIONS);
    // A day later only one of them is left, for the other one is too old.
    app.ctx.clock.advance(TimeDelta::hours(25));
    staff
        .post(&verify, &json!({}))
        .await
        .problem(StatusCode::UNAUTHORIZED, code::UNAUTHENTICATED);
    let staff = app.sign_in("sue@example.com").await;
    staff
        .post(&verify, &json!({}))
        .await
        .problem(StatusCode::NOT_FOUND, code::NOT_FOUND);
    register().await;
    let path = format!("{}?search=grace", path::ADMIN_REGISTRATIONS);
    let left: Page<Registration> = staff.get(&path).await.json();
    assert_eq!(left.items.len(), 1);
    let verify = path::ADMIN_VERIFY_REGISTRATION.replace("{id}", &left.items[0].id.to_string());
    let made = staff.post(&verify, &json!({})).await;
    let user: User = made.with(StatusCode::CREATED).json();
    assert_eq!(user.email, "grace@example.com");
    app.sign_in("grace@example.com").await;
    let root = app.sign_in("root@example.com").await;
    let lines = audit(&root, "users.verify").await;
    let told = json!({"user": user.full_name(), "user_id": user.id, "email": "g…@example.com"});
    assert_eq!(lines[0].after, Some(told));
}

/// Everything that is done to somebody, by somebody who holds less.
#[db_test]
async fn nobody_acts_on_who_holds_more_or_on_themselves(app: TestApp) {
    let (staff, sue) = support(&app, "sue").await;
    let root = app.account("root", true).await;
    let operator = app.account("olga", false).await;
    app.db.give_role(operator.id, "operator").await;
    let (_, peer) = support(&app, "sam").await;
    let acts = [
        path::ADMIN_DEACTIVATE_USER,
        path::ADMIN_ACTIVATE_USER,
        path::ADMIN_RESET_MFA,
        path::ADMIN_IMPERSONATE,
        path::ADMIN_USER_SESSIONS,
    ];
    for (target, refusal) in [
        (root.id, code::ROLE_TOO_HIGH),
        (operator.id, code::ROLE_TOO_HIGH),
        (sue.id, code::OWN_ACCOUNT),
    ] {
        assert!(!detail(&staff, target).await.is_within_reach);
        for act in acts {
            let path = of(act, target);
            let answer = if act == path::ADMIN_USER_SESSIONS {
                staff.delete(&path).await
            } else {
                staff.post(&path, &reason()).await
            };
            answer.problem(StatusCode::FORBIDDEN, refusal);
        }
    }
    // Who holds the same is within reach.
    assert!(detail(&staff, peer.id).await.is_within_reach);
    staff
        .delete(&of(path::ADMIN_USER_SESSIONS, peer.id))
        .await
        .expect(StatusCode::NO_CONTENT);
    // A superuser acts on others like them, but as none of them.
    let boss = app.superuser("boss").await;
    boss.post(&of(path::ADMIN_IMPERSONATE, root.id), &reason())
        .await
        .problem(StatusCode::FORBIDDEN, code::ROLE_TOO_HIGH);
    boss.post(&of(path::ADMIN_DEACTIVATE_USER, root.id), &reason())
        .await
        .expect(StatusCode::NO_CONTENT);
    // An operator holds nothing of accounts.
    let olga = app.sign_in("olga@example.com").await;
    olga.post(&of(path::ADMIN_DEACTIVATE_USER, sue.id), &reason())
        .await
        .problem(StatusCode::FORBIDDEN, code::FORBIDDEN);
}

#[db_test]
async fn acting_as_somebody_else_is_shown_recorded_and_come_back_from(app: TestApp) {
    let (staff, sue) = support(&app, "sue").await;
    let root = app.superuser("root").await;
    let ada = app.user("ada").await;
    let ada_id = me(&ada).await.id;
    assert!(
        me(&staff)
            .await
            .staff
            .contains(Permission::UsersImpersonate)
    );

    app.ctx.clock.advance(TimeDelta::seconds(1));
    let begun = impersonate(&staff, ada_id).await;
    assert_eq!(begun.by, "sue Tester");
    assert_eq!(begun.expires_at, app.ctx.clock.now() + TimeDelta::hours(1));
    let shown = me(&staff).await;
    assert_eq!(shown.id, ada_id);
    assert_eq!(shown.impersonation, Some(begun));
    assert_eq!(shown.staff.iter().count(), 0);
    // Nothing but the token of their own session is kept aside, and nobody else sees it.
    assert!(staff.cookie(COOKIE).is_some());
    assert_eq!(me(&ada).await.impersonation, None);

    // What they do is done in both names.
    let team: Team = staff
        .post(path::TEAMS, &json!({"name": "Engines"}))
        .await
        .with(StatusCode::CREATED)
        .json();
    let log = path::AUDIT.replace("{team_id}", &team.id.to_string());
    let log: Page<AuditEvent> = ada.get(&log).await.json();
    assert_eq!(log.items[0].action, "teams.create");
    assert_eq!(log.items[0].actor_id, Some(ada_id));
    assert_eq!(log.items[0].impersonator_id, Some(sue.id));

    // The person sees it, and not from where staff work.
    let sessions: Page<Session> = ada.get(path::SESSIONS).await.json();
    let borrowed: Vec<_> = sessions
        .items
        .iter()
        .filter(|session| session.is_impersonated)
        .collect();
    assert_eq!(borrowed.len(), 1);
    assert_eq!((&borrowed[0].browser, &borrowed[0].address), (&None, &None));
    let events: Page<SecurityEvent> = ada.get(path::SECURITY_EVENTS).await.json();
    assert_eq!(events.items[0].kind, "impersonated");
    assert_eq!(events.items[0].address, None);
    let news: Page<Notification> = ada.get(path::NOTIFICATIONS).await.json();
    assert_eq!(news.items.len(), 1);
    assert_eq!(news.items[0].kind, "impersonated");
    assert_eq!(news.items[0].data.actor, None, "not who it was");
    assert!(app.deliver().await.is_empty(), "nothing new is mailed");

    staff
        .post(path::ADMIN_END_IMPERSONATION, &json!({}))
        .await
        .expect(StatusCode::NO_CONTENT);
    assert_eq!(staff.cookie(COOKIE), None);
    assert_eq!(me(&staff).await.id, sue.id);
    let sessions: Page<Session> = ada.get(path::SESSIONS).await.json();
    assert_eq!(sessions.items.len(), 1);

    let begun = audit(&root, "users.impersonate").await;
    assert_eq!(begun[0].actor_id, Some(sue.id));
    assert_eq!(begun[0].subject_id, Some(ada_id.uuid()));
    let told = begun[0].after.as_ref().unwrap();
    assert_eq!(told["user"], "ada Tester");
    assert_eq!(told["reason"], "ticket 4711");
    let ended = audit(&root, "users.end_impersonation").await;
    assert_eq!(ended[0].actor_id, Some(sue.id));
    let told = json!({"user": "ada Tester", "user_id": ada_id});
    assert_eq!(ended[0].after, Some(told));
}

#[db_test]
async fn nobody_hides_from_somebody_that_they_were_acted_for(app: TestApp) {
    let root = app.superuser("root").await;
    let (staff, _) = support(&app, "sue").await;
    let ada = app.user("ada").await;
    let body = json!({"level": "info", "texts": {"en": {"title": "One", "text": "Text"}}});
    let made = root.post(path::ADMIN_ANNOUNCEMENTS, &body).await;
    let announced: ManagedAnnouncement = made.with(StatusCode::CREATED).json();
    impersonate(&staff, me(&ada).await.id).await;

    let news: Page<Notification> = staff.get(path::NOTIFICATIONS).await.json();
    assert_eq!(news.items[0].kind, "impersonated", "they may look");
    let preferences = staff.get(path::NOTIFICATION_PREFERENCES).await;
    preferences.expect(StatusCode::OK);
    let one = news.items[0].id.to_string();
    for path in [
        path::READ_NOTIFICATION.replace("{id}", &one),
        path::READ_NOTIFICATIONS.to_owned(),
        path::DISMISS_ANNOUNCEMENT.replace("{id}", &announced.id.to_string()),
    ] {
        let answer = staff.post_empty(&path).await;
        answer.problem(StatusCode::FORBIDDEN, code::IMPERSONATING);
    }
    let silent = json!({"kind": "impersonated", "channel": "mail", "is_enabled": false});
    let answer = staff
        .patch(path::NOTIFICATION_PREFERENCES, &silent, None)
        .await;
    answer.problem(StatusCode::FORBIDDEN, code::IMPERSONATING);

    let count: UnreadCount = ada.get(path::UNREAD_COUNT).await.json();
    assert_eq!(count.unread, 1);
    ada.post_empty(path::READ_NOTIFICATIONS)
        .await
        .expect(StatusCode::NO_CONTENT);
}

#[db_test]
async fn it_ends_after_an_hour_however_often_it_is_refreshed(app: TestApp) {
    let (staff, sue) = support(&app, "sue").await;
    let ada = app.account("ada", false).await;
    impersonate(&staff, ada.id).await;
    for _ in 0..6 {
        app.ctx.clock.advance(TimeDelta::minutes(9));
        staff
            .post(path::REFRESH, &json!({}))
            .await
            .expect(StatusCode::NO_CONTENT);
        assert_eq!(me(&staff).await.id, ada.id);
    }
    app.ctx.clock.advance(TimeDelta::minutes(6));
    staff
        .get(path::USERS_ME)
        .await
        .problem(StatusCode::UNAUTHORIZED, code::UNAUTHENTICATED);
    staff
        .post(path::REFRESH, &json!({}))
        .await
        .problem(StatusCode::UNAUTHORIZED, code::SESSION_ENDED);
    // The way back is open still.
    staff
        .post(path::ADMIN_END_IMPERSONATION, &json!({}))
        .await
        .expect(StatusCode::NO_CONTENT);
    assert_eq!(me(&staff).await.id, sue.id);
}

#[db_test]
async fn it_is_never_nested_and_ends_with_what_it_rests_on(app: TestApp) {
    let ada = app.account("ada", false).await;
    let bob = app.account("bob", false).await;
    let root = app.superuser("root").await;

    let (staff, sue) = support(&app, "sue").await;
    impersonate(&staff, ada.id).await;
    staff
        .post(&of(path::ADMIN_IMPERSONATE, bob.id), &reason())
        .await
        .problem(StatusCode::FORBIDDEN, code::IMPERSONATING);
    // Without the permission it is over.
    let roles: Vec<Value> = root.get(path::ROLES).await.json();
    let role = roles.iter().find(|role| role["built_in"] == "support");
    let role = role.unwrap()["id"].as_str().unwrap().to_owned();
    let given = path::USER_ROLE
        .replace("{id}", &sue.id.to_string())
        .replace("{role_id}", &role);
    root.delete(&given).await.expect(StatusCode::NO_CONTENT);
    staff
        .get(path::USERS_ME)
        .await
        .problem(StatusCode::UNAUTHORIZED, code::UNAUTHENTICATED);

    // So it is once the other one holds more.
    let (staff, _) = support(&app, "sid").await;
    impersonate(&staff, bob.id).await;
    app.db.give_role(bob.id, "auditor").await;
    staff
        .get(path::USERS_ME)
        .await
        .problem(StatusCode::UNAUTHORIZED, code::UNAUTHENTICATED);

    // And without the session that it began from.
    let (staff, sam) = support(&app, "sam").await;
    impersonate(&staff, ada.id).await;
    root.delete(&of(path::ADMIN_USER_SESSIONS, sam.id))
        .await
        .expect(StatusCode::NO_CONTENT);
    staff
        .get(path::USERS_ME)
        .await
        .problem(StatusCode::UNAUTHORIZED, code::UNAUTHENTICATED);
    staff
        .post(path::ADMIN_END_IMPERSONATION, &json!({}))
        .await
        .problem(StatusCode::UNAUTHORIZED, code::SESSION_ENDED);
    assert_eq!(staff.cookie(COOKIE), None);

    // Nor is it renewed any more.
    let (staff, sal) = support(&app, "sal").await;
    impersonate(&staff, ada.id).await;
    root.delete(&of(path::ADMIN_USER_SESSIONS, sal.id))
        .await
        .expect(StatusCode::NO_CONTENT);
    staff
        .post(path::REFRESH, &json!({}))
        .await
        .problem(StatusCode::UNAUTHORIZED, code::SESSION_ENDED);
}

#[db_test]
async fn signing_out_signs_out_of_both(app: TestApp) {
    let (staff, _) = support(&app, "sue").await;
    let ada = app.account("ada", false).await;
    impersonate(&staff, ada.id).await;
    let own = staff.cookie(COOKIE).unwrap();
    staff
        .post(path::LOGOUT, &json!({}))
        .await
        .expect(StatusCode::NO_CONTENT);
    assert_eq!(staff.cookie(COOKIE), None);
    let thief = app.anon();
    thief.set_cookie(COOKIE, &own);
    thief
        .post(path::ADMIN_END_IMPERSONATION, &json!({}))
        .await
        .problem(StatusCode::UNAUTHORIZED, code::SESSION_ENDED);
}

#[db_test]
async fn it_asks_for_a_fresh_proof_and_an_account_that_could_sign_in(app: TestApp) {
    let (staff, _) = support(&app, "sue").await;
    let ada = app.account("ada", false).await;
    app.db.deactivate("ada@example.com").await;
    staff
        .post(&of(path::ADMIN_IMPERSONATE, ada.id), &reason())
        .await
        .problem(StatusCode::FORBIDDEN, code::ACCOUNT_DISABLED);
    app.ctx.clock.advance(TimeDelta::minutes(9));
    staff
        .post(path::REFRESH, &json!({}))
        .await
        .expect(StatusCode::NO_CONTENT);
    app.ctx.clock.advance(TimeDelta::minutes(2));
    staff
        .post(&of(path::ADMIN_IMPERSONATE, ada.id), &reason())
        .await
        .problem(StatusCode::FORBIDDEN, code::STEP_UP_REQUIRED);
}

#[db_test]
async fn what_protects_an_account_is_changed_after_a_fresh_proof(app: TestApp) {
    let ada = app.user("ada").await;
    enable_totp(&app, &ada).await;
    let id = me(&ada).await.id;
    let bob = app.account("bob", false).await.id;
    app.db.deactivate("bob@example.com").await;
    let (staff, _) = support(&app, "sue").await;
    let acts = [
        (path::ADMIN_RESET_MFA, id),
        (path::ADMIN_DEACTIVATE_USER, id),
        (path::ADMIN_ACTIVATE_USER, bob),
    ];
    app.ctx.clock.advance(TimeDelta::minutes(11));
    staff
        .post_empty(path::REFRESH)
        .await
        .expect(StatusCode::NO_CONTENT);
    for (act, user) in acts {
        let answer = staff.post(&of(act, user), &reason()).await;
        answer.problem(StatusCode::FORBIDDEN, code::STEP_UP_REQUIRED);
    }
    let shown = detail(&staff, id).await;
    assert!(shown.mfa.totp_since.is_some() && shown.user.is_active);
    assert!(!detail(&staff, bob).await.user.is_active);

    let proof = json!({"method": "password", "password": PASSWORD});
    staff
        .post(path::STEP_UP, &proof)
        .await
        .expect(StatusCode::NO_CONTENT);
    for (act, user) in acts {
        let answer = staff.post(&of(act, user), &reason()).await;
        answer.expect(StatusCode::NO_CONTENT);
    }
    let shown = detail(&staff, id).await;
    assert!(shown.mfa.totp_since.is_none() && !shown.user.is_active);
    assert!(detail(&staff, bob).await.user.is_active);
    app.deliver().await;
}

#[db_test]
async fn teams_are_found_by_how_they_begin(app: TestApp) {
    let (staff, _) = support(&app, "sue").await;
    let ada = app.user("ada").await;
    let mut ids = Vec::new();
    for name in ["Engines", "Engravers", "Looms"] {
        app.ctx.clock.advance(TimeDelta::seconds(1));
        ids.push(app.team(&ada, name).await);
    }
    app.member(&ids[0], "bob", TeamRole::Viewer).await;
    let list = async |query: &str| -> Page<AdminTeam> {
        let path = format!("{}{query}", path::ADMIN_TEAMS);
        staff.get(&path).await.with(StatusCode::OK).json()
    };
    let found = list("?search=eng&limit=1").await;
    assert_eq!(found.items[0].name, "Engravers");
    let cursor = found.next_cursor.unwrap();
    let rest = list(&format!("?search=eng&limit=1&cursor={cursor}")).await;
    assert_eq!(rest.items[0].name, "Engines");
    assert_eq!(rest.items[0].members, 2);
    assert_eq!(rest.items[0].owner.as_ref().unwrap().name, "ada Tester");
    assert_eq!(rest.next_cursor, None);
    assert_eq!(list("?search=gravers").await.items, []);

    let path = path::ADMIN_TEAM.replace("{id}", &ids[0].id.to_string());
    let shown: AdminTeamDetail = staff.get(&path).await.with(StatusCode::OK).json();
    let roles: Vec<_> = shown
        .members
        .iter()
        .map(|member| (member.person.name.as_str(), member.role.name.as_str()))
        .collect();
    assert_eq!(roles, [("ada Tester", "Owner"), ("bob Tester", "Viewer")]);
}

#[db_test]
async fn failed_jobs_are_shown_with_their_cause_and_done_again(app: TestApp) {
    let root = app.superuser("root").await;
    let input = json!({
        "email": "grace@example.com", "password": PASSWORD, "first_name": "Grace", "last_name": "H",
    });
    for _ in 0..3 {
        let answer = app.anon().post(path::REGISTER, &input).await;
        answer.expect(StatusCode::CREATED);
    }
    app.db.kill_jobs("connection refused").await;
    let kinds: Vec<JobKind> = root.get(path::ADMIN_JOBS).await.with(StatusCode::OK).json();
    assert_eq!((&*kinds[0].kind, kinds[0].dead), ("mails.send", 3));
    let dead: Page<DeadJob> = root
        .get(&format!(
            "{}?kind=mails.send&limit=2",
            path::ADMIN_DEAD_JOBS
        ))
        .await
        .json();
    assert_eq!(dead.items.len(), 2);
    assert!(dead.next_cursor.is_some());
    assert_eq!(dead.items[0].cause, "connection refused");

    let one = path::ADMIN_REQUEUE_JOB.replace("{id}", &dead.items[0].id.to_string());
    root.post(&one, &json!({}))
        .await
        .expect(StatusCode::NO_CONTENT);
    root.post(&one, &json!({}))
        .await
        .problem(StatusCode::NOT_FOUND, code::NOT_FOUND);
    let all: Requeued = root
        .post(path::ADMIN_REQUEUE_JOBS, &json!({"kind": "mails.send"}))
        .await
        .with(StatusCode::OK)
        .json();
    assert_eq!(all.requeued, 2);
    assert_eq!(app.deliver().await.len(), 3);
    assert_eq!(audit(&root, "jobs.requeue").await.len(), 1);
    let lines = audit(&root, "jobs.requeue_all").await;
    let facts = json!({"kind": "mails.send", "jobs": 2});
    assert_eq!(lines[0].after, Some(facts));

    let schedules: Vec<Schedule> = root.get(path::ADMIN_SCHEDULES).await.json();
    let names: Vec<&str> = schedules.iter().map(|it| it.name.as_str()).collect();
    assert!(names.contains(&"purges"), "{names:?}");
}

#[db_test]
async fn mails_are_listed_without_what_they_said(app: TestApp) {
    let root = app.superuser("root").await;
    let input = json!({
        "email": "grace@example.com", "password": PASSWORD, "first_name": "Grace", "last_name": "H",
    });
    let answer = app.anon().post(path::REGISTER, &input).await;
    answer.expect(StatusCode::CREATED);
    app.deliver().await;
    let answer = root.get(path::ADMIN_MAILS).await.with(StatusCode::OK);
    assert!(!answer.text().contains("grace@"), "{}", answer.text());
    let log: Page<MailLogEntry> = answer.json();
    assert_eq!(log.items.len(), 1);
    let entry = &log.items[0];
    assert_eq!(
        (
            &*entry.kind,
            &*entry.recipient,
            entry.status,
            entry.attempts
        ),
        ("verify_email", "g…@example.com", MailStatus::Sent, 1)
    );
    for (query, expected) in [
        ("?status=sent", 1),
        ("?status=failed", 0),
        ("?kind=verify_email", 1),
        ("?kind=new_device", 0),
    ] {
        let path = format!("{}{query}", path::ADMIN_MAILS);
        let log: Page<MailLogEntry> = root.get(&path).await.json();
        assert_eq!(log.items.len(), expected, "{query}");
    }
}

#[db_test]
async fn what_happened_to_anybody_is_listed_by_person_and_kind(app: TestApp) {
    let root = app.superuser("root").await;
    let ada = app.user("ada").await;
    let id = me(&ada).await.id;
    let list = async |query: String| -> Vec<AccountEvent> {
        let path = format!("{}{query}", path::ADMIN_SECURITY_EVENTS);
        let page: Page<AccountEvent> = root.get(&path).await.with(StatusCode::OK).json();
        page.items
    };
    assert_eq!(list(String::new()).await.len(), 2);
    let hers = list(format!("?user_id={id}&kind=signed_in")).await;
    assert_eq!(hers.len(), 1);
    assert_eq!(hers[0].person.email, "ada@example.com");
    assert_eq!(list(format!("?user_id={id}&kind=totp_enabled")).await, []);
}

#[db_test]
async fn the_state_of_the_product_is_told(app: TestApp) {
    let root = app.superuser("root").await;
    app.ctx.clock.advance(TimeDelta::seconds(90));
    let status: SystemStatus = root
        .get(path::ADMIN_SYSTEM)
        .await
        .with(StatusCode::OK)
        .json();
    assert_eq!(status.uptime_seconds, 90);
    let (kind, keeps_teams_apart) = match app.db.backend {
        Backend::Sqlite => (DatabaseKind::Sqlite, None),
        Backend::Postgres => (DatabaseKind::Postgres, Some(true)),
    };
    assert_eq!(status.database.kind, kind);
    assert_eq!(status.database.keeps_teams_apart, keeps_teams_apart);
    assert!(status.database.is_ready);
    assert!(status.database.bytes.is_some_and(|bytes| bytes > 0));
    assert_eq!((status.users, status.teams, status.sessions), (1, 0, 1));
    assert_eq!(status.redis, None);
}
