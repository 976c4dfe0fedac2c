//! Every operation of the API, called by everyone.

use std::collections::BTreeMap;

use contract::{path, users::User};
use http::{Method, StatusCode};
use serde_json::{Value, json};
use testkit::{Client, PASSWORD, TestApp, db_test};

/// The statuses for somebody who is not signed in, the owner of what is asked for, another user,
/// and a superuser.
struct Row {
    operation: &'static str,
    request: fn(&User) -> (Method, String, Value),
    expected: [u16; 4],
}

const ROWS: &[Row] = &[
    Row {
        operation: "register",
        request: |_| {
            let body = json!({
                "email": "new@example.com", "password": PASSWORD, "first_name": "N", "last_name": "W",
            });
            (Method::POST, path::REGISTER.into(), body)
        },
        expected: [201; 4],
    },
    Row {
        operation: "verify_email",
        request: |_| {
            (
                Method::POST,
                path::VERIFY_EMAIL.into(),
                json!({"token": "unknown"}),
            )
        },
        expected: [409; 4],
    },
    Row {
        operation: "resend_verification",
        request: |user| {
            (
                Method::POST,
                path::RESEND_VERIFICATION.into(),
                json!({"email": user.email}),
            )
        },
        expected: [202; 4],
    },
    Row {
        operation: "login",
        request: |user| {
            (
                Method::POST,
                path::LOGIN.into(),
                json!({"email": user.email, "password": PASSWORD}),
            )
        },
        expected: [200; 4],
    },
    Row {
        operation: "refresh",
        request: |_| (Method::POST, path::REFRESH.into(), Value::Null),
        expected: [401, 204, 204, 204],
    },
    Row {
        operation: "logout",
        request: |_| (Method::POST, path::LOGOUT.into(), Value::Null),
        expected: [204; 4],
    },
    Row {
        operation: "forgot_password",
        request: |user| {
            (
                Method::POST,
                path::FORGOT_PASSWORD.into(),
                json!({"email": user.email}),
            )
        },
        expected: [202; 4],
    },
    Row {
        operation: "reset_password",
        request: |_| {
            let body = json!({"token": "unknown", "new_password": "four green kettles hum"});
            (Method::POST, path::RESET_PASSWORD.into(), body)
        },
        expected: [409; 4],
    },
    Row {
        operation: "change_password",
        request: |_| {
            let body =
                json!({"current_password": "wrong", "new_password": "four green kettles hum"});
            (Method::POST, path::CHANGE_PASSWORD.into(), body)
        },
        expected: [401, 403, 403, 403],
    },
    Row {
        operation: "get_auth_me",
        request: |_| (Method::GET, path::AUTH_ME.into(), Value::Null),
        expected: [401, 200, 200, 200],
    },
    Row {
        operation: "step_up",
        request: |_| {
            (
                Method::POST,
                path::STEP_UP.into(),
                json!({"method": "password", "password": "wrong"}),
            )
        },
        expected: [401, 403, 403, 403],
    },
    Row {
        operation: "get_mfa",
        request: |_| (Method::GET, path::MFA.into(), Value::Null),
        expected: [401, 200, 200, 200],
    },
    Row {
        operation: "answer_totp",
        request: |_| {
            (
                Method::POST,
                path::MFA_TOTP.into(),
                json!({"code": "123456"}),
            )
        },
        expected: [401; 4],
    },
    Row {
        operation: "remove_totp",
        request: |_| (Method::DELETE, path::MFA_TOTP.into(), Value::Null),
        expected: [401, 409, 409, 409],
    },
    Row {
        operation: "set_up_totp",
        request: |_| (Method::POST, path::MFA_TOTP_SETUP.into(), Value::Null),
        expected: [401, 200, 200, 200],
    },
    Row {
        // The row above has set it up.
        operation: "confirm_totp",
        request: |_| {
            (
                Method::POST,
                path::MFA_TOTP_CONFIRM.into(),
                json!({"code": "123456"}),
            )
        },
        expected: [401, 403, 403, 403],
    },
    Row {
        operation: "answer_recovery_code",
        request: |_| {
            (
                Method::POST,
                path::MFA_RECOVERY_CODE.into(),
                json!({"code": "x"}),
            )
        },
        expected: [401; 4],
    },
    Row {
        operation: "renew_recovery_codes",
        request: |_| (Method::POST, path::MFA_RECOVERY_CODES.into(), Value::Null),
        expected: [401, 409, 409, 409],
    },
    Row {
        operation: "list_trusted_devices",
        request: |_| (Method::GET, path::MFA_DEVICES.into(), Value::Null),
        expected: [401, 200, 200, 200],
    },
    Row {
        // That of anybody else is as unknown as one that never was.
        operation: "untrust_device",
        request: |user| {
            let path = path::MFA_DEVICE.replace("{id}", &user.id.to_string());
            (Method::DELETE, path, Value::Null)
        },
        expected: [401, 404, 404, 404],
    },
    Row {
        operation: "list_sessions",
        request: |_| (Method::GET, path::SESSIONS.into(), Value::Null),
        expected: [401, 200, 200, 200],
    },
    Row {
        // That of anybody else is as unknown as one that never was.
        operation: "end_session",
        request: |user| {
            let path = path::SESSION.replace("{id}", &user.id.to_string());
            (Method::DELETE, path, Value::Null)
        },
        expected: [401, 404, 404, 404],
    },
    Row {
        operation: "end_other_sessions",
        request: |_| (Method::DELETE, path::SESSIONS.into(), Value::Null),
        expected: [401, 204, 204, 204],
    },
    Row {
        operation: "list_oauth_providers",
        request: |_| (Method::GET, path::OAUTH_PROVIDERS.into(), Value::Null),
        expected: [200; 4],
    },
    Row {
        // None is set up.
        operation: "start_oauth",
        request: |_| {
            let path = path::OAUTH_START.replace("{provider}", "google");
            (Method::GET, path, Value::Null)
        },
        expected: [404; 4],
    },
    Row {
        operation: "finish_oauth",
        request: |_| {
            let path = path::OAUTH_CALLBACK.replace("{provider}", "google");
            (Method::GET, path, Value::Null)
        },
        expected: [404; 4],
    },
    Row {
        operation: "list_identities",
        request: |_| (Method::GET, path::IDENTITIES.into(), Value::Null),
        expected: [401, 200, 200, 200],
    },
    Row {
        operation: "link_identity",
        request: |_| {
            let path = path::IDENTITY_LINK.replace("{provider}", "google");
            (Method::POST, path, Value::Null)
        },
        expected: [401, 404, 404, 404],
    },
    Row {
        operation: "unlink_identity",
        request: |_| {
            let path = path::IDENTITY.replace("{provider}", "google");
            (Method::DELETE, path, Value::Null)
        },
        expected: [401, 404, 404, 404],
    },
    Row {
        operation: "get_me",
        request: |_| (Method::GET, path::USERS_ME.into(), Value::Null),
        expected: [401, 200, 200, 200],
    },
    Row {
        operation: "update_me",
        request: |_| {
            (
                Method::PATCH,
                path::USERS_ME.into(),
                json!({"first_name": "X"}),
            )
        },
        expected: [401, 200, 200, 200],
    },
    Row {
        operation: "list_users",
        request: |_| (Method::GET, path::USERS.into(), Value::Null),
        expected: [401, 403, 403, 200],
    },
    Row {
        operation: "get_user",
        request: |user| {
            (
                Method::GET,
                path::USER.replace("{id}", &user.id.to_string()),
                Value::Null,
            )
        },
        expected: [401, 200, 404, 200],
    },
    Row {
        operation: "get_health",
        request: |_| (Method::GET, path::HEALTHZ.into(), Value::Null),
        expected: [204; 4],
    },
    Row {
        operation: "get_readiness",
        request: |_| (Method::GET, path::READYZ.into(), Value::Null),
        expected: [200; 4],
    },
];

/// The operations of the document, with whether they are public.
fn documented() -> BTreeMap<String, bool> {
    let document: Value = serde_json::to_value(api::openapi()).unwrap();
    let mut operations = BTreeMap::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let id = operation["operationId"].as_str().unwrap().to_owned();
            let public = operation["x-public"] == true;
            let permission = operation["x-permission"].as_str();
            assert_ne!(
                public,
                permission.is_some(),
                "{method} {path} is public or has a permission"
            );
            let security = operation["security"].as_array().unwrap();
            let needs_session = security
                .iter()
                .any(|scheme| scheme.get("session").is_some());
            assert_ne!(
                public, needs_session,
                "{method} {path} says whether it needs a session"
            );
            operations.insert(id, public);
        }
    }
    operations
}

async fn call(client: &Client, row: &Row, user: &User) -> StatusCode {
    let (method, path, body) = (row.request)(user);
    if body.is_null() {
        client
            .send(client.request(method, &path), axum::body::Body::empty())
            .await
            .status
    } else {
        client.json(method, &path, &body, None).await.status
    }
}

#[test]
fn every_operation_has_a_row_and_every_row_an_operation() {
    let documented: Vec<String> = documented().into_keys().collect();
    let mut rows: Vec<&str> = ROWS.iter().map(|row| row.operation).collect();
    rows.sort_unstable();
    assert_eq!(rows, documented, "add a row for a new operation");
}

#[test]
fn no_protected_operation_answers_somebody_unknown() {
    let documented = documented();
    for row in ROWS {
        if !documented[row.operation] {
            assert_eq!(row.expected[0], 401, "{}", row.operation);
        }
    }
}

#[db_test]
async fn every_operation_as_everyone(app: TestApp) {
    let owner = app.account("owner", false).await;
    app.account("other", false).await;
    app.account("root", true).await;
    for row in ROWS {
        let callers = [
            ("anonymous", app.anon()),
            ("owner", app.sign_in("owner@example.com").await),
            ("other", app.sign_in("other@example.com").await),
            ("superuser", app.sign_in("root@example.com").await),
        ];
        for ((name, client), expected) in callers.iter().zip(row.expected) {
            let status = call(client, row, &owner).await;
            assert_eq!(status.as_u16(), expected, "{} as {name}", row.operation);
        }
    }
}

#[db_test]
async fn who_is_unknown_is_refused_before_the_body_is_read(app: TestApp) {
    let client = app.anon();
    for (method, path) in [
        (Method::POST, path::CHANGE_PASSWORD),
        (Method::PATCH, path::USERS_ME),
    ] {
        let request = client.request(method, path);
        client
            .send(request, "not json".into())
            .await
            .expect(StatusCode::UNAUTHORIZED);
    }
    client
        .get("/api/v1/users/not-an-id")
        .await
        .expect(StatusCode::UNAUTHORIZED);
    client
        .get("/api/v1/users?limit=x")
        .await
        .expect(StatusCode::UNAUTHORIZED);
}
