use chrono::TimeDelta;
use contract::{
    Page,
    account::{Deletion, EmailChange, EmailChangeState, Export, ExportState},
    api_keys::Scope,
    auth::Login,
    identities::Identities,
    mfa::{LoginAnswer, MfaMethod, MfaStatus, RecoveryCodes, TotpSetup},
    passkeys::Passkey,
    path,
    problem::code,
    roles::TeamRole,
    users::User,
};
use http::{StatusCode, header};
use sandbox::mailbox::Mail;
use serde_json::{Value, json};
use testkit::{Answer, Client, PASSWORD, TestApp, Totp, db_test};

use crate::{
    oauth::Stage,
    passkeys::{add, new_device},
    token,
};

const OLD: &str = "ada@example.com";
const NEW: &str = "ada@example.org";

async fn change(client: &Client, email: &str) -> Answer {
    client
        .post(path::CHANGE_EMAIL, &json!({"email": email}))
        .await
}

async fn with_token(app: &TestApp, path: &str, token: &str) -> Answer {
    app.anon().post(path, &json!({"token": token})).await
}

async fn confirm(app: &TestApp, token: &str) -> EmailChangeState {
    let confirmed = with_token(app, path::CONFIRM_EMAIL_CHANGE, token).await;
    let change: EmailChange = confirmed.with(StatusCode::OK).json();
    change.state
}

async fn assert_useless(app: &TestApp, path: &str, token: &str) {
    with_token(app, path, token)
        .await
        .problem(StatusCode::CONFLICT, code::TOKEN_INVALID);
}

async fn login(app: &TestApp, email: &str) -> Answer {
    let login = Login {
        email: email.into(),
        password: PASSWORD.into(),
    };
    app.anon().post(path::LOGIN, &login).await
}

async fn assert_signed_out(client: &Client) {
    client
        .get(path::USERS_ME)
        .await
        .problem(StatusCode::UNAUTHORIZED, code::UNAUTHENTICATED);
}

const TO_OLD: &str = "Confirm the change of your email address";
const TO_NEW: &str = "Confirm your new email address";
const CHANGED: &str = "Your email address was changed";

/// The newest mail to an address about something.
fn about<'a>(mails: &'a [Mail], to: &str, subject: &str) -> &'a Mail {
    mails
        .iter()
        .find(|mail| mail.to == [to] && mail.subject == subject)
        .expect("the mail has come")
}

/// Changes the address of ada, and answers with the token that undoes it.
async fn change_for_good(app: &TestApp, ada: &Client, from: &str, to: &str) -> String {
    change(ada, to).await.expect(StatusCode::ACCEPTED);
    let mails = app.deliver().await;
    for (address, subject) in [(from, TO_OLD), (to, TO_NEW)] {
        confirm(app, &token(about(&mails, address, subject))).await;
    }
    token(about(&app.deliver().await, from, CHANGED))
}

#[db_test]
async fn an_address_is_changed_when_both_mailboxes_agree(app: TestApp) {
    let ada = app.user("ada").await;
    for (from, to, is_old_first) in [(OLD, NEW, true), (NEW, OLD, false)] {
        change(&ada, to).await.expect(StatusCode::ACCEPTED);
        let mails = app.deliver().await;
        let mut tokens = [
            token(about(&mails, from, TO_OLD)),
            token(about(&mails, to, TO_NEW)),
        ];
        if !is_old_first {
            tokens.reverse();
        }
        let [first, second] = tokens;
        for _ in 0..2 {
            assert_eq!(confirm(&app, &first).await, EmailChangeState::Waiting);
        }
        let me: User = ada.get(path::USERS_ME).await.json();
        assert_eq!(me.email, from);
        assert_eq!(confirm(&app, &second).await, EmailChangeState::Changed);
        let me: User = ada.get(path::USERS_ME).await.json();
        assert_eq!(me.email, to);
        login(&app, to).await.expect(StatusCode::OK);
        login(&app, from)
            .await
            .problem(StatusCode::UNAUTHORIZED, code::INVALID_CREDENTIALS);
        for token in [first, second] {
            assert_useless(&app, path::CONFIRM_EMAIL_CHANGE, &token).await;
        }
    }
}

#[db_test]
async fn a_taken_address_is_answered_alike_and_its_owner_told(app: TestApp) {
    let ada = app.user("ada").await;
    app.user("grace").await;
    let answers = [
        change(&ada, "grace@example.com").await,
        change(&ada, NEW).await,
    ];
    for answer in &answers {
        answer.expect(StatusCode::ACCEPTED);
        assert_eq!(answer.body, answers[0].body);
    }
    let mails = app.deliver().await;
    let wanted = "Someone wanted to use your email address";
    let told = about(&mails, "grace@example.com", wanted);
    assert!(!told.text.contains("token="), "{}", told.text);
    let to_ada = mails
        .iter()
        .filter(|mail| mail.to == [OLD] && mail.subject == TO_OLD);
    assert_eq!(to_ada.clone().count(), 2);
    for mail in to_ada {
        assert_eq!(confirm(&app, &token(mail)).await, EmailChangeState::Waiting);
    }
}

#[db_test]
async fn an_address_that_gets_an_account_meanwhile_stays_with_it(app: TestApp) {
    let ada = app.user("ada").await;
    change(&ada, "grace@example.com")
        .await
        .expect(StatusCode::ACCEPTED);
    let mails = app.deliver().await;
    confirm(&app, &token(about(&mails, OLD, TO_OLD))).await;
    app.account("grace", false).await;
    let token = token(about(&mails, "grace@example.com", TO_NEW));
    assert_useless(&app, path::CONFIRM_EMAIL_CHANGE, &token).await;
    let me: User = ada.get(path::USERS_ME).await.json();
    assert_eq!(me.email, OLD);
}

#[db_test]
async fn the_same_address_is_no_change_and_five_can_wait(app: TestApp) {
    let ada = app.user("ada").await;
    let refused = change(&ada, " ADA@example.com ")
        .await
        .problem(StatusCode::UNPROCESSABLE_ENTITY, code::INVALID);
    assert_eq!(refused.errors[0].code, "unchanged");
    for number in 0..5 {
        change(&ada, &format!("{number}@example.org"))
            .await
            .expect(StatusCode::ACCEPTED);
    }
    let refused = change(&ada, NEW).await;
    refused.problem(StatusCode::TOO_MANY_REQUESTS, code::RATE_LIMITED);
    assert_eq!(refused.headers[header::RETRY_AFTER], "86400");
}

#[db_test]
async fn confirmation_links_run_out_after_a_day(app: TestApp) {
    let ada = app.user("ada").await;
    change(&ada, NEW).await.expect(StatusCode::ACCEPTED);
    let mails = app.deliver().await;
    app.ctx.clock.advance(TimeDelta::days(1));
    for (address, subject) in [(OLD, TO_OLD), (NEW, TO_NEW)] {
        let token = token(about(&mails, address, subject));
        assert_useless(&app, path::CONFIRM_EMAIL_CHANGE, &token).await;
    }
}

#[db_test]
async fn the_old_address_takes_a_change_back(app: TestApp) {
    let ada = app.user("ada").await;
    let before = app.program(&app.key(&ada, Scope::ALL).await);
    app.ctx.clock.advance(TimeDelta::minutes(1));
    let undo = change_for_good(&app, &ada, OLD, NEW).await;
    let after = app.program(&app.key(&ada, Scope::ALL).await);
    let forgot = json!({"email": NEW});
    app.anon()
        .post(path::FORGOT_PASSWORD, &forgot)
        .await
        .expect(StatusCode::ACCEPTED);
    let reset = token(about(&app.deliver().await, NEW, "Choose a new password"));

    with_token(&app, path::UNDO_EMAIL_CHANGE, &undo)
        .await
        .expect(StatusCode::NO_CONTENT);
    assert_signed_out(&ada).await;
    assert_signed_out(&after).await;
    before.get(path::USERS_ME).await.expect(StatusCode::OK);
    login(&app, OLD).await.expect(StatusCode::OK);
    login(&app, NEW)
        .await
        .problem(StatusCode::UNAUTHORIZED, code::INVALID_CREDENTIALS);
    let input = json!({"token": reset, "new_password": "four green kettles hum"});
    app.anon()
        .post(path::RESET_PASSWORD, &input)
        .await
        .problem(StatusCode::CONFLICT, code::TOKEN_INVALID);
    assert_useless(&app, path::UNDO_EMAIL_CHANGE, &undo).await;
    let mails = app.deliver().await;
    about(&mails, OLD, "Your email address is restored");
}

#[db_test]
async fn ways_in_that_were_added_since_a_change_end_with_it(app: TestApp) {
    let stage = Stage::new(app).await;
    let app = &stage.app;
    let ada = stage.user("ada").await;
    let mut device = new_device();
    let before = add(&ada, &mut device).await;
    app.ctx.clock.advance(TimeDelta::minutes(1));
    let undo = change_for_good(app, &ada, OLD, NEW).await;
    add(&ada, &mut new_device()).await;
    stage.link(&ada, "linus").await;
    let setup: TotpSetup = ada.post_empty(path::MFA_TOTP_SETUP).await.json();
    let code = Totp::new(&setup.secret).code(app.ctx.clock.now());
    ada.post(path::MFA_TOTP_CONFIRM, &json!({"code": code}))
        .await
        .expect(StatusCode::OK);

    with_token(app, path::UNDO_EMAIL_CHANGE, &undo)
        .await
        .expect(StatusCode::NO_CONTENT);
    let ada = app.sign_in(OLD).await;
    let kept: Page<Passkey> = ada.get(path::PASSKEYS).await.json();
    let kept: Vec<_> = kept.items.iter().map(|passkey| passkey.id).collect();
    assert_eq!(kept, [before.id]);
    let connected: Identities = ada.get(path::IDENTITIES).await.json();
    assert!(connected.items.is_empty());
    let mfa: MfaStatus = ada.get(path::MFA).await.json();
    assert_eq!((mfa.totp_since, mfa.recovery_codes), (None, 0));
}

#[db_test]
async fn an_app_from_before_a_change_stays_and_codes_from_after_it_do_not(app: TestApp) {
    let ada = app.user("ada").await;
    let setup: TotpSetup = ada.post_empty(path::MFA_TOTP_SETUP).await.json();
    let code = Totp::new(&setup.secret).code(app.ctx.clock.now());
    ada.post(path::MFA_TOTP_CONFIRM, &json!({"code": code}))
        .await
        .expect(StatusCode::OK);
    app.ctx.clock.advance(TimeDelta::minutes(1));
    let undo = change_for_good(&app, &ada, OLD, NEW).await;
    ada.post_empty(path::MFA_RECOVERY_CODES)
        .await
        .expect(StatusCode::OK);
    with_token(&app, path::UNDO_EMAIL_CHANGE, &undo)
        .await
        .expect(StatusCode::NO_CONTENT);
    let asked: LoginAnswer = login(&app, OLD).await.with(StatusCode::OK).json();
    let LoginAnswer::MfaRequired(required) = asked else {
        panic!("{asked:?}");
    };
    assert_eq!(required.methods, [MfaMethod::Totp]);
}

#[db_test]
async fn a_change_of_a_changed_address_does_not_take_the_way_back(app: TestApp) {
    let ada = app.user("ada").await;
    let first = change_for_good(&app, &ada, OLD, NEW).await;
    app.ctx.clock.advance(TimeDelta::minutes(1));
    let second = change_for_good(&app, &ada, NEW, "thief@example.org").await;
    ada.delete(path::USERS_ME)
        .await
        .expect(StatusCode::ACCEPTED);
    with_token(&app, path::UNDO_EMAIL_CHANGE, &first)
        .await
        .expect(StatusCode::NO_CONTENT);
    assert_useless(&app, path::UNDO_EMAIL_CHANGE, &second).await;
    login(&app, OLD).await.expect(StatusCode::OK);
}

#[db_test]
async fn a_change_can_be_undone_for_a_week(app: TestApp) {
    let ada = app.user("ada").await;
    let undo = change_for_good(&app, &ada, OLD, NEW).await;
    app.ctx.clock.advance(TimeDelta::days(7));
    assert_useless(&app, path::UNDO_EMAIL_CHANGE, &undo).await;
}

#[db_test]
async fn an_old_address_with_an_account_of_its_own_is_not_taken_from_it(app: TestApp) {
    let ada = app.user("ada").await;
    let undo = change_for_good(&app, &ada, OLD, NEW).await;
    app.account("ada", false).await;
    with_token(&app, path::UNDO_EMAIL_CHANGE, &undo)
        .await
        .problem(StatusCode::CONFLICT, code::EMAIL_TAKEN);
}

#[db_test]
async fn a_deactivated_account_is_closed_until_it_is_brought_back(app: TestApp) {
    let ada = app.user("ada").await;
    let phone = app.sign_in(OLD).await;
    let program = app.program(&app.key(&ada, Scope::ALL).await);
    ada.post_empty(path::DEACTIVATE)
        .await
        .expect(StatusCode::NO_CONTENT);
    assert_eq!(ada.cookie("pilaster_access"), None);
    for client in [&ada, &phone, &program] {
        assert_signed_out(client).await;
    }
    login(&app, OLD)
        .await
        .problem(StatusCode::FORBIDDEN, code::ACCOUNT_DISABLED);
    let mails = app.deliver().await;
    about(&mails, OLD, "Your account is deactivated");
    app.reactivate(OLD).await;
    login(&app, OLD).await.expect(StatusCode::OK);
}

#[db_test]
async fn an_account_that_is_to_be_deleted_can_be_kept(app: TestApp) {
    let ada = app.user("ada").await;
    let program = app.program(&app.key(&ada, Scope::ALL).await);
    let deletion: Deletion = ada
        .delete(path::USERS_ME)
        .await
        .with(StatusCode::ACCEPTED)
        .json();
    let due = app.ctx.clock.now() + TimeDelta::days(14);
    assert_eq!(deletion.delete_at, due);
    for client in [&ada, &program] {
        assert_signed_out(client).await;
    }
    login(&app, OLD)
        .await
        .problem(StatusCode::FORBIDDEN, code::ACCOUNT_DELETING);
    let mails = app.deliver().await;
    let keep = token(about(&mails, OLD, "Your account will be deleted"));
    app.ctx.clock.advance(TimeDelta::days(13));
    with_token(&app, path::CANCEL_DELETION, &keep)
        .await
        .expect(StatusCode::NO_CONTENT);
    assert_useless(&app, path::CANCEL_DELETION, &keep).await;
    login(&app, OLD).await.expect(StatusCode::OK);
}

async fn exports(client: &Client) -> Vec<Export> {
    let page: Page<Export> = client.get(path::EXPORTS).await.with(StatusCode::OK).json();
    page.items
}

fn download(export: &Export) -> String {
    path::DOWNLOAD_EXPORT.replace("{id}", &export.id.to_string())
}

#[db_test]
async fn an_export_holds_what_is_kept_and_no_secrets(app: TestApp) {
    let ada = app.user("ada").await;
    let grace = app.user("grace").await;
    let key = app.key(&ada, Scope::ALL).await;
    let asked: Export = ada
        .post_empty(path::EXPORT)
        .await
        .with(StatusCode::ACCEPTED)
        .json();
    assert_eq!(asked.state, ExportState::Pending);
    let again: Export = ada.post_empty(path::EXPORT).await.json();
    assert_eq!(again, asked, "one at a time");
    ada.get(&download(&asked))
        .await
        .problem(StatusCode::CONFLICT, code::EXPORT_PENDING);

    let mails = app.deliver().await;
    about(&mails, OLD, "Your data export is ready");
    let ready = exports(&ada).await.remove(0);
    assert_eq!((ready.id, ready.state), (asked.id, ExportState::Ready));
    grace
        .get(&download(&ready))
        .await
        .problem(StatusCode::NOT_FOUND, code::NOT_FOUND);
    let answer = ada.get(&download(&ready)).await.with(StatusCode::OK);
    let name = answer.headers[header::CONTENT_DISPOSITION]
        .to_str()
        .unwrap();
    assert!(
        name.starts_with("attachment; filename=\"pilaster-"),
        "{name}"
    );
    assert_eq!(ready.size, i64::try_from(answer.body.len()).ok());
    let text = answer.text();
    let secrets = [&*key, "hash", "argon2", "grace"];
    for secret in secrets {
        assert!(!text.contains(secret), "{secret}");
    }
    let content: Value = answer.json();
    assert_eq!(content["account"]["email"], OLD);
    assert_eq!(content["api_keys"][0]["name"], "test");
    assert_eq!(content["sessions"].as_array().unwrap().len(), 1);
    let events = content["security_events"].as_array().unwrap();
    assert!(
        events
            .iter()
            .any(|event| event["kind"] == "export_requested")
    );
}

/// What an export that is made now holds.
async fn exported(app: &TestApp, client: &Client) -> Value {
    client
        .post_empty(path::EXPORT)
        .await
        .expect(StatusCode::ACCEPTED);
    app.deliver().await;
    let ready = exports(client).await.remove(0);
    client.get(&download(&ready)).await.json()
}

#[db_test]
async fn an_export_holds_ones_teams_and_what_one_owns_there(app: TestApp) {
    let ada = app.user("ada").await;
    let me: User = ada.get(path::USERS_ME).await.json();
    let own = app.team(&ada, "Engines").await;
    let grace = app.user("grace").await;
    let shared = app.team(&grace, "Looms").await;
    app.ctx.clock.advance(TimeDelta::minutes(1));
    let member = app.join(&shared, me.id, TeamRole::Member).await;
    for (client, team, project) in [
        (&ada, &own, json!({"name": "Mill", "description": "Tables"})),
        (
            &grace,
            &shared,
            json!({"name": "Weft", "owner_id": me.id, "status": "active"}),
        ),
        (&grace, &shared, json!({"name": "Shuttle"})),
    ] {
        app.ctx.clock.advance(TimeDelta::seconds(1));
        let created = client.post(&team.path(path::PROJECTS), &project).await;
        created.expect(StatusCode::CREATED);
    }

    let content = exported(&app, &ada).await;
    let [looms, engines] = &**content["teams"].as_array().unwrap() else {
        panic!("{content}");
    };
    assert_eq!(looms["id"], json!(shared.id));
    assert_eq!(looms["member_id"], json!(member));
    assert_eq!(looms["role"]["built_in"], "member");
    assert_eq!(engines["name"], "Engines");
    assert_eq!(engines["role"]["built_in"], "owner");
    let [mill, weft] = &**content["projects"].as_array().unwrap() else {
        panic!("{content}");
    };
    assert_eq!(mill["team_id"], json!(own.id));
    assert_eq!(mill["name"], "Mill");
    assert_eq!(mill["description"], "Tables");
    assert_eq!(mill["archived_at"], Value::Null);
    assert_eq!(weft["team_id"], json!(shared.id));
    assert_eq!(weft["name"], "Weft");
    assert_eq!(weft["status"], "active");

    // A team that keeps them out shows nothing by this way either, but which it is.
    let asked = json!({"mfa_required": true, "mfa_grace_days": 0});
    let asked = grace.patch(&shared.path(path::TEAM), &asked, None).await;
    asked.expect(StatusCode::OK);
    app.ctx.clock.advance(TimeDelta::seconds(1));
    let content = exported(&app, &ada).await;
    assert_eq!(content["teams"].as_array().unwrap().len(), 2);
    let projects = content["projects"].as_array().unwrap();
    assert_eq!(projects.len(), 1);
    assert_eq!(projects[0]["name"], "Mill");
}

/// Sets an authenticator app up, and answers with its secret and the recovery codes.
async fn set_up_app(app: &TestApp, client: &Client) -> Vec<String> {
    let setup: TotpSetup = client.post_empty(path::MFA_TOTP_SETUP).await.json();
    let code = Totp::new(&setup.secret).code(app.ctx.clock.now());
    let codes: RecoveryCodes = client
        .post(path::MFA_TOTP_CONFIRM, &json!({"code": code}))
        .await
        .with(StatusCode::OK)
        .json();
    let mut secrets = codes.recovery_codes;
    secrets.push(setup.secret);
    secrets
}

#[db_test]
async fn an_export_tells_by_what_one_signs_in_but_not_the_secrets(app: TestApp) {
    let stage = Stage::new(app).await;
    let ada = stage.user("ada").await;
    stage.link(&ada, "grace").await;
    add(&ada, &mut new_device()).await;
    let mut secrets = set_up_app(&stage.app, &ada).await;
    change(&ada, NEW).await.expect(StatusCode::ACCEPTED);
    ada.post_empty(path::EXPORT)
        .await
        .expect(StatusCode::ACCEPTED);
    let mails = stage.app.deliver().await;
    for (address, subject) in [(OLD, TO_OLD), (NEW, TO_NEW)] {
        secrets.push(token(about(&mails, address, subject)));
    }
    secrets.extend(ada.cookie("pilaster_device"));
    secrets.extend(["hash", "secret", "token", "credential"].map(str::to_owned));

    let ready = exports(&ada).await.remove(0);
    let answer = ada.get(&download(&ready)).await.with(StatusCode::OK);
    let text = answer.text();
    for secret in secrets {
        assert!(!text.contains(&secret), "{secret}");
    }
    let now = serde_json::to_value(stage.app.ctx.clock.now()).unwrap();
    let content: Value = answer.json();
    assert_eq!(content["second_factor"]["totp_since"], now);
    assert_eq!(content["second_factor"]["recovery_codes"], 10);
    assert_eq!(content["passkeys"][0]["name"], "Laptop");
    assert_eq!(content["passkeys"][0]["created_at"], now);
    assert_eq!(content["identities"][0]["provider"], "oidc");
    assert_eq!(content["identities"][0]["email"], "grace@provider.example");
    assert_eq!(content["devices"].as_array().unwrap().len(), 1);
    assert_eq!(content["devices"][0]["created_at"], now);
    assert_eq!(content["devices"][0]["trusted_until"], Value::Null);
    assert_eq!(content["email_changes"][0]["old_email"], OLD);
    assert_eq!(content["email_changes"][0]["new_email"], NEW);
    assert_eq!(content["email_changes"][0]["changed_at"], Value::Null);
}

#[db_test]
async fn five_exports_are_kept_for_a_week(app: TestApp) {
    let ada = app.user("ada").await;
    for _ in 0..5 {
        ada.post_empty(path::EXPORT)
            .await
            .expect(StatusCode::ACCEPTED);
        app.deliver().await;
    }
    ada.post_empty(path::EXPORT)
        .await
        .problem(StatusCode::FORBIDDEN, code::TOO_MANY_EXPORTS);
    app.ctx.clock.advance(TimeDelta::days(7));
    let ada = app.sign_in(OLD).await;
    assert_eq!(exports(&ada).await, []);
    ada.post_empty(path::EXPORT)
        .await
        .expect(StatusCode::ACCEPTED);
}
